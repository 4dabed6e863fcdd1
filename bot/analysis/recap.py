"""What a member played in a period, over their full history: totals, tops, months, the clock, and the period before.

Music and music videos; podcasts and audiobooks are counted beside them and are in nothing else. A listen belongs to the
day, month and hour, on the member's own clock, in which it began. Hours add up known durations only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd

from bot.analysis.frames import NOBODY, History
from bot.analysis.periods import Period
from bot.analysis.recap_finds import Finds, finds_of
from bot.analysis.recap_listening import DAY_MS, HOUR_MS, Listening, columns_of, days_of, distinct, hours_of, inside
from bot.analysis.recap_time import (
    BusiestDay,
    DayListening,
    HourListening,
    MonthListening,
    Streak,
    busiest_day,
    clock_of,
    days_with_music,
    longest_streak,
    months_of,
    weekday_plays,
)
from bot.analysis.recap_tops import Top, artist_names, titles_of, top_of

__all__ = [
    "HOUR_MS",
    "LATE_START",
    "BusiestDay",
    "Headline",
    "MonthListening",
    "Recap",
    "Streak",
    "recap",
    "with_names",
]

Naming = Mapping[int, tuple[str, str | None]]
"""Names by id, with the artist's beside a title's."""

LATE_START = 0.10
"""A period before is set beside this one only if listening is known from within its first tenth; totals are compared
only where it is known into the last tenth of this one too."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A period's totals.

    Attributes:
        listens: plays of music and music videos.
        hours: known durations added up; None where no listen has one and there are listens.
        skip_rate: share of skipped ones among the listens of which it is known; None where it is known of none.
        skip_known: how many those are.
    """

    listens: int
    hours: float | None
    artists: int
    tracks: int
    albums: int
    active_days: int
    skip_rate: float | None
    skip_known: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A period of a member's listening, plain enough to render, to pickle and to compare.

    Attributes:
        covers_from: first local day of the whole history, music or not; None for an empty history.
        covers_to: its last day.
        first_at: start of the period's first listen, UTC; None where there is none.
        without_duration: listens whose duration the service does not say: in `listens`, not in `hours`.
        spoken_listens: podcasts and audiobooks, counted nowhere else.
        top_artists: by hours, so that a skip does not weigh as much as a whole listen (by plays where none is known).
        top_tracks: by plays: long tracks would win by hours.
        top_albums: by hours.
        months: all months of the period; where it is unbounded, those the history covers.
        clock: 24 rows.
        weekdays: plays by day of the week, Monday first.
        days: every day with music, ascending.
        finds: what was new; None where the history begins too late to tell.
        complete: whether the history covers the period to within its last tenth, so that its totals can be set against
            those of another; False where it has no end.
        before: totals of the period before; None where there is none or the history begins too late in it.
        before_label: what that period is called.
    """

    label: str
    starts_on: date | None
    ends_before: date | None
    covers_from: date | None
    covers_to: date | None
    time_zone: str
    total: Headline
    first_at: datetime | None
    last_at: datetime | None
    without_duration: int
    spoken_listens: int
    spoken_hours: float | None
    top_artists: Top
    top_tracks: Top
    top_albums: Top
    months: tuple[MonthListening, ...]
    clock: tuple[HourListening, ...]
    weekdays: tuple[int, ...]
    days: tuple[DayListening, ...]
    finds: Finds | None
    busiest_day: BusiestDay | None
    longest_streak: Streak | None
    complete: bool
    before: Headline | None
    before_label: str | None


def recap(history: History, period: Period) -> Recap:
    """What the member played in the period.

    A period without a listen has an answer too: zeros, empty rankings and its months.
    """
    everything, musical = columns_of(history)
    within = inside(everything.local, period)
    now = everything[within & musical]
    spoken = everything[within & ~musical]
    covers = days_of(everything.local)
    earlier = _comparable(period, covers)
    then = everything[inside(everything.local, earlier) & musical] if earlier else None
    artists = artist_names(history)
    return Recap(
        label=period.label,
        starts_on=period.start,
        ends_before=period.end,
        covers_from=covers[0] if covers else None,
        covers_to=covers[1] if covers else None,
        time_zone=history.time_zone,
        total=_headline(now),
        first_at=_moment(now.started.min()) if now.started.size else None,
        last_at=_moment(now.started.max()) if now.started.size else None,
        without_duration=int(np.isnan(now.ms).sum()),
        spoken_listens=len(spoken.started),
        spoken_hours=hours_of(spoken.ms),
        top_artists=top_of("artist", now, then, artists, by_time=True),
        top_tracks=top_of("track", now, then, titles_of(history, history.tracks), by_time=False),
        top_albums=top_of("album", now, then, titles_of(history, history.albums), by_time=True),
        months=months_of(now, period, covers),
        clock=clock_of(now),
        weekdays=weekday_plays(now),
        days=days_with_music(now),
        finds=finds_of(everything[musical], period, artists),
        busiest_day=busiest_day(now),
        longest_streak=longest_streak(now),
        complete=_is_complete(period, covers),
        before=_headline(then) if then else None,
        before_label=earlier.label if earlier else None,
    )


def _comparable(period: Period, covers: tuple[date, date] | None) -> Period | None:
    """The period before, if the history reaches back far enough to be fair to it."""
    earlier = period.before()
    if earlier is None or earlier.start is None or earlier.days is None or covers is None:
        return None
    return earlier if covers[0] <= earlier.start + timedelta(days=int(earlier.days * LATE_START)) else None


def _is_complete(period: Period, covers: tuple[date, date] | None) -> bool:
    if period.end is None or period.days is None or covers is None:
        return False
    return covers[1] >= period.end - timedelta(days=1 + int(period.days * LATE_START))


def _headline(listens: Listening) -> Headline:
    known = listens.skipped[listens.skipped != NOBODY]
    return Headline(
        listens=len(listens.started),
        hours=hours_of(listens.ms),
        artists=distinct(listens.artist),
        tracks=distinct(listens.track),
        albums=distinct(listens.album),
        active_days=len(pd.unique(listens.local // DAY_MS)),
        skip_rate=float(known.mean()) if known.size else None,
        skip_known=len(known),
    )


def _moment(ms: np.int64) -> datetime:
    return datetime.fromtimestamp(int(ms) / 1000, UTC)


def with_names(found: Recap, artists: Naming, tracks: Naming, albums: Naming) -> Recap:
    """The same recap with these names, by id; equals by name. For one that was made of a history without names.

    Args:
        found: a recap, as `recap` gives it.
        artists: of `top_artists` and of `finds`, each with None.
        tracks: of `top_tracks`, each with the artist's name.
        albums: of `top_albums`, likewise.
    """
    finds = found.finds
    if finds is not None:
        finds = replace(finds, rows=tuple(replace(row, name=artists[row.id][0]) for row in finds.rows))
    return replace(
        found,
        top_artists=_named(found.top_artists, artists),
        top_tracks=_named(found.top_tracks, tracks),
        top_albums=_named(found.top_albums, albums),
        finds=finds,
    )


def _named(top: Top, names: Naming) -> Top:
    rows = [replace(row, name=names[row.id][0], artist=names[row.id][1]) for row in top.rows]
    rows.sort(key=lambda row: (row.rank, -row.plays, -(row.hours or 0.0), row.name.casefold()))
    return replace(top, rows=tuple(rows))
