"""What services that record listens elsewhere have in common: a title, a moment, and seldom a duration.

Such a service is told of a listen by whatever played it ("scrobbling"), usually when half of the track or four minutes
of it are over. It knows when playing began, and perhaps how long the track is, but not how long it was listened to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.errors import UploadError
from bot.exports.columns import CONTENTS, MISSING, Codes, FileCount, Ints, ListenBatch, Listens, Names, left_out
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT
from bot.exports.numbers import LONGEST_PLAY_MS
from bot.exports.sources import source_reading
from bot.model.listens import PLAYLIST_TRACKS, Content, LeftOut, SourceKind, SourceReading

LENGTH_NOTE = "It says how long each track is, not how long you listened: a listen counts as the whole track."
ZONE_NOTE = "It does not say in which time zone its times are; I read them as UTC."

_SECONDS_BELOW = 1e11  # as seconds the year 5138, as milliseconds 1973
_FIRST_MS = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp() * 1000)
_LAST_MS = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r",?(?:\s+|T)(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_HALF_AND_ZONE = r"(?:\s*(?P<half>[ap])\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?"
_WRITTEN = tuple(
    re.compile(day + _CLOCK + _HALF_AND_ZONE, re.IGNORECASE | re.ASCII)
    for day in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
    )
)
_LONGEST_MOMENT = 64
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)


class Scrobbles:
    """The listens of one such service over all files of an upload, and most of a `Reader`."""

    def __init__(self, kind: SourceKind, allowance: Allowance) -> None:
        self.kind = kind
        self.allowance = allowance
        self.listens = Listens(Names(allowance))

    def finish(self) -> SourceReading | None:
        """The listens of all files, without duplicates."""
        return source_reading(self.kind, self.listens.table(), (), PLAYLIST_TRACKS.empty_table())

    def complaint(self) -> UploadError | None:
        """Nothing to say, unless a service has files without a history."""
        return None


@dataclass(slots=True)
class Told:
    """Some rows as a service tells them, as columns of equal length.

    Attributes:
        times: moments of beginning as `moment` reads them: numbers, texts or nothing.
        played_ms: how long, MISSING where unknown; 0 or less is a listen that never was. None if it is never known.
        skipped: 0, 1 or MISSING; None if it is never known.
        platform: index into PLATFORMS, or MISSING; None if it is never known.
    """

    times: Sequence[object]
    tracks: Sequence[str | None]
    artists: Sequence[str | None]
    albums: Sequence[str | None]
    played_ms: Ints | None = None
    skipped: Codes | None = None
    platform: Codes | None = None

    def batch(self, names: Names, count: FileCount) -> ListenBatch:
        """The rows that are listens; the others are counted under their reasons."""
        rows = len(self.times)
        started_at = np.array([sane(moment(time)) for time in self.times], dtype=np.int64)
        played_ms = self.played_ms if self.played_ms is not None else np.full(rows, MISSING, dtype=np.int64)
        known = played_ms != MISSING
        track = names.codes(self.tracks)
        untimed, untitled = started_at == NO_MOMENT, track == MISSING
        count.rows += rows
        kept = left_out(
            (
                (LeftOut.NOT_A_LISTEN, untitled & untimed & ~known),
                (LeftOut.NO_TITLE, untitled),
                (LeftOut.NEVER_PLAYED, known & (played_ms <= 0)),
                (LeftOut.NO_TIME, untimed),
            ),
            count,
            rows,
        )
        unknown = np.full(rows, MISSING, dtype=np.int8)
        return ListenBatch(
            ended_at=started_at,  # what tells duplicates: the moment as the service wrote it
            started_at=started_at,
            played_ms=played_ms,
            artist=names.codes(self.artists),
            track=track,
            album=names.codes(self.albums),
            content=np.full(rows, CONTENTS.index(Content.MUSIC), dtype=np.int8),
            skipped=self.skipped if self.skipped is not None else unknown,
            shuffle=unknown,
            platform=self.platform if self.platform is not None else unknown,
            reason_start=unknown,
            reason_end=unknown,
        ).only(kept)


def lengths_ms(values: Sequence[object], unit_ms: float) -> Ints:
    """Lengths of tracks in ms, MISSING where there is none: 0 is how services write that they do not know."""
    return np.array([_length(number(value), unit_ms) for value in values], dtype=np.int64)


def _length(value: float | None, unit_ms: float) -> int:
    # Compared before it is rounded: a length may be infinite.
    return round(value * unit_ms) if value is not None and 1 <= value * unit_ms <= LONGEST_PLAY_MS else MISSING


def known(lengths: npt.NDArray[np.int64]) -> bool:
    """Whether any of these lengths or durations is known."""
    return bool((lengths != MISSING).any())


def number(value: object) -> float | None:
    """A number, also one that is written as a text; None for everything else."""
    if isinstance(value, str) and _NUMBER.fullmatch(text := value.strip()):
        return float(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def moment(value: object) -> int:
    """When: ms since 1970, UTC, or NO_MOMENT.

    Seconds or milliseconds since 1970, told apart by their size; or a text such as `2024-09-19T11:25:00Z`,
    `2024-09-19 11:25`, `19 Sep 2024, 11:25` or `Sep 19, 2024 11:25 PM`, without a zone meant as UTC. A day in numbers
    that does not begin with its year is not read: nobody knows which of 3/4 is the month.
    """
    epoch = number(value)
    if epoch is not None:
        ms = epoch * 1000 if abs(epoch) < _SECONDS_BELOW else epoch
        return round(ms) if abs(ms) < _LAST_MS else NO_MOMENT
    return _written_moment(value) if isinstance(value, str) and len(value) < _LONGEST_MOMENT else NO_MOMENT


@lru_cache(maxsize=4096)  # a row's moment is asked for twice, and whole imports share one
def _written_moment(text: str) -> int:
    for written in _WRITTEN:
        found = written.fullmatch(text.strip())
        if found is not None:
            return _calendar(found)
    return NO_MOMENT


def sane(ms: int) -> int:
    """The moment, or NO_MOMENT for what services write where they know none: 1970, and all that is before 2000."""
    return ms if _FIRST_MS <= ms < _LAST_MS else NO_MOMENT


def _calendar(found: re.Match[str]) -> int:
    month, hour, half, zone = found["month"], int(found["hour"]), found["half"], found["zone"]
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        at = datetime(
            int(found["year"]),
            int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1,
            int(found["day"]),
            hour,
            int(found["minute"]),
            int(found["second"] or 0),
            tzinfo=_zone(zone),
        )
        return round(at.timestamp() * 1000)
    except (ValueError, OverflowError):
        return NO_MOMENT


def _zone(zone: str | None) -> timezone:
    if zone is None or zone[0] not in "+-":
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
