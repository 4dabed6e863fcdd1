from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.rollups import AlbumRollup, ArtistRollup, HourRollup, TotalRollup, TrackRollup, rollups
from tests.analysis.builders import Play, stored

NEW_YEAR = 1_704_067_200_000
HOUR = 3_600_000


def test_a_hand_worked_history():
    totals = rollups(
        stored(
            [
                Play("2024-01-01T00:00", track=1, artist=1, album=5, ms=60_000),
                Play("2024-01-01T01:00", track=2, artist=2, ms=None),
                Play("2024-01-01T02:00", track=1, artist=1, album=5, ms=90_000),
            ]
        ),
        "UTC",
    )
    assert totals.artists == (
        ArtistRollup(1, 2, 150_000, NEW_YEAR, NEW_YEAR + 2 * HOUR),
        ArtistRollup(2, 1, 0, NEW_YEAR + HOUR, NEW_YEAR + HOUR),
    )
    assert totals.tracks == (
        TrackRollup(1, 2, 150_000, NEW_YEAR, NEW_YEAR + 2 * HOUR),
        TrackRollup(2, 1, 0, NEW_YEAR + HOUR, NEW_YEAR + HOUR),
    )
    assert totals.albums == (AlbumRollup(5, 2, 150_000, NEW_YEAR, NEW_YEAR + 2 * HOUR),)
    assert totals.hours == tuple(
        HourRollup(date(2024, 1, 1), hour, 1, ms) for hour, ms in enumerate((60_000, 0, 90_000))
    )
    assert totals.total == TotalRollup(3, 150_000, NEW_YEAR, NEW_YEAR + 2 * HOUR)


def test_months_and_hours_are_on_the_members_own_clock():
    totals = rollups(stored([Play("2024-01-01T02:30", ms=1)]), "America/New_York")
    assert totals.hours == (HourRollup(date(2023, 12, 1), 21, 1, 1),)


def test_podcasts_and_audiobooks_are_in_no_total():
    plays = [Play("2024-01-01", content=content, ms=1) for content in ("podcast", "audiobook", "video", "music")]
    totals = rollups(stored(plays), "UTC")
    assert (totals.total.plays, totals.artists[0].plays) == (2, 2)


def test_a_listen_that_names_no_artist_counts_in_the_total_alone():
    totals = rollups(stored([Play("2024-01-01", artist=None, ms=1)]), "UTC")
    assert (totals.artists, totals.total.plays) == ((), 1)


def test_an_empty_history_has_empty_totals():
    totals = rollups(stored([]), "UTC")
    assert (totals.artists, totals.albums, totals.tracks, totals.hours) == ((), (), (), ())
    assert totals.total == TotalRollup(0, 0, None, None)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 4), st.none() | st.integers(1, 10**6)), max_size=30),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]),
)
def test_every_total_adds_up_to_the_whole(plays, time_zone):
    start = datetime(2024, 1, 1, tzinfo=UTC)
    rows = [
        Play(start + timedelta(minutes=minute), track=track, artist=track, ms=ms)
        for minute, track, ms in sorted(plays, key=lambda play: play[0])
    ]
    totals = rollups(stored(rows), time_zone)
    for part in (totals.artists, totals.tracks, totals.hours):
        assert sum(row.plays for row in part) == totals.total.plays == len(plays)
        assert sum(row.ms for row in part) == totals.total.ms == sum(ms or 0 for _, _, ms in plays)
    assert all(row.first_at <= row.last_at for row in totals.artists)
