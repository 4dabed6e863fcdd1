"""Days in a row with music: who keeps at it longest, or one member's days at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.analysis.coverage import Basis, Cover, basis
from bot.analysis.daybook import Part, plays_of_artist, unpack
from bot.analysis.group import day_of, within
from bot.analysis.periods import Period
from bot.analysis.streaks import current_runs, runs, streaks
from bot.charts.bars import ranked_figure
from bot.charts.days import calendar_figure
from bot.charts.rows import CalendarRows, MarkedDays, RankedBar, RankedRows
from bot.model.amounts import counted
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.cell_words import percent
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import left_out_words, rests_on_words, span_words
from bot.usecases.comparisons.habits import (
    clipped,
    own_span_words,
    parts_of_one,
    require_listening,
    require_own_listening,
    rows_of,
)

CALENDAR_YEARS = 6
"""As many are drawn."""

OWN_SHOWN = 20
"""So many runs of one member are listed."""

WHY = Why(
    (
        "A streak is days in a row on which at least one song was played, days being those of the member's own clock.",
        (
            "The ranking counts only days that all ranked exports cover: an export of three months cannot hold a "
            "streak of a year. Beside it stands each member's own record in the period."
        ),
        (
            "Where the exports have no such days in common, streaks cannot be compared. Then the share of each one's "
            "own covered days that had music ranks."
        ),
        (
            "A streak is still going if it reaches the last day of the export or the day before. What came after "
            "the export is not known."
        ),
    ),
    "streak = last day - first day + 1, with music on every day between",
    ("Our own definition.",),
)


@dataclass(frozen=True, slots=True)
class _Row:
    rank: int
    member_id: int
    first_day: int
    last_day: int
    days: int
    share: float
    current_days: int
    own_first_day: int
    own_last_day: int
    own_days: int


@dataclass(frozen=True, slots=True)
class _Run:
    first_day: int
    last_day: int
    days: int


@dataclass(frozen=True, slots=True)
class _Own:
    cover: Cover
    runs: tuple[_Run, ...]
    current: _Run | None
    plays: tuple[tuple[date, float], ...]


async def streaks_draft(asking: Asking) -> Draft:
    """The longest streaks of a group, or, with a member, that member's.

    Reads `asked.name_id` as an artist: days in a row with that artist.

    Raises:
        TooFewListeners, NobodyListened: of a group.
        NotComparable, NothingStored, NothingInPeriod: of a member.
    """
    artist_id = asking.asked.name_id
    artist = (await asking.artist_names([artist_id])).get(artist_id, "") if artist_id is not None else ""
    if asking.asked.members:
        return await _of_member(asking, asking.asked.members[0], artist)
    parts = await asking.group(Part.DAYS, plays=artist_id is not None)
    rested, rows = await asking.services.cpu(_ranked, parts, asking.period, artist_id)
    require_listening(asking, rested, found=bool(rows))
    common = rested.window.common
    standings = [_standing(asking, row, common=common) for row in rows]
    title = f"Days in a row{f' with {artist}' if artist else ''} · {asking.period.label}"
    measure = "longest streak" if common else "largest share of days"
    bars = tuple(
        RankedBar(each.name, each.amount, each.shown, detail=span_words(*_span(row)), place=row.rank)
        for each, row in zip(standings, rows, strict=True)
    )
    rests = rests_on_words(rested, asking.name)
    return Draft(
        title,
        (Table(_columns(common=common), tuple(_cells(asking, row, common=common) for row in rows)),),
        WHY,
        frozenset(row.member_id for row in rows),
        sheet=ranking_sheet(measure, standings, asking.narratable, left_out=len(rested.window.left_out)),
        rests_on=rests,
        left_out=left_out_words(rested, asking.name),
        picture=(ranked_figure, RankedRows(title, rests[0], bars)),
    )


def _ranked(parts: GroupParts, period: Period, artist_id: int | None) -> tuple[Basis, tuple[_Row, ...]]:
    group = unpack(_without_plays(parts))
    rested = basis(group, period)
    played = None if artist_id is None else plays_of_artist(parts.parts, artist_id)
    return rested, rows_of(streaks(group, period, rested.window, played), _Row)


def _standing(asking: Asking, row: _Row, *, common: bool) -> Standing:
    name = asking.name(row.member_id)
    if common:
        return Standing(row.member_id, name, row.days, counted(row.days, "day"))
    return Standing(row.member_id, name, row.share * 100, f"{percent(row.share)} of days")


def _span(row: _Row) -> tuple[date, date]:
    return day_of(row.first_day), day_of(row.last_day)


def _without_plays(parts: GroupParts) -> dict[int, dict[str, bytes]]:
    """All but the years of plays: of those, one artist's are unpacked, and no others."""
    return {
        member: {name: part for name, part in own.items() if not name.isdecimal()}
        for member, own in parts.parts.items()
    }


