"""Made-up pools: what members played, as a few frames, and the steps from there to a package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from bot.collective.packages.build import Built, Published, build_package, publish
from bot.collective.packages.cells import Counted, Rules, count_cells
from bot.collective.packages.contributions import Asked, Batch, Person, contribute, day_number
from bot.collective.packages.earlier import EarlierPackage, asked_of
from bot.collective.packages.facts import OfferFacts, Vote
from bot.collective.packages.tables import CellNames, measured
from bot.model.slices import Grain, Slice

__all__ = ["measured", "replace"]

FACTS = OfferFacts(
    offer=3,
    offer_sha256=bytes(range(32)),
    vote=Vote(electorate=80, yes=55, no=5, abstain=2),
    consent_root=bytes(range(32, 64)),
    built_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
)
NAMES = CellNames({number: f"Artist {number}" for number in range(200)}, {n: f"Album {n}" for n in range(400)})
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC")


def slice_of(*tables: str, **fields: object) -> Slice:
    """A slice of 2024; a table is its dimensions, as in "artist month"."""
    given = {
        "tables": [
            {"dimensions": table.split(), "measures": ["contributors", "plays", "hours", "share"]} for table in tables
        ],
        "window_start": date(2024, 1, 1),
        "window_end": date(2024, 12, 31),
        "purpose": "Research",
        "licence": "CC-BY-4.0",
    }
    return Slice.model_validate(given | fields)


@dataclass(frozen=True)
class Pool:
    """Rows of (member, day of 2024 from 0, hour, artist, album, track, plays, ms), and members' time zones."""

    rows: pd.DataFrame
    zones: dict[int, str] = field(default_factory=dict)
    breakup: tuple[int, ...] = ()
    sad: tuple[int, ...] = ()

    def without(self, members: Iterable[int]) -> Pool:
        return replace(self, rows=self.rows[~self.rows["member_id"].isin(list(members))])

    def plus(self, other: pd.DataFrame) -> Pool:
        return replace(self, rows=pd.concat([self.rows, other], ignore_index=True))

    def batches(self, asked: Asked, size: int = 1_000) -> list[Batch]:
        members = sorted(self.rows["member_id"].unique())
        people = {int(each): Person(f"token-{each:04}", self.zones.get(int(each), "UTC")) for each in members}
        rows = self.rows.assign(day=self.rows["day"] + day_number(date(2024, 1, 1)))
        found = []
        for start in range(0, len(members), size):
            own = rows[rows["member_id"].isin(members[start : start + size])]
            found.append(contribute(asked, own, own, people, self.breakup, self.sad))
        return found


def plays(*each: tuple[int, int, int], day: int = 0, hour: int = 12, ms: int = 60_000) -> pd.DataFrame:
    """Rows of (member, artist, plays)."""
    return rows([(member, day, hour, artist, count, ms * count) for member, artist, count in each])


def rows(each: Sequence[tuple[int, int, int, int, int, int]]) -> pd.DataFrame:
    """Rows of (member, day, hour, artist, plays, ms); every artist has one album and one track."""
    frame = pd.DataFrame(each, columns=["member_id", "day", "hour", "artist_id", "plays", "ms"], dtype=np.int64)
    return frame.assign(album_id=frame["artist_id"] * 2, track_id=frame["artist_id"] * 3)


def steps(
    pool: Pool, spec: Slice, earlier: Sequence[EarlierPackage] = (), size: int = 1_000
) -> tuple[Asked, list[Batch], Counted]:
    asked = asked_of(spec, earlier)
    batches = pool.batches(asked, size)
    return asked, batches, count_cells(asked, Rules.of(spec), batches)


def published(pool: Pool, spec: Slice, earlier: Sequence[EarlierPackage] = (), size: int = 1_000) -> Published:
    asked, batches, counted = steps(pool, spec, earlier, size)
    return publish(spec, asked, batches, counted, NAMES, earlier)


def built(pool: Pool, spec: Slice, earlier: Sequence[EarlierPackage] = (), size: int = 1_000) -> Built:
    asked, batches, counted = steps(pool, spec, earlier, size)
    return build_package(spec, asked, batches, counted, NAMES, earlier, FACTS)


def sold(pool: Pool, spec: Slice, earlier: Sequence[EarlierPackage] = ()) -> EarlierPackage:
    package = published(pool, spec, earlier)
    return EarlierPackage(spec, package.cells, package.contributors, package.digests)


def some_pool(seed: int) -> Pool:
    """A random pool, small, lopsided and full of cells at the edge of what may be shown."""
    rng = np.random.default_rng(seed)
    members = int(rng.integers(5, 70))
    return Pool(
        some_rows(rng, np.arange(1, members + 1)),
        {member: ZONES[int(rng.integers(len(ZONES)))] for member in range(1, 200)},
        breakup=tuple(range(0, 60, 9)),
        sad=tuple(range(3, 60, 12)),
    )


def some_rows(rng: np.random.Generator, members: np.ndarray) -> pd.DataFrame:
    artists, most = int(rng.integers(2, 14)), int(rng.integers(2, 40))
    member = np.repeat(members, rng.integers(1, most + 1, len(members)))
    count = len(member)
    artist = np.minimum(rng.geometric(rng.uniform(0.1, 0.6), count), artists) - (rng.random(count) < 0.03) * 99
    artist = np.maximum(artist, -1)
    amount = np.where(rng.random(count) < 0.05, rng.integers(20, 200, count), rng.integers(1, 4, count))
    # Whole months and hours that hardly anybody listens in, so that margins have thin places.
    day = np.minimum(rng.geometric(rng.uniform(0.005, 0.05), count) - 1, 365)
    hour = np.minimum(rng.geometric(rng.uniform(0.1, 0.5), count) - 1, 23)
    return pd.DataFrame(
        {
            "member_id": member,
            "day": day,
            "hour": hour,
            "artist_id": artist,
            "album_id": np.where(artist < 0, -1, artist * 2 + rng.integers(0, 2, count)),
            "track_id": np.where(artist < 0, 0, artist * 3 + rng.integers(0, 3, count)),
            "plays": amount,
            "ms": amount * rng.integers(0, 300_000, count),
        }
    )


_SHAPES = (
    ("artist",), ("weekday hour",), ("mood month",), ("artist month",), ("artist", "artist month"),
    ("artist", "weekday hour"), ("artist", "weekday hour", "mood month"), ("artist", "artist year"),
    ("artist mood", "mood month"), ("artist", "artist album"), ("year", "month"), ("artist year", "artist month"),
    ("weekday", "weekday hour"), ("artist month", "artist weekday", "artist mood"), ("hour", "artist", "month"),
    ("artist cohort",), ("artist", "artist cohort"), ("artist cohort", "weekday cohort"), ("cohort", "artist cohort"),
    ("cohort month", "cohort hour", "cohort artist"), ("artist album mood",), ("month weekday hour",),
)  # fmt: skip


def some_slice(seed: int) -> Slice:
    """A random slice of all shapes that tables can have together."""
    rng = np.random.default_rng([seed, 1])
    tables = _SHAPES[int(rng.integers(len(_SHAPES)))]
    cohorts = any("cohort" in table for table in tables)
    return slice_of(
        *tables,
        grain=Grain(["activity", "region"][int(rng.integers(2))]) if cohorts else Grain.TOTALS,
        min_contributors=int(rng.integers(5, 12)),
        max_share_percent=int(rng.choice([20, 34, 50, 75, 100])),
        round_plays=int(rng.choice([1, 5, 10])),
        round_hours=int(rng.choice([1, 2])),
    )
