from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.discoveries import KNOWN_AFTER_DAYS
from bot.analysis.periods import ALL_TIME, parse_period
from bot.analysis.recap import BusiestDay, Headline, MonthListening, Streak, recap, with_names
from tests.analysis.builders import Play, history

TODAY = date(2024, 12, 31)
HOUR = 3_600_000


def of(plays, words="all time", **names):
    time_zone = names.pop("time_zone", "UTC")
    return recap(history(plays, time_zone=time_zone, **names), parse_period(words, TODAY))


def test_totals_of_a_hand_worked_period():
    found = of(
        [
            Play("2024-01-01T10:00", track=1, artist=1, album=1, ms=HOUR, skipped=False),
            Play("2024-01-01T11:00", track=2, artist=1, album=1, ms=HOUR, skipped=True),
            Play("2024-01-02T10:00", track=3, artist=2, album=None, ms=None),
            Play("2025-01-01T00:00", track=4, artist=3, album=2, ms=HOUR),
        ],
        "2024",
    )
    assert found.total == Headline(3, 2.0, 2, 3, 1, 2, 0.5, 2)
    assert found.without_duration == 1
    assert (found.first_at, found.last_at) == (
        datetime(2024, 1, 1, 10, tzinfo=UTC),
        datetime(2024, 1, 2, 10, tzinfo=UTC),
    )


