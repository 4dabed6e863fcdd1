"""What a vote is about that decides on an offer: shown beside the poll."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.money import price_words
from bot.collective.payouts import SharePreview, preview
from bot.errors import UnknownPoll
from bot.model.polls import Poll
from bot.model.sales import Offer
from bot.services import Services


@dataclass(frozen=True, slots=True)
class SaleVote:
    """An offer, as its vote's card shows it.

    Attributes:
        split: what equal parts would be among everyone who is asked.
    """

    poll: Poll
    offer: Offer
    split: SharePreview

    @property
    def price(self) -> str:
        """The whole price, as members read it."""
        return price_words(self.offer.terms.price_cents, self.offer.terms.currency)

    @property
    def shares(self) -> tuple[str, ...]:
        """What each would get of equal parts: one amount, or two that differ by a cent."""
        amounts = dict.fromkeys((self.split.low_cents, self.split.high_cents))
        return tuple(price_words(cents, self.offer.terms.currency) for cents in amounts)


async def sale_vote(services: Services, poll: Poll) -> SaleVote:
    """The offer that a poll decides on.

    Raises:
        UnknownPoll: it is about no offer.
    """
    offer = await services.store.offers.offer(poll.guild_id, poll.offer_id) if poll.offer_id else None
    if offer is None:
        raise UnknownPoll
    return SaleVote(poll, offer, preview(offer.terms.price_cents, max(poll.electorate, 1)))
