"""Who agrees that a language model tags titles: the operator by a key, the server's moderators, the member."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.members import Consent
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Tagging:
    """Whether titles can be tagged here.

    Attributes:
        has_model: the operator gave a key.
        allowed: by this server's moderators.
        agreed: by the member.
    """

    has_model: bool
    allowed: bool
    agreed: bool

    @property
    def possible(self) -> bool:
        """Whether all three agree."""
        return self.has_model and self.allowed and self.agreed


async def tagging(services: Services, guild_id: int, member_id: int) -> Tagging:
    """Whether the member's titles can be tagged, and who has yet to agree."""
    member = await services.store.members.member(guild_id, member_id)
    return Tagging(
        services.language is not None and bool(services.language.endpoint.key),
        await services.store.moods.tagging_allowed(guild_id),
        member is not None and member.consents.allows(Consent.TAG),
    )
