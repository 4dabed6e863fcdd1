from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.merge import Joined, contains, merge
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


# --- several services ------------------------------------------------------------------------------------------------

LASTFM, LISTENBRAINZ, MALOJA = SourceKind.LASTFM, SourceKind.LISTENBRAINZ, SourceKind.MALOJA
YOUTUBE, APPLE = SourceKind.YOUTUBE, SourceKind.APPLE_MUSIC


def times(table: pa.Table) -> list[str]:
    return [f"{row['started_at']:%H:%M:%S}" for row in table.to_pylist()]


def scrobbles(*at: str, track: int = 1) -> pa.Table:
    return stored([Play(f"2024-01-01T{each}", track, ms=None) for each in at])


def played(*at: str, track: int = 1, ms: int | None = 180_000) -> pa.Table:
    return stored([Play(f"2024-01-01T{each}", track, ms=ms) for each in at])


@pytest.mark.parametrize(
    ("note", "scrobble"),
    [
        ("the same second", "10:00:00"),
        ("a clock that is ahead", "10:00:40"),
        ("a clock that is behind", "09:59:20"),
        ("noted when the track ended", "10:03:02"),
        ("noted in the middle", "10:01:31"),
    ],
)
def test_a_scrobble_of_a_play_counts_once_and_the_play_stays(note, scrobble):
    merged = merge([(EXTENDED, played("10:00:00")), (LASTFM, scrobbles(scrobble, "10:30:01"))])
    assert times(merged.table) == ["10:00:00", "10:30:01"], note
    assert merged.table["played_ms"].to_pylist() == [180_000, None]
    assert merged.pairs == (Joined(EXTENDED, LASTFM, 1),)


@pytest.mark.parametrize("scrobble", ["09:58:59", "10:04:01"])
def test_a_scrobble_beyond_the_slack_is_another_listen(scrobble):
    merged = merge([(EXTENDED, played("10:00:00")), (LASTFM, scrobbles(scrobble, "10:30:01"))])
    assert (merged.table.num_rows, merged.same_listen) == (3, 0)


def test_two_plays_within_minutes_that_both_saw_stay_two():
    merged = merge([(EXTENDED, played("10:00:00", "10:03:00")), (LASTFM, scrobbles("10:00:01", "10:03:01"))])
    assert times(merged.table) == ["10:00:00", "10:03:00"]


def test_a_second_play_that_only_the_scrobbler_saw_stays():
    merged = merge([(EXTENDED, played("10:00:00")), (LASTFM, scrobbles("10:00:01", "10:03:01"))])
    assert times(merged.table) == ["10:00:00", "10:03:01"]


def test_whole_minutes_hide_up_to_a_minute():
    by_the_minute = scrobbles("09:58:00", "11:00:00")
    assert merge([(EXTENDED, played("09:59:59")), (LASTFM, by_the_minute)]).same_listen == 1
    assert merge([(EXTENDED, played("10:00:00")), (LASTFM, by_the_minute)]).same_listen == 0
    to_the_second = scrobbles("09:58:00", "11:00:01")
    assert merge([(EXTENDED, played("09:59:59")), (LASTFM, to_the_second)]).same_listen == 0


def test_a_scrobble_is_found_in_account_data_whose_starts_may_be_a_minute_early():
    account = played("10:00:00")
    assert merge([(ACCOUNT, account), (LASTFM, scrobbles("10:05:00", "12:00:01"))]).same_listen == 1
    assert merge([(ACCOUNT, account), (LASTFM, scrobbles("10:05:01", "12:00:01"))]).same_listen == 0


def test_a_play_of_unknown_length_is_held_to_last_as_long_as_the_longest_known():
    elsewhere = played("08:00:00", ms=240_000)
    late = scrobbles("10:04:59")
    assert merge([(YOUTUBE, played("10:00:00", ms=None)), (EXTENDED, elsewhere), (LASTFM, late)]).same_listen == 1
    assert merge([(YOUTUBE, played("10:00:00", ms=None)), (LASTFM, late)]).same_listen == 0


def test_an_absurd_duration_takes_in_a_quarter_of_an_hour_at_most():
    overnight = played("10:00:00", ms=30_000_000)
    assert merge([(EXTENDED, overnight), (LASTFM, scrobbles("10:16:00", "23:00:01"))]).same_listen == 1
    assert merge([(EXTENDED, overnight), (LASTFM, scrobbles("10:16:01", "23:00:01"))]).same_listen == 0


