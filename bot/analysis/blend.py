"""What all of a group like: artists and tracks by the smallest share that any of the members gives them.

The minimum is what cannot be outvoted: an artist that one member plays all day and another once a year ranks by the
other. Shares are of own plays, so that the longest export decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from bot.analysis.frames import Int64s
from bot.analysis.group import Group, tracks_in, within
from bot.analysis.periods import Period
from bot.analysis.taste import KNOWN_FROM, Tastes, TooLittle, tastes

Blended = Literal["artists", "tracks"]

FULL = 10
"""So many shared by all are a list of their own; with fewer, what most of the members share comes behind them."""

_ALIKE_TO = 12


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """What members have in common.

    Attributes:
        ranking: the best first. Columns: `rank` (int64; equals share one), `tied` (bool), `artist_id`, `track_id`
            (int64; only where tracks are blended), `members` (int64, at least 2: how many played it at least
            `KNOWN_FROM` times), `least_share` (float64 in (0, 1]: the smallest of those members' shares), `least_id`
            (whose that is; the lowest id of equals), `mean_share` (float64, over those members), `plays` (int64, by
            those members together).
        blended: members who were asked: ids, ascending.
        by_all: how many are shared by all of them.
        left_out: members with too little listening in the period to have a taste.
    """

    ranking: pd.DataFrame
    blended: Int64s
    by_all: int
    left_out: tuple[TooLittle, ...]


def blend(group: Group, period: Period, of: Blended = "artists") -> Blend:
    """Rank what these members share.

    An artist (track) is a member's own from `KNOWN_FROM` plays on. Where at least `FULL` are everybody's own, only
    those are ranked, by the smallest share; else also what at least two members share, by (how many, smallest share).
    Who has too little listening for `tastes` is left out.

    Args:
        group: `artists` for all time, `plays` for any other period; with `of` "tracks", `tracks` likewise.
    """
    # The days are picked once, and not for artists and for tracks again.
    group = replace(group, plays=within(group.plays, period))
    compared = tastes(group, period)
    members = compared.members
    key = "artist_id" if of == "artists" else "track_id"
    amounts = _artists(compared) if of == "artists" else tracks_in(group, period)
    known = amounts[(amounts["plays"] >= KNOWN_FROM) & amounts["member_id"].isin(members)]
    known = known[known[key].duplicated(keep=False)]
    own = pd.Series(np.asarray(compared.plays.sum(axis=1)).ravel(), index=members, dtype="float64")
    known = known.assign(share=known["plays"] / known["member_id"].map(own))
    # The first row of each name is then the member who gives it least.
    known = known.sort_values([key, "share", "member_id"])
    by_name = known.groupby(key, sort=True)
    found = by_name.agg(
        artist_id=("artist_id", "first"),
        members=("member_id", "size"),
        least_share=("share", "first"),
        least_id=("member_id", "first"),
        mean_share=("share", "mean"),
        plays=("plays", "sum"),
    )
    if key == "track_id":
        found.insert(0, "track_id", found.index)
    by_all = int((found["members"] == len(members)).sum())
    if by_all >= FULL:
        found = found[found["members"] == len(members)]
    return Blend(_ranked(found.reset_index(drop=True), key), members, by_all, compared.left_out)


def playlist(ranking: pd.DataFrame, length: int = 50, by_one_artist: int = 3) -> pd.DataFrame:
    """The first tracks of a ranking of tracks, no more than a few by one artist. Those that name none are all kept.

    Args:
        ranking: `Blend.ranking` of tracks.
        length: how many at most.
        by_one_artist: how many of one artist at most.
    """
    before = ranking.groupby("artist_id").cumcount()
    return ranking[(before < by_one_artist) | (ranking["artist_id"] < 0)].head(length).reset_index(drop=True)


def _artists(compared: Tastes) -> pd.DataFrame:
    cells = compared.plays.tocoo()
    return pd.DataFrame(
        {
            "member_id": compared.members[cells.row],
            "artist_id": compared.artists[cells.col],
            "plays": cells.data,
        }
    )


def _ranked(found: pd.DataFrame, key: str) -> pd.DataFrame:
    share = found["least_share"].round(_ALIKE_TO)
    mean = found["mean_share"].round(_ALIKE_TO)
    order = np.lexsort((found[key], -mean, -share, -found["members"]))
    found, share = found.iloc[order].reset_index(drop=True), share.iloc[order].reset_index(drop=True)
    level = found["members"].astype("str") + "/" + share.astype("str")
    first = ~level.duplicated()
    rank = pd.Series(np.arange(1, len(found) + 1), dtype="int64").where(first).ffill().astype("int64")
    found.insert(0, "rank", rank)
    found.insert(1, "tied", level.duplicated(keep=False))
    return found
