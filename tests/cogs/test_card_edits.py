from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from types import SimpleNamespace

import discord

from cogs.card_edits import CARD_EVERY, CHANNEL_EVERY, CardEdits
from tests.clock import HeldClock

CHANNEL, GUILD = 5, 1


class Cards:
    """Notes when which card was edited; refuses as often as it is told to."""

    def __init__(self, clock: HeldClock, refusals: int = 0) -> None:
        self.clock, self.refusals = clock, refusals
        self.edited: list[tuple[float, int]] = []
        self.began = clock.now()

    async def edit(self, guild_id: int, poll_id: int) -> None:
        if self.refusals:
            self.refusals -= 1
            raise discord.HTTPException(SimpleNamespace(status=429, reason="Too Many"), "30046")
        self.edited.append(((self.clock.now() - self.began).total_seconds(), poll_id))


async def pass_time(clock: HeldClock, by: timedelta) -> None:
    """Move the clock on second by second, and let everything happen that is due."""
    for _ in range(int(by.total_seconds())):
        clock.advance(seconds=1)
        for _ in range(5):
            await asyncio.sleep(0)


async def test_many_changes_are_one_edit_after_ten_seconds():
    clock = HeldClock()
    cards = Cards(clock)
    edits = CardEdits(clock, cards.edit)
    for _ in range(500):
        edits.touch(CHANNEL, GUILD, 1)
    await pass_time(clock, CARD_EVERY * 3)
    assert cards.edited == [(10.0, 1)]
    await edits.close()


async def test_a_card_is_edited_at_most_once_in_ten_seconds_and_its_channel_once_in_five():
    clock = HeldClock()
    cards = Cards(clock)
    edits = CardEdits(clock, cards.edit)
    for _ in range(60):
        for poll_id in (1, 2, 3):
            edits.touch(CHANNEL, GUILD, poll_id)
        await pass_time(clock, timedelta(seconds=1))
    times = [at for at, _ in cards.edited]
    assert all(late - early >= CHANNEL_EVERY.total_seconds() for early, late in itertools.pairwise(times))
    for poll_id in (1, 2, 3):
        own = [at for at, each in cards.edited if each == poll_id]
        assert len(own) >= 3
        assert all(late - early >= CARD_EVERY.total_seconds() for early, late in itertools.pairwise(own))
    await edits.close()


async def test_a_channel_that_answers_too_many_is_left_alone_for_longer_each_time():
    clock = HeldClock()
    cards = Cards(clock, refusals=3)
    edits = CardEdits(clock, cards.edit)
    edits.touch(CHANNEL, GUILD, 1)
    await pass_time(clock, timedelta(seconds=10 + 10 + 20 + 39))
    assert cards.edited == []
    await pass_time(clock, timedelta(seconds=1))
    assert cards.edited == [(80.0, 1)]
    await edits.close()


async def test_a_card_that_is_forgotten_is_not_edited():
    clock = HeldClock()
    cards = Cards(clock)
    edits = CardEdits(clock, cards.edit)
    edits.touch(CHANNEL, GUILD, 1)
    edits.forget(CHANNEL, GUILD, 1)
    await pass_time(clock, CARD_EVERY * 2)
    assert cards.edited == []
    await edits.close()


async def test_an_edit_under_way_is_brought_to_its_end_before_the_stop():
    clock = HeldClock()
    going_on, ended = asyncio.Event(), []

    async def edit(guild_id: int, poll_id: int) -> None:
        await going_on.wait()
        ended.append(poll_id)

    edits = CardEdits(clock, edit)
    edits.touch(CHANNEL, GUILD, 1)
    await pass_time(clock, CARD_EVERY)
    closing = asyncio.create_task(edits.close())
    await asyncio.sleep(0)
    assert not closing.done()
    going_on.set()
    await closing
    assert ended == [1]
