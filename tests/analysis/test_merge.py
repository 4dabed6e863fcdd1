from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.merge import merge
from bot.model.listens import SourceKind
from bot.model.stored import STORED_LISTENS
from storage.blobs import decode, pack
from tests.analysis.builders import Play, stored

ACCOUNT, EXTENDED = SourceKind.SPOTIFY_ACCOUNT, SourceKind.SPOTIFY_EXTENDED


def rows(table: pa.Table) -> list[tuple[str, int]]:
    return [(f"{row['started_at']:%m-%dT%H:%M}", row["track"]) for row in table.to_pylist()]


def test_account_data_is_left_out_on_days_that_an_extended_history_covers():
    account = stored([Play("2024-01-01T10:00", 1), Play("2024-01-02T10:00", 2), Play("2024-01-03T10:00", 3)])
    extended = stored([Play("2024-01-02T10:00:31", 2)])
    merged = merge([(ACCOUNT, account), (EXTENDED, extended)])
    assert rows(merged.table) == [("01-01T10:00", 1), ("01-02T10:00", 2), ("01-03T10:00", 3)]
    assert merged.table["started_at"].to_pylist()[1].second == 31
    assert (merged.covered_day, merged.same_listen, merged.joined) == (1, 0, 1)


def test_days_are_days_in_utc():
    account = stored([Play("2024-01-01T23:59"), Play("2024-01-02T00:00")])
    extended = stored([Play("2024-01-02T12:00", track=2)])
    assert rows(merge([(ACCOUNT, account), (EXTENDED, extended)]).table) == [("01-01T23:59", 1), ("01-02T12:00", 2)]


def test_the_same_listen_counts_once_across_sources():
    first = stored([Play("2024-01-01T10:00"), Play("2024-01-01T11:00")])
    second = stored([Play("2024-01-01T11:00"), Play("2024-01-01T12:00")])
    merged = merge([(EXTENDED, first), (EXTENDED, second)])
    assert (merged.table.num_rows, merged.same_listen) == (3, 1)


@pytest.mark.parametrize("other", [{"track": 2}, {"artist": 2}, {"ms": 1}, {"ms": None}])
def test_another_track_artist_or_duration_is_another_listen(other):
    merged = merge(
        [(EXTENDED, stored([Play("2024-01-01T10:00")])), (EXTENDED, stored([Play("2024-01-01T10:00", **other)]))]
    )
    assert merged.table.num_rows == 2


def test_two_unknown_durations_are_equal():
    table = stored([Play("2024-01-01T10:00", ms=None)])
    assert merge([(ACCOUNT, table), (ACCOUNT, table)]).same_listen == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_the_row_that_knows_more_stays(turn):
    bare, full = stored([Play("2024-01-01")]), stored([Play("2024-01-01", album=4, skipped=False)])
    merged = merge([(EXTENDED, bare), (EXTENDED, full)][::turn])
    assert merged.table.select(["album", "skipped"]).to_pylist() == [{"album": 4, "skipped": False}]


def test_a_source_without_a_column_has_nulls_there():
    account = stored([Play("2024-01-01")]).drop_columns(["album", "platform"])
    merged = merge([(ACCOUNT, account), (EXTENDED, stored([Play("2024-01-02", album=4, platform="tv")]))])
    assert merged.table.select(["album", "platform"]).to_pylist() == [
        {"album": None, "platform": None},
        {"album": 4, "platform": "tv"},
    ]


def test_names_of_left_out_rows_are_gone_from_the_dictionaries():
    account = stored([Play("2024-01-01T10:00", track=77, artist=78, album=79)])
    table = merge(
        [(ACCOUNT, account), (EXTENDED, stored([Play("2024-01-01T12:00", track=5, artist=6, album=7)]))]
    ).table
    held = [table.column(name).chunk(0).dictionary.to_pylist() for name in ("track", "artist", "album")]
    assert held == [[5], [6], [7]]


def test_a_single_source_is_put_in_order():
    assert rows(merge([(ACCOUNT, stored([Play("2024-01-02"), Play("2024-01-01", 2)]))]).table) == [
        ("01-01T00:00", 2),
        ("01-02T00:00", 1),
    ]


def test_an_empty_source_changes_nothing():
    table = stored([Play("2024-01-01")])
    assert merge([(ACCOUNT, table), (EXTENDED, table.slice(0, 0))]).table.equals(merge([(ACCOUNT, table)]).table)


def test_only_empty_sources_make_an_empty_history():
    merged = merge([(EXTENDED, STORED_LISTENS.empty_table())])
    assert (merged.table.num_rows, merged.joined) == (0, 0)


def test_no_source_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        merge([])


def test_the_result_can_be_stored():
    merged = merge([(EXTENDED, stored([Play("2024-01-01", album=4), Play("2024-01-02", track=2, artist=None)]))]).table
    again = decode(pack(merged.select(STORED_LISTENS.names).cast(STORED_LISTENS)))
    assert again.to_pylist() == merged.select(STORED_LISTENS.names).to_pylist()


PLAYS = st.lists(
    st.builds(
        Play,
        at=st.integers(0, 5_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
        track=st.integers(1, 3),
        artist=st.sampled_from([None, 1, 2]),
        album=st.sampled_from([None, 1, 2]),
        ms=st.sampled_from([None, 1_000, 2_000]),
        skipped=st.sampled_from([None, True, False]),
        platform=st.sampled_from([None, "tv", "phone"]),
    ),
    max_size=12,
)
SOURCES = st.lists(st.tuples(st.sampled_from([ACCOUNT, EXTENDED]), PLAYS.map(stored)), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_importing_twice_changes_nothing(sources):
    assert merge(sources + sources).table.equals(merge(sources).table)


@settings(max_examples=60, deadline=None)
@given(SOURCES, st.randoms(use_true_random=False))
def test_the_order_of_sources_does_not_matter(sources, random):
    assert merge(random.sample(sources, len(sources))).table.equals(merge(sources).table)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_every_row_is_accounted_for(sources):
    merged = merge(sources)
    assert merged.table.num_rows + merged.same_listen + merged.covered_day == sum(
        table.num_rows for _, table in sources
    )


@settings(max_examples=30, deadline=None)
@given(SOURCES)
def test_a_merged_history_stays_as_it_is(sources):
    merged = merge(sources).table
    assert merge([(EXTENDED, merged)]).table.equals(merged)
