from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from bot.collective.packages.contributions import Asked, Batch, Bounds, Person, contribute
from bot.model.slices import Grain
from tests.collective.packages.pools import Pool, plays, rows, slice_of, some_pool


def asked(*tables: tuple[str, ...], bounds: Bounds | None = None) -> Asked:
    return Asked(date(2024, 1, 1), date(2024, 12, 31), tables, len(tables), bounds)


def table(batch: Batch, number: int = 0) -> list[tuple[object, ...]]:
    """Rows as (token, places ..., plays, ms)."""
    with pa.ipc.open_stream(batch.tables[number]) as stream:
        read = stream.read_all().to_pylist()
    return [(batch.tokens[row["member"]], *(row[name] for name in row if name != "member")) for row in read]


def contributed(pool: Pool, *tables: tuple[str, ...], bounds: Bounds | None = None) -> Batch:
    (batch,) = pool.batches(asked(*tables, bounds=bounds))
    return batch


def test_plays_of_a_member_in_one_cell_are_added_up():
    pool = Pool(pd.concat([plays((1, 7, 2), (1, 7, 3), (1, 8, 1)), plays((2, 7, 4), day=9)], ignore_index=True))
    assert table(contributed(pool, ("artist",))) == [
        ("token-0001", 7, 5, 300_000),
        ("token-0001", 8, 1, 60_000),
        ("token-0002", 7, 4, 240_000),
    ]


def test_days_are_told_by_year_month_weekday_and_hour():
    pool = Pool(rows([(1, 59, 23, 7, 1, 5)]))  # 2024-02-29, a Thursday
    batch = contributed(pool, ("year", "month"), ("weekday", "hour"))
    assert table(batch, 0) == [("token-0001", 2024, 2, 1, 5)]
    assert table(batch, 1) == [("token-0001", 4, 23, 1, 5)]


@pytest.mark.parametrize(("day", "counts"), [(-1, False), (0, True), (365, True), (366, False)])
def test_the_window_holds_its_first_and_last_day(day: int, counts: bool):
    found = Pool(plays((1, 7, 1), day=day)).batches(asked(("artist",)))
    assert [len(batch.tokens) for batch in found] == [int(counts)]


def test_moods_are_told_by_lists_of_tracks():
    pool = Pool(plays((1, 7, 1), (1, 8, 2), (1, 9, 4)), breakup=(21,), sad=(24,))
    assert table(contributed(pool, ("mood",))) == [
        ("token-0001", 0, 1, 60_000),
        ("token-0001", 1, 2, 120_000),
        ("token-0001", 2, 4, 240_000),
    ]


@pytest.mark.parametrize(
    ("amount", "days", "cohort"), [(9, 1, 0), (10, 1, 1), (29, 1, 1), (30, 1, 2), (59, 2, 1), (60, 2, 2)]
)
def test_cohorts_by_activity_are_plays_per_day_with_music(amount: int, days: int, cohort: int):
    each = [(1, day, 12, 7, amount - days + 1 if day == 0 else 1, 5) for day in range(days)]
    found = table(contributed(Pool(rows(each)), ("activity",)))
    assert found == [("token-0001", cohort, amount, 5 * days)]


def test_cohorts_by_region_are_the_continents_of_members_own_time_zones():
    pool = Pool(plays((1, 7, 1), (2, 7, 1)), zones={1: "Asia/Tokyo"})
    assert [row[1] for row in table(contributed(pool, ("region",)))] == [4, 0]


def test_plays_that_name_no_artist_are_counted_as_such():
    pool = Pool(plays((1, -1, 3)).assign(track_id=0, album_id=-1))
    assert table(contributed(pool, ("artist",))) == [("token-0001", -1, 3, 180_000)]


def test_with_noise_a_contributor_counts_in_their_largest_cells_and_up_to_the_bounds():
    pool = Pool(plays((1, 7, 2), (1, 8, 9), (1, 9, 5)))
    assert table(contributed(pool, ("artist",), bounds=Bounds(2, 6, 120_000))) == [
        ("token-0001", 8, 6, 120_000),
        ("token-0001", 9, 5, 120_000),
    ]


def test_members_without_a_token_are_left_out():
    frame = plays((1, 7, 2), (2, 7, 3)).assign(day=19_750)
    batch = contribute(asked(("artist",)), frame, frame, {2: Person("two")})
    assert table(batch) == [("two", 7, 3, 180_000)]


def test_nobody_at_all_is_an_empty_batch():
    empty = plays((1, 7, 2)).head(0)
    batch = contribute(asked(("artist",), ("weekday", "hour")), empty, empty, {})
    assert (batch.tokens, table(batch, 0), table(batch, 1)) == ((), [], [])


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_and_of_members_says_nothing(seed: int):
    pool = some_pool(seed)
    spec = slice_of("artist month", "artist cohort", grain=Grain.ACTIVITY)
    mixed = replace(pool, rows=pool.rows.sample(frac=1, random_state=seed))
    assert pool.batches(asked(*spec.axes())) == mixed.batches(asked(*spec.axes()))


def digest(pool: Pool) -> bytes:
    return contributed(pool, ("artist",)).digests[0]


SOMEBODY = Pool(plays((1, 7, 2), (1, 8, 1)), zones={1: "Europe/Berlin"})


@pytest.mark.parametrize(
    "other",
    [
        SOMEBODY.plus(plays((1, 7, 1))),
        SOMEBODY.plus(plays((1, 9, 1), day=200)),
        replace(SOMEBODY, rows=SOMEBODY.rows.assign(hour=13)),
        replace(SOMEBODY, rows=SOMEBODY.rows.assign(track_id=5)),
        replace(SOMEBODY, breakup=(24,)),
        replace(SOMEBODY, zones={1: "Asia/Tokyo"}),
    ],
)
def test_a_digest_changes_with_anything_that_a_table_could_count(other: Pool):
    assert digest(other) != digest(SOMEBODY)


def test_a_digest_does_not_change_with_what_no_table_counts():
    assert digest(SOMEBODY.plus(plays((1, 9, 1), day=700))) == digest(SOMEBODY)
    assert digest(replace(SOMEBODY, zones={1: "Europe/Paris"})) == digest(SOMEBODY)
    assert contributed(SOMEBODY, ("mood",)).digests == contributed(SOMEBODY, ("artist",)).digests


def test_batches_are_small():
    pool = Pool(rows([(member, day, 12, day % 50, 1, 60_000) for member in range(1, 101) for day in range(366)]))
    batch = contributed(pool, ("artist",))
    assert len(batch.tables[0]) / 100 < 500
    assert np.dtype(np.int64).itemsize == 8
