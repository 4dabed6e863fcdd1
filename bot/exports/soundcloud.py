"""SoundCloud's play history: a table of when, title and address.

The artist stands nowhere but in the title, and only if whoever uploaded the track wrote "Artist - Title". The address,
which names an account and not an artist, is not taken. A row is left out for the first of these reasons that holds:
unreadable, not a listen (neither title nor time), no title, no time, duplicate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from bot.errors import UploadError
from bot.exports.columns import CONTENTS, MISSING, FileCount, ListenBatch, Listens, Names
from bot.exports.csv_rows import columns_of, read_table
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_moments
from bot.exports.plain_listens import PlainRows
from bot.exports.sources import source_reading
from bot.exports.text import Head, TextFile
from bot.model.listens import PLAYLIST_TRACKS, Content, LeftOut, SourceKind, SourceReading

KIND = SourceKind.SOUNDCLOUD.value

_COLUMNS = ("play time", "track title")
_MUSIC = CONTENTS.index(Content.MUSIC)
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class SoundCloud:
    """Reader of SoundCloud's play history."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._listens = Listens(Names(allowance))

    def claim(self, head: Head) -> str | None:
        """A table with the columns `play_time` and `track_title`."""
        return KIND if set(_COLUMNS) <= set(columns_of(head)) else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One table."""
        count = FileCount(file.name, kind)
        tables = read_table(file.pieces, _COLUMNS, count, self._allowance)
        batches = [_batch(rows, self._listens.names, count) for rows in tables]
        self._listens.add(count, batches)
        return count

    def finish(self) -> SourceReading | None:
        """The listens of all files, without duplicates."""
        return source_reading(SourceKind.SOUNDCLOUD, self._listens.table(), (), PLAYLIST_TRACKS.empty_table())

    def complaint(self) -> UploadError | None:
        """Nothing to say: whatever this reader claims is a history."""
        return None


def artist_and_title(written: str) -> tuple[str | None, str]:
    """Who and what, from a title such as "Artist - Title".

    Split only where one dash with white space around it stands outside brackets, and something on both its sides;
    "A - B - C" could be either, so its artist is None.
    """
    dashes = list(_DASH.finditer(_IN_BRACKETS.sub(lambda bracket: "_" * len(bracket.group()), written)))
    if len(dashes) == 1:
        artist, title = written[: dashes[0].start()].strip(), written[dashes[0].end() :].strip()
        if artist and title:
            return artist, title
    return None, written


def _batch(rows: Sequence[Sequence[str]], names: Names, count: FileCount) -> ListenBatch:
    started_at = utc_moments([time or None for time, _ in rows])
    split = [artist_and_title(title) for _, title in rows]
    empty = np.array([not title.strip() for _, title in rows], dtype=np.bool_)
    plain = PlainRows(
        started_at=started_at,
        same_at=started_at,
        played_ms=np.full(len(rows), MISSING, dtype=np.int64),
        tracks=[title for _, title in split],
        artists=[artist for artist, _ in split],
        albums=[None] * len(rows),
        content=np.full(len(rows), _MUSIC, dtype=np.int8),
        platform=np.full(len(rows), MISSING, dtype=np.int8),
    )
    return plain.batch(names, count, ((LeftOut.NOT_A_LISTEN, empty & (started_at == NO_MOMENT)),))
