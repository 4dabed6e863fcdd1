"""How the sample members listen: characters, and the plays that follow from them.

A play here is what happened; `samples_spotify.py` writes it down as Spotify would. Everything follows from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from bot.sandbox.samples_catalogue import Catalogue, Mood, catalogue

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Character(StrEnum):
    """What is special about a member's listening."""

    HEARTBREAK = "heartbreak"
    """A steady mixed listener until one February, then weeks of break-up and sad songs on repeat, rather late."""
    NIGHT_OWL = "night owl"
    """Listens mostly from 23 to 5 o'clock."""
    ALBUM_BINGER = "album binger"
    """Whole albums in order; one of them is most of one month."""
    EXPLORER = "explorer"
    """Hundreds of artists, hardly anything twice."""
    SUPERFAN = "superfan"
    """One artist above all."""
    NEWCOMER = "newcomer"
    """Ordinary, over a short time."""
    ORDINARY = "ordinary"
    """A few favourites and a long tail, mornings and evenings."""
    SLEEPER = "sleeper"
    """The same quiet tracks every night."""
    ALWAYS_SAD = "always sad"
    """Sad songs all year round, and no more in one month than in another."""


LAST_DAY = date(2026, 11, 15)
"""The day of the sample exports. Fixed: samples made tomorrow are the same."""
HEARTBREAK_DAY = date(2026, 2, 3)
HEARTBREAK_DAYS = 38
BINGE_MONTH = (date(2026, 5, 4), 28)


@dataclass(frozen=True, slots=True)
class Plays:
    """Plays in order of time, as parallel columns.

    Attributes:
        started_at: seconds since 1970, UTC.
        track: index into the catalogue.
        played_ms: how long; 0 for what was skipped at once.
        skipped: whether the member went on before the end.
        first: whether it began a sitting.
        shuffle: whether it was played in random order.
        sitting: number of the sitting, ascending.
    """

    started_at: Ints
    track: Ints
    played_ms: Ints
    skipped: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]
    shuffle: npt.NDArray[np.bool_]
    sitting: Ints

    def __len__(self) -> int:
        return len(self.started_at)


# Share of sittings that begin in each hour of the member's own clock.
_ORDINARY_HOURS = (1, 0.5, 0.2, 0.1, 0.1, 0.4, 2, 5, 7, 5, 4, 4, 4, 4, 4, 4, 5, 7, 8, 8, 7, 6, 4, 2)
_NIGHT_HOURS = (11, 11, 10, 8, 5, 1, 0.3, 0.3, 0.4, 0.4, 0.5, 0.5, 0.5, 0.6, 0.8, 0.8, 1, 1, 1.2, 1.5, 2, 3, 5, 10)
_HEARTBREAK_HOURS = (7, 5, 3, 1.5, 0.6, 0.4, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 8, 9, 10, 9)
_SLEEP_HOURS = (1, 0.2, 0.1, 0.1, 0.1, 0.4, 2, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 8, 16, 6)


def listening(character: Character, seed: int, plays: int, first_day: date, last_day: date, time_zone: str) -> Plays:
    """About `plays` plays (within a few per cent) of a member of this character.

    Args:
        character: what is special about them.
        seed: another seed is another member of the same character.
        plays: how many.
        first_day: of listening, on the member's own clock.
        last_day: the same.
        time_zone: IANA name of that clock.
    """
    rng = np.random.default_rng([seed, plays, *character.value.encode()])
    member = _Member(rng, character, catalogue(), first_day, last_day)
    days, seconds, lengths = member.sittings(plays)
    starts = _moments(first_day, days, seconds, ZoneInfo(time_zone))
    order = np.argsort(starts, kind="stable")
    starts, lengths, days = starts[order], lengths[order], days[order]
    sitting = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(sitting)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    track, shuffle = member.tracks(days, lengths)
    length_ms = catalogue().length_ms[track]
    played_ms, skipped = _durations(rng, length_ms, restless=member.restless)
    return Plays(_spread(starts, lengths, played_ms), track, played_ms, skipped, place == 0, shuffle[sitting], sitting)


