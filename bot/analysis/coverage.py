"""Whether members can be set side by side fairly: the days each one's music covers, and the days they have in common.

Exports differ in span: one has ten years, one three months. Totals over all that each handed over would let the longest
export win. So totals are taken over the *fair window*, days that every compared member's music covers, and where there
is no such window, shares of each one's own listening are compared instead. Our own definitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.frames import Int64s
from bot.analysis.group import Group, day_number, day_of, within
from bot.analysis.periods import Period, between

LEAST_DAYS = 28
"""A fair window has at least so many days: four whole weeks, so that no weekday counts more than another."""

LEAST_OF_MEDIAN = 0.25
"""And at least this share of what half of the members cover: one newcomer must not cut years down to their weeks."""

LEAST_KEPT = 0.5
"""And it leaves out no more than this share of the members who have as many days themselves."""

_LONG_AGO, _FAR_OFF = -(1 << 40), 1 << 40
"""Days that stand for no bound at all."""


@dataclass(frozen=True, slots=True)
class FairWindow:
    """What a fair comparison of totals counts.

    Attributes:
        period: the window; the period that was asked for where there is none.
        common: whether every member who is not left out covers all of it. If not, compare shares of own listening.
        left_out: members who are not counted, ascending: those who do not cover the window, or, without one, those
            whose music covers no day of the period.
    """

    period: Period
    common: bool
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """One member's coverage.

    Attributes:
        first_day: first day of all their music, on their own clock.
        last_day: its last.
        days: how many days of the period lie between the two, with music or without.
        active_days: days of the period with music.
        plays: in the period.
    """

    member_id: int
    first_day: date
    last_day: date
    days: int
    active_days: int
    plays: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a comparison rests on, for words about it.

    Attributes:
        asked: the period that was asked for.
        covers: every member with music, ascending by member; `days`, `active_days` and `plays` are of `asked`.
    """

    asked: Period
    window: FairWindow
    covers: tuple[Cover, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        """Members who are not left out, ascending."""
        out = set(self.window.left_out)
        return tuple(each.member_id for each in self.covers if each.member_id not in out)


def coverage(group: Group, period: Period) -> pd.DataFrame:
    """Which days each member's music covers, and how much of it lies in the period.

    A member covers all days from their first listen to their last: a silent day in between is a day without music, a
    day before or after is unknown.

    Args:
        group: reads `members` and `days`; without `days` nothing counts as active.

    Returns:
        Index member_id, ascending: every member of `group.members`. All int64: `first_day` and `last_day` of all the
        member's music (days since 1970-01-01), `days` of the period between the two (0: the music lies outside it),
        and of the period `active_days` (with music) and `plays`.
    """
    members = group.members.sort_index()
    start, end = _clipped(members, period)
    days = within(group.days, period)
    sums = days.groupby("member_id")["plays"].agg(["size", "sum"]).reindex(members.index, fill_value=0)
    return pd.DataFrame(
        {
            "first_day": members["first_day"],
            "last_day": members["last_day"],
            "days": np.maximum(end - start, 0),
            "active_days": sums["size"],
            "plays": sums["sum"],
        },
        index=members.index,
        dtype=np.int64,
    )


def fair_window(group: Group, period: Period) -> FairWindow:
    """The days of a period over which totals can be compared, with as many members as possible.

    A window has at least `LEAST_DAYS` days (of a period of which nobody covers as many: all that anybody covers). Among
    windows of at least that and `LEAST_OF_MEDIAN` of the members' median coverage, the one that most members cover is
    taken, in all the length that these have in common; among equals the longest, then the latest. Where it would leave
    out more than `LEAST_KEPT` of the members, or keep fewer than two, the demand on the median is dropped; where that
    does not help, there is no fair window.

    Args:
        group: reads `members` alone.
    """
    members = group.members.sort_index()
    ids = members.index.to_numpy(dtype=np.int64)
    start, end = _clipped(members, period)
    lengths = np.maximum(end - start, 0)
    covering = lengths > 0
    if covering.sum() >= 2:
        least = min(LEAST_DAYS, int(end[covering].max() - start[covering].min()))
        able = lengths >= least
        median = float(np.median(lengths[able])) if able.any() else 0.0
        for days in (max(least, int(np.ceil(LEAST_OF_MEDIAN * median))), least):
            kept = _most_covered(start, end, days)
            if kept.sum() >= max(2, (1 - LEAST_KEPT) * able.sum()):
                window = _window(int(start[kept].max()), int(end[kept].min()), period)
                return FairWindow(window, True, tuple(ids[~kept].tolist()))
    return FairWindow(period, False, tuple(ids[~covering].tolist()))


def basis(group: Group, period: Period) -> Basis:
    """`coverage` and `fair_window` as plain values that a worker can hand back."""
    frame = coverage(group, period)
    covers = tuple(
        Cover(member, day_of(first), day_of(last), days, active, plays)
        for member, first, last, days, active, plays in frame.itertuples(name=None)
    )
    return Basis(period, fair_window(group, period), covers)


def counted_in(frame: pd.DataFrame, window: FairWindow) -> pd.DataFrame:
    """The rows of a frame of days that count: those of the window, of members who are not left out."""
    if not window.left_out:
        return within(frame, window.period)
    # Members first: a frame stands in their order, so that leaving some out is cheap.
    return within(frame[~np.isin(frame["member_id"].to_numpy(), window.left_out)], window.period).reset_index(drop=True)


def _clipped(members: pd.DataFrame, period: Period) -> tuple[Int64s, Int64s]:
    """The covered days of each member within the period, `start <= day < end`; not after one another where none is."""
    low = day_number(period.start) if period.start else _LONG_AGO
    high = day_number(period.end) if period.end else _FAR_OFF
    start = np.maximum(members["first_day"].to_numpy(dtype=np.int64), low)
    return start, np.minimum(members["last_day"].to_numpy(dtype=np.int64) + 1, high)


def _most_covered(start: Int64s, end: Int64s, days: int) -> npt.NDArray[np.bool_]:
    """The members who together cover the most popular window of `days` days; nobody where no two share one."""
    latest = end - days  # the last day on which a window may begin that this member covers
    able = latest >= start
    if not able.any():
        return able
    # The best window begins where somebody's music begins: moving it later from there only loses members.
    begins = np.unique(start[able])
    opened = np.searchsorted(np.sort(start[able]), begins, side="right")
    closed = np.searchsorted(np.sort(latest[able]), begins, side="left")
    counts = opened - closed
    if counts.max() < 2:
        return np.zeros_like(able)
    best = begins[counts == counts.max()]
    covered = [able & (start <= day) & (day <= latest) for day in best.tolist()]
    return max(covered, key=lambda kept: (end[kept].min() - start[kept].max(), start[kept].max()))


def _window(start: int, end: int, asked: Period) -> Period:
    first, after = day_of(start), day_of(end - 1) + timedelta(days=1)
    return asked if (first, after) == (asked.start, asked.end) else between(first, after)