def test_artists_are_ranked_by_hours_and_tracks_by_plays():
    found = of(
        [Play(f"2024-01-01T1{hour}:00", track=1, artist=1, ms=HOUR // 10) for hour in range(3)]
        + [Play("2024-01-01T20:00", track=2, artist=2, ms=HOUR)],
        titles={1: "Short", 2: "Long"},
        artists={1: "Ada", 2: "Bo"},
    )
    assert [(row.rank, row.name, row.plays, row.hours) for row in found.top_artists.rows] == [
        (1, "Bo", 1, 1.0),
        (2, "Ada", 3, pytest.approx(0.3)),
    ]
    assert [(row.name, row.artist, row.share) for row in found.top_tracks.rows] == [
        ("Short", "Ada", 0.75),
        ("Long", "Bo", 0.25),
    ]
    assert found.top_artists.rows[0].share == pytest.approx(1 / 1.3)
    assert (found.top_artists.ranked_by, found.top_tracks.ranked_by) == ("hours", "plays")


def test_where_no_duration_is_known_plays_decide():
    found = of(
        [
            Play("2024-01-01T10:00", artist=1, ms=None),
            *[Play(f"2024-01-01T1{n}:30", artist=2, ms=None) for n in range(2)],
        ]
    )
    assert (found.total.hours, found.top_artists.ranked_by) == (None, "plays")
    assert [(row.id, row.hours, row.share) for row in found.top_artists.rows] == [
        (2, None, pytest.approx(2 / 3)),
        (1, None, pytest.approx(1 / 3)),
    ]


def test_equals_share_a_rank_and_the_tenth_place_is_cut_by_name():
    plays = [Play(f"2024-01-{day + 1:02}", track=day + 1, artist=day + 1) for day in range(12)]
    names = dict(enumerate("lkjihgfedcba", 1))
    found = of(plays, artists=names)
    assert [row.name for row in found.top_artists.rows] == list("abcdefghij")
    assert {row.rank for row in found.top_artists.rows} == {1}


def test_listens_that_name_no_artist_are_in_the_total_and_in_no_ranking():
    found = of([Play("2024-01-01T10:00", artist=None, ms=HOUR), Play("2024-01-01T12:00", artist=1, ms=HOUR)])
    assert (found.total.artists, found.total.hours) == (1, 2.0)
    assert [(row.id, row.share) for row in found.top_artists.rows] == [(1, 0.5)]


def test_every_month_of_the_period_is_there_and_missing_is_not_zero():
    found = of([Play("2024-03-05", ms=HOUR), Play("2024-05-05", ms=2 * HOUR)], "2024")
    assert [month.month.month for month in found.months] == list(range(1, 13))
    assert found.months[1:6] == (
        MonthListening(date(2024, 2, 1), None, None),
        MonthListening(date(2024, 3, 1), 1, 1.0),
        MonthListening(date(2024, 4, 1), 0, 0.0),
        MonthListening(date(2024, 5, 1), 1, 2.0),
        MonthListening(date(2024, 6, 1), None, None),
    )


def test_an_unbounded_period_has_the_months_that_the_history_covers():
    found = of([Play("2023-12-31"), Play("2024-02-01")])
    assert [month.month for month in found.months] == [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)]


def test_days_months_and_hours_are_on_the_members_own_clock():
    found = of([Play("2024-01-01T02:30", ms=HOUR)], "2023", time_zone="America/New_York")
    assert found.clock[21].plays == 1
    assert found.busiest_day == BusiestDay(date(2023, 12, 31), 1, 1.0)
    assert found.months[-1] == MonthListening(date(2023, 12, 1), 1, 1.0)


def test_active_days_are_days_on_the_members_own_clock():
    plays = [Play("2024-01-01T12:00"), Play("2024-01-02T02:00")]  # both on New Year's Day in New York
    assert (of(plays).total.active_days, of(plays, time_zone="America/New_York").total.active_days) == (2, 1)


def test_the_clock_has_all_hours():
    found = of(
        [Play("2024-01-01T00:59", ms=HOUR), Play("2024-01-02T00:01", ms=HOUR), Play("2024-01-01T23:00", ms=None)]
    )
    assert [hour.hour for hour in found.clock] == list(range(24))
    assert (found.clock[0].plays, found.clock[0].hours) == (2, 2.0)
    assert (found.clock[23].plays, found.clock[23].hours) == (1, None)
    assert (found.clock[5].plays, found.clock[5].hours) == (0, 0.0)


def test_the_busiest_day_has_most_hours_not_most_plays():
    plays = [Play(f"2024-01-01T1{n}:00", ms=1) for n in range(5)] + [Play("2024-01-02T10:00", ms=HOUR)]
    assert of(plays).busiest_day == BusiestDay(date(2024, 1, 2), 1, 1.0)


def test_a_streak_is_broken_by_one_silent_day():
    days = ["2024-01-01", "2024-01-02", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-08"]
    assert of([Play(day) for day in days]).longest_streak == Streak(3, date(2024, 1, 4), date(2024, 1, 6))


def test_podcasts_are_counted_beside_and_nowhere_else():
    found = of([Play("2024-01-01", ms=HOUR), Play("2024-02-01", ms=2 * HOUR, content="podcast")])
    assert (found.total.listens, found.spoken_listens, found.spoken_hours) == (1, 1, 2.0)
    assert found.covers_to == date(2024, 2, 1)


def test_ranks_are_set_against_the_period_before():
    january = [Play(f"2024-01-{day:02}", artist=artist, ms=HOUR) for day, artist in ((1, 1), (2, 1), (3, 2))]
    february = [
        Play(f"2024-02-{day:02}", artist=artist, ms=HOUR)
        for day, artist in ((1, 2), (2, 2), (3, 2), (4, 1), (5, 1), (6, 3))
    ]
    found = of(january + february, "2024-02")
    assert [(row.id, row.rank, row.rank_before, row.rose) for row in found.top_artists.rows] == [
        (2, 1, 2, 1),
        (1, 2, 1, -1),
        (3, 3, None, None),
    ]
    assert (found.before_label, found.before and found.before.hours) == ("January 2024", 3.0)


def test_a_history_that_begins_late_in_the_period_before_is_not_set_against_it():
    assert of([Play("2024-01-20"), Play("2024-02-01")], "2024-02").before is None
    assert of([Play("2024-01-03"), Play("2024-02-01")], "2024-02").before is not None
    assert of([Play("2024-01-03"), Play("2024-02-01")]).before is None


def test_a_period_is_complete_if_it_is_known_into_its_last_tenth():
    assert of([Play("2024-01-01"), Play("2024-02-27")], "2024-02").complete  # 29 days, of which 2 may be missing
    assert not of([Play("2024-01-01"), Play("2024-02-26")], "2024-02").complete
    assert of([Play("2024-01-01"), Play("2024-03-26")], "2024-02").complete
    assert not of([Play("2024-01-01")]).complete


def test_a_silent_period_has_an_answer():
    found = of([Play("2024-01-05")], "2024-02")
    assert found.total == Headline(0, 0.0, 0, 0, 0, 0, None, 0)
    assert (found.top_artists.rows, found.busiest_day, found.longest_streak, found.first_at) == ((), None, None, None)
    assert found.months == (MonthListening(date(2024, 2, 1), None, None),)


def test_an_empty_history_has_an_answer():
    found = recap(history([]), ALL_TIME)
    assert (found.total.listens, found.months, found.covers_from) == (0, (), None)


def test_names_that_are_looked_up_afterwards_are_those_of_the_ids():
    plays = [Play(f"2024-0{month}-01", track=4 - month, artist=4 - month, ms=HOUR) for month in (1, 2, 3)]
    plays += [Play("2024-06-01", track=9, artist=9, ms=HOUR // 2)]
    nameless = of(plays)
    artists = {1: ("Cy", None), 2: ("Bo", None), 3: ("Ada", None), 9: ("Di", None)}
    titles = {key: (f"by {name}", name) for key, (name, _) in artists.items()}
    found = with_names(nameless, artists, titles, {})
    assert [(row.rank, row.name) for row in found.top_artists.rows] == [(1, "Ada"), (1, "Bo"), (1, "Cy"), (4, "Di")]
    assert (found.top_tracks.rows[0].name, found.top_tracks.rows[0].artist) == ("by Ada", "Ada")
    assert found.finds is not None
    assert [row.name for row in found.finds.rows] == ["Di"]
    assert found.total == nameless.total


def test_it_crosses_processes():
    found = of([Play("2024-01-01")])
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_the_history_is_left_as_it_was():
    given_history = history([Play("2024-01-02"), Play("2024-01-01", ms=None)])
    before = given_history.listens.copy(deep=True)
    recap(given_history, ALL_TIME)
    assert given_history.listens.equals(before)


def test_what_was_first_played_in_the_period_is_new():
    """The history begins on 1 January; from 31 March on new and known can be told apart."""
    plays = [
        Play("2024-01-01", track=1, artist=1, ms=HOUR),
        Play("2024-03-30", track=2, artist=2, ms=HOUR),  # too early to tell
        *[Play(f"2024-04-0{day}", track=3, artist=3, ms=HOUR) for day in (1, 2, 3)],
        Play("2024-04-04", track=1, artist=1, ms=HOUR),
        Play("2024-05-05", track=4, artist=3, ms=None),
        Play("2024-06-06", track=5, artist=4, ms=HOUR),
    ]
    finds = of(plays, "2024", artists={3: "Found", 4: "Later"}).finds
    assert finds is not None
    assert (finds.since, finds.artists, finds.tracks) == (date(2024, 3, 31), 2, 3)
    assert finds.share == pytest.approx(5 / 6)
    assert [(row.name, row.found_on, row.plays, row.hours) for row in finds.rows] == [
        ("Found", date(2024, 4, 1), 4, 3.0),
        ("Later", date(2024, 6, 6), 1, 1.0),
    ]
    april = of(plays, "2024-04").finds
    assert april is not None
    assert (april.since, april.artists, [row.plays for row in april.rows]) == (date(2024, 4, 1), 1, [3])


def test_nothing_is_new_where_the_history_begins_too_late_to_tell():
    for last, known in ((KNOWN_AFTER_DAYS - 1, False), (KNOWN_AFTER_DAYS, True)):
        plays = [Play("2024-01-01T12:00"), Play(datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=last), artist=2)]
        assert (of(plays).finds is not None) == known
    found = of([Play("2024-01-01"), Play("2024-12-01")], "2024-01")
    assert found.finds is None
    assert of([Play("2024-01-01", content="podcast")]).finds is None


def test_days_and_weekdays_are_those_with_music():
    found = of([Play("2024-01-01T01:00", ms=HOUR), Play("2024-01-01T02:00", ms=HOUR), Play("2024-01-07", ms=None)])
    assert [(each.day.day, each.plays, each.hours) for each in found.days] == [(1, 2, 2.0), (7, 1, None)]
    assert found.weekdays == (2, 0, 0, 0, 0, 0, 1)  # the first was a Monday


PLAYS = st.lists(
    st.builds(
        Play,
        at=st.integers(0, 400 * 24).map(lambda hours: datetime(2023, 11, 20, tzinfo=UTC) + timedelta(hours=hours)),
        track=st.integers(1, 15),
        artist=st.sampled_from([None, 1, 2]),
        album=st.sampled_from([None, 1, 2]),
        ms=st.none() | st.integers(1, 10**7),
        content=st.sampled_from(["music", "music", "video", "podcast"]),
        skipped=st.sampled_from([None, True, False]),
    ),
    max_size=40,
)


@settings(max_examples=50, deadline=None)
@given(PLAYS, st.sampled_from(["all time", "2024", "last 90 days", "2024-02"]), st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_the_parts_add_up_to_the_whole(plays, words, time_zone):
    found = of(plays, words, time_zone=time_zone)
    assert sum(hour.plays for hour in found.clock) == found.total.listens
    assert sum(month.plays or 0 for month in found.months) == found.total.listens
    assert sum(day.plays for day in found.days) == sum(found.weekdays) == found.total.listens
    assert len(found.days) == found.total.active_days
    assert found.finds is None or 0 <= (found.finds.share or 0) <= 1
    assert sum(month.hours or 0 for month in found.months) == pytest.approx(found.total.hours or 0)
    for top in (found.top_artists, found.top_tracks, found.top_albums):
        assert sum(row.share for row in top.rows) <= 1 + 1e-9
        assert [row.rank for row in top.rows] == sorted(row.rank for row in top.rows)
        assert len(top.rows) <= 10


@settings(max_examples=30, deadline=None)
@given(PLAYS)
def test_a_year_is_its_months(plays):
    whole = of(plays, "2024").total.listens
    assert whole == sum(of(plays, f"2024-{month:02}").total.listens for month in range(1, 13))
