"""Polls open and close at their time, once, and their results are announced, once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.collective.ballot_log import log_seal
from bot.collective.ballots import merkle_root
from bot.collective.early import decided_early
from bot.collective.headline import Headline, headline, percent
from bot.collective.tally import Reason, breakdown_withheld, conclude
from bot.model.facts import FactSheet, Words
from bot.model.polls import BoxContents, Choice, Concluded, Poll, PollResult
from bot.narration.sheets import sale_sheet
from bot.services import Services
from bot.usecases.pictures import Drawing
from bot.usecases.polls.draw_result import draw_result
from bot.usecases.polls.remind_undecided import remind_at
from bot.usecases.polls.show_poll import ShownPoll, show_poll
from bot.usecases.sales.sale_vote import SaleVote

log = logging.getLogger(__name__)

_NOTHING_OPEN = timedelta(hours=1)

_SHAPES: dict[str, Literal["passed", "rejected", "no_quorum", "nobody"]] = {
    Reason.NOBODY_VOTED: "nobody",
    Reason.NO_QUORUM: "no_quorum",
    Reason.ONLY_ABSTENTIONS: "rejected",
    Reason.NOT_OVER_THRESHOLD: "rejected",
    Reason.OVER_THRESHOLD: "passed",
}


@dataclass(frozen=True, slots=True)
class ClosedPoll:
    """A poll that is decided, as its channel is told.

    Attributes:
        headline: labels of options stand in it unescaped.
        words: of a sale, in the narrator's words; else empty.
        seal: what stands for the whole log, and what `docs/recount.py` prints.
    """

    shown: ShownPoll
    result: PollResult
    headline: Headline
    words: Words
    drawing: Drawing
    seal: bytes


class _NotDecided(Exception):
    """A missing ballot could still change the outcome, as the closing transaction sees it."""


async def close_overdue(services: Services) -> list[Poll]:
    """Close every poll whose deadline has passed, in all servers; those that this call closed.

    A box that contradicts itself is not counted: a wrong count is worse than none. Its poll takes no ballots any more,
    the operator finds it in the log, and no other poll waits for it.
    """
    polls, now, closed = services.store.polls, services.clock.now(), []
    for poll in await polls.overdue(now):
        try:
            result = await polls.close(poll.guild_id, poll.poll_id, now, conclude, merkle_root)
        except ValueError:
            log.exception("poll %d of server %d cannot be counted", poll.poll_id, poll.guild_id)
            continue
        if result is not None:
            closed.append(poll)
    return closed


async def close_decided(services: Services, guild_id: int, poll_id: int) -> bool:
    """Close an open poll whose terms say so as soon as no missing ballot could change its outcome; whether it did.

    Looked at twice: cheaply before, and in the closing transaction, where a ballot may have changed meanwhile.
    """
    polls = services.store.polls
    poll = await polls.poll(guild_id, poll_id)
    if poll is None or not poll.terms.conduct.early_close:
        return False
    if not await services.cpu(decided_early, poll, await polls.box(guild_id, poll_id)):
        return False
    try:
        closed = await polls.close(guild_id, poll_id, services.clock.now(), _conclude_decided, merkle_root, early=True)
    except _NotDecided:
        return False
    return closed is not None


def _conclude_decided(poll: Poll, box: BoxContents) -> Concluded:
    if not decided_early(poll, box):
        raise _NotDecided
    return conclude(poll, box)


async def next_moment(services: Services, after: datetime) -> datetime:
    """When something is due next, in any server: an opening, a reminder or a close.

    Args:
        after: the moment as of which everything due was done; what fell due since is due at once.
    """
    polls = services.store.polls
    waiting = [poll.terms.closes_at for poll in await polls.open_polls()]
    waiting += [poll.terms.opens_at for poll in await polls.scheduled() if poll.terms.opens_at is not None]
    waiting += [remind_at(poll) for poll in await polls.unreminded()]
    return min((moment for moment in waiting if moment > after), default=after + _NOTHING_OPEN)


async def unannounced(services: Services) -> Sequence[Poll]:
    """Closed polls whose channel was not told yet, in all servers."""
    return await services.store.polls.unannounced()


async def outcome_of(services: Services, guild_id: int, poll_id: int) -> ClosedPoll:
    """The result of a closed poll, worded and drawn."""
    shown = await show_poll(services, guild_id, poll_id)
    result = await services.store.polls.result(guild_id, poll_id)
    assert result is not None  # noqa: S101 - written in the transaction that closed the poll
    poll, conclusion, sale = shown.poll, result.conclusion, shown.sale
    head = headline(conclusion, poll)
    title, words = poll.terms.question, Words("", "template")
    if sale is not None:
        title = f"Sale to {sale.offer.terms.buyer}: {'passed' if conclusion.passed else 'not passed'}"
        if not breakdown_withheld(conclusion):
            words = await services.narrator.words(_sheet(sale, result, head))
    log = await services.store.polls.log(guild_id, poll_id)
    return ClosedPoll(
        shown,
        result,
        head,
        words,
        await draw_result(services, poll, conclusion, head, title),
        await services.cpu(log_seal, poll, log, result),
    )


async def seal_of(services: Services, poll: Poll) -> bytes | None:
    """What stands for the whole log of a closed poll, and what `docs/recount.py` prints; None while it is open."""
    result = await services.store.polls.result(poll.guild_id, poll.poll_id)
    if result is None:
        return None
    return await services.cpu(log_seal, poll, await services.store.polls.log(poll.guild_id, poll.poll_id), result)


async def announced(services: Services, poll: Poll) -> None:
    """Remember that the channel was told."""
    await services.store.polls.set_announced(poll.guild_id, poll.poll_id, services.clock.now())


def _sheet(shown: SaleVote, result: PollResult, head: Headline) -> FactSheet:
    conclusion = result.conclusion
    return sale_sheet(
        _SHAPES[conclusion.reason],
        offer=f"the sale to {shown.offer.terms.buyer}",
        yes=conclusion.of(Choice.YES),
        no=conclusion.of(Choice.NO),
        abstain=conclusion.abstain,
        turnout=head.turnout.replace(" voted", ""),
        quorum=percent(shown.poll.terms.rules.quorum),
    )
