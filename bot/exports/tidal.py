"""Tidal's streams: a table with a row for each.

Its columns are known from what others read, and not from an export of our own: `entry_date` is taken for the moment of
beginning, in UTC where it names no zone. Never taken: country, region and city; the client's name is at once reduced to
phone, computer and so on. A row is left out for the first of these reasons that holds: unreadable (a duration that is
no number), not a listen (neither title nor time nor duration), no title, never played, no time, duplicate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.errors import UploadError
from bot.exports.columns import CONTENTS, FileCount, ListenBatch, Listens, Names
from bot.exports.csv_rows import columns_of, read_table
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_moments
from bot.exports.numbers import durations
from bot.exports.plain_listens import PlainRows
from bot.exports.platforms import PlatformCodes
from bot.exports.sources import source_reading
from bot.exports.text import Head, TextFile
from bot.model.listens import PLAYLIST_TRACKS, Content, LeftOut, SourceKind, SourceReading

KIND = SourceKind.TIDAL.value

_COLUMNS = (
    "entry date",
    "track title",
    "artist name",
    "album name",
    "stream duration ms",
    "product type",
    "client name from session",
)
_NEEDED = {"entry date", "track title", "artist name"}
_MUSIC, _VIDEO = CONTENTS.index(Content.MUSIC), CONTENTS.index(Content.VIDEO)
_NO_NUMBER = math.inf  # longer than any duration, so that it is found impossible


class Tidal:
    """Reader of Tidal's streams."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._listens = Listens(Names(allowance))
        self._platforms = PlatformCodes()

    def claim(self, head: Head) -> str | None:
        """A table with the columns `entry_date`, `track_title` and `artist_name`."""
        return KIND if set(columns_of(head)) >= _NEEDED else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One table."""
        count = FileCount(file.name, kind)
        tables = read_table(file.pieces, _COLUMNS, count, self._allowance)
        batches = [self._batch(rows, count) for rows in tables]
        self._listens.add(count, batches)
        return count

    def finish(self) -> SourceReading | None:
        """The listens of all files, without duplicates."""
        return source_reading(SourceKind.TIDAL, self._listens.table(), (), PLAYLIST_TRACKS.empty_table())

    def complaint(self) -> UploadError | None:
        """Nothing to say: whatever this reader claims is a history."""
        return None

    def _batch(self, rows: Sequence[Sequence[str]], count: FileCount) -> ListenBatch:
        times, tracks, artists, albums, lasted, products, clients = zip(*rows, strict=True)
        started_at = utc_moments([time or None for time in times])
        played_ms, known, impossible = durations([_number(text) for text in lasted])
        empty = np.array([not track.strip() for track in tracks], dtype=np.bool_)
        video = np.array(["video" in product.casefold() for product in products], dtype=np.bool_)
        plain = PlainRows(
            started_at=started_at,
            same_at=started_at,
            played_ms=played_ms,
            tracks=tracks,
            artists=artists,
            albums=albums,
            content=np.where(video, _VIDEO, _MUSIC).astype(np.int8),
            platform=np.array([self._platforms[client or None] for client in clients], dtype=np.int8),
        )
        nothing = empty & (started_at == NO_MOMENT) & ~known
        reasons = ((LeftOut.UNREADABLE, impossible), (LeftOut.NOT_A_LISTEN, nothing))
        return plain.batch(self._listens.names, count, reasons)


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        return _NO_NUMBER
    return _NO_NUMBER if math.isnan(number) else number
