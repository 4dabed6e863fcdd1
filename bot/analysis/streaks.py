"""Days in a row with music, or with one artist: every run, each member's longest, and the one still going.

A day is a day on the member's own clock. Our own definitions; a run is what apps call a streak.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from bot.analysis.coverage import FairWindow, coverage
from bot.analysis.group import Group, within
from bot.analysis.periods import Period

ALIVE_DAYS = 1
"""A run is still going if it reaches the export's last day or the day before: the last day was not over yet."""

RUN = ("first_day", "last_day", "days")


def runs(days: pd.DataFrame) -> pd.DataFrame:
    """All runs of consecutive days of each member, single days among them.

    Args:
        days: member_id and day, any order, rows may repeat. Not modified.

    Returns:
        member_id, first_day, last_day (days since 1970-01-01, both with music) and days (at least 1), all int64,
        ascending by member and day. The `days` of a member add up to their distinct days.
    """
    found = days[["member_id", "day"]].drop_duplicates().sort_values(["member_id", "day"], ignore_index=True)
    member, day = found["member_id"].to_numpy(np.int64), found["day"].to_numpy(np.int64)
    begins = np.ones(len(day), dtype=np.bool_)
    begins[1:] = (member[1:] != member[:-1]) | (day[1:] != day[:-1] + 1)
    ends = np.roll(begins, -1)  # a run ends where the next begins; the last row before the first, which always does
    first, last = day[begins], day[ends]
    return pd.DataFrame(
        {"member_id": member[begins], "first_day": first, "last_day": last, "days": last - first + 1}, dtype=np.int64
    )


def longest_runs(found: pd.DataFrame) -> pd.DataFrame:
    """Each member's longest run, the earliest of equals: index member_id, columns of `runs`, ascending by member."""
    best = found.sort_values(["member_id", "days", "first_day"], ascending=[True, False, True])
    return best.drop_duplicates("member_id").set_index("member_id")[list(RUN)]


def current_runs(found: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The runs that were still going when each member's export ended; see `ALIVE_DAYS`.

    Args:
        found: as `runs` gives them.
        members: index member_id; reads `last_day`.

    Returns:
        As `longest_runs`; members whose last run had ended are not in it.
    """
    last = found.drop_duplicates("member_id", keep="last").set_index("member_id")[list(RUN)]
    known = members["last_day"].reindex(last.index)
    return last[last["last_day"] >= known - ALIVE_DAYS]


def streaks(group: Group, period: Period, window: FairWindow, played: pd.DataFrame | None = None) -> pd.DataFrame:
    """Members ranked by their longest run of days within the fair window, beside their own record.

    An export of three months cannot hold a run of a year, so the ranking counts the days that all ranked members'
    exports cover. Where there is no such window nobody can be ranked by the length of a run: `share` ranks, the part
    of a member's own covered days that had music.

    Args:
        group: reads `members` and `days`.
        period: what own records are taken from. A run is cut at its ends.
        window: `fair_window(group, period)`.
        played: days that count instead of all with music, such as those with one artist: `member_id` and `day`.

    Returns:
        One row per member with a counted day, ascending by `rank` and member_id. All int64 but `share`:
        `rank` (those level share one, shares to a tenth of a percent), `member_id`; the longest run in the window:
        `days`, `first_day`, `last_day`; `share` (float64 in (0, 1]) of the covered days of the window with music; the
        own record in the period: `own_days`, `own_first_day`, `own_last_day`; and `current_days`, the run still going
        at the export's end (0: none), over the whole history.
    """
    listening = group.days if played is None else played
    listening = listening[~listening["member_id"].isin(window.left_out)]
    counted = within(listening, window.period)
    best = longest_runs(runs(counted))
    own = longest_runs(runs(within(listening, period))).add_prefix("own_")
    current = current_runs(runs(listening), group.members)["days"]
    covered = coverage(group, window.period)["days"]
    table = best.assign(share=counted.groupby("member_id").size() / covered.reindex(best.index))
    table["current_days"] = current.reindex(best.index).fillna(0).astype(np.int64)  # none going is a run of no days
    table = table.join(own)
    ranked_by = table["days"] if window.common else table["share"].round(3)
    table.insert(0, "rank", ranked_by.rank(method="min", ascending=False).astype(int))
    return table.reset_index().sort_values(["rank", "member_id"], ignore_index=True)
