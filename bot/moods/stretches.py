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
SITTING_MS = HOUR_MS
"""Heartbreak plays this close to one another are of one sitting."""
ALONE = 1.1
"""Below this many heartbreak plays per sitting, sittings cannot tell more listening from other listening."""
STEADY = 5.0
"""What is usual is never trusted to be fewer choices than this when stretches are compared: three where none were usual
do not outweigh sixty where ten were."""
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
    first: Bools
    """Heartbreak plays that begin a sitting: none was played within the hour before."""
    chosen: Bools
    """The first heartbreak play of its album (of its track, where no album is known) in its sitting."""

    def between(self, start: int, end: int) -> slice:
        first, last = np.searchsorted(self.at, [start, end])
        return slice(int(first), int(last))


def _plays(history: Listening, heartbreak: Collection[int]) -> _Plays:
    frame = history.listens
    musical = frame["content"].isin([Content.MUSIC.value, Content.VIDEO.value]).to_numpy()
    at = frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64)[musical]
    local = frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64)[musical]
    track = frame["track_id"].to_numpy()[musical]
    album = frame["album_id"].to_numpy()[musical]
    hearts = np.isin(track, np.fromiter(heartbreak, dtype=np.int64, count=len(heartbreak)))
    first, chosen = _sittings(at, track, album, hearts)
    return _Plays(
        at=at,
        track=track,
        artist=frame["artist_id"].to_numpy()[musical],
        album=album,
        heartbreak=hearts,
        night=hearts & (local // HOUR_MS % 24 < MORNING),
        again=_played_again(at, track, hearts),
        first=first,
        chosen=chosen,
    )


def _sittings(at: Int64s, track: Int64s, album: Int64s, heartbreak: Bools) -> tuple[Bools, Bools]:
    """Which heartbreak plays begin a sitting, and which are the first of their album in it."""
    places = np.flatnonzero(heartbreak)
    begins = np.diff(at[places], prepend=at[places[:1]] - SITTING_MS - 1) > SITTING_MS
    work = np.where(album[places] != NOBODY, album[places], track[places])
    nameless = album[places] == NOBODY
    order = np.lexsort((at[places], work, nameless, sitting := np.cumsum(begins)))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.logical_or.reduce([np.diff(key[order]) != 0 for key in (sitting, nameless.astype(np.int64), work)])
    first, chosen = np.zeros(len(at), dtype=np.bool_), np.zeros(len(at), dtype=np.bool_)
    first[places[begins]] = True
    chosen[places[order[new]]] = True
    return first, chosen


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


def _usual(moments: Int64s, starts: Int64s) -> Int64s:
    """How many of these ascending moments the fullest 28 days held, within the 180 days before each start."""
    last = _counts(moments, starts - WINDOW_MS, starts)
    if not moments.size:
        return last
    held = np.searchsorted(moments, moments + WINDOW_MS) - np.arange(len(moments))
    first = np.searchsorted(moments, starts - BEFORE_MS)
    end = np.searchsorted(moments, starts - WINDOW_MS, side="right")
    # reduceat takes the maximum from each first to each end; one nought more lets an end lie behind the last moment.
    fullest = np.maximum.reduceat(np.append(held, 0), np.column_stack((first, end)).ravel())[::2]
    return np.maximum(last, np.where(first < end, fullest, 0))


def _most_striking(plays: _Plays) -> int | None:
    """Where the stretch begins in which heartbreak was chosen most above what was usual; the earliest of equals.

    By heartbreak plays alone, so that neither the clock nor unrelated plays have a say in which stretch it is.
    """
    chosen = plays.at[plays.chosen]
    starts = _a_day_apart(chosen)
    starts = starts[_long_enough(plays.at, starts)]
    if not starts.size:
        return None
    usual = _usual(chosen, starts)
    surprise = (_counts(chosen, starts, starts + WINDOW_MS) - usual) / np.sqrt(np.maximum(usual, STEADY))
    return int(starts[surprise.argmax()])


def _a_day_apart(moments: Int64s) -> Int64s:
    """The first of these ascending moments, and each next that is a day or more after the one before it."""
    kept, place = [], 0
    while place < len(moments):  # at most once a day
        kept.append(int(moments[place]))
        place = int(np.searchsorted(moments, moments[place] + DAY_MS))
    return np.array(kept, dtype=np.int64)


def _lift(plays: _Plays, begins: int, n: int) -> float:
    """How many times as much heartbreak there was as usual: chosen per 28 days or played per sitting, the lesser.

    The second tells a month of more listening from a month of other listening, without a look at the other plays. It
    is left out where sittings before the stretch hardly ever held more than one heartbreak play.
    """
    start = np.array([begins])
    choices, base = plays.at[plays.chosen], formula.BASE_RATE * n
    per_window = float(_counts(choices, start, start + WINDOW_MS)[0]) / max(float(_usual(choices, start)[0]), base)
    before, during = _per_sitting(plays, begins - BEFORE_MS, begins), _per_sitting(plays, begins, begins + WINDOW_MS)
    return per_window if before < ALONE else min(per_window, (during - 1) / (before - 1))


def _per_sitting(plays: _Plays, since: int, until: int) -> float:
    """Heartbreak plays per sitting that has one; 1 where there is none."""
    span = plays.between(since, until)
    return max(int(plays.heartbreak[span].sum()) / max(int(plays.first[span].sum()), 1), 1.0)


def _score(history: Listening, plays: _Plays, begins: int) -> BreakupScore:
    start = np.array([begins])
    window = plays.between(begins, begins + WINDOW_MS)
    n: int = window.stop - window.start
    hearts = plays.heartbreak[window]
    heart_count = int(hearts.sum())

    def rise(which: Bools) -> float:
        return (int(which[window].sum()) - float(_usual(plays.at[which], start)[0])) / n

    times = _lift(plays, begins, n)
    weekly, weekly_before, change = _weekly_change(plays, begins)
    artist = _most_common(plays.artist[window][hearts])
    one_album = _is_one_album(plays, window)
    parts = formula.weighed(
        formula.STRETCH,
        {
            PartName.LIFT: times,
            PartName.REPEATS: rise(plays.again),
            PartName.CHANGE: change,
            PartName.NIGHT: rise(plays.night),
            PartName.TOP_ARTIST: None if artist is None else rise(plays.heartbreak & (plays.artist == artist)),
        },
        frozenset({PartName.REPEATS, PartName.TOP_ARTIST}) if one_album else frozenset(),
    )
    cap = formula.LITTLE_LIFT if (parts[0].points or 0.0) < formula.LITTLE_LIFT_POINTS else None
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
    usual = int(_usual(plays.at[plays.heartbreak], start)[0])
    lift: tuple[float, Evidence] = (parts[0].contribution, Lift(heart_count, n, usual, times))
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
        notes=tuple(notes + ([Note.ONE_ALBUM] if one_album else [])),
        version=formula.VERSION,
    )


