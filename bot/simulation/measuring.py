"""How long each part of a simulation takes, and how much memory all its processes do."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.services import Services


@dataclass
class Stopwatch:
    """Wall-clock seconds by part, in the order in which they began."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - began

    @property
    def total(self) -> float:
        """Of all parts."""
        return sum(self.seconds.values())


def own_peak() -> tuple[int, int]:
    """This process, and the most memory that it has had in use so far, in MiB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return os.getpid(), 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return os.getpid(), peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


async def peak_of_all(services: Services) -> int:
    """The peaks of this process and its workers added up, in MiB: at no moment was more in use.

    What processes share counts once for each of them.
    """
    asked = [services.cpu(own_peak) for _ in range(8 * services.settings.workers)]
    peaks = dict(await asyncio.gather(*asked))
    peaks.update([own_peak()])
    return sum(peaks.values())


def size_of_database(folder: Path) -> int:
    """Bytes of the database's files in this folder, its log with them."""
    return sum(file.stat().st_size for file in folder.glob("tutti.sqlite3*"))
