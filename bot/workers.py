"""The only door from the event loop to CPU work: a pool of processes.

Work is a top-level function with picklable arguments and result, so that a Dask cluster can stand behind the same
door. A thread would not do: parsing one 15 MB file in a thread held the loop for 85 ms, in a process for about 5.

A worker may use so much memory and no more: what a hostile file makes it ask for beyond that it does not get, and
either the work fails with `MemoryError` or the process dies. Work that has a time limit is ended by the system when
it overruns, in whatever code it is stuck. The bot lives on in each case, and so does the work beside it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from bot.errors import WorkerLost

P = ParamSpec("P")
R = TypeVar("R")

_MIB = 1024 * 1024


class Workers:
    """A pool of processes that is started when first used and mends itself when a worker dies.

    Args:
        processes: how many pieces of work run at once.
        memory_mb: what each of them may allocate, in MiB, its imports included (some 200); None for no limit. Held on
            Linux; elsewhere the system may not know such a limit.
    """

    def __init__(self, processes: int, memory_mb: int | None = None) -> None:
        self._processes = processes
        self._memory_mb = memory_mb
        self._pool: ProcessPoolExecutor | None = None
        self._under_way = 0

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(*args, **kwargs)` in another process; its errors are raised here as they are.

        Work must be safe to begin again: when another piece beside it costs the pool its processes, it is.

        Raises:
            WorkerLost: the process died at it.
            MemoryError: it asked for more than a worker may use.
        """
        return await self._run(None, work, args, kwargs)

    async def run_within(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same, but a worker that is still at it after so many seconds is killed, even inside a call of C code.

        Time spent waiting for a free worker does not count.

        Raises:
            WorkerLost: also for that.
        """
        return await self._run(seconds, work, args, kwargs)

    async def _run(
        self, seconds: float | None, work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> R:
        pool = self._pool or self._start()
        self._under_way += 1
        try:
            return await asyncio.wrap_future(pool.submit(_call, seconds, work, args, kwargs))
        except BrokenProcessPool as error:
            # Somebody else was at work too, or has already seen to the broken pool.
            beside = self._under_way > 1 or self._pool is not pool
            if self._pool is pool:
                self._pool = None
                pool.shutdown(wait=False, cancel_futures=True)
            if not beside:
                raise WorkerLost from error
        finally:
            self._under_way -= 1
        return await self._run_alone(seconds, work, args, kwargs)

    async def _run_alone(
        self, seconds: float | None, work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> R:
        """Again, in a process of its own: of several pieces at which a pool died, only the guilty one dies twice."""
        pool = self._new_pool(1)
        try:
            return await asyncio.wrap_future(pool.submit(_call, seconds, work, args, kwargs))
        except BrokenProcessPool as error:
            raise WorkerLost from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Wait for what is running, drop what is waiting, end the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        self._pool = self._new_pool(self._processes)
        return self._pool

    def _new_pool(self, processes: int) -> ProcessPoolExecutor:
        # forkserver: a plain fork would copy the loop's threads and locks, and the database's open file.
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_settle, initargs=(self._memory_mb,))


def _settle(memory_mb: int | None) -> None:
    # Ctrl-C reaches the whole process group; the parent alone decides how to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker holds both ends of the queue that it reads, so it would outlive a parent that was killed.
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if memory_mb is not None:
        _limit_memory(memory_mb)


def _limit_memory(memory_mb: int) -> None:
    # Arrow's allocator takes 1 GiB at its first byte, used or not. Before pyarrow is imported here.
    os.environ["MIMALLOC_ARENA_EAGER_COMMIT"] = "0"
    try:
        import resource
    except ImportError:  # Windows
        return
    # What is really allocated (heap and private mappings), and not the address space, of which libraries reserve much.
    with suppress(ValueError, OSError):  # a lower limit set from outside stands
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * _MIB, memory_mb * _MIB))


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _call(seconds: float | None, work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    if seconds is None or not hasattr(signal, "setitimer"):
        return work(*args, **kwargs)
    # Nobody listens to this signal, so the system itself ends the process: no Python code has to run for it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
