"""Apple's CSV files, read block by block into columns.

A line that is quoted oddly or has too many or too few values costs itself alone. Values of columns that nobody asked
for are passed over while the bytes are being parsed and never become an object.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from bot.exports.columns import Mask
from bot.exports.limits import MIB, Allowance
from bot.exports.text import Form, Head

Columns = dict[str, pa.StringArray]
"""Folded name of a column -> its values; null where a value is empty or Apple's "N/A"."""

_NOTHING = ["", "N/A"]
_LONGEST_LINE = 4 * MIB
_LINES_IN_A_VALUE = 8
_BLANK_LINE = re.compile(rb"^\r?\n", re.MULTILINE)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def folded(name: str) -> str:
    """A column's name without case, blanks and signs: Apple writes "User's" with either apostrophe, and ID as Id."""
    return _NOT_A_LETTER.sub("", name.casefold())


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a CSV file.

    Attributes:
        names: folded, in the order of the file.
        delimiter: a comma as Apple writes it, or what a spreadsheet made of it: a semicolon or a tab.
        length: bytes up to the first row.
        newline: what ends a line.
    """

    names: tuple[str, ...]
    delimiter: str
    length: int
    newline: bytes

    def has(self, *names: str) -> bool:
        """Whether all of these columns stand in it; names are folded."""
        return all(name in self.names for name in names)


def header_of(head: Head) -> Header | None:
    """The header of a CSV file with at least two columns, or None where the head does not look like one."""
    if head.form is not Form.TEXT:
        return None
    text = head.text.lstrip(b"\r\n")
    newline = b"\n" if b"\n" in text else b"\r"
    line = text.split(newline, 1)[0]
    written = line.decode("utf-8", errors="replace").rstrip("\r")
    delimiter = max(",;\t", key=written.count)
    try:
        values = next(csv.reader([written], delimiter=delimiter), [])
    except csv.Error:
        return None
    if len(values) < 2:  # then it is no table
        return None
    length = len(head.text) - len(text) + len(line) + 1
    return Header(tuple(map(folded, values)), delimiter, length, newline)


class CsvRows:
    """The rows of one CSV file.

    Attributes:
        unreadable: after the last batch, lines that are no row of this file.
        cut: whether the file breaks off inside a row; that row is one of the unreadable.
    """

    def __init__(self, header: Header, wanted: Sequence[str], allowance: Allowance) -> None:
        self.unreadable = 0
        self.cut = False
        self._header = header
        self._allowance = allowance
        self._places = {name: header.names.index(name) for name in wanted if name in header.names}
        self._missing = [name for name in wanted if name not in header.names]
        self._dialect = {"delimiter": header.delimiter}

    def batches(self, pieces: Iterator[bytes]) -> Iterator[tuple[int, Columns]]:
        """How many rows, and their columns, some thousands at a time; a column that the file lacks is all null."""
        for block in self._blocks(pieces):
            self._allowance.check_time()
            columns = self._parsed(block)
            rows = len(next(iter(columns.values())))
            if rows:
                yield rows, columns | {name: pa.nulls(rows, pa.string()) for name in self._missing}

    def _blocks(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Blocks of whole records, each on a line of its own."""
        kept, lost = b"", False
        for piece in self._rows_only(pieces):
            if lost:
                # Somewhere in a line longer than any line: go on behind it.
                _, found, piece = piece.partition(b"\n")  # noqa: PLW2901 -- the same piece, less what is lost
                lost = not found
            lines, end, rest = (kept + piece).rpartition(b"\n")
            block, carried = self._in_records(lines + end, last=False)
            kept = carried + rest
            if block:
                yield block
            if len(kept) > _LONGEST_LINE:
                self.unreadable += 1
                kept, lost = b"", True
        if kept.strip():
            whole = kept.endswith(b"\n")
            unreadable = self.unreadable
            block, _ = self._in_records(kept if whole else kept + b"\n", last=True)
            if block:
                yield block
            # A last line without an end is only cut if it is no row either.
            self.cut = lost or (not whole and self.unreadable > unreadable)
        else:
            self.cut = lost

    def _rows_only(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        skip = self._header.length
        for piece in pieces:
            rows = piece[skip:]
            skip = max(0, skip - len(piece))
            yield rows.replace(b"\r", b"\n") if self._header.newline == b"\r" else rows

    def _in_records(self, block: bytes, *, last: bool) -> tuple[bytes, bytes]:
        """The block without lines whose quotes do not end, and the lines at its end that may go on in the next."""
        if b'"' not in block:
            return block, b""
        odd = _lines_with_odd_quotes(block)
        if not odd.any():
            return block, b""
        lines = block.splitlines(keepends=True) if b"\r" not in block else re.findall(rb"[^\n]*\n", block)
        records, at = [], 0
        while at < len(lines):
            if not odd[at]:
                records.append(lines[at])
                at += 1
                continue
            # A value may hold line breaks: then another odd line follows soon, and together they are one row.
            near = np.flatnonzero(odd[at + 1 : at + 1 + _LINES_IN_A_VALUE])
            if not len(near) and not last and at + _LINES_IN_A_VALUE >= len(lines):
                return b"".join(records), b"".join(lines[at:])
            end = at + 2 + int(near[0]) if len(near) else at + 1
            together = b"".join(lines[at:end])
            if len(near) and self._is_row(together):
                # On one line, so that a row is a line from here on.
                records.append(together.rstrip(b"\r\n").replace(b"\r", b" ").replace(b"\n", b" ") + b"\n")
                at = end
            else:
                self.unreadable += 1
                at += 1
        return b"".join(records), b""

    def _is_row(self, written: bytes) -> bool:
        try:
            rows = list(csv.reader(written.decode("utf-8", "replace").splitlines(keepends=True), **self._dialect))  # type: ignore[arg-type] # typeshed wants each option by name
        except csv.Error:
            return False
        return len(rows) == 1 and len(rows[0]) == len(self._header.names)

    def _parsed(self, block: bytes) -> Columns:
        lines = block.count(b"\n") - len(_BLANK_LINE.findall(block))
        try:
            block.decode()
        except UnicodeDecodeError:
            # Arrow would refuse the block, and cannot name a row that it passes over.
            block = block.decode("utf-8", errors="replace").encode()
        with suppress(pa.ArrowInvalid):
            table, broken = self._by_arrow(block)
            if table.num_rows + broken == lines:
                self.unreadable += broken
                return {name: table[str(at)].combine_chunks() for name, at in self._places.items()}
        return self._line_by_line(block)

    def _by_arrow(self, block: bytes) -> tuple[pa.Table, int]:
        broken = 0

        def count(_: object) -> str:
            nonlocal broken
            broken += 1
            return "skip"

        wanted = {str(at): pa.string() for at in self._places.values()}
        table = pacsv.read_csv(
            pa.BufferReader(block),
            read_options=pacsv.ReadOptions(
                # One block, so that the rows that are passed over are counted in this process's only thread.
                column_names=[str(at) for at in range(len(self._header.names))],
                use_threads=False,
                block_size=max(len(block) + 1, 1024),
            ),
            parse_options=pacsv.ParseOptions(delimiter=self._header.delimiter, invalid_row_handler=count),
            convert_options=pacsv.ConvertOptions(
                include_columns=list(wanted),
                column_types=wanted,
                null_values=_NOTHING,
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        return table, broken

    def _line_by_line(self, block: bytes) -> Columns:
        """The same for a block in which quotes open in the midst of a value: each line by itself."""
        rows: list[list[str]] = []
        for number, line in enumerate(block.decode().split("\n")):
            if number % 4096 == 0:
                self._allowance.check_time()
            if not line.strip("\r"):
                continue
            try:
                row = next(csv.reader([line.rstrip("\r")], **self._dialect), [])  # type: ignore[arg-type] # as above
            except csv.Error:
                row = []
            if len(row) == len(self._header.names):
                rows.append(row)
            else:
                self.unreadable += 1
        return {
            name: pa.array([None if row[at] in _NOTHING else row[at] for row in rows], pa.string())
            for name, at in self._places.items()
        }


def _lines_with_odd_quotes(block: bytes) -> Mask:
    """For each line of a block that ends with one, whether it has an odd number of quotes."""
    signs = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(signs == ord("\n"))
    quotes = np.searchsorted(ends, np.flatnonzero(signs == ord('"')))
    odd: Mask = np.bincount(quotes, minlength=len(ends)) % 2 == 1
    return odd


def numbers(column: pa.StringArray) -> tuple[npt.NDArray[np.float64], Mask]:
    """Numbers as Apple or a spreadsheet writes them (25200, 25200.0), NaN where none is; and what is no number."""
    written = pc.utf8_trim_whitespace(column)
    try:
        values = pc.cast(written, pa.float64())
    except pa.ArrowInvalid:
        values = pa.array([_number(text) for text in written.to_pylist()], pa.float64())
    found = values.to_numpy(zero_copy_only=False).astype(np.float64)
    strange = ~column.is_null().to_numpy(zero_copy_only=False) & ~np.isfinite(found)
    return np.where(np.isfinite(found), found, np.nan), strange


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
