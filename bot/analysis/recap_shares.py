"""How a recap ranks for several members without the longest export, or the most devoted fan, deciding.

First comes what most members listen to: a *listener* played it at least `KNOWN_FROM` times in the period. Among equals
decides the mean share: two members who gave an artist 10 % and 30 % of their own plays make it 20 %, whoever listened
more. Plays and not hours, as everywhere that tastes are set side by side: not every service says how long something was
played. Our own definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from bot.analysis.frames import NOBODY, Int64s
from bot.analysis.group import Group, artists_in, day_number, tracks_in, within
from bot.analysis.periods import Period
from bot.analysis.taste import KNOWN_FROM

Floats = npt.NDArray[np.float64]

TOP = 10
LATE_START = 0.10
"""A period before is set beside this one only for members whose music is known from within its first tenth."""

HOUR_MS = 3_600_000
_DENSE_CELLS = 20_000_000
_DIGITS = 12
"""Shares that agree to so many decimals are equal: the order of an addition must not break a tie."""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One place of a ranking by listeners, then by mean share; names are looked up afterwards.

    Attributes:
        rank: 1 is first; equals share a rank, and the next is as many lower.
        id: the artist's, track's or album's.
        share: mean over all counted members of its part in their own listening, in [0, 1].
        listeners: how many of them played it at least `KNOWN_FROM` times.
        plays: all of theirs.
        hours: their known durations; None where none of its plays has one.
        rose: places won against the period before, among the members whose music covers both; negative for places
            lost; None where it had no place there or nothing can be compared.
        new: none of these members listened to it in the period before; False where nothing can be compared.
    """

    rank: int
    id: int
    share: float
    listeners: int
    plays: int
    hours: float | None
    rose: int | None
    new: bool


@dataclass(frozen=True, slots=True)
class SharedTop:
    """The first ten of a ranking.

    Attributes:
        of: how many different ones any of the members played.
    """

    rows: tuple[SharedRow, ...]
    of: int


def own_totals(group: Group, period: Period, members: Sequence[int] | None = None) -> pd.DataFrame:
    """All music of each member in a period: index member_id ascending, `plays` and `ms`; those without are not in it.

    Args:
        group: reads `days`.
        period: the days that count.
        members: None for everybody.
    """
    frame = group.days
    kept = _inside(frame["day"].to_numpy(), period)
    who = frame["member_id"].to_numpy()[kept]
    # Members follow one another, so that the distinct ones are found without sorting.
    places, ids = pd.factorize(who)
    plays, ms = (
        np.bincount(places, frame[name].to_numpy()[kept], len(ids)).astype(np.int64) for name in ("plays", "ms")
    )
    own = pd.DataFrame({"plays": plays, "ms": ms}, index=pd.Index(ids, dtype=np.int64, name="member_id"))
    return own if members is None else own[own.index.isin(list(members))]


def amounts_in(group: Group, period: Period, noun: str) -> pd.DataFrame:
    """Each member's artists, tracks or albums in a period: `member_id`, `id`, `plays`, `ms`.

    Args:
        group: reads `plays`; of all time `artists` and `tracks` instead, and `plays` for albums.
        period: the days that count.
        noun: "artist", "track" or "album".
    """
    if noun == "artist":
        return artists_in(group, period).rename(columns={"artist_id": "id"})
    if noun == "track":
        return tracks_in(group, period).drop(columns="artist_id").rename(columns={"track_id": "id"})
    rows = within(group.plays, period)
    rows = rows[rows["album_id"] != NOBODY]
    # One int64 key sorts several times as fast as two columns; both parts stay below 2^31 (places, catalogue ids).
    members, place = np.unique(rows["member_id"].to_numpy(), return_inverse=True)
    pairs, where = np.unique((place.astype(np.int64) << 32) | rows["album_id"].to_numpy(), return_inverse=True)
    return pd.DataFrame(
        {
            "member_id": members[pairs >> 32] if len(pairs) else np.empty(0, np.int64),
            "id": pairs & 0xFFFF_FFFF,
            "plays": np.bincount(where, rows["plays"].to_numpy(), len(pairs)).astype(np.int64),
            "ms": np.bincount(where, rows["ms"].to_numpy(), len(pairs)).astype(np.int64),
        }
    )


