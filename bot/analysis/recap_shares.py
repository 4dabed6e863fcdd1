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
import pandas as pd

from bot.analysis.frames import NOBODY
from bot.analysis.group import Group, artists_in, day_number, tracks_in, within
from bot.analysis.periods import Period
from bot.analysis.taste import KNOWN_FROM

TOP = 10
LATE_START = 0.10
"""A period before is set beside this one only for members whose music is known from within its first tenth."""

HOUR_MS = 3_600_000
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


def own_totals(group: Group, period: Period, members: Sequence[int] | None = None) -> pd.DataFrame:
    """All music of each member in a period: index member_id ascending, `plays` and `ms`; those without are not in it.

    Args:
        group: reads `days`.
        period: the days that count.
        members: None for everybody.
    """
    rows = within(group.days, period)
    if members is not None:
        rows = rows[rows["member_id"].isin(list(members))]
    return rows.groupby("member_id")[["plays", "ms"]].sum()


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


def mean_shares(shares: pd.DataFrame, members: int) -> pd.DataFrame:
    """What `own_shares` gave, over members.

    Args:
        shares: one row per member and id.
        members: how many count, those without a row included.

    Returns:
        Index id, ascending: what anybody listens to. `share` (float64 in [0, 1], the mean over `members`),
        `listeners`, `plays`, `ms` (int64), `rank` (int64, by listeners and then share; equals share one).
    """
    listens = (shares["plays"] >= KNOWN_FROM).astype(np.int64)
    sums = (
        shares.assign(listens=listens)
        .groupby("id")
        .agg(share=("share", "sum"), listeners=("listens", "sum"), plays=("plays", "sum"), ms=("ms", "sum"))
    )
    sums = sums[sums["listeners"] > 0]
    share = (sums["share"] / max(members, 1)).round(_DIGITS).clip(0, 1)
    # A share is at most 1: below the next listener, whatever it is.
    rank = (2 * sums["listeners"] + share).round(_DIGITS).rank(method="min", ascending=False).astype(np.int64)
    return sums.assign(share=share, rank=rank)


def covering_both(group: Group, members: Sequence[int], earlier: Period) -> tuple[int, ...]:
    """Those of these members whose music is known from within the first tenth of the period before."""
    if earlier.start is None or earlier.days is None:
        return ()
    latest = day_number(earlier.start + timedelta(days=int(earlier.days * LATE_START)))
    known = group.members.loc[group.members["first_day"] <= latest].index
    return tuple(sorted(set(known.tolist()) & set(members)))


def shared_top(
    group: Group, period: Period, noun: str, own: pd.DataFrame, earlier: Period | None, both: Sequence[int]
) -> tuple[SharedRow, ...]:
    """The first ten, ascending by rank; equals by plays, then by id.

    Args:
        group: reads what `amounts_in` reads.
        period: the days that count.
        noun: "artist", "track" or "album".
        own: totals of the members that count, see `own_totals`.
        earlier: the period before; None where there is none.
        both: the members by whom places then and now are compared, see `covering_both`.
    """
    amounts = amounts_in(group, period, noun)
    found = mean_shares(own_shares(amounts, own), len(own))
    first = found.sort_values(["rank", "plays"], ascending=[True, False], kind="stable").head(TOP)
    moves = _moves(group, amounts, own, earlier, both, noun) if earlier and both else None
    columns = ("rank", "share", "listeners", "plays", "ms")
    rows = zip(first.index.tolist(), *(first[column].tolist() for column in columns), strict=True)
    return tuple(
        SharedRow(
            rank=rank,
            id=key,
            share=share,
            listeners=listeners,
            plays=plays,
            hours=ms / HOUR_MS if ms else None,
            rose=moves.get(key) if moves else None,
            new=moves is not None and key in moves and moves[key] is None,
        )
        for key, rank, share, listeners, plays, ms in rows
    )


def _moves(
    group: Group, amounts: pd.DataFrame, own: pd.DataFrame, earlier: Period, both: Sequence[int], noun: str
) -> dict[int, int | None]:
    """Places won by each id that these members played now; None for what they did not play then."""
    then_own = own_totals(group, earlier, both)
    if then_own.empty:
        return {}
    now = mean_shares(own_shares(amounts, own.loc[own.index.isin(both)]), len(both))
    then = mean_shares(own_shares(amounts_in(group, earlier, noun), then_own), len(both))
    before = then["rank"].reindex(now.index)
    won = (before - now["rank"]).to_numpy(dtype=np.float64)
    return {
        key: None if np.isnan(places) else int(places)
        for key, places in zip(now.index.tolist(), won.tolist(), strict=True)
    }
