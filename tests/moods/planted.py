"""Members with a character, made by a seed: six kinds of listening that a breakup score must tell apart.

All six have the same habits underneath: some four hundred days, weeks that differ in how much is played, a tenth of
loved tracks that are half of the plays. One in twenty-five of their tracks has a heartbreak title by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bot.analysis.frames import History, history_from_table

DAYS = 420
START_MS = 1_672_531_200_000  # 2023-01-01
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
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
    """What is being written: per play its moment (ms since `START_MS`), track and album."""

    at: np.ndarray
    track: np.ndarray

    def replace(self, rows: np.ndarray, tracks: np.ndarray) -> None:
        self.track[rows] = tracks

    def add(self, at: np.ndarray, track: np.ndarray) -> None:
        self.at, self.track = np.concatenate([self.at, at]), np.concatenate([self.track, track])


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


def _titles(rng: np.random.Generator, *, always: bool) -> list[str]:
    hearts = rng.random(TRACKS) < (0.40 if always else 0.04)
    own = [str(rng.choice(HEARTBREAK if heart else NEUTRAL)) for heart in hearts]
    # An album that is binged may well have a heartbreak song or two on it.
    album = [str(rng.choice(HEARTBREAK if rng.random() < 0.12 else NEUTRAL)) for _ in ALBUM]
    lullabies = [str(rng.choice(SAD if rng.random() < 0.2 else SLEEPY)) for _ in LULLABIES]
    wounds = [str(rng.choice(HEARTBREAK if rng.random() < 0.7 else SAD)) for _ in FRESH_WOUNDS]
    return own + album + lullabies + wounds


def _everyday(rng: np.random.Generator) -> _Diary:
    weekly = rng.lognormal(0.0, 0.30, DAYS // 7 + 1)
    counts = rng.poisson(rng.uniform(14, 40) * weekly[np.arange(DAYS) // 7])
    days = np.repeat(np.arange(DAYS), counts)
    hour = np.clip(rng.normal(17, 4.2, len(days)), 0, 23.99)
    loved = rng.permutation(TRACKS)[: TRACKS // 10]
    track = np.where(rng.random(len(days)) < 0.5, rng.choice(loved, len(days)), rng.integers(0, TRACKS, len(days)))
    return _Diary((days * DAY_MS + hour * HOUR_MS).astype(np.int64), track)


def _breakup(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    weeks = int(rng.integers(4, 8))
    inside = np.flatnonzero((diary.at >= begins * DAY_MS) & (diary.at < (begins + 7 * weeks) * DAY_MS))
    wounded = inside[rng.random(len(inside)) < rng.uniform(0.35, 0.6)]
    few = rng.choice(np.array(FRESH_WOUNDS), int(rng.integers(5, 12)), replace=False)
    diary.replace(wounded, rng.choice(few, len(wounded)))
    late = wounded[rng.random(len(wounded)) < 0.3]
    diary.at[late] = diary.at[late] // DAY_MS * DAY_MS + (rng.random(len(late)) * 5 * HOUR_MS).astype(np.int64)


def _album_binge(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    inside = np.flatnonzero((diary.at >= begins * DAY_MS) & (diary.at < (begins + 28) * DAY_MS))
    binged = inside[rng.random(len(inside)) < 0.7]
    diary.replace(binged, rng.choice(np.array(ALBUM), len(binged)))


def _night_shift(_rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    diary.at[diary.at >= begins * DAY_MS] += 9 * HOUR_MS


def _sleep_playlist(rng: np.random.Generator, diary: _Diary, begins: int) -> None:
    days = np.repeat(np.arange(begins, DAYS - 1), 18)
    at = days * DAY_MS + (rng.random(len(days)) * 5.5 * HOUR_MS).astype(np.int64)
    diary.add(at, rng.choice(np.array(LULLABIES), len(days)))


def _nothing(_rng: np.random.Generator, _diary: _Diary, _begins: int) -> None:
    """Their character is in the titles, or nowhere."""


def _history(diary: _Diary, titles: list[str], time_zone: str) -> History:
    order = np.argsort(diary.at, kind="stable")
    track = diary.track[order].astype(np.int64)
    artist_of = np.arange(ALL_TRACKS) // 6
    artist_of[list(ALBUM)] = 900
    table = pa.table(
        {
            "started_at": pa.array(START_MS + diary.at[order]).cast(pa.timestamp("ms", "UTC")),
            "played_ms": pa.array(np.full(len(order), 200_000, np.int32)),
            "track": pa.array(track).dictionary_encode(),
            "artist": pa.array(artist_of[track]).dictionary_encode(),
            "album": pa.array(np.where(track < TRACKS, track // 6, artist_of[track] * 10)).dictionary_encode(),
            "content": pa.array(["music"] * len(order)).dictionary_encode(),
        }
    )
    return history_from_table(
        table,
        [(int(artist), f"Artist {artist}") for artist in np.unique(artist_of)],
        [(number, title, int(artist_of[number])) for number, title in enumerate(titles)],
        time_zone=time_zone,
    )
