"""Last.fm histories as tables: what the exporters write that members use, since Last.fm itself gives none.

| exporter | separator | columns | time |
| --- | --- | --- | --- |
| lastfm-to-csv | , | no header: artist, album, track, date | `19 Sep 2024 11:25` or `19 Sep 2024, 11:25`, UTC |
| ghan.nl | , | uts, utc_time, artist, artist_mbid, album, album_mbid, track, track_mbid | seconds since 1970 |
| lastfmstats.com | ; | Artist, Album, AlbumId, Track, Date#<user> | ms since 1970 |
| made by hand, R | any | an artist, a track and a time, in any order | any of these, or ISO 8601 |
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.exports.columns import FileCount, ListenBatch, Names
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT
from bot.exports.scrobbles import ZONE_NOTE, Told, moment, number
from bot.exports.separated import Lines, separated
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import LeftOut

_SEPARATORS = ",;\t"
_LOOK_AT = 50
_BATCH = 5000
_ARTIST = ("artist", "artist name")
_TRACK = ("track", "track name", "title", "song", "song name", "name")
_ALBUM = ("album", "album name", "release")
_UTC = ("uts", "timestamp", "unix timestamp", "utc time")
_TIME = (*_UTC, "date", "datetime", "date time", "time", "scrobble time", "scrobbled at", "played at", "listened at")
_PLAYS = frozenset(("plays", "playcount", "play count", "scrobbles", "count"))
_WRITTEN_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4},? \d{1,2}:\d\d")
_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\s*\Z")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns a table has.

    Attributes:
        header: the fields of its first row as they stand there; () if it has none.
        times: columns that may tell when, the surest first.
        utc: of these, the ones that are UTC by their name.
        other: what it is if it is no history, else "".
    """

    separator: str
    header: tuple[str, ...]
    artist: int = 0
    track: int = 2
    album: int | None = 1
    times: tuple[int, ...] = (3,)
    utc: tuple[int, ...] = (3,)
    other: str = ""


def shape_of(head: Head) -> Shape | None:
    """The shape of a table of Last.fm's, or None for any other file."""
    if head.form not in (Form.TEXT, Form.ROWS, Form.OBJECT) or (head.form is not Form.TEXT and head.keys):
        return None  # an artist's name may begin with a bracket, but then nothing looks like JSON's keys
    lines = head.text.decode("utf-8", errors="replace").splitlines()[:_LOOK_AT]
    shapes = (look(lines, separator) for look in (_with_header, _without_header) for separator in _SEPARATORS)
    return next((shape for shape in shapes if shape is not None), None)


def _rows(lines: Sequence[str], separator: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return []


def _with_header(lines: Sequence[str], separator: str) -> Shape | None:
    header = next(iter(_rows(lines[:1], separator)), [])
    names = [re.sub(r"[\s_-]+", " ", name.partition("#")[0].strip().casefold()) for name in header]
    artist, track, album = (_place(names, wanted) for wanted in (_ARTIST, _TRACK, _ALBUM))
    times = tuple(names.index(name) for name in _TIME if name in names)
    if artist is None:
        return None
    if _PLAYS & set(names):
        # Also where it has times: a library that lists how often, and when last.
        return Shape(separator, tuple(header), other="what you played most")
    if not times:
        return None
    if track is None or len(header) < 3:
        return None
    if album is None and "artist mbid" in names:
        return Shape(separator, tuple(header), other="tracks that you love")
    utc = tuple(names.index(name) for name in _UTC if name in names)
    return Shape(separator, tuple(header), artist, track, album, times, utc)


def _place(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _without_header(lines: Sequence[str], separator: str) -> Shape | None:
    shape = Shape(separator, ())
    rows = [_mended(row) for row in _rows(lines, separator)]
    four = [row for row in rows if len(row) == 4]
    dated = [row for row in four if _WRITTEN_DAY.fullmatch(row[3].strip())]
    return shape if dated and 2 * len(dated) >= len(rows) else None


def _mended(row: list[str]) -> list[str]:
    """A row whose date was written with a comma, and without quotes around it."""
    joined = ",".join(row[3:])
    return [*row[:3], joined] if len(row) > 4 and _WRITTEN_DAY.fullmatch(joined.strip()) else row


class Table:
    """Reads the rows of one table."""

    def __init__(self, shape: Shape, names: Names, allowance: Allowance) -> None:
        self._shape = shape
        self._names = names
        self._allowance = allowance
        self._zone_unknown = False

    def read(self, file: TextFile, count: FileCount) -> list[ListenBatch]:
        """The listens of the file; its count is complete but for duplicates."""
        lines = Lines(self._allowance)
        rows = separated(lines.of(file.pieces), self._shape.separator)
        batches, batch = [], []
        for row in rows:
            if row is not None and tuple(row) == self._shape.header:
                continue  # also where two tables were put together
            fitting = None if row is None else self._fitting(row)
            if fitting is None:
                count.add_broken(1, cut=False)
            else:
                batch.append(fitting)
            if len(batch) >= _BATCH:
                batches.append(self._batch(batch, count))
                batch = []
        batches.append(self._batch(batch, count))
        count.rows += lines.too_long
        count.leave_out(LeftOut.UNREADABLE, lines.too_long)
        if self._zone_unknown:
            count.notes.append(ZONE_NOTE)
        return batches

    def _fitting(self, row: list[str]) -> list[str] | None:
        """The row with as many fields as it should have; None if it has others."""
        width = len(self._shape.header) or 4
        if not self._shape.header:
            row = _mended(row)
        wanted = (self._shape.artist, self._shape.track, self._shape.album or 0, *self._shape.times)
        if len(row) <= max(wanted) or any(field.strip() for field in row[width:]):
            return None
        return row[:width]  # a row of a hundred thousand empty fields must not wait for its batch

    def _batch(self, rows: Sequence[list[str]], count: FileCount) -> ListenBatch:
        self._allowance.listen(len(rows))
        shape = self._shape
        told = Told(
            times=[self._time(row) for row in rows],
            tracks=[row[shape.track] for row in rows],
            artists=[row[shape.artist] for row in rows],
            albums=[None if shape.album is None else row[shape.album] for row in rows],
        )
        return told.batch(self._names, count)

    def _time(self, row: Sequence[str]) -> str | None:
        for place in self._shape.times:
            text = row[place]
            if moment(text) != NO_MOMENT:
                local = place not in self._shape.utc and number(text) is None and not _ZONE.search(text)
                self._zone_unknown = self._zone_unknown or local
                return text
        return None
