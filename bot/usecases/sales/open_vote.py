"""An offer is put to the vote of those whose listening it is about."""

from __future__ import annotations

from bot.collective.money import price_words
from bot.collective.packages.earlier import asked_of, require_not_promised
from bot.collective.payouts import demand_feasible
from bot.collective.vote_rules import parse_vote_rules
from bot.errors import EmptyElectorate, NotPreviewed, SaleStands
from bot.model.polls import Audience, Electorate, Poll, PollTerms, RollEntry
from bot.model.sales import OfferState
from bot.services import Services
from bot.usecases.sales.earlier_packages import earlier_packages
from bot.usecases.sales.offer_on_show import offer_on_show, offer_sha256, slice_sold
from bot.usecases.sales.pool_counts import pooling
from bot.usecases.sales.preview_slice import PREVIEWED

RULES_DEFAULT = "Closes: in 3 days\nQuorum: 50 %\nThreshold: 66.7 %"


async def open_vote(
    services: Services, guild_id: int, channel_id: int, offer_id: int, member_id: int, rules: str
) -> Poll:
    """Fix the electorate (members who pool at this moment) and open the poll. The terms cannot be changed any more.

    Args:
        rules: as `parse_vote_rules` reads them.

    Raises:
        BadProposal: the rules cannot be read, or cap and floor do not fit those who pool now; it stays a draft.
        NotPreviewed: no moderator has looked at what would be sold by these very terms.
        EmptyElectorate: nobody pools here.
        PackageRefused: an earlier package stands against the slice, whoever is in it.
        UnknownOffer, SaleStands: it is no draft, or somebody else has just opened it.
    """
    shown = await offer_on_show(services, guild_id, offer_id, OfferState.DRAFT)
    terms = shown.offer.terms
    member = await services.store.members.member(guild_id, member_id)
    zone = member.time_zone if member else "UTC"
    closes_at, needed = parse_vote_rules(rules, services.clock.now(), zone)
    looked_at = offer_sha256(terms).hex()
    steps = await services.store.offers.steps(guild_id, offer_id)
    if not any(each.step == PREVIEWED and each.details == looked_at for each in steps):
        raise NotPreviewed
    contributors = await pooling(services, guild_id)
    if not contributors:
        raise EmptyElectorate
    # After the pool was read: who joined it before then is asked, and was in it when the vote opened.
    now = services.clock.now()
    demand_feasible(terms, len(contributors))
    spec, earlier = slice_sold(shown), await earlier_packages(services, guild_id, offer_id)
    require_not_promised(spec, earlier, now.date())
    asked_of(spec, earlier)
    question = f"Sell this slice to {terms.buyer} for {price_words(terms.price_cents, terms.currency)}?"
    asked = PollTerms(question, closes_at, needed, electorate=Electorate(Audience.POOL))
    made = await services.store.offers.open_vote(guild_id, offer_id, asked, channel_id, member_id, now, terms)
    if made is None:
        raise SaleStands(OfferState.OPEN)
    roll = [RollEntry(each) for each in contributors]
    # None: what keeps polls was quicker, with the same electorate.
    return await services.store.polls.open(guild_id, made.poll_id, roll, now) or made
