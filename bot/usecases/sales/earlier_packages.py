"""Packages of this server that a new one is held against, as the rules against subtraction want them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.collective.packages.earlier import EarlierPackage
from bot.model import sales
from bot.model.sales import OfferState
from bot.model.slices import read_slice
from bot.services import Services
from bot.usecases.sales.pool_counts import contributor_token


async def earlier_packages(services: Services, guild_id: int, but_for: int) -> list[EarlierPackage]:
    """What a new package is held against; see `kept_packages`."""
    return set_beside(await kept_packages(services, guild_id, but_for))


async def kept_packages(services: Services, guild_id: int, but_for: int) -> list[sales.EarlierPackage]:
    """All that are delivered, and those of other offers that are built and could be.

    A built one that somebody left is not among them: it cannot be delivered any more, and whatever takes its place is
    held against the others by itself.

    Args:
        but_for: the offer that is to be packed; its own build is replaced.
    """
    packages = services.store.packages
    found = [each for each in await packages.with_buyers(guild_id) if each.record.offer_id != but_for]
    for offer in await services.store.offers.offers_of(guild_id, [OfferState.BUILT]):
        if offer.offer_id == but_for or not await packages.is_current(guild_id, offer.offer_id):
            continue
        built = await packages.latest(guild_id, offer.offer_id)
        if built is not None:
            found.append(sales.EarlierPackage(built, await packages.roster(guild_id, offer.offer_id)))
    return found


def set_beside(kept: Sequence[sales.EarlierPackage]) -> list[EarlierPackage]:
    """The same, without names of members."""
    return [
        EarlierPackage(
            read_slice(each.record.slice_spec),
            each.record.cells,
            each.record.contributors,
            {contributor_token(entry.member_id): entry.digest for entry in each.roster},
        )
        for each in kept
    ]
