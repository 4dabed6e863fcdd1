"""When a vote closes, as moderators type it: "in 3 days", "48h", "tomorrow 20:00", "2026-12-01 18:00"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import BadProposal, UnknownTimeZone

DEADLINE_FIELD = "Closing time"
SOONEST = timedelta(minutes=1)
LATEST = timedelta(days=60)

_EXAMPLES = "Write “in 3 days”, “48h”, “tomorrow 20:00” or “2026-12-01 18:00”."
_UNITS = {
    "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1,
    "h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60,
    "d": 1440, "day": 1440, "days": 1440, "w": 10080, "week": 10080, "weeks": 10080,
}  # fmt: skip
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SPAN = re.compile(r"(?P<count>\d{1,6}|[a-z]+) ?(?P<unit>[a-z]+)")
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::00)?(?: ?(?P<half>am|pm))?"
_ZONE = r"(?: ?(?P<zone>z|utc|gmt|[+-](?:0\d|1[0-4]):?[0-5]\d))?"
_MOMENT = re.compile(rf"(?:(?P<day>[^\s,]+?)(?:,? (?:at )?|t(?=\d)))??(?:at )?{_CLOCK}{_ZONE}")


def parse_deadline(words: str, now: datetime, time_zone: str, field: str = DEADLINE_FIELD) -> datetime:
    """The moment at which a vote closes, in UTC.

    A length of time ("in 3 days", "2 weeks", "1 day 12 hours", "48h") counts from `now`, a day being 24 hours. A
    moment ("tomorrow 20:00", "friday 8 pm", "18:00", "2026-12-01 18:00", "1.12.2026 18:00") is on the clock of
    `time_zone` unless it names UTC or an offset; a weekday or a clock time alone means the next one. Where clocks
    go back and a time happens twice, the first is meant.

    Args:
        words: as typed; case and spaces do not matter.
        now: aware; any zone.
        time_zone: IANA name of the moderator's or the server's zone.
        field: what the error calls it.

    Returns:
        Aware, in UTC, from `SOONEST` to `LATEST` after `now`, both included.

    Raises:
        BadProposal: not a time, one that clocks skip, or out of those bounds.
        UnknownTimeZone: not an IANA name.
    """
    text = " ".join(words.casefold().split()).removesuffix(".")
    zone = _zone(time_zone)
    ahead = _span(text)
    closes = now + ahead if ahead is not None else _moment(text, now.astimezone(zone), words, field)
    return _bounded(closes.astimezone(UTC), now, zone, field)


def _span(text: str) -> timedelta | None:
    rest = text.removeprefix("in ").replace(" and ", " ").replace(",", " ")
    minutes, at = 0, 0
    while at < len(rest):
        part = _SPAN.match(rest, at)
        if part is None or part["unit"] not in _UNITS:
            return None
        count = int(part["count"]) if part["count"].isdecimal() else _COUNTS.get(part["count"])
        if count is None:
            return None
        minutes += count * _UNITS[part["unit"]]
        at = part.end() + len(rest[part.end() :]) - len(rest[part.end() :].lstrip())
    # Capped, so that "999999 weeks 999999 weeks" is too far off and not past the calendar's end.
    return timedelta(minutes=min(minutes, 10**8)) if rest else None


def _moment(text: str, here: datetime, words: str, field: str) -> datetime:
    moment = _MOMENT.fullmatch(text)
    if moment is None or (not moment["minute"] and not moment["half"]):
        if _day(text, here.date()) is not None:
            raise BadProposal(field, f"add the time of day, such as “{words.strip()} 20:00”.")
        raise BadProposal(field, f"I cannot read “{words.strip()[:60]}” as a time. {_EXAMPLES}")
    clock = _clock(moment, words, field)
    zone = _offset(moment["zone"]) or here.tzinfo
    day = _day(moment["day"], here.date()) if moment["day"] else here.date()
    if day is None:
        raise BadProposal(field, f"I cannot read “{moment['day'][:40]}” as a day. {_EXAMPLES}")
    closes = datetime.combine(day, clock, tzinfo=zone)
    if closes <= here and (not moment["day"] or _weekday(moment["day"]) is not None):
        closes = datetime.combine(day + timedelta(days=7 if moment["day"] else 1), clock, tzinfo=zone)
    if closes.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != closes.replace(tzinfo=None):
        raise BadProposal(field, "clocks go forward then and skip that time. Choose another hour.")
    return closes


def _clock(moment: re.Match[str], words: str, field: str) -> time:
    hour, minute = int(moment["hour"]), int(moment["minute"] or 0)
    if moment["half"]:
        if not 1 <= hour <= 12:
            raise BadProposal(field, f"there is no such time of day as in “{words.strip()[:60]}”.")
        hour = hour % 12 + (12 if moment["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise BadProposal(field, f"there is no such time of day as in “{words.strip()[:60]}”. Midnight is 00:00.")
    return time(hour, minute)


def _day(text: str, today: date) -> date | None:
    if text in ("today", "tonight"):
        return today
    if text == "tomorrow":
        return today + timedelta(days=1)
    if (weekday := _weekday(text)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    # Slashes are refused: 3/4 is March here and April there.
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day alone has no zone
        except ValueError:
            continue
        return day if abs(day.year - today.year) < 100 else None  # near the calendar's ends, time zones overflow
    return None


def _weekday(text: str) -> int | None:
    """Monday is 0; "fri" is Friday."""
    return next((number for number, name in enumerate(_WEEKDAYS) if text in (name, name[:3])), None)


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if not text.startswith(("+", "-")):
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimeZone(name) from error


def _bounded(closes: datetime, now: datetime, zone: ZoneInfo, field: str) -> datetime:
    ahead = closes - now
    if SOONEST <= ahead <= LATEST:
        return closes
    there = f"{closes.astimezone(zone):%Y-%m-%d %H:%M} in {zone.key}"
    if ahead <= timedelta(0):
        raise BadProposal(field, f"{there} has passed already.")
    if ahead < SOONEST:
        raise BadProposal(field, f"{there} is too soon: a vote stays open for at least a minute.")
    raise BadProposal(field, f"{there} is too far off: a vote stays open for at most 60 days.")
