"""A moderator writes an offer down, and writes it anew while nobody votes on it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.collective.offer_form import OfferForm, read_offer
from bot.collective.payouts import demand_feasible
from bot.errors import EmptyElectorate, SaleStands
from bot.model.members import Consent
from bot.model.sales import Offer
from bot.services import Services
from bot.usecases.sales.offer_on_show import offer_on_show


async def draft_offer(
    services: Services, guild_id: int, member_id: int, display_name: str, form: OfferForm, offer_id: int | None = None
) -> Offer:
    """Check the form and keep the offer as a draft; what was typed can be changed until the vote opens.

    Args:
        offer_id: the draft that is written anew; None: a new one.

    Raises:
        BadProposal: a field cannot be read; nothing is stored.
        EmptyElectorate: nobody pools here.
        UnknownOffer, SaleStands: of an offer that is no draft.
    """
    now = services.clock.now()
    await services.store.members.see(guild_id, member_id, display_name)
    member = await services.store.members.member(guild_id, member_id)
    zone = member.time_zone if member else await services.store.members.guild_time_zone(guild_id)
    terms = read_offer(form, now.astimezone(ZoneInfo(zone)).date())
    contributors = await services.store.members.consenting(guild_id, Consent.POOL)
    if not contributors:
        raise EmptyElectorate
    demand_feasible(terms, len(contributors))
    if offer_id is None:
        return await services.store.offers.draft(guild_id, terms, member_id, now)
    written = await services.store.offers.rewrite(guild_id, offer_id, terms, member_id, now)
    if written is None:
        raise SaleStands((await offer_on_show(services, guild_id, offer_id)).offer.state)
    return written
