"""One track again and again: the longest loops, the most repeats in a day, and the share of a month that one song took.

Our own definitions. Records of a single day or month hardly grow with the length of an export, so they are taken from
all of the period that each member's music covers, and an answer says how much that is.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from bot.analysis.frames import NOBODY
from bot.analysis.group import Group, within
from bot.analysis.periods import Period

MONTH_PLAYS = 100
"""A song of a month needs this many plays of the member in that month: of three plays, one song is always a third."""

RECORD = ("day", "track_id", "artist_id", "plays")


def records(group: Group, period: Period, kind: Literal["loops", "repeats"]) -> pd.DataFrame:
    """Each member's best of one kind in a period, ranked.

    Args:
        group: reads `loops` (one track in a row within a sitting, 3 plays or more) or `repeats` (one track on one day,
            5 plays or more); those who never came so far are not in it.

    Returns:
        `rank` (equals share one), `member_id`, and of the earliest of the member's best `day`, `track_id`, `artist_id`
        and `plays`. All int64, ascending by rank and member_id.
    """
    return _best(within(getattr(group, kind), period), "plays")


def songs_of_months(group: Group, period: Period) -> pd.DataFrame:
    """The track that each member played most in each month of a period, and the share of the month that it took.

    Args:
        group: reads `plays`. A month cut by the period or by the export counts as far as it is there.

    Returns:
        One row per member and month of at least `MONTH_PLAYS` plays, ascending by both: `member_id`, `month` (months
        since 1970-01), `day` (the month's first day with the track), `track_id`, `artist_id`, `plays`, `all_plays` (of
        all tracks) and `share` (float64 in (0, 1]). Of equals the one that was begun earlier, then the lower id.
    """
    plays = within(group.plays, period)
    month = plays["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    plays = plays.assign(month=month)
    whole = plays.groupby(["member_id", "month"])["plays"].sum()
    named = plays[plays["track_id"] != NOBODY]
    sums = named.groupby(["member_id", "month", "track_id"]).agg(
        day=("day", "min"), artist_id=("artist_id", "first"), plays=("plays", "sum")
    )
    order = ["member_id", "month", "plays", "day", "track_id"]
    best = sums.reset_index().sort_values(order, ascending=[True, True, False, True, True])
    best = best.drop_duplicates(["member_id", "month"])
    best["all_plays"] = whole.reindex(pd.MultiIndex.from_frame(best[["member_id", "month"]])).to_numpy()
    best = best[best["all_plays"] >= MONTH_PLAYS]
    best["share"] = best["plays"] / best["all_plays"]
    return best[["member_id", "month", *RECORD, "all_plays", "share"]].reset_index(drop=True)


def best_months(songs: pd.DataFrame) -> pd.DataFrame:
    """Each member's month that one song took most of, ranked by that share to a tenth of a percent: `rank` and the
    columns of `songs`.

    Args:
        songs: as `songs_of_months` gives them.
    """
    return _best(songs, "share")


def _best(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    best = rows.sort_values(["member_id", by, "day"], ascending=[True, False, True], kind="stable")
    best = best.drop_duplicates("member_id")
    best.insert(0, "rank", best[by].round(3).rank(method="min", ascending=False).astype(int))
    return best.sort_values(["rank", "member_id"], ignore_index=True)
