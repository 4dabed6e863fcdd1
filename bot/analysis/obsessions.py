"""One track again and again: the longest loops, the most repeats in a day, and the share of a month that one song took.

Our own definitions. Records of a single day or month hardly grow with the length of an export, so they are taken from
all of the period that each member's music covers, and an answer says how much that is.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from bot.analysis.frames import NOBODY, Int64s
from bot.analysis.group import COLUMNS, Group, day_number, within
from bot.analysis.periods import Period

MONTH_PLAYS = 100
"""A song of a month needs this many plays of the member in that month: of three plays, one song is always a third."""

_MONTHS_TO_1970 = 1970 * 12
_LOW = 0xFFFF_FFFF

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
    # Numbers instead of columns, since an upload waits for this: a table grouped by three of them took four times as
    # long. Both halves of a number stay below 2^31: places, months from year 0 on, and catalogue ids.
    member, members = pd.factorize(plays["member_id"].to_numpy(), sort=True)
    days = plays["day"].to_numpy(dtype=np.int64)
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + _MONTHS_TO_1970
    group, groups = pd.factorize((member.astype(np.int64) << 32) | month, sort=True)
    named = plays["track_id"].to_numpy() != NOBODY
    best, of_group = _most_played(plays[named], group[named].astype(np.int64))
    first_days = ((groups[of_group] & _LOW) - _MONTHS_TO_1970).astype("datetime64[M]").astype("datetime64[D]")
    return best.assign(
        member_id=np.asarray(members, np.int64)[groups[of_group] >> 32],
        day=first_days.astype(np.int64),
        all_plays=np.bincount(group, plays["plays"].to_numpy(), len(groups)).astype(np.int64)[of_group],
    )[list(COLUMNS["months"])]


def _most_played(plays: pd.DataFrame, group: Int64s) -> tuple[pd.DataFrame, Int64s]:
    """The track played most in each group of rows: track_id, artist_id, plays; and which group that is, ascending."""
    place, songs = pd.factorize((group << 32) | plays["track_id"].to_numpy(dtype=np.int64), sort=True)
    sums = np.bincount(place, plays["plays"].to_numpy(), len(songs)).astype(np.int64)
    begun = np.full(len(songs), np.iinfo(np.int64).max)
    np.minimum.at(begun, place, plays["day"].to_numpy(dtype=np.int64))
    artist = np.empty(len(songs), np.int64)
    artist[place] = plays["artist_id"].to_numpy()
    of_group, track = songs >> 32, songs & _LOW
    order = np.lexsort((track, begun, -sums, of_group))
    best = order[np.flatnonzero(np.diff(of_group[order], prepend=-1))]
    found = pd.DataFrame({"track_id": track[best], "artist_id": artist[best], "plays": sums[best]})
    return found, of_group[best]


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
