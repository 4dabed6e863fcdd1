"""One track again and again: the longest loops, the most repeats in a day, and the share of a month that one song took.

Our own definitions. Records of a single day or month hardly grow with the length of an export, so they are taken from
all of the period that each member's music covers, and an answer says how much that is.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from bot.analysis.frames import NOBODY
from bot.analysis.group import COLUMNS, Group, day_number, within
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


def every_month(plays: pd.DataFrame) -> pd.DataFrame:
    """The track played most in each month of these plays: the frame `months` of a group.

    Args:
        plays: any frame with `member_id`, `day`, `track_id`, `artist_id` and `plays`.

    Returns:
        One row per member and month in which a track is named, ascending by both: `day` (the month's first),
        `track_id`, `artist_id`, `plays` and `all_plays` (of all tracks that month). Of equals the one that was begun
        earlier, then the lower id.
    """
    months = plays["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]")
    plays = plays.assign(begun=plays["day"], day=months.astype("datetime64[D]").astype(np.int64))
    whole = plays.groupby(["member_id", "day"])["plays"].sum()
    named = plays[plays["track_id"] != NOBODY]
    sums = named.groupby(["member_id", "day", "track_id"]).agg(
        begun=("begun", "min"), artist_id=("artist_id", "first"), plays=("plays", "sum")
    )
    order = ["member_id", "day", "plays", "begun", "track_id"]
    best = sums.reset_index().sort_values(order, ascending=[True, True, False, True, True])
    best = best.drop_duplicates(["member_id", "day"], ignore_index=True)
    best["all_plays"] = whole.reindex(pd.MultiIndex.from_frame(best[["member_id", "day"]])).to_numpy(dtype=np.int64)
    return best[list(COLUMNS["months"])]


def songs_of_months(group: Group, period: Period) -> pd.DataFrame:
    """The track that each member played most in each whole month of a period, and the share of the month that it took.

    Args:
        group: reads `months`. A month in which an export begins or ends counts as far as it is there.

    Returns:
        The rows of months of at least `MONTH_PLAYS` plays, with `share` (float64 in (0, 1]).
    """
    months = group.months
    next_month = months["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]") + 1
    end = next_month.astype("datetime64[D]").astype(np.int64)
    enough = months["all_plays"] >= MONTH_PLAYS
    if period.start is not None:
        enough &= months["day"] >= day_number(period.start)
    if period.end is not None:
        enough &= end <= day_number(period.end)
    found = months[enough].reset_index(drop=True)
    return found.assign(share=found["plays"] / found["all_plays"])


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
