"""Polls close at their deadline, once, and their results are announced, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.charts.rows import PollRows
from bot.charts.votes import poll_figure
from bot.collective.ballots import merkle_root
from bot.collective.headline import Headline, headline, percent
from bot.collective.tally import Reason, breakdown_withheld, conclude
from bot.model.facts import FactSheet, Words
from bot.model.polls import Choice, Poll, PollResult
from bot.narration.sheets import sale_sheet
from bot.services import Services
from bot.usecases.pictures import Drawing, draw
from bot.usecases.propose_sale import PollOnShow, poll_on_show

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
    """A poll that is decided, as its channel is told."""

    shown: PollOnShow
    result: PollResult
    headline: Headline
    words: Words
    drawing: Drawing


async def close_overdue(services: Services) -> datetime:
    """Close every poll whose deadline has passed, in all servers, and return the moment of the next deadline."""
    polls, now = services.store.polls, services.clock.now()
    for poll in await polls.overdue(now):
        await polls.close(poll.guild_id, poll.poll_id, now, conclude, merkle_root)
    waiting = [poll.terms.closes_at for poll in await polls.open_polls()]
    return min(waiting, default=now + _NOTHING_OPEN)


async def unannounced(services: Services) -> Sequence[Poll]:
    """Closed polls whose channel was not told yet, in all servers."""
    return await services.store.polls.unannounced()


async def outcome_of(services: Services, poll: Poll) -> ClosedPoll:
    """The result of a closed poll, worded and drawn."""
    shown = await poll_on_show(services, poll.guild_id, poll.poll_id)
    result = await services.store.polls.result(poll.guild_id, poll.poll_id)
    assert result is not None  # noqa: S101 - written in the transaction that closed the poll
    conclusion, rules = result.conclusion, poll.terms.rules
    head = headline(conclusion, poll)
    withheld = breakdown_withheld(conclusion)
    rows = PollRows(
        f"Sale to {shown.offer.terms.buyer}: {'passed' if conclusion.passed else 'not passed'}",
        head.turnout,
        conclusion.of(Choice.YES),
        conclusion.of(Choice.NO),
        conclusion.abstain,
        result.electorate,
        rules.quorum,
        rules.threshold,
        withheld,
    )
    return ClosedPoll(
        shown,
        result,
        head,
        Words("", "template") if withheld else await services.narrator.words(_sheet(shown, result, head)),
        await draw(services, poll_figure, rows),
    )


async def announced(services: Services, poll: Poll) -> None:
    """Remember that the channel was told."""
    await services.store.polls.set_announced(poll.guild_id, poll.poll_id, services.clock.now())


def _sheet(shown: PollOnShow, result: PollResult, head: Headline) -> FactSheet:
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
