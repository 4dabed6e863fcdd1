"""The polls of a server, and who chose what in a public one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from bot.collective.ballot_forms import describe_choice
from bot.errors import BadBallot, NotOnRoll, UnknownPoll
from bot.model.polls import Audience, Poll, PollState
from bot.services import Services

_SUGGESTED = 25


@dataclass(frozen=True, slots=True)
class PublicBallots:
    """Who chose what, by member.

    Attributes:
        ballots: (member id, choice in words); labels stand in it unescaped. Empty for a secret poll.
    """

    poll: Poll
    ballots: tuple[tuple[int, str], ...]


async def find_poll(services: Services, guild_id: int, poll_id: int) -> Poll:
    """The poll as it stands.

    Raises:
        UnknownPoll: no such poll here.
    """
    poll = await services.store.polls.poll(guild_id, poll_id)
    if poll is None:
        raise UnknownPoll
    return poll


async def list_polls(services: Services, guild_id: int) -> tuple[Poll, ...]:
    """The server's polls: those that are open by their deadline, then those to come, then the latest closed ones."""
    recent = await services.store.polls.recent_polls(guild_id)
    open_ones = await services.store.polls.open_polls_of(guild_id)
    coming = [poll for poll in recent if poll.state is PollState.SCHEDULED]
    closed = [poll for poll in recent if poll.state is PollState.CLOSED]
    return (*open_ones, *coming, *closed)


async def suggest_polls(services: Services, guild_id: int, typed: str, *, open_only: bool = False) -> list[Poll]:
    """Polls whose question or number holds what was typed, as `list_polls` orders them."""
    wanted = typed.casefold().strip().removeprefix("#")
    polls = await list_polls(services, guild_id)
    return [
        poll
        for poll in polls
        if (wanted in poll.terms.question.casefold() or str(poll.poll_id).startswith(wanted))
        and (not open_only or poll.state is not PollState.CLOSED)
    ][:_SUGGESTED]


async def public_ballots(services: Services, guild_id: int, poll_id: int) -> PublicBallots:
    """Who chose what in a closed public poll.

    Raises:
        UnknownPoll: no such poll here.
    """
    poll = await find_poll(services, guild_id, poll_id)
    told = await services.store.polls.ballots_by_member(guild_id, poll_id)
    return PublicBallots(poll, tuple((member_id, _words(poll, choice)) for member_id, choice in told))


def ballots_csv(public: PublicBallots) -> bytes:
    """Who chose what, as a file: member ids and choices as they were counted, in words."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(("member_id", "choice"))
    writer.writerows((member_id, _cell(words)) for member_id, words in public.ballots)
    return page.getvalue().encode()


async def own_ballot(services: Services, poll: Poll, member_id: int) -> str | None:
    """What the member has chosen so far, in the form of the poll's method; for that member alone.

    Raises:
        NotOnRoll: they are not asked, so that nobody fills in a ballot in vain.
    """
    polls = services.store.polls
    if await polls.roll_entry(poll.guild_id, poll.poll_id, member_id) is None:
        pool = poll.terms.electorate.audience is Audience.POOL
        raise NotOnRoll(f"{poll.opened_at:%Y-%m-%d %H:%M} UTC", pool=pool)
    ballot = await polls.ballot(poll.guild_id, poll.poll_id, member_id)
    return ballot.choice if ballot else None


def _cell(words: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words


def _words(poll: Poll, choice: str) -> str:
    try:
        return describe_choice(poll.terms, choice)
    except BadBallot:  # of an older version
        return choice
