"""A poll that was written down opens at its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.polls import Poll
from bot.services import Services
from bot.usecases.polls.fix_roll import ListedMember, roll_for


async def polls_to_open(services: Services) -> Sequence[Poll]:
    """Polls that should be open and are not, in all servers."""
    return await services.store.polls.to_open(services.clock.now())


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of a poll's hour.

    Attributes:
        poll: the open poll; None where somebody else has opened it, or where it was called off.
        called_off: nobody fitted its electorate: a vote without voters could never end.
    """

    poll: Poll | None
    called_off: bool = False


async def open_poll(services: Services, poll: Poll, listed: Iterable[ListedMember] | None) -> Opening:
    """Open a scheduled poll to those who are in its electorate now."""
    now = services.clock.now()
    entries = await roll_for(services, poll.guild_id, poll.terms.electorate, now, listed)
    if not entries:
        return Opening(None, await call_off_poll(services, poll))
    return Opening(await services.store.polls.open(poll.guild_id, poll.poll_id, entries, now))


async def call_off_poll(services: Services, poll: Poll) -> bool:
    """Drop a poll that has not opened; whether this did. One that has opened goes on to its end."""
    return await services.store.polls.call_off(poll.guild_id, poll.poll_id)


async def polls_without_card(services: Services) -> list[Poll]:
    """Polls that have not ended and whose card never reached its channel, in all servers."""
    polls = services.store.polls
    return [poll for poll in (*await polls.open_polls(), *await polls.scheduled()) if poll.message_id is None]


async def place_card(services: Services, poll: Poll, channel_id: int, message_id: int) -> None:
    """Remember where a poll's card stands."""
    await services.store.polls.set_message(poll.guild_id, poll.poll_id, channel_id, message_id)
