"""Breakup intensity of a stretch of listening; what it means, and promises, stands in `bot.moods.breakup`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.listens import Content
from bot.model.moods import (
    BreakupScore,
    Evidence,
    Lift,
    MostRepeated,
    NightPlays,
    Note,
    PartName,
    PlayedAgain,
    TopArtist,
    WeeklyChange,
)
from bot.moods import formula
from bot.moods.titles import title_moods

Int64s = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
WEEK_MS = 7 * DAY_MS
WINDOW_MS = formula.WINDOW_DAYS * DAY_MS
BEFORE_MS = formula.BEFORE_DAYS * DAY_MS
WEEKS, WEEKS_BEFORE = formula.WINDOW_DAYS // 7, formula.BEFORE_DAYS // 7
MORNING = 5
"""The night ends at this hour."""
STEADY = 5.0
"""Expected plays are never trusted to be fewer than this when stretches are compared: three plays where none were
expected do not outweigh sixty where ten were."""
NOBODY = -1


class Listening(Protocol):
    """A member's history, as `bot.analysis.frames.History` describes it."""

    @property
    def listens(self) -> pd.DataFrame:
        """One row per listen, ascending."""

    @property
    def artists(self) -> pd.Series[str]:
        """Names by artist_id."""

    @property
    def tracks(self) -> pd.DataFrame:
        """Titles by track_id."""

    @property
    def time_zone(self) -> str:
        """The member's own clock."""


def breakup_stretch(history: Listening, heartbreak: Collection[int] | None = None) -> BreakupScore:
    """How far a member's most striking 28 days speak of a breakup.

    Args:
        history: not modified.
        heartbreak: ids of the tracks that speak of a breakup, where more is known than titles say; by default
            `heartbreak_tracks(history)`.
    """
    plays = _plays(history, heartbreak_tracks(history) if heartbreak is None else heartbreak)
    if not _long_enough(plays.at, plays.at).any():
        return formula.no_score("stretch", len(plays.at), Note.NOT_ENOUGH_LISTENING)
    begins = _most_striking(plays)
    if begins is None:
        parts = formula.weighed(formula.STRETCH, {part.name: 0.0 for part in formula.STRETCH})
        return BreakupScore(
            scope="stretch",
            score=0.0,
            parts=parts,
            cap=formula.LITTLE_LIFT,
            begins_on=None,
            ends_on=None,
            n=len(plays.at),
            n_before=None,
            evidence=(),
            notes=(Note.NO_HEARTBREAK,),
            version=formula.VERSION,
        )
    return _score(history, plays, begins)


