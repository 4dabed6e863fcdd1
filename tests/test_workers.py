"""The pool of processes."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.errors import UnknownPeriod, WorkerLost
from bot.workers import Workers


@pytest.fixture
async def workers():
    pool = Workers(1)
    yield pool
    await asyncio.to_thread(pool.close)


def double(number: int) -> int:
    return 2 * number


def refuse(words: str) -> None:
    raise UnknownPeriod(words)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def test_work_is_done_in_another_process(workers: Workers):
    assert await workers.run(double, 21) == 42
    assert await workers.run(os.getpid) != os.getpid()


async def test_errors_arrive_with_their_text_and_facts(workers: Workers):
    with pytest.raises(UnknownPeriod, match="cannot read “once”") as caught:
        await workers.run(refuse, "once")
    assert caught.value.words == "once"


async def test_a_worker_that_dies_costs_its_work_and_no_more(workers: Workers):
    with pytest.raises(WorkerLost):
        await workers.run(die)
    assert await workers.run(double, 2) == 4


def take(mib: int) -> int:
    return len(bytearray(mib * 1024 * 1024))


def take_in_arrow(mib: int) -> int:
    import pyarrow as pa

    return pa.allocate_buffer(mib * 1024 * 1024).size


def stick() -> None:
    """A call of C code that holds the interpreter and never looks at the clock."""
    import ctypes

    ctypes.PyDLL(None).pause()


def wait_for(path: Path) -> str:
    """Busy until the file is there; says who waited."""
    while not path.exists():
        time.sleep(0.005)
    return path.read_text()


@pytest.fixture
async def small_workers():
    pool = Workers(2, memory_mb=600)
    yield pool
    await asyncio.to_thread(pool.close)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems know no such limit")
@pytest.mark.parametrize("work", [take, take_in_arrow])
async def test_a_worker_gets_no_more_memory_than_its_cap(small_workers: Workers, work):
    assert await small_workers.run(work, 200) == 200 * 1024 * 1024
    with pytest.raises(MemoryError):
        await small_workers.run(work, 700)
    assert await small_workers.run(work, 200) == 200 * 1024 * 1024


async def test_work_that_is_stuck_is_ended_in_whatever_code_it_is(workers: Workers):
    with pytest.raises(WorkerLost):
        await workers.run_within(0.2, stick)
    assert await workers.run(double, 2) == 4


async def test_time_that_was_allowed_and_not_used_hangs_over_nobody(workers: Workers):
    assert await workers.run_within(0.15, double, 2) == 4
    first = await workers.run(os.getpid)
    await workers.run(time.sleep, 0.3)
    assert await workers.run(os.getpid) == first


async def test_work_beside_a_dying_worker_is_done_again(small_workers: Workers, tmp_path: Path):
    given = tmp_path / "given"
    beside = asyncio.create_task(small_workers.run(wait_for, given))
    await small_workers.run(double, 1)  # the other worker is busy by now, or soon
    with pytest.raises(WorkerLost):
        await small_workers.run(die)
    given.write_text("done")
    assert await beside == "done"


def _parent(connection: multiprocessing.connection.Connection) -> None:
    pool = Workers(1)
    connection.send(asyncio.run(pool.run(os.getpid)))
    time.sleep(60)  # until it is killed


@pytest.mark.kill
async def test_workers_go_when_their_parent_is_killed():
    here, there = multiprocessing.Pipe()
    parent = multiprocessing.get_context("spawn").Process(target=_parent, args=(there,))
    parent.start()
    worker = await asyncio.to_thread(here.recv)
    parent.kill()
    parent.join()
    async with asyncio.timeout(10):
        while _alive(worker):  # noqa: ASYNC110 - a process of nobody's: there is no event to wait for
            await asyncio.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
