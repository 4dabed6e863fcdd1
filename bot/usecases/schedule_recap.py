"""When a server's recap is posted by itself: chosen by moderators, on the server's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import BadSchedule
from bot.model.schedules import LAST_DAY, WEEKDAYS, Every, RecapSchedule, Times
from bot.services import Services

_SHORTEST = 3
"""Letters by which a weekday is known."""
_HOUR = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """What a moderator changes; None leaves a part as it is, or as it is by default (Monday or the 1st, at 9).

    Attributes:
        day: a weekday's name, or a number from 1 to 28.
    """

    every: Every | None = None
    channel_id: int | None = None
    day: str | None = None
    hour: int | None = None


async def choose_schedule(services: Services, guild_id: int, here: int, choice: Choice) -> RecapSchedule:
    """Post the server's recap from now on, or at other times, or elsewhere.

    Args:
        services: the tools.
        guild_id: where.
        here: the channel to post in where none was ever chosen.
        choice: what is changed.

    Raises:
        BadSchedule: the day is none of that kind. Nothing was changed.
    """
    known = await services.store.schedules.schedule_of(guild_id)
    every = choice.every or (known.times.every if known else Every.WEEK)
    same_kind = known.times if known and known.times.every is every else None
    day = _day_of(choice.day, every) if choice.day is not None else same_kind.day if same_kind else 1
    hour = choice.hour if choice.hour is not None else known.times.hour if known else _HOUR
    times = Times(every, day, hour)
    channel_id = choice.channel_id or (known.channel_id if known else here)
    due_at = next_due(times, await services.store.members.guild_time_zone(guild_id), services.clock.now())
    await services.store.schedules.set_schedule(guild_id, channel_id, times, due_at)
    return RecapSchedule(guild_id, channel_id, times, due_at)


async def stop_schedule(services: Services, guild_id: int) -> None:
    """Post no more."""
    await services.store.schedules.remove_schedule(guild_id)


async def follow_clock(services: Services, guild_id: int) -> None:
    """After the server's clock was changed: the same hour, on the new one."""
    known = await services.store.schedules.schedule_of(guild_id)
    if known is not None:
        await choose_schedule(services, guild_id, known.channel_id, Choice())


async def schedule_of(services: Services, guild_id: int) -> RecapSchedule | None:
    """The server's schedule; None where it has none."""
    return await services.store.schedules.schedule_of(guild_id)


def next_due(times: Times, time_zone: str, after: datetime) -> datetime:
    """The first due moment after this one, in UTC.

    An hour that a change of clocks leaves out comes one hour later; one that comes twice counts the first time.
    """
    zone = ZoneInfo(time_zone)
    day = after.astimezone(zone).date()
    while True:
        if (day.isoweekday() if times.every is Every.WEEK else day.day) == times.day:
            moment = datetime(day.year, day.month, day.day, times.hour, tzinfo=zone).astimezone(after.tzinfo)
            if moment > after:
                return moment
        day += timedelta(days=1)


def period_words(times: Times, time_zone: str, due_at: datetime) -> str:
    """What the post of a due moment looks back on, for `parse_period`: the seven days, or the month, before it."""
    day = due_at.astimezone(ZoneInfo(time_zone)).date()
    if times.every is Every.WEEK:
        return f"{day - timedelta(days=7)} to {day - timedelta(days=1)}"
    last = date(day.year, day.month, 1) - timedelta(days=1)
    return f"{last:%Y-%m}"


def suggest_days(typed: str) -> list[str]:
    """Days to choose from while typing."""
    days = [*WEEKDAYS, *map(str, range(1, LAST_DAY + 1))]
    wanted = typed.strip().casefold()
    return [day for day in days if day.casefold().startswith(wanted)][:25]


def _day_of(typed: str, every: Every) -> int:
    words = typed.strip().casefold()
    if every is Every.MONTH:
        if words.isdecimal() and 1 <= int(words) <= LAST_DAY:
            return int(words)
        raise BadSchedule(f"A monthly recap is posted on a day from 1 to {LAST_DAY}, which every month has.")
    for number, name in enumerate(WEEKDAYS, 1):
        if len(words) >= _SHORTEST and name.casefold().startswith(words):
            return number
    raise BadSchedule("A weekly recap is posted on a day such as Monday.")
