"""Spotify's "Extended streaming history": everything since the account began.

Five generations of files are known (2020 to 2026: `endsong_0.json` to `Streaming_History_Audio_2024.json`), told from
other files by their keys. Of a row the fields of `_Row` are read. Never decoded: `username`, `user_agent_decrypted`,
`ip_addr`, `ip_addr_decrypted`, `conn_country`, `city`, `region`, `metro_code`, `longitude`, `latitude`, Spotify's URIs.

A row is left out for the first of these reasons that holds: unreadable, not a listen (neither title nor time nor
duration), no title, never played, private session, no time, duplicate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from bot.errors import UploadError
from bot.exports.columns import (
    CONTENTS,
    MISSING,
    REASONS,
    Codes,
    FileCount,
    Ints,
    ListenBatch,
    Listens,
    Names,
    Ranks,
    left_out,
)
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_moments
from bot.exports.numbers import Number, durations
from bot.exports.platforms import PlatformCodes
from bot.exports.rows import Rows
from bot.exports.sources import source_reading
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import PLAYLIST_TRACKS, Content, LeftOut, SourceKind, SourceReading

KIND = SourceKind.SPOTIFY_EXTENDED.value

_HOUR_MS = 3_600_000
_LATE_MS = 60 * 24 * _HOUR_MS
_SECONDS_BELOW = 1e11  # offline_timestamp: seconds since 2023, milliseconds before
_VIDEO_NAME = re.compile(r"(?:endvideo|streaming_history_video)[^/]*\Z", re.IGNORECASE)
_MUSIC, _PODCAST = CONTENTS.index(Content.MUSIC), CONTENTS.index(Content.PODCAST)
_AUDIOBOOK, _VIDEO = CONTENTS.index(Content.AUDIOBOOK), CONTENTS.index(Content.VIDEO)
_FLAGS = {True: 1, False: 0, None: MISSING}


class _ReasonCodes(dict[str | None, int]):
    """Word of the export -> index into REASONS; nothing is remembered of words that are not in it."""

    def __missing__(self, word: str | None) -> int:
        return REASONS.index("other") if word else MISSING


_REASON_CODES = _ReasonCodes({word: code for code, word in enumerate(REASONS)})


class _Row(msgspec.Struct, gc=False):
    """One stream, with the fields that Tutti takes; in the order of the files, which is the fastest to decode."""

    ts: str | None = None
    platform: str | None = None
    ms_played: Number = None
    track: str | None = msgspec.field(name="master_metadata_track_name", default=None)
    artist: str | None = msgspec.field(name="master_metadata_album_artist_name", default=None)
    album: str | None = msgspec.field(name="master_metadata_album_album_name", default=None)
    episode: str | None = msgspec.field(name="episode_name", default=None)
    show: str | None = msgspec.field(name="episode_show_name", default=None)
    book: str | None = msgspec.field(name="audiobook_title", default=None)
    chapter: str | None = msgspec.field(name="audiobook_chapter_title", default=None)
    reason_start: str | None = None
    reason_end: str | None = None
    shuffle: bool | None = None
    skipped: bool | None = None
    offline: bool | msgspec.UnsetType | None = msgspec.UNSET
    offline_timestamp: Number = None
    incognito_mode: bool | None = None


class SpotifyExtended:
    """Reader of Spotify's extended streaming history."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._listens = Listens(Names(allowance))
        self._platforms = PlatformCodes()

    def claim(self, head: Head) -> str | None:
        """An array whose rows have `ts` and `ms_played`."""
        return KIND if head.form is Form.ROWS and head.has("ts", "ms_played") else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file of streams. Whether its tracks are music or music videos is a matter of the whole file."""
        count = FileCount(file.name, kind)
        rows = Rows(_Row, self._allowance)
        batches = []
        offline: set[tuple[object, bool]] = set()
        for batch in rows.batches(file.pieces):
            self._allowance.listen(len(batch))
            offline |= {(row.offline, row.offline_timestamp is None) for row in batch}
            batches.append(self._columns(batch, count))
        count.add_broken(rows.unreadable, cut=rows.cut)
        # Measured: in video files both fields are null in every row; in audio files `offline` is true or false.
        if offline == {(None, True)} or _VIDEO_NAME.search(file.name):
            for listens in batches:
                listens.content[listens.content == _MUSIC] = _VIDEO
        self._listens.add(count, batches)
        return count

    def finish(self) -> SourceReading | None:
        """The listens of all files, without duplicates."""
        return source_reading(SourceKind.SPOTIFY_EXTENDED, self._listens.table(), (), PLAYLIST_TRACKS.empty_table())

    def complaint(self) -> UploadError | None:
        """Nothing to say: whatever this reader claims is a history."""
        return None

    def _columns(self, rows: Sequence[_Row], count: FileCount) -> ListenBatch:
        ended_at = utc_moments([row.ts for row in rows])
        played_ms, known, impossible = durations([row.ms_played for row in rows])
        track, artist, album, content = _titles(rows, self._listens.names)
        untimed, untitled = ended_at == NO_MOMENT, track == MISSING
        private = np.array([row.incognito_mode is True for row in rows], dtype=np.bool_)
        count.rows += len(rows)
        kept = left_out(
            (
                (LeftOut.UNREADABLE, impossible),
                (LeftOut.NOT_A_LISTEN, untitled & untimed & ~known),
                (LeftOut.NO_TITLE, untitled),
                (LeftOut.NEVER_PLAYED, known & (played_ms <= 0)),
                (LeftOut.PRIVATE_SESSION, private),
                (LeftOut.NO_TIME, untimed),
            ),
            count,
            len(rows),
        )
        return ListenBatch(
            ended_at=ended_at,
            started_at=_starts(rows, ended_at - np.where(known, played_ms, 0), ended_at),
            played_ms=played_ms,
            artist=artist,
            track=track,
            album=album,
            content=content,
            skipped=_coded([_FLAGS[row.skipped] for row in rows]),
            shuffle=_coded([_FLAGS[row.shuffle] for row in rows]),
            platform=_coded([self._platforms[row.platform] for row in rows]),
            reason_start=_coded([_REASON_CODES[row.reason_start] for row in rows]),
            reason_end=_coded([_REASON_CODES[row.reason_end] for row in rows]),
        ).only(kept)


def _coded(codes: Sequence[int]) -> Codes:
    return np.array(codes, dtype=np.int8)


def _starts(rows: Sequence[_Row], counted: Ints, ended_at: Ints) -> Ints:
    """When playing began, in ms since 1970.

    `ts` is when the stream ENDED ("Understanding my data"), so usually `ts - ms_played`, which is `counted`. But
    `offline_timestamp` was found to be the start itself, with or without offline mode: the two agree within seconds
    for most rows, and for about one in a hundred it lies hours to weeks before, when the play was reported late or
    paused for long. There `ts` says nothing about the hour of listening, and `offline_timestamp` is taken.
    """
    noted: npt.NDArray[np.float64] = np.array([row.offline_timestamp for row in rows], dtype=np.float64)
    noted = np.where(noted < _SECONDS_BELOW, noted * 1000, noted)
    earlier = counted - noted
    late = (earlier >= _HOUR_MS) & (earlier <= _LATE_MS) & (ended_at != NO_MOMENT)
    return np.where(late, noted, counted).astype(np.int64) if late.any() else counted


def _titles(rows: Sequence[_Row], names: Names) -> tuple[Ranks, Ranks, Ranks, Codes]:
    """Title, artist, album and content of each row; the title is MISSING where there is none."""
    tracks, artists, albums = [r.track for r in rows], [r.artist for r in rows], [r.album for r in rows]
    content = np.full(len(rows), _MUSIC, dtype=np.int8)
    if any([row.episode or row.chapter for row in rows]):  # noqa: C419 -- a list is twice as fast as a generator here
        for number, row in enumerate(rows):
            if row.episode and row.episode.strip():
                tracks[number], artists[number], albums[number] = row.episode, row.show, None
                content[number] = _PODCAST
            elif row.chapter and row.chapter.strip():
                # The extended history names no authors.
                tracks[number], artists[number], albums[number] = row.chapter, None, row.book
                content[number] = _AUDIOBOOK
    return names.codes(tracks), names.codes(artists), names.codes(albums), content
