"""Periods to choose from while typing."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.analysis.periods import suggest_periods
from bot.services import Services


async def suggest_member_periods(
    services: Services, guild_id: int, asker_id: int, member_id: int | None, typed: str
) -> list[str]:
    """Periods that the member's history reaches; of a member who does not show theirs, only those of everybody.

    Args:
        member_id: whose history; None is the asker's own.
    """
    about_id = member_id or asker_id
    member = await services.store.members.member(guild_id, about_id)
    stored = None
    if member is not None and (about_id == asker_id or member.consents.compare):
        stored = await services.store.listening.history_of(guild_id, about_id)
    if member is None or stored is None or stored.first_at is None or stored.last_at is None:
        return list(suggest_periods(typed, None, None))
    zone = ZoneInfo(member.time_zone)
    return list(suggest_periods(typed, stored.first_at.astimezone(zone).date(), stored.last_at.astimezone(zone).date()))
