"""A member votes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.ballots import chain_link, commitment, new_nonce, poll_key
from bot.collective.early import extended_deadline
from bot.model.polls import Choice, Poll, Receipt
from bot.services import Services


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A ballot that is safe on disk, and its receipt.

    Attributes:
        seq: its place in the poll's log.
        replaced: whether an earlier ballot of this member was replaced.
    """

    poll: Poll
    receipt: Receipt
    seq: int
    replaced: bool


async def cast_ballot(services: Services, guild_id: int, poll_id: int, member_id: int, choice: Choice) -> CountedBallot:
    """Store the ballot in one transaction; an earlier one of this member in this poll no longer counts.

    Raises:
        UnknownPoll, PollClosed, NotOnRoll: nothing was counted.
    """
    nonce = new_nonce()
    committed = commitment(poll_key(guild_id, poll_id), choice, nonce)
    result = await services.store.polls.cast(
        guild_id, poll_id, member_id, choice, services.clock.now(), nonce, committed, chain_link, extended_deadline
    )
    return CountedBallot(result.poll, Receipt(guild_id, poll_id, choice, nonce, committed), result.seq, result.replaced)
