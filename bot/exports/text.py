"""What a file is, from its first bytes: its form, its encoding and the keys that stand in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.exports.archive import Entry

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (re.compile(rb"(?:[\t\n\r -~]\x00\x00\x00){2}"), "utf-32-le"),
    (re.compile(rb"(?:\x00\x00\x00[\t\n\r -~]){2}"), "utf-32-be"),
    (re.compile(rb"[\[{\s]\x00[^\x00]\x00|(?:[\t\n\r -~]\x00){4}"), "utf-16-le"),
    (re.compile(rb"\x00[\[{\s]\x00[^\x00]|(?:\x00[\t\n\r -~]){4}"), "utf-16-be"),
)
_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,80})"\s*:')
_KEYS_WITHIN = 16 * 1024  # a row has at most 900 bytes; further keys would only repeat
_TEXT_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_MOST_CONTROLS = 40  # one of so many characters; of random bytes it is one of nine


class Form(StrEnum):
    """How a file is written."""

    EMPTY = "an empty file"
    ROWS = "a JSON array"
    OBJECT = "a JSON object"
    HTML = "a web page"
    PDF = "a PDF document"
    ARCHIVE = "a packed file that is no ZIP"
    TEXT = "a text"
    SPREADSHEET = "a spreadsheet"
    BINARY = "no text"


@dataclass(frozen=True, slots=True)
class Head:
    """What the first 64 KiB of a file show.

    Attributes:
        keys: names of JSON members in order of first appearance. Names only: values are not looked at. Of a spreadsheet
            the names of its sheets.
        text: those bytes as UTF-8, without byte order mark.
    """

    form: Form
    keys: tuple[str, ...]
    text: bytes

    def has(self, *keys: str) -> bool:
        """Whether all of these keys stand in it."""
        return all(key in self.keys for key in keys)


@dataclass(slots=True)
class TextFile:
    """One file of the upload as UTF-8: its head, and all of its pieces (the head is the first)."""

    name: str
    head: Head
    pieces: Iterator[bytes]
    entry: Entry


def as_text(entry: Entry) -> TextFile:
    """The entry's bytes as UTF-8 without byte order mark, whatever they were written in.

    A spreadsheet has no text of its own; its reader asks the entry's workbook for rows.
    """
    if entry.workbook is not None:
        return TextFile(entry.name, Head(Form.SPREADSHEET, entry.workbook.sheets, b""), iter(()), entry)
    encoding, skip = _encoding(entry.head)
    pieces = _joined(entry.head[skip:], entry.rest)
    if encoding != "utf-8":
        pieces = _recoded(pieces, encoding)
    first = next(pieces, b"")
    head = Head(form := _form(first), _keys(first) if form in (Form.ROWS, Form.OBJECT) else (), first)
    return TextFile(entry.name, head, _joined(first, pieces), entry)


def _encoding(head: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for pattern, encoding in _UNMARKED:
        if pattern.match(head):
            return encoding, 0
    return "utf-8", 0


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _recoded(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for piece in pieces:
        if text := decoder.decode(piece):
            yield text.encode("utf-8", errors="replace")
    if text := decoder.decode(b"", final=True):
        yield text.encode("utf-8", errors="replace")


def _form(head: bytes) -> Form:
    start = head.lstrip()[:1024]
    if not start:
        return Form.EMPTY if not head else Form.TEXT
    if start.startswith(b"%PDF"):
        return Form.PDF
    if start.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")):
        return Form.ARCHIVE
    # Some are damage, which costs the rows in which it is.
    if _MOST_CONTROLS * (len(start) - len(start.translate(None, _TEXT_CONTROLS))) > len(start):
        return Form.BINARY
    if re.match(rb"<(?:!doctype\s+html|html|head|body|!--|\?xml)", start, re.IGNORECASE):
        return Form.HTML
    return {b"[": Form.ROWS, b"{": Form.OBJECT}.get(start[:1], Form.TEXT)


def _keys(head: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.decode("utf-8", errors="replace") for key in _KEY.findall(head, 0, _KEYS_WITHIN)))
