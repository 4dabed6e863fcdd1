"""An offer with everything that cards about it show; what the verbs of a sale read first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from bot.collective.money import price_words
from bot.errors import SaleStands, UnknownOffer
from bot.model.polls import Poll
from bot.model.sales import Offer, OfferState, OfferTerms
from bot.model.slices import Slice, read_slice
from bot.services import Services


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """An offer as its cards need it.

    Attributes:
        spec: the slice; None of offers from before there was one, which cannot be packed.
        poll: the vote; None while it is a draft.
    """

    offer: Offer
    spec: Slice | None
    poll: Poll | None

    @property
    def price(self) -> str:
        """The whole price, as members read it."""
        return price_words(self.offer.terms.price_cents, self.offer.terms.currency)


async def offer_on_show(services: Services, guild_id: int, offer_id: int, *states: OfferState) -> ShownOffer:
    """The offer as it stands.

    Args:
        states: where it has to stand; none: anywhere.

    Raises:
        UnknownOffer: no such offer here.
        SaleStands: it stands elsewhere.
    """
    offer = await services.store.offers.offer(guild_id, offer_id)
    if offer is None:
        raise UnknownOffer
    if states and offer.state not in states:
        raise SaleStands(offer.state)
    poll = None if offer.poll_id is None else await services.store.polls.poll(guild_id, offer.poll_id)
    spec = read_slice(offer.terms.slice_spec) if offer.terms.slice_spec else None
    return ShownOffer(offer, spec, poll)


def offer_sha256(terms: OfferTerms) -> bytes:
    """SHA-256 over an offer's terms as canonical JSON: 32 bytes."""
    stated = asdict(terms) | {"opt_out": round(terms.opt_out.total_seconds())}
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).digest()


def slice_sold(shown: ShownOffer) -> Slice:
    """The slice that the offer is about.

    Raises:
        SaleStands: it is from before there were slices.
    """
    if shown.spec is None:
        raise SaleStands(shown.offer.state, without_slice=True)
    return shown.spec
