"""Members with a character, made by a seed: six kinds of listening that a breakup score must tell apart.

All six have the same habits underneath: some four hundred days, weeks that differ in how much is played, a tenth of
loved tracks that are half of the plays. One in twenty-five of their tracks has a heartbreak title by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from bot.analysis.frames import History, history_from_table

DAYS = 420
START_MS = 1_672_531_200_000  # 2023-01-01
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
SONG_MS = 210_000
CHARACTERS = ("breakup", "album binge", "night shift", "sleep playlist", "always emo", "ordinary")

NEUTRAL = (
    "Copper Lines",
    "Harbour Lights",
    "Seventh Floor",
    "Parade",
    "Windmill",
    "Saltwater",
    "Paper Planes Over Town",
    "Sunday Kitchen",
    "Glasshouse",
    "Northbound",
    "Marble",
    "Fireflies in June",
    "Velvet Engine",
    "Cinnamon",
    "Satellite Dinner",
    "Gold Teeth",
    "Hometown Radio",
    "Neon Garden",
    "Postcards",
    "Lanterns",
    "Orbit",
    "Backseat Driver",
    "Honey",
    "Wild Geese",
    "Tambourine Street",
)
HEARTBREAK = (
    "Since You Left",
    "Half the Closet Is Empty, You Left",
    "My Ex's New Girlfriend",
    "We Don't Talk Anymore",
    "Broken Heart Season",
    "Getting Over You",
    "Goodbye My Lover",
    "You Cheated",
    "Almost Lovers",
    "Come Back to Me",
    "Divorce Papers",
    "Heartbreak in May",
)
SLEEPY = (
    "Rain on a Tin Roof",
    "Slow Tide",
    "Brown Noise",
    "Weightless Hours",
    "Moonlit Piano",
    "Soft Static",
    "Night Train Hum",
)
SAD = (
    "So Lonely Tonight",
    "Tears in the Sink",
    "Blue and Sad",
    "Cry Quietly",
)

TRACKS = 500
"""Tracks 0-499 are the member's own; the characters' tracks come after them."""
ALBUM = range(500, 512)
LULLABIES = range(512, 540)
FRESH_WOUNDS = range(540, 564)
ALL_TRACKS = 564


@dataclass
class _Diary:
    """What is being written: per play its moment (ms since `START_MS`), track and sitting; per sitting its day."""

    at: np.ndarray
    track: np.ndarray
    sitting: np.ndarray
    day_of: np.ndarray

    def sittings_in(self, first_day: int, days: int) -> np.ndarray:
        return np.flatnonzero((self.day_of >= first_day) & (self.day_of < first_day + days))

    def plays_of(self, sittings: np.ndarray) -> np.ndarray:
        return np.flatnonzero(np.isin(self.sitting, sittings))


def planted(character: str, seed: int, time_zone: str = "UTC") -> History:
    """A member of this character."""
    rng = np.random.default_rng([seed, CHARACTERS.index(character)])
    titles = _titles(rng, always=character == "always emo")
    diary = _everyday(rng)
    begins = int(rng.integers(220, 350))
    {
        "breakup": _breakup,
        "album binge": _album_binge,
        "night shift": _night_shift,
        "sleep playlist": _sleep_playlist,
        "always emo": _nothing,
        "ordinary": _nothing,
    }[character](rng, diary, begins)
    return _history(diary, titles, time_zone)


def planted_on(character: str, seed: int) -> date:
    """The day from which on `planted(character, seed)` is what they are, for those who were not always."""
    rng = np.random.default_rng([seed, CHARACTERS.index(character)])
    _titles(rng, always=character == "always emo")
    _everyday(rng)
    return date(2023, 1, 1) + timedelta(days=int(rng.integers(220, 350)))


def _titles(rng: np.random.Generator, *, always: bool) -> list[str]:
    hearts = rng.random(TRACKS) < (0.40 if always else 0.04)
    own = [str(rng.choice(HEARTBREAK if heart else NEUTRAL)) for heart in hearts]
    # An album that is binged may well have a heartbreak song or two on it.
    album = [str(rng.choice(HEARTBREAK if rng.random() < 0.12 else NEUTRAL)) for _ in ALBUM]
    lullabies = [str(rng.choice(SAD if rng.random() < 0.2 else SLEEPY)) for _ in LULLABIES]
    wounds = [str(rng.choice(HEARTBREAK if rng.random() < 0.7 else SAD)) for _ in FRESH_WOUNDS]
    return own + album + lullabies + wounds


def _everyday(rng: np.random.Generator) -> _Diary:
    """Sittings of some eight plays, more of them in some weeks than in others."""
    weekly = rng.lognormal(0.0, 0.30, DAYS // 7 + 1)
    per_day = rng.poisson(rng.uniform(1.8, 5) * weekly[np.arange(DAYS) // 7])
    day_of = np.repeat(np.arange(DAYS), per_day)
    begins = day_of * DAY_MS + (np.clip(rng.normal(17, 4.2, len(day_of)), 0, 23.5) * HOUR_MS).astype(np.int64)
    lengths = rng.geometric(1 / 8, len(day_of))
    sitting = np.repeat(np.arange(len(day_of)), lengths)
    place = np.arange(len(sitting)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    loved = rng.permutation(TRACKS)[: TRACKS // 10]
    random = rng.integers(0, TRACKS, len(sitting))
    track = np.where(rng.random(len(sitting)) < 0.5, rng.choice(loved, len(sitting)), random)
    return _Diary(begins[sitting] + place * SONG_MS, track, sitting, day_of)


def _breakup(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    sittings = diary.sittings_in(begins, 7 * int(rng.integers(4, 8)))
    plays = diary.plays_of(sittings)
    wounded = plays[rng.random(len(plays)) < rng.uniform(0.35, 0.6)]
    few = rng.choice(np.array(FRESH_WOUNDS), int(rng.integers(5, 12)), replace=False)
    diary.track[wounded] = rng.choice(few, len(wounded))
    late = diary.plays_of(sittings[rng.random(len(sittings)) < 0.3])
    diary.at[late] = diary.at[late] // DAY_MS * DAY_MS + diary.at[late] % (5 * HOUR_MS)


def _album_binge(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    sittings = diary.sittings_in(begins, 28)
    for sitting in sittings[rng.random(len(sittings)) < 0.7]:
        plays = diary.plays_of(np.array([sitting]))
        diary.track[plays] = np.resize(np.array(ALBUM), len(plays))


def _night_shift(_rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    diary.at[diary.at >= begins * DAY_MS] += 9 * HOUR_MS


def _sleep_playlist(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    nights = np.arange(begins, DAYS - 1)
    at = (nights[:, np.newaxis] * DAY_MS + HOUR_MS // 2 + np.arange(18) * SONG_MS).ravel()
    diary.at = np.concatenate([diary.at, at])
    diary.track = np.concatenate([diary.track, rng.choice(np.array(LULLABIES), len(at))])


def _nothing(_rng: np.random.Generator, _diary: _Diary, _begins: int) -> None:
    """Their character is in the titles, or nowhere."""


def _history(diary: _Diary, titles: list[str], time_zone: str) -> History:
    order = np.argsort(diary.at, kind="stable")
    track = diary.track[order].astype(np.int64)
    artist_of = np.arange(ALL_TRACKS) // 6
    artist_of[list(ALBUM)] = 900
    album_of = np.arange(ALL_TRACKS) // 6
    album_of[list(ALBUM)] = 900
    album_of[list(FRESH_WOUNDS)] = np.array(FRESH_WOUNDS)  # one from here, one from there
    table = pa.table(
        {
            "started_at": pa.array(START_MS + diary.at[order]).cast(pa.timestamp("ms", "UTC")),
            "played_ms": pa.array(np.full(len(order), 200_000, np.int32)),
            "track": pa.array(track).dictionary_encode(),
            "artist": pa.array(artist_of[track]).dictionary_encode(),
            "album": pa.array(album_of[track]).dictionary_encode(),
            "content": pa.array(["music"] * len(order)).dictionary_encode(),
        }
    )
    return history_from_table(
        table,
        [(int(artist), f"Artist {artist}") for artist in np.unique(artist_of)],
        [(number, title, int(artist_of[number])) for number, title in enumerate(titles)],
        time_zone=time_zone,
    )
