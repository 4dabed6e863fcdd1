"""A member votes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.ballot_forms import describe_choice
from bot.collective.ballots import chain_link, commitment, new_nonce, poll_key
from bot.collective.delegation import carried_votes
from bot.collective.early import extended_deadline
from bot.collective.receipts import receipt_words
from bot.errors import NotOnRoll, UnknownPoll
from bot.model.polls import Audience, Poll, Receipt
from bot.services import Services


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A ballot that is safe on disk, and its receipt.

    Attributes:
        poll: as it is with this ballot.
        words: what was chosen; labels stand in it unescaped.
        line: the receipt as one line to copy.
        seq: its place in the poll's log.
        replaced: whether an earlier ballot of this member was replaced.
        votes: what it weighs as things stand: the member's own votes and those that others let them cast; 1 is usual.
        extended: whether this ballot reached the quorum late and moved the deadline.
    """

    poll: Poll
    receipt: Receipt
    words: str
    line: str
    seq: int
    replaced: bool
    votes: int = 1
    extended: bool = False


async def cast_ballot(
    services: Services, guild_id: int, poll_id: int, member_id: int, choice: str, known: Poll | None = None
) -> CountedBallot:
    """Store the ballot in one transaction; an earlier one of this member in this poll no longer counts.

    Args:
        choice: in the form of the poll's method (`bot/collective/ballot_forms.py`).
        known: the poll as it was read some time ago. What a ballot must look like never changes, so it is not read
            again: hundreds may vote within a second. State, deadline and roll are looked at in the transaction.

    Raises:
        UnknownPoll, NotOpenYet, PollClosed, NotOnRoll, AlreadyVoted, BadBallot: nothing was counted.
    """
    polls = services.store.polls
    asked = known or await polls.poll(guild_id, poll_id)
    if asked is None:
        raise UnknownPoll
    words = describe_choice(asked.terms, choice)
    nonce = new_nonce()
    committed = commitment(poll_key(guild_id, poll_id), choice, nonce)
    now = services.clock.now()
    extension = extended_deadline if asked.terms.conduct.extension else None
    try:
        taken = await polls.cast(guild_id, poll_id, member_id, choice, now, nonce, committed, chain_link, extension)
    except NotOnRoll as error:
        raise NotOnRoll(error.opened, pool=asked.terms.electorate.audience is Audience.POOL) from error
    poll = taken.poll
    receipt = Receipt(guild_id, poll_id, choice, nonce, committed)
    return CountedBallot(
        poll,
        receipt,
        words,
        receipt_words(receipt),
        taken.seq,
        taken.replaced,
        await _weight(services, poll, member_id),
        poll.extended_from is not None and asked.extended_from is None,
    )


async def _weight(services: Services, poll: Poll, member_id: int) -> int:
    """What the member's ballot weighs now; the whole box is read only for those whom others let vote."""
    polls, guild_id = services.store.polls, poll.guild_id
    if poll.terms.conduct.delegation and await polls.delegations_to(guild_id, member_id):
        box = await polls.box(guild_id, poll.poll_id)
        return carried_votes(box, delegation=True).votes.get(member_id, 1)
    if not poll.terms.electorate.weights:
        return 1
    entry = await polls.roll_entry(guild_id, poll.poll_id, member_id)
    return entry.votes if entry else 1
