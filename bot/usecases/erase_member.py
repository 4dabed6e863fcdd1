"""Everything about a member in one server is erased."""

from __future__ import annotations

from bot.model.stored import Erased
from bot.services import Services


async def erase_member(services: Services, guild_id: int, member_id: int) -> Erased:
    """Erase it all, at once and from the database's very bytes. What a poll counted before stays counted."""
    async with services.store.guild_writes(guild_id):
        return await services.store.members.erase(guild_id, member_id)
