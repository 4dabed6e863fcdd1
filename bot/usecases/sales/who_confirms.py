"""How many moderators confirm a step of a sale that cannot be taken back: a server's own choice."""

from __future__ import annotations

from bot.services import Services


async def two_confirm(services: Services, guild_id: int) -> bool:
    """Whether two moderators confirm deliveries and withdrawals here; one until they choose otherwise."""
    return await services.store.offers.two_moderators(guild_id)


async def set_two_confirm(services: Services, guild_id: int, wanted: bool) -> None:
    """Choose it. It holds from the next step on."""
    await services.store.offers.set_two_moderators(guild_id, wanted)