def _columns(*, common: bool) -> tuple[Column, ...]:
    ranked_by = Column("days_in_a_row", Kind.COUNT, "{day}" if common else "longest {day}", small=not common)
    share = Column("share_of_covered_days", Kind.SHARE, "on {} of days", small=common)
    return (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        *((ranked_by, Column("first_day", Kind.DAY, "from {}"), Column("last_day", Kind.DAY, "")) if common else ()),
        share,
        *(() if common else (ranked_by,)),
        Column("own_record", Kind.TEXT, "own record {}", small=True),
        Column("own_record_days", Kind.COUNT, ""),
        Column("own_record_first_day", Kind.DAY, ""),
        Column("own_record_last_day", Kind.DAY, ""),
        Column("still_going_days", Kind.COUNT, "{day} and counting when the export ended", small=True),
    )


def _cells(asking: Asking, row: _Row, *, common: bool) -> tuple[Cell, ...]:
    span = _span(row)
    own = (day_of(row.own_first_day), day_of(row.own_last_day))
    longer = row.own_days > row.days
    # A period that is over says nothing of what was going when the export ended.
    going = row.current_days if asking.period.end is None or asking.period.end > asking.today else 0
    return (
        row.rank,
        asking.name(row.member_id),
        *((row.days, *span, row.share) if common else (row.share, row.days)),
        f"{counted(row.own_days, 'day')}, {span_words(*own)}" if longer else None,
        row.own_days,
        *own,
        going if going > 1 else None,  # one day is no streak yet
    )


async def _of_member(asking: Asking, member_id: int, artist: str) -> Draft:
    artist_id = asking.asked.name_id
    parts = await parts_of_one(asking, member_id, Part.DAYS, plays=artist_id is not None)
    found = await asking.services.cpu(_own, parts, asking.period, artist_id)
    require_own_listening(asking, found.cover)
    name = asking.name(member_id)
    of = f" with {artist}" if artist else ""
    title = f"{name}'s days in a row{of} · {asking.period.label}"
    columns = (
        Column("place", Kind.PLACE),
        Column("days_in_a_row", Kind.COUNT, "{day}"),
        Column("first_day", Kind.DAY, "from {}"),
        Column("last_day", Kind.DAY, "to {}"),
    )
    ranks = {run.days: 1 + sum(other.days > run.days for other in found.runs) for run in found.runs}
    rows = tuple((ranks[run.days], run.days, day_of(run.first_day), day_of(run.last_day)) for run in found.runs)
    return Draft(
        title,
        (Table(columns, rows[:OWN_SHOWN]),),
        WHY,
        frozenset({member_id}),
        verdict=_own_verdict(safe(name), found, f" with {safe(artist)}" if artist else ""),
        rests_on=(own_span_words(safe(name), found.cover),),
        picture=(calendar_figure, _calendar(title, found, asking.period)),
    )


def _own(parts: GroupParts, period: Period, artist_id: int | None) -> _Own:
    group = unpack(_without_plays(parts))
    days = group.days if artist_id is None else plays_of_artist(parts.parts, artist_id)
    every = runs(within(days, period)).sort_values(["days", "first_day"], ascending=[False, True])
    going = rows_of(current_runs(runs(days), group.members), _Run)
    counts = within(days, period).set_index("day")["plays"]
    return _Own(
        basis(group, period).covers[0],
        rows_of(every, _Run),
        going[0] if going else None,
        tuple((day_of(day), float(count)) for day, count in zip(counts.index.tolist(), counts, strict=True)),
    )


def _own_verdict(name: str, found: _Own, of: str) -> str:
    if not found.runs:
        return f"{name} has no day{of} in this period."
    best = found.runs[0]
    words = f"{name}'s longest streak{of} is **{counted(best.days, 'day')}**: "
    words += f"{span_words(day_of(best.first_day), day_of(best.last_day))}."
    if found.current is not None and found.current.days > 1 and found.current != best:
        words += f" When the export ended, a streak of {counted(found.current.days, 'day')} was going."
    elif found.current == best and best.days > 1:
        words += " It was still going when the export ended."
    return words


def _calendar(title: str, found: _Own, period: Period) -> CalendarRows:
    first, last = _drawn_span(found, *clipped(found.cover, period))
    marked: list[MarkedDays] = []
    for run, label in ((found.runs[0] if found.runs else None, "longest"), (found.current, "still going")):
        if run is not None and run.days > 1 and day_of(run.first_day) not in {each.first for each in marked}:
            words = f"{label}: {counted(run.days, 'day')}"
            marked.append(MarkedDays(day_of(run.first_day), day_of(run.last_day), words))
    days = tuple((day, plays) for day, plays in found.plays if first <= day <= last)
    shown = tuple(each for each in marked if first <= each.first and each.last <= last)
    return CalendarRows(title, span_words(first, last), days, first, last, "plays", shown)


def _drawn_span(found: _Own, first: date, last: date) -> tuple[date, date]:
    """The latest years that a calendar holds; with a record that is older, those that begin with its year."""
    year = max(first.year, last.year - CALENDAR_YEARS + 1)
    if found.runs:
        year = min(year, day_of(found.runs[0].first_day).year)
    return max(first, date(year, 1, 1)), min(last, date(year + CALENDAR_YEARS - 1, 12, 31))
