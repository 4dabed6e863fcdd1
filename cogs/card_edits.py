"""Cards of open polls are brought up to date now and then, far from Discord's limits.

Discord takes about three edits of messages over an hour old in six seconds of a channel (error 30046). So a change
only marks its card; a card is edited at most once in `CARD_EVERY`, two cards of one channel are `CHANNEL_EVERY` apart,
and a channel that answers "too many" is left alone for longer each time. What happened meanwhile comes with the next
edit, and so turnout is seen in batches that do not line up with the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import discord

from bot.services import Clock

log = logging.getLogger(__name__)

CARD_EVERY = timedelta(seconds=10)
CHANNEL_EVERY = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=5)
_TOO_MANY = 429
_PATIENCE_S = 5
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

Key = tuple[int, int]
"""Guild and poll."""


@dataclass(slots=True)
class _Channel:
    """What waits in one channel: poll -> the earliest moment of its card's edit."""

    due: dict[Key, datetime] = field(default_factory=dict)
    free_at: datetime = _LONG_AGO
    pause: timedelta = CHANNEL_EVERY
    work: asyncio.Task[None] | None = None
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)


class CardEdits:
    """Which cards are to be edited, and when.

    Args:
        clock: of the services.
        edit: edits the card of a poll, and does nothing where there is none to edit.
    """

    def __init__(self, clock: Clock, edit: Callable[[int, int], Awaitable[None]]) -> None:
        self._clock = clock
        self._edit = edit
        self._channels: dict[int, _Channel] = {}

    def touch(self, channel_id: int, guild_id: int, poll_id: int) -> None:
        """This poll's card is out of date."""
        channel = self._channels.setdefault(channel_id, _Channel())
        channel.due.setdefault((guild_id, poll_id), self._clock.now() + CARD_EVERY)
        if channel.work is None or channel.work.done():
            channel.work = asyncio.create_task(self._keep_up(channel), name=f"edit cards in channel {channel_id}")

    def forget(self, channel_id: int, guild_id: int, poll_id: int) -> None:
        """This poll's card gets its last edit from elsewhere."""
        if channel := self._channels.get(channel_id):
            channel.due.pop((guild_id, poll_id), None)

    async def close(self) -> None:
        """Stop, after the edits under way; what is stored is complete, and the cards follow after the next start."""
        works = [(channel.work, channel.busy) for channel in self._channels.values() if channel.work is not None]
        await asyncio.gather(*(stopped(work, busy) for work, busy in works))

    async def _keep_up(self, channel: _Channel) -> None:
        while channel.due:
            key = min(channel.due, key=lambda each: channel.due[each])
            await self._clock.sleep_until(max(channel.due[key], channel.free_at))
            if channel.due.pop(key, None) is not None:  # else it was closed meanwhile
                async with channel.busy:
                    await self._edit_one(channel, key)

    async def _edit_one(self, channel: _Channel, key: Key) -> None:
        began = self._clock.now()
        try:
            await self._edit(*key)
            channel.pause = CHANNEL_EVERY
        except discord.HTTPException as error:
            if error.status == _TOO_MANY:
                channel.pause = min(channel.pause * 2, _LONGEST_PAUSE)
                channel.due.setdefault(key, began + channel.pause)
            log.warning("a poll's card could not be edited: %s", error)
        channel.free_at = began + channel.pause


async def stopped(work: asyncio.Task[None], busy: asyncio.Lock) -> None:
    """Cancel a task while it sleeps: what it does while it holds the lock, it first brings to an end.

    A request that hangs is not waited for longer than `_PATIENCE_S`.
    """
    try:
        await asyncio.wait_for(busy.acquire(), _PATIENCE_S)
    except TimeoutError:
        log.warning("%s did not come to an end", work.get_name())
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
