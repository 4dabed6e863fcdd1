"""What a member played in a period, over their full history: totals, tops, months, the clock, and the period before.

Music and music videos; podcasts and audiobooks are counted beside them and are in nothing else. A listen belongs to the
day, month and hour, on the member's own clock, in which it began. Hours add up known durations only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.frames import NOBODY, History, Int64s, is_musical
from bot.analysis.periods import Period

Floats = npt.NDArray[np.float64]

TOP = 10
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LATE_START = 0.10
"""A period before is set beside this one only if listening is known from within its first tenth."""

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class TopRow:
    """One place of a ranking.

    Attributes:
        rank: 1 is first; equals share a rank, and the next is as many lower.
        id: the artist's, track's or album's.
        artist: who it is by, for tracks and albums; None where none is named.
        hours: known durations added up; None where none of its plays has one.
        share: of all that the ranking ranks by, in [0, 1].
        rank_before: its rank in the period before; None where it was not played then or there is none to compare.
    """

    rank: int
    id: int
    name: str
    artist: str | None
    plays: int
    hours: float | None
    share: float
    rank_before: int | None

    @property
    def rose(self) -> int | None:
        """Places won against the period before; negative for places lost; None where it is new or nothing is known."""
        return None if self.rank_before is None else self.rank_before - self.rank


@dataclass(frozen=True, slots=True)
class Top:
    """The first ten and whatever shares the tenth's place by name order; ranked by "hours" or "plays"."""

    ranked_by: Literal["hours", "plays"]
    rows: tuple[TopRow, ...]


@dataclass(frozen=True, slots=True)
class MonthListening:
    """One month of the period. Both numbers are None outside what the history covers: missing is not zero."""

    month: date
    plays: int | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class HourListening:
    """One hour of the day, 0 to 23."""

    hour: int
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class BusiestDay:
    """The day with most hours; where durations are unknown or equal, most plays; then the earliest."""

    day: date
    plays: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class Streak:
    """Consecutive days with at least one listen; the earliest of equals."""

    days: int
    first_on: date
    last_on: date


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
    busiest_day: BusiestDay | None
    longest_streak: Streak | None
    before: Headline | None
    before_label: str | None


@dataclass(frozen=True, slots=True, eq=False)
class _Listening:
    """A period's columns as arrays; NaN duration = unknown, skip codes 0, 1 and -1 = unknown."""

    started: Int64s
    local: Int64s
    ms: Floats
    artist: Int64s
    track: Int64s
    album: Int64s
    skipped: Int64s

    def __getitem__(self, rows: slice | npt.NDArray[np.bool_]) -> _Listening:
        return _Listening(*(getattr(self, name)[rows] for name in self.__slots__))


def recap(history: History, period: Period) -> Recap:
    """What the member played in the period.

    A period without a listen has an answer too: zeros, empty rankings and its months.
    """
    everything, musical = _columns(history)
    inside = _inside(everything.local, period)
    now = everything[inside & musical]
    spoken = everything[inside & ~musical]
    covers = _days_of(everything.local)
    earlier = _comparable(period, covers)
    then = everything[_inside(everything.local, earlier) & musical] if earlier else None
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
        spoken_hours=_hours(spoken.ms),
        top_artists=_top("artist", now, then, _artist_names(history), by_time=True),
        top_tracks=_top("track", now, then, _titles(history, history.tracks), by_time=False),
        top_albums=_top("album", now, then, _titles(history, history.albums), by_time=True),
        months=_months(now, period, covers),
        clock=_clock(now),
        busiest_day=_busiest_day(now),
        longest_streak=_longest_streak(now),
        before=_headline(then) if then else None,
        before_label=earlier.label if earlier else None,
    )


def _columns(history: History) -> tuple[_Listening, npt.NDArray[np.bool_]]:
    frame = history.listens
    skipped = frame["skipped"].to_numpy(dtype=np.float64, na_value=NOBODY).astype(np.int64)
    everything = _Listening(
        started=frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64),
        local=frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64),
        ms=frame["played_ms"].to_numpy(),
        artist=frame["artist_id"].to_numpy(),
        track=frame["track_id"].to_numpy(),
        album=frame["album_id"].to_numpy(),
        skipped=skipped,
    )
    return everything, is_musical(frame["content"])


