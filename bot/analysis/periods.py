"""Periods of time in a member's words: "last 90 days", "February 2024", "summer 2023".

Dates are on the member's own clock, and half-open: `start` is in, `end` is not. Seasons are whole months of the
northern year (winter 2023 runs from December 2023 to February 2024).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import UnknownPeriod

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
EARLIEST, LATEST = 1900, 2200
"""Years that may be named. Nobody streamed before; the bound keeps "3000" from being a year."""

SUGGESTIONS = 25
"""Discord shows no more than this many choices."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of local dates, `start <= day < end`; None is unbounded.

    Attributes:
        label: what to call it on a card, e.g. "February 2024".
    """

    start: date | None
    end: date | None
    label: str

    @property
    def days(self) -> int | None:
        """Its length, or None where it is unbounded."""
        return (self.end - self.start).days if self.start and self.end else None

    def before(self) -> Period | None:
        """The period of the same kind just before: whole months before whole months, else as many days.

        None where this one is unbounded, or where there is no earlier date.
        """
        if self.start is None or self.end is None:
            return None
        try:
            if self.start.day == 1 and self.end.day == 1:
                months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
                return between(_plus_months(self.start, -months), self.start)
            return between(self.start - (self.end - self.start), self.start)
        except (ValueError, OverflowError):
            return None


ALL_TIME = Period(None, None, "all time")


def between(start: date, end: date) -> Period:
    """The period from `start` up to and without `end`, under the shortest name that says exactly this.

    Raises:
        ValueError: `end` is not after `start`.
    """
    if end <= start:
        raise ValueError("a period ends after it starts")
    last = end - timedelta(days=1)
    if start == last:
        return Period(start, end, start.isoformat())
    if (start.month, start.day, end.month, end.day) == (1, 1, 1, 1):
        label = str(start.year) if last.year == start.year else f"{start.year} to {last.year}"
    elif start.day == 1 and end.day == 1:
        first_name, last_name = (f"{MONTHS[day.month - 1]} {day.year}" for day in (start, last))
        label = first_name if first_name == last_name else f"{first_name} to {last_name}"
    else:
        label = f"{start.isoformat()} to {last.isoformat()}"
    return Period(start, end, label)


def parse_period(words: str, today: date) -> Period:
    """The period that these words name.

    Understood: "all time"; "today", "yesterday"; "this" or "last" week, month, year, season; "last 90 days" (weeks,
    months, years), today being the last day; "2024", "2024-02", "2024-02-14", "February 2024", "February" (the latest
    that has begun), "Q1 2024", "summer 2023"; two of these joined by "to" or a dash; "since" or "until" one of these.

    Args:
        words: as typed; case and spaces do not matter.
        today: on the member's own clock.

    Raises:
        UnknownPeriod: they name none, or one that ends before it starts.
    """
    text = " ".join(words.casefold().replace("–", "-").replace("—", "-").split()).strip(" .?!")
    try:
        found = _open_ended(text, today) or _joined(text, today) or _single(text, today)
    except (ValueError, OverflowError) as error:
        raise UnknownPeriod(words) from error
    if found is None:
        raise UnknownPeriod(words)
    return found


def suggest_periods(typed: str, first: date | None, last: date | None) -> tuple[str, ...]:
    """Words for autocomplete, at most 25, each of which `parse_period` reads.

    Args:
        typed: what the member has typed so far; suggestions contain it, in any case. What is a period by itself comes
            first.
        first: first day of the listening there is, or None where it is not known.
        last: its last day.
    """
    choices = [
        "all time",
        "last 30 days",
        "last 90 days",
        "last 365 days",
        "this month",
        "last month",
        "this year",
        "last year",
    ]
    if first is not None and last is not None and first <= last:
        choices += [str(year) for year in range(last.year, first.year - 1, -1)]
        months = range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1)
        # Months matter once a year or a month's name is being typed; before that they would drown the rest.
        choices += [f"{MONTHS[month % 12]} {month // 12}" for month in months] if typed.strip() else []
        choices += [
            f"{season} {year}"
            for year in range(last.year, first.year - 1, -1)
            for season, month in SEASONS.items()
            if season != "fall" and first < _plus_months(date(year, month, 1), 3) and date(year, month, 1) <= last
        ]
    wanted = " ".join(typed.casefold().split())
    fitting = [choice for choice in choices if wanted in choice.casefold()]
    fitting.sort(key=lambda choice: not choice.casefold().startswith(wanted))  # stable: nearest first, then as above
    if (
        wanted
        and wanted not in {choice.casefold() for choice in fitting}
        and _is_period(wanted, last or date(2024, 1, 1))
    ):
        fitting.insert(0, wanted)
    return tuple(fitting[:SUGGESTIONS])


def _is_period(words: str, today: date) -> bool:
    try:
        parse_period(words, today)
    except UnknownPeriod:
        return False
    return True


def _open_ended(text: str, today: date) -> Period | None:
    match = re.fullmatch(r"(since|from|after|until|till|up to|before) (.+)", text)
    if match is None or re.search(r"\bto\b|\buntil\b", match[2]):
        return None
    named = _single(match[2], today)
    if named is None or named.start is None or named.end is None:
        return None
    match match[1]:
        case "since" | "from":
            return Period(named.start, None, f"since {named.label}")
        case "after":
            return Period(named.end, None, f"after {named.label}")
        case "before":
            return Period(None, named.start, f"before {named.label}")
        case _:
            return Period(None, named.end, f"until the end of {named.label}")


def _joined(text: str, today: date) -> Period | None:
    text = text.removeprefix("from ").removeprefix("between ")
    parts = re.split(r" to | until | till | and | - |\.\.|(?<=\d{4})-(?=\d{4}$)", text)
    if len(parts) != 2:
        return None
    first_text, last_text = (part.strip() for part in parts)
    if re.fullmatch(r"[a-z]+", first_text) and (year := re.search(r"\b\d{4}$", last_text)):
        first_text = f"{first_text} {year[0]}"  # "March to May 2021": both in 2021
    first, last = _single(first_text, today), _single(last_text, today)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    return between(first.start, last.end)


def _single(text: str, today: date) -> Period | None:
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, text):
            return read(match, today)
    return None


def _rolling(match: re.Match[str], today: date) -> Period:
    count, unit = int(match["n"] or 1), match["unit"].rstrip("s")
    end = today + timedelta(days=1)
    if not 1 <= count <= 9999:
        raise ValueError("from one to 9999")
    if unit in {"month", "year"}:
        start = _plus_months(end, -count * (12 if unit == "year" else 1))
    else:
        start = end - timedelta(days=count * (7 if unit == "week" else 1))
    return Period(start, end, f"the last {count} {unit}s" if count > 1 else f"the last {unit}")


def _calendar(match: re.Match[str], today: date) -> Period:
    back = 0 if match["which"] in {"this", "current"} else 1
    match match["unit"]:
        case "week":
            start = today - timedelta(days=today.weekday() + 7 * back)
            return between(start, start + timedelta(days=7))
        case "month":
            start = _plus_months(today.replace(day=1), -back)
            return between(start, _plus_months(start, 1))
        case "year":
            return between(date(today.year - back, 1, 1), date(today.year - back + 1, 1, 1))
        case season:
            latest = today.year if date(today.year, SEASONS[season], 1) <= today else today.year - 1
            return _season(season, latest - (back if _plus_months(date(latest, SEASONS[season], 1), 3) > today else 0))


def _season(name: str, year: int) -> Period:
    start = date(_year(year), SEASONS[name], 1)
    shown = f"{year}/{(year + 1) % 100:02}" if name == "winter" else str(year)
    return Period(start, _plus_months(start, 3), f"{name} {shown}")


def _month_name(match: re.Match[str], today: date) -> Period:
    number = next(place for place, name in enumerate(MONTHS, 1) if name.casefold().startswith(match["month"][:3]))
    year = match["year"] or match["first"]
    start = date(_year(int(year)), number, 1) if year else date(today.year - (number > today.month), number, 1)
    return between(start, _plus_months(start, 1))


def _iso(match: re.Match[str], _today: date) -> Period:
    year = _year(int(match["year"]))
    if match["day"]:
        start = date(year, int(match["month"]), int(match["day"]))
        return between(start, start + timedelta(days=1))
    if match["month"]:
        start = date(year, int(match["month"]), 1)
        return between(start, _plus_months(start, 1))
    return between(date(year, 1, 1), date(year + 1, 1, 1))


def _quarter(match: re.Match[str], today: date) -> Period:
    month = int(match["q"]) * 3 - 2
    year = match["first"] or match["year"]
    start = date(_year(int(year)) if year else today.year - (month > today.month), month, 1)
    return between(start, _plus_months(start, 3))


def _relative_day(match: re.Match[str], today: date) -> Period:
    start = today - timedelta(days=match[0] == "yesterday")
    return Period(start, start + timedelta(days=1), match[0])


def _year(number: int) -> int:
    if not EARLIEST <= number <= LATEST:
        raise ValueError(f"no year that anyone listened in: {number}")
    return number


def _plus_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (after - first).days) - 1)


_MONTH = "|".join(f"{name[:3].casefold()}(?:{name[3:].casefold()})?" for name in MONTHS).replace("sep(", "sept?(")
_SEASON = "|".join(SEASONS)
_READERS: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (
        r"all(?: of)?(?: the)?(?: time)?|ever|always|everything|full history|the full history",
        lambda _match, _today: ALL_TIME,
    ),
    (r"today|yesterday", _relative_day),
    (r"(?:the )?(?:last|past|previous) (?P<n>\d{1,4}) (?P<unit>days?|weeks?|months?|years?)", _rolling),
    (r"(?:the )?past (?P<n>)(?P<unit>day|week|month|year)", _rolling),
    (rf"(?:the )?(?P<which>this|current|last|previous) (?P<unit>week|month|year|{_SEASON})", _calendar),
    (r"(?:the year )?(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?", _iso),
    (rf"(?:(?P<first>\d{{4}}) )?(?P<month>{_MONTH})\.?(?:,? (?:of )?(?P<year>\d{{4}}))?", _month_name),
    (r"(?:(?P<first>\d{4})[ -]?)?q(?P<q>[1-4])(?:[ /-]?(?P<year>\d{4}))?", _quarter),
    (
        rf"(?:the )?(?P<season>{_SEASON})(?: of)? (?P<year>\d{{4}})(?:/(?:\d{{2}}|\d{{4}}))?",
        lambda match, _today: _season(match["season"], int(match["year"])),
    ),
)
