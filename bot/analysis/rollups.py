"""Totals of one member's history, as storage keeps them beside it: what questions about the whole server read.

Music and music videos only. Podcasts and audiobooks are in the history and in its receipt, but nobody is the server's
greatest listener of an artist by an interview with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from bot.analysis.frames import NOBODY, Int64s, durations, ids_of, instants, musical_rows


class ArtistRollup(NamedTuple):
    """One artist's share of a member's listening. `ms`: known durations; moments in ms since 1970, UTC."""

    artist_id: int
    plays: int
    ms: int
    first_at: int
    last_at: int


class TrackRollup(NamedTuple):
    """One track's share of a member's listening. `ms`: known durations; moments in ms since 1970, UTC."""

    track_id: int
    plays: int
    ms: int
    first_at: int
    last_at: int


class AlbumRollup(NamedTuple):
    """One album's share of a member's listening. `ms`: known durations; moments in ms since 1970, UTC."""

    album_id: int
    plays: int
    ms: int
    first_at: int
    last_at: int


class HourRollup(NamedTuple):
    """What a member played in one hour of the day (0-23) of one month, by the member's own clock.

    `month` is the month's first day. A listen belongs to the hour in which it began.
    """

    month: date
    hour: int
    plays: int
    ms: int


class TotalRollup(NamedTuple):
    """All of a member's music. `first_at` and `last_at` are None where there is none."""

    plays: int
    ms: int
    first_at: int | None
    last_at: int | None


@dataclass(frozen=True, slots=True)
class Rollups:
    """A member's totals, each tuple ascending by its key. A listen that names no artist or album is in no such row."""

    artists: tuple[ArtistRollup, ...]
    albums: tuple[AlbumRollup, ...]
    tracks: tuple[TrackRollup, ...]
    hours: tuple[HourRollup, ...]
    total: TotalRollup


def rollups(table: pa.Table, time_zone: str) -> Rollups:
    """A member's totals.

    Args:
        table: a merged history (`Merged.table`), ascending by `started_at`. Not modified.
        time_zone: IANA name of the member's own clock.

    Raises:
        ValueError: a listen without a start.
        zoneinfo.ZoneInfoNotFoundError: no such time zone.
    """
    rows = musical_rows(table)
    started = instants(table)[rows]
    ms = np.nan_to_num(durations(table)[rows], nan=0.0)
    first, last = (int(started[0]), int(started[-1])) if started.size else (None, None)
    artists, albums, tracks = (_per_id(ids_of(table, name)[rows], started, ms) for name in ("artist", "album", "track"))
    return Rollups(
        artists=tuple(map(ArtistRollup._make, artists)),
        albums=tuple(map(AlbumRollup._make, albums)),
        tracks=tuple(map(TrackRollup._make, tracks)),
        hours=_per_hour(started, ms, time_zone),
        total=TotalRollup(len(started), int(ms.sum()), first, last),
    )


def _per_id(ids: Int64s, started: Int64s, ms: np.ndarray) -> list[tuple[int, int, int, int, int]]:
    """(id, plays, ms, first_at, last_at) ascending by id, without -1. Rows are ascending by start."""
    named = ids != NOBODY
    ids, started, ms = ids[named], started[named], ms[named]
    found, first, place = np.unique(ids, return_index=True, return_inverse=True)
    last = np.zeros(len(found), dtype=np.int64)
    last[place] = started  # the last of several assignments to one place stands
    columns = (found, np.bincount(place), np.bincount(place, weights=ms).astype(np.int64), started[first], last)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _per_hour(started: Int64s, ms: np.ndarray, time_zone: str) -> tuple[HourRollup, ...]:
    local = pd.DatetimeIndex(started.view("datetime64[ms]"), tz="UTC").tz_convert(time_zone)
    months = local.year.to_numpy(dtype=np.int64) * 12 + local.month.to_numpy(dtype=np.int64) - 1
    found, place = np.unique(months * 24 + local.hour.to_numpy(dtype=np.int64), return_inverse=True)
    plays = np.bincount(place, minlength=len(found)).tolist()
    totals = np.bincount(place, weights=ms, minlength=len(found)).astype(np.int64).tolist()
    return tuple(
        HourRollup(date(key // 24 // 12, key // 24 % 12 + 1, 1), key % 24, count, total)
        for key, count, total in zip(found.tolist(), plays, totals, strict=True)
    )
