"""The time zone of a server: where the clocks of new members run until they choose their own."""

from __future__ import annotations

from bot.errors import UnknownTimeZone
from bot.services import Services
from bot.usecases.suggest_time_zones import is_time_zone


async def server_clock(services: Services, guild_id: int) -> str:
    """IANA name; "UTC" until a moderator chooses."""
    return await services.store.members.guild_time_zone(guild_id)


async def set_server_clock(services: Services, guild_id: int, time_zone: str) -> None:
    """Choose it, for members who come from now on.

    Raises:
        UnknownTimeZone: not an IANA name; nothing was changed.
    """
    if not is_time_zone(time_zone):
        raise UnknownTimeZone(time_zone)
    await services.store.members.set_guild_time_zone(guild_id, time_zone)
