"""Opening an upload: loose files, ZIPs and ZIPs inside ZIPs, as one stream of entries within limits.

Nothing is ever written under a name from the upload, so a name such as `../../etc/passwd` is only an odd name.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.spreadsheets import Workbook
from bot.exports.zips import (
    HEAD_BYTES,
    PIECE_BYTES,
    EntryRefused,
    NoDirectory,
    Packed,
    Unpacking,
    directory,
    ends_like_a_zip,
    next_entry,
)

__all__ = ["Allowance", "Entry", "EntryRefused", "Limits", "Progress", "SpooledFile", "entries"]

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_TEXT_STARTS = b'[{<"\xef\xfe\xff \t\r\n'
_OFFICE_MARK = "[Content_Types].xml"
_OFFICE_PARTS = 1000
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SpooledFile:
    """One file of an upload: where its bytes lie, and its name as the member sent it."""

    path: Path
    name: str


@dataclass(slots=True)
class Entry:
    """One file of an upload, from a ZIP or loose.

    Attributes:
        name: its path inside the upload, ZIPs' names included, without control characters.
        head: its first bytes, at most 64 KiB.
        rest: the pieces after the head, inflated while the ones before are being read. May raise TooLarge and
            EntryRefused.
        refusal: a sentence when the entry cannot be read at all; head and rest are empty then.
        workbook: the spreadsheet that it is; head and rest are empty then.
    """

    name: str
    head: bytes = b""
    rest: Iterator[bytes] = field(default_factory=lambda: iter(()))
    refusal: str = ""
    unpacking: Unpacking | None = None
    workbook: Workbook | None = None

    @property
    def damage(self) -> str:
        """After the last piece: a sentence on what is wrong with the entry, or ""."""
        return self.unpacking.damage if self.unpacking else ""


def entries(files: Sequence[SpooledFile], allowance: Allowance) -> Generator[Entry]:
    """Every file of the upload, ZIPs opened. Each entry is to be read before the next one is asked for.

    Folders, and the files that macOS adds beside each file of a ZIP, are passed over.

    Raises:
        TooLarge: the upload's allowance is used up.
    """
    allowance.sent(sum(file.path.stat().st_size for file in files))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="unpack") as ahead:
        for spooled in files:
            with spooled.path.open("rb") as file:
                yield from _Opener(allowance, ahead).open(file, shown_name(spooled.name), weight=1.0, depth=0)


def shown_name(name: str) -> str:
    """A file's name as it may be shown: no control or direction characters, no steps upwards, not too long."""
    visible = "".join(c for c in name.replace("\\", "/") if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    path = "/".join(part for part in visible.split("/") if part not in ("", ".", ".."))
    return path if len(path) <= _NAME_LENGTH else "…" + path[-_NAME_LENGTH:]


@dataclass(slots=True)
class _Opener:
    allowance: Allowance
    ahead: ThreadPoolExecutor

    def open(self, file: BinaryIO, name: str, weight: float, depth: int) -> Iterator[Entry]:
        """The file itself, or what is in it if it is a ZIP."""
        mark = file.read(4)
        # A ZIP that lost its beginning, or that has something before it, still ends like one.
        if mark in _ZIP_MARKS or (mark[:1] not in _TEXT_STARTS and ends_like_a_zip(file)):
            if depth >= self.allowance.limits.nesting:
                yield Entry(name, refusal="It lies too deep: a ZIP in a ZIP in a ZIP. Send it by itself.")
            else:
                yield from self._zip(file, name, weight, depth + 1)
            return
        file.seek(0)
        yield self._loose(file, name, weight)

    def _loose(self, file: BinaryIO, name: str, weight: float) -> Entry:
        self.allowance.entry()

        def pieces() -> Iterator[bytes]:
            size = HEAD_BYTES
            while block := file.read(size):
                self.allowance.progress.advance(name, len(block) * weight)
                self.allowance.unpack(len(block))
                yield block
                size = PIECE_BYTES

        rest = pieces()
        return Entry(name, next(rest, b""), rest)

    def _zip(self, file: BinaryIO, name: str, weight: float, depth: int) -> Iterator[Entry]:
        seen: set[int] = set()
        twice = False
        try:
            for packed in directory(file):
                if packed.name == _OFFICE_MARK:
                    yield self._office(file, packed, name, weight)
                    return
                if packed.start in seen:
                    self.allowance.entry()
                    twice = True
                    continue
                seen.add(packed.start)
                yield from self._entry(Unpacking(file, packed, self.allowance, weight), name, depth)
        except NoDirectory:
            yield from self._without_directory(file, name, weight, depth, seen)
            yield Entry(name, refusal="This ZIP is cut off or damaged. I read what is left of it.")
            return
        if twice:
            yield Entry(name, refusal="This ZIP lists the same bytes several times. I read them once.")
        if not seen:
            yield Entry(name, refusal="This ZIP is empty.")

    def _without_directory(
        self, file: BinaryIO, name: str, weight: float, depth: int, seen: set[int]
    ) -> Iterator[Entry]:
        at = 0
        while (packed := next_entry(file, at)) is not None:
            unpacking = Unpacking(file, packed, self.allowance, weight)
            at = packed.start + (packed.packed_bytes or 0)
            if packed.name == _OFFICE_MARK:
                yield self._office(file, packed, name, weight)
                return
            if packed.start in seen:
                continue
            yield from self._entry(unpacking, name, depth)
            if packed.packed_bytes is None and not packed.refusal:
                # Only the end of what is inflated shows where the next entry begins.
                with suppress(EntryRefused):
                    for _ in unpacking.pieces():
                        pass
                at = packed.start + unpacking.packed_bytes

    def _office(self, file: BinaryIO, types: Packed, name: str, weight: float) -> Entry:
        """A spreadsheet, to be read from the ZIP's parts; other office documents are refused."""
        self.allowance.entry()
        try:
            if b"spreadsheetml" not in b"".join(islice(Unpacking(file, types, self.allowance).pieces(), 2)):
                return Entry(name, refusal="This is an office document, and no export that I know.")
            parts = {
                packed.name.replace("\\", "/").lower(): partial(_opened, file, packed, self.allowance, weight)
                for packed in islice(_parts(file), _OFFICE_PARTS)
                if not packed.refusal
            }
            return Entry(name, workbook=Workbook(parts, self.allowance))
        except EntryRefused as refused:
            return Entry(name, refusal=str(refused))

    def _entry(self, unpacking: Unpacking, zip_name: str, depth: int) -> Iterator[Entry]:
        self.allowance.entry()
        packed = unpacking.entry
        if _passed_over(packed.name):
            return
        name = f"{zip_name}/{shown_name(packed.name)}"
        if packed.refusal:
            yield Entry(name, refusal=packed.refusal)
            return
        pieces = unpacking.pieces()
        try:
            head = next(pieces, b"")
            if head.startswith(_ZIP_MARKS):
                yield from self._inner_zip(unpacking, head, pieces, name, depth)
                return
        except EntryRefused as refused:
            yield Entry(name, refusal=str(refused))
            return
        rest = self._ahead(pieces)
        try:
            yield Entry(name, head, rest, unpacking=unpacking)
        finally:
            rest.close()

    def _inner_zip(
        self, unpacking: Unpacking, head: bytes, pieces: Iterator[bytes], name: str, depth: int
    ) -> Iterator[Entry]:
        # A ZIP is read from its end, so this one has to lie somewhere whole: in a file without a name, not in memory.
        weight, unpacking.weight = unpacking.weight, 0.0
        with tempfile.TemporaryFile(prefix="tutti-") as inner:
            inner.write(head)
            for piece in pieces:
                inner.write(piece)
            weight *= unpacking.packed_bytes / max(inner.tell(), 1)
            inner.seek(0)
            yield from self.open(inner, name, weight, depth)
        if unpacking.damage:
            yield Entry(name, refusal=unpacking.damage)

    def _ahead(self, pieces: Iterator[bytes]) -> Generator[bytes]:
        """The same pieces, each unpacked in a thread while the one before is being read."""
        upcoming: Future[bytes] = self.ahead.submit(next, pieces, b"")
        try:
            while piece := upcoming.result():
                upcoming = self.ahead.submit(next, pieces, b"")
                yield piece
        finally:
            wait((upcoming,))  # the file under it is shared with the next entry


def _parts(file: BinaryIO) -> Iterator[Packed]:
    at = 0
    try:
        yield from directory(file)
    except NoDirectory:
        while (packed := next_entry(file, at)) is not None:
            yield packed
            at = packed.start + (packed.packed_bytes or 0)


def _opened(file: BinaryIO, packed: Packed, allowance: Allowance, weight: float) -> Iterator[bytes]:
    return Unpacking(file, packed, allowance, weight).pieces()


def _passed_over(name: str) -> bool:
    # Folders end with a stroke, and Spotify's are not even empty: they hold the word "placeholder".
    last = name.rsplit("/", 1)[-1]
    return not last or name.startswith("__MACOSX/") or last.startswith("._") or last in (".DS_Store", "Thumbs.db")
