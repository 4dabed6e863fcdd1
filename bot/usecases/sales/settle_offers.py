"""What happens to offers by itself: a closed vote is drawn, and a package is built when the time to leave is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model.sales import Offer, OfferState
from bot.services import Services

_NOTHING_WAITS = timedelta(hours=1)


async def settle_votes(services: Services) -> Sequence[Offer]:
    """Offers of all servers whose vote has closed: they passed, and members can leave for a while, or they failed.

    Returns:
        Those that were settled now, as they stand.
    """
    settled = []
    for offer in await services.store.offers.undecided():
        result = None
        if offer.poll_id is not None:
            result = await services.store.polls.result(offer.guild_id, offer.poll_id)
        if result is None:
            continue
        now = services.clock.now()
        passed = result.conclusion.passed
        step = await services.store.offers.step(
            offer.guild_id,
            offer.offer_id,
            [OfferState.OPEN],
            OfferState.OPT_OUT if passed else OfferState.FAILED,
            "passed" if passed else "failed",
            None,
            now,
            opt_out_until=now + offer.terms.opt_out if passed else None,
        )
        found = await services.store.offers.offer(offer.guild_id, offer.offer_id)
        if step is not None and found is not None:
            settled.append(found)
    return settled


async def ripe_offers(services: Services) -> Sequence[Offer]:
    """Offers of all servers that passed and whose time to leave is over: their packages are to be built."""
    return [each for each in await services.store.offers.ripe(services.clock.now()) if each.terms.slice_spec]


async def next_settling(services: Services, after: datetime) -> datetime:
    """When the next time to leave is over.

    Args:
        after: the moment as of which everything ripe was looked at; what has ripened since is due at once.
    """
    return await services.store.offers.next_ripe(after) or after + _NOTHING_WAITS