def heartbreak_tracks(history: Listening) -> frozenset[int]:
    """Ids of the tracks whose titles speak of a breakup."""
    titles = history.tracks["title"]
    return frozenset(titles.index[title_moods(titles) == "breakup"].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class _Plays:
    """The music of a history as arrays, ascending by `at` (ms since 1970, UTC), and the heartbreak plays among them."""

    at: Int64s
    track: Int64s
    artist: Int64s
    album: Int64s
    heartbreak: Bools
    night: Bools
    again: Bools
    """Heartbreak plays whose track was played within the 24 hours before."""

    @property
    def heart_at(self) -> Int64s:
        return self.at[self.heartbreak]

    def between(self, start: int, end: int) -> slice:
        first, last = np.searchsorted(self.at, [start, end])
        return slice(int(first), int(last))


def _plays(history: Listening, heartbreak: Collection[int]) -> _Plays:
    frame = history.listens
    musical = frame["content"].isin([Content.MUSIC.value, Content.VIDEO.value]).to_numpy()
    at = frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64)[musical]
    local = frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64)[musical]
    track = frame["track_id"].to_numpy()[musical]
    hearts = np.isin(track, np.fromiter(heartbreak, dtype=np.int64, count=len(heartbreak)))
    return _Plays(
        at=at,
        track=track,
        artist=frame["artist_id"].to_numpy()[musical],
        album=frame["album_id"].to_numpy()[musical],
        heartbreak=hearts,
        night=hearts & (local // HOUR_MS % 24 < MORNING),
        again=_played_again(at, track, hearts),
    )


def _played_again(at: Int64s, track: Int64s, heartbreak: Bools) -> Bools:
    places = np.flatnonzero(heartbreak)
    order = places[np.lexsort((at[places], track[places]))]
    again = np.zeros(len(at), dtype=np.bool_)
    again[order[1:]] = (np.diff(track[order]) == 0) & (np.diff(at[order]) <= DAY_MS)
    return again


def _counts(moments: Int64s, starts: Int64s, ends: Int64s) -> Int64s:
    """How many of these ascending moments lie in each [start, end)."""
    return np.searchsorted(moments, ends) - np.searchsorted(moments, starts)


def _long_enough(at: Int64s, starts: Int64s) -> Bools:
    """Which stretches beginning at `starts` have listening enough in them and before them."""
    if not at.size:
        return np.zeros(len(starts), dtype=np.bool_)
    inside = _counts(at, starts, starts + WINDOW_MS) >= formula.MIN_WINDOW_PLAYS
    before = _counts(at, starts - BEFORE_MS, starts) >= formula.MIN_PLAYS_BEFORE
    enough: Bools = inside & before & (starts - at[0] >= formula.MIN_DAYS_BEFORE * DAY_MS)
    return enough


def _expected(plays: _Plays, moments: Int64s, starts: Int64s) -> npt.NDArray[np.float64]:
    """How many of these moments 28 days held, on average over the up to 180 days before each start."""
    covered = np.minimum(starts - plays.at[0], BEFORE_MS)
    expected: npt.NDArray[np.float64] = _counts(moments, starts - BEFORE_MS, starts) * (WINDOW_MS / covered)
    return expected


def _most_striking(plays: _Plays) -> int | None:
    """Where the stretch begins whose heartbreak plays stand out most from what was expected; the earliest of equals.

    By heartbreak plays alone, so that neither the clock nor unrelated plays have a say in which stretch it is.
    """
    hearts = plays.heart_at
    starts = _a_day_apart(hearts)
    starts = starts[_long_enough(plays.at, starts)]
    if not starts.size:
        return None
    expected = _expected(plays, hearts, starts)
    surprise = (_counts(hearts, starts, starts + WINDOW_MS) - expected) / np.sqrt(np.maximum(expected, STEADY))
    return int(starts[surprise.argmax()])


def _a_day_apart(moments: Int64s) -> Int64s:
    """The first of these ascending moments, and each next that is a day or more after the one before it."""
    kept, place = [], 0
    while place < len(moments):  # at most once a day
        kept.append(int(moments[place]))
        place = int(np.searchsorted(moments, moments[place] + DAY_MS))
    return np.array(kept, dtype=np.int64)


def _score(history: Listening, plays: _Plays, begins: int) -> BreakupScore:
    start = np.array([begins])
    window = plays.between(begins, begins + WINDOW_MS)
    n: int = window.stop - window.start
    hearts = plays.heartbreak[window]
    heart_count = int(hearts.sum())

    def rise(which: Bools) -> float:
        found, usual = int(which[window].sum()), float(_expected(plays, plays.at[which], start)[0])
        return (found - usual) / n

    expected = float(_expected(plays, plays.heart_at, start)[0])
    times = heart_count / max(expected, formula.BASE_RATE * n)
    weekly, weekly_before, change = _weekly_change(plays, begins)
    artist = _most_common(plays.artist[window][hearts])
    album = _one_album(plays, window)
    parts = formula.weighed(
        formula.STRETCH,
        {
            PartName.LIFT: times,
            PartName.REPEATS: rise(plays.again),
            PartName.CHANGE: change,
            PartName.NIGHT: rise(plays.night),
            PartName.TOP_ARTIST: None if artist is None else rise(plays.heartbreak & (plays.artist == artist)),
        },
        frozenset({PartName.REPEATS, PartName.TOP_ARTIST}) if album.most else frozenset(),
    )
    cap = formula.ALBUM_PLAYED_THROUGH if album.for_itself else None
    if (parts[0].points or 0.0) < formula.LITTLE_LIFT_POINTS:
        cap = formula.LITTLE_LIFT
    pieces: list[Evidence | None] = [
        PlayedAgain(int(plays.again[window].sum()), n),
        WeeklyChange(weekly, weekly_before),
        NightPlays(int(plays.night[window].sum()), heart_count),
        _top_artist(history, plays, window, artist),
    ]
    others = [
        (part.contribution, piece)
        for part, piece in zip(parts[1:], pieces, strict=True)
        if piece is not None and part.contribution > 0
    ]
    lift: tuple[float, Evidence] = (parts[0].contribution, Lift(heart_count, n, expected, times))
    notes = [Note.NO_ARTISTS] if artist is None else []
    return BreakupScore(
        scope="stretch",
        score=formula.total(parts, cap),
        parts=parts,
        cap=cap,
        begins_on=_day(begins, history.time_zone),
        ends_on=_day(min(begins + WINDOW_MS - 1, int(plays.at[-1])), history.time_zone),
        n=n,
        n_before=int(_counts(plays.at, start - BEFORE_MS, start)[0]),
        evidence=(_most_repeated(history, plays, window), *formula.weightiest([lift, *others])[:2]),
        notes=tuple(notes + ([Note.ONE_ALBUM] if album.most else [])),
        version=formula.VERSION,
    )


def _weekly_change(plays: _Plays, begins: int) -> tuple[float, float, float]:
    """Heartbreak plays a week in the stretch, a week before it, and their difference in standard errors.

    Weeks before are the whole ones that the history covers. Their variance is floored at that of a Poisson count, and
    at 1: a quiet spring would otherwise make two plays a landslide.
    """
    covered = min((begins - int(plays.at[0])) // WEEK_MS, WEEKS_BEFORE)
    edges = begins + WEEK_MS * np.arange(-covered, WEEKS + 1)
    weeks = np.diff(np.searchsorted(plays.heart_at, edges))
    before, during = weeks[:covered], weeks[covered:]
    usual, now = float(before.mean()), float(during.mean())
    variance = max(float(before.var(ddof=1)), usual, 1.0)
    return now, usual, (now - usual) / float(np.sqrt(variance * (1 / WEEKS + 1 / covered)))


def _most_common(ids: Int64s) -> int | None:
    """The most frequent id, the smallest of equals; None where none is named."""
    found, counts = np.unique(ids[ids != NOBODY], return_counts=True)
    return int(found[counts.argmax()]) if found.size else None


@dataclass(frozen=True, slots=True)
class _Album:
    """The album that is most of a stretch, if one is, and whether it was played for itself."""

    most: bool
    for_itself: bool


def _one_album(plays: _Plays, window: slice) -> _Album:
    """Asked of the heartbreak plays alone: a share of all plays would fall, and the rule lapse, with unrelated ones."""
    hearts, album, track = plays.heartbreak[window], plays.album[window], plays.track[window]
    most = _most_common(album[hearts])
    if most is None:
        return _Album(most=False, for_itself=False)
    tracks = np.unique(track[album == most])
    is_most = len(tracks) >= formula.ALBUM_TRACKS and float((album[hearts] == most).mean()) >= formula.ONE_ALBUM
    speaking = len(np.unique(track[hearts & (album == most)]))
    return _Album(most=is_most, for_itself=is_most and speaking * 2 < len(tracks))


def _most_repeated(history: Listening, plays: _Plays, window: slice) -> MostRepeated:
    hearts = plays.heartbreak[window]
    track = _most_common(plays.track[window][hearts])
    rows = np.flatnonzero(hearts & (plays.track[window] == track)) + window.start
    at = plays.at[rows]
    artist = int(plays.artist[rows[0]])
    return MostRepeated(
        title=str(history.tracks["title"].get(track, "")),
        artist=str(history.artists[artist]) if artist in history.artists.index else None,
        plays=len(rows),
        first_on=_day(int(at[0]), history.time_zone),
        last_on=_day(int(at[-1]), history.time_zone),
    )


def _top_artist(history: Listening, plays: _Plays, window: slice, artist: int | None) -> TopArtist | None:
    if artist is None or artist not in history.artists.index:
        return None
    of_artist = plays.artist[window][plays.heartbreak[window]] == artist
    return TopArtist(str(history.artists[artist]), int(of_artist.sum()), len(of_artist))


def _day(at: int, time_zone: str) -> date:
    return pd.Timestamp(at, unit="ms", tz="UTC").tz_convert(time_zone).date()
