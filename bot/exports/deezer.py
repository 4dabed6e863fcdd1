"""Deezer: `deezer-data_<digits>.xlsx`, a spreadsheet of some twelve sheets, known by their names.

Of the sheet `10_listeningHistory` title, artists, album, seconds listened, day and time, and the platform's name (at
once reduced to a kind of device) are read. Deezer does not say in which zone its times are, nor whether they are the
beginning or the end: they are read as the beginning, in UTC, and a note says so. Never stored: ISRC, IP address, device
model, and all other sheets, among them the one with the e-mail address.

A row is left out for the first of these reasons that holds: unreadable, not a listen (neither title nor time nor
duration), no title, never played, no time, duplicate. Durations of -1 are unknown; "None" is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from bot.errors import UploadError, WrongPackage
from bot.exports.columns import MISSING, FileCount, ListenBatch
from bot.exports.limits import Allowance
from bot.exports.numbers import LONGEST_PLAY_MS
from bot.exports.platforms import PlatformCodes
from bot.exports.scrobbles import ZONE_NOTE, Scrobbles, Told, number
from bot.exports.spreadsheets import Row, Workbook
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import LeftOut, SourceKind

KIND, OTHER = SourceKind.DEEZER.value, "deezer_other"

_GET_HISTORY = (
    "Ask Deezer for your data (Account settings, My information, “My personal data”), and send the whole .xlsx when "
    "its e-mail comes."
)
_HISTORY = "listeninghistory"
_OTHER_SHEETS = frozenset(("favoriteartist", "favoritealbum", "favoriteplaylist", "favoritesong", "playlistcreated"))
_COLUMNS = {
    "song title": "track",
    "artist": "artist",
    "album title": "album",
    "listening time": "seconds",
    "platform name": "platform",
    "date": "date",
}
_BATCH = 2000
_SERIAL_DAYS = range(36_526, 73_050)  # 2000 to 2099, as spreadsheet programs count days
_SERIAL_START_MS = datetime(1899, 12, 30, tzinfo=UTC).timestamp() * 1000
_DAY_MS = 86_400_000


class Deezer(Scrobbles):
    """Reader of Deezer's export."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.DEEZER, allowance)
        self._platforms = PlatformCodes()
        self._others = 0

    def claim(self, head: Head) -> str | None:
        """A spreadsheet with a sheet of Deezer's history; `OTHER` if it has only other sheets of Deezer's."""
        if head.form is not Form.SPREADSHEET:
            return None
        names = {_plain(sheet) for sheet in head.keys}
        if _HISTORY in names:
            return KIND
        return OTHER if names & _OTHER_SHEETS else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One spreadsheet."""
        count = FileCount(file.name, kind)
        workbook = file.entry.workbook
        if workbook is None or kind == OTHER:
            self._others += 1
            count.notes.append("Deezer's favourites and playlists, without a listening history. Not read.")
            return count
        batches: list[ListenBatch] = []
        for sheet in workbook.sheets:
            if _plain(sheet) == _HISTORY:
                batches += self._sheet(workbook, sheet, count)
        if batches:
            count.notes.append(ZONE_NOTE)
        self.listens.add(count, batches)
        return count

    def complaint(self) -> UploadError | None:
        """A spreadsheet of Deezer's without its sheet of history."""
        return WrongPackage("a part of Deezer's export", _GET_HISTORY) if self._others else None

    def _sheet(self, workbook: Workbook, sheet: str, count: FileCount) -> list[ListenBatch]:
        rows = workbook.rows(sheet)
        header = next(rows, {})
        places = {
            _COLUMNS[name]: place for place, text in header.items() if (name := text.strip().casefold()) in _COLUMNS
        }
        batches: list[ListenBatch] = []
        if "track" in places and "date" in places:
            batches = [self._batch(batch, places, count) for batch in _batches(rows)]
            count.add_broken(workbook.unreadable, cut=workbook.cut)
        else:
            count.notes.append("Its history has other columns than those that I know, so I could not read it.")
        return batches

    def _batch(self, rows: Sequence[Row], places: dict[str, int], count: FileCount) -> ListenBatch:
        self.allowance.listen(len(rows))
        played = [_played_ms(_told(row, places, "seconds")) for row in rows]
        possible = [row for row, ms in zip(rows, played, strict=True) if ms is not None]
        count.rows += len(rows) - len(possible)
        count.leave_out(LeftOut.UNREADABLE, len(rows) - len(possible))
        told = Told(
            times=[_moment(_told(row, places, "date")) for row in possible],
            tracks=[_told(row, places, "track") for row in possible],
            artists=[_told(row, places, "artist") for row in possible],
            albums=[_told(row, places, "album") for row in possible],
            played_ms=np.array([ms for ms in played if ms is not None], dtype=np.int64),
            platform=np.array([self._platforms[_told(row, places, "platform")] for row in possible], dtype=np.int8),
        )
        return told.batch(self.listens.names, count)


def _plain(sheet: str) -> str:
    """A sheet's name without its number: `10_listeningHistory` is `listeninghistory`."""
    return re.sub(r"[\d\s_]+", "", sheet).casefold()


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _told(row: Row, places: dict[str, int], what: str) -> str | None:
    text = row.get(places.get(what, MISSING), "").strip()
    return None if text in ("", "None") else text


def _played_ms(text: str | None) -> int | None:
    """A duration in ms, MISSING where Deezer does not know it (-1); None if it is impossible."""
    seconds = number(text)
    if seconds is None or seconds < 0:
        return MISSING
    return round(seconds * 1000) if seconds * 1000 <= LONGEST_PLAY_MS else None


def _moment(text: str | None) -> object:
    """A time as `scrobbles.moment` reads it; a spreadsheet program that saved the file may have made it a number."""
    days = number(text)
    if days is not None and int(days) in _SERIAL_DAYS:
        return _SERIAL_START_MS + days * _DAY_MS
    return text if days is None else None
