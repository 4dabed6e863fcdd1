"""Days with a name, months from one to another, and two hours beside a part of the day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.model.questions import Window
from bot.questions.calendar_windows import Kind, between, hours_between, hours_in_part, month_end
from bot.questions.time_words import DAY_PARTS, YEAR, TimeMention, TimeWords


def read_feasts(reader: TimeWords) -> None:
    """Days with a name: of the year beside them, or else the latest. And last night, which is an evening."""
    for concept in reader.language.phrases:
        if not concept.startswith("feast_"):
            continue
        month, day = int(concept[6:8]), int(concept[8:])

        def on_day(match: re.Match[str], month: int = month, day: int = day) -> tuple[Kind, Window]:
            typed = match.groupdict().get("after") or match.groupdict().get("before")
            year = int(typed) if typed else reader.today.year - (date(reader.today.year, month, day) > reader.today)
            return "window", between(date(year, month, day), date(year, month, day))

        name, last = reader.words(concept), reader.words("last")
        preposition = r"(?:(?:on|at|in|en|em|w|an|zu|a|au|no|na|el|la|le)\s+)?"
        of = r"(?:\s+(?:of|de|del|d'|do|von))?"
        reader.take(rf"{preposition}(?:{last}\s+)?{name}{of}\s+(?P<after>{YEAR})", on_day)
        reader.take(rf"(?:(?P<before>{YEAR})年?の?)?(?:{preposition}{last}\s+|{preposition}){name}", on_day)
    start = reader.sentence
    yesterday = reader.today - timedelta(days=1)
    reader.note(reader.words("last_night"), "window", between(yesterday, yesterday))
    if reader.sentence is not start:
        night = reader.found[-1]
        reader.found.append(TimeMention("hours", (18, 24), night.start, night.end))


def read_month_spans(reader: TimeWords) -> None:
    """Months from one to another: of the year beside them, or else the latest that began."""
    if not reader.language.spaced:
        return
    lead, joined = reader.words("between", "since"), reader.words("and")
    first = rf"(?P<first>{reader.which_month})(?:\s+(?:of\s+|de\s+)?(?P<from>{YEAR}))?"
    last = rf"(?P<last>{reader.which_month})(?:\s+(?:of\s+|de\s+|do\s+)?(?P<to>{YEAR}))?"
    reader.take(rf"{lead}\s+{first}\s+{joined}\s+{last}", lambda match: _months_from_to(reader, match))
    reader.take(
        rf"{first}\s*(?:-|–|\b(?:to|through|till|until|bis|hasta|ate|do|jusqu'a|a)\b)\s*{last}",
        lambda match: _months_from_to(reader, match),
    )


def _months_from_to(reader: TimeWords, match: re.Match[str]) -> tuple[Kind, Window] | None:
    first, last = (_number_of(reader, match.group(name)) for name in ("first", "last"))
    typed_first, typed_last = match.group("from"), match.group("to")
    year = int(typed_last or typed_first or reader.last_year_with(last))
    began = int(typed_first) if typed_first else year - (first > last)
    if typed_first and not typed_last:
        year = began + (first > last)
    return "window", between(date(began, first, 1), month_end(year, last))


def _number_of(reader: TimeWords, name: str) -> int:
    return next(n for n, names in reader.months.items() if re.fullmatch(names, name))


def read_part_spans(reader: TimeWords) -> None:
    """Two numbers beside a part of the day, and "9 to 5" beside days of work."""
    if not reader.language.spaced:
        return
    numbers = (
        rf"(?P<first>\d{{1,2}})\s?(?:{reader.words('hour_connector')}|-|–)\s?(?P<last>\d{{1,2}})(?!\s*(?:am|pm|:))"
    )
    lead = rf"(?:\s*,)?\s+(?:{reader.words('between', 'since', 'at')}\s+)?"
    for part, hours in DAY_PARTS.items():

        def in_part(match: re.Match[str], hours: tuple[int, int] = hours) -> tuple[Kind, tuple[int, ...]] | None:
            return hours_in_part(int(match["first"]), int(match["last"]), hours)

        reader.take(rf"{reader.words(part)}{lead}{numbers}", in_part)
    opens, closes = reader.edge
    said = [
        hours
        for part, hours in DAY_PARTS.items()
        if re.search(opens + reader.words(part) + closes, reader.sentence.folded)
    ]
    if len(said) == 1:  # "my morning artists, 7 to 9"
        reader.take(rf"{numbers}(?=[\s?!.]*\Z)", lambda m: hours_in_part(int(m["first"]), int(m["last"]), said[0]))
    days = rf"(?P<days>{reader.words('workdays')})"
    start = reader.sentence
    reader.take(rf"(?:work\s+hours\s+)?(?:on\s+)?{days}{lead}{numbers}", _at_work)
    if reader.sentence is not start:
        work = reader.found[-1]
        reader.found.append(TimeMention("weekdays", (0, 1, 2, 3, 4), work.start, work.end))


def _at_work(match: re.Match[str]) -> tuple[Kind, tuple[int, ...]] | None:
    first, last = int(match["first"]), int(match["last"])
    return hours_between(first, last + 12 if last <= first <= 12 else last)
