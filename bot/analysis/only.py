"""What only one member of a server plays: artists that nobody else there has, and how much of a member's own listening
they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

LONE_PLAYS = 10
"""Plays from which an artist counts: one that somebody met by accident says nothing about them."""

ENOUGH_PLAYS = 100
"""Plays from which a member's share can be set beside others': of ten plays, one artist is a tenth."""


@dataclass(frozen=True, slots=True, eq=False)
class Only:
    """Artists that one member alone has.

    Attributes:
        artists: one row per such artist, ascending by member, then the largest share first. Columns: `member_id`,
            `artist_id`, `plays`, `ms` (int64), `share` (float64 in [0, 1], of the member's own listening).
        members: one row per member with enough listening, the largest share first, equals by member id. Columns:
            `rank` (int64, equals share one, the next is as many lower), `tied` (bool), `member_id`, `artists`, `plays`,
            `ms` (int64: of those artists together; 0 where there are none), `share` (float64 in [0, 1]).
        left_out: members with too little listening for a share, ascending.
    """

    artists: pd.DataFrame
    members: pd.DataFrame
    left_out: tuple[int, ...]


def only(artists: pd.DataFrame, members: pd.DataFrame) -> Only:
    """Find what each member alone has, and rank members by how much of their own listening it is.

    An artist is a member's alone if nobody else of `members` played it even once, and that member did `LONE_PLAYS`
    times. The share is of own hours; of own plays for a member whose exports never say how long. Shares, not counts:
    the longest export finds the most artists.

    Args:
        artists: one row per member and artist, any order: `member_id`, `artist_id`, `plays`, `ms` (int64). Artists of
            several members may be left out beforehand.
        members: index `member_id`; `plays` and `ms` (int64) of all the member's listening.

    Source:
        Our own definition.
    """
    everyone = members.sort_index()
    enough = everyone["plays"] >= ENOUGH_PLAYS
    alone = ~artists["artist_id"].duplicated(keep=False) & (artists["plays"] >= LONE_PLAYS)
    found = artists.loc[alone, ["member_id", "artist_id", "plays", "ms"]]
    found = found.assign(share=own_share(found, everyone))
    found = found.sort_values(["member_id", "share", "artist_id"], ascending=[True, False, True], ignore_index=True)
    sums = found.groupby("member_id").agg(artists=("artist_id", "size"), plays=("plays", "sum"), ms=("ms", "sum"))
    sums = sums.reindex(everyone.index[enough], fill_value=0).astype(np.int64).reset_index()
    sums["share"] = own_share(sums, everyone)
    sums.insert(0, "rank", sums["share"].rank(method="min", ascending=False).astype(np.int64))
    sums.insert(1, "tied", sums["share"].duplicated(keep=False))
    ranked = sums.sort_values(["rank", "member_id"], ignore_index=True)
    return Only(found, ranked, tuple(everyone.index[~enough].tolist()))


def own_share(listening: pd.DataFrame, members: pd.DataFrame) -> pd.Series[float]:
    """Each row's part of the member's own listening, in [0, 1]; NaN where nothing is known of all of it.

    By hours; by plays for a member whose exports never say how long.

    Args:
        listening: `member_id`, `plays`, `ms` (int64).
        members: index `member_id`; `plays` and `ms` (int64) of all of it.
    """
    own = members.reindex(listening["member_id"])[["plays", "ms"]].set_axis(listening.index)
    part = listening["ms"].where(own["ms"] > 0, listening["plays"]).astype(np.float64)
    whole = own["ms"].where(own["ms"] > 0, own["plays"])
    return (part / whole.where(whole > 0)).clip(0, 1)
