"""Spreadsheets (.xlsx), read row by row in bounded memory.

Why not a library that opens the whole file: such a library makes room for every cell between the first and the last, so
that two cells at opposite corners of a sheet are enough to ask for hundreds of gigabytes, and a spreadsheet that is cut
off gives it nothing. Only what exports use is read: texts, numbers as they are written, and the names of sheets.
Source: ECMA-376, part 1, sections 12.3 and 18.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from xml.parsers import expat

from bot.exports.limits import MIB, Allowance
from bot.exports.zips import EntryRefused

Row = dict[int, str]
"""Place of a column, from 0, -> the text of its cell. Empty cells are not in it."""

_COLUMNS = 40  # real ones have up to ten
_LONGEST_TEXT = 1000
_SHARED_BYTES = 64 * MIB
_LONGEST_TAG = 4 * MIB
_SHEETS = 200
_TOO_LARGE = "This spreadsheet is larger inside than any real one, so I left it."


class Workbook:
    """One spreadsheet file.

    Attributes:
        sheets: names of its sheets, in order.
        unreadable: after the rows of a sheet were read, rows of it that break off.
        cut: whether the sheet breaks off, or is broken so that nothing behind can be read.
    """

    def __init__(self, parts: Mapping[str, Callable[[], Iterator[bytes]]], allowance: Allowance) -> None:
        """Reads the names of sheets.

        Args:
            parts: path inside the file, in small letters -> its bytes.
            allowance: of the upload.

        Raises:
            EntryRefused: it is larger inside than it may be.
            TooLarge: the upload's allowance is used up.
        """
        self.unreadable = 0
        self.cut = False
        self._parts = parts
        self._allowance = allowance
        self._shared: list[str] | None = None
        self._places = self._sheet_places()
        self.sheets = tuple(self._places)

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of one sheet that are not empty.

        Raises:
            EntryRefused, TooLarge: as above.
        """
        self.unreadable, self.cut = 0, False
        if self._shared is None:
            self._shared = self._shared_texts()
        reading = _SheetReading(self._shared)
        whole = _Parsing(reading.start, reading.end, reading.text)
        for _ in whole.over(self._pieces(self._places[sheet])):
            self._allowance.check_time()
            yield from reading.take()
        yield from reading.take()
        self.cut = not whole.complete
        self.unreadable = int(reading.open)

    def _pieces(self, path: str) -> Iterator[bytes]:
        part = self._parts.get(path)
        return part() if part else iter(())

    def _sheet_places(self) -> dict[str, str]:
        targets: dict[str, str] = {}
        named: list[tuple[str, str]] = []

        def relation(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and len(targets) < _SHEETS:
                target = attributes.get("Target", "").lower()
                targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

        def sheet(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet" and len(named) < _SHEETS:
                identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                named.append((attributes.get("name", ""), identity))

        for path, noted in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
            for _ in _Parsing(noted).over(self._pieces(path)):
                self._allowance.check_time()
        numbered = enumerate(named, 1)
        return {name: targets.get(identity, f"xl/worksheets/sheet{n}.xml") for n, (name, identity) in numbered}

    def _shared_texts(self) -> list[str]:
        """The texts that cells name by their number."""
        texts: list[str] = []
        parts: list[str] = []
        size, inside = 0, False

        def start(tag: str, _: Mapping[str, str]) -> None:
            nonlocal inside
            inside = tag == "t"
            if tag == "si":
                parts.clear()

        def end(tag: str) -> None:
            nonlocal inside, size
            inside = False
            if tag == "si":
                texts.append("".join(parts)[:_LONGEST_TEXT])
                size += 64 + len(texts[-1].encode(errors="replace"))
                if size > _SHARED_BYTES:
                    raise EntryRefused(_TOO_LARGE)

        def text(written: str) -> None:
            if inside and len(parts) < _LONGEST_TEXT:
                parts.append(written[:_LONGEST_TEXT])

        for _ in _Parsing(start, end, text).over(self._pieces("xl/sharedstrings.xml")):
            self._allowance.check_time()
        return texts


class _SheetReading:
    """What has been met of a sheet so far."""

    def __init__(self, shared: list[str]) -> None:
        self.open = False
        self._shared = shared
        self._rows: list[Row] = []
        self._row: Row = {}
        self._column = -1
        self._kind = ""
        self._inside = False
        self._text: list[str] = []
        self._left = _LONGEST_TEXT

    def take(self) -> list[Row]:
        """The rows since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            self.open, self._row, self._column = True, {}, -1
        elif tag == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._kind, self._text, self._left = attributes.get("t", "n"), [], _LONGEST_TEXT
        self._inside = tag in ("v", "t")

    def text(self, written: str) -> None:
        if self._inside and self._left > 0:
            self._text.append(written[: self._left])
            self._left -= len(written)

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "c" and 0 <= self._column < _COLUMNS and self._text:
            text = "".join(self._text)
            if self._kind == "s":
                place = int(text) if text.isdecimal() and len(text) < 10 else len(self._shared)
                text = self._shared[place] if place < len(self._shared) else ""
            if text:
                self._row[self._column] = text
        elif tag == "row":
            self.open = False
            if self._row:
                self._rows.append(self._row)


def _column(reference: str, following: int) -> int:
    """The place of a cell such as `B7`; where it is not said, it follows on the one before."""
    letters = re.match(r"[A-Z]{1,3}(?=\d)", reference)
    if letters is None:
        return following
    place = 0
    for letter in letters.group():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _ignore(*_: object) -> None:
    """Nothing of interest."""


class _Parsing:
    """XML piece by piece; names without their prefix.

    Attributes:
        complete: at the end, whether it was whole.
    """

    def __init__(
        self,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None] = _ignore,
        text: Callable[[str], None] = _ignore,
    ) -> None:
        self.complete = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        self._parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _no_doctype

    def over(self, pieces: Iterator[bytes]) -> Iterator[None]:
        """Goes on by one piece each time."""
        fed = 0
        with suppress(expat.ExpatError):
            for piece in pieces:
                self._parser.Parse(piece, False)
                fed += len(piece)
                if fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise EntryRefused(_TOO_LARGE)
                yield
            self._parser.Parse(b"", True)
            self.complete = True


def _no_doctype(*_: object) -> None:
    # Spreadsheets have none; whoever writes one wants its entities to grow.
    raise EntryRefused("This spreadsheet holds what no spreadsheet holds, so I left it.")
