"""Cards of polls before they end: being made, to come, open; and lists of them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.collective.headline import choice_name
from bot.model.amounts import counted
from bot.model.polls import ABSTAIN, Choice, Method, Poll, PollState, PollTerms
from bot.usecases.polls.show_poll import ShownPoll
from cogs.render import poll_words as say
from cogs.render.cards import ANSWER, DONE, QUIET, TROUBLE, Block, Button, Card, Menu, Row, Rule, lines, plain
from cogs.render.cards import Choice as Line
from cogs.render.sale import sale_block, sale_buttons, sale_rules

MOST_BUTTONS = 5
"""Up to so many options are buttons on the card itself; more are a menu."""

_STYLES = {
    Choice.YES: ("Yes", discord.ButtonStyle.success),
    Choice.NO: ("No", discord.ButtonStyle.danger),
    Choice.ABSTAIN: ("Abstain", discord.ButtonStyle.secondary),
}
_HOW = "How does this vote work?"


def poll_card(shown: ShownPoll) -> Card:
    """The poll as the channel sees it while it is open or still to open."""
    poll = shown.poll
    blocks: list[Block] = [*_asked(shown), Rule(), rules_block(shown)]
    if poll.state is PollState.SCHEDULED:
        opens = poll.terms.opens_at
        blocks.append(f"**Opens {say.moment(opens)}.**" if opens else "**Opens in a moment.**")
        return Card((*blocks, Row((Button(_HOW, "how_vote", (poll.poll_id,)),))), QUIET)
    return Card((*blocks, f"{turnout_line(shown)}{_log_line(shown)}", *ballot_blocks(poll)))


def _asked(shown: ShownPoll) -> list[Block]:
    if shown.sale is not None:
        return [sale_block(shown.sale), sale_buttons(shown.sale)]
    terms = shown.poll.terms
    options = f"\n{say.option_lines(terms.options)}" if terms.options else ""
    return [f"## {plain(terms.question, 200)}{options}"]


def rules_block(shown: ShownPoll) -> str:
    """Who votes, how, what it needs, what is promised, and until when."""
    poll, terms = shown.poll, shown.poll.terms
    if shown.sale is not None:
        return sale_rules(poll)
    parts = (
        f"**Who votes:** {say.who_votes(poll)}",
        f"**How:** {' '.join(filter(None, (say.METHODS[terms.method], say.needs(terms))))}",
        f"**Ballot:** {say.conduct_words(terms.conduct)}",
        say.delegation_words(terms.conduct),
        say.closing_words(poll),
    )
    return "\n".join(part for part in parts if part)


def turnout_line(shown: ShownPoll) -> str:
    """How many have voted; of a live poll how, from the fifth ballot on."""
    poll, turnout = shown.poll, shown.turnout
    voted = f"**{turnout.ballots} of {turnout.electorate}** have voted."
    if turnout.counts:
        said = ", ".join(f"{plain(choice_name(poll, choice), 40)} {votes}" for choice, votes in turnout.counts if votes)
        unit = {Method.SCORE: "Points", Method.APPROVAL: "Approvals"}.get(poll.terms.method, "So far")
        unit = "First places" if poll.terms.method in (Method.RUNOFF, Method.SCHULZE) else unit
        return f"{voted} {unit}: {said}."
    if poll.terms.conduct.live:
        return f"{voted} Counts are shown once five have."
    return f"{voted} How they voted is hidden until the vote closes."


def _log_line(shown: ShownPoll) -> str:
    """The head of the log: once it was posted here, nobody can write another log that leads up to it."""
    if not shown.casts:
        return ""
    return f"\n-# {counted(shown.casts, 'cast')} in its log, chained up to `{shown.log_head.hex()[:16]}`"


def ballot_blocks(poll: Poll, *, disabled: bool = False) -> list[Block]:
    """What a member votes with."""
    key, method = poll.poll_id, poll.terms.method
    last = [
        Button("Abstain", "vote", (key, ABSTAIN), disabled=disabled),
        Button(_HOW, "how_vote", (key,), disabled=disabled),
    ]
    if method is Method.YES_NO:
        sides = [
            Button(label, "vote", (key, choice), style, disabled=disabled) for choice, (label, style) in _STYLES.items()
        ]
        return [Row((*sides, last[1]))]
    primary = discord.ButtonStyle.primary
    if method in (Method.RUNOFF, Method.SCHULZE):
        return [Row((Button("Rank them", "rank_open", (key,), primary, disabled=disabled), *last))]
    if method is Method.SCORE:
        return [Row((Button("Score them", "score_open", (key,), primary, disabled=disabled), *last))]
    options = poll.terms.options
    if method is Method.SINGLE and len(options) <= MOST_BUTTONS:
        buttons = [
            Button(f"{option.number} {_short(option.label)}", "vote", (key, option.number), primary, disabled=disabled)
            for option in options
        ]
        return [Row(tuple(buttons)), Row(tuple(last))]
    several = method is Method.APPROVAL
    choices = tuple(
        Line(f"{option.number}  {option.label}", str(option.number), option.description) for option in options
    )
    asks = "Choose all that you approve of" if several else "Choose one"
    menu = Menu(asks, "pick", choices, (key,), len(options) if several else 1, disabled)
    return [menu, Row(tuple(last))]


def _short(label: str) -> str:
    return label if len(label) <= 30 else label[:29].rstrip() + "…"


def how_card(shown: ShownPoll) -> Card:
    """What this vote promises, and its three honest limits."""
    poll, terms = shown.poll, shown.poll.terms
    conduct = terms.conduct
    needs = say.needs(terms)
    promises = [
        f"**Who votes:** {say.who_votes(poll)} Who comes later votes next time.",
        f"**How:** {say.METHODS[terms.method]}",
        f"**What it needs:** {needs} Abstentions count as having voted."
        if needs
        else "**What it needs:** nothing but a ballot; the most wins, and a tie decides nothing.",
        f"**Your ballot:** {say.conduct_words(conduct)} You get a receipt that only you see.",
        "**The result** is posted here with turnout and electorate, and nothing is deleted. With fewer than five ballots the counts stay hidden.",
        "**Checking:** `/poll verify` looks your receipt up in the vote's log; anyone can take the log and count again.",
        say.delegation_words(conduct),
        "**Recognisable:** in the log, a ballot that weighs like no other can be recognised by whoever knows whose it is."
        if terms.electorate.weights or conduct.delegation
        else "",
        "**Reminder:** who has not voted is reminded once, by direct message, and can decline."
        if conduct.remind
        else "",
    ]
    listed = "\n".join(f"- {promise}" for promise in promises if promise)
    return Card((f"## How this vote works\n{listed}", Rule(), LIMITS), ANSWER)


LIMITS = (
    "### What it cannot promise\n"
    "- Whoever runs this bot can read ballots that may still be changed.\n"
    "- A receipt lets a member prove how they voted, so it does not protect from pressure.\n"
    "- If everybody votes the same, the result shows how everybody voted."
)
"""The three honest limits of every vote here."""


# --- making one ------------------------------------------------------------------------------------------------------


def preview_card(shown: ShownPoll, draft_id: str) -> Card:
    """To whoever makes it: exactly what voters will see, and the way on."""
    poll = shown.poll
    scheduled = poll.state is PollState.SCHEDULED
    now = (
        f"{counted(poll.electorate, 'member')} would be asked"
        if not scheduled
        else f"{counted(poll.electorate, 'member')} would be asked today; it is looked up when it opens"
    )
    note = f"-# Only you see this. {now}. Once it is open, nothing of it can be changed."
    card = poll_card(shown)
    shown_blocks = [block for block in card.blocks if not isinstance(block, Row | Menu)]
    ways = Row(
        (
            Button(
                "Open it" if not scheduled else "Schedule it", "open_poll", (draft_id,), discord.ButtonStyle.success
            ),
            Button("Correct", "correct_poll", (draft_id,)),
            Button("Drop it", "drop_poll", (draft_id,)),
        )
    )
    voting = [] if scheduled else ballot_blocks(poll, disabled=True)
    return Card((*shown_blocks, *voting, Rule(), note, ways), QUIET)


def draft_card(why: str, draft_id: str) -> Card:
    """To whoever makes it: something cannot be read. What was typed is kept for the form."""
    button = Button("Correct it", "correct_poll", (draft_id,), discord.ButtonStyle.primary)
    return Card((f"{why} Nothing that you typed is lost.", Row((button,))), TROUBLE)


def called_off_card(poll: Poll) -> Card:
    """What stands in the place of the card of a poll that never opened."""
    question = plain(poll.terms.question, 200)
    return Card(
        (
            f"## {question}\n**Called off.** This vote never opened: moderators dropped it, or nobody here was asked by its rules.",
        ),
        QUIET,
    )


def dropped_card() -> Card:
    """To whoever made it: it is gone."""
    return Card(("Dropped. Nothing was opened.",), QUIET)


def made_card(poll: Poll) -> Card:
    """To whoever made it: it stands."""
    opens = poll.terms.opens_at
    if poll.state is PollState.SCHEDULED and opens is not None:
        words = f"Poll {poll.poll_id} opens {say.moment(opens)}, by itself, in this channel."
    else:
        words = f"Poll {poll.poll_id} is open to {counted(poll.electorate, 'member')}. Its card comes in this channel; `/poll show` posts it again if it is deleted."
    return Card((words,), DONE)


# --- lists -----------------------------------------------------------------------------------------------------------


def list_card(polls: Sequence[Poll]) -> Card:
    """This server's polls: open, to come, closed."""
    if not polls:
        return Card(("No poll was held here yet. Moderators make one with `/poll create`.",), QUIET)
    rows = [_listed(poll) for poll in polls]
    return Card(
        ("## Polls", lines(rows, 3600), "-# `/poll show` shows any of them; moderators can post it again."), ANSWER
    )