def test_services_that_play_never_see_each_other():
    merged = merge([(EXTENDED, played("10:00:00")), (YOUTUBE, played("10:00:01")), (APPLE, played("10:00:02"))])
    assert (merged.table.num_rows, merged.pairs) == (3, ())


def test_each_play_is_found_by_each_of_three_scrobblers():
    sources = [
        (EXTENDED, played("10:00:00")),
        (LASTFM, scrobbles("10:00:03")),
        (LISTENBRAINZ, scrobbles("10:02:59")),
        (MALOJA, scrobbles("10:00:04")),
    ]
    merged = merge(sources)
    assert times(merged.table) == ["10:00:00"]
    assert set(merged.pairs) == {Joined(EXTENDED, kind, 1) for kind in (LASTFM, LISTENBRAINZ, MALOJA)}


def test_what_only_scrobblers_saw_counts_once_and_the_finer_clock_stays():
    merged = merge([(LASTFM, scrobbles("10:00:00", "11:00:00")), (MALOJA, scrobbles("10:00:41"))])
    assert times(merged.table) == ["10:00:41", "11:00:00"]
    assert merged.pairs == (Joined(MALOJA, LASTFM, 1),)


def test_the_same_moment_is_paired_before_what_is_only_near():
    merged = merge([(LISTENBRAINZ, scrobbles("10:00:01")), (LASTFM, scrobbles("09:59:31", "10:00:01"))])
    assert times(merged.table) == ["09:59:31", "10:00:01"]


def test_another_track_or_artist_at_the_same_moment_is_another_listen():
    others = stored([Play("2024-01-01T10:00:01", 2, ms=None), Play("2024-01-01T10:00:01", 1, artist=2, ms=None)])
    assert merge([(EXTENDED, played("10:00:00")), (LASTFM, others)]).same_listen == 0


def test_left_out_account_data_hides_no_scrobble():
    sources = [
        (EXTENDED, played("20:00:00", track=9)),
        (ACCOUNT, played("10:00:00")),
        (LASTFM, scrobbles("10:00:01")),
    ]
    merged = merge(sources)
    assert times(merged.table) == ["10:00:01", "20:00:00"]
    assert merged.pairs == (Joined(EXTENDED, ACCOUNT, 1),)


def test_a_repeated_upload_is_told_as_a_pair_of_its_own():
    table = played("10:00:00", "11:00:00")
    assert merge([(EXTENDED, table), (EXTENDED, table)]).pairs == (Joined(EXTENDED, EXTENDED, 2),)


@pytest.mark.parametrize(
    ("smaller", "held"),
    [(["10:00:00"], True), (["10:00:00", "11:00:00"], True), (["12:00:00"], False), ([], True)],
)
def test_a_table_contains_another_if_every_listen_is_there(smaller, held):
    assert contains(played("10:00:00", "11:00:00"), played(*smaller)) is held


def test_a_listen_of_another_length_is_not_contained():
    assert not contains(played("10:00:00"), played("10:00:00", ms=1))
    assert not contains(played("10:00:00"), played("10:00:00", "11:00:00"))


MANY = st.lists(
    st.tuples(
        st.sampled_from([ACCOUNT, EXTENDED, YOUTUBE, APPLE, LASTFM, LISTENBRAINZ, MALOJA]),
        st.lists(
            st.builds(
                Play,
                at=st.integers(0, 2_000).map(lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(0, seconds)),
                track=st.integers(1, 2),
                ms=st.sampled_from([None, 1_000, 200_000]),
                album=st.sampled_from([None, 1]),
            ),
            max_size=10,
        ).map(stored),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=80, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_services_matters(sources, random):
    merged = merge(sources)
    assert merge(random.sample(sources, len(sources))).table.equals(merged.table)
    assert merge(sources + sources).table.equals(merged.table)
    assert sum(pair.listens for pair in merged.pairs) == merged.joined


@settings(max_examples=80, deadline=None)
@given(MANY.map(lambda sources: list(dict(sources).items())))
def test_no_service_loses_a_listen_that_it_saw_alone(sources):
    """One source of each kind: the whole is never less than any of them alone, and never more than all together."""
    whole = merge(sources).table.num_rows
    alone = [merge([source]).table.num_rows for source in sources if source[0] != ACCOUNT]  # its days may be covered
    assert max(alone, default=0) <= whole <= sum(table.num_rows for _, table in sources)


@settings(max_examples=40, deadline=None)
@given(MANY)
def test_listens_of_another_track_change_nothing(sources):
    unrelated = played("10:00:00", "10:01:00", track=9)
    assert merge([*sources, (YOUTUBE, unrelated)]).table.num_rows == merge(sources).table.num_rows + 2
