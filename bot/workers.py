"""The only door from the event loop to CPU work: a pool of processes.

Work is a top-level function with picklable arguments and result, so that a Dask cluster can stand behind the same
door. A thread would not do: parsing one 15 MB file in a thread held the loop for 85 ms, in a process for about 5.
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
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from bot.errors import WorkerLost

P = ParamSpec("P")
R = TypeVar("R")


class Workers:
    """A pool of processes that is started when first used and mends itself when a worker dies.

    Args:
        processes: how many pieces of work run at once.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(*args, **kwargs)` in another process; its errors are raised here as they are.

        Raises:
            WorkerLost: the process died at it. Every piece of work under way at that moment gets this; the next call
                finds a new pool.
        """
        pool = self._pool or self._start()
        try:
            return await asyncio.wrap_future(pool.submit(_call, work, args, kwargs))
        except BrokenProcessPool as error:
            if self._pool is pool:
                self._pool = None
                pool.shutdown(wait=False, cancel_futures=True)
            raise WorkerLost from error

    def close(self) -> None:
        """Wait for what is running, drop what is waiting, end the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        # forkserver: a plain fork would copy the loop's threads and locks, and the database's open file.
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_settle)
        return self._pool


def _settle() -> None:
    # Ctrl-C reaches the whole process group; the parent alone decides how to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker holds both ends of the queue that it reads, so it would outlive a parent that was killed.
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _call(work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    return work(*args, **kwargs)