class _Member:
    """Tastes and habits, drawn once."""

    def __init__(
        self, rng: np.random.Generator, character: Character, known: Catalogue, first_day: date, last_day: date
    ) -> None:
        self._rng, self._character, self._catalogue = rng, character, known
        self._first_day, self._days = first_day, (last_day - first_day).days + 1
        self.restless = {Character.EXPLORER: 0.3, Character.ALBUM_BINGER: 0.05}.get(character, 0.16)
        self._taste = self._track_weights()
        self._laments = self._lament_weights()
        self._binged = self._long_album()

    def sittings(self, plays: int) -> tuple[Ints, Ints, Ints]:
        """Day (from the first), second of that day, and number of plays of each sitting, unordered."""
        mean = 11 if self._character in (Character.ALBUM_BINGER, Character.NIGHT_OWL) else 8
        lengths = 1 + self._rng.geometric(1 / mean, size=2 + plays // mean)
        lengths = lengths[: int(np.searchsorted(np.cumsum(lengths), plays)) + 1]
        days = self._rng.choice(self._days, size=len(lengths), p=self._day_weights())
        hours = self._hours_of(_hours(self._character), len(lengths))
        broken = self._in_heartbreak(days)
        hours[broken] = self._hours_of(_HEARTBREAK_HOURS, int(broken.sum()))
        return days, hours * 3600 + self._rng.integers(0, 3600, size=len(lengths)), lengths

    def tracks(self, days: Ints, lengths: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """The track of every play, and whether each sitting was shuffled."""
        ends = np.cumsum(lengths)
        chosen = self._rng.choice(len(self._taste), size=int(ends[-1]), p=self._taste)
        whole_albums = self._rng.random(len(lengths)) < (0.88 if self._character is Character.ALBUM_BINGER else 0.12)
        binged = self._in_binge(days) & (self._rng.random(len(lengths)) < 0.58)
        broken = self._in_heartbreak(days)
        for at in np.flatnonzero(whole_albums | binged | broken):
            span = slice(int(ends[at] - lengths[at]), int(ends[at]))
            if broken[at]:
                grieving = self._rng.random(int(lengths[at])) < 0.74
                laments = self._rng.choice(len(self._laments), size=int(lengths[at]), p=self._laments)
                chosen[span] = np.where(grieving, laments, chosen[span])
            else:
                album = int(self._catalogue.album_of[chosen[span][0]])
                chosen[span] = np.resize(self._binged if binged[at] else self._catalogue.of_album(album), lengths[at])
        shuffled = ~(whole_albums | binged) & (self._rng.random(len(lengths)) < 0.6)
        return chosen, shuffled

    def _track_weights(self) -> Floats:
        known, rng = self._catalogue, self._rng
        artists = self._artist_weights()
        # Within an artist a few tracks are the ones that one plays.
        within = rng.pareto(1.3, size=len(known.titles)).clip(0.02, 12)
        weights = artists[known.artist_of] * within / np.bincount(known.artist_of, within)[known.artist_of]
        if self._character is Character.ALWAYS_SAD:
            weights *= np.where(np.isin(known.mood, (Mood.SAD, Mood.HEARTBREAK)), 8.0, 1.0)
        elif self._character is Character.SLEEPER:
            weights[rng.choice(np.flatnonzero(known.mood == Mood.PLAIN), size=14, replace=False)] += weights.sum() / 18
        else:
            weights *= np.where(known.mood == Mood.HEARTBREAK, 0.6, 1.0)
        shares: Floats = weights / weights.sum()
        return shares

    def _artist_weights(self) -> Floats:
        known, rng = self._catalogue, self._rng
        ranks = rng.permutation(known.known) + 1.0
        flatness = 0.35 if self._character is Character.EXPLORER else 0.8
        weights = np.zeros(len(known.artists))
        weights[: known.known] = ranks**-flatness
        weights[: known.known][rng.random(known.known) < 0.35] = 0.0  # nobody knows everyone
        weights[:8] += weights.sum() * rng.uniform(0.004, 0.03, size=8)
        if self._character is Character.EXPLORER:
            weights[known.known :] = weights.sum() * 1.6 / (len(known.artists) - known.known)
        if self._character is Character.SUPERFAN:
            weights[int(rng.integers(8, known.known))] += weights.sum() * 1.5
        shares: Floats = weights / weights.sum()
        return shares

    def _lament_weights(self) -> Floats:
        """Some thirty break-up songs and a few sad ones, of which a handful are played again and again."""
        known, rng = self._catalogue, self._rng
        songs = np.concatenate(
            [
                rng.choice(known.in_mood(Mood.HEARTBREAK), size=24, replace=False),
                rng.choice(known.in_mood(Mood.SAD), size=8, replace=False),
            ]
        )
        weights = np.zeros(len(known.titles))
        weights[rng.permutation(songs)] = np.arange(1, len(songs) + 1) ** -1.1
        shares: Floats = weights / weights.sum()
        return shares

    def _long_album(self) -> Ints:
        """The tracks of the one album that is most of one month."""
        known = self._catalogue
        sizes = np.bincount(known.album_of[known.artist_of < known.known])
        return known.of_album(int(self._rng.choice(np.flatnonzero(sizes == sizes.max()))))

    def _day_weights(self) -> Floats:
        days = np.arange(self._days)
        weekdays = (self._first_day.weekday() + days) % 7
        weights = np.where(weekdays < 5, 1.0, 1.3) * (1 + 0.25 * np.sin(2 * np.pi * days / 365.25))
        weights *= self._rng.gamma(3.0, 1 / 3, size=self._days)  # some days are silent, some are not
        weights[self._in_heartbreak(days)] *= 1.7
        weights[self._in_binge(days)] *= 1.3
        shares: Floats = weights / weights.sum()
        return shares

    def _in_heartbreak(self, days: Ints) -> npt.NDArray[np.bool_]:
        return self._within(days, HEARTBREAK_DAY, HEARTBREAK_DAYS, Character.HEARTBREAK)

    def _in_binge(self, days: Ints) -> npt.NDArray[np.bool_]:
        return self._within(days, *BINGE_MONTH, Character.ALBUM_BINGER)

    def _within(self, days: Ints, start: date, length: int, whose: Character) -> npt.NDArray[np.bool_]:
        since = days - (start - self._first_day).days
        return (since >= 0) & (since < length) & (self._character is whose)

    def _hours_of(self, shares: tuple[float, ...], size: int) -> Ints:
        return self._rng.choice(24, size=size, p=np.array(shares) / sum(shares))


def _hours(character: Character) -> tuple[float, ...]:
    return {Character.NIGHT_OWL: _NIGHT_HOURS, Character.SLEEPER: _SLEEP_HOURS}.get(character, _ORDINARY_HOURS)


def _moments(first_day: date, days: Ints, seconds: Ints, zone: ZoneInfo) -> Ints:
    """Seconds since 1970 of moments on a clock with summer time."""
    midnight = datetime(first_day.year, first_day.month, first_day.day)  # noqa: DTZ001 -- the zone is put on below
    pairs = zip(days.tolist(), seconds.tolist(), strict=True)
    local = (midnight + timedelta(days=day, seconds=second) for day, second in pairs)
    return np.array([int(moment.replace(tzinfo=zone).timestamp()) for moment in local], dtype=np.int64)


def _durations(rng: np.random.Generator, length_ms: Ints, restless: float) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """How long each play lasted, and which were skipped."""
    skipped = rng.random(len(length_ms)) < restless
    heard = np.minimum(rng.exponential(28_000, size=len(length_ms)) + 900, length_ms - 1000)
    heard[rng.random(len(length_ms)) < 0.09] = 0  # clicked away before a sound
    return np.where(skipped, heard, length_ms).astype(np.int64), skipped


def _spread(starts: Ints, lengths: Ints, played_ms: Ints) -> Ints:
    """When each play began: one after another, and no sitting before the one before has ended."""
    took = -(-played_ms // 1000) + 1
    ends = np.cumsum(lengths)
    so_far = np.cumsum(took) - took
    begun = np.empty(len(lengths), dtype=np.int64)
    free = 0
    for at, start in enumerate(starts.tolist()):
        begun[at] = max(start, free)
        first, end = int(ends[at] - lengths[at]), int(ends[at]) - 1
        free = int(begun[at] + so_far[end] - so_far[first] + took[end]) + 60
    spread: Ints = np.repeat(begun - so_far[ends - lengths], lengths) + so_far
    return spread
