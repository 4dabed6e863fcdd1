"""Everything about a member in one server is erased."""

from __future__ import annotations

import asyncio

from bot.model.stored import Erased
from bot.services import Services
from bot.usecases.issue_upload_link import end_upload_links


async def erase_member(services: Services, guild_id: int, member_id: int) -> Erased:
    """Erase it all, at once and from the database's very bytes. What a poll counted before stays counted.

    An upload page that is open for the member ends, and what was sent to it goes too.
    """
    await asyncio.to_thread(end_upload_links, services.settings, guild_id, member_id)
    async with services.store.guild_writes(guild_id):
        return await services.store.members.erase(guild_id, member_id)
