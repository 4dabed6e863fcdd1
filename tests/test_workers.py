"""The pool of processes."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
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
