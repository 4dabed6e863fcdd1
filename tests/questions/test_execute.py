"""What is measured, of which listens: on listening small enough to check in the head."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.model.questions import Metric, Window
from bot.questions.execution.metrics import MEASURES
from bot.questions.execution.resolved import Kept
from tests.questions.executed import FEW, answer, asked, ranking, trend, value
from tests.questions.frames import day_of, held, play, plays

# --- measures of everybody --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "amount"),
    [
        ("plays", 5),
        ("hours", 2),  # 30 + 60 + 15 + 15 minutes; of one it is not known
        ("listeners", 2),
        ("distinct_tracks", 4),
        ("distinct_artists", 3),
        ("distinct_albums", 2),
        ("first_listen", day_of(date(2024, 2, 3))),
        ("last_listen", day_of(date(2024, 3, 5))),
        ("active_days", 4),
        ("streak_days", 2),  # member 1 on the 3rd and 4th; the 5th is member 2's
        ("longest_loop", 1),
        ("longest_session", 60),
    ],
)
def test_what_is_counted(metric, amount):
    assert value(FEW, metric) == amount


@pytest.mark.parametrize(
    "metric",
    ["share", "skip_rate", "repeat_rate", "concentration", "uniqueness", "sadness", "breakup_intensity",
     "session_minutes", "discovery_rate"],
)  # fmt: skip
def test_a_share_of_few_plays_is_not_known(metric):
    assert value(FEW, metric) is None


@pytest.mark.parametrize(
    ("metric", "rows", "share"),
    [
        # 30 of 60 plays at night
        ("share", plays(1, "2024-01-01 00:00", 30) + plays(1, "2024-01-01 12:00", 30), 0.5),
        # 50 of 200 whose skipping is known; 10 say nothing
        (
            "skip_rate",
            plays(1, "2024-01-01 00:00", 50, skipped=True)
            + plays(1, "2024-01-02 00:00", 150, skipped=False)
            + plays(1, "2024-01-03 00:00", 10),
            0.25,
        ),
        # 50 different tracks, then 10 of one of which 9 repeat: 9 of 60
        ("repeat_rate", plays(1, "2024-01-01 00:00", 50, wide=50) + plays(1, "2024-01-04 00:00", 10, track=99), 0.15),
        # artists 1-5 ten times each and 6-10 once each; 5 plays name nobody
        (
            "concentration",
            plays(1, "2024-01-01 00:00", 50, wide=5)
            + plays(1, "2024-01-02 00:00", 5, 6, wide=5)
            + plays(1, "2024-01-03 00:00", 5, None),
            50 / 55,
        ),
        # known from day 1; artist 2 met on day 100; judged from day 118 on: 25 of 50 within 28 days of the meeting
        (
            "discovery_rate",
            [
                play(1, "2023-01-01 12:00"),
                play(1, "2023-04-11 12:00", 2),
                *plays(1, "2023-04-20 12:00", 10, 2),
                *plays(1, "2023-05-01 12:00", 25, 2),
                *plays(1, "2023-05-20 12:00", 25, 2),
            ],
            0.5,
        ),
        # 40 of 160 minutes on artist 2; artist 3 was played too seldom to be anybody's own
        (
            "uniqueness",
            plays(1, "2024-01-01 00:00", 100, minutes=1)
            + plays(1, "2024-01-02 00:00", 10, 2, minutes=4)
            + plays(1, "2024-01-03 00:00", 5, 3, minutes=4)
            + [play(2, "2024-01-01 00:00")],
            0.25,
        ),
        # no durations: 10 of 100 plays
        (
            "uniqueness",
            plays(1, "2024-01-01 00:00", 90, minutes=None)
            + plays(1, "2024-01-02 00:00", 10, 2, minutes=None)
            + [play(2, "2024-01-01 00:00")],
            0.1,
        ),
        # 10 sad and 5 of a breakup, of 60
        (
            "sadness",
            plays(1, "2024-01-01 00:00", 45)
            + plays(1, "2024-01-02 00:00", 10, title="sad")
            + plays(1, "2024-01-03 00:00", 5, title="breakup"),
            25,
        ),
        (
            "breakup_intensity",
            plays(1, "2024-01-01 00:00", 45)
            + plays(1, "2024-01-02 00:00", 10, title="sad")
            + plays(1, "2024-01-03 00:00", 5, title="breakup"),
            100 * 5 / 60,
        ),
        # nine sittings of 3 minutes and one of 6 and one of 60: the middle one has 3
        (
            "session_minutes",
            plays(1, "2024-01-01 00:00", 9, every=60)
            + plays(1, "2024-01-02 00:00", 2)
            + plays(1, "2024-01-03 00:00", 20),
            3,
        ),
    ],
)
def test_what_is_measured_of_enough_plays(metric, rows, share):
    kept = Kept(hours=(0, 6)) if metric == "share" else Kept()
    members = (1, 2) if metric == "breakup_intensity" else (1,)  # of one member alone it would be /breakup's score
    assert value(rows, metric, members=members, kept=kept) == share


@pytest.mark.parametrize(
    ("metric", "least"),
    [
        ("share", 50),
        ("repeat_rate", 50),
        ("concentration", 50),
        ("sadness", 50),
        ("breakup_intensity", 50),
        ("uniqueness", 100),
        ("skip_rate", 200),
    ],
)
def test_a_share_is_known_from_so_many_plays_on(metric, least):
    known = [value(plays(1, "2024-01-01 00:00", count, skipped=False), metric) for count in (least - 1, least)]
    assert [each is None for each in known] == [True, False]


def test_of_songs_it_is_known_earlier_how_often_they_are_skipped():
    rows = plays(1, "2024-01-01 00:00", 5, skipped=True) + plays(1, "2024-01-02 00:00", 4, track=2, skipped=False)
    assert ranking(rows, "skip_rate", "track") == [(1, (1,), 1)]


def test_every_measure_is_defined():
    assert set(MEASURES) == set(get_args(Metric))
    assert all(measure.words and measure.why.endswith(".") for measure in MEASURES.values())


# --- sittings, loops, repeats -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pause", "minutes"),
    [(29, 3 + 29 + 3), (30, 3)],  # of two listens of three minutes
)
def test_a_pause_of_half_an_hour_ends_a_sitting(pause, minutes):
    assert value(plays(1, "2024-01-01 10:00", 2, every=3 + pause), "longest_session") == minutes


def test_a_listen_ends_when_the_next_begins_as_in_daybooks():
    rows = [play(1, "2024-01-01 10:00", minutes=120), play(1, "2024-01-01 10:10"), play(1, "2024-01-01 11:00")]
    assert value(rows, "longest_session") == 13


def test_a_sitting_past_midnight_is_of_the_day_it_began_on():
    rows = plays(1, "2024-01-31 23:50", 20)
    assert trend(rows, "longest_session", "day") == {day_of(date(2024, 1, 31)): 60, day_of(date(2024, 2, 1)): None}


def test_a_podcast_is_no_part_of_a_sitting_with_music():
    rows = [
        play(1, "2024-01-01 10:00"),
        play(1, "2024-01-01 10:03", content="podcast", minutes=60),
        play(1, "2024-01-01 11:03"),
    ]
    assert value(rows, "longest_session") == 3


@pytest.mark.parametrize(
    ("rows", "longest"),
    [
        (plays(1, "2024-01-01 10:00", 4), 4),
        (plays(1, "2024-01-01 10:00", 4, every=40), 1),  # pauses part them
        (plays(1, "2024-01-01 10:00", 4, wide=2), 1),  # in turn with another
        (plays(1, "2024-01-01 10:00", 2) + plays(2, "2024-01-01 10:06", 3), 3),  # of another member
    ],
)
def test_a_loop_is_one_track_in_a_row_within_a_sitting(rows, longest):
    assert value(rows, "longest_loop") == longest


@pytest.mark.parametrize(("every", "share"), [(24 * 60, 1.0), (24 * 60 + 1, 0.0)])
def test_a_repeat_is_of_the_24_hours_before(every, share):
    rows = plays(1, "2023-12-01 10:00", 51, every=every)
    kept_from = Window(kind="since", start=date(2023, 12, 2))  # what it repeats may lie before the window
    assert value(rows, "repeat_rate", members=(1,), window=kept_from) == share


# --- filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        (Kept(), 5),
        (Kept(artists=frozenset({1})), 3),
        (Kept(artists=frozenset({1, 3})), 4),
        (Kept(tracks=frozenset({1})), 2),
        (Kept(albums=frozenset({2})), 1),
        (Kept(hours=(3, 4)), 1),
        (Kept(hours=(22, 4)), 2),  # past midnight
        (Kept(hours=(12, 24)), 4),
        (Kept(weekdays=(5, 6)), 3),
        (Kept(weekdays=(0,)), 1),
        (Kept(months=(3, 12)), 1),
        (Kept(skipped=True), 1),
        (Kept(skipped=False), 1),
        (Kept(shuffle=True), 1),
        (Kept(platform="phone"), 2),
        (Kept(platform="car"), 0),
        (Kept(content="podcast"), 1),
        (Kept(content="all"), 6),
        (Kept(moods=("breakup",)), 1),
        (Kept(moods=("sad",)), 2),  # who sings of a breakup is sad
        (Kept(artists=frozenset({1}), hours=(12, 24)), 2),
        (Kept(members_with="all"), 3),  # artist 1
        (Kept(members_with="exactly_one"), 2),
    ],
)
def test_a_filter_keeps(kept, count):
    assert value(FEW, "plays", kept=kept) == count


def test_a_playlist_keeps_plays_of_its_tracks_by_anybody():
    lists = [held(1, 1, (1, 1, "sad", None)), held(1, 2, (3, 2, "other", None))]
    plan = asked("value", "plays", kept=Kept(playlists=frozenset({(1, 1)})))
    assert answer(plan, FEW, lists).rows[0].value == 2


@pytest.mark.parametrize(
    ("members", "which", "artists"),
    [
        ((1, 2), "all", [1]),
        ((1, 2), "exactly_one", [2, 3]),
        ((1,), "exactly_one", [2]),  # what nobody else here has
        ((2,), "exactly_one", [3]),
        ((1,), "all", [1, 2]),
    ],
)
def test_artists_of_every_member_or_of_one_alone(members, which, artists):
    found = ranking(FEW, "plays", "artist", members=members, kept=Kept(members_with=which))
    assert sorted(key for _, (key,), _ in found) == artists


def test_tracks_of_every_member_are_tracks_that_all_played():
    assert ranking(FEW, "plays", "track", kept=Kept(members_with="all")) == [(1, (1,), 2)]


def test_a_group_of_too_few_plays_is_not_ranked():
    assert ranking(FEW, "hours", "artist", kept=Kept(min_plays=2)) == [(1, (1,), 1.75)]


def test_fewest_plays_are_plays_of_the_group_even_for_shares():
    rows = plays(1, "2024-01-01 00:00", 58) + plays(1, "2024-01-02 00:00", 2, 2)
    assert [key for _, key, _ in ranking(rows, "share", "artist", kept=Kept(min_plays=3))] == [(1,)]


# --- windows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "count"),
    [
        (Window(), 8),
        (Window(kind="last_days", n=1), 1),  # today
        (Window(kind="last_days", n=5), 2),
        (Window(kind="this_week"), 2),  # from Monday the 11th
        (Window(kind="last_week"), 1),
        (Window(kind="this_month"), 4),
        (Window(kind="last_month"), 1),
        (Window(kind="this_year"), 6),
        (Window(kind="last_year"), 1),
        (Window(kind="year", n=2022), 1),
        (Window(kind="between", start=date(2024, 2, 29), end=date(2024, 3, 1)), 2),  # both ends
        (Window(kind="since", start=date(2024, 3, 14)), 2),
        (Window(kind="until", end=date(2024, 1, 1)), 3),
        (Window(kind="until", end=date.max), 8),
        (Window(kind="year", n=9999), None),
    ],
)
def test_a_window_keeps_days(window, count):
    days = ["2022-06-01", "2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-03-10", "2024-03-14"]
    rows = [play(1, f"{day} 12:00") for day in [*days, "2024-03-15"]]
    assert value(rows, "plays", window=window) == count
