"""When a member listened in a period: months, days, weekdays, hours of the day, the busiest day, the longest streak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bot.analysis.periods import Period
from bot.analysis.recap_listening import DAY_MS, HOUR_MS, Listening, day_of, sums_of


@dataclass(frozen=True, slots=True)
class MonthListening:
    """One month of the period. Both numbers are None outside what the history covers: missing is not zero."""

    month: date
    plays: int | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class HourListening:
    """One hour of the day, 0 to 23."""

    hour: int
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class DayListening:
    """One day with music."""

    day: date
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class BusiestDay:
    """The day with most hours; where durations are unknown or equal, most plays; then the earliest."""

    day: date
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class Streak:
    """Consecutive days with at least one listen; the earliest of equals."""

    days: int
    first_on: date
    last_on: date


def months_of(now: Listening, period: Period, covers: tuple[date, date] | None) -> tuple[MonthListening, ...]:
    """All months of the period; where it is unbounded, those that the history covers."""
    start = period.start or (covers and covers[0])
    last = period.end - timedelta(days=1) if period.end else covers and covers[1]
    if not start or not last:
        return ()
    months = now.local.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64)
    sums = sums_of(months + 1, now.ms)  # + 1 keeps December 1969 from being -1, "no key"
    places = {int(key) - 1: place for place, key in enumerate(sums.keys)}
    first_covered, last_covered = (_month_number(covers[0]), _month_number(covers[1])) if covers else (0, -1)
    rows = []
    for number in range(_month_number(start), _month_number(last) + 1):
        month = date(1970 + number // 12, number % 12 + 1, 1)
        place = places.get(number)
        if place is not None:
            rows.append(MonthListening(month, int(sums.plays[place]), sums.hours(place)))
        elif first_covered <= number <= last_covered:
            rows.append(MonthListening(month, 0, 0.0))
        else:
            rows.append(MonthListening(month, None, None))
    return tuple(rows)


def _month_number(day: date) -> int:
    return (day.year - 1970) * 12 + day.month - 1


def clock_of(now: Listening) -> tuple[HourListening, ...]:
    """24 hours of the day, on the member's own clock."""
    sums = sums_of(now.local // HOUR_MS % 24, now.ms)
    places = {int(key): place for place, key in enumerate(sums.keys)}
    return tuple(
        HourListening(hour, int(sums.plays[places[hour]]), sums.hours(places[hour]))
        if hour in places
        else HourListening(hour, 0, 0.0)
        for hour in range(24)
    )


def busiest_day(now: Listening) -> BusiestDay | None:
    """None where there is no listen."""
    if not now.local.size:
        return None
    sums = sums_of(now.local // DAY_MS, now.ms)
    best = int(np.lexsort((sums.keys, -sums.plays, -sums.ms))[0])
    return BusiestDay(day_of(int(sums.keys[best])), int(sums.plays[best]), sums.hours(best))


def longest_streak(now: Listening) -> Streak | None:
    """None where there is no listen."""
    if not now.local.size:
        return None
    days = np.unique(now.local // DAY_MS)
    starts = np.flatnonzero(np.diff(days, prepend=days[0] - 2) > 1)
    lengths = np.diff(starts, append=len(days))
    best = int(lengths.argmax())
    first = day_of(int(days[starts[best]]))
    return Streak(int(lengths[best]), first, first + timedelta(days=int(lengths[best]) - 1))


def days_with_music(now: Listening) -> tuple[DayListening, ...]:
    """Every day with a listen, ascending."""
    sums = sums_of(now.local // DAY_MS, now.ms)
    return tuple(
        DayListening(day_of(key), plays, sums.hours(place))
        for place, (key, plays) in enumerate(zip(sums.keys.tolist(), sums.plays.tolist(), strict=True))
    )


def weekday_plays(now: Listening) -> tuple[int, ...]:
    """Plays by day of the week, Monday first."""
    days = (now.local // DAY_MS + 3) % 7  # 1970-01-01 was a Thursday
    return tuple(np.bincount(days, minlength=7).tolist())
