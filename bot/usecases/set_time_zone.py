"""A member says where their clock runs."""

from __future__ import annotations

from bot.errors import UnknownTimeZone
from bot.model.members import Scope
from bot.services import Services
from bot.usecases.rebuilding import rebuild_history
from bot.usecases.suggest_time_zones import is_time_zone


async def set_time_zone(services: Services, guild_id: int, member_id: int, display_name: str, time_zone: str) -> None:
    """Read this member's days and hours on this clock from now on; totals by hour follow at once.

    Args:
        time_zone: IANA name.

    Raises:
        UnknownTimeZone: nothing was changed.
    """
    if not is_time_zone(time_zone):
        raise UnknownTimeZone(time_zone)
    store = services.store
    async with store.guild_writes(guild_id):
        await store.members.see(guild_id, member_id, display_name)
        member = await store.members.member(guild_id, member_id)
        assert member is not None  # noqa: S101 - seen a line above
        scope = Scope(time_zone, member.since)
        if not await store.listening.sources_of(guild_id, member_id):
            await store.members.set_scope(guild_id, member_id, scope)
        elif time_zone != member.time_zone:
            await rebuild_history(services, guild_id, member_id, scope)
