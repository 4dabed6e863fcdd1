from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.group import COLUMNS, Group, make_group
from bot.analysis.guessing import clock_riddle, listening_numbers, numbers_riddle, track_riddle

ADA, BO, CY = 1, 2, 3


def rows(frame: str, *values: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(COLUMNS[frame], 0) | value for value in values], columns=list(COLUMNS[frame]))


def members(**plays: int) -> pd.DataFrame:
    ids = {"ada": ADA, "bo": BO, "cy": CY}
    frame = rows("members", *({"plays": count} for count in plays.values()))
    frame.index = pd.Index([ids[name] for name in plays], name="member_id")
    return frame


def track(member_id: int, track_id: int, plays: int) -> dict[str, float]:
    return {"member_id": member_id, "track_id": track_id, "artist_id": 1, "plays": plays}


def two(*tracks: dict[str, float]) -> Group:
    return make_group(members=members(ada=500, bo=500), tracks=rows("tracks", *tracks))


@pytest.mark.parametrize("seed", range(20))
def test_a_riddle_s_track_is_played_twice_as_often_by_its_answer_as_by_anybody_else(seed):
    found = track_riddle(
        two(track(ADA, 1, 40), track(BO, 1, 30), track(ADA, 2, 20), track(BO, 2, 10), track(BO, 3, 4)), seed
    )
    assert found is not None
    assert (found.answer, found.track_id, found.plays) == (ADA, 2, 20)
    assert sorted(found.candidates) == [ADA, BO]


def test_without_a_track_of_one_s_own_there_is_no_riddle():
    assert track_riddle(two(track(ADA, 1, 40), track(BO, 1, 30)), 1) is None
    assert track_riddle(two(track(ADA, 1, 4)), 1) is None


def test_one_member_with_enough_plays_is_no_riddle():
    group = make_group(members=members(ada=500, bo=99), tracks=rows("tracks", track(ADA, 1, 40)))
    assert track_riddle(group, 1) is None
    assert numbers_riddle(group, 1) is None
    assert clock_riddle(group, 1) is None


def test_both_members_are_the_answer_now_and_then_and_sit_on_any_button():
    group = two(*(track(ADA, number, 40) for number in range(1, 9)), track(BO, 20, 9))
    found = [track_riddle(group, seed) for seed in range(60)]
    answers = [each.answer for each in found if each]
    assert 15 <= answers.count(BO) <= 45
    assert {each.candidates for each in found if each} == {(ADA, BO), (BO, ADA)}


def test_the_seat_of_the_answer_says_nothing():
    group = two(*(track(ADA, number, 40) for number in range(1, 9)), track(BO, 20, 9))
    found = [track_riddle(group, seed) for seed in range(400)]
    first = sum(each.candidates.index(each.answer) == 0 for each in found if each)
    assert 160 <= first <= 240


def a_group() -> Group:
    """Ada: 10 artists, 90 of 100 plays on one, all at night. Bo and Cy: 2 artists, half each, never at night."""
    return make_group(
        members=members(ada=100, bo=100, cy=100),
        artists=rows(
            "artists",
            {"member_id": ADA, "artist_id": 1, "plays": 91},
            *({"member_id": ADA, "artist_id": each, "plays": 1} for each in range(2, 11)),
            *({"member_id": who, "artist_id": each, "plays": 50} for who in (BO, CY) for each in (1, 2)),
        ),
        days=rows(
            "days",
            {"member_id": ADA, "day": 1, "plays": 100, "night": 100, "skipped": 10, "skip_known": 100},
            *(
                {"member_id": who, "day": day, "plays": 50, "skipped": 30, "skip_known": 150}
                for who in (BO, CY)
                for day in (1, 2)
            ),
        ),
        hours=rows(
            "hours",
            {"member_id": ADA, "day": 1, "hour": 3, "plays": 75},
            {"member_id": ADA, "day": 1, "hour": 23, "plays": 25},
            *({"member_id": who, "day": 1, "hour": 12, "plays": 100} for who in (BO, CY)),
        ),
        sittings=rows("sittings", {"member_id": ADA, "minutes": 90.0}, {"member_id": ADA, "minutes": 30.0}),
    )


def test_the_numbers_of_a_member_are_those_of_their_listening():
    ada = listening_numbers(a_group()).loc[ADA]
    assert ada["artists"] == 10
    assert ada["top_share"] == pytest.approx(0.91)
    assert ada["night"] == 1
    assert ada["a_day"] == 100
    assert ada["longest"] == 90
    assert ada["once"] == pytest.approx(0.9)


def test_what_is_not_known_is_missing():
    numbers = listening_numbers(a_group())
    assert pd.isna(numbers.loc[ADA, "skips"])  # of 100 plays only
    assert numbers.loc[BO, "skips"] == pytest.approx(0.2)
    assert pd.isna(numbers.loc[BO, "longest"])


def test_the_numbers_said_are_those_by_which_the_answer_stands_out():
    found = next(riddle for seed in range(50) if (riddle := numbers_riddle(a_group(), seed)) and riddle.answer == ADA)
    assert {name for name, _ in found.said} <= {"artists", "top_share", "night", "a_day", "once"}
    assert len(found.said) == 3


@given(st.integers(0, 2**32))
def test_the_clock_is_the_answer_s_own_and_sums_to_one(seed):
    found = clock_riddle(a_group(), seed)
    assert found is not None
    assert found.answer in found.candidates
    assert sum(found.hours) == pytest.approx(1)
    assert found.hours[3] == (0.75 if found.answer == ADA else 0)
