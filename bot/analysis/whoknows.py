"""Who of a server really listens to an artist: members ranked by hours, from rollups, without opening a history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import NamedTuple

import numpy as np
import pandas as pd

HOUR_MS = 3_600_000


class Listener(NamedTuple):
    """One member's rollup of an artist (or track, or album), beside all of that member's music.

    `ms` and `all_ms` are known durations; moments in ms since 1970, UTC.
    """

    member_id: int
    plays: int
    ms: int
    first_at: int
    last_at: int
    all_plays: int
    all_ms: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence may say. Every field is None or empty where nothing can be said.

    Attributes:
        ranked_by: "hours", or "plays" where no listener has a known duration.
        first: the members in front; more than one is a tie.
        lead: the first's amount over the second's, above 1; None with a tie or with nobody behind.
        most_devoted: who gives the artist the largest share of their own listening, ties together.
        earliest: whose first listen is the oldest, ties together. Exports start at different times: this says "as far
            as the exports reach" and no more.
    """

    ranked_by: str
    listeners: int
    plays: int
    hours: float
    first: tuple[int, ...]
    lead: float | None
    most_devoted: tuple[int, ...]
    earliest: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WhoKnows:
    """A ranking with its verdict.

    Attributes:
        ranking: one row per member, first place first, equals by member id. Columns: `rank` (int64, equals share one,
            the next is as many lower), `tied` (bool), `member_id`, `plays` (int64), `hours` (float64), `share` (float64
            in [0, 1], of the member's own hours; NaN where they are unknown), `first_at`, `last_at` (datetime64[ms,
            UTC]).
    """

    ranking: pd.DataFrame
    verdict: Verdict


def whoknows(listeners: Iterable[Listener | tuple[int, int, int, int, int, int, int]]) -> WhoKnows:
    """Rank these members by the hours they gave one artist.

    Where no duration is known of anyone's plays, by plays, and shares are of plays. Without listeners the ranking is
    empty.

    Args:
        listeners: members with at least one play, at most once each.

    Raises:
        ValueError: a member stands in it twice.
    """
    frame = pd.DataFrame([tuple(row) for row in listeners], columns=list(Listener._fields), dtype="int64")
    if frame["member_id"].duplicated().any():
        raise ValueError("each member stands in a ranking once")
    by_time = bool((frame["ms"] > 0).any())
    amount, whole = (frame["ms"], frame["all_ms"]) if by_time else (frame["plays"], frame["all_plays"])
    ranking = pd.DataFrame(
        {
            "rank": amount.rank(method="min", ascending=False).astype("int64"),
            "tied": amount.duplicated(keep=False),
            "member_id": frame["member_id"],
            "plays": frame["plays"],
            "hours": frame["ms"] / HOUR_MS,
            "share": (amount / whole.where(whole > 0)).clip(0, 1).astype("float64"),
            "first_at": _moments(frame["first_at"]),
            "last_at": _moments(frame["last_at"]),
        }
    )
    ranking = ranking.sort_values(["rank", "member_id"], ignore_index=True)
    return WhoKnows(ranking, _verdict(ranking, "hours" if by_time else "plays"))


def _verdict(ranking: pd.DataFrame, ranked_by: str) -> Verdict:
    first = ranking.loc[ranking["rank"] == 1, "member_id"]
    lead = None
    if len(first) == 1 and len(ranking) > 1:
        best, second = (float(amount) for amount in ranking[ranked_by].iloc[:2])
        lead = best / second if second > 0 else None
    return Verdict(
        ranked_by=ranked_by,
        listeners=len(ranking),
        plays=int(ranking["plays"].sum()),
        hours=float(ranking["hours"].sum()),
        first=tuple(first.tolist()),
        lead=lead,
        most_devoted=_holders(ranking, ranking["share"] == ranking["share"].max()),
        earliest=_holders(ranking, ranking["first_at"] == ranking["first_at"].min()),
    )


def _holders(ranking: pd.DataFrame, rows: pd.Series[bool]) -> tuple[int, ...]:
    return tuple(int(member) for member in ranking.loc[rows, "member_id"])


def _moments(ms: pd.Series[int]) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(ms.to_numpy(dtype=np.int64).view("datetime64[ms]"), tz=UTC)
