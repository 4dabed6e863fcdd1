from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.group import make_group
from bot.analysis.milestones import LEAST_PACE_DAYS, ROUND, milestones, played_at, together, upcoming
from tests.analysis.builders import Play, history
from tests.analysis.frames_by_hand import days_frame, members_frame

ADA, BO = 1, 2
HOUR = 3_600_000


def test_round_numbers_fall_on_the_day_that_reaches_them():
    days = days_frame(
        {
            ADA: {
                1: {"plays": 999, "new_artists": 99, "new_tracks": 10, "ms": 99 * HOUR},
                2: {"plays": 1, "ms": HOUR - 1},
                3: {"plays": 4_500, "new_artists": 1, "ms": 1},
            },
            BO: {1: {"plays": 5, "ms": 0}},
        }
    )
    assert milestones(make_group(days=days)).to_numpy().tolist() == [
        [ADA, "plays", 1_000, 2],
        [ADA, "plays", 5_000, 3],
        [ADA, "artists", 100, 3],
        [ADA, "hours", 100, 3],
    ]


def test_one_members_plays_do_not_help_another_to_a_round_number():
    assert milestones(make_group(days=days_frame({ADA: {1: 600}, BO: {1: 600}}))).empty


def test_together_adds_up_everyones_days():
    days = days_frame({ADA: {1: 6_000, 5: 30_000}, BO: {2: 3_999, 3: 1, 9: 20_000}})
    assert together(make_group(days=days)).to_numpy().tolist() == [[10_000, 3], [50_000, 9]]


def test_the_next_round_number_is_due_at_the_pace_of_the_last_days():
    # 600 plays long ago, then 2 a day over the last 90 days: 780. The 1,000th is 220 plays or 110 days away.
    days = days_frame({ADA: {0: 600, **dict.fromkeys(range(211, 301), 2)}})
    found = upcoming(make_group(members=members_frame({ADA: (0, 300)}), days=days)).set_index("counted")
    assert found.loc["plays", ["number", "reached", "per_day", "day"]].tolist() == [1_000, 780, 2.0, 410]
    assert "artists" not in found.index  # no artist is named in these days: nothing has begun


def test_a_number_that_is_reached_is_not_the_next_one():
    found = upcoming(make_group(members=members_frame({ADA: (0, 0)}), days=days_frame({ADA: {0: 1_000}})))
    assert found.set_index("counted").loc["plays", "number"] == 5_000


def test_a_short_export_has_no_pace_and_a_slow_one_no_date():
    short = make_group(members=members_frame({ADA: (0, LEAST_PACE_DAYS - 2)}), days=days_frame({ADA: {0: 5}}))
    assert np.isnan(upcoming(short).set_index("counted").loc["plays", "per_day"])
    assert upcoming(short)["day"].isna().all()
    slow = make_group(members=members_frame({ADA: (0, 89)}), days=days_frame({ADA: {0: 9}}))
    assert upcoming(slow)["day"].isna().all()


def test_what_was_playing_is_read_from_the_history():
    start = datetime(2024, 1, 1, tzinfo=UTC)
    plays = [
        Play(start + timedelta(minutes=10 * minute), track=minute % 150 + 1, artist=minute % 150 + 1)
        for minute in range(1_000)
    ]
    found = pd.DataFrame({"member_id": ADA, "counted": ["plays", "artists"], "number": [1_000, 100], "day": [6, 0]})
    told = played_at(history(plays), found)
    assert told["track_id"].tolist() == [100, 100]  # the 1,000th play is number 999: 999 % 150 + 1 = 100
    assert told["at"].tolist() == [
        pd.Timestamp("2024-01-01") + pd.Timedelta(minutes=9_990),
        pd.Timestamp("2024-01-01") + pd.Timedelta(minutes=990),
    ]


def test_a_play_that_names_no_artist_is_not_one_more_artist():
    plays = [
        Play(f"2024-01-01T{number // 60:02}:{number % 60:02}", track=number, artist=number or None)
        for number in range(102)
    ]
    found = pd.DataFrame({"member_id": ADA, "counted": ["artists"], "number": [100], "day": [0]})
    assert played_at(history(plays), found)["artist_id"].tolist() == [100]


def test_hours_are_reached_with_the_play_that_fills_them():
    plays = [Play(f"2024-01-01T{hour:02}:00", track=hour + 1, ms=10 * HOUR) for hour in range(12)]
    found = pd.DataFrame({"member_id": ADA, "counted": ["hours"], "number": [100], "day": [0]})
    assert played_at(history(plays), found)["track_id"].tolist() == [10]


def test_an_empty_group_has_passed_nothing():
    assert milestones(make_group()).empty
    assert together(make_group()).empty
    assert upcoming(make_group()).empty


@settings(deadline=None, max_examples=40)  # a frame a time
@given(st.dictionaries(st.integers(0, 500), st.integers(1, 3_000), min_size=1, max_size=30))
def test_milestones_agree_with_counting_day_by_day(played):
    found = milestones(make_group(days=days_frame({ADA: played})))
    total, expected = 0, []
    for day in sorted(played):
        expected += [(number, day) for number in ROUND["plays"] if total < number <= total + played[day]]
        total += played[day]
    plays = found[found["counted"] == "plays"]
    assert list(zip(plays["number"], plays["day"], strict=True)) == expected


@settings(deadline=None, max_examples=40)  # a frame a time
@given(st.dictionaries(st.integers(0, 300), st.integers(1, 50), min_size=1, max_size=60))
def test_the_next_number_lies_ahead(played):
    group = make_group(members=members_frame({ADA: (min(played), max(played))}), days=days_frame({ADA: played}))
    found = upcoming(group)
    assert (found["number"] > found["reached"]).all()
    assert (found["day"].dropna() > max(played)).all()
    due = found[found["day"].notna()]
    needed = due["reached"] + due["per_day"] * (due["day"].astype(float) - max(played))
    assert (needed >= due["number"] - 1e-6).all()
    assert needed.tolist() == pytest.approx(due["number"].tolist(), abs=float(due["per_day"].max() or 0) + 1e-6)
