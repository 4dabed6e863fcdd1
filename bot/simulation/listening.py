"""A year of listening of people whom nobody is: heavy tails, favourites, sittings, and clocks all over the world.

A few artists are known to nearly everyone and most to a few (popularity falls with rank, as in Zipf's law). A member
has some dozens of favourites, drawn by popularity, who get four plays in five; the rest is whatever is popular. Plays
come in sittings of about eight songs, in the evening more than in the morning, and more on some days than on others.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.daybook import counted_parts
from bot.analysis.frames import History
from bot.model.listens import Content
from storage.samples import SampleMember

Floats = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]

ARTISTS = 20_000
MOST_TRACKS = 200
TRACKS_PER_ALBUM = 10
USUAL_PLAYS = 1_350
"""The median of a year; the mean is some 1,500."""
FEWEST_PLAYS, MOST_PLAYS = 40, 12_000
SITTING_PLAYS = 8
_FIRST_ID = 100_000_000_000_000_000
_ZONES = {
    "America/New_York": 0.28, "America/Los_Angeles": 0.12, "America/Sao_Paulo": 0.1, "Europe/London": 0.15,
    "Europe/Berlin": 0.18, "Asia/Kolkata": 0.09, "Asia/Tokyo": 0.05, "Australia/Sydney": 0.03,
}  # fmt: skip
_HOURS = np.array([4, 2, 1, 1, 1, 2, 4, 7, 8, 7, 6, 6, 7, 7, 7, 8, 9, 10, 10, 10, 11, 11, 10, 7], np.float64)
"""How much is played in each hour of a day, on the member's own clock."""
_UTC_OFFSET_HOURS = dict(zip(_ZONES, (-5, -8, -3, 0, 1, 5, 9, 10), strict=True))
_MINUTE_MS, _DAY_MS = 60_000, 86_400_000


def member_id_of(number: int) -> int:
    """The id of the nth made-up member, from 0; shaped like one of Discord's, and nobody's."""
    return _FIRST_ID + number


def sample_members(seed: int, first: int, count: int, year: int, artist_ids: Int64s) -> list[SampleMember]:
    """For a worker: these members with the parts of their daybooks that packages are counted from.

    Args:
        seed: the same seed gives the same members, however they are cut into batches.
        first: number of the first one, from 0.
        year: in which they listened.
        artist_ids: of the catalogue, the most popular first; `ARTISTS` of them.
    """
    return [_member(seed, number, year, artist_ids) for number in range(first, first + count)]


def _member(seed: int, number: int, year: int, artist_ids: Int64s) -> SampleMember:
    rng = np.random.default_rng([seed, number])
    zone = str(rng.choice(list(_ZONES), p=list(_ZONES.values())))
    plays = int(np.clip(rng.lognormal(np.log(USUAL_PLAYS), 0.5), FEWEST_PLAYS, MOST_PLAYS))
    artist, track = _songs(rng, plays)
    history = _history(rng, year, zone, artist_ids[artist], artist * MOST_TRACKS + track)
    return SampleMember(member_id_of(number), f"Member {number + 1}", zone, counted_parts(history))


@lru_cache(maxsize=1)
def _popularity() -> Floats:
    """The share of the artists up to each rank."""
    weights = np.arange(1, ARTISTS + 1, dtype=np.float64) ** -1.05
    cumulated: Floats = np.cumsum(weights / weights.sum())
    return cumulated


def _songs(rng: np.random.Generator, plays: int) -> tuple[Int64s, Int64s]:
    """Of each play the artist's rank, from 0, and which of the artist's tracks it is."""
    favourites = np.searchsorted(_popularity(), rng.random(20 + rng.poisson(50)))
    liked = np.cumsum(np.arange(1, len(favourites) + 1, dtype=np.float64) ** -0.9)
    chosen = favourites[np.searchsorted(liked / liked[-1], rng.random(plays))]
    popular = np.searchsorted(_popularity(), rng.random(plays))
    artist = np.minimum(np.where(rng.random(plays) < 0.8, chosen, popular), ARTISTS - 1)
    # Those who are heard more have more tracks; of each, the first ones are heard most.
    tracks = 3 + (MOST_TRACKS - 3) / np.sqrt(artist + 1.0)
    return artist.astype(np.int64), (tracks * rng.random(plays) ** 2.5).astype(np.int64)


def _history(rng: np.random.Generator, year: int, zone: str, artist: Int64s, track: Int64s) -> History:
    """Those songs, in sittings over the year."""
    started, played = _moments(rng, year, zone, len(artist))
    utc = pd.DatetimeIndex(started.astype("datetime64[ms]"), tz="UTC")
    listens = pd.DataFrame(
        {
            "started_at": utc,
            "local_at": utc.tz_convert(zone).tz_localize(None),
            "played_ms": played.astype(np.float64),
            "artist_id": artist,
            "track_id": track,
            "album_id": track // TRACKS_PER_ALBUM,
            "content": pd.Categorical(["music"] * len(artist), categories=[each.value for each in Content]),
            "skipped": pd.array(played < _MINUTE_MS // 2, dtype="boolean"),
        }
    )
    nothing = pd.DataFrame({"title": pd.Series(dtype=str), "artist_id": pd.Series(dtype=np.int64)})
    return History(listens, pd.Series(dtype=str), nothing, nothing, zone)


def _moments(rng: np.random.Generator, year: int, zone: str, plays: int) -> tuple[Int64s, Int64s]:
    """When each play began, ascending, in ms since 1970 (UTC), and how long it lasted, in ms."""
    first_day = int(np.datetime64(f"{year}-01-01", "D").astype(np.int64))
    days = int(np.datetime64(f"{year + 1}-01-01", "D").astype(np.int64)) - first_day
    sittings = max(1, plays // SITTING_PLAYS)
    busy = rng.gamma(0.7, size=days)  # some days have no music, some are full of it
    day = rng.choice(days, size=sittings, p=busy / busy.sum())
    hour = rng.choice(24, size=sittings, p=_HOURS / _HOURS.sum()) - _UTC_OFFSET_HOURS[zone]
    begins = (first_day + day) * _DAY_MS + (hour * 60 + rng.integers(0, 60, sittings)) * _MINUTE_MS
    sitting = np.sort(rng.integers(0, sittings, plays))
    played = np.where(
        rng.random(plays) < 0.12, rng.integers(2_000, 30_000, plays), rng.normal(215_000, 50_000, plays)
    ).clip(2_000, 900_000)
    ends = np.cumsum(played)
    in_sitting = ends - played - (ends - played)[np.searchsorted(sitting, sitting)]
    started = (begins[sitting] + in_sitting).astype(np.int64)
    order = np.argsort(started, kind="stable")
    return started[order], played[order].astype(np.int64)
