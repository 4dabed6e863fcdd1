"""A member lets only what they played since some day count."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import NothingStored, UnknownFirstDay
from bot.model.members import Scope
from bot.services import Services
from bot.usecases.rebuilding import rebuild_history

_DAY = re.compile(r"(?:only\s+)?(?:since\s+)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.IGNORECASE)
_ALL = {"", "all", "all time", "everything"}


async def set_window(services: Services, guild_id: int, member_id: int, words: str) -> date | None:
    """Count only what was played from a day on, on the member's own clock. Nothing is deleted: "all" brings it back.

    Args:
        words: "2022", "2022-05", "2022-05-13", with or without "since"; or "all".

    Returns:
        The first day that counts; None where everything does.

    Raises:
        UnknownFirstDay: anything else, or a day that is still to come.
        NothingStored: the member has no history here.
    """
    store = services.store
    async with store.guild_writes(guild_id):
        member = await store.members.member(guild_id, member_id)
        if member is None or not await store.listening.sources_of(guild_id, member_id):
            raise NothingStored
        today = services.clock.now().astimezone(ZoneInfo(member.time_zone))
        since = first_day(words, today)
        if since != member.since:
            await rebuild_history(services, guild_id, member_id, Scope(member.time_zone, since))
    return since


def first_day(words: str, now: datetime) -> date | None:
    """The first day of the year, month or day that these words name; None for all of time.

    Raises:
        UnknownFirstDay: they name none, or one after `now`.
    """
    if words.strip().casefold() in _ALL:
        return None
    named = _DAY.fullmatch(words.strip())
    if named is None:
        raise UnknownFirstDay(words)
    year, month, day = (int(part) if part else 1 for part in named.groups())
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise UnknownFirstDay(words) from error
    if found > now.date():
        raise UnknownFirstDay(words)
    return found
