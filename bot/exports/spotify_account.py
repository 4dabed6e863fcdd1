"""Spotify's "Account data": the past year's listens, to the minute, and the playlists.

`StreamingHistory*.json` of all years, music, podcasts and audiobooks, told from other files by their keys; until 2023
podcasts stand among the music with nothing to tell them apart. A row is left out for the first of these reasons that
holds: unreadable, not a listen (neither title nor time nor duration), no title, never played, no time, duplicate.
Private sessions are not marked in these files.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from bot.errors import UploadError
from bot.exports.columns import (
    CONTENTS,
    MISSING,
    Codes,
    FileCount,
    ListenBatch,
    Listens,
    Names,
    Ranks,
    left_out,
)
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_minutes
from bot.exports.numbers import Number, durations
from bot.exports.rows import Rows
from bot.exports.sources import source_reading
from bot.exports.spotify_playlists import KIND as PLAYLISTS
from bot.exports.spotify_playlists import Playlists, is_playlists
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import Content, LeftOut, SourceKind, SourceReading

KIND = SourceKind.SPOTIFY_ACCOUNT.value

_MUSIC, _PODCAST = CONTENTS.index(Content.MUSIC), CONTENTS.index(Content.PODCAST)
_AUDIOBOOK = CONTENTS.index(Content.AUDIOBOOK)
_PLACEHOLDER = ("Unknown Track", "Unknown Artist")


class _Row(msgspec.Struct, gc=False):
    """One stream of any of the three files, in the order of their fields."""

    end_time: str | None = msgspec.field(name="endTime", default=None)
    artist: str | None = msgspec.field(name="artistName", default=None)
    track: str | None = msgspec.field(name="trackName", default=None)
    show: str | None = msgspec.field(name="podcastName", default=None)
    episode: str | None = msgspec.field(name="episodeName", default=None)
    book: str | None = msgspec.field(name="audiobookName", default=None)
    chapter: str | None = msgspec.field(name="chapterName", default=None)
    author: str | None = msgspec.field(name="authorName", default=None)
    ms_played: Number = msgspec.field(name="msPlayed", default=None)


class SpotifyAccount:
    """Reader of Spotify's account data."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._listens = Listens(Names(allowance))
        self._playlists = Playlists(allowance)

    def claim(self, head: Head) -> str | None:
        """An array whose rows have `endTime` and `msPlayed`, or an object of playlists."""
        if head.form is Form.ROWS and head.has("endTime", "msPlayed"):
            return KIND
        return PLAYLISTS if is_playlists(head) else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file of streams, or of playlists."""
        if kind == PLAYLISTS:
            return self._playlists.read(file)
        count = FileCount(file.name, kind)
        rows = Rows(_Row, self._allowance)
        batches = []
        for batch in rows.batches(file.pieces):
            self._allowance.listen(len(batch))
            batches.append(_columns(batch, self._listens.names, count))
        count.add_broken(rows.unreadable, cut=rows.cut)
        self._listens.add(count, batches)
        return count

    def finish(self) -> SourceReading | None:
        """The listens and the playlists of all files, without duplicates."""
        playlists, tracks = self._playlists.table()
        return source_reading(SourceKind.SPOTIFY_ACCOUNT, self._listens.table(), playlists, tracks)

    def complaint(self) -> UploadError | None:
        """Nothing to say: whatever this reader claims is a history or a playlist."""
        return None


def _columns(rows: Sequence[_Row], names: Names, count: FileCount) -> ListenBatch:
    ended_at = utc_minutes([row.end_time for row in rows])
    played_ms, known, impossible = durations([row.ms_played for row in rows])
    track, artist, album, content = _titles(rows, names)
    untimed, untitled = ended_at == NO_MOMENT, track == MISSING
    count.rows += len(rows)
    kept = left_out(
        (
            (LeftOut.UNREADABLE, impossible),
            (LeftOut.NOT_A_LISTEN, untitled & untimed & ~known),
            (LeftOut.NO_TITLE, untitled),
            (LeftOut.NEVER_PLAYED, known & (played_ms <= 0)),
            (LeftOut.NO_TIME, untimed),
        ),
        count,
        len(rows),
    )
    unknown = np.full(len(rows), MISSING, dtype=np.int8)
    return ListenBatch(
        ended_at=ended_at,
        # endTime is the END of the stream, and whole minutes of it: the true start is up to a minute later.
        started_at=ended_at - np.where(known, played_ms, 0),
        played_ms=played_ms,
        artist=artist,
        track=track,
        album=album,
        content=content,
        skipped=unknown,
        shuffle=unknown,
        platform=unknown,
        reason_start=unknown,
        reason_end=unknown,
    ).only(kept)


def _titles(rows: Sequence[_Row], names: Names) -> tuple[Ranks, Ranks, Ranks, Codes]:
    """Title, artist, album and content of each row; the title is MISSING where there is none."""
    tracks, artists = [row.track for row in rows], [row.artist for row in rows]
    albums: list[str | None] = [None] * len(rows)
    content = np.full(len(rows), _MUSIC, dtype=np.int8)
    for number, row in enumerate(rows):
        if row.episode and row.episode.strip():
            tracks[number], artists[number] = row.episode, row.show
            content[number] = _PODCAST
        elif row.chapter and row.chapter.strip():
            tracks[number], artists[number], albums[number] = row.chapter, row.author, row.book
            content[number] = _AUDIOBOOK
        elif (row.track, row.artist) == _PLACEHOLDER:
            # What Spotify writes where the extended history has no title at all.
            tracks[number] = artists[number] = None
    return names.codes(tracks), names.codes(artists), names.codes(albums), content
