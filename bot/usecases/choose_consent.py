"""A member agrees to one use of their listening, or takes it back."""

from __future__ import annotations

from bot.model.members import Consent, Consents
from bot.services import Services


async def choose_consent(
    services: Services, guild_id: int, member_id: int, display_name: str, consent: Consent, given: bool
) -> Consents:
    """Store the choice, which holds from the next answer on, and return all of the member's choices here."""
    await services.store.members.see(guild_id, member_id, display_name)
    async with services.store.guild_writes(guild_id):
        return await services.store.members.set_consent(guild_id, member_id, consent, given, services.clock.now())
