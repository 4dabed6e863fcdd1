"""How long each part of a simulation takes, and what all its processes take of the machine."""

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


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a process, or several together, took of the machine.

    Attributes:
        peak_mb: the most memory in use at once, in MiB; 0 where the system does not say.
        cpu_s: seconds of processor time, in whatever state the machine was otherwise.
    """

    peak_mb: int
    cpu_s: float


def own_footprint() -> tuple[int, Footprint]:
    """This process, and what it took so far."""
    try:
        import resource
    except ImportError:  # Windows
        return os.getpid(), Footprint(0, time.process_time())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return os.getpid(), Footprint(peak // (1024 * 1024 if sys.platform == "darwin" else 1024), time.process_time())


async def footprint_of_all(services: Services) -> Footprint:
    """This process and its workers added up. At no moment was more memory in use: what they share counts for each."""
    asked = [services.cpu(own_footprint) for _ in range(8 * services.settings.workers)]
    found = dict(await asyncio.gather(*asked)) | dict([own_footprint()])
    return Footprint(sum(each.peak_mb for each in found.values()), sum(each.cpu_s for each in found.values()))


def size_of_database(folder: Path) -> int:
    """Bytes of the database's files in this folder, its log with them."""
    return sum(file.stat().st_size for file in folder.glob("tutti.sqlite3*"))
