"""JSON objects out of arrays that lie anywhere in a file, and that hold objects and arrays in turn.

`rows.Rows` is faster, and finds rows again by the brackets between them; here rows are nested (a list of artists, say),
so brackets are counted, by one regular expression per row. Memory stays bounded however long the file is, and a broken
row costs that row alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from bot.exports.limits import Allowance

Row = TypeVar("Row", bound=msgspec.Struct)

_TEXT = rb'"(?:[^"\\\n]++|\\.)*+"'
_DEEPEST = 8  # the deepest real row has five levels


def _nested(levels: int) -> bytes:
    inner = rb'[^"{}\[\]]++|' + _TEXT
    value = rb"[{\[](?:" + inner + rb")*+[}\]]"
    for _ in range(levels - 1):
        value = rb"[{\[](?:" + inner + rb"|" + value + rb")*+[}\]]"
    return value


_VALUE = re.compile(_nested(_DEEPEST) + rb"|" + _TEXT + rb'|[^\s,"{}\[\]]++', re.DOTALL)
_BETWEEN = re.compile(rb"[\s,]*+")
_LONGEST_ROW = 256 * 1024  # real ones have up to 10 KB
_NEAR = 128  # an opening that two pieces share
_BATCH = 5000
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class NestedRows(Generic[Row]):
    """The rows of a file.

    Attributes:
        unreadable: after the last batch, rows that are broken, or have a field of a type it cannot have.
        cut: whether the file breaks off before its end. The row at the cut is one of the unreadable.
    """

    def __init__(
        self, row: type[Row], allowance: Allowance, *, inside: str | None, first_keys: tuple[str, ...]
    ) -> None:
        """Rows of one type.

        Args:
            row: what to decode.
            allowance: of the upload.
            inside: the key of the arrays that hold the rows, wherever and however often it stands; None if the file
                itself is an array of rows, or has one row after the other.
            first_keys: keys with which a row may begin and nothing in it does: where to go on behind broken JSON.
        """
        self.unreadable = 0
        self.cut = False
        self._allowance = allowance
        self._decoder = msgspec.json.Decoder(row)
        # Last.fm writes an array of one object as that object.
        self._opening = re.compile(rb'"' + inside.encode() + rb'"\s*:\s*(?:\[|(?=\{))') if inside else None
        keys = b"|".join(re.escape(key.encode()) for key in first_keys)
        self._next_row = re.compile(rb'\{\s*"(?:' + keys + rb')"\s*:')

    def batches(self, pieces: Iterator[bytes]) -> Iterator[list[Row]]:
        """Readable rows in order, some thousands at a time."""
        batch: list[Row] = []
        for number, value in enumerate(self._values(pieces), 1):
            try:
                batch.append(self._decoder.decode(value))
            except _BROKEN:
                self.unreadable += 1
            if number % _BATCH == 0:
                self._allowance.check_time()
                yield batch
                batch = []
        if batch:
            yield batch

    def _values(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The JSON of each row; what is no JSON is counted as unreadable."""
        window = _Window(pieces)
        if self._opening is None:
            yield from self._array(window, closes=window.begins(b"["))
            return
        while (opening := window.seek(self._opening, behind=True)) is not None:
            if opening.endswith(b"["):
                yield from self._array(window, closes=True)
            elif (value := window.value()) is not None:
                yield value
            else:
                self.unreadable += 1
                self.cut = True

    def _array(self, window: _Window, *, closes: bool) -> Iterator[bytes]:
        while mark := window.next_byte():
            if mark == b"]" and closes:
                window.at += 1
                return
            value = window.value()
            if value is not None:
                yield value
                continue
            self.unreadable += 1
            self._allowance.check_time()
            window.at += 1
            if window.seek(self._next_row, behind=False) is None:
                self.cut = True
                return
        self.cut = self.cut or closes


class _Window:
    """The part of a file that is being looked at."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._ended = False
        self._buffer = b""
        self.at = 0
        self._more()

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            self._ended = True
            return False
        self._buffer, self.at = self._buffer[self.at :] + piece, 0
        return True

    def begins(self, mark: bytes) -> bool:
        """Whether this stands here, white space aside; then goes on behind it."""
        if self.next_byte() != mark:
            return False
        self.at += len(mark)
        return True

    def next_byte(self) -> bytes:
        """What stands behind white space and commas; b"" at the file's end."""
        while True:
            self.at = _BETWEEN.match(self._buffer, self.at).end()  # type: ignore[union-attr] # it matches nothing, too
            if self.at < len(self._buffer):
                return self._buffer[self.at : self.at + 1]
            if not self._more():
                return b""

    def seek(self, wanted: re.Pattern[bytes], *, behind: bool) -> bytes | None:
        """Goes to, or behind, the next place that looks like this; None if there is none."""
        while (found := wanted.search(self._buffer, self.at)) is None:
            self.at = max(self.at, len(self._buffer) - _NEAR)
            if not self._more():
                return None
        self.at = found.end() if behind else found.start()
        return found.group()

    def value(self) -> bytes | None:
        """The JSON value that begins here; None if it does not end, or is longer than any row."""
        while True:
            found = _VALUE.match(self._buffer, self.at, self.at + _LONGEST_ROW)
            # A number at the end of a piece may go on in the next.
            if found and (found.end() < len(self._buffer) or self._ended or self._buffer[self.at] in b'{["'):
                self.at = found.end()
                return found.group()
            if self._ended or len(self._buffer) - self.at >= _LONGEST_ROW:
                return None
            self._more()
