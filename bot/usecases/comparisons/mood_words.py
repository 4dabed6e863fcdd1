"""How moods over time are worded and drawn, of the group and of one member alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.analysis.periods import Period
from bot.charts.rows import TimelineLine, TimelineRows, TurningPoint
from bot.charts.timeline import timeline_figure
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.mood_months import MoodMonth, MoodPlaylist
from bot.moods.over_time import MIN_MEMBERS, MIN_PLAYS

MONTHS_APART = 24
"""So many months can be told apart in a picture; lines over more are smoothed."""

_SAID = (
    (
        "**Sad titles** are those that speak of a breakup or of sadness, in some twenty languages, read by rules on "
        "this machine. It is the music that is sad, or only its title; nobody's mood is known."
    ),
    (
        "**On repeat** are plays of a track that was played five times or more on that day. **At night** is from "
        "00:00 to 04:59 on each member's own clock."
    ),
    f"A month with fewer than {MIN_PLAYS} plays says nothing and is left open, never 0.",
)
_FORMULA = "sad titles = plays of titles that speak of a breakup or of sadness / plays"
_SOURCES = ("Our own definition; the rules stand in bot/moods/phrases.",)

GROUP_WHY = Why(
    (
        *_SAID,
        (
            "The group's month is the mean of its members' shares: each counts the same, however much they play. It "
            f"takes {MIN_MEMBERS} members with enough listening; who they are can change from month to month."
        ),
        "The **smooth line** is the mean of a month and the months beside it that say something.",
    ),
    _FORMULA,
    _SOURCES,
)
MEMBER_WHY = Why(
    (
        *_SAID,
        (
            "The **smooth line** adds up the plays of a month and of the months beside it that say something. It "
            "fills no open month."
        ),
        (
            "**Turning points** are looked for week by week, in sad titles and in plays on repeat, with three months "
            "or more on each side. They take a change of at least 8 points (breakup titles count 1, sad ones .35), "
            "or 15 points on repeat, and of five standard errors: noise has none. Each member sees only their own."
        ),
        (
            "**Comfort songs** are tracks that were known for four weeks or more, and had at least twice their usual "
            "share of plays in the six weeks from a turning point on."
        ),
    ),
    _FORMULA,
    (*_SOURCES, "Turning points: PELT (Killick, Fearnhead & Eckley 2012, JASA 107), by the ruptures library."),
)


def verdict_words(whose: str, months: Sequence[MoodMonth]) -> str:
    """When titles were saddest and least sad, in a sentence. `whose` is safe in markdown."""
    known = [month for month in months if month.sad is not None]
    if not known:
        return f"No month of {whose} holds enough listening to say something."
    most = max(known, key=lambda month: (month.sad or 0.0, -month.month.toordinal()))
    least = min(known, key=lambda month: (month.sad or 0.0, month.month.toordinal()))
    if len(known) == 1 or most.sad == least.sad:
        return f"**{percent_words(most.sad or 0.0)}** of {whose} had sad titles in {most.month:%B %Y}."
    return (
        f"The saddest titles of {whose} came in **{most.month:%B %Y}**: **{percent_words(most.sad or 0.0)}** of plays. "
        f"The fewest: {percent_words(least.sad or 0.0)}, in {least.month:%B %Y}."
    )


def timeline(
    title: str,
    note: str,
    months: Sequence[MoodMonth],
    turns: tuple[TurningPoint, ...] = (),
    tagged: Sequence[float | None] = (),
) -> tuple[Callable[..., str], TimelineRows]:
    """The picture: what sad titles, and plays on repeat, were of each month's plays.

    Over more than `MONTHS_APART` months the lines are the smooth ones, and the note says so; over fewer, each month
    stands for itself, so that no rise begins before its month. `tagged`, where there is any, stands beside the months:
    what is sad by its title or its tag, smooth where the others are.
    """
    smooth = len(months) > MONTHS_APART
    shares = [month.sad_smooth if smooth else month.sad for month in months]
    repeats = [month.on_repeat_smooth if smooth else month.on_repeat for month in months]
    note += ", each month with those beside it" if smooth else ""
    sad = TimelineLine("sad titles", _values(months, shares))
    repeat = TimelineLine("on repeat", _values(months, repeats))
    tags = (TimelineLine("sad titles and tags", _values(months, tagged)),) if tagged else ()
    return timeline_figure, TimelineRows(title, note, (sad, *tags, repeat), turns, "too little known")


def percent_words(share: float) -> str:
    """A share as a sentence says it: "8 %", "under 1 %"."""
    return "under 1 %" if 0 < share < 0.005 else f"{share:.0%}".replace("%", " %")


def member_title(name: str, period: Period) -> str:
    """Of a card about one member."""
    return f"{name}'s music by mood · {period.label}"


def member_tables(months: Sequence[MoodMonth], playlists: Sequence[MoodPlaylist]) -> tuple[Table, ...]:
    """Month by month, the latest first; and the playlists whose titles speak of a mood."""
    tables = [Table(month_columns(group=False), tuple(month_row(month) for month in reversed(months)))]
    if playlists:
        columns = (
            Column("playlist", Kind.NAME),
            Column("title_speaks_of", Kind.TEXT),
            Column("begun_on", Kind.DAY, "begun {}"),
        )
        rows = tuple((each.title, each.mood, each.begun_on) for each in playlists)
        tables.append(Table(columns, rows, "Playlists whose titles speak of it"))
    return tuple(tables)


def month_columns(*, group: bool) -> tuple[Column, ...]:
    """Of a table of months."""
    return (
        Column("month", Kind.DAY, ""),
        Column("month_in_words", Kind.TEXT),
        Column("sad_titles", Kind.SHARE, "{} sad titles"),
        Column("sad_titles_smooth", Kind.SHARE, ""),
        Column("on_repeat", Kind.SHARE, "{} on repeat", small=True),
        Column("at_night", Kind.SHARE, "{} at night", small=True),
        Column("members", Kind.COUNT, "{member}" if group else "", small=True),
        Column("plays", Kind.COUNT, "" if group else "{play}", small=True),
    )


def month_row(month: MoodMonth) -> tuple[Cell, ...]:
    """Of a table of months."""
    words = f"{month.month:%B %Y}" + (" · too little listening known" if month.sad is None else "")
    shares = (month.sad, month.sad_smooth, month.on_repeat, month.night)
    return (month.month, words, *shares, month.members, month.plays)


def _values(months: Sequence[MoodMonth], shares: Sequence[float | None]) -> tuple[tuple[str, float | None], ...]:
    return tuple((f"{each.month:%Y-%m}", share) for each, share in zip(months, shares, strict=True))
