"""Moods over the months: shares of what was played, of each member and of a group.

A month of which fewer than `MIN_PLAYS` plays are known says nothing: its shares are missing, never 0. The *smooth* line
adds up a month and those of its two neighbours that say something, plays of sad titles over all plays: a mean weighted
by plays that lies between the lowest and the highest of the three, uses the month after as much as the month before,
and never fills a month that is missing. Turning points are found in the unsmoothed months.

A group's month is the mean of its members' shares, so that each member counts the same however much they play, and
only where two members or more have one. Which members have one changes from month to month; `members` says how many.

Frames come from daybooks; their columns are those of `bot.analysis.group`.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.mood_months import MoodMonth, sad_share
from bot.moods import formula

MIN_PLAYS = 30
"""A share of fewer plays is known no better than to 10 points either way."""
MIN_MEMBERS = 2
SAD_WEIGHT = formula.SAD_TITLE
"""What a play of a sad title counts for a turning point, against 1 for one that speaks of a breakup."""
SHARES = ("sad", "on_repeat", "night")

Int64s = npt.NDArray[np.int64]
Float64s = npt.NDArray[np.float64]


def month_numbers(days: npt.ArrayLike) -> Int64s:
    """Months since January 1970 of days since 1970-01-01."""
    months: Int64s = np.asarray(days, dtype=np.int64).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months


def first_of(month: int) -> date:
    """The first day of a month, by its number since January 1970."""
    return date(1970 + month // 12, month % 12 + 1, 1)


def mood_months(days: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Each member's months, from their first with music to their last.

    Args:
        days: one row per member and day with music, in any order. Reads `member_id`, `day` (since 1970-01-01), `plays`,
            `breakup`, `sad`, `night`. Not modified.
        repeats: tracks played five times or more on a day. Reads `member_id`, `day`, `plays`. Not modified.

    Returns:
        One row per member and month, ascending, no month left out between two others: `member_id`, `month` (since
        January 1970), `plays` (int64, 0 where nothing was played); and in float64, NaN where fewer than `MIN_PLAYS`
        plays are known, `sad`, `on_repeat`, `night` (shares in [0, 1]), `weight` (plays of breakup titles and .35 of
        those of sad ones, as a share; see `bot.moods.turning_points`), `sad_smooth`.
    """
    summed = _by_month(days, ["plays", "breakup", "sad", "night"])
    again = _by_month(repeats, ["plays"])["plays"].reindex(summed.index, fill_value=0)
    summed = summed.assign(again=again).reset_index()
    whole = pd.concat([_without_gaps(rows) for _, rows in summed.groupby("member_id")]) if len(summed) else summed
    plays = whole["plays"].to_numpy(dtype=np.float64)
    of = np.where(plays >= MIN_PLAYS, plays, np.nan)
    breakup, sad = (whole[name].to_numpy(dtype=np.float64) for name in ("breakup", "sad"))
    months = pd.DataFrame(
        {
            "member_id": whole["member_id"].to_numpy(dtype=np.int64),
            "month": whole["month"].to_numpy(dtype=np.int64),
            "plays": whole["plays"].to_numpy(dtype=np.int64),
            "sad": sad_share(breakup, sad, of),
            "on_repeat": whole["again"].to_numpy(dtype=np.float64) / of,
            "night": whole["night"].to_numpy(dtype=np.float64) / of,
            "weight": (breakup + SAD_WEIGHT * sad) / of,
        }
    )
    return months.assign(sad_smooth=_smooth(months, breakup + sad))


def group_months(months: pd.DataFrame) -> pd.DataFrame:
    """The means of members' shares, where two members or more have one.

    Args:
        months: of `mood_months`. Not modified.

    Returns:
        One row per month from the first such month to the last: `month`, `members` (int64, 0 where there are too few),
        `sad`, `on_repeat`, `night`, and `sad_smooth`: the mean of up to three of these means. NaN where too few.
    """
    known = months[months["sad"].notna()]
    found = known.groupby("month")[list(SHARES)].mean()
    found.insert(0, "members", known.groupby("month").size())
    found = found[found["members"] >= MIN_MEMBERS]
    if not len(found):
        return found.assign(sad_smooth=np.empty(0)).reset_index()
    every = pd.RangeIndex(int(found.index.min()), int(found.index.max()) + 1, name="month")
    whole = found.reindex(every).assign(members=found["members"].reindex(every, fill_value=0))
    smooth = whole["sad"].rolling(3, center=True, min_periods=1).mean().where(whole["sad"].notna())
    return whole.assign(sad_smooth=smooth).reset_index()


def as_months(frame: pd.DataFrame) -> tuple[MoodMonth, ...]:
    """Rows of one member, or of `group_months`, as facts, in their order."""
    return tuple(
        MoodMonth(
            month=first_of(row["month"]),
            sad=_known(row["sad"]),
            sad_smooth=_known(row["sad_smooth"]),
            on_repeat=_known(row["on_repeat"]),
            night=_known(row["night"]),
            plays=row.get("plays"),
            members=row.get("members", 1),
        )
        for row in frame.to_dict("records")
    )


def _known(share: float) -> float | None:
    return None if np.isnan(share) else float(share)


def _by_month(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return frame.assign(month=month_numbers(frame["day"])).groupby(["member_id", "month"])[columns].sum()


def _without_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """One member's months with those between them in which nothing was played."""
    every = pd.RangeIndex(int(rows["month"].iloc[0]), int(rows["month"].iloc[-1]) + 1, name="month")
    member = int(rows["member_id"].iloc[0])
    return rows.set_index("month").reindex(every, fill_value=0).assign(member_id=member).reset_index()


def _smooth(months: pd.DataFrame, sad_plays: Float64s) -> Float64s:
    """See the module. `sad_plays` stand beside the rows of `months`."""
    missing = months["sad"].isna()
    counts = pd.DataFrame({"sad": sad_plays, "plays": months["plays"].to_numpy(dtype=np.float64)}).mask(missing, 0.0)
    sums = counts.groupby(months["member_id"]).rolling(3, center=True, min_periods=1).sum()
    smooth: Float64s = np.where(missing, np.nan, sums["sad"].to_numpy() / np.where(missing, 1.0, sums["plays"]))
    return smooth
