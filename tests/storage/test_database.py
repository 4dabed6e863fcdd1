import asyncio
import gc
import time

import pytest
from sqlalchemy import text

from bot.model.polls import Choice, Turnout
from storage import Store
from storage.blobs import names_of
from tests.storage.builders import ADA, BO, GUILD, OTHER_GUILD, Play, listens_ipc, plays, upload
from tests.storage.votes import cast, open_poll


async def enter(store: Store) -> None:
    async with store.guild_writes(GUILD):
        pass


async def test_a_guilds_uploads_wait_for_one_another_and_other_guilds_do_not(store: Store):
    order = []
    inside, leave = asyncio.Event(), asyncio.Event()

    async def first():
        async with store.guild_writes(GUILD):
            inside.set()
            await leave.wait()
            order.append("first")

    async def second():
        await inside.wait()
        async with store.guild_writes(GUILD):
            order.append("second")

    async def elsewhere():
        await inside.wait()
        async with store.guild_writes(OTHER_GUILD):
            order.append("elsewhere")
        leave.set()

    await asyncio.gather(first(), second(), elsewhere())
    assert order == ["elsewhere", "first", "second"]


async def test_tasks_started_inside_are_inside_and_outlast_it_as_strangers(store: Store):
    later = asyncio.Event()

    async def enter_later() -> None:
        await later.wait()
        await enter(store)

    async with store.guild_writes(GUILD):
        await asyncio.wait_for(enter(store), 5)
        left_over = asyncio.create_task(enter_later())
    async with store.guild_writes(GUILD):
        later.set()
        for _ in range(10):
            await asyncio.sleep(0)
        assert not left_over.done()
    await left_over


async def test_a_task_that_outlasted_its_block_waits_and_is_waited_for(store: Store):
    begin, inside, leave = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def stay() -> None:
        await begin.wait()
        async with store.guild_writes(GUILD):
            inside.set()
            await leave.wait()

    async with store.guild_writes(GUILD):
        left_over = asyncio.create_task(stay())
    begin.set()
    await inside.wait()
    outsider = asyncio.create_task(enter(store))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not outsider.done()
    leave.set()
    await asyncio.gather(left_over, outsider)


async def test_writers_that_wait_leave_room_for_readers(store: Store):
    async with store._database.writing(GUILD):
        waiting = [asyncio.create_task(store.members.see(GUILD, number, "x")) for number in range(20)]
        await asyncio.wait(waiting, timeout=0.05)
        assert await asyncio.wait_for(store.members.member(GUILD, ADA), 5) is None
    await asyncio.gather(*waiting)


async def test_whoever_is_inside_may_enter_again_and_nobody_else(store: Store):
    async with store.guild_writes(GUILD):
        await store.members.see(GUILD, ADA, "Ada")
        async with store.guild_writes(GUILD):
            await store.members.erase(GUILD, ADA)
        waiting = asyncio.create_task(upload(store, GUILD, BO, plays("A")))
        await store.catalogue.intern(GUILD, names_of([listens_ipc(plays("B"))], []))
        assert not waiting.done()
    await waiting


async def test_a_guilds_lock_is_free_after_an_error(store: Store):
    with pytest.raises(ZeroDivisionError):
        async with store.guild_writes(GUILD):
            raise ZeroDivisionError
    await asyncio.wait_for(upload(store, GUILD, ADA, plays("A")), 10)


async def test_a_write_that_fails_leaves_nothing_and_blocks_nobody(store: Store):
    await store.members.see(GUILD, ADA, "Ada")

    async def write() -> None:
        async with store._database.writing(GUILD) as connection:
            await connection.execute(text("DELETE FROM member"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write()
    assert await store.members.member(GUILD, ADA) is not None
    await store.members.see(GUILD, BO, "Bo")


async def test_readers_see_one_moment_while_somebody_writes(store: Store):
    count = text("SELECT count(*) FROM member")
    await store.members.see(GUILD, ADA, "Ada")
    async with store._database.reading() as connection:
        assert (await connection.execute(count)).scalar() == 1
        await store.members.see(GUILD, BO, "Bo")
        assert (await connection.execute(count)).scalar() == 1
    async with store._database.reading() as connection:
        assert (await connection.execute(count)).scalar() == 2


async def test_cancelled_casts_leave_the_store_in_order(store: Store):
    """Wherever a cast is cut off, it is stored whole or not at all, and the next one goes through."""
    poll = await open_poll(store, ADA, BO)
    for steps in range(40):
        task = asyncio.create_task(cast(store, poll, ADA, Choice.YES, 100 + steps))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    last = await asyncio.wait_for(cast(store, poll, ADA, Choice.NO, 1), 15)
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(1, 2)
    log = await store.polls.log(GUILD, poll.poll_id)
    assert [entry.seq for entry in log] == list(range(1, last.seq + 1))
    mine = await store.polls.ballot(GUILD, poll.poll_id, ADA)
    assert mine is not None
    assert mine.choice == Choice.NO


async def test_no_step_of_ten_thousand_names_holds_the_loop_for_20_ms(store: Store):
    listens = [Play(f"Artist {i % 1_000}", f"Track {i}", f"Album {i % 3_000}") for i in range(10_000)]
    names = names_of([listens_ipc(listens)], [])
    longest = 0.0

    async def watch():
        nonlocal longest
        while True:
            before = time.thread_time()  # this thread's own work: other processes on the machine do not count
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - before)

    gc.disable()  # a collection over everything that the test process imported is not storage's
    watching = asyncio.create_task(watch())
    await store.catalogue.intern(GUILD, names)
    watching.cancel()
    gc.enable()
    assert 0 < longest < 0.02
