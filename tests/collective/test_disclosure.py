"""The independent check against the builder: they always agree, and a builder that forgets a rule is caught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.collective.packages import build, cells, rests
from bot.collective.packages.cells import Counted, Rules
from bot.collective.packages.earlier import EarlierPackage
from bot.collective.packages.tables import CellNames
from bot.errors import PackageRefused, UnsafePackage
from bot.model.slices import Slice
from tests.collective.packages import pools
from tests.collective.packages.pools import (
    Pool,
    plays,
    published,
    rows,
    slice_of,
    sold,
    some_pool,
    some_rows,
    some_slice,
)

POOLS = 1_000
SOME = 50


def some_later_pool(seed: int, pool: Pool) -> Pool:
    """The pool some time after: the same, with members gone, with new ones, or both."""
    rng = np.random.default_rng([seed, 2])
    members = pool.rows["member_id"].unique()
    how = int(rng.integers(4))
    later = pool
    if how in (1, 3):
        later = later.without(rng.choice(members, int(rng.integers(0, len(members))), replace=False).tolist())
    if how in (2, 3):
        later = later.plus(some_rows(rng, np.arange(100, 100 + int(rng.integers(1, 40)))))
    return later


def build_once(seed: int) -> int:
    """Sell a random slice of a random pool; 1 if it could be sold."""
    try:
        published(some_pool(seed), some_slice(seed))
    except PackageRefused:
        return 0
    return 1


def build_twice(seed: int) -> int:
    """Sell a random slice of a random pool, and another one later; how many of the two could be sold."""
    pool, spec = some_pool(seed), some_slice(seed)
    try:
        first = sold(pool, spec)
    except PackageRefused:
        return 0
    try:
        published(some_later_pool(seed, pool), some_slice(seed + 1 + seed % 2 * POOLS) if seed % 3 else spec, [first])
    except PackageRefused:
        return 1
    return 2


@pytest.mark.parametrize("start", range(0, POOLS, SOME))
def test_nothing_can_be_worked_out_of_a_thousand_random_packages(start: int):
    found = [build_twice(seed) if seed % 3 == 0 else build_once(seed) for seed in range(start, start + SOME)]
    assert sum(found) >= SOME / 2  # most of them can be sold


def one_apart() -> Pool:
    """Twenty members. By artist, eight of them have plays that are left out; by hour the same plays and member 9's."""
    usual = [(member, 0, 12, 1, 10, 600_000) for member in range(1, 21)]
    rare = [(member, 0, 2 + (member > 4), 2 + (member > 4), 1, 60_000) for member in range(1, 9)]
    return Pool(rows([*usual, *rare, (9, 0, 5, 1, 1, 60_000)]))


def test_of_two_tables_that_leave_out_all_but_one_member_alike_only_one_is_sold():
    found = published(one_apart(), slice_of("artist", "hour", min_contributors=5))
    assert sorted(len(table.rows) for table in found.tables) == [0, 1]


# --- a builder that forgets a rule ------------------------------------------------------------------------------------


def seeds_that_are_caught(most: int = 150) -> Iterator[str]:
    for seed in range(most):
        try:
            build_twice(seed)
        except UnsafePackage as caught:
            yield caught.findings[0]


def forget(monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    whole = rests._comparisons
    kept = {
        "rests": lambda each: each.other is not None or each.sold is not None,
        "differences between tables": lambda each: each.other is None,
        "differences to earlier packages": lambda each: each.sold is None,
        "all margins but the total": lambda each: not each.kept,
    }[which]
    monkeypatch.setattr(rests, "_comparisons", lambda *given: [each for each in whole(*given) if kept(each)])


def test_a_builder_that_forgets_the_least_number_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Rules, "of", lambda spec: Rules(spec.min_contributors - 1, spec.max_share_percent))
    assert "stands on" in next(seeds_that_are_caught())


def test_a_builder_that_forgets_dominance_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Rules, "of", lambda spec: Rules(spec.min_contributors, 100))
    assert "one of them above all" in next(seeds_that_are_caught())


def test_a_builder_that_withholds_nothing_more_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "withhold", lambda _asked, _rules, counted, *_: [each.cells for each in counted.tables])
    assert "stands on" in next(seeds_that_are_caught())


