"""Dates, periods, days and hours in words: when a question is about."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.model.questions import Window, WindowKind
from bot.questions.calendar_windows import (
    Kind,
    between,
    calendar_day,
    hour_of_day,
    hours_between,
    last_days,
    month_end,
    one_hour,
    season_of,
    since,
    until,
    weekend_of,
)
from bot.questions.reading import Sentence
from bot.questions.spans_of_time import read_feasts, read_month_spans, read_part_spans
from bot.questions.time_words import DAY_PARTS, YEAR, TimeMention, TimeWords
from bot.questions.words.language import Language, alternatives

SEASONS: dict[str, tuple[int, int, int]] = {
    "winter": (12, 1, 2),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
}
_SIMPLE: dict[str, WindowKind] = {
    "this_week": "this_week",
    "last_week": "last_week",
    "this_month": "this_month",
    "last_month": "last_month",
    "this_year": "this_year",
    "last_year": "last_year",
}
_RECENT = {"past_week": 7, "past_month": 30, "past_year": 365}
_UNIT_DAYS = {"unit_day": 1, "unit_week": 7, "unit_month": 30, "unit_year": 365}
# Month names that are other words too: they need a preposition before them or a year after them.
_DOUBTFUL_MONTHS = frozenset(
    {
        *("may", "march", "mar", "jan", "jun", "jul", "sep", "set", "out", "ago", "ene", "mai", "mars", "maj", "maja"),
        "mayo",
    }
)
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"


def read_times(sentence: Sentence, language: Language, today: date) -> list[TimeMention]:
    """Everything that the sentence says about time, in its order.

    Args:
        sentence: with names already masked.
        language: whose words for time are used.
        today: what "last month" and "summer" are counted from.
    """
    reader = _Reader(sentence, language, today)
    reader.read()
    return _with_shared_year(sorted(reader.found, key=lambda mention: mention.start))


def _with_shared_year(found: list[TimeMention]) -> list[TimeMention]:
    """A month or season beside one of its kind with a year is of that year: "February or March 2024"."""
    spans = [time.value for time in found if isinstance(time.value, Window) and time.value.kind == "between"]
    for length in (1, 3):
        year = next((span.start.year for span in spans if span.start and _months_in(span) == length), None)
        if year is not None:
            found = [_in_year(time, year) if _is_run_of(time, length) else time for time in found]
    return found


def _months_in(span: Window) -> int:
    """How many whole months a window spans; 0 where it is not whole months."""
    if span.start is None or span.end is None or span.start.day != 1:
        return 0
    whole = span.end == month_end(span.end.year, span.end.month)
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1 if whole else 0


def _is_run_of(time: TimeMention, length: int) -> bool:
    return time.kind == "months" and isinstance(time.value, tuple) and len(time.value) == length


def _in_year(time: TimeMention, year: int) -> TimeMention:
    months = tuple(time.value) if isinstance(time.value, tuple) else ()
    if len(months) == 1:
        window = between(date(year, months[0], 1), month_end(year, months[0]))
    else:
        window = season_of(year, next(season for season in SEASONS.values() if sorted(season) == sorted(months)))
    return TimeMention("window", window, time.start, time.end)


class _Reader(TimeWords):
    """Takes one kind of expression after the other out of the sentence, the most specific first."""

    def read(self) -> None:
        self._dates()
        read_feasts(self)
        self._year_spans()
        read_month_spans(self)
        read_part_spans(self)
        self._clock_spans()
        self._bounds()
        self._last_so_many()
        self._seasons()
        self._named_periods()
        self._months()
        self._years()
        self._clocks()
        self._days_of_the_week()
        self._day_parts()

    def _dates(self) -> None:
        def spanned(match: re.Match[str]) -> tuple[Kind, Window] | None:
            first, last = calendar_day(*match.groups()[:3]), calendar_day(*match.groups()[3:6])
            return ("window", between(first, last)) if first and last else None

        def single(match: re.Match[str]) -> tuple[Kind, Window] | None:
            day = calendar_day(*match.groups()[-3:])
            return ("window", between(day, day)) if day else None

        def from_then(match: re.Match[str]) -> tuple[Kind, Window] | None:
            day = calendar_day(*match.groups()[-3:])
            return ("window", Window(kind="since", start=day)) if day else None

        def up_to_then(match: re.Match[str]) -> tuple[Kind, Window] | None:
            day = calendar_day(*match.groups()[-3:])
            return ("window", Window(kind="until", end=day)) if day else None

        joined = rf"\s*(?:{self.words('and')}|-|–|/)\s*"
        self.take(rf"(?:{self.words('between')}\s+)?{_ISO}{joined}{_ISO}", spanned)
        self.take(rf"{self.words('since', 'after')}\s+{_ISO}", from_then)
        self.take(rf"{self.words('until', 'before')}\s+{_ISO}", up_to_then)
        self.take(_ISO, single)

    def _year_spans(self) -> None:
        def years(match: re.Match[str]) -> tuple[Kind, Window] | None:
            first, last = int(match.group(1)), int(match.group(2))
            return ("window", between(date(first, 1, 1), date(last, 12, 31))) if first <= last else None

        lead, joined = self.words("between"), self.words("and")
        self.take(rf"{lead}\s+({YEAR})\s+{joined}\s+({YEAR})", years)
        self.take(rf"({YEAR})\s?(?:-|–|〜|~)\s?({YEAR})", years)
        if not self.language.spaced:
            self.take(rf"({YEAR})年?から({YEAR})年?(?:まで)?", years)
        self.take(rf"({YEAR})s", lambda m: ("window", between(date(int(m[1]), 1, 1), date(int(m[1]) + 9, 12, 31))))

    def _clock_spans(self) -> None:
        if not self.language.spaced:
            self.take(
                r"(?P<pm>午後)?(\d{1,2})時?(?:から|〜|~|-)(?:午前)?(\d{1,2})時(?:まで|の間)?", self._japanese_span
            )
            return
        am, pm = self.words("am"), self.words("pm")
        clock = self.words("clock")
        hour = rf"(\d{{1,2}})(?::00)?\s?(?:{clock}\s?)?(?:(?P<{{0}}am>{am})|(?P<{{0}}pm>{pm}))?"
        first, second = hour.replace("{0}", "first_"), hour.replace("{0}", "second_")
        lead = rf"(?:(?:{self.words('between', 'since')}|{self.words('at')})\s+)?"
        joined = rf"\s?(?:{self.words('hour_connector')}|-|–)\s?"
        self.take(lead + first + joined + second, self._span)

    def _span(self, match: re.Match[str]) -> tuple[Kind, tuple[int, ...]] | None:
        groups = match.groupdict()
        marked = [key for key in ("first_am", "first_pm", "second_am", "second_pm") if groups[key]]
        has_clock = bool(re.search(rf"\d\s?{self.words('clock')}|:00", match.group()))
        if not marked and not has_clock:
            return None
        numbers = [int(found) for found in re.findall(r"\d{1,2}(?!\d)(?<!:00)", match.group().replace(":00", ""))][:2]
        second = hour_of_day(numbers[1], late=bool(groups["second_pm"]), early=bool(groups["second_am"]))
        late_first = bool(
            groups["first_pm"] or (groups["second_pm"] and not groups["first_am"] and numbers[0] <= numbers[1])
        )
        first = hour_of_day(numbers[0], late=late_first, early=bool(groups["first_am"]))
        return hours_between(first, second or 24)

    def _japanese_span(self, match: re.Match[str]) -> tuple[Kind, tuple[int, ...]] | None:
        return hours_between(
            hour_of_day(int(match.group(2)), late=bool(match.group("pm")), early=False), int(match.group(3)) or 24
        )

    def _bounds(self) -> None:
        """Since, after, until, before: a year, a month of a year, or a month."""
        if not self.language.spaced:
            self.take(rf"({YEAR})年?{self.words('since_after')}", lambda m: since(date(int(m[1]), 1, 1)))
            self.take(rf"({YEAR})年?{self.words('until_after')}", lambda m: until(date(int(m[1]), 12, 31)))
            return
        when = rf"(?:(?:{self.any_month})\s+(?:de\s+|of\s+|d')?)?(?P<year>{YEAR})?(?<=\w)"
        self.take(rf"{self.words('since')}\s+{when}", lambda m: self._bound(m, "since"))
        self.take(rf"{self.words('after')}\s+{when}", lambda m: self._bound(m, "after"))
        self.take(rf"{self.words('until')}\s+{when}", lambda m: self._bound(m, "until"))
        self.take(rf"{self.words('before')}\s+{when}", lambda m: self._bound(m, "before"))
        alone = rf"(?:{self.any_month})"
        self.take(rf"{self.words('since')}\s+{alone}", lambda m: self._bound(m, "since"))

    def _bound(self, match: re.Match[str], which: str) -> tuple[Kind, Window] | None:
        month = self.month_of(match)
        typed_year = match.groupdict().get("year")
        if not month and not typed_year:
            return None
        year = int(typed_year) if typed_year else self.last_year_with(month or 1)
        first = date(year, month or 1, 1)
        last = month_end(year, month or 12)
        match which:
            case "since":
                return since(first)
            case "after":
                return since(last + timedelta(days=1))
            case "until":
                return until(last)
            case _:
                return until(first - timedelta(days=1))

    def _last_so_many(self) -> None:
        past = self.words("past")
        numbers = "|".join(re.escape(word) for word in sorted(self.language.numbers, key=len, reverse=True)) or r"(?!)"
        number = rf"(?P<n>\d{{1,4}}|{numbers})"
        gap = r"\s+" if self.language.spaced else r"\s*"
        article = r"(?:(?:the|los|las|os|as|les|die|der|den)\s+)?"
        for unit, days in _UNIT_DAYS.items():
            names = self.words(unit)

            def so_many(match: re.Match[str], days: int = days) -> tuple[Kind, Window] | None:
                typed = match.group("n")
                count = int(typed) if typed.isdigit() else self.language.numbers[typed]
                return last_days(count * days) if 1 <= count * days <= 9999 else None

            self.take(rf"{article}{past}{gap}{number}{gap}{names}", so_many)
            self.take(rf"{article}{number}{gap}{past}{gap}{names}", so_many)

    def _named_periods(self) -> None:
        self._weekends()
        for concept, kind in _SIMPLE.items():
            self.note(self.words(concept), "window", Window(kind=kind))
        for concept, days in _RECENT.items():
            self.note(self.words(concept), *last_days(days))
        self.note(self.words("today"), "window", between(self.today, self.today))
        yesterday = self.today - timedelta(days=1)
        self.note(self.words("yesterday"), "window", between(yesterday, yesterday))

    def _weekends(self) -> None:
        """The last weekend that is over, and the one that is on or was last."""
        weekend, last, this = self.words("weekend"), self.words("last"), self.words("this")
        gap = r"\s+" if self.language.spaced else ""
        saturday = self.today - timedelta(days=(self.today.weekday() - 5) % 7)
        over = saturday - timedelta(days=7) if self.today.weekday() >= 5 else saturday
        self.note(rf"(?:{last}{gap}{weekend}|{weekend}{gap}{last}|先週末|先週の{weekend})", "window", weekend_of(over))
        self.note(rf"(?:{this}{gap}{weekend}|今週末)", "window", weekend_of(saturday))

    def _seasons(self) -> None:
        last, this = self.words("last"), self.words("this")
        gap = r"\s+" if self.language.spaced else ""
        of = r"(?:of\s+|de\s+|del\s+|d'|de\s+l'(?:ete|an)\s+)?"
        for season, months in SEASONS.items():
            name = self.words(season)

            def of_year(match: re.Match[str], months: tuple[int, int, int] = months) -> tuple[Kind, Window]:
                return "window", season_of(int(match.group("year")), months)

            self.take(rf"{name}\s+{of}(?P<year>{YEAR})(?:\s+r)?", of_year)
            self.take(rf"(?P<year>{YEAR})年?の?{name}", of_year)
            self.note(rf"(?:{last}{gap}{name}|{name}{gap}{last}|去年の{name})", "window", self._latest(months))
            # In March, "this winter" is the one that is just over.
            year = self.today.year - (months[0] > months[2] and self.today.month <= months[2] + 3)
            self.note(rf"(?:{this}{gap}{name}|今年の{name})", "window", season_of(year, months))
            preposition = r"(?:in\s+|im\s+|en\s+|no\s+|na\s+|w\s+)?(?:the\s+|el\s+|l')?"
            self.note(preposition + name, "months", tuple(sorted(months)))

    def _latest(self, months: tuple[int, int, int]) -> Window:
        """The latest season that is over."""
        ended = (season_of(self.today.year - back, months) for back in range(3))
        return next(window for window in ended if window.end is not None and window.end < self.today)

    def _months(self) -> None:
        of = r"(?:\s+(?:of|de|del|d'|do|da))?"
        if not self.language.spaced:
            self.take(rf"(?P<year>{YEAR})年の?(?:{self.any_month})", self._month_of_year)
        self.take(rf"(?:{self.any_month}){of}\s+(?P<year>{YEAR})", self._month_of_year)
        gap = r"\s+" if self.language.spaced else ""
        last = self.words("last")
        self.take(rf"(?:{last}{gap}(?:{self.any_month}))", self._last_month_named)
        self.take(
            rf"(?P<before>(?:in|during|every|each|en|im|em|w|we|au|durante|pendant|de|of)\s+)?(?:{self.any_month})",
            self._month_alone,
        )

    def _month_of_year(self, match: re.Match[str]) -> tuple[Kind, Window] | None:
        month, year = self.month_of(match), int(match.group("year"))
        return ("window", between(date(year, month, 1), month_end(year, month))) if month else None

    def _last_month_named(self, match: re.Match[str]) -> tuple[Kind, Window] | None:
        month = self.month_of(match)
        if not month:
            return None
        year = self.last_year_with(month)
        return "window", between(date(year, month, 1), month_end(year, month))

    def _month_alone(self, match: re.Match[str]) -> tuple[Kind, tuple[int, ...]] | None:
        month = self.month_of(match)
        name = match.group().removeprefix(match.group("before") or "")
        if not month or (name in _DOUBTFUL_MONTHS and not match.group("before")):
            return None
        return "months", (month,)

    def _years(self) -> None:
        suffix = "年" if not self.language.spaced else ""
        self.take(rf"({YEAR}){suffix}(?:に|の|は)?", lambda m: ("window", Window(kind="year", n=int(m[1]))))

    def _clocks(self) -> None:
        if not self.language.spaced:
            self.take(r"(?:午前|朝の?|深夜の?|夜中の?)(\d{1,2})時台?", lambda m: one_hour(int(m[1]) % 24))
            self.take(
                r"(?:午後|夕方の?|夜の?)(\d{1,2})時台?",
                lambda m: one_hour(hour_of_day(int(m[1]), late=True, early=False)),
            )
            self.take(r"(?<![何\d])(\d{1,2})時(?!間)台?", lambda m: one_hour(int(m[1]) % 24))
            return
        am, pm, clock, at = (self.words(concept) for concept in ("am", "pm", "clock", "at"))
        self.take(rf"(?:{at}\s+)?(\d{{1,2}})(?::\d\d)?\s?(?:{clock}\s?)?(?:(?P<am>{am})|(?P<pm>{pm}))", self._clock)
        # "las 10 canciones": a number before what it counts is no time.
        counted = self.words("track", "artist", "album", "playlist", "most", "top", "times")
        self.take(rf"{at}\s+(\d{{1,2}})(?::\d\d|\s?{clock}|(?!\s+{counted}))", self._clock)
        self.take(r"(\d{1,2})(?::\d\d|\s(?:uhr|o'clock))", self._clock)

    def _clock(self, match: re.Match[str]) -> tuple[Kind, tuple[int, ...]] | None:
        groups = match.groupdict()
        hour = int(match.group(1))
        return (
            one_hour(hour_of_day(hour, late=bool(groups.get("pm")), early=bool(groups.get("am"))))
            if hour <= 24
            else None
        )

    def _days_of_the_week(self) -> None:
        self.note(self.words("weekend"), "weekdays", (5, 6))
        self.note(self.words("workdays"), "weekdays", (0, 1, 2, 3, 4))
        for day, names in enumerate(self.language.weekdays):
            self.note(f"(?:{alternatives(names)})", "weekdays", (day,))

    def _day_parts(self) -> None:
        for part, hours in DAY_PARTS.items():
            self.note(self.words(part), "hours", hours)
