"""How much an upload may cost, and the running account of it.

Every bound is on what is really spent (bytes that came out of a ZIP, not the size its directory claims), because a
hostile file lies in its headers.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import TooLarge

MIB = 1024 * 1024
_PROGRESS_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may cost.

    Attributes:
        sent_bytes: all files of the upload together, as sent.
        unpacked_bytes: everything that comes out of them, ZIPs inside ZIPs counted once themselves and once opened.
        entries: files in the upload, ZIPs inside ZIPs included.
        ratio: times that one file may grow by unpacking; beyond it that file alone is refused.
        nesting: how deep ZIPs may lie in ZIPs (1: a plain ZIP); beyond it that ZIP alone is refused.
        seconds: time for the whole upload.
        listens: rows that look like listens; a history of forty years has about a million.
        names: different artists, tracks and albums; the same history has some two hundred thousand.
    """

    sent_bytes: int = 500 * MIB
    unpacked_bytes: int = 2000 * MIB
    entries: int = 20_000
    ratio: int = 200
    nesting: int = 5
    seconds: float = 300.0
    listens: int = 5_000_000
    names: int = 1_000_000


class Progress:
    """How far the reading has come, as a small JSON file that another process may show.

    The file holds `{"file": name, "done": bytes, "of": bytes}`, in bytes of the upload as sent. It is replaced as a
    whole and at most five times a second.
    """

    def __init__(self, path: Path | None, of: int) -> None:
        self._path = path
        self._of = of
        self._done = 0.0
        self._written_at = float("-inf")

    def advance(self, name: str, sent_bytes: float) -> None:
        """So many more bytes of what was sent are behind us; a fraction where they lie in a ZIP inside a ZIP."""
        self._done = min(self._done + sent_bytes, self._of)
        if self._path is not None and time.monotonic() - self._written_at >= _PROGRESS_EVERY_S:
            self._write(name)

    def finish(self, name: str) -> None:
        """All of it has been read."""
        self._done = self._of
        if self._path is not None:
            self._write(name)

    def _write(self, name: str) -> None:
        assert self._path is not None  # noqa: S101 -- both callers looked
        self._written_at = time.monotonic()
        beside = self._path.with_name(self._path.name + ".new")
        # A full disk, or a folder that is gone, may cost the member a progress bar but not the upload.
        with suppress(OSError):
            beside.write_text(json.dumps({"file": name, "done": int(self._done), "of": self._of}), encoding="utf-8")
            beside.replace(self._path)


class Allowance:
    """The running account of one upload against its limits; raises as soon as one is passed.

    Raises:
        TooLarge: from every method.
    """

    def __init__(self, limits: Limits, progress: Progress) -> None:
        self.limits = limits
        self.progress = progress
        self._unpacked = 0
        self._entries = 0
        self._listens = 0
        self._names = 0
        self._ends_at = time.monotonic() + limits.seconds

    def sent(self, total: int) -> None:
        """The upload as sent has so many bytes."""
        if total > self.limits.sent_bytes:
            raise TooLarge("size", _megabytes(self.limits.sent_bytes))

    def entry(self) -> None:
        """One more file."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise TooLarge("number of files", f"{self.limits.entries:,}")
        self.check_time()

    def unpack(self, size: int) -> None:
        """So many more bytes came out."""
        self._unpacked += size
        if self._unpacked > self.limits.unpacked_bytes:
            raise TooLarge("unpacked size", _megabytes(self.limits.unpacked_bytes))
        self.check_time()

    def listen(self, rows: int) -> None:
        """So many more rows look like listens."""
        self._listens += rows
        if self._listens > self.limits.listens:
            raise TooLarge("number of listens", f"{self.limits.listens:,}")

    def name(self) -> None:
        """One more name that was not met before."""
        self._names += 1
        if self._names > self.limits.names:
            raise TooLarge("number of different names", f"{self.limits.names:,}")

    def check_time(self) -> None:
        """To be called at least every tenth of a second of work."""
        if time.monotonic() > self._ends_at:
            raise TooLarge("reading time", f"{self.limits.seconds:g} s")


def _megabytes(size: int) -> str:
    return f"{size / MIB:,.0f} MB" if size >= MIB else f"{size:,} bytes"
