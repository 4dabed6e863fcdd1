"""What was new to a member in a period, by the definition of `bot.analysis.discoveries`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from bot.analysis.discoveries import KNOWN_AFTER_DAYS
from bot.analysis.frames import NOBODY, Int64s
from bot.analysis.periods import Period
from bot.analysis.recap_listening import DAY_MS, Listening, day_of, inside, sums_of
from bot.analysis.recap_tops import TOP, Names


@dataclass(frozen=True, slots=True)
class Find:
    """An artist that was new.

    Attributes:
        found_on: the day of the first play ever.
        plays: within the period.
        hours: known durations within the period; None where none is known.
    """

    id: int
    name: str
    found_on: date
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class Finds:
    """What was played for the first time ever.

    Attributes:
        since: the day from which on new and known can be told apart: the period's first, or `KNOWN_AFTER_DAYS` days
            after the history's first, whichever is later.
        artists: how many artists were new.
        tracks: how many tracks were new.
        share: part of the plays from `since` on that went to artists new in the period, in [0, 1]; None without plays.
        rows: the new artists played most, equals by hours, then by day; at most ten.
    """

    since: date
    artists: int
    tracks: int
    share: float | None
    rows: tuple[Find, ...]


def finds_of(music: Listening, period: Period, names: Names) -> Finds | None:
    """What was new in a period; None where the history begins too late to tell, or holds no music.

    Args:
        music: all music of the history, ascending by start.
        period: the days that count.
        names: of artists, by id.
    """
    if not music.local.size:
        return None
    since = day_of(int(music.local.min()) // DAY_MS) + timedelta(days=KNOWN_AFTER_DAYS)
    since = max(since, period.start) if period.start else since
    last = day_of(int(music.local.max()) // DAY_MS)
    if since > last or (period.end is not None and since >= period.end):
        return None
    counted = Period(since, period.end, "")
    now = music[inside(music.local, counted)]
    artists, days = _first_plays(music.artist, music.local, counted)
    tracks, _ = _first_plays(music.track, music.local, counted)
    found_on = dict(zip(artists.tolist(), days.tolist(), strict=True))
    sums = sums_of(np.where(np.isin(now.artist, artists), now.artist, NOBODY), now.ms)
    first_days = np.array([found_on[key] for key in sums.keys.tolist()], np.int64)
    order = np.lexsort((sums.keys, first_days, -sums.ms, -sums.plays))[:TOP].tolist()
    return Finds(
        since=since,
        artists=len(artists),
        tracks=len(tracks),
        share=float(sums.plays.sum()) / len(now.local) if now.local.size else None,
        rows=tuple(
            Find(key, names(key)[0], day_of(found_on[key]), int(sums.plays[place]), sums.hours(place))
            for place, key in ((place, int(sums.keys[place])) for place in order)
        ),
    )


def _first_plays(ids: Int64s, local: Int64s, period: Period) -> tuple[Int64s, Int64s]:
    """Ids that were first played within the period, and the days of their first plays. Listens ascend by start."""
    first = ~pd.Series(ids).duplicated().to_numpy() & (ids != NOBODY)
    first[first] = inside(local[first], period)
    return ids[first], local[first] // DAY_MS
