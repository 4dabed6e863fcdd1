"""What is stored about a member in one server."""

from __future__ import annotations

from bot.model.stored import StoredAbout
from bot.services import Services


async def about_member(services: Services, guild_id: int, member_id: int) -> StoredAbout:
    """Counts, sources and consents; for that member alone."""
    return await services.store.listening.stored_about(guild_id, member_id)