def _inside(local: Int64s, period: Period) -> npt.NDArray[np.bool_]:
    inside = np.ones(len(local), dtype=np.bool_)
    if period.start is not None:
        inside &= local >= (period.start - EPOCH).days * DAY_MS
    if period.end is not None:
        inside &= local < (period.end - EPOCH).days * DAY_MS
    return inside


def _comparable(period: Period, covers: tuple[date, date] | None) -> Period | None:
    """The period before, if the history reaches back far enough to be fair to it."""
    earlier = period.before()
    if earlier is None or earlier.start is None or earlier.days is None or covers is None:
        return None
    return earlier if covers[0] <= earlier.start + timedelta(days=int(earlier.days * LATE_START)) else None


def _headline(listens: _Listening) -> Headline:
    known = listens.skipped[listens.skipped != NOBODY]
    return Headline(
        listens=len(listens.started),
        hours=_hours(listens.ms),
        artists=_distinct(listens.artist),
        tracks=_distinct(listens.track),
        albums=_distinct(listens.album),
        active_days=len(pd.unique(listens.local // DAY_MS)),
        skip_rate=float(known.mean()) if known.size else None,
        skip_known=len(known),
    )


def _hours(ms: Floats) -> float | None:
    """Known durations in hours: 0 for no listens, None for listens of which none has a duration."""
    if not ms.size:
        return 0.0
    known = ms[~np.isnan(ms)]
    return float(known.sum()) / HOUR_MS if known.size else None


def _distinct(ids: Int64s) -> int:
    found = pd.unique(ids)
    return len(found) - int((found == NOBODY).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Per group: its key, plays, known milliseconds and how many of the plays have a duration."""

    keys: Int64s
    plays: Int64s
    ms: Floats
    timed: Int64s

    def hours(self, place: int) -> float | None:
        return float(self.ms[place]) / HOUR_MS if self.timed[place] or not self.plays[place] else None


def _sums(keys: Int64s, ms: Floats) -> _Sums:
    """Totals per key, ascending by key; -1 is no key."""
    if keys.size and bool((keys == NOBODY).any()):
        keys, ms = keys[keys != NOBODY], ms[keys != NOBODY]
    codes, found = pd.factorize(keys, sort=True)
    known = ~np.isnan(ms)
    return _Sums(
        keys=np.asarray(found, dtype=np.int64),
        plays=np.bincount(codes, minlength=len(found)).astype(np.int64),
        ms=np.bincount(codes, weights=np.where(known, ms, 0.0), minlength=len(found)).astype(np.float64),
        timed=np.bincount(codes, weights=known, minlength=len(found)).astype(np.int64),
    )


def _top(
    column: Literal["artist", "track", "album"],
    now: _Listening,
    then: _Listening | None,
    names: _Names,
    *,
    by_time: bool,
) -> Top:
    sums = _sums(getattr(now, column), now.ms)
    by_time = by_time and bool(sums.timed.any())
    weight = sums.ms if by_time else sums.plays.astype(np.float64)
    other = sums.plays if by_time else sums.ms
    # More than ten are named, so that equals at the tenth place are cut by name and not by the chance of an id.
    order = np.lexsort((-other, -weight))
    border = weight[order[min(TOP, len(order)) - 1]] if order.size else 0.0
    shown = [place for place in order.tolist() if weight[place] >= border]
    shown.sort(key=lambda place: (-weight[place], -other[place], names(int(sums.keys[place]))[0].casefold()))
    total = float(np.nansum(now.ms)) if by_time else float(len(now.started))
    ranks_before = _ranks(_sums(getattr(then, column), then.ms), by_time=by_time) if then else {}
    rows = []
    for place in shown[:TOP]:
        key = int(sums.keys[place])
        name, artist = names(key)
        rows.append(
            TopRow(
                rank=1 + int((weight > weight[place]).sum()),
                id=key,
                name=name,
                artist=artist,
                plays=int(sums.plays[place]),
                hours=sums.hours(place),
                share=float(weight[place]) / total if total else 0.0,
                rank_before=ranks_before.get(key),
            )
        )
    return Top("hours" if by_time else "plays", tuple(rows))


def _ranks(sums: _Sums, *, by_time: bool) -> dict[int, int]:
    weight = sums.ms if by_time else sums.plays.astype(np.float64)
    falling = np.sort(weight)[::-1]
    ranks = 1 + np.searchsorted(-falling, -weight, side="left")
    return dict(zip(sums.keys.tolist(), ranks.tolist(), strict=True))


class _Names:
    """Names by id. A name that storage did not give is shown by its number: better than no recap."""

    def __init__(self, names: pd.Series[Any], artist_of: pd.Series[Any] | None, artists: pd.Series[Any]) -> None:
        self._names, self._artist_of, self._artists = names, artist_of, artists

    def __call__(self, key: int) -> tuple[str, str | None]:
        name = str(self._names.loc[key]) if key in self._names.index else f"#{key}"
        if self._artist_of is None or key not in self._artist_of.index:
            return name, None
        artist = int(self._artist_of.loc[key])
        return name, str(self._artists.loc[artist]) if artist in self._artists.index else None


def _artist_names(history: History) -> _Names:
    return _Names(history.artists, None, history.artists)


def _titles(history: History, titled: pd.DataFrame) -> _Names:
    return _Names(titled["title"], titled["artist_id"], history.artists)


def _months(now: _Listening, period: Period, covers: tuple[date, date] | None) -> tuple[MonthListening, ...]:
    start = period.start or (covers and covers[0])
    last = period.end - timedelta(days=1) if period.end else covers and covers[1]
    if not start or not last:
        return ()
    months = now.local.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64)
    sums = _sums(months + 1, now.ms)  # + 1 keeps December 1969 from being -1, "no key"
    places = {int(key) - 1: place for place, key in enumerate(sums.keys)}
    first_covered, last_covered = (_month_number(covers[0]), _month_number(covers[1])) if covers else (0, -1)
    rows = []
    for number in range(_month_number(start), _month_number(last) + 1):
        month = date(1970 + number // 12, number % 12 + 1, 1)
        place = places.get(number)
        if place is not None:
            rows.append(MonthListening(month, int(sums.plays[place]), sums.hours(place)))
        elif first_covered <= number <= last_covered:
            rows.append(MonthListening(month, 0, 0.0))
        else:
            rows.append(MonthListening(month, None, None))
    return tuple(rows)


def _month_number(day: date) -> int:
    return (day.year - 1970) * 12 + day.month - 1


def _clock(now: _Listening) -> tuple[HourListening, ...]:
    sums = _sums(now.local // HOUR_MS % 24, now.ms)
    places = {int(key): place for place, key in enumerate(sums.keys)}
    return tuple(
        HourListening(hour, int(sums.plays[places[hour]]), sums.hours(places[hour]))
        if hour in places
        else HourListening(hour, 0, 0.0)
        for hour in range(24)
    )


def _busiest_day(now: _Listening) -> BusiestDay | None:
    if not now.local.size:
        return None
    sums = _sums(now.local // DAY_MS, now.ms)
    best = int(np.lexsort((sums.keys, -sums.plays, -sums.ms))[0])
    return BusiestDay(_day(int(sums.keys[best])), int(sums.plays[best]), sums.hours(best))


def _longest_streak(now: _Listening) -> Streak | None:
    if not now.local.size:
        return None
    days = np.unique(now.local // DAY_MS)
    starts = np.flatnonzero(np.diff(days, prepend=days[0] - 2) > 1)
    lengths = np.diff(starts, append=len(days))
    best = int(lengths.argmax())
    first = _day(int(days[starts[best]]))
    return Streak(int(lengths[best]), first, first + timedelta(days=int(lengths[best]) - 1))


def _days_of(local: Int64s) -> tuple[date, date] | None:
    return (_day(int(local.min()) // DAY_MS), _day(int(local.max()) // DAY_MS)) if local.size else None


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _moment(ms: np.int64) -> datetime:
    return datetime.fromtimestamp(int(ms) / 1000, UTC)
