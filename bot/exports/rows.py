"""A JSON array of objects, read piece by piece into typed rows.

Memory stays bounded however long the array is, and a broken row costs that row alone. Decoding into
`msgspec.Struct`s means that a field without a place in the Struct (an IP address, say) never becomes a Python object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from bot.exports.limits import MIB, Allowance

Row = TypeVar("Row", bound=msgspec.Struct)

_ROW_START = rb'\{\s*"(?:[^"\\]|\\.){1,80}"\s*:'
# In whole JSON this never matches inside a string: there the quote would have to be escaped, or would end the string,
# and then no letter follows it.
_BOUNDARY = re.compile(rb"\}\s*,\s*(?=\{\s*\"\w)")
_BEFORE = re.compile(rb"\}\s*,\s*\Z")
_AFTER = re.compile(rb'\{\s*"\w')
_NEAR = 256  # white space between two rows
_LOOKS = 1000
_FLAT_ROW = re.compile(rb'\{(?:[^"{}\\]++|"(?:[^"\\]++|\\.)*+")*+\}', re.DOTALL)
_NEXT_ROW = re.compile(_ROW_START)
_LONGEST_ROW = 4 * MIB
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Rows(Generic[Row]):
    """The rows of one JSON array.

    Rows may hold objects in turn, but where the JSON is broken, only flat rows are found again.

    Attributes:
        unreadable: after the last batch, rows that are broken, or have a field of a type it cannot have.
        cut: whether the array breaks off before its end. The row at the cut is one of the unreadable.
    """

    def __init__(self, row: type[Row], allowance: Allowance) -> None:
        self.unreadable = 0
        self.cut = False
        self._allowance = allowance
        self._one = msgspec.json.Decoder(row)
        self._all = msgspec.json.Decoder(list[row])  # type: ignore[valid-type] # a type that is only known at run time
        self._raw = msgspec.json.Decoder(list[msgspec.Raw])

    def batches(self, pieces: Iterator[bytes]) -> Iterator[list[Row]]:
        """Readable rows in order, some thousands at a time."""
        for whole in self._whole_rows(pieces):
            self._allowance.check_time()
            try:
                batch = self._all.decode(whole)
            except _BROKEN:
                batch = self._one_by_one(whole)
            if batch:
                yield batch

    def _whole_rows(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Arrays of whole rows that together are the array; only the last may be cut or broken."""
        open_row, lost = b"", False
        for piece in self._without_bracket(pieces):
            if lost:
                # Somewhere in a row longer than any row: go on behind it.
                match = _BOUNDARY.search(piece)
                if match is None:
                    continue
                piece, lost = piece[match.end() :], False  # noqa: PLW2901 -- the same piece, less what is lost
            end, start = _last_boundary(piece)
            if end:
                yield b"".join((b"[", open_row, piece[:end], b"]"))
                open_row = piece[start:]
            else:
                open_row += piece
            if len(open_row) > _LONGEST_ROW:
                # No row is that long. What is whole in it is taken, and what follows is passed over up to a next row.
                unreadable = self.unreadable
                yield b"[" + open_row
                self.unreadable = max(self.unreadable, unreadable + 1)
                open_row, lost = b"", True
        open_row = open_row.rstrip()
        self.cut = lost or not open_row.endswith(b"]")
        if open_row:
            yield b"".join((b"[", open_row, b"]" if self.cut else b""))

    def _without_bracket(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece.lstrip().removeprefix(b"[")
            break
        yield from pieces

    def _one_by_one(self, whole: bytes) -> list[Row]:
        try:
            rows = [bytes(raw) for raw in self._raw.decode(whole)]
        except _BROKEN:
            rows = list(self._flat_rows(whole))
        batch = []
        for number, row in enumerate(rows):
            if number % 4096 == 0:
                self._allowance.check_time()
            try:
                batch.append(self._one.decode(row))
            except _BROKEN:
                self.unreadable += 1
        return batch

    def _flat_rows(self, broken: bytes) -> Iterator[bytes]:
        """What looks like a row in JSON that is broken somewhere; what starts like one and is none is unreadable."""
        at, looks = 0, 0
        while (start := _NEXT_ROW.search(broken, at)) is not None:
            looks += 1
            if looks % 256 == 0:
                self._allowance.check_time()
            row = _FLAT_ROW.match(broken, start.start())
            if row is not None:
                yield row.group()
                at = row.end()
            else:
                self.unreadable += 1
                at = start.end()


def _last_boundary(piece: bytes) -> tuple[int, int]:
    """Where the last whole row of the piece ends and the next begins, or (0, 0)."""
    start = len(piece)
    for _ in range(_LOOKS):
        start = piece.rfind(b"{", 0, start)
        if start < 0:
            break
        if _AFTER.match(piece, start):
            before = _BEFORE.search(piece, max(0, start - _NEAR), start)
            if before:
                return before.start() + 1, start
    return 0, 0
