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

from dataclasses import dataclass
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
_NEVER = 1 << 40

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
        repeats: tracks played five times or more on a day that is in `days`. Reads `member_id`, `day`, `plays`. Not
            modified.

    Returns:
        One row per member and month, ascending, no month left out between two others: `member_id`, `month` (since
        January 1970), `plays` (int64, 0 where nothing was played); and in float64, NaN where fewer than `MIN_PLAYS`
        plays are known, `sad`, `on_repeat`, `night` (shares in [0, 1]), `weight` (plays of breakup titles and .35 of
        those of sad ones, as a share; see `bot.moods.turning_points`), `sad_smooth`,
        `on_repeat_smooth`.
    """
    cells = _Cells.of(days)
    plays, breakup, sad, night = (cells.sums(days, name) for name in ("plays", "breakup", "sad", "night"))
    again = cells.sums(repeats, "plays")
    of = np.where(plays >= MIN_PLAYS, plays, np.nan)
    return pd.DataFrame(
        {
            "member_id": cells.member_id,
            "month": cells.month,
            "plays": plays.astype(np.int64),
            "sad": sad_share(breakup, sad, of),
            "on_repeat": again / of,
            "night": night / of,
            "weight": (breakup + SAD_WEIGHT * sad) / of,
            "sad_smooth": smoothed(cells.member_id, breakup + sad, of),
            "on_repeat_smooth": smoothed(cells.member_id, again, of),
        }
    )


def group_months(months: pd.DataFrame) -> pd.DataFrame:
    """The means of members' shares, where two members or more have one.

    Args:
        months: of `mood_months`. Not modified.

    Returns:
        One row per month from the first such month to the last: `month`, `members` (int64, 0 where there are too few),
        `sad`, `on_repeat`, `night`, and `sad_smooth`, `on_repeat_smooth`: means of up to three of these means. NaN
        where too few.
    """
    known = months[months["sad"].notna()]
    found = known.groupby("month")[list(SHARES)].mean()
    found.insert(0, "members", known.groupby("month").size())
    found = found[found["members"] >= MIN_MEMBERS]
    if not len(found):
        return found.assign(sad_smooth=np.empty(0), on_repeat_smooth=np.empty(0)).reset_index()
    every = pd.RangeIndex(int(found.index.min()), int(found.index.max()) + 1, name="month")
    whole = found.reindex(every).assign(members=found["members"].reindex(every, fill_value=0))
    smooth = whole[["sad", "on_repeat"]].rolling(3, center=True, min_periods=1).mean()
    smooth[whole["sad"].isna()] = np.nan
    return whole.join(smooth.add_suffix("_smooth")).reset_index()


def smoothed(member_id: Int64s, part: Float64s, of: Float64s) -> Float64s:
    """The smooth line (see the module) of a part of the plays `of`, which are NaN in months that say nothing.

    All stand beside one another: the months of one member after those of another.
    """
    sums = np.zeros((2, len(of)))
    counts = np.where(np.isnan(of), 0.0, np.vstack([part, of]))
    same = member_id[1:] == member_id[:-1]
    sums += counts
    sums[:, 1:] += np.where(same, counts[:, :-1], 0.0)
    sums[:, :-1] += np.where(same, counts[:, 1:], 0.0)
    shares: Float64s = sums[0] / np.where(np.isnan(of), np.nan, sums[1])
    return shares


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
            on_repeat_smooth=_known(row["on_repeat_smooth"]),
        )
        for row in frame.to_dict("records")
    )


def _known(share: float) -> float | None:
    return None if np.isnan(share) else float(share)


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Every month of every member, from their first to their last, one after the other."""

    members: Int64s
    first: Int64s
    """Each member's first month; likewise `starts`, the place of its cell."""
    starts: Int64s
    member_id: Int64s
    month: Int64s

    @classmethod
    def of(cls, days: pd.DataFrame) -> _Cells:
        members, code = np.unique(days["member_id"].to_numpy(dtype=np.int64), return_inverse=True)
        months = month_numbers(days["day"])
        first, last = np.full(len(members), _NEVER), np.full(len(members), -_NEVER)
        np.minimum.at(first, code, months)
        np.maximum.at(last, code, months)
        spans = last - first + 1
        starts = np.cumsum(spans) - spans
        place = np.arange(spans.sum()) - np.repeat(starts, spans)
        return cls(members, first, starts, np.repeat(members, spans), np.repeat(first, spans) + place)

    def sums(self, frame: pd.DataFrame, column: str) -> Float64s:
        """The column's sum in each cell. The frame's rows lie in months that the days are in."""
        code = np.searchsorted(self.members, frame["member_id"].to_numpy(dtype=np.int64))
        cells = self.starts[code] + month_numbers(frame["day"]) - self.first[code]
        values = frame[column].to_numpy(dtype=np.float64)
        found: Float64s = np.bincount(cells, values, len(self.month)).astype(np.float64)
        return found
