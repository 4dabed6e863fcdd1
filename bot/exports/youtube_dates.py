"""Dates as Google's activity pages write them: for people, in their language, with an abbreviation of a time zone.

Read are the orders day-month-year, month-day-year with a named month, year-month-day, and time before date, in the
languages of `_MONTHS` and wherever months are numbers. An abbreviation that stands for several zones (IST is Indian,
Irish and Israeli time) says too little; such a time is read as UTC and said to be uncertain.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

_NAMES = {
    1: "jan jän ian ene gen янв січ oca sty ιαν ינו led tammi",
    2: "feb fév fev fevr févr şub lut фев лют φεβ פבר úno helmi",
    3: "mar mär mars mrt mac mrz març martie μαρ мар бер מרץ bře maalis",
    4: "apr avr abr кві апр nis kwi απρ אפר dub huhti ápr",
    5: "may mai maj mei mag maio maig мая май тра maí μαΐ μαϊ מאי máj touko kvě",
    6: "jun juin juni juny jún giu июн чер haz cze iun ιουν יוני kesä čvn",
    7: "jul juil juli jull juliol júl lug июл лип tem lip iul ιουλ יולי heinä čvc",
    8: "aug ago aoû août avg agu ağu авг сер sie αυγ אוג elo srp",
    9: "sep set sept eyl wrz сен вер σεπ ספט syys zář szept",
    10: "oct okt out ott eki paź окт жов οκτ אוק loka říj",
    11: "nov kas lis ноя лис νοε נוב marras",
    12: "dec dez dic déc des gru ara дек гру δεκ דצמ joulu pro",
}


def _folded(word: str) -> str:
    """Without case, accents and the point of an abbreviation."""
    parts = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(part for part in parts if not unicodedata.combining(part)).strip(".")


_MONTHS = {_folded(name): month for month, names in _NAMES.items() for name in names.split()}

_HOURS = {
    # Everywhere in the world.
    "UTC": 0, "GMT": 0, "Z": 0,
    # Europe, in English and in the languages that have abbreviations of their own.
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "SEČ": 1, "SELČ": 2, "EET": 2, "EEST": 3,
    "OEZ": 2, "OESZ": 3, "MSK": 3, "МСК": 3, "TRT": 3, "SAMT": 4,
    # The Americas.
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "BRST": -2, "ART": -3, "UYT": -3, "CLT": -4,
    "CLST": -3, "COT": -5, "PET": -5, "ECT": -5, "BOT": -4, "VET": -4,
    # Asia, Africa and the Pacific.
    "GST": 4, "PKT": 5, "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "SGT": 8, "HKT": 8, "MYT": 8, "PHT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1,
}  # fmt: skip

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))(?!\d)")
_OFFSET = re.compile(r"(?:GMT|UTC)\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?")
_ZONE = re.compile(r"(?<![^\W\d_])[A-ZČМСК]{1,5}(?![^\W\d_])")
_MORNING = re.compile(r"\ba\.?\s?m\b|오전|上午|午前|凌晨|\bÖÖ\b|π\.?μ", re.IGNORECASE)
_EVENING = re.compile(r"\bp\.?\s?m\b|오후|下午|午後|晚上|\bÖS\b|μ\.?μ\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+\.?")
_HAN = re.compile(r"[年月日]")
_LONGEST = 80


def written_moment(text: str) -> tuple[datetime | None, bool]:
    """When, in UTC, and whether its time zone is certain; (None, True) where there is no date with a time.

    Args:
        text: a line such as `Jan 13, 2024, 4:16:16 PM CET` or `13.01.2024, 16:16:16 MEZ`.
    """
    if len(text) > _LONGEST:
        return None, True
    line = " ".join(unicodedata.normalize("NFKC", text).split())
    if (clock := _CLOCK.search(line)) is None:
        return None, True
    rest = line[: clock.start()] + " | " + line[clock.end() :]
    offset, certain, rest = _zone(rest)
    day = _day(rest)
    if day is None:
        return None, True
    hour = int(clock[1])
    if _MORNING.search(rest):
        hour %= 12
    elif _EVENING.search(rest):
        hour = hour % 12 + 12
    try:
        local = datetime(*day, hour, int(clock[2]), int(clock[3]), tzinfo=timezone(offset))
        return local.astimezone(UTC), certain
    except (ValueError, OverflowError):
        return None, True


def _zone(line: str) -> tuple[timedelta, bool, str]:
    """Offset, whether it is certain, and the line without the zone's name."""
    if (offset := _OFFSET.search(line)) is not None:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away >= timedelta(hours=24):
            return timedelta(0), False, line
        return (away if offset[1] == "+" else -away), True, line.replace(offset[0], " ")
    for name in _ZONE.findall(line):
        if name == "CST" and _HAN.search(line):
            return timedelta(hours=8), True, line.replace(name, " ")
        if name in _HOURS:
            return timedelta(hours=_HOURS[name]), True, line.replace(name, " ")
    return timedelta(0), False, line


def _day(line: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    month = next((found for word in _WORD.findall(line) if (found := _month(word)) is not None), None)
    numbers = [int(number) for number in _NUMBER.findall(line) if len(number) <= 4]
    year = next((number for number in numbers if number >= 1900), None)
    if year is None:
        return None
    others = [number for number in numbers if number != year]
    if month is not None:
        return (year, month, others[0]) if others else None
    if len(others) < 2:
        return None
    if numbers[0] == year:
        return year, others[0], others[1]
    # Day first, as almost everywhere where months are numbers; `thg 1` is how Vietnamese names a month.
    first, second = others[0], others[1]
    return (year, second, first) if second <= 12 else (year, first, second)


def _month(word: str) -> int | None:
    folded = _folded(word)
    if folded.isdigit() or len(folded) < 3:
        return None
    return next((_MONTHS[folded[:length]] for length in (6, 5, 4, 3) if folded[:length] in _MONTHS), None)
