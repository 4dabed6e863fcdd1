"""Where an offer stands, who took which step when, and where its money is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.collective.money import price_words
from bot.errors import SaleStands
from bot.model.sales import Balances, BookedEntry, DeliveryLink, Offer, OfferState, OfferStep, PackageRecord, Posting
from bot.services import Services
from bot.usecases.sales.offer_on_show import ShownOffer, offer_on_show

WITHDRAWABLE = (OfferState.DRAFT, OfferState.OPT_OUT, OfferState.BUILT)
"""Not while members vote: a vote that was opened goes to its end. (One that was called off, as nobody pooled any more
when it was to open, keeps its offer open no longer than moderators want.)"""
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class OfferStatus:
    """An offer, its log and its books.

    Attributes:
        contributors: who is still in, once it passed; None before.
        links: to the package; their downloads are counted.
        missing: parts of the price that will not come, each with its reason; without those that were taken back.
    """

    shown: ShownOffer
    steps: tuple[OfferStep, ...]
    contributors: int | None
    package: PackageRecord | None
    balances: Balances
    links: tuple[DeliveryLink, ...]
    missing: tuple[BookedEntry, ...]


async def offer_status(services: Services, guild_id: int, offer_id: int) -> OfferStatus:
    """Everything about an offer that this server may see; of members no more than how many.

    Raises:
        UnknownOffer: no such offer here.
    """
    shown = await offer_on_show(services, guild_id, offer_id)
    offers, packages = services.store.offers, services.store.packages
    still_in = None
    if shown.offer.state in (OfferState.OPT_OUT, OfferState.BUILT):
        still_in = len(await offers.contributors(guild_id, offer_id))
    return OfferStatus(
        shown,
        await offers.steps(guild_id, offer_id),
        still_in,
        await packages.latest(guild_id, offer_id),
        await services.store.ledger.balances(guild_id, offer_id),
        await packages.links(guild_id, offer_id),
        _missing(await services.store.ledger.entries(guild_id, offer_id)),
    )


def _missing(entries: Sequence[BookedEntry]) -> tuple[BookedEntry, ...]:
    undone = {each.reverses for each in entries}
    return tuple(
        each
        for each in entries
        if each.posting is Posting.SHORTFALL and each.reverses is None and each.number not in undone
    )


async def withdraw_offer(services: Services, guild_id: int, offer_id: int, member_id: int, why: str) -> ShownOffer:
    """Drop a draft, or a sale that passed and was not delivered. Where two moderators confirm, both must.

    Raises:
        NeedsConfirmation: another moderator has to confirm it, too.
        LedgerRefused: the buyer's money is here.
        UnknownOffer, SaleStands: members are voting, or the buyer has the package.
    """
    shown = await offer_on_show(services, guild_id, offer_id, *WITHDRAWABLE, OfferState.OPEN)
    if shown.offer.state is OfferState.OPEN and shown.poll is not None:
        raise SaleStands(shown.offer.state)
    offers, now = services.store.offers, services.clock.now()
    subject = None
    if shown.offer.state is not OfferState.DRAFT:
        subject = f"offer {offer_id}"
        await offers.confirm(guild_id, offer_id, WITHDRAWN, subject, member_id, now)
    step = await offers.step(
        guild_id, offer_id, [shown.offer.state], OfferState.WITHDRAWN, WITHDRAWN, member_id, now, why, confirmed=subject
    )
    found = await offer_on_show(services, guild_id, offer_id)
    if step is None:
        raise SaleStands(found.offer.state)
    return found


async def list_offers(services: Services, guild_id: int) -> Sequence[Offer]:
    """Every offer that was made in this server, the newest first."""
    return await services.store.offers.offers_of(guild_id)


async def suggest_offers(
    services: Services, guild_id: int, typed: str, states: tuple[OfferState, ...] = tuple(OfferState)
) -> list[tuple[str, int]]:
    """Offers of this server in these states for suggestions: words and number, the newest first."""
    found = [
        (f"{each.offer_id}: {each.terms.buyer}, {price_words(each.terms.price_cents, each.terms.currency)}", each)
        for each in await services.store.offers.offers_of(guild_id, states)
    ]
    wanted = typed.casefold()
    return [(words[:100], each.offer_id) for words, each in found if wanted in words.casefold()][:25]
