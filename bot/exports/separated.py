"""Lines, and rows of separated values, read piece by piece in bounded memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from bot.exports.limits import Allowance

_LONGEST_LINE = 256 * 1024  # bytes; real ones have up to 1 KB
_CHECK_EVERY = 4096


class Lines:
    """The lines of a file as text, without their ends.

    A line that is no UTF-8 is read as Windows-1252, which is what spreadsheet programs write.

    Attributes:
        too_long: after the last line, lines that are longer than any real one and were left.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.too_long = 0
        self._allowance = allowance

    def of(self, pieces: Iterator[bytes]) -> Iterator[str]:
        """Each line; an empty one, too."""
        begun, lost = b"", False
        for piece in pieces:
            self._allowance.check_time()
            *whole, begun = (begun + piece).split(b"\n")
            for number, line in enumerate(whole, 1):
                if number % _CHECK_EVERY == 0:
                    self._allowance.check_time()
                if lost or len(line) > _LONGEST_LINE:
                    self.too_long += 1
                    lost = False
                else:
                    yield _text(line)
            if len(begun) > _LONGEST_LINE:
                begun, lost = b"", True
        if lost:
            self.too_long += 1
        elif begun:
            yield _text(begun)


def separated(lines: Iterator[str], separator: str) -> Iterator[list[str] | None]:
    """The fields of each row that is not empty; None for one that is no row. A quoted field may hold line ends."""
    rows = csv.reader((line + "\n" for line in lines), delimiter=separator)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None  # a field that never ends; the reader goes on behind it
            continue
        if row:
            yield row


def _text(line: bytes) -> str:
    line = line.removesuffix(b"\r")
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
