"""Crowns: who of a server stands first with each artist, and how safely.

Fair in the open: a total over all time favours the longest export, so a card says what each holder's exports cover, and
crowns can be given by the share of own listening instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

CROWN_PLAYS = 30
"""Plays with which a member may hold a crown, as in .fmbot (fmbot.xyz/guildsettings/crownsettings)."""

CROWN_MS = 3_600_000
"""Or an hour: who listens to symphonies plays few tracks."""

HOUR_MS = 3_600_000
NO_RIVAL = -1


class By(StrEnum):
    """What decides a crown."""

    HOURS = "hours"
    PLAYS = "plays"
    SHARE = "share"


@dataclass(frozen=True, slots=True, eq=False)
class Crowns:
    """Crowns and who holds them.

    Attributes:
        held: one row per crown and holder, ascending by artist, then member; a shared crown has a row per holder.
            Columns: `artist_id`, `member_id`, `plays`, `ms` (int64), `amount` (float64: what decided it), `by_plays`
            (bool: the amount is in plays), `shared` (bool), `rival_id` (int64: who comes next, of a shared crown
            another holder; `NO_RIVAL` where nobody else has a claim), `rival_amount` (float64, NaN without a rival),
            `margin` (float64, what the holder is ahead by; 0 where shared, NaN without a rival), `closeness` (float64
            in [0, 1]: the margin as a part of the amount, NaN without a rival).
        leaderboard: one row per member with a crown, the most crowns first, equals by member id. Columns: `rank`
            (int64, equals share one, the next is as many lower), `tied` (bool), `member_id`, `crowns`, `shared`,
            `uncontested` (int64: those of the crowns that are shared, and those without a rival).
    """

    held: pd.DataFrame
    leaderboard: pd.DataFrame


def crowns(listening: pd.DataFrame, by: By = By.HOURS) -> Crowns:
    """Give each artist's crown to whoever has the largest claim.

    A *claim* is a member's listening to an artist, of at least `CROWN_PLAYS` plays or `CROWN_MS`. The largest claim
    holds the crown; equal ones share it; the next one is the rival. By hours, an artist of whom nobody's exports say
    how long is decided by plays; where somebody's do, claims of unknown length do not count: missing is not 0.

    Args:
        listening: one row per member and artist, any order: `member_id`, `artist_id`, `plays`, `ms` (int64; known
            durations), and for `By.SHARE` also `share` (float64 in [0, 1], of own listening; NaN does not count).
            Rows below a largest and second claim change nothing.

    Source:
        Our own definition, after .fmbot's crowns, which are by plays.
    """
    claims = _claims(listening, by).sort_values(
        ["artist_id", "amount", "member_id"], ascending=[True, False, True], ignore_index=True
    )
    artist = claims["artist_id"].to_numpy()
    opens = np.ones(len(claims), dtype=np.bool_)
    opens[1:] = artist[1:] != artist[:-1]
    top = np.flatnonzero(opens)[np.cumsum(opens) - 1]  # for each claim, where its artist's largest stands
    amount = claims["amount"].to_numpy()
    held = amount == amount[top]
    # The first of several holders looks at the one below, the others at the first: each sees another's claim.
    rival = np.where(np.arange(len(claims)) == top, top + 1, top)
    contested = (rival < len(claims)) & (artist[np.minimum(rival, len(claims) - 1)] == artist) if len(claims) else held
    rival = np.where(contested, rival, 0)
    members = claims["member_id"].to_numpy()
    claims["shared"] = contested & (amount[rival] == amount)
    claims["rival_id"] = np.where(contested, members[rival], NO_RIVAL)
    claims["rival_amount"] = np.where(contested, amount[rival], np.nan)
    claims["margin"] = claims["amount"] - claims["rival_amount"]
    claims["closeness"] = claims["margin"] / claims["amount"]
    found = claims[held].reset_index(drop=True)
    return Crowns(found, _leaderboard(found))


def contested(held: pd.DataFrame) -> pd.DataFrame:
    """Crowns with a rival, the closest first; equally close ones by the larger amount, then by artist and member."""
    rows = held[held["rival_id"] != NO_RIVAL]
    order = ["closeness", "amount", "artist_id", "member_id"]
    return rows.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def _claims(listening: pd.DataFrame, by: By) -> pd.DataFrame:
    enough = (listening["plays"] >= CROWN_PLAYS) | (listening["ms"] >= CROWN_MS)
    claims = listening.loc[enough, ["artist_id", "member_id", "plays", "ms"]]
    if by is By.SHARE:
        claims = claims.assign(amount=listening.loc[enough, "share"].astype(np.float64), by_plays=False)
        return claims[claims["amount"] > 0]
    timed = claims.groupby("artist_id")["ms"].transform("max") > 0 if by is By.HOURS else pd.Series(0, claims.index) > 0
    hours, plays = claims["ms"] / HOUR_MS, claims["plays"].astype(np.float64)
    claims = claims.assign(amount=hours.where(timed, plays), by_plays=~timed)
    return claims[claims["amount"] > 0]


def _leaderboard(held: pd.DataFrame) -> pd.DataFrame:
    alone = held["rival_id"] == NO_RIVAL
    counted = (
        held.assign(uncontested=alone)
        .groupby("member_id")
        .agg(crowns=("artist_id", "size"), shared=("shared", "sum"), uncontested=("uncontested", "sum"))
    )
    board = counted.astype(np.int64).reset_index()
    board.insert(0, "rank", board["crowns"].rank(method="min", ascending=False).astype(np.int64))
    board.insert(1, "tied", board["crowns"].duplicated(keep=False))
    return board.sort_values(["rank", "member_id"], ignore_index=True)
