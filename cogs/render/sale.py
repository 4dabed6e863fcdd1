"""Cards about offers, and what an offer adds to the cards of the vote on it (`cogs/render/polls.py`)."""

from __future__ import annotations

import discord

from bot.collective.headline import percent
from bot.model.amounts import counted
from bot.model.polls import Poll
from bot.usecases.propose_sale import PollOnShow
from cogs.render.cards import DONE, TROUBLE, Button, Card, Row, plain


def sale_block(shown: PollOnShow) -> str:
    """What is offered, at the top of the vote's card."""
    terms = shown.offer.terms
    return (
        f"## Shall we sell this to {plain(terms.buyer, 100)}?\n"
        f"**Price** {shown.price}. {share_words(shown)}\n"
        f"**What is sold** {plain(terms.slice_words, 600)}\n"
        f"**Purpose** {plain(terms.purpose, 600)}"
    )


def sale_rules(poll: Poll) -> str:
    """When the vote on an offer closes, and what it needs."""
    moment = discord.utils.format_dt(poll.terms.closes_at, "f")
    relative = discord.utils.format_dt(poll.terms.closes_at, "R")
    rules = poll.terms.rules
    return (
        f"Closes {moment} ({relative}). Passes if at least {percent(rules.quorum)} vote and more than {percent(rules.threshold)} of "
        "yes and no are yes."
    )


def sale_verdict(shown: PollOnShow, *, passed: bool) -> str:
    """The result of the vote on an offer, as its card's title."""
    return f"The sale to {plain(shown.offer.terms.buyer)} {'passed' if passed else 'did not pass'}"


def sale_aftermath(shown: PollOnShow, *, passed: bool) -> str:
    """What follows from the vote."""
    if passed:
        return f"Price: {shown.price}. {share_words(shown)} Nothing is handed over by this vote alone."
    return "Nothing is sold. What members pooled stays theirs."


def share_words(shown: PollOnShow) -> str:
    """What each contributor would get."""
    return f"Shared equally, that is {' or '.join(shown.shares)} for each of {counted(shown.split.contributors, 'member')}."


def proposed_card(shown: PollOnShow) -> Card:
    """To the proposer: it stands."""
    return Card(
        (
            f"The vote is open to {counted(shown.poll.electorate, 'member')} who pool their listening here. Its card comes in this channel.",
        ),
        DONE,
    )


def draft_card(why: str) -> Card:
    """To the proposer: a field cannot be read. What was typed is kept for the form."""
    return Card((why, Row((Button("Correct it", "correct_offer", style=discord.ButtonStyle.primary),))), TROUBLE)
