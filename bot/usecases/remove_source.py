"""A member takes one upload back."""

from __future__ import annotations

from bot.errors import UnknownSource
from bot.model.members import Scope
from bot.model.stored import Source
from bot.services import Services
from bot.usecases.rebuilding import rebuild_history


async def remove_source(services: Services, guild_id: int, member_id: int, source_id: int) -> Source:
    """Remove one source with its playlists, from the files too, and build the history anew from those that stay.

    Returns:
        What was removed.

    Raises:
        UnknownSource: the member has no such source here.
    """
    store = services.store
    async with store.guild_writes(guild_id):
        member = await store.members.member(guild_id, member_id)
        sources = {source.source_id: source for source in await store.listening.sources_of(guild_id, member_id)}
        if member is None or source_id not in sources:
            raise UnknownSource
        scope = Scope(member.time_zone, member.since)
        await rebuild_history(services, guild_id, member_id, scope, without={source_id})
    await store.scrub_soon()
    return sources[source_id]
