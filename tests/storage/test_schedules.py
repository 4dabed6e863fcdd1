"""A server's recap is posted once for each moment that it is due, through restarts and however many try."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.model.schedules import Every, Outcome, RecapSchedule, Times
from storage import Store, open_store
from tests.storage.builders import GUILD, NOON, OTHER_GUILD

WEEKLY = Times(Every.WEEK, 1, 9)
CHANNEL = 555
NEXT = NOON + timedelta(days=7)


async def test_a_schedule_is_there_until_it_is_removed(store: Store):
    assert await store.schedules.schedule_of(GUILD) is None
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    assert await store.schedules.schedule_of(GUILD) == RecapSchedule(GUILD, CHANNEL, WEEKLY, NOON)
    assert await store.schedules.schedule_of(OTHER_GUILD) is None
    await store.schedules.remove_schedule(GUILD)
    assert await store.schedules.schedule_of(GUILD) is None


async def test_what_is_due_are_the_moments_that_have_come(store: Store):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    await store.schedules.set_schedule(OTHER_GUILD, CHANNEL, WEEKLY, NEXT)
    assert await store.schedules.due(NOON - timedelta(seconds=1)) == ()
    assert [each.guild_id for each in await store.schedules.due(NOON)] == [GUILD]
    assert await store.schedules.next_due() == NOON


async def test_one_of_many_begins_a_post_and_the_next_moment_is_due(store: Store):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    tries = await asyncio.gather(*(store.schedules.begin(GUILD, NOON, NOON, NEXT, NOON) for _ in range(8)))
    assert sorted(tries) == [False] * 7 + [True]
    found = await store.schedules.schedule_of(GUILD)
    assert found is not None
    assert (found.due_at, found.posting, found.begun_at) == (NEXT, NOON, NOON)


async def test_a_post_that_a_crash_interrupted_is_found_after_it(store: Store, url: str):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    assert await store.schedules.begin(GUILD, NOON, NOON, NEXT, NOON)
    await store.close()
    again = open_store(url)
    assert [each.posting for each in await again.schedules.begun()] == [NOON]
    assert await again.schedules.due(NOON) == ()
    await again.schedules.settle(GUILD, NOON, Outcome.POSTED, NOON)
    assert await again.schedules.begun() == ()
    found = await again.schedules.schedule_of(GUILD)
    assert found is not None
    assert (found.outcome, found.last_at, found.due_at) == (Outcome.POSTED, NOON, NEXT)
    await again.close()


async def test_nothing_is_begun_before_the_one_before_is_settled(store: Store):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    assert await store.schedules.begin(GUILD, NOON, NOON, NEXT, NOON)
    assert not await store.schedules.begin(GUILD, NEXT, NEXT, NEXT + timedelta(days=7), NEXT)


async def test_a_changed_schedule_is_not_begun_for_the_old_moment(store: Store):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    await store.schedules.set_schedule(GUILD, 556, Times(Every.MONTH, 28, 0), NEXT)
    assert not await store.schedules.begin(GUILD, NOON, NOON, NEXT, NOON)
    found = await store.schedules.schedule_of(GUILD)
    assert found is not None
    assert (found.channel_id, found.times) == (556, Times(Every.MONTH, 28, 0))


async def test_settling_twice_or_what_was_removed_changes_nothing(store: Store):
    await store.schedules.set_schedule(GUILD, CHANNEL, WEEKLY, NOON)
    await store.schedules.begin(GUILD, NOON, NOON, NEXT, NOON)
    await store.schedules.settle(GUILD, NOON, Outcome.TOO_FEW, NOON)
    await store.schedules.settle(GUILD, NOON, Outcome.POSTED, NEXT)
    found = await store.schedules.schedule_of(GUILD)
    assert found is not None
    assert (found.outcome, found.last_at) == (Outcome.TOO_FEW, NOON)
    await store.schedules.remove_schedule(GUILD)
    await store.schedules.settle(GUILD, NOON, Outcome.POSTED, NOON)


@pytest.mark.parametrize(
    "times", [Times(Every.WEEK, 8, 9), Times(Every.WEEK, 0, 9), Times(Every.MONTH, 29, 9), Times(Every.MONTH, 1, 24)]
)
async def test_days_and_hours_that_do_not_come_are_refused(store: Store, times: Times):
    with pytest.raises(IntegrityError):
        await store.schedules.set_schedule(GUILD, CHANNEL, times, NOON)
