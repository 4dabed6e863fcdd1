"""Cards about offers, and what an offer adds to the cards of the vote on it (`cogs/render/polls.py`)."""

from __future__ import annotations

import discord

from bot.collective.headline import percent
from bot.collective.money import price_words
from bot.model.amounts import counted
from bot.model.polls import Poll
from bot.model.sales import Inclusion, OfferTerms, Split
from bot.model.slices import read_slice
from bot.usecases.sales.sale_vote import SaleVote
from cogs.render.cards import Button, Row, plain


def sale_block(shown: SaleVote) -> str:
    """What is offered, at the top of the vote's card."""
    terms = shown.offer.terms
    return (
        f"## Shall we sell this to {plain(terms.buyer, 100)}?\n"
        f"**Price** {shown.price}. {share_words(shown)}\n"
        f"**What is sold** {plain(terms.slice_words, 300)}{_sums(terms)}\n"
        f"**Whose** {whose_words(terms)}\n"
        f"**Purpose** {plain(terms.purpose, 300)}"
        + (f"\n**Terms of use** {plain(terms.licence, 600)}" if terms.licence else "")
    )


def sale_buttons(shown: SaleVote) -> Row:
    """What a voter can look at before voting."""
    return Row((Button("What exactly would be sold?", "preview_offer", (shown.offer.offer_id,)),))


def whose_words(terms: OfferTerms) -> str:
    """Whose listening is in the package, and how they leave it."""
    inside = (
        "Only of those who vote yes." if terms.inclusion is Inclusion.YES else "Of everyone asked who does not vote no."
    )
    if not terms.opt_out:
        return f"{inside} After the vote everybody can leave until the package is delivered."
    days = counted(terms.opt_out.days, "day")
    return f"{inside} After the vote everybody has {days} to leave, and longer as long as it is not delivered."


def split_words(terms: OfferTerms) -> str:
    """How the price is divided."""
    if terms.split is Split.EQUAL:
        return "in equal parts"
    bounds = [
        *([f"at least {price_words(terms.floor_cents, terms.currency)}"] if terms.floor_cents else []),
        *([f"at most {price_words(terms.cap_cents, terms.currency)}"] if terms.cap_cents is not None else []),
    ]
    return "by how much each one played" + (f", {' and '.join(bounds)} each" if bounds else "")


def sale_rules(poll: Poll) -> str:
    """When the vote on an offer closes, and what it needs."""
    moment = discord.utils.format_dt(poll.terms.closes_at, "f")
    relative = discord.utils.format_dt(poll.terms.closes_at, "R")
    rules = poll.terms.rules
    return (
        f"Closes {moment} ({relative}). Passes if at least {percent(rules.quorum)} vote and more than {percent(rules.threshold)} of "
        "yes and no are yes."
    )


def sale_verdict(shown: SaleVote, *, passed: bool) -> str:
    """The result of the vote on an offer, as its card's title."""
    return f"The sale to {plain(shown.offer.terms.buyer)} {'passed' if passed else 'did not pass'}"


def sale_aftermath(shown: SaleVote, *, passed: bool) -> str:
    """What follows from the vote."""
    if passed:
        offer = shown.offer
        days = counted(offer.terms.opt_out.days, "day")
        leave = f"has {days} to leave, and longer as long as" if offer.terms.opt_out else "can leave as long as"
        whose = (
            "of those who voted yes"
            if offer.terms.inclusion is Inclusion.YES
            else "of everyone asked who did not vote no"
        )
        return (
            f"Price: {shown.price}. {share_words(shown)}\nThe package will hold sums {whose}. Whoever does not want to be in it "
            f"{leave} it is not delivered: `/pool leave sale:{offer.offer_id}`. `/sale status` shows every step."
        )
    return "Nothing is sold. What members pooled stays theirs."


def share_words(shown: SaleVote) -> str:
    """What each contributor would get."""
    if shown.offer.terms.split is Split.CONTRIBUTION:
        return f"Divided {split_words(shown.offer.terms)}."
    return f"Shared equally, that is {' or '.join(shown.shares)} for each of {counted(shown.split.contributors, 'member')}."


def _sums(terms: OfferTerms) -> str:
    if not terms.slice_spec:
        return ""
    least = read_slice(terms.slice_spec).min_contributors
    return f": sums over at least {least} members each, no rows about single members"
