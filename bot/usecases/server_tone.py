"""How a server wants its answers worded: warm, dry, or as a roast of the music."""

from __future__ import annotations

from bot.model.facts import Tone
from bot.services import Services


async def server_tone(services: Services, guild_id: int) -> Tone:
    """Warm until a moderator chooses."""
    return await services.store.members.guild_tone(guild_id)


async def set_server_tone(services: Services, guild_id: int, tone: Tone) -> None:
    """A moderator's choice, for answers from now on."""
    await services.store.members.set_guild_tone(guild_id, tone)
