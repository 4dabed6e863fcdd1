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
    """A member's totals; each tuple ascending by its key. Listens that name no artist are in no artist's row."""

    artists: tuple[ArtistRollup, ...]
    tracks: tuple[TrackRollup, ...]
    hours: tuple[HourRollup, ...]
    total: TotalRollup


def rollups(table: pa.Table, time_zone: str, artist_of_track: dict[int, int] | None = None) -> Rollups:
    """A member's totals.

    Args:
        table: a merged history (`Merged.table`), ascending by `started_at`. Not modified.
        time_zone: IANA name of the member's own clock.
        artist_of_track: track_id -> artist_id, needed where the table has no `artist` column.

    Raises:
        ValueError: the table has no `artist` column and nothing was given to stand for it.
    """
    if "artist" not in table.column_names and artist_of_track is None:
        raise ValueError("a history without artists needs to be told whose its tracks are")
    rows = musical_rows(table)
    started = instants(table)[rows]
    ms = np.nan_to_num(durations(table)[rows], nan=0.0)
    tracks = ids_of(table, "track")[rows]
    if artist_of_track is None or "artist" in table.column_names:
        artists = ids_of(table, "artist")[rows]
    else:
        found, place = np.unique(tracks, return_inverse=True)
        artists = np.array([artist_of_track.get(int(track), NOBODY) for track in found], dtype=np.int64)[place]
    return Rollups(
        artists=tuple(map(ArtistRollup._make, _per_id(artists, started, ms))),
        tracks=tuple(map(TrackRollup._make, _per_id(tracks, started, ms))),
        hours=_per_hour(started, ms, time_zone),
        total=TotalRollup(
            len(started),
            int(ms.sum()),
            int(started[0]) if started.size else None,
            int(started[-1]) if started.size else None,
        ),
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
