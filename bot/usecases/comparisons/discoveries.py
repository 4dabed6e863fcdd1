"""Music that was new: who lets most of it in, what stuck, and who had it before the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.discoveries import (
    FRESH_DAYS,
    KNOWN_AFTER_DAYS,
    SHARE_AFTER_DAYS,
    STUCK_AFTER_DAYS,
    brought_first,
    discoveries,
    found_artists,
    novelty_window,
)
from bot.analysis.group import day_of
from bot.analysis.periods import Period
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.model.cell_words import percent
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.habits import require_listening, rows_of

LISTED = 10
"""So many artists that stuck, or that were brought here, are listed."""

WHY = Why(
    (
        "A discovery is an artist whose first play in a member's whole history falls in the period.",
        (
            f"What is first seen in the first {KNOWN_AFTER_DAYS} days of an export is none: most of it was known "
            f"before. The share is counted from day {SHARE_AFTER_DAYS} on."
        ),
        (
            "Members are ranked by the **share of their plays** that went to artists they had discovered in the "
            f"{FRESH_DAYS} days up to then. The count of new artists would only say who listens most."
        ),
        (
            f"A discovery stuck if it was played again {STUCK_AFTER_DAYS} days after its first play, or later. Those "
            "of an export's last weeks are not judged."
        ),
        (
            "Who brought an artist here played it before everyone else, as far as the exports reach; followers are "
            "those who demonstrably discovered it later."
        ),
    ),
    "share = plays of artists discovered at most 4 weeks before / all plays, in the counted days",
    ("Our own definition.",),
)


@dataclass(frozen=True, slots=True)
class _Row:
    rank: int
    member_id: int
    artists: int
    tracks: int
    share: float
    stuck_share: float | None
    brought: int


@dataclass(frozen=True, slots=True)
class _Artist:
    member_id: int
    artist_id: int
    first_day: int
    plays: int


@dataclass(frozen=True, slots=True)
class _Brought(_Artist):
    followers: int


@dataclass(frozen=True, slots=True)
class _Found:
    basis: Basis
    rows: tuple[_Row, ...]
    stuck: tuple[_Artist, ...]
    brought: tuple[_Brought, ...]


async def discoveries_draft(asking: Asking) -> Draft:
    """Who lets most new music in, what stuck, and who brought it.

    Raises:
        TooFewListeners, NobodyListened.
    """
    parts = await asking.group(Part.DAYS, Part.ARTISTS, Part.FRESH)
    found = await asking.services.cpu(_found, parts, asking.period)
    require_listening(asking, found.basis, found=bool(found.rows))
    names = await asking.artist_names(sorted({row.artist_id for row in (*found.stuck, *found.brought)}))
    title = f"New to your ears · {asking.period.label}"
    standings = [
        Standing(row.member_id, asking.name(row.member_id), row.share * 100, percent(row.share)) for row in found.rows
    ]
    first, *rest = rests_on_words(found.basis, asking.name)
    # All of them level at nothing is no tie that anybody won.
    anybody = any(row.share > 0 for row in found.rows)
    unjudged = f"The first {SHARE_AFTER_DAYS} days of each export are not counted: new and known look alike in them"
    tables = (
        _ranking(asking, found, placed=anybody),
        _stuck(asking, found, names),
        _brought(asking, found, names),
    )
    measure, left_out = "largest share of listening to new artists", len(found.basis.covers) - len(found.rows)
    return Draft(
        title,
        tuple(table for table in tables if table.rows),
        WHY,
        frozenset(each.member_id for each in found.basis.covers),
        sheet=ranking_sheet(measure, standings, asking.narratable, left_out=left_out) if anybody else None,
        verdict="" if anybody else "Nobody met a new artist in these days.",
        rests_on=(first, unjudged, *rest),
        left_out=_left_out(asking, found),
        picture=(ranked_figure, _drawn(title, first, standings, found)) if anybody else None,
    )


def _drawn(title: str, counted_over: str, standings: Sequence[Standing], found: _Found) -> RankedRows:
    bars = tuple(
        RankedBar(
            each.name,
            row.share,
            each.shown,
            detail=f"{counted(row.artists, 'new artist')}, {counted(row.tracks, 'new track')}",
            place=row.rank,
        )
        for each, row in zip(standings, found.rows, strict=True)
    )
    return RankedRows(title, f"Share of plays that went to new artists. {counted_over}", bars)


def _found(parts: GroupParts, period: Period) -> _Found:
    group = unpack(parts.parts)
    window = novelty_window(group, period, SHARE_AFTER_DAYS)
    told = found_artists(group, period)
    stuck = told[told["stuck"].fillna(False)].sort_values(
        ["plays", "member_id", "artist_id"], ascending=[False, True, True]
    )
    return _Found(
        replace(basis(group, period), window=window),
        rows_of(discoveries(group, period, window), _Row),
        rows_of(stuck.head(LISTED), _Artist),
        rows_of(brought_first(group, told).head(LISTED), _Brought),
    )


def _ranking(asking: Asking, found: _Found, *, placed: bool) -> Table:
    places = (Column("place", Kind.PLACE),) if placed else ()
    return Table(
        (
            *places,
            Column("member", Kind.MEMBER),
            Column("share_of_plays_on_new_artists", Kind.SHARE, "{} of plays"),
            Column("new_artists", Kind.COUNT, "{new artist}"),
            Column("new_tracks", Kind.COUNT, "{new track}", small=True),
            Column("share_of_discoveries_that_stuck", Kind.SHARE, "{} of discoveries stuck", small=True),
            Column("brought_first", Kind.COUNT, ""),
        ),
        tuple(
            (
                *((row.rank,) if placed else ()),
                asking.name(row.member_id),
                row.share,
                row.artists,
                row.tracks,
                row.stuck_share,
                row.brought,
            )
            for row in found.rows
        ),
    )


def _stuck(asking: Asking, found: _Found, names: dict[int, str]) -> Table:
    return Table(
        (
            Column("artist", Kind.NAME),
            Column("member", Kind.MEMBER, "{}"),
            Column("plays_since", Kind.COUNT, "{play} since"),
            Column("first_day", Kind.DAY),
        ),
        tuple(
            (names.get(row.artist_id), asking.name(row.member_id), row.plays, day_of(row.first_day))
            for row in found.stuck
        ),
        "The discoveries that stuck",
    )


def _brought(asking: Asking, found: _Found, names: dict[int, str]) -> Table:
    return Table(
        (
            Column("artist", Kind.NAME),
            Column("member", Kind.MEMBER, "brought by {}"),
            Column("first_day", Kind.DAY, "on {}"),
            Column("followers", Kind.COUNT, "{follower}"),
        ),
        tuple(
            (names.get(row.artist_id), asking.name(row.member_id), day_of(row.first_day), row.followers)
            for row in found.brought
        ),
        "Brought here first",
    )


def _left_out(asking: Asking, found: _Found) -> str:
    """Who is not ranked; beyond `LISTED`, how many."""
    ranked = {row.member_id for row in found.rows}
    out = [each for each in found.basis.covers if each.member_id not in ranked]
    if not out:
        return ""
    if len(out) > LISTED:
        return f"Left out: {counted(len(out), 'member')} whose music does not reach far enough into these days"
    names = ", ".join(safe(asking.name(each.member_id)) for each in out)
    return f"Left out, since their music does not reach far enough into these days: {names}"
