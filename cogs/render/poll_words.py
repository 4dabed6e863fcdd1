"""How a poll is held, in plain words."""

from __future__ import annotations

from datetime import datetime, timedelta

import discord

from bot.collective.headline import percent
from bot.model.amounts import counted
from bot.model.polls import Audience, Conduct, Electorate, Method, Option, Poll, PollState, PollTerms
from cogs.render.cards import plain

METHODS = {
    Method.YES_NO: "Say yes or no, or abstain.",
    Method.SINGLE: "Choose one. The most votes win.",
    Method.APPROVAL: "Choose as many as you like. The most approvals win.",
    Method.RUNOFF: (
        "Rank as many as you like. While none has more than half, the one with the fewest first places leaves, and its ballots go on "
        "to their next choice."
    ),
    Method.SCHULZE: (
        "Rank as many as you like. Every two options meet in a duel; who wins every duel wins, and the strongest chains of duels "
        "settle a circle (Schulze's method)."
    ),
    Method.SCORE: "Give each option 0 to 5. The highest sum wins.",
}

NAMES = {
    Method.YES_NO: "Yes or no",
    Method.SINGLE: "Choose one",
    Method.APPROVAL: "Choose several",
    Method.RUNOFF: "Rank them: instant runoff",
    Method.SCHULZE: "Rank them: duels (Condorcet, Schulze)",
    Method.SCORE: "Score them from 0 to 5",
}
"""What methods are called where one is chosen."""

_OPTIONS_ROOM = 2400
"""Characters for all options of a card."""
_CUTS = ((80, 100), (80, 60), (70, 30), (60, 0), (40, 0))
"""Longest label and description, from the roomiest; the first that fits is used."""


def moment(at: datetime) -> str:
    """A moment on the reader's own clock, and how far off it is."""
    return f"{discord.utils.format_dt(at, 'f')} ({discord.utils.format_dt(at, 'R')})"


def option_lines(options: tuple[Option, ...]) -> str:
    """Every option on a line of its own, numbered; descriptions are cut where there is no room for all of them."""
    text = ""
    for label, description in _CUTS:
        text = "\n".join(_option(option, label, description) for option in options)
        if len(text) <= _OPTIONS_ROOM:
            break
    return text


def _option(option: Option, label: int, description: int) -> str:
    words = f"{option.number}\\. **{plain(option.label, label)}**"
    return f"{words} · {plain(option.description, description)}" if option.description and description else words


def audience_words(electorate: Electorate) -> str:
    """Whom a poll asks: "everyone here", "members with @Board or @Staff, here for at least 30 days"."""
    words = "everyone here"
    if electorate.audience is Audience.POOL:
        words = "members who pool their listening for sales"
    elif electorate.audience is Audience.ROLES:
        words = f"members with {' or '.join(f'<@&{role_id}>' for role_id in electorate.role_ids)}"
    if electorate.member_days:
        words += f", here for at least {counted(electorate.member_days, 'day')}"
    if electorate.account_days:
        words += f", with an account of at least {counted(electorate.account_days, 'day')}"
    return words


def weight_words(electorate: Electorate) -> str:
    """One member, one vote; or openly, which roles have more."""
    if not electorate.weights:
        return "One member, one vote."
    listed = ", ".join(f"<@&{role_id}> {votes} votes" for role_id, votes in electorate.weights)
    return f"**Votes weigh differently:** {listed} (the highest counts); everyone else 1 vote."


def who_votes(poll: Poll) -> str:
    """The electorate: fixed with its number once the poll is open."""
    words = audience_words(poll.terms.electorate)
    if poll.state is PollState.SCHEDULED:
        return f"{words}, as they are when it opens. {weight_words(poll.terms.electorate)}"
    return f"{words}, as they were when it opened: {counted(poll.electorate, 'member')}. {weight_words(poll.terms.electorate)}"


def needs(terms: PollTerms) -> str:
    """What the result needs to hold; "" where the most is enough."""
    parts = []
    if terms.rules.quorum:
        parts.append(f"at least {percent(terms.rules.quorum)} vote")
    share = percent(terms.rules.threshold)
    if terms.method is Method.YES_NO:
        parts.append(f"more than {share} of yes and no are yes")
    elif terms.rules.threshold:
        parts.append(f"the first has more than {share} of {_whole(terms.method)}")
    verb = "Passes" if terms.method is Method.YES_NO else "Counts"
    return f"{verb} if {' and '.join(parts)}." if parts else ""


def _whole(method: Method) -> str:
    return "all points there could be" if method is Method.SCORE else "the ballots that take a side"


def conduct_words(conduct: Conduct) -> str:
    """What voters are promised: secrecy, when counts are shown, whether a ballot can be changed."""
    secret = (
        "secret, nobody is shown who chose what"
        if conduct.secret
        else "**public**, at the close everyone sees who chose what"
    )
    live = "counts are shown from the fifth ballot on" if conduct.live else "counts are hidden until the close"
    change = "you can change your ballot until the close" if conduct.changeable else "**a ballot is final**"
    return f"{secret}; {live}; {change}."


def closing_words(poll: Poll) -> str:
    """When it closes, and what may move that."""
    terms = poll.terms
    words = f"**Closes:** {moment(terms.closes_at)}"
    if terms.conduct.early_close:
        words += ", or as soon as no missing ballot could change the outcome"
    words += "."
    if poll.extended_from is not None:
        words += f" **Extended:** the quorum was reached late; it would have closed {discord.utils.format_dt(poll.extended_from, 'f')}."
    elif terms.conduct.extension:
        words += f" If the quorum is reached with less than {span(terms.conduct.extension)} left, it stays open that long, once."
    return words


def delegation_words(conduct: Conduct) -> str:
    """How to let another vote; "" where the poll has no delegation."""
    if not conduct.delegation:
        return ""
    topic = f", for this poll or for the topic “{plain(conduct.topic)}”" if conduct.topic else ""
    return f"**Delegation:** `/poll delegate` lets another member vote for you{topic}. Your own ballot goes before it."


def span(length: timedelta) -> str:
    """A length of time: "2 hours", "45 minutes", "3 days"."""
    minutes = length // timedelta(minutes=1)
    for unit, size in (("day", 1440), ("hour", 60)):
        if minutes % size == 0 and minutes >= size:
            return counted(minutes // size, unit)
    return counted(minutes, "minute")
