"""One song again and again: the longest loops, the most repeats in a day, the songs of months."""

from __future__ import annotations

from dataclasses import dataclass

from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import LOOP_PLAYS, REPEATED_PLAYS, Part, unpack
from bot.analysis.group import day_of
from bot.analysis.obsessions import MONTH_PLAYS, best_months, records, songs_of_months
from bot.analysis.periods import Period
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.model.amounts import counted
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import left_out_words, rests_on_words
from bot.usecases.comparisons.habits import require_listening, rows_of
from bot.usecases.comparisons.songs import Song, songs

WHY = Why(
    (
        (
            f"A loop is one track played in a row, {LOOP_PLAYS} times or more, with nothing else between and without a "
            "pause of 30 minutes. Skipped plays are plays too."
        ),
        f"Most in a day counts a track's plays of one day, in a row or not, from {REPEATED_PLAYS} on.",
        (
            "The song of a month is the track with the largest share of a member's plays in a month, among whole "
            f"months of the period with at least {MONTH_PLAYS} plays."
        ),
        (
            "Each member's record is taken from all of the period that their export covers. Records of a day or a "
            "month hardly grow with the length of an export, but a longer one has had more chances: the coverage is "
            "named."
        ),
    ),
    "share of a month = plays of the track / all plays in that month",
    ("Our own definitions.",),
)


@dataclass(frozen=True, slots=True)
class _Record:
    rank: int
    member_id: int
    day: int
    track_id: int
    plays: int


@dataclass(frozen=True, slots=True)
class _Month(_Record):
    all_plays: int
    share: float


@dataclass(frozen=True, slots=True)
class _Found:
    basis: Basis
    loops: tuple[_Record, ...]
    repeats: tuple[_Record, ...]
    months: tuple[_Month, ...]


async def obsessions_draft(asking: Asking) -> Draft:
    """Each member's longest loop, most repeated track of a day, and song of a month, ranked.

    Raises:
        TooFewListeners, NobodyListened.
    """
    parts = await asking.group(Part.DAYS, Part.LOOPS, Part.REPEATS, Part.MONTHS)
    found = await asking.services.cpu(_found, parts, asking.period)
    every = (*found.loops, *found.repeats, *found.months)
    require_listening(asking, found.basis, found=bool(every))
    tracks = await songs(asking, (row.track_id for row in every))
    title = f"Obsessions · {asking.period.label}"
    # Loops are the headline; who never looped may still have a song of the day.
    ranked, measure = (found.loops, "longest loop") if found.loops else (found.repeats, "most repeats in a day")
    standings = [
        Standing(row.member_id, asking.name(row.member_id), row.plays, counted(row.plays, "play")) for row in ranked
    ]
    bars = tuple(
        RankedBar(each.name, row.plays, f"{row.plays} ×", detail=tracks[row.track_id].words, place=row.rank)
        for each, row in zip(standings, ranked, strict=True)
    )
    note = "One track in a row, without anything between" if found.loops else "One track on one day"
    tables = (
        _table(asking, tracks, found.loops, "Longest loops", "{play} in a row"),
        _table(asking, tracks, found.repeats, "Most in one day", "{play} in a day"),
        _months(asking, tracks, found.months),
    )
    _, *rest = rests_on_words(found.basis, asking.name, shares=True)
    return Draft(
        title,
        tuple(table for table in tables if table.rows),
        WHY,
        frozenset(row.member_id for row in every),
        sheet=ranking_sheet(measure, standings, asking.narratable) if standings else None,
        verdict="" if standings else "Nobody played one track over and over. These are the songs of months.",
        rests_on=("Records of single days and months, from all that each export covers of the period", *rest),
        left_out=left_out_words(found.basis, asking.name, shares=True),
        picture=(ranked_figure, RankedRows(title, note, bars)) if bars else None,
    )


def _found(parts: GroupParts, period: Period) -> _Found:
    group = unpack(parts.parts)
    return _Found(
        basis(group, period),
        rows_of(records(group, period, "loops"), _Record),
        rows_of(records(group, period, "repeats"), _Record),
        rows_of(best_months(songs_of_months(group, period)), _Month),
    )


_SONG = (Column("track", Kind.NAME, "“{}”"), Column("artist", Kind.NAME, "{}"))


def _song(tracks: dict[int, Song], track_id: int) -> tuple[Cell, Cell]:
    return tracks[track_id].title, tracks[track_id].artist


def _table(asking: Asking, tracks: dict[int, Song], rows: tuple[_Record, ...], title: str, shown: str) -> Table:
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("plays", Kind.COUNT, shown),
        *_SONG,
        Column("day", Kind.DAY, small=True),
    )
    cells = (
        (row.rank, asking.name(row.member_id), row.plays, *_song(tracks, row.track_id), day_of(row.day)) for row in rows
    )
    return Table(columns, tuple(cells), title)


def _months(asking: Asking, tracks: dict[int, Song], rows: tuple[_Month, ...]) -> Table:
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("share_of_month", Kind.SHARE, "{} of all plays"),
        *_SONG,
        Column("month", Kind.TEXT, "in {}", small=True),
        Column("plays", Kind.COUNT, "{play}", small=True),
        Column("plays_of_the_month", Kind.COUNT, "of {}", small=True),
    )
    cells = (
        (
            row.rank,
            asking.name(row.member_id),
            row.share,
            *_song(tracks, row.track_id),
            f"{day_of(row.day):%B %Y}",
            row.plays,
            row.all_plays,
        )
        for row in rows
    )
    return Table(columns, tuple(cells), "Song of a month")