def _weekly_change(plays: _Plays, begins: int) -> tuple[float, float, float]:
    """Heartbreak choices a week in the stretch, a week before it, and their difference in standard errors.

    Weeks before are the whole ones that the history covers. Their variance is floored at that of a Poisson count, and
    at 1: a quiet spring would otherwise make two plays a landslide.
    """
    covered = min((begins - int(plays.at[0])) // WEEK_MS, WEEKS_BEFORE)
    edges = begins + WEEK_MS * np.arange(-covered, WEEKS + 1)
    weeks = np.diff(np.searchsorted(plays.at[plays.chosen], edges))
    before, during = weeks[:covered], weeks[covered:]
    usual, now = float(before.mean()), float(during.mean())
    variance = max(float(before.var(ddof=1)), usual, 1.0)
    return now, usual, (now - usual) / float(np.sqrt(variance * (1 / WEEKS + 1 / covered)))


def _most_common(ids: Int64s) -> int | None:
    """The most frequent id, the smallest of equals; None where none is named."""
    found, counts = np.unique(ids[ids != NOBODY], return_counts=True)
    return int(found[counts.argmax()]) if found.size else None


def _is_one_album(plays: _Plays, window: slice) -> bool:
    """Whether one album, and not one song of it, gives most of the stretch's heartbreak plays.

    Asked of the heartbreak plays alone: a share of all plays would fall, and the rule lapse, with unrelated ones.
    """
    hearts, album = plays.heartbreak[window], plays.album[window]
    most = _most_common(album[hearts])
    if most is None or len(np.unique(plays.track[window][album == most])) < formula.ALBUM_TRACKS:
        return False
    return float((album[hearts] == most).mean()) >= formula.ONE_ALBUM


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
