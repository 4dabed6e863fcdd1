"""A member lets another vote for them, in one poll or in all polls on a topic, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.delegation import delegation_cycle
from bot.errors import BadDelegation
from bot.model.polls import Delegation, Poll
from bot.services import Services


@dataclass(frozen=True, slots=True)
class GivenVote:
    """A delegation that holds.

    Attributes:
        poll: of a poll's; None for a topic's.
    """

    delegation: Delegation
    poll: Poll | None


async def delegate_vote(
    services: Services, guild_id: int, member_id: int, delegate_id: int, poll_id: int | None, topic: str
) -> GivenVote:
    """Let the delegate vote wherever the member does not.

    Raises:
        BadDelegation: to oneself, for neither or both of a poll and a topic, to somebody who is not asked, or in a
            circle.
        UnknownPoll, PollClosed: of a poll's.
    """
    topic = " ".join(topic.split()).casefold()
    if member_id == delegate_id:
        raise BadDelegation("You vote for yourself already.")
    if (poll_id is None) == (not topic):
        raise BadDelegation("Say for which poll (`poll:`) or for which topic (`topic:`), and only one of them.")
    given = Delegation(guild_id, member_id, delegate_id, poll_id, topic)
    await services.store.polls.delegate(given, services.clock.now(), delegation_cycle)
    return GivenVote(given, await services.store.polls.poll(guild_id, poll_id) if poll_id is not None else None)


async def delegations_of(services: Services, guild_id: int, member_id: int) -> list[GivenVote]:
    """What the member has given away and not taken back, but for polls that are closed."""
    found = []
    for given in await services.store.polls.delegations_of(guild_id, member_id):
        poll = await services.store.polls.poll(guild_id, given.poll_id) if given.poll_id is not None else None
        if poll is None or poll.closed_at is None:
            found.append(GivenVote(given, poll))
    return found


async def revoke_delegation(services: Services, guild_id: int, member_id: int, poll_id: int | None, topic: str) -> bool:
    """Take it back; whether there was one."""
    return await services.store.polls.revoke(guild_id, member_id, poll_id, topic)


async def topics(services: Services, guild_id: int) -> list[str]:
    """Topics of this server's latest polls, for suggestions."""
    found = [poll.terms.conduct.topic for poll in await services.store.polls.recent_polls(guild_id)]
    return list(dict.fromkeys(topic for topic in found if topic))
