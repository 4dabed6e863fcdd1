"""What exactly would be sold if the offer passed today, for moderators and for those who vote on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.packages.preview import Preview
from bot.collective.payouts import PayoutPreview, payout_preview
from bot.errors import NotAllowed
from bot.model.sales import OfferState
from bot.services import Services
from bot.usecases.sales.earlier_packages import earlier_packages
from bot.usecases.sales.offer_on_show import ShownOffer, offer_on_show, offer_sha256, slice_sold
from bot.usecases.sales.pool_counts import count_pool, pooling, preview_of

PREVIEWED = "previewed"
"""The step in an offer's log, with the hash of the terms that were looked at."""
_PREVIEWED_IN = (OfferState.DRAFT, OfferState.OPEN, OfferState.OPT_OUT, OfferState.BUILT)
"""Not once the buyer has the package: beside it, today's figures would tell what who left since had played."""


@dataclass(frozen=True, slots=True)
class ShownSlice:
    """An offer, and what a buyer would get of it today.

    Attributes:
        payout: what contributors would get of it today.
    """

    shown: ShownOffer
    preview: Preview
    payout: PayoutPreview


async def preview_slice(
    services: Services, guild_id: int, offer_id: int, member_id: int, *, moderator: bool
) -> ShownSlice:
    """Count the pool for the offer's slice as it is today. Nothing is kept but that a moderator looked.

    Before the vote has closed, of everyone who pools; after it, of those who are still in.

    Raises:
        NotAllowed: neither a moderator nor on the roll of the vote, or pooling while it is a draft.
        PackageRefused, UnsafePackage: the rules leave nothing to sell.
        UnknownOffer, SaleStands: nothing is to be sold any more, or it is sold.
    """
    shown = await offer_on_show(services, guild_id, offer_id, *_PREVIEWED_IN)
    spec = slice_sold(shown)
    contributors = await pooling(services, guild_id)
    if not moderator and not await _votes(services, shown, member_id, contributors):
        raise NotAllowed("moderators and the members who vote on it")
    if shown.offer.state not in (OfferState.DRAFT, OfferState.OPEN):
        still_in = await services.store.offers.contributors(guild_id, offer_id)
        contributors = {each: contributors[each] for each in still_in if each in contributors}
    earlier = await earlier_packages(services, guild_id, offer_id)
    counts = await count_pool(services, guild_id, spec, contributors, earlier)
    preview = await preview_of(services, counts)
    terms = shown.offer.terms
    payout = await services.cpu(payout_preview, terms, dict(enumerate(preview.plays)))
    if moderator and shown.offer.state is OfferState.DRAFT:
        # The terms may have been written anew while the pool was counted: what was looked at is these.
        digest = offer_sha256(terms).hex()
        await services.store.offers.note(guild_id, offer_id, PREVIEWED, member_id, services.clock.now(), digest)
    return ShownSlice(shown, preview, payout)


async def _votes(services: Services, shown: ShownOffer, member_id: int, contributors: dict[int, str]) -> bool:
    if shown.poll is None:
        return member_id in contributors
    roll = await services.store.polls.roll_of(shown.offer.guild_id, shown.poll.poll_id)
    return any(entry.member_id == member_id for entry in roll)
