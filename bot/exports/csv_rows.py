"""Tables written as text: their header, and their rows batch by batch in bounded memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence

from bot.exports.columns import FileCount
from bot.exports.limits import Allowance
from bot.exports.text import Form, Head

_BATCH = 4096
_LONGEST_LINE = 256 * 1024  # a real row has some hundred bytes
_LONGEST_HEADER = 8 * 1024


def columns_of(head: Head) -> tuple[str, ...]:
    """The names in a table's first line, folded by `column_name`; empty if the file is no table of two columns."""
    if head.form is not Form.TEXT:
        return ()
    header = head.text.lstrip()[:_LONGEST_HEADER].split(b"\n", 1)[0].decode("utf-8", errors="replace")
    names = [column_name(cell) for cell in _cells(header)]
    return tuple(names) if len(names) > 1 else ()


def column_name(written: str) -> str:
    """A column's name without regard to case and to how its words are joined."""
    return " ".join(written.replace("_", " ").casefold().split())


class CsvRows:
    """The rows of one table with a header.

    A line with nothing on it, or with the header once more, is no row. A row with fewer cells than are asked for is
    unreadable.

    Attributes:
        unreadable: after the last batch, rows that are broken.
        cut: whether the last row breaks off.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.unreadable = 0
        self.cut = False
        self._allowance = allowance

    def batches(self, pieces: Iterator[bytes], columns: Sequence[str]) -> Iterator[list[list[str]]]:
        """For each row the cells of these columns, in this order; a column that the table lacks gives "".

        Args:
            pieces: the file as UTF-8.
            columns: names as `column_name` folds them.
        """
        lines = self._lines(pieces)
        header = next(lines, "")
        delimiter = _delimiter(header)
        titles = _cells(header)
        names = [column_name(title) for title in titles]
        places = [names.index(name) if name in names else -1 for name in columns]
        needed = max(places, default=-1) + 1
        batch: list[list[str]] = []
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            try:
                cells = next(rows, None)
            except csv.Error:
                self._allowance.check_time()
                self.unreadable += 1
                continue
            if cells is None:
                break
            if cells == titles or not any(cell.strip() for cell in cells):
                continue
            if len(cells) < needed:
                self.unreadable += 1
                self.cut = True  # unless a whole row follows
                continue
            self.cut = False
            batch.append([cells[place] if place >= 0 else "" for place in places])
            if len(batch) == _BATCH:
                self._allowance.check_time()
                yield batch
                batch = []
        if batch:
            yield batch

    def _lines(self, pieces: Iterator[bytes]) -> Iterator[str]:
        """Lines with their ends; one that is longer than any row comes in pieces, so that memory is bounded."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        for piece in pieces:
            text = rest + decoder.decode(piece)
            # Only these end a line: a title may hold U+2028, at which str.splitlines would split too.
            *whole, rest = text.replace("\r\n", "\n").split("\n")
            for line in whole:
                yield line.lstrip("\ufeff") + "\n"
            if len(rest) > _LONGEST_LINE:
                yield rest
                rest = ""
        if rest := rest + decoder.decode(b"", final=True):
            yield rest


def read_table(
    pieces: Iterator[bytes], columns: Sequence[str], count: FileCount, allowance: Allowance
) -> Iterator[list[list[str]]]:
    """The same batches, with broken rows counted when all of them are read."""
    rows = CsvRows(allowance)
    for batch in rows.batches(pieces, columns):
        allowance.listen(len(batch))
        yield batch
    count.add_broken(rows.unreadable, cut=rows.cut)


def _cells(header: str) -> list[str]:
    # A carriage return by itself is an error to csv, and so is a cell longer than any name.
    plain = header[:_LONGEST_HEADER].replace("\r", " ")
    return next(csv.reader([plain], delimiter=_delimiter(header)), [])


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)
