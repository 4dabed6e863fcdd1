"""How often members skip, and what one of them skips and yet keeps playing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.coverage import Basis, Cover, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.frames import history_from_table
from bot.analysis.group import day_of
from bot.analysis.periods import Period
from bot.analysis.skips import LEAST_KNOWN, TRACK_KNOWN, apart, skip_rates, skipped_tracks
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import NothingStored
from bot.model.amounts import counted
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.cell_words import percent
from bot.model.stored import MemberNames
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.habits import (
    own_span_words,
    parts_of_one,
    require_listening,
    require_own_listening,
    rows_of,
)
from bot.usecases.comparisons.songs import Song, songs
from bot.usecases.standings import name_rows
from storage.blobs import decode

OWN_SHOWN = 50
DRAWN = 10
PLAYED_ON = "Skipped, and yet played on"
NAMED = 10
"""Of those left out, so many are named; more are counted."""

WHY = Why(
    (
        "The skip rate is the share of skipped plays among those of which the service says whether they were skipped.",
        (
            f"Who has fewer than {LEAST_KNOWN} such plays in the period is left out, and so is everyone whose service "
            "does not say: missing is not “never skips”."
        ),
        (
            "The range behind each rate is where it would lie with 95 % confidence if these plays were drawn from all "
            "the plays there could be. Where ranges overlap, the order is not certain."
        ),
        (
            f"Skipped and yet played on: tracks with at least {TRACK_KNOWN} plays that say, of which some were skipped "
            "and some were not, most skips first."
        ),
    ),
    "rate = skipped plays / plays that say whether they were skipped",
    (
        (
            "E. B. Wilson (1927), “Probable Inference, the Law of Succession, and Statistical Inference”, Journal of "
            "the American Statistical Association 22(158), 209-212: the range."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Row:
    rank: int | None
    member_id: int
    plays: int
    known: int
    skipped: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Track:
    track_id: int
    plays: int
    known: int
    skipped: int
    rate: float
    last_day: int


@dataclass(frozen=True, slots=True)
class _Ranked:
    basis: Basis
    rows: tuple[_Row, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class _Own:
    cover: Cover
    row: _Row | None
    tracks: tuple[_Track, ...]


async def skips_draft(asking: Asking) -> Draft:
    """Members by skip rate, or one member's rate with what they skip and yet keep playing.

    Raises:
        TooFewListeners, NobodyListened: of a group.
        NotComparable, NothingStored, NothingInPeriod: of a member.
    """
    if asking.asked.members:
        return await _of_member(asking, asking.asked.members[0])
    parts = await asking.group(Part.DAYS)
    found = await asking.services.cpu(_ranked, parts, asking.period)
    require_listening(asking, found.basis, found=bool(found.rows))
    rows = [(row, row.rate) for row in found.rows if row.rank is not None and row.rate is not None]
    title, note = f"Who skips most · {asking.period.label}", "Share of plays that were skipped"
    standings = [
        Standing(row.member_id, asking.name(row.member_id), rate * 100, f"{percent(rate)} of plays")
        for row, rate in rows
    ]
    bars = tuple(
        RankedBar(each.name, rate, percent(rate), detail=_range(row), aside=f"{row.known:,}", place=row.rank)
        for each, (row, rate) in zip(standings, rows, strict=True)
    )
    rests = ["Shares of each one's own plays, among those that say whether they were skipped"]
    if len(rows) > 1 and not found.apart:
        rests.append("Too close to be sure who is first: the ranges overlap")
    rests.append(rests_on_words(found.basis, asking.name, shares=True)[-1])
    left_out = [row for row in found.rows if row.rank is None]
    return Draft(
        title,
        (Table(_COLUMNS, tuple(_cells(asking, row) for row, _ in rows)),) if rows else (),
        WHY,
        frozenset(row.member_id for row in found.rows),
        sheet=ranking_sheet("highest skip rate", standings, asking.narratable, left_out=len(left_out)),
        rests_on=tuple(rests),
        left_out=_left_out(asking, left_out),
        picture=(ranked_figure, RankedRows(title, note, bars, aside_words="plays that say")) if bars else None,
    )


def _ranked(parts: GroupParts, period: Period) -> _Ranked:
    group = unpack(parts.parts)
    rates = skip_rates(group, period)
    return _Ranked(basis(group, period), rows_of(rates, _Row), apart(rates))


_COLUMNS = (
    Column("place", Kind.PLACE),
    Column("member", Kind.MEMBER),
    Column("skip_rate", Kind.SHARE, "{} skipped"),
    Column("low", Kind.SHARE, "at least {}", small=True),
    Column("high", Kind.SHARE, "at most {}", small=True),
    Column("skipped", Kind.COUNT, "{skip}", small=True),
    Column("plays_that_say", Kind.COUNT, "of {play} that say", small=True),
    Column("plays", Kind.COUNT, ""),
)


def _cells(asking: Asking, row: _Row) -> tuple[Cell, ...]:
    name = asking.name(row.member_id)
    return row.rank, name, row.rate, row.low, row.high, row.skipped, row.known, row.plays


def _range(row: _Row) -> str:
    return "" if row.low is None or row.high is None else f"between {percent(row.low)} and {percent(row.high)}"


def _left_out(asking: Asking, rows: Sequence[_Row]) -> str:
    def named(some: Sequence[_Row]) -> str:
        if len(some) > NAMED:
            return counted(len(some), "member")
        return ", ".join(safe(asking.name(row.member_id)) for row in some)

    silent, few = [row for row in rows if not row.known], [row for row in rows if row.known]
    parts = []
    if silent:
        parts.append(f"no skips are told by the service of {named(silent)}")
    if few:
        parts.append(f"fewer than {LEAST_KNOWN} plays that say: {named(few)}")
    return f"Left out: {'; '.join(parts)}" if parts else ""


async def _of_member(asking: Asking, member_id: int) -> Draft:
    parts = await parts_of_one(asking, member_id, Part.DAYS)
    store = asking.services.store
    stored = await store.listening.history_of(asking.guild_id, member_id)
    if stored is None:
        raise NothingStored(None if member_id == asking.asker_id else asking.name(member_id))
    names = await store.catalogue.names(asking.guild_id, member_id)
    zone = asking.members[member_id].time_zone
    found = await asking.services.cpu(_own, parts, stored.blob, names, zone, asking.period)
    require_own_listening(asking, found.cover)
    name = asking.name(member_id)
    tracks = await songs(asking, (row.track_id for row in found.tracks))
    title = f"What {name} skips · {asking.period.label}"
    bars = tuple(
        RankedBar(
            tracks[row.track_id].title or "",
            row.skipped,
            counted(row.skipped, "skip"),
            detail=tracks[row.track_id].artist or "",
            aside=percent(row.rate),
        )
        for row in found.tracks[:DRAWN]
    )
    drawn = RankedRows(title, PLAYED_ON, bars, aside_words="of its plays", numbered=False)
    return Draft(
        title,
        (_played_on(found.tracks, tracks),) if found.tracks else (),
        WHY,
        frozenset({member_id}),
        verdict=_own_verdict(safe(name), found.row),
        rests_on=(own_span_words(safe(name), found.cover),),
        picture=(ranked_figure, drawn) if bars else None,
    )


def _played_on(rows: Sequence[_Track], tracks: Mapping[int, Song]) -> Table:
    columns = (
        Column("track", Kind.NAME, "“{}”"),
        Column("artist", Kind.NAME),
        Column("skipped", Kind.COUNT, "skipped {time}"),
        Column("rate", Kind.SHARE, "{} of the plays that say", small=True),
        Column("plays_that_say", Kind.COUNT, ""),
        Column("plays", Kind.COUNT, "{play}", small=True),
        Column("last_day", Kind.DAY, "last on {}", small=True),
    )
    cells = tuple(
        (
            tracks[row.track_id].title,
            tracks[row.track_id].artist,
            row.skipped,
            row.rate,
            row.known,
            row.plays,
            day_of(row.last_day),
        )
        for row in rows
    )
    return Table(columns, cells, PLAYED_ON)


def _own(parts: GroupParts, blob: bytes, names: MemberNames, time_zone: str, period: Period) -> _Own:
    group = unpack(parts.parts)
    rates = rows_of(skip_rates(group, period), _Row)
    history = history_from_table(decode(blob), *name_rows(names), time_zone)
    tracks = rows_of(skipped_tracks(history, period).head(OWN_SHOWN), _Track)
    return _Own(basis(group, period).covers[0], rates[0] if rates else None, tracks)


def _own_verdict(name: str, row: _Row | None) -> str:
    if row is None or row.rate is None:
        return f"The service behind {name}'s export does not say what was skipped."
    words = f"{name} skipped **{percent(row.rate)}** of {counted(row.known, 'play')} that say"
    if row.rank is None:
        return f"{words}. That is fewer than {LEAST_KNOWN}, too few to compare."
    return f"{words}: {_range(row)}."