@pytest.mark.parametrize(
    "which",
    ["rests", "differences to earlier packages", "all margins but the total"],
)
def test_a_builder_that_forgets_what_subtraction_leaves_is_caught(monkeypatch: pytest.MonkeyPatch, which: str):
    forget(monkeypatch, which)
    assert next(seeds_that_are_caught())


def test_a_builder_that_forgets_to_subtract_tables_from_one_another_is_caught(monkeypatch: pytest.MonkeyPatch):
    forget(monkeypatch, "differences between tables")
    with pytest.raises(UnsafePackage, match="subtracted from one another by all, leave 1"):
        published(one_apart(), slice_of("artist", "hour", min_contributors=5))


def test_a_builder_that_forgets_to_compare_rosters_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "require_comparable", lambda *_: None)
    assert any("contributors differ from an earlier package's" in found for found in seeds_that_are_caught())


def test_a_builder_that_rounds_otherwise_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "measured", lambda spec, of: whole(spec.model_copy(update={"round_plays": 7}), of))
    whole = pools.measured
    assert "says something else than what was played" in next(seeds_that_are_caught())


def test_a_builder_that_publishes_plays_of_nobody_is_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cells, "is_unnamed", lambda codes, _: np.zeros(len(codes), np.bool_))
    monkeypatch.setattr(
        pools, "NAMES", CellNames({**pools.NAMES.artists, -1: "Nobody"}, {**pools.NAMES.albums, -1: "-"})
    )
    assert any("name nobody" in found for found in seeds_that_are_caught())


def test_a_builder_that_takes_windows_in_part_is_caught(monkeypatch: pytest.MonkeyPatch):
    pool = Pool(plays(*((member, 1, 5) for member in range(1, 31))))
    first = sold(pool, slice_of("artist"))
    half = slice_of("artist", window_end="2024-06-30")
    forgetful_of_earlier(monkeypatch)
    with pytest.raises(UnsafePackage, match="overlaps"):
        published(pool, half, [first])


def test_a_builder_that_lets_tables_cross_those_sold_before_is_caught(monkeypatch: pytest.MonkeyPatch):
    pool = Pool(plays(*((member, 1, 5) for member in range(1, 31))))
    before = [sold(pool, slice_of("artist")), sold(pool, slice_of("month"))]
    forgetful_of_earlier(monkeypatch)
    with pytest.raises(UnsafePackage, match="crosswise"):
        published(pool, slice_of("artist month"), before)


def test_a_builder_that_sells_weekdays_beside_months_of_a_week_is_caught(monkeypatch: pytest.MonkeyPatch):
    pool = Pool(plays(*((member, 1, 5) for member in range(1, 31)), day=28))
    week = {"window_start": "2024-01-29", "window_end": "2024-02-04"}
    first = sold(pool, slice_of("weekday", **week))
    forgetful_of_earlier(monkeypatch)
    with pytest.raises(UnsafePackage, match="weekdays are parts of months"):
        published(pool, slice_of("month", **week), [first])


def test_a_builder_that_adds_noise_beside_exact_figures_is_caught(monkeypatch: pytest.MonkeyPatch):
    pool = Pool(plays(*((member, 1, 5) for member in range(1, 31))))
    noisy = slice_of("artist", noise_epsilon_hundredths=100, noise_cells=9, noise_plays=9, noise_hours=9)
    first = replace(sold(pool, slice_of("artist")), spec=noisy)
    forgetful_of_earlier(monkeypatch)
    with pytest.raises(UnsafePackage, match="noise stands beside"):
        published(pool, slice_of("artist"), [first])


def forgetful_of_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that knows of no earlier package; only the check does."""
    asked_of, withhold = pools.asked_of, build.withhold

    def none_known(asked: object, rules: object, counted: Counted, _: Sequence[EarlierPackage], batches: object):
        return withhold(asked, rules, counted, (), batches)

    def asked_alone(spec: Slice, _: Sequence[EarlierPackage]):
        return asked_of(spec, ())

    monkeypatch.setattr(pools, "asked_of", asked_alone)
    monkeypatch.setattr(build, "require_comparable", lambda *_: None)
    monkeypatch.setattr(build, "sharing_window", lambda *_: ())
    monkeypatch.setattr(build, "withhold", none_known)