def own_shares(amounts: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Rows of members in `own`, with `share` of all their own plays in [0, 1] behind the columns.

    Args:
        amounts: see `amounts_in`.
        own: see `own_totals`.
    """
    rows = amounts[amounts["member_id"].isin(own.index)].reset_index(drop=True)
    return rows.assign(share=rows["plays"] / rows["member_id"].map(own["plays"]))


def covering_both(group: Group, members: Sequence[int], earlier: Period) -> tuple[int, ...]:
    """Those of these members whose music is known from within the first tenth of the period before."""
    if earlier.start is None or earlier.days is None:
        return ()
    latest = day_number(earlier.start + timedelta(days=int(earlier.days * LATE_START)))
    known = group.members.loc[group.members["first_day"] <= latest].index
    return tuple(sorted(set(known.tolist()) & set(members)))


def shared_top(
    group: Group, period: Period, noun: str, own: pd.DataFrame, earlier: Period | None, both: Sequence[int]
) -> SharedTop:
    """The first ten, ascending by rank; equals by plays, then by id.

    Args:
        group: reads `days`, and `plays`; of all time `artists` and `tracks` instead, and `plays` for albums.
        period: the days that count.
        noun: "artist", "track" or "album".
        own: totals of the members that count, see `own_totals`.
        earlier: the period before; None where there is none.
        both: the members by whom places then and now are compared, see `covering_both`.
    """
    played = _played(group, period, noun, own.index.to_numpy(dtype=np.int64))
    table = _ranked(played.plays, own["plays"].to_numpy(), played.ids)
    order = np.lexsort((table.ids, -table.plays, table.ranks))[:TOP]
    top = table.ids[order]
    moves: dict[int, int | None] = {}
    if earlier is not None and len(both):
        moves = _moves(group, played, own, earlier, both, noun, top)
    ms = dict(zip(top.tolist(), played.ms[np.searchsorted(played.ids, top)].tolist(), strict=True))
    rows = tuple(
        SharedRow(
            rank=int(table.ranks[place]),
            id=key,
            share=float(table.shares[place]),
            listeners=int(table.listeners[place]),
            plays=int(table.plays[place]),
            hours=ms[key] / HOUR_MS if ms[key] else None,
            rose=moves.get(key),
            new=key in moves and moves[key] is None,
        )
        for place, key in ((place, int(table.ids[place])) for place in order)
    )
    return SharedTop(rows, len(played.ids))


@dataclass(frozen=True, slots=True, eq=False)
class _Played:
    """Members by what they played.

    Attributes:
        members: ids, ascending: the rows of `plays`.
        ids: of whatever one of them played, ascending: its columns.
        plays: int64, sparse (CSR).
        ms: known durations of each column.
    """

    members: Int64s
    ids: Int64s
    plays: sparse.csr_array
    ms: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What anybody listens to, ascending by id, column by column; see `SharedRow`."""

    ids: Int64s
    ranks: Int64s
    shares: Floats
    listeners: Int64s
    plays: Int64s


def _played(group: Group, period: Period, noun: str, members: Int64s) -> _Played:
    unbounded = period.start is None and period.end is None
    frame = getattr(group, f"{noun}s") if unbounded and noun != "album" else group.plays
    ids = frame[f"{noun}_id"].to_numpy()
    inside = ids != NOBODY
    if frame is group.plays:
        inside &= _inside(frame["day"].to_numpy(), period)
    kept, places = _rows_of(members, frame["member_id"].to_numpy(), inside)
    codes, found = pd.factorize(ids[kept], sort=True)
    plays = frame["plays"].to_numpy()[kept]
    ms = np.bincount(codes, frame["ms"].to_numpy()[kept], len(found)).astype(np.float64)
    table = _table((places, codes), plays, (len(members), len(found)))
    return _Played(members, np.asarray(found, np.int64), table, ms)


def _rows_of(members: Int64s, who: Int64s, inside: npt.NDArray[np.bool_]) -> tuple[Int64s, Int64s]:
    """The rows inside that are these members', and the place of each row's member among them.

    Args:
        who: the member of each row, ascending: the bounds of fifty are found sooner than the places of a million rows.
    """
    bounds = np.stack([np.searchsorted(who, members, side) for side in ("left", "right")], axis=1)
    rows = [first + np.flatnonzero(inside[first:end]) for first, end in bounds.tolist()]
    places = np.repeat(np.arange(len(members)), [len(each) for each in rows])
    return np.concatenate([np.empty(0, np.int64), *rows]), places


def _inside(days: Int64s, period: Period) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(days), dtype=np.bool_)
    if period.start is not None:
        kept &= days >= day_number(period.start)
    if period.end is not None:
        kept &= days < day_number(period.end)
    return kept


