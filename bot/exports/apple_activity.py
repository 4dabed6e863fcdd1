"""Apple Music's `Apple Music Play Activity.csv`: a row for each time that playing stopped.

Known with 33 to 145 columns (2016 until today); of them the columns of `_WANTED` are read, under any of their
spellings. Never decoded: Apple ids, IP addresses and what Apple guesses from them (city, country, network,
coordinates), device ids, session ids, store fronts.

A listen is a row whose event is PLAY_END, or that names no event (older rows) and has a duration. A row is left out
for the first of these reasons that holds: unreadable, not a listen, no title, never played, no time, duplicate, same
listen.

*Same listen*: Apple writes a row at every pause and every drag of the playhead. A row goes on with the listen before it
if it is of the same track, the row before ended in a pause (`_PAUSES`) or, where no reason is told, at the position at
which this one begins, and less than half an hour lies between them. Every other reason ends a listen: joining too much
would lose one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bot.exports.apple_csv import Columns, CsvRows, Header, header_of, numbers
from bot.exports.archive import EntryRefused
from bot.exports.columns import (
    CONTENTS,
    MISSING,
    REASONS,
    Codes,
    FileCount,
    Ints,
    ListenBatch,
    Mask,
    Names,
    Ranks,
    left_out,
)
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_moments
from bot.exports.numbers import LONGEST_PLAY_MS
from bot.exports.platforms import PlatformCodes
from bot.exports.text import TextFile
from bot.model.listens import Content, LeftOut

KIND = "apple_play_activity"

DAY_MS = 86_400_000
_PAUSE_MS = 30 * 60 * 1000
_SAME_POSITION_MS = 1000
_MOST_SEGMENTS = 2_000_000  # of an upload; held in memory until the last file is read, at 82 bytes each
_FARTHEST_OFFSET_S = 18 * 3600
_WANTED = (
    "songname",
    "contentname",
    "trackname",
    "artistname",
    "albumname",
    "eventtype",
    "eventstarttimestamp",
    "eventendtimestamp",
    "playdurationmilliseconds",
    "mediadurationinmilliseconds",
    "startpositioninmilliseconds",
    "endpositioninmilliseconds",
    "endreasontype",
    "mediatype",
    "devicetype",
    "shuffleplay",
    "utcoffsetinseconds",
)
_REASONS = {
    "NATURAL_END_OF_TRACK": "trackdone",
    "TRACK_SKIPPED_FORWARDS": "fwdbtn",
    "TRACK_SKIPPED_BACKWARDS": "backbtn",
    "MANUALLY_SELECTED_PLAYBACK_OF_A_DIFF_ITEM": "endplay",
    "PLAYBACK_MANUALLY_PAUSED": "endplay",
    "EXITED_APPLICATION": "logout",
    "FAILED_TO_LOAD": "trackerror",
}
_PAUSES = ("PLAYBACK_MANUALLY_PAUSED", "PLAYBACK_SUSPENDED", "SCRUB_BEGIN", "EXITED_APPLICATION")
_ENDS, _UNTOLD, _PAUSE, _DRAG = range(4)
_SHUFFLE = {"SHUFFLE_ON": 1, "SHUFFLE_OFF": 0, "TRUE": 1, "FALSE": 0}
_MUSIC, _VIDEO = CONTENTS.index(Content.MUSIC), CONTENTS.index(Content.VIDEO)


def is_activity(header: Header) -> bool:
    """Whether a CSV file is a Play Activity, of whatever year."""
    named = any(name in header.names for name in ("songname", "contentname", "trackname"))
    timed = header.has("eventendtimestamp") or header.has("eventstarttimestamp")
    return named and timed and header.has("playdurationmilliseconds")


@dataclass(slots=True)
class Segments:
    """Rows of playing, as columns of equal length; times in ms since 1970 (UTC), durations and positions in ms.

    Attributes:
        offset_ms: of the member's clock from UTC; 0 where unknown.
        media_ms: how long the recording is, or MISSING.
        stop: _ENDS, _UNTOLD, _PAUSE or _DRAG.
    """

    ended_at: Ints
    started_at: Ints
    played_ms: Ints
    media_ms: Ints
    from_ms: Ints
    to_ms: Ints
    offset_ms: Ints
    artist: Ranks
    track: Ranks
    album: Ranks
    content: Codes
    skipped: Codes
    shuffle: Codes
    platform: Codes
    reason_end: Codes
    stop: Codes

    def __len__(self) -> int:
        return len(self.ended_at)

    def at(self, rows: Mask | npt.NDArray[np.intp]) -> Segments:
        """Those at these places."""
        return Segments(*(getattr(self, column.name)[rows] for column in fields(self)))


@dataclass(slots=True)
class Heard:
    """Listens of Play Activity, after segments are joined.

    Attributes:
        files: which file each is from, as an index into the activity's counts.
    """

    segments: Segments
    files: Ints

    def days(self) -> Ints:
        """Every day, in days since 1970, that a listen falls on: by UTC and by the member's clock."""
        started = self.segments.started_at
        return np.unique(np.concatenate([started // DAY_MS, (started + self.segments.offset_ms) // DAY_MS]))

    def batch(self, file: int) -> ListenBatch:
        """The listens of one file."""
        own = self.segments.at(self.files == file)
        return ListenBatch(
            ended_at=own.ended_at,
            started_at=own.started_at,
            played_ms=own.played_ms,
            artist=own.artist,
            track=own.track,
            album=own.album,
            content=own.content,
            skipped=own.skipped,
            shuffle=own.shuffle,
            platform=own.platform,
            reason_start=np.full(len(own), MISSING, dtype=np.int8),
            reason_end=own.reason_end,
        )


@dataclass(slots=True)
class Activity:
    """All Play Activity of one upload."""

    names: Names
    allowance: Allowance
    counts: list[FileCount] = field(default_factory=list)
    _kept: int = 0
    _parts: list[list[Segments]] = field(default_factory=list)
    _platforms: PlatformCodes = field(default_factory=PlatformCodes)

    def read(self, file: TextFile) -> FileCount:
        """One file; its count learns of duplicates and of joined segments in `heard`."""
        count = FileCount(file.name, KIND)
        header = header_of(file.head)
        assert header is not None  # noqa: S101 -- it was claimed by its header
        rows = CsvRows(header, _WANTED, self.allowance)
        parts: list[Segments] = []
        kept = 0
        for length, columns in rows.batches(file.pieces):
            self.allowance.listen(length)
            parts.append(self._segments(length, columns, count))
            kept += len(parts[-1])
            if self._kept + kept > _MOST_SEGMENTS:
                raise EntryRefused("This Play Activity has more rows than forty years of listening, so I left it.")
        count.add_broken(rows.unreadable, cut=rows.cut)
        self._kept += kept
        self.counts.append(count)
        self._parts.append(parts)
        return count

    def heard(self) -> Heard:
        """The listens, ascending by their end; duplicates and further segments are counted in their files."""
        parts = [part for file in self._parts for part in file]
        lengths = [sum(map(len, file)) for file in self._parts]
        files = np.repeat(np.arange(len(self._parts), dtype=np.int64), lengths)
        every = _joined(parts)
        order = self._order(every)
        segments, files = every.at(order), files[order]
        first = ~_same_as_previous(segments, ("ended_at", "started_at", "track", "played_ms"))
        self._leave_out(LeftOut.DUPLICATE, files[~first])
        segments, files = segments.at(first), files[first]
        begins = ~_goes_on(segments)
        self._leave_out(LeftOut.SAME_LISTEN, files[~begins])
        return Heard(_listens(segments, begins), files[begins])

    def _leave_out(self, reason: LeftOut, files: Ints) -> None:
        for number, rows in enumerate(np.bincount(files, minlength=len(self.counts))):
            self.counts[number].leave_out(reason, int(rows))

    def _order(self, segments: Segments) -> npt.NDArray[np.intp]:
        # By names and not by their codes, so that the order of files does not matter; of twins the one with an artist.
        ranks, _ = self.names.ranked()
        names = [ranks[column] for column in (segments.track, segments.artist, segments.album)]
        rest = [
            getattr(segments, column.name)
            for column in fields(segments)
            if column.name not in ("ended_at", "started_at", "track", "artist", "album", "played_ms")
        ]
        keys = [segments.ended_at, segments.started_at, names[0], segments.played_ms, -names[1], -names[2], *rest]
        return np.lexsort(keys[::-1])

    def _segments(self, rows: int, columns: Columns, count: FileCount) -> Segments:
        played, strange = numbers(columns["playdurationmilliseconds"])
        strange |= np.abs(np.nan_to_num(played)) > LONGEST_PLAY_MS
        known = ~np.isnan(played)
        ended_at = utc_moments(columns["eventendtimestamp"].to_pylist())
        started_at = utc_moments(columns["eventstarttimestamp"].to_pylist())
        media_ms = _whole(columns["mediadurationinmilliseconds"])
        played_ms = _capped(np.where(known & ~strange, played, MISSING).astype(np.int64), media_ms)
        lasted = np.where(known, np.maximum(played_ms, 0), 0)
        started_at = np.where(started_at == NO_MOMENT, _shifted(ended_at, -lasted), started_at)
        ended_at = np.where(ended_at == NO_MOMENT, _shifted(started_at, lasted), ended_at)
        titles = pc.coalesce(*(columns[name] for name in ("songname", "contentname", "trackname")))
        track = _codes(titles, self.names)
        count.rows += rows
        kept = left_out(
            (
                (LeftOut.UNREADABLE, strange),
                (LeftOut.NOT_A_LISTEN, ~_is_play(columns["eventtype"], known)),
                (LeftOut.NO_TITLE, track == MISSING),
                (LeftOut.NEVER_PLAYED, known & (played_ms <= 0)),
                (LeftOut.NO_TIME, started_at == NO_MOMENT),
            ),
            count,
            rows,
        )
        reasons = columns["endreasontype"]
        return Segments(
            ended_at=ended_at,
            started_at=started_at,
            played_ms=played_ms,
            media_ms=media_ms,
            from_ms=_whole(columns["startpositioninmilliseconds"]),
            to_ms=_whole(columns["endpositioninmilliseconds"]),
            offset_ms=_offsets(columns["utcoffsetinseconds"]),
            artist=_codes(columns["artistname"], self.names),
            track=track,
            album=_codes(columns["albumname"], self.names),
            content=_coded(columns["mediatype"], lambda word: _VIDEO if "VIDEO" in word else _MUSIC, _MUSIC),
            skipped=_coded(reasons, lambda word: int(word == "TRACK_SKIPPED_FORWARDS"), MISSING),
            shuffle=_coded(columns["shuffleplay"], lambda word: _SHUFFLE.get(word, MISSING), MISSING),
            platform=_coded(columns["devicetype"], self._platforms.__getitem__, MISSING),
            reason_end=_coded(reasons, lambda word: REASONS.index(_REASONS.get(word, "other")), MISSING),
            stop=_coded(reasons, _stop, _UNTOLD),
        ).at(kept)


def _stop(reason: str) -> int:
    return _DRAG if reason == "SCRUB_END" else _PAUSE if reason in _PAUSES else _ENDS


def _is_play(events: pa.StringArray, timed: Mask) -> Mask:
    plays = _coded(events, lambda word: int(word == "PLAY_END"), MISSING)
    # Rows until 2018 name no event; they are plays if they tell how long.
    found: Mask = (plays == 1) | ((plays == MISSING) & timed)
    return found


def _coded(column: pa.StringArray, code: Callable[[str], int], missing: int) -> Codes:
    """A code per value, looked up once per different value (in capitals, without blanks around)."""
    encoded = column.dictionary_encode()
    codes = [code((word or "").strip().upper()) for word in encoded.dictionary.to_pylist()]
    table = np.array([*codes, missing], dtype=np.int8)
    found: Codes = table[encoded.indices.fill_null(len(codes)).to_numpy(zero_copy_only=False)]
    return found


def _codes(column: pa.StringArray, names: Names) -> Ranks:
    encoded = column.dictionary_encode()
    table = np.append(names.codes(encoded.dictionary.to_pylist()), MISSING).astype(np.int32)
    found: Ranks = table[encoded.indices.fill_null(len(table) - 1).to_numpy(zero_copy_only=False)]
    return found


def _whole(column: pa.StringArray) -> Ints:
    values, _ = numbers(column)
    sane = (values >= 0) & (values <= LONGEST_PLAY_MS)  # NaN compares as false
    return np.where(sane, values, MISSING).astype(np.int64)


def _offsets(column: pa.StringArray) -> Ints:
    values, _ = numbers(column)
    return np.where(np.abs(values) <= _FARTHEST_OFFSET_S, values * 1000, 0).astype(np.int64)


def _shifted(moments: Ints, by_ms: Ints) -> Ints:
    return np.where(moments == NO_MOMENT, NO_MOMENT, moments + by_ms)


def _capped(played_ms: Ints, media_ms: Ints) -> Ints:
    """No longer than the recording; MISSING stays MISSING."""
    return np.where(media_ms > 0, np.minimum(played_ms, media_ms), played_ms)


def _joined(parts: Sequence[Segments]) -> Segments:
    types = {"stop": np.int8, "artist": np.int32, "track": np.int32, "album": np.int32}
    small = ("content", "skipped", "shuffle", "platform", "reason_end")
    columns = []
    for column in fields(Segments):
        kind = np.int8 if column.name in small else types.get(column.name, np.int64)
        columns.append(np.concatenate([np.empty(0, kind), *(getattr(part, column.name) for part in parts)]))
    return Segments(*columns)


def _same_as_previous(segments: Segments, names: Sequence[str]) -> Mask:
    same = np.zeros(len(segments), dtype=np.bool_)
    if len(same):
        columns = [getattr(segments, name) for name in names]
        same[1:] = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    return same


def _goes_on(segments: Segments) -> Mask:
    """Where a segment belongs to the listen of the one before it; in the order of their ends."""
    same = _same_as_previous(segments, ("track", "artist", "album"))
    before, position = segments.stop[:-1], segments.from_ms[1:]
    paused = (before == _PAUSE) | (before == _DRAG)
    resumed = (before == _UNTOLD) & (position > _SAME_POSITION_MS) & (segments.to_ms[:-1] != MISSING)
    resumed &= np.abs(position - segments.to_ms[:-1]) <= _SAME_POSITION_MS
    near = segments.started_at[1:] - segments.ended_at[:-1] < _PAUSE_MS
    same[1:] &= near & (paused | resumed)
    return same


def _listens(segments: Segments, begins: Mask) -> Segments:
    """One row per listen, from its segments."""
    if not len(segments):
        return segments
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(segments)) - 1
    # How far the playhead was dragged is no time of listening, unless it is all that is told.
    dragged = segments.stop == _DRAG
    alone = np.repeat(np.logical_and.reduceat(dragged, first), last - first + 1)
    dragged &= ~alone
    heard_ms = np.where(dragged, 0, np.maximum(segments.played_ms, 0))
    total = np.add.reduceat(heard_ms, first)
    media_ms = np.maximum.reduceat(segments.media_ms, first)
    begun = np.minimum.reduceat(np.where(dragged, np.iinfo(np.int64).max, segments.started_at), first)
    joined = segments.at(last)
    joined.played_ms = np.where(total > 0, _capped(total, media_ms), MISSING)
    joined.started_at = begun
    joined.media_ms = media_ms
    joined.offset_ms = segments.offset_ms[first]
    return joined
