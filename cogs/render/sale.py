"""Cards about offers and votes."""

from __future__ import annotations

import discord

from bot.collective.headline import percent
from bot.model.amounts import counted
from bot.model.polls import Choice, Poll
from bot.usecases.cast_ballot import CountedBallot
from bot.usecases.close_polls import ClosedPoll
from bot.usecases.propose_sale import PollOnShow
from cogs.render.cards import ANSWER, DONE, QUIET, TROUBLE, Block, Button, Card, Row, Rule, drawing, plain

_STYLES = {
    Choice.YES: ("Yes", discord.ButtonStyle.success),
    Choice.NO: ("No", discord.ButtonStyle.danger),
    Choice.ABSTAIN: ("Abstain", discord.ButtonStyle.secondary),
}


def poll_card(shown: PollOnShow) -> Card:
    """The vote, as the channel sees it while it is open: the offer, the rules, how many have voted, and the buttons."""
    poll = shown.poll
    buttons = [Button(label, "vote", (poll.poll_id, choice), style) for choice, (label, style) in _STYLES.items()]
    return Card(
        (
            _offer(shown),
            Rule(),
            _rules(poll),
            f"**{shown.turnout.ballots} of {shown.turnout.electorate}** have voted. How they voted is hidden until the vote closes.",
            Row((*buttons, Button("How does this vote work?", "how_vote", (poll.poll_id,)))),
        )
    )


def closed_card(outcome: ClosedPoll, link: str) -> Card:
    """What stands in the place of the poll's card after its close: no buttons, and where the result is."""
    shown = outcome.shown
    return Card(
        (_offer(shown), Rule(), f"**This vote is closed.** {outcome.headline}.\n[See the result]({link})"), QUIET
    )


def result_card(outcome: ClosedPoll) -> Card:
    """The result, always with turnout and electorate."""
    passed = outcome.result.conclusion.passed
    terms = outcome.shown.offer.terms
    verdict = "passed" if passed else "did not pass"
    blocks: list[Block] = [
        f"## The sale to {plain(terms.buyer)} {verdict}\n{outcome.words.text}".rstrip(),
        f"**{outcome.headline}.**",
        drawing(outcome.drawing, "result.png"),
    ]
    head = outcome.result.log_head.hex()[:16] or "empty"
    after = (
        f"Price: {outcome.shown.price}. {_share(outcome.shown)} Nothing is handed over by this vote alone."
        if passed
        else "Nothing is sold. What members pooled stays theirs."
    )
    blocks += [
        after,
        f"-# Poll {outcome.shown.poll.poll_id} · {outcome.result.log_entries} casts in its log · log head `{head}`",
    ]
    return Card(tuple(blocks), DONE if passed else QUIET)


def proposed_card(shown: PollOnShow, link: str) -> Card:
    """To the proposer: it stands."""
    return Card(
        (
            f"The vote is open to {counted(shown.poll.electorate, 'member')} who pool their listening here. [See it]({link})",
        ),
        DONE,
    )


def draft_card(why: str) -> Card:
    """To the proposer: a field cannot be read. What was typed is kept for the form."""
    return Card((why, Row((Button("Correct it", "correct_offer", style=discord.ButtonStyle.primary),))), TROUBLE)


def ballot_card(counted: CountedBallot) -> Card:
    """The voter's receipt, for the voter alone."""
    poll, receipt = counted.poll, counted.receipt
    label, _ = _STYLES[receipt.choice]
    before = "It replaces your earlier ballot. " if counted.replaced else ""
    closes = discord.utils.format_dt(poll.terms.closes_at, "R")
    return Card(
        (
            f"## Your ballot: {label}\n{before}It is stored, and it counts. You can change it until the vote closes {closes}.",
            Rule(),
            (
                f"**Receipt** · poll {poll.poll_id}, cast {counted.seq}\n"
                f"```\ncommitment\n{_hex(receipt.commitment)}\nnonce\n{_hex(receipt.nonce)}\n```\n"
                "-# Keep it: the commitment is SHA-256 over poll, choice and nonce, and stands in the poll's log without your name. "
                "It lets you check that your ballot was counted. It would also let you prove to somebody how you voted."
            ),
        ),
        DONE,
    )


def how_card(shown: PollOnShow) -> Card:
    """What this vote promises, and its three honest limits."""
    rules = shown.poll.terms.rules
    return Card(
        (
            (
                "## How this vote works\n"
                f"- **Who votes:** the {counted(shown.poll.electorate, 'member')} who pooled their listening when it opened. One member, one vote; "
                "who joins later votes next time.\n"
                f"- **What it needs:** at least {percent(rules.quorum)} of them must vote, abstentions included, and of those who say yes or no "
                f"more than {percent(rules.threshold)} must say yes.\n"
                "- **Your ballot** is secret, and you can change it until the vote closes. You get a receipt that only you see.\n"
                "- **The result** is hidden until the close, then announced here with turnout and electorate. With fewer than five ballots "
                "the counts stay hidden.\n"
                f"- **The money:** {shown.price} in all. {_share(shown)}"
            ),
            Rule(),
            (
                "### What it cannot promise\n"
                "- Whoever runs this bot can read ballots that may still be changed.\n"
                "- A receipt lets a member prove how they voted, so it does not protect from pressure.\n"
                "- If everybody votes the same, the result shows how everybody voted."
            ),
        ),
        ANSWER,
    )


def _offer(shown: PollOnShow) -> str:
    terms = shown.offer.terms
    return (
        f"## Shall we sell this to {plain(terms.buyer, 100)}?\n"
        f"**Price** {shown.price}. {_share(shown)}\n"
        f"**What is sold** {plain(terms.slice_words, 600)}\n"
        f"**Purpose** {plain(terms.purpose, 600)}"
    )


def _rules(poll: Poll) -> str:
    moment = discord.utils.format_dt(poll.terms.closes_at, "f")
    relative = discord.utils.format_dt(poll.terms.closes_at, "R")
    rules = poll.terms.rules
    return (
        f"Closes {moment} ({relative}). Passes if at least {percent(rules.quorum)} vote and more than {percent(rules.threshold)} of "
        "yes and no are yes."
    )


def _share(shown: PollOnShow) -> str:
    return f"Shared equally, that is {' or '.join(shown.shares)} for each of {counted(shown.split.contributors, 'member')}."


def _hex(digest: bytes) -> str:
    """On two lines, so that a phone shows it whole."""
    text = digest.hex()
    return f"{text[:32]}\n{text[32:]}"
