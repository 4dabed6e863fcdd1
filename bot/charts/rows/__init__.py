"""What each picture is given: plain, frozen, picklable, and without a word that the caller did not choose.

Names are as members and exports spell them; figures shorten and escape them. Titles and notes are the caller's, since
every sentence that a member reads stands where it can be translated.

| rows | figure | shows |
|---|---|---|
| `RankedRows` | `bars.ranked_figure` | any ranking by one number |
| `BreakupRows`, `WhoKnowsRows` | `bars.breakup_figure`, `bars.whoknows_figure` | rankings with a look of their own |
| `MirrorRows` | `mirror.mirror_figure` | two members back to back |
| `MatrixRows`, `MapRows` | `matrix.matrix_figure`, `places.map_figure` | how alike everybody is |
| `TimelineRows` | `timeline.timeline_figure` | shares over months, with turning points |
| `MilestoneRows` | `timeline.milestone_figure` | a total that grows |
| `CalendarRows` | `days.calendar_figure` | every day of some years |
| `AwardRows`, `GuessRows` | `awards.award_figure`, `awards.guess_figure` | an evening's awards; a riddle |
| `RecapRows` | `calendar.recap_figure` | a member's or a server's recap |
| `PairRecapRows`, `ShareRows` | `recaps.pair_figure`, `recaps.share_figure` | a pair's recap; one to show elsewhere |
| `UploadRows`, `PollRows` | `calendar.upload_figure`, `votes.poll_figure` | an upload's years; a vote |
| `OptionRows` | `votes.option_figure` | a vote among options |
| `RoundRows`, `DuelRows` | `runoff.rounds_figure`, `runoff.duels_figure` | a ranked vote: rounds; every two |
"""

from bot.charts.rows.base import Rows
from bot.charts.rows.evening import AwardCard, AwardRows, GuessBar, GuessRows
from bot.charts.rows.groups import MapPoint, MapRows, MatrixRows
from bot.charts.rows.rankings import (
    BreakupBar,
    BreakupRows,
    MirrorBar,
    MirrorRows,
    RankedBar,
    RankedRows,
    WhoKnowsBar,
    WhoKnowsRows,
)
from bot.charts.rows.recaps import PairRecapRows, RecapRows, RecapSide, ShareRows
from bot.charts.rows.time import (
    CalendarRows,
    MarkedDays,
    Milestone,
    MilestoneRows,
    TimelineLine,
    TimelineRows,
    TurningPoint,
    UploadRows,
)
from bot.charts.rows.votes import DuelRows, OptionBar, OptionRows, PollRows, PollWords, RoundBar, RoundRows

__all__ = [
    "AwardCard",
    "AwardRows",
    "BreakupBar",
    "BreakupRows",
    "CalendarRows",
    "DuelRows",
    "GuessBar",
    "GuessRows",
    "MapPoint",
    "MapRows",
    "MarkedDays",
    "MatrixRows",
    "Milestone",
    "MilestoneRows",
    "MirrorBar",
    "MirrorRows",
    "OptionBar",
    "OptionRows",
    "PairRecapRows",
    "PollRows",
    "PollWords",
    "RankedBar",
    "RankedRows",
    "RecapRows",
    "RecapSide",
    "RoundBar",
    "RoundRows",
    "Rows",
    "ShareRows",
    "TimelineLine",
    "TimelineRows",
    "TurningPoint",
    "UploadRows",
    "WhoKnowsBar",
    "WhoKnowsRows",
]
