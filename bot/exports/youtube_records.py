"""Records of what a member did in a Google product, as Takeout writes them in JSON.

Rows hold lists of objects in turn (channels, details), so that they are found by the names with which they begin, and
not, as in `rows.py`, by the brackets between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from bot.exports.cut import mended
from bot.exports.limits import MIB, Allowance
from bot.exports.youtube_words import ADVERTISED

_KEYS = rb"header|title|titleUrl|subtitles|description|time|products|details|activityControls|locationInfos|imageFile"
# Neither a channel nor a detail begins with one of these names, and inside a string the quotes would be escaped.
_ROW_START = re.compile(rb'\{\s*"(?:' + _KEYS + rb')"\s*:')
_LONGEST_ROW = 4 * MIB
_USUAL_ROW = 64 * 1024
_LOOKS = 1000  # a row has a handful of objects in it
_ROW_END = b" \t\r\n,"
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(slots=True)
class Record:
    """One record, from JSON or from a page.

    Attributes:
        header: the product, e.g. "YouTube Music".
        line: the title with the verb around it, e.g. "Watched Song".
        url: what the title leads to.
        channel: the first name under the title.
        channel_url: what that name leads to.
        time: the moment as ISO 8601 with its zone; None where none could be read.
        advertised: whether it came from an advertisement.
    """

    header: str
    line: str
    url: str
    channel: str
    channel_url: str
    time: str | None
    advertised: bool


class _Name(msgspec.Struct, gc=False):
    name: str | None = None
    url: str | None = None


class _Row(msgspec.Struct, gc=False):
    header: str | None = None
    title: str | None = None
    url: str | None = msgspec.field(name="titleUrl", default=None)
    subtitles: list[_Name] | None = None
    time: str | None = None
    details: list[_Name] | None = None

    def record(self) -> Record:
        channel = self.subtitles[0] if self.subtitles else _Name()
        return Record(
            header=self.header or "",
            line=self.title or "",
            url=self.url or "",
            channel=channel.name or "",
            channel_url=channel.url or "",
            time=self.time,
            advertised=any(ADVERTISED.search(detail.name or "") for detail in self.details or ()),
        )


_ONE = msgspec.json.Decoder(_Row)
_ALL = msgspec.json.Decoder(list[_Row])
_RAW = msgspec.json.Decoder(list[msgspec.Raw])


class JsonRecords:
    """The records of one JSON array.

    Attributes:
        unreadable: after the last batch, rows that are broken, or have a field of a type it cannot have.
        cut: whether the array breaks off before its end.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.unreadable = 0
        self.cut = False
        self._allowance = allowance

    def batches(self, pieces: Iterator[bytes]) -> Iterator[list[Record]]:
        """Readable records in order, some thousands at a time; memory stays bounded however long the array is."""
        for chunk in self._chunks(pieces):
            self._allowance.check_time()
            rows = chunk.strip(_ROW_END)
            try:
                batch = [row.record() for row in _ALL.decode(b"[" + rows + b"]")]
            except _BROKEN:
                batch = self._one_by_one(rows)
            if batch:
                yield batch

    def _chunks(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The array without its brackets, cut in front of a row now and then."""
        buffer = next(pieces, b"").lstrip().removeprefix(b"[")
        for piece in pieces:
            start = _last_start(buffer)
            if start > 0:
                yield buffer[:start]
                buffer = buffer[start:]
            elif len(buffer) > _LONGEST_ROW:
                # No row is that long. What of it can be read as rows is.
                yield buffer
                buffer = b""
            buffer += piece
        # Row after row, so that the last alone suffers if the file is cut.
        start = _last_start(buffer)
        if start > 0:
            yield buffer[:start]
            buffer = buffer[start:]
        buffer = buffer.rstrip()
        self.cut = not buffer.endswith(b"]")
        yield buffer.removesuffix(b"]")

    def _one_by_one(self, rows: bytes) -> list[Record]:
        try:
            parts = [bytes(raw) for raw in _RAW.decode(b"[" + rows + b"]")]
        except _BROKEN:
            starts = [found.start() for found in _ROW_START.finditer(rows)]
            parts = [rows[start:end].strip(_ROW_END) for start, end in pairwise([*starts, len(rows)])]
            # What stands before the first row belongs to none, but something was there.
            self.unreadable += bool(rows[: starts[0] if starts else len(rows)].strip(_ROW_END))
        batch = []
        for number, part in enumerate(parts):
            if number % 4096 == 0:
                self._allowance.check_time()
            try:
                batch.append(_ONE.decode(part).record())
            except _BROKEN:
                self.unreadable += 1
                if b"}" in part:
                    batch += _whole_at_first(part)
        return batch


def _whole_at_first(part: bytes) -> list[Record]:
    """The row with which something broken begins, if that row is whole and the rest is what is broken."""
    beginning = part[:_USUAL_ROW]
    row = mended(beginning)
    try:
        return [_ONE.decode(row).record()] if row and beginning.startswith(row) else []
    except _BROKEN:
        return []


def _last_start(buffer: bytes) -> int:
    """Where the last row begins, or -1."""
    at = len(buffer)
    for _ in range(_LOOKS):
        at = buffer.rfind(b"{", 0, at)
        if at < 0 or _ROW_START.match(buffer, at):
            return at
    return -1
