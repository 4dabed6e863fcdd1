"""Packages that buyers of this server have, as the rules against subtraction want them."""

from __future__ import annotations

from bot.collective.packages.earlier import EarlierPackage
from bot.model.sales import OfferState
from bot.model.slices import read_slice
from bot.services import Services
from bot.usecases.sales.pool_counts import contributor_token


async def earlier_packages(services: Services, guild_id: int, but_for: int) -> list[EarlierPackage]:
    """What a new package is held against: all that are delivered, and built ones of other offers.

    Args:
        but_for: the offer that is to be packed; its own build is replaced.
    """
    packages = services.store.packages
    found = [
        (each.record, each.roster) for each in await packages.with_buyers(guild_id) if each.record.offer_id != but_for
    ]
    for offer in await services.store.offers.offers_of(guild_id, [OfferState.BUILT]):
        built = await packages.latest(guild_id, offer.offer_id)
        if built is not None and offer.offer_id != but_for:
            found.append((built, await packages.roster(guild_id, offer.offer_id)))
    return [
        EarlierPackage(
            read_slice(record.slice_spec),
            record.cells,
            record.contributors,
            {contributor_token(each.member_id): each.digest for each in roster},
        )
        for record, roster in found
    ]
