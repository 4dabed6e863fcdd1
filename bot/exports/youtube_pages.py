"""Records of what a member did in a Google product, as Takeout writes them on a web page, which is its default.

A page is cut in front of each record's cell, and each cell parsed by itself: pages of a hundred megabytes are usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.exports.limits import Allowance
from bot.exports.text import Form, Head
from bot.exports.youtube_dates import written_moment
from bot.exports.youtube_records import Record
from bot.exports.youtube_words import ADVERTISED

_CELL = re.compile(rb'<div[^<>]{0,40}\bclass="[^"<>]{0,80}\bouter-cell\b', re.IGNORECASE)
_TAG = 40  # within which a cell's own class stands
_BEGINNING = 256  # of a cell's tag that two pieces share
_LARGEST_CELL = 256 * 1024  # real ones have two kilobytes
_MOST_TAGS = 1000  # real ones have thirty; what is nested deep takes the parser quadratic time
_LAST_LINES = 12  # among which the date is
_BATCH = 1000
_LINE_OF_TITLE = 0


def is_page(head: Head) -> bool:
    """Whether a file looks like a page of activities; its style sheet alone may fill what is seen of it."""
    return head.form is Form.HTML and (b"outer-cell" in head.text or b".mdl-" in head.text)


class PageRecords:
    """The records of one page.

    Attributes:
        unreadable: after the last batch, cells that could not be read.
        cut: whether the page breaks off before its end.
        unsure: records whose time zone is not certain, so that it was read as UTC.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.unreadable = 0
        self.cut = False
        self.unsure = 0
        self._allowance = allowance

    def batches(self, pieces: Iterator[bytes]) -> Iterator[list[Record]]:
        """Readable records in order, a thousand at a time."""
        batch: list[Record] = []
        for whole in self._cells(pieces):
            self._allowance.check_time()
            cell = whole[:_LARGEST_CELL]  # no record is that long; what is behind it belongs to none
            usual = b"-cell" in cell[_TAG:] and cell.count(b"<") <= _MOST_TAGS
            record = self._record(cell.decode("utf-8", errors="replace")) if usual else None
            if record is None:
                self.unreadable += 1
            else:
                batch.append(record)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _cells(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        buffer, inside, tail = b"", False, b""
        for piece in pieces:
            tail = (tail + piece)[-_BEGINNING:]
            buffer += piece
            starts = [found.start() for found in _CELL.finditer(buffer)]
            if starts:
                # An open cell begins where the buffer does.
                yield from (buffer[at:to] for at, to in pairwise(starts))
                buffer, inside = buffer[starts[-1] :], True
            if inside and len(buffer) > _LARGEST_CELL:
                yield buffer
                inside = False
            if not inside:
                buffer = buffer[-_BEGINNING:]
        self.cut = not tail.rstrip().lower().endswith(b"</html>")
        if not inside:
            return
        if self.cut and buffer.count(b"<div") > buffer.count(b"</div"):
            self.unreadable += 1
        else:
            yield buffer

    def _record(self, cell: str) -> Record | None:
        page = LexborHTMLParser(cell)
        header, body = page.css_first(".header-cell"), page.css_first(".content-cell")
        if header is None or body is None:
            return None
        lines = _lines(body)
        title = lines[_LINE_OF_TITLE] if lines else ("", "")
        time, at = None, len(lines)
        for number in range(len(lines) - 1, max(_LINE_OF_TITLE, len(lines) - _LAST_LINES), -1):
            moment, certain = written_moment(lines[number][0])
            if moment is not None:
                time, at = moment.strftime("%Y-%m-%dT%H:%M:%SZ"), number
                self.unsure += not certain
                break
        channel = lines[_LINE_OF_TITLE + 1] if at > _LINE_OF_TITLE + 1 and len(lines) > 1 else ("", "")
        caption = page.css_first(".mdl-typography--caption")
        return Record(
            header=" ".join(header.text().split()),
            line=title[0],
            url=title[1],
            # Only a link is a channel: elsewhere stands where one was, or on what device.
            channel=channel[0] if channel[1] else "",
            channel_url=channel[1],
            time=time,
            advertised=caption is not None and _advertised(caption),
        )


def _lines(body: LexborNode) -> list[tuple[str, str]]:
    """Text and first address of each line that holds something."""
    lines: list[tuple[str, str]] = []
    text, url = "", ""
    for node in body.iter(include_text=True):
        if node.tag == "br":
            lines.append((text.strip(), url))
            text, url = "", ""
            continue
        text += (node.text_content if node.tag == "-text" else node.text()) or ""
        if node.tag == "a":
            url = url or node.attributes.get("href") or ""
    lines.append((text.strip(), url))
    return [line for line in lines if line[0]]


def _advertised(caption: LexborNode) -> bool:
    """Whether one of the details says so: they are indented, unlike the explanations around them."""
    texts = (node.text_content or "" for node in caption.iter(include_text=True) if node.tag == "-text")
    return any(text.startswith("\u2003") and ADVERTISED.search(text) for text in texts)
