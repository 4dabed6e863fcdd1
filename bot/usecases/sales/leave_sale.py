"""A contributor leaves a sale, or the pool, as long as the buyer does not have the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotInSale, SaleStands
from bot.model.members import Consent
from bot.model.sales import Offer, OfferState
from bot.services import Services
from bot.usecases.sales.deliver_package import WITH_BUYER
from bot.usecases.sales.offer_on_show import offer_on_show

LEAVABLE = (OfferState.OPEN, OfferState.OPT_OUT, OfferState.BUILT)


@dataclass(frozen=True, slots=True)
class PoolStanding:
    """Where a member stands in the pool.

    Attributes:
        pools: whether they pool their listening now.
        members: how many do.
        underway: offers that they were asked about, the newest first; True where they are not in it (any more).
        sold: offers that were delivered with their listening in the package.
    """

    pools: bool
    members: int
    underway: tuple[tuple[Offer, bool], ...]
    sold: tuple[Offer, ...]


async def leave_sale(services: Services, guild_id: int, offer_id: int, member_id: int) -> Offer:
    """Leave one sale and stay in the pool.

    Returns:
        The offer, whose package may have to be built anew.

    Raises:
        UnknownOffer: no such offer here.
        SaleStands: the buyer has the package, or it came to nothing.
        NotInSale: its vote did not ask this member.
    """
    shown = await offer_on_show(services, guild_id, offer_id)
    if shown.offer.state in LEAVABLE and offer_id not in await services.store.offers.asked(guild_id, member_id):
        raise NotInSale
    if not await services.store.offers.leave(guild_id, offer_id, member_id, services.clock.now()):
        raise SaleStands(shown.offer.state)
    return shown.offer


async def leave_pool(services: Services, guild_id: int, member_id: int, display_name: str) -> Sequence[Offer]:
    """Pool no longer: no package that is not delivered yet will hold anything of this member.

    Returns:
        Offers whose packages are built and may have to be built anew.
    """
    now = services.clock.now()
    await services.store.members.see(guild_id, member_id, display_name)
    await services.store.members.set_consent(guild_id, member_id, Consent.POOL, given=False, at=now)
    return await services.store.offers.offers_of(guild_id, [OfferState.BUILT])


async def join_pool(services: Services, guild_id: int, member_id: int, display_name: str) -> None:
    """Pool from now on: votes that open later are this member's, too."""
    await services.store.members.see(guild_id, member_id, display_name)
    await services.store.members.set_consent(guild_id, member_id, Consent.POOL, given=True, at=services.clock.now())


async def stale_packages(services: Services, guild_id: int) -> Sequence[Offer]:
    """Offers whose package is built and holds somebody who has left since."""
    built = await services.store.offers.offers_of(guild_id, [OfferState.BUILT])
    return [each for each in built if not await services.store.packages.is_current(guild_id, each.offer_id)]


async def pool_standing(services: Services, guild_id: int, member_id: int) -> PoolStanding:
    """Where the member stands; for that member alone."""
    offers = services.store.offers
    pooling = {each.member_id for each in await services.store.members.consenting(guild_id, Consent.POOL)}
    asked = await offers.asked(guild_id, member_id)
    holding = await services.store.packages.holding(guild_id, member_id)
    underway, sold = [], []
    for offer in await offers.offers_of(guild_id):
        if offer.state in LEAVABLE and offer.offer_id in asked:
            if offer.state is OfferState.OPEN:  # while it is voted on, a vote against it can still be changed
                out = member_id not in pooling or await offers.has_left(guild_id, offer.offer_id, member_id)
            else:
                out = not await offers.is_in(guild_id, offer.offer_id, member_id)
            underway.append((offer, out))
        elif offer.state in WITH_BUYER and offer.offer_id in holding:
            sold.append(offer)
    return PoolStanding(member_id in pooling, len(pooling), tuple(underway), tuple(sold))
