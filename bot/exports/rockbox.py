"""Rockbox's `.scrobbler.log`: what a portable player notes, one line of tab-separated values per track.

Artist, album, title, number on the album, length in seconds, L (listened) or S (skipped), seconds since 1970, and
perhaps an identifier. A track that was skipped is a listen of unknown duration, marked as skipped; of one that was
listened to, the player knows only the length. Where its header says `#TZ/UNKNOWN`, the seconds are those of the
player's own clock; they are read as UTC, and a note says so. A row is left out for the first of these reasons that
holds: unreadable, not a listen (neither title nor time nor length), no title, no time (a player without a clock writes
0), duplicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from bot.exports.columns import MISSING, FileCount
from bot.exports.limits import Allowance
from bot.exports.scrobbles import LENGTH_NOTE, Scrobbles, Told, known, lengths_ms
from bot.exports.separated import Lines
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import LeftOut, SourceKind

KIND = SourceKind.ROCKBOX.value

_ROW = re.compile(rb"^[^\t\n#][^\t\n]*\t[^\t\n]*\t[^\t\n]+\t\d*\t\d+\t[LS]\t\d+(?:\t[^\t\n]*)*\r?$", re.MULTILINE)
_TIME_ZONE = re.compile(rb"^#TZ/(\w+)", re.MULTILINE)
_RATINGS = {"L": 0, "S": 1}
_FIELDS = 7
_BATCH = 5000
_CLOCK_NOTE = "The player did not know its time zone; I read its times as UTC."


class Rockbox(Scrobbles):
    """Reader of Rockbox's logs, and of other players that write the same."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.ROCKBOX, allowance)

    def claim(self, head: Head) -> str | None:
        """A text that begins with `#AUDIOSCROBBLER/`, or that has rows with an L or S between two numbers."""
        if head.form not in (Form.TEXT, Form.ROWS, Form.OBJECT):
            return None
        return KIND if head.text.lstrip().startswith(b"#AUDIOSCROBBLER/") or _ROW.search(head.text) else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One log."""
        count = FileCount(file.name, kind)
        zone = _TIME_ZONE.search(file.head.text)
        lines = Lines(self.allowance)
        batches, long = [], False
        for rows in _batches(lines.of(file.pieces)):
            self.allowance.listen(len(rows))
            whole = [row for row in rows if len(row) >= _FIELDS]
            count.add_broken(len(rows) - len(whole), cut=False)
            skipped = np.array([_RATINGS.get(row[5].strip().upper(), MISSING) for row in whole], dtype=np.int8)
            lengths = np.where(skipped == 0, lengths_ms([row[4] for row in whole], 1000), MISSING)
            long |= known(lengths)
            told = Told(
                times=[row[6] for row in whole],
                tracks=[row[2] for row in whole],
                artists=[row[0] for row in whole],
                albums=[row[1] for row in whole],
                played_ms=lengths,
                skipped=skipped,
            )
            batches.append(told.batch(self.listens.names, count))
        count.rows += lines.too_long
        count.leave_out(LeftOut.UNREADABLE, lines.too_long)
        if zone is None or zone.group(1) != b"UTC":
            count.notes.append(_CLOCK_NOTE)
        if long:
            count.notes.append(LENGTH_NOTE)
        self.listens.add(count, batches)
        return count


def _batches(lines: Iterator[str]) -> Iterator[list[list[str]]]:
    batch = []
    for line in lines:
        fields = line.split("\t", _FIELDS)
        # Lines with # are remarks, unless an artist's name begins with it.
        if line.strip() and (not line.startswith("#") or (len(fields) >= _FIELDS and fields[6].strip().isdigit())):
            batch.append(fields)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
