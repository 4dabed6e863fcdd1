"""Round numbers: what a member has passed, what was playing then, and what a group has passed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.analysis.coverage import Basis, Cover, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.frames import NOBODY, history_from_table
from bot.analysis.group import Group, day_of
from bot.analysis.milestones import PACE_DAYS, Counted, milestones, played_at, together, upcoming
from bot.analysis.periods import ALL_TIME
from bot.charts.rows import Milestone, MilestoneRows
from bot.charts.timeline import milestone_figure
from bot.errors import NothingStored
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.stored import MemberNames
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import day_words, rests_on_words
from bot.usecases.comparisons.habits import own_span_words, parts_of_one, require_listening, rows_of
from bot.usecases.comparisons.songs import Song, songs
from bot.usecases.standings import name_rows
from storage.blobs import decode

PARTS = (Part.DAYS,)
DRAWN_POINTS = 400
"""So many points of a growing total are drawn: more than a picture has pixels for helps nobody."""

WHY = Why(
    (
        (
            "Plays, hours, artists and tracks are added up from the first day of the export; a milestone falls on the "
            "day, on the member's own clock, on which the round number was reached."
        ),
        "What was played before an export begins is not in it: a longer export moves the dates.",
        "Hours add up known durations. A track or artist counts once, with its first play.",
        (
            "Together, the plays of all who agreed to be compared are added up. Those dates are the latest they can "
            "be: what is missing would move them forward."
        ),
        (
            f"The next one is due at the pace of the last {PACE_DAYS} days of the export, counted from its end. "
            "Shorter exports, and dates more than ten years ahead, get none. What does not grow is not listed."
        ),
    ),
    "due = last day + (number - reached) / (amount of the last days / those days)",
    ("Our own definition.",),
)

_NOUN: dict[Counted, str] = {"plays": "play", "artists": "artist", "tracks": "track", "hours": "hour"}
_LEAST_A_WEEK = 0.05
"""What a card writes as 0.1; a slower pace would read as none."""


@dataclass(frozen=True, slots=True)
class _Passed:
    member_id: int
    counted: Counted
    number: int
    day: int
    track_id: int = NOBODY
    artist_id: int = NOBODY


@dataclass(frozen=True, slots=True)
class _Next:
    member_id: int
    counted: Counted
    number: int
    reached: float
    per_day: float | None
    day: int | None


@dataclass(frozen=True, slots=True)
class _Shared:
    number: int
    day: int


@dataclass(frozen=True, slots=True)
class _Found:
    basis: Basis
    passed: tuple[_Passed, ...]
    ahead: tuple[_Next, ...]
    shared: tuple[_Shared, ...]
    totals: tuple[tuple[date, float], ...]


async def milestones_draft(asking: Asking) -> Draft:
    """The round numbers that a member passed, or those that a group passed together.

    The period plays no part: a number is the 10,000th of all.

    Raises:
        TooFewListeners, NobodyListened: of a group.
        NotComparable, NothingStored: of a member.
    """
    if asking.asked.members:
        return await _of_member(asking, asking.asked.members[0])
    parts = await asking.group(*PARTS)
    found = await asking.services.cpu(_found, parts)
    require_listening(asking, found.basis, found=bool(found.totals))
    marks = tuple(Milestone(day_of(row.day), row.number, f"{row.number:,} plays") for row in found.shared)
    return Draft(
        "Milestones",
        _group_tables(asking, found),
        WHY,
        frozenset(each.member_id for each in found.basis.covers),
        verdict=_group_verdict(asking, found),
        rests_on=(
            "All plays of all who agreed to be compared, as far as their exports reach",
            rests_on_words(found.basis, asking.name, shares=True)[-1],
        ),
        picture=(
            milestone_figure,
            MilestoneRows("Plays, all together", "As far as the exports reach", found.totals, marks),
        ),
    )


def _group_tables(asking: Asking, found: _Found) -> tuple[Table, ...]:
    latest = {row.member_id: row for row in found.passed if row.counted == "plays"}
    tables = (
        Table(
            (Column("plays_together", Kind.COUNT, "{play} together"), Column("day", Kind.DAY, "on {}")),
            tuple((row.number, day_of(row.day)) for row in reversed(found.shared)),
            "Together",
        ),
        _next_table(asking, found.ahead, of_one=False),
        Table(
            (Column("member", Kind.MEMBER), Column("plays", Kind.COUNT, "{play}"), Column("day", Kind.DAY, "on {}")),
            tuple(
                (asking.name(row.member_id), row.number, day_of(row.day))
                for row in sorted(latest.values(), key=lambda row: -row.number)
            ),
            "Each one's latest",
        ),
    )
    return tuple(table for table in tables if table.rows)


async def _of_member(asking: Asking, member_id: int) -> Draft:
    parts = await parts_of_one(asking, member_id, *PARTS)
    store = asking.services.store
    stored = await store.listening.history_of(asking.guild_id, member_id)
    if stored is None:
        raise NothingStored(None if member_id == asking.asker_id else asking.name(member_id))
    names = await store.catalogue.names(asking.guild_id, member_id)
    zone = asking.members[member_id].time_zone
    found = await asking.services.cpu(_own, parts, stored.blob, names, zone)
    name = asking.name(member_id)
    tracks = await songs(asking, (row.track_id for row in found.passed))
    own = found.basis.covers[0]
    return Draft(
        f"{name}'s milestones",
        tuple(
            table
            for table in (_passed_table(found.passed, tracks), _next_table(asking, found.ahead, of_one=True))
            if table.rows
        ),
        WHY,
        frozenset({member_id}),
        verdict=_own_verdict(safe(name), found, tracks),
        rests_on=(own_span_words(safe(name), own),),
        picture=(milestone_figure, _drawn(name, own, found, tracks)),
    )


def _found(parts: GroupParts) -> _Found:
    return _counted(unpack(parts.parts))


def _counted(group: Group) -> _Found:
    running = group.days.groupby("day")["plays"].sum().cumsum()
    step = max(len(running) // DRAWN_POINTS, 1)
    drawn = running.iloc[::-step].iloc[::-1]  # from the end, so that the last total is among them
    return _Found(
        basis(group, ALL_TIME),
        rows_of(milestones(group).assign(track_id=NOBODY, artist_id=NOBODY), _Passed),
        rows_of(upcoming(group), _Next),
        rows_of(together(group), _Shared),
        tuple((day_of(day), float(total)) for day, total in zip(drawn.index.tolist(), drawn, strict=True)),
    )


def _own(parts: GroupParts, blob: bytes, names: MemberNames, time_zone: str) -> _Found:
    group = unpack(parts.parts)
    found = _counted(group)
    history = history_from_table(decode(blob), *name_rows(names), time_zone)
    told = played_at(history, milestones(group))
    return _Found(found.basis, rows_of(told, _Passed), found.ahead, found.shared, found.totals)


def number_words(number: int, counted: Counted) -> str:
    """A milestone by name: "10,000th play", "1,000 hours"."""
    return f"{number:,} hours" if counted == "hours" else f"{number:,}th {_NOUN[counted]}"


def _passed_table(passed: Sequence[_Passed], tracks: dict[int, Song]) -> Table:
    columns = (
        Column("milestone", Kind.TEXT),
        Column("day", Kind.DAY, "on {}"),
        Column("track", Kind.NAME, "with “{}”", small=True),
        Column("artist", Kind.NAME, small=True),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            number_words(row.number, row.counted),
            day_of(row.day),
            tracks[row.track_id].title,
            tracks[row.track_id].artist,
        )
        for row in reversed(passed)
    ]
    return Table(columns, tuple(rows), "Passed")


def _next_table(asking: Asking, ahead: Sequence[_Next], *, of_one: bool) -> Table:
    columns = (
        *(() if of_one else (Column("member", Kind.MEMBER),)),
        Column("milestone", Kind.TEXT),
        Column("due", Kind.DAY, "around {}"),
        Column("reached", Kind.COUNT, "at {} so far", small=True),
        Column("per_week", Kind.NUMBER, "{} a week", small=True),
    )
    wanted = [row for row in ahead if (_comes(row) if of_one else row.counted == "plays" and row.day is not None)]
    soonest = sorted(wanted, key=lambda row: (row.day is None, row.day or 0, row.member_id))
    rows: list[tuple[Cell, ...]] = [
        (
            *(() if of_one else (asking.name(row.member_id),)),
            number_words(row.number, row.counted),
            None if row.day is None else day_of(row.day),
            int(row.reached),
            None if row.per_day is None else row.per_day * 7,
        )
        for row in soonest
    ]
    return Table(columns, tuple(rows), "Next, at the pace of the last days")


def _comes(row: _Next) -> bool:
    """Whether a number is on its way, or may be: "0.0 a week" never gets there."""
    return row.per_day is None or row.per_day * 7 >= _LEAST_A_WEEK


def _group_verdict(asking: Asking, found: _Found) -> str:
    if found.shared:
        last = found.shared[-1]
        words = f"Together you passed **{last.number:,} plays** on {day_words(day_of(last.day))}."
    else:
        total = round(found.totals[-1][1])
        words = f"Together you are at **{total:,} plays**; the first round number is still ahead."
    dated = [(row.day, row) for row in found.ahead if row.counted == "plays" and row.day is not None]
    if dated:
        day, row = min(dated, key=lambda each: (each[0], each[1].member_id))
        name = safe(asking.name(row.member_id))
        words += (
            f" Next in line: {name}'s {number_words(row.number, row.counted)}, due around {day_words(day_of(day))}."
        )
    return words


def _own_verdict(name: str, found: _Found, tracks: dict[int, Song]) -> str:
    plays = [row for row in found.passed if row.counted == "plays"]
    if not plays:
        return f"{name} has passed no round number of plays yet."
    last = plays[-1]
    words = f"{name}'s **{number_words(last.number, last.counted)}** was on {day_words(day_of(last.day))}"
    song = tracks[last.track_id]
    if song.title:
        words += f", with “{safe(song.title)}”" + (f" by {safe(song.artist)}" if song.artist else "")
    return words + "."


def _drawn(name: str, own: Cover, found: _Found, tracks: dict[int, Song]) -> MilestoneRows:
    marks = tuple(
        Milestone(day_of(row.day), row.number, number_words(row.number, row.counted), tracks[row.track_id].words)
        for row in found.passed
        if row.counted == "plays"
    )
    note = f"Plays since {day_words(own.first_day)}"
    return MilestoneRows(f"{name}'s milestones", note, found.totals, marks)
