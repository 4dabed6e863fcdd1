"""Who agreed to be compared in a server when somebody asks there, and whose clock the question goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.model.members import Consent, Member
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Present:
    """The members of one question: looked up once, so that it is read and answered about the same members.

    Attributes:
        compared: those who agreed to be compared.
        asker: whoever asks, whether or not they agreed; None where they are not known here yet.
        today: on the asker's clock, or on the server's where the asker is not known.
    """

    compared: tuple[Member, ...]
    asker: Member | None
    today: date

    @property
    def names(self) -> tuple[str, ...]:
        """Display names of those who agreed to be compared."""
        return tuple(member.display_name for member in self.compared)


async def members_present(services: Services, guild_id: int, asker_id: int) -> Present:
    """Look them up."""
    store = services.store
    compared = await store.members.consenting(guild_id, Consent.COMPARE)
    asker = next((each for each in compared if each.member_id == asker_id), None)
    asker = asker or await store.members.member(guild_id, asker_id)
    zone = asker.time_zone if asker else await store.members.guild_time_zone(guild_id)
    return Present(compared, asker, services.clock.now().astimezone(ZoneInfo(zone)).date())
