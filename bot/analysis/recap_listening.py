"""What a recap reads of a member's history: columns as arrays, and sums of them by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.frames import NOBODY, History, Int64s, is_musical
from bot.analysis.periods import Period

Floats = npt.NDArray[np.float64]

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Listening:
    """A period's columns as arrays; NaN duration = unknown, skip codes 0, 1 and -1 = unknown."""

    started: Int64s
    local: Int64s
    ms: Floats
    artist: Int64s
    track: Int64s
    album: Int64s
    skipped: Int64s

    def __getitem__(self, rows: slice | npt.NDArray[np.bool_]) -> Listening:
        return Listening(*(getattr(self, name)[rows] for name in self.__slots__))


def columns_of(history: History) -> tuple[Listening, npt.NDArray[np.bool_]]:
    """All listens, and which of them are music or music videos."""
    frame = history.listens
    skipped = frame["skipped"].to_numpy(dtype=np.float64, na_value=NOBODY).astype(np.int64)
    everything = Listening(
        started=frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64),
        local=frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64),
        ms=frame["played_ms"].to_numpy(),
        artist=frame["artist_id"].to_numpy(),
        track=frame["track_id"].to_numpy(),
        album=frame["album_id"].to_numpy(),
        skipped=skipped,
    )
    return everything, is_musical(frame["content"])


def inside(local: Int64s, period: Period) -> npt.NDArray[np.bool_]:
    """Which of these moments, in ms on the member's own clock, lie in the period."""
    within = np.ones(len(local), dtype=np.bool_)
    if period.start is not None:
        within &= local >= (period.start - EPOCH).days * DAY_MS
    if period.end is not None:
        within &= local < (period.end - EPOCH).days * DAY_MS
    return within


def hours_of(ms: Floats) -> float | None:
    """Known durations in hours: 0 for no listens, None for listens of which none has a duration."""
    if not ms.size:
        return 0.0
    known = ms[~np.isnan(ms)]
    return float(known.sum()) / HOUR_MS if known.size else None


def distinct(ids: Int64s) -> int:
    """How many different ids there are, without -1."""
    found = pd.unique(ids)
    return len(found) - int((found == NOBODY).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Per group: its key, plays, known milliseconds and how many of the plays have a duration."""

    keys: Int64s
    plays: Int64s
    ms: Floats
    timed: Int64s

    def hours(self, place: int) -> float | None:
        """Known durations of the group at this place; None where none of its plays has one."""
        return float(self.ms[place]) / HOUR_MS if self.timed[place] or not self.plays[place] else None


def sums_of(keys: Int64s, ms: Floats) -> Sums:
    """Totals per key, ascending by key; -1 is no key."""
    if keys.size and bool((keys == NOBODY).any()):
        keys, ms = keys[keys != NOBODY], ms[keys != NOBODY]
    codes, found = pd.factorize(keys, sort=True)
    known = ~np.isnan(ms)
    return Sums(
        keys=np.asarray(found, dtype=np.int64),
        plays=np.bincount(codes, minlength=len(found)).astype(np.int64),
        ms=np.bincount(codes, weights=np.where(known, ms, 0.0), minlength=len(found)).astype(np.float64),
        timed=np.bincount(codes, weights=known, minlength=len(found)).astype(np.int64),
    )


def days_of(local: Int64s) -> tuple[date, date] | None:
    """The first and the last day; None where there is none."""
    return (day_of(int(local.min()) // DAY_MS), day_of(int(local.max()) // DAY_MS)) if local.size else None


def day_of(number: int) -> date:
    """The date of a number of days since 1970-01-01."""
    return EPOCH + timedelta(days=number)