def _listed(poll: Poll) -> str:
    terms = poll.terms
    when = {
        PollState.OPEN: f"open, closes {discord.utils.format_dt(terms.closes_at, 'R')}",
        PollState.SCHEDULED: "opens "
        + (discord.utils.format_dt(terms.opens_at, "R") if terms.opens_at else "in a moment"),
        PollState.CLOSED: "closed " + (discord.utils.format_dt(poll.closed_at, "R") if poll.closed_at else ""),
    }[poll.state]
    link = card_link(poll)
    title = plain(terms.question, 80)
    return f"**{poll.poll_id}** {f'[{title}]({link})' if link else title} · {say.NAMES[terms.method]} · {when}"


def card_link(poll: Poll) -> str | None:
    """The address of the poll's card; None where it was never posted."""
    if poll.channel_id is None or poll.message_id is None:
        return None
    return f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{poll.message_id}"


def shown_card(card: Card, poll: Poll, *, moderator: bool) -> Card:
    """A poll's card, shown to one member; moderators can post it again."""
    link = card_link(poll)
    where = f"-# Poll {poll.poll_id}. " + (f"[Its card]({link})" if link else "It has no card in a channel yet")
    buttons = [Button("Post it here again", "repost_poll", (poll.poll_id,))]
    if poll.state is PollState.SCHEDULED:
        buttons.append(Button("Call it off", "call_off_poll", (poll.poll_id,), discord.ButtonStyle.danger))
    again = (Row(tuple(buttons)),) if moderator else ()
    return Card((*card.blocks, Rule(), where, *again), card.colour)


def reminder_card(poll: Poll, server: str) -> Card:
    """To a member who has not voted, by direct message."""
    link = card_link(poll)
    return Card(
        (
            f"**{plain(server, 80)}** votes on “{plain(poll.terms.question, 200)}”, and you have not voted yet. It closes {say.moment(poll.terms.closes_at)}."
            + (f"\n[Vote here]({link})" if link else ""),
            "-# You are reminded of a vote once.",
            Row((Button("No more reminders", "no_reminders", (poll.guild_id,)),)),
        ),
        QUIET,
    )


def quiet_card(wanted: bool) -> Card:
    """What a member chose about reminders."""
    words = (
        "You are reminded of votes again."
        if wanted
        else "No more reminders of votes in that server. `/poll reminders` there brings them back."
    )
    return Card((words,), DONE)


def terms_title(terms: PollTerms) -> str:
    """The question as a suggestion names it: short, unescaped."""
    return terms.question if len(terms.question) <= 80 else terms.question[:79].rstrip() + "…"
