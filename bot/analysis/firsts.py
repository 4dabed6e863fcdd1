"""Who of a server was there first: first listens of one artist, track or album, oldest first, with what they rest on.

An export reaches back only so far: who handed over three months cannot be seen to have been there ten years ago. So
each first listen is set beside the day on which that member's exports begin. Our own definitions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

CLOSE_DAYS = 30
"""An export that begins at most so many days before the first of all first listens may hide an earlier one."""


class FirstListen(NamedTuple):
    """A member's first listen, and the first day of all their exports: days since 1970-01-01 on the member's clock."""

    member_id: int
    first_day: int
    covers_from: int


@dataclass(frozen=True, slots=True, eq=False)
class Firsts:
    """First listens in order.

    Attributes:
        ranking: one row per member, the oldest first, equals by member id. Columns: `rank` (int64; who began on one
            day shares a place, the next is as many lower), `tied` (bool), `member_id`, `first_day`, `covers_from`
            (int64, as given), `behind_days` (int64, days after the first of all; 0 for the first), `starts_later`
            (bool: the exports begin after the first of all, so that this member may have been earlier), `starts_close`
            (bool: they begin on that day or within `CLOSE_DAYS` before it, so that they may hide an earlier listen;
            never together with `starts_later`).
        first: the members in front; more than one is a tie.
    """

    ranking: pd.DataFrame
    first: tuple[int, ...]


def firsts(listens: Iterable[FirstListen | tuple[int, int, int]]) -> Firsts:
    """Order members by their first listen, a day being the finest that is told apart.

    Many sources know no more than the day, and dates are what members remember: two who began on one date, each on
    their own clock, are tied. Without members the ranking is empty.

    Args:
        listens: members who have listened, at most once each.

    Raises:
        ValueError: a member stands in it twice, or a first listen lies before the day on which the exports begin.
    """
    frame = pd.DataFrame([tuple(row) for row in listens], columns=list(FirstListen._fields), dtype=np.int64)
    if frame["member_id"].duplicated().any():
        raise ValueError("each member has one first listen")
    if (frame["covers_from"] > frame["first_day"]).any():
        raise ValueError("no listen lies before the first one of all")
    oldest = int(frame["first_day"].min()) if len(frame) else 0
    ranking = pd.DataFrame(
        {
            "rank": frame["first_day"].rank(method="min").astype(np.int64),
            "tied": frame["first_day"].duplicated(keep=False),
            "member_id": frame["member_id"],
            "first_day": frame["first_day"],
            "covers_from": frame["covers_from"],
            "behind_days": frame["first_day"] - oldest,
            "starts_later": frame["covers_from"] > oldest,
            "starts_close": frame["covers_from"].between(oldest - CLOSE_DAYS, oldest),
        }
    )
    ranking = ranking.sort_values(["rank", "member_id"], ignore_index=True)
    return Firsts(ranking, tuple(ranking.loc[ranking["rank"] == 1, "member_id"].tolist()))
