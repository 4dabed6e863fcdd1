"""Artists to choose from while typing."""

from __future__ import annotations

from bot.services import Services


async def suggest_artists(services: Services, guild_id: int, typed: str, limit: int = 25) -> list[str]:
    """Names of artists that members who agreed to be compared have played, most played first."""
    return [name for _, name in await services.store.catalogue.artists_like(guild_id, typed, limit)]
