"""An offer is put to the vote of those whose listening it is about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.money import price_words
from bot.collective.payouts import SharePreview, preview
from bot.collective.proposal import parse_buyer, parse_price, parse_purpose, parse_slice
from bot.collective.vote_rules import parse_vote_rules
from bot.errors import EmptyElectorate, UnknownPoll
from bot.model.members import Consent
from bot.model.polls import Poll, PollState, PollTerms, Turnout
from bot.model.sales import Offer, OfferTerms
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Draft:
    """An offer as a moderator types it; nothing in it is checked yet."""

    buyer: str = ""
    price: str = ""
    slice: str = ""
    purpose: str = ""
    rules: str = "Closes: in 3 days\nQuorum: 50 %\nThreshold: 66.7 %"


@dataclass(frozen=True, slots=True)
class PollOnShow:
    """What the channel sees of an open poll: everything but how the ballots fell."""

    poll: Poll
    offer: Offer
    turnout: Turnout
    split: SharePreview

    @property
    def price(self) -> str:
        """The whole price, as members read it."""
        return price_words(self.offer.terms.price_cents, self.offer.terms.currency)

    @property
    def shares(self) -> tuple[str, ...]:
        """What each contributor would get: one amount, or two that differ by a cent."""
        amounts = dict.fromkeys((self.split.low_cents, self.split.high_cents))
        return tuple(price_words(cents, self.offer.terms.currency) for cents in amounts)

    @property
    def open(self) -> bool:
        """Whether ballots are taken."""
        return self.poll.state is PollState.OPEN


async def propose_sale(
    services: Services, guild_id: int, channel_id: int, proposer_id: int, proposer_name: str, draft: Draft
) -> PollOnShow:
    """Check the offer, fix the electorate (members who pool at this moment) and open the poll.

    Raises:
        BadProposal: a field cannot be read; nothing is stored.
        EmptyElectorate: nobody pools here.
    """
    now = services.clock.now()
    await services.store.members.see(guild_id, proposer_id, proposer_name)
    proposer = await services.store.members.member(guild_id, proposer_id)
    price_cents, currency = parse_price(draft.price)
    terms = OfferTerms(
        parse_buyer(draft.buyer), price_cents, currency, parse_slice(draft.slice), parse_purpose(draft.purpose)
    )
    closes_at, rules = parse_vote_rules(draft.rules, now, proposer.time_zone if proposer else "UTC")
    electorate = [each.member_id for each in await services.store.members.consenting(guild_id, Consent.POOL)]
    if not electorate:
        raise EmptyElectorate
    question = f"Sell this slice to {terms.buyer} for {price_words(price_cents, currency)}?"
    poll = await services.store.polls.open_sale(
        guild_id, terms, PollTerms(question, closes_at, rules), electorate, proposer_id, channel_id, now
    )
    return await poll_on_show(services, guild_id, poll.poll_id)


async def poll_on_show(services: Services, guild_id: int, poll_id: int) -> PollOnShow:
    """What the channel may see of a poll now.

    Raises:
        UnknownPoll: no such poll on an offer in this server.
    """
    poll = await services.store.polls.poll(guild_id, poll_id)
    if poll is None:
        raise UnknownPoll
    return await sale_on_show(services, poll, await services.store.polls.turnout(guild_id, poll_id))


async def sale_on_show(services: Services, poll: Poll, turnout: Turnout) -> PollOnShow:
    """The offer that a poll is about, beside it.

    Raises:
        UnknownPoll: it is about no offer.
    """
    offer = await services.store.polls.offer(poll.guild_id, poll.offer_id) if poll.offer_id else None
    if offer is None:
        raise UnknownPoll
    return PollOnShow(poll, offer, turnout, preview(offer.terms.price_cents, poll.electorate))
