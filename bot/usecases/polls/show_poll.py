"""What a channel sees of a poll: everything but how the ballots fell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.collective.tally import WITHHELD_UNDER, votes_so_far
from bot.errors import UnknownPoll
from bot.model.polls import Poll, PollState, Turnout
from bot.services import Services
from bot.usecases.sales.sale_vote import SaleVote, sale_vote

_COUNTED_HERE = 300
"""More ballots than this are counted in a worker."""


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """A poll, ready for its card.

    Attributes:
        turnout: how many voted; with counts where results are live and at least five have voted.
        sale: the offer that is voted on; None for a poll about anything else.
        casts: length of the log.
        log_head: its last chain value; what is posted now and then cannot be rewritten later.
    """

    poll: Poll
    turnout: Turnout
    sale: SaleVote | None = None
    casts: int = 0
    log_head: bytes = b""

    @property
    def open(self) -> bool:
        """Whether ballots are taken."""
        return self.poll.state is PollState.OPEN


async def show_poll(services: Services, guild_id: int, poll_id: int) -> ShownPoll:
    """The poll as its channel may see it now.

    Raises:
        UnknownPoll: no such poll in this server.
    """
    poll = await services.store.polls.poll(guild_id, poll_id)
    if poll is None:
        raise UnknownPoll
    turnout = await services.store.polls.turnout(guild_id, poll_id)
    if poll.terms.conduct.live and poll.state is PollState.OPEN and turnout.ballots >= WITHHELD_UNDER:
        turnout = replace(turnout, counts=await _live_counts(services, poll))
    sale = None if poll.offer_id is None else await sale_vote(services, poll)
    end = await services.store.polls.log_end(guild_id, poll_id)
    return ShownPoll(poll, turnout, sale, end.seq if end else 0, end.chain if end else b"")


async def _live_counts(services: Services, poll: Poll) -> tuple[tuple[str, int], ...]:
    box = await services.store.polls.box(poll.guild_id, poll.poll_id)
    if len(box.ballots) <= _COUNTED_HERE:
        return votes_so_far(poll, box)
    return await services.cpu(votes_so_far, poll, box)