def _table(places: tuple[Int64s, Int64s], plays: Int64s, shape: tuple[int, int]) -> sparse.csr_array:
    """Plays added up by row and column."""
    rows, columns = shape
    if rows * columns > _DENSE_CELLS:
        return sparse.csr_array((plays, places), shape=shape)
    # Adding up in a dense table spares sorting millions of rows, and takes a fraction of the time.
    cells = np.bincount(places[0] * columns + places[1], plays, rows * columns)
    filled = np.flatnonzero(cells)
    begins = np.searchsorted(filled, np.arange(rows + 1) * columns)
    return sparse.csr_array((cells[filled].astype(np.int64), filled % columns, begins), shape=shape)


def _ranked(plays: sparse.csr_array, own: Int64s, ids: Int64s) -> _Table:
    """What anybody listens to, by listeners and then by mean share."""
    listeners = np.bincount(plays.indices[plays.data >= KNOWN_FROM], minlength=len(ids)).astype(np.int64)
    shares = (np.round((1.0 / np.maximum(own, 1)) @ plays / max(len(own), 1), _DIGITS)).clip(0, 1)
    kept = listeners > 0
    # A share is at most 1: twice the listeners keep it from counting as one more.
    amounts = 2 * listeners[kept] + shares[kept]
    ranks = pd.Series(amounts).round(_DIGITS).rank(method="min", ascending=False).to_numpy()
    totals = np.asarray(plays.sum(axis=0), np.int64).ravel()
    return _Table(ids[kept], ranks.astype(np.int64), shares[kept], listeners[kept], totals[kept])


def _moves(
    group: Group,
    played: _Played,
    own: pd.DataFrame,
    earlier: Period,
    both: Sequence[int],
    noun: str,
    asked: Int64s,
) -> dict[int, int | None]:
    """Places won by each of the ids asked for that these members listen to now; None where they did not then."""
    members = np.array(sorted(both), np.int64)
    rows = np.searchsorted(played.members, members)
    now = _ranked(played.plays[rows, :], own["plays"].to_numpy()[rows], played.ids)
    before = _played(group, earlier, noun, members)
    own_before = own_totals(group, earlier, both)["plays"].reindex(members, fill_value=0).to_numpy()
    then = _ranked(before.plays, own_before, before.ids)
    ranks_now, ranks_then = (_ranks_of(table, asked) for table in (now, then))
    return {key: ranks_then[key] - rank if key in ranks_then else None for key, rank in ranks_now.items()}


def _ranks_of(table: _Table, asked: Int64s) -> dict[int, int]:
    """Ranks of those of these ids that are in the table."""
    there = np.isin(table.ids, asked)
    return dict(zip(table.ids[there].tolist(), table.ranks[there].tolist(), strict=True))
