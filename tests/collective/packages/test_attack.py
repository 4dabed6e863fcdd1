"""An attacker with linear algebra: which sums follow from all that is published, whatever was played?

The attacker knows every figure of the tables, unrounded, and that a cell is the sum of its parts. A sum is told if its
indicator is a combination of those of published cells. No told sum may stand on fewer than the least.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from bot.collective.packages import build, earlier
from bot.collective.packages.tables import PublishedTable
from bot.errors import PackageRefused
from bot.model import slices
from tests.collective.packages.pools import Pool, published, slice_of, some_pool

LEAST = 5
ARTISTS, MOODS, WEEKDAYS = tuple(range(1, 6)), ("breakup", "sadness", "other"), tuple(range(1, 8))
DOMAINS = {"artist": (*ARTISTS, "any other"), "mood": MOODS, "weekday": WEEKDAYS}
AXES = tuple(DOMAINS)
ATOMS = list(product(*DOMAINS.values()))


def played(pool: Pool) -> pd.DataFrame:
    """Every play with its place on each axis."""
    frame = pool.rows
    mood = np.select([frame["track_id"].isin(pool.breakup), frame["track_id"].isin(pool.sad)], MOODS[:2], MOODS[2])
    artist = frame["artist_id"].where(frame["artist_id"].isin(ARTISTS)).astype(object).fillna("any other")
    return frame.assign(artist=artist, mood=mood, weekday=frame["day"] % 7 + 1)  # 2024 began on a Monday


def indicator(place: dict[str, object]) -> list[int]:
    """Which atoms a sum is made of."""
    return [int(all(atom[AXES.index(axis)] == value for axis, value in place.items())) for atom in ATOMS]


def told_places(tables: Sequence[tuple[str, pd.DataFrame]], pool: Pool) -> list[str]:
    """Sums over one to LEAST - 1 contributors that follow from the tables, of all cells and margins there are."""
    known = [indicator(dict(zip(by.split(), cell, strict=True))) for by, cells in tables for cell in cells.to_numpy()]
    basis = np.linalg.svd(np.array(known, float), full_matrices=False)
    span = basis.Vh[basis.S > 1e-9]
    frame, found = played(pool), []
    for size in range(len(AXES) + 1):
        for kept in combinations(AXES, size):
            groups = (
                frame.groupby(list(kept))["member_id"].nunique()
                if kept
                else pd.Series({(): frame["member_id"].nunique()})
            )
            for place, contributors in groups.items():
                if contributors < LEAST:
                    values = place if isinstance(place, tuple) else (place,)
                    wanted = np.array(indicator(dict(zip(kept, values, strict=True))), float)
                    if np.abs(wanted - span.T @ (span @ wanted)).max() < 1e-6:
                        found.append(f"{'/'.join(kept)} {place}")
    return found


def attacked(pool: Pool, tables: Sequence[PublishedTable]) -> list[str]:
    cells = []
    for table in tables:
        by = [each.value for each in table.spec.dimensions]
        labels = table.rows[by].copy()
        if "artist" in by:
            labels["artist"] = labels["artist"].str.removeprefix("Artist ").astype(int).astype(object)
            labels = labels[labels["artist"].isin(ARTISTS)]
        cells.append((" ".join(by), labels.astype(object)))
    return told_places(cells, pool)


@pytest.mark.parametrize(
    "tables",
    [
        ("artist", "artist weekday"),
        ("artist", "artist weekday", "artist mood"),
        ("artist mood", "mood weekday"),
        ("artist", "weekday", "mood"),
        ("weekday", "artist weekday"),
        ("artist mood weekday",),
    ],
)
def test_no_sum_over_fewer_than_the_least_follows_from_what_is_published(tables: tuple[str, ...]):
    sold = 0
    for seed in range(10):
        pool, spec = some_pool(seed), slice_of(*tables, min_contributors=LEAST, max_share_percent=100)
        try:
            package = published(pool, spec)
        except PackageRefused:
            continue
        sold += 1
        assert attacked(pool, package.tables) == []
    assert sold > 4


def test_tables_that_cross_would_tell_a_few_though_every_pair_of_them_is_safe(monkeypatch: pytest.MonkeyPatch):
    """Why tables must be a sunflower: beside cells, their rows' totals and their columns' totals."""
    for module in (slices, earlier):
        monkeypatch.setattr(module, "crossing", lambda _: None)
    monkeypatch.setattr(build, "find_disclosures", lambda *_: [])
    assert any(told_of_a_cross(seed) for seed in range(60))


def told_of_a_cross(seed: int) -> list[str]:
    pool = some_pool(seed)
    spec = slice_of("mood", "weekday", "mood weekday", min_contributors=LEAST, max_share_percent=100)
    try:
        return attacked(pool, published(pool, spec).tables)
    except PackageRefused:
        return []
