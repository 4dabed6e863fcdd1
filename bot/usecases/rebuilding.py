"""A member's history is built from its sources and stored: the one way to it, whatever has changed."""

from __future__ import annotations

from collections.abc import Collection

from bot.model.members import Scope
from bot.services import Services
from bot.usecases.history_building import Arrival, Before, Built, build_history


async def rebuild_history(
    services: Services,
    guild_id: int,
    member_id: int,
    scope: Scope,
    *,
    arrival: Arrival | None = None,
    without: Collection[int] = (),
) -> Built:
    """Build what is stored of the member anew, and store it with its scope in one transaction.

    To be called inside `Store.guild_writes`, so that no other upload or erasure in this server comes between what is
    read and what is written.

    Args:
        arrival: an upload to be added, its names interned.
        without: ids of sources to be removed.

    Raises:
        LookupError: the member is not known here.
    """
    listening = services.store.listening
    blobs = await listening.source_blobs(guild_id, member_id)
    before = Before(
        [(source, blobs[source.source_id]) for source in await listening.sources_of(guild_id, member_id)],
        await listening.playlists_of(guild_id, member_id),
        await services.store.catalogue.names(guild_id, member_id),
    )
    built = await services.cpu(build_history, before, arrival, frozenset(without), scope, services.clock.now())
    await listening.replace_history(guild_id, member_id, built.history)
    return built
