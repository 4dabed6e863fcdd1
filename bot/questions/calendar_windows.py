"""Windows and hours by the calendar and the clock: months, seasons, weekends, hours of twelve."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

from bot.model.questions import Window

Kind = Literal["window", "hours", "weekdays", "months"]
"""What a mention of time says: a period, hours of the day, days of the week, or months of any year."""


def calendar_day(year: str, month: str, day: str) -> date | None:
    """The date of three numbers as typed; None where there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def between(first: date, last: date) -> Window:
    """From the earlier to the later, both included."""
    return Window(kind="between", start=min(first, last), end=max(first, last))


def since(day: date) -> tuple[Kind, Window]:
    """From this day on."""
    return "window", Window(kind="since", start=day)


def until(day: date) -> tuple[Kind, Window]:
    """Up to and with this day."""
    return "window", Window(kind="until", end=day)


def weekend_of(saturday: date) -> Window:
    """A Saturday and its Sunday."""
    return between(saturday, saturday + timedelta(days=1))


def last_days(days: int) -> tuple[Kind, Window]:
    """The last so many days."""
    return "window", Window(kind="last_days", n=days)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def season_of(year: int, months: tuple[int, int, int]) -> Window:
    """A season of a year; winter begins in that year's December."""
    ends_in = year + 1 if months[0] > months[2] else year
    return between(date(year, months[0], 1), month_end(ends_in, months[2]))


def hour_of_day(hour: int, *, late: bool, early: bool) -> int:
    """An hour as typed, 0 to 23; `late` after noon ("3 pm"), `early` before it ("12 am" is 0)."""
    if late and hour < 12:
        return hour + 12
    return 0 if early and hour == 12 else hour % 24


def one_hour(hour: int) -> tuple[Kind, tuple[int, ...]] | None:
    """The hour that begins then."""
    return hours_between(hour % 24, hour % 24 + 1)


def hours_between(first: int, last: int) -> tuple[Kind, tuple[int, ...]] | None:
    """Half open, over midnight where the first is later; None where it is no range of a day."""
    valid = 0 <= first <= 23 and 1 <= last <= 24 and first != last
    return ("hours", (first, last)) if valid else None


def hours_in_part(first: int, last: int, part: tuple[int, int]) -> tuple[Kind, tuple[int, ...]] | None:
    """Two numbers of a clock of twelve beside a part of the day: "mornings, 6 to 9", "evenings 7-11", "nights 10 to 2".

    Args:
        first: as typed.
        last: as typed.
        part: the part of the day, half open.
    """
    if max(first, last) > 12:
        return hours_between(first % 24, last)
    start = first + 12 if part[0] >= 12 and first < 12 and first >= part[0] - 13 else first % 24
    end = last + 12 if start >= 12 and last < 12 and last + 12 > start and last + 12 > part[0] else last
    return hours_between(start, end or 24)
