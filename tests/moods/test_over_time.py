"""Shares over months, for members and for a group."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.group import day_number, nothing
from bot.model.mood_months import MoodMonth, sad_share
from bot.moods.over_time import MIN_PLAYS, as_months, first_of, group_months, month_numbers, mood_months

NO_REPEATS = nothing("repeats")


def days(*rows: tuple[int, str, int, int, int, int]) -> pd.DataFrame:
    """Each row: member, day, plays, breakup, sad, night."""
    members, dates, plays, breakup, sad, night = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "member_id": members,
            "day": [day_number(date.fromisoformat(each)) for each in dates],
            "plays": plays,
            "breakup": breakup,
            "sad": sad,
            "night": night,
        }
    )


def repeats(*rows: tuple[int, str, int]) -> pd.DataFrame:
    members, dates, plays = zip(*rows, strict=True)
    numbers = [day_number(date.fromisoformat(each)) for each in dates]
    return pd.DataFrame({"member_id": members, "day": numbers, "plays": plays})


def shares(frame: pd.DataFrame, name: str) -> list[float | None]:
    return [None if np.isnan(value) else round(value, 6) for value in frame[name]]


def test_a_hand_worked_member():
    # January: 40 plays on two days, 2 + 2 sad, 10 at night, 8 on repeat. February: 20 plays, too few to say anything.
    # March: nothing. April: 100 plays, 20 of a breakup.
    found = mood_months(
        days(
            (1, "2024-01-01", 30, 2, 1, 10),
            (1, "2024-01-31", 10, 0, 1, 0),
            (1, "2024-02-29", 20, 20, 0, 0),
            (1, "2024-04-01", 100, 20, 0, 5),
        ),
        repeats((1, "2024-01-01", 8)),
    )
    assert [first_of(month).isoformat()[:7] for month in found["month"]] == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert found["plays"].tolist() == [40, 20, 0, 100]
    assert shares(found, "sad") == [0.1, None, None, 0.2]
    assert shares(found, "on_repeat") == [0.2, None, None, 0.0]
    assert shares(found, "night") == [0.25, None, None, 0.05]
    assert shares(found, "weight") == [round((2 + 0.35 * 2) / 40, 6), None, None, 0.2]


def test_the_smooth_line_adds_up_neighbours_and_fills_no_gap():
    found = mood_months(
        days(
            (1, "2024-01-01", 40, 4, 0, 0),
            (1, "2024-02-01", 60, 0, 12, 0),
            (1, "2024-03-01", 10, 10, 0, 0),
            (1, "2024-04-01", 100, 30, 0, 0),
        ),
        NO_REPEATS,
    )
    # 16 of 100, 16 of 100 (March says nothing and counts nowhere), nothing, 30 of 100.
    assert shares(found, "sad_smooth") == [0.16, 0.16, None, 0.3]


def test_members_are_kept_apart():
    one = days((1, "2024-01-01", 40, 4, 0, 0), (1, "2024-02-01", 40, 4, 0, 0))
    two = days((2, "2024-02-01", 40, 40, 0, 0))
    both = mood_months(pd.concat([two, one]), NO_REPEATS)
    assert shares(both, "sad_smooth") == [0.1, 0.1, 1.0]
    assert both["member_id"].tolist() == [1, 1, 2]


def test_each_member_of_a_group_counts_the_same():
    # 10 % of 1,000 plays and 30 % of 100 are 20 %, not 11.8 %. In February only one member has enough.
    months = mood_months(
        days(
            (1, "2024-01-01", 1_000, 100, 0, 0),
            (2, "2024-01-01", 100, 30, 0, 50),
            (1, "2024-02-01", 1_000, 0, 0, 0),
            (1, "2024-03-01", 100, 0, 0, 0),
            (2, "2024-03-01", 100, 10, 0, 0),
        ),
        NO_REPEATS,
    )
    found = group_months(months)
    assert found["members"].tolist() == [2, 0, 2]
    assert shares(found, "sad") == [0.2, None, 0.05]
    assert shares(found, "night") == [0.25, None, 0.0]
    assert shares(found, "sad_smooth") == [0.2, None, 0.05]


def test_one_member_is_no_group():
    months = mood_months(days((1, "2024-01-01", 100, 1, 0, 0)), NO_REPEATS)
    assert as_months(group_months(months)) == ()


def test_nothing_gives_nothing():
    found = mood_months(nothing("days"), NO_REPEATS)
    assert as_months(found) == ()
    assert as_months(group_months(found)) == ()


def test_months_become_facts():
    found = mood_months(days((1, "2024-01-01", 40, 4, 0, 10), (1, "2024-02-01", 1, 1, 0, 0)), NO_REPEATS)
    assert as_months(found) == (
        MoodMonth(date(2024, 1, 1), 0.1, 0.1, 0.0, 0.25, plays=40, on_repeat_smooth=0.0),
        MoodMonth(date(2024, 2, 1), None, None, None, None, plays=1),
    )


def test_what_sad_means_is_said_once():
    assert sad_share(3.0, 2.0, 20.0) == 0.25


@pytest.mark.parametrize(("day", "month"), [("1969-12-31", -1), ("1970-01-31", 0), ("2024-02-29", 54 * 12 + 1)])
def test_a_day_belongs_to_its_month(day: str, month: int):
    assert month_numbers([day_number(date.fromisoformat(day))]).tolist() == [month]
    assert first_of(month) == date.fromisoformat(day).replace(day=1)


@st.composite
def diaries(draw: st.DrawFn) -> pd.DataFrame:
    """Some days of up to three members over a year."""
    keys = draw(st.sets(st.tuples(st.integers(1, 3), st.integers(19_000, 19_365)), min_size=1, max_size=40))
    rows = []
    for member, day in sorted(keys):
        plays = draw(st.integers(1, 80))
        breakup = draw(st.integers(0, plays))
        sad = draw(st.integers(0, plays - breakup))
        rows.append((member, day, plays, breakup, sad, draw(st.integers(0, plays))))
    return pd.DataFrame(rows, columns=["member_id", "day", "plays", "breakup", "sad", "night"])


@given(diaries(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_shares_are_bounded(diary: pd.DataFrame, random):
    found = mood_months(diary, NO_REPEATS)
    shuffled = diary.sample(frac=1, random_state=random.randrange(2**31))
    pd.testing.assert_frame_equal(found, mood_months(shuffled, NO_REPEATS))
    known = found[found["plays"] >= MIN_PLAYS]
    assert known.notna().all().all()
    assert found.loc[found["plays"] < MIN_PLAYS, ["sad", "sad_smooth", "night"]].isna().all().all()
    assert (
        known[["sad", "on_repeat", "night", "weight", "sad_smooth"]].apply(lambda each: each.between(0, 1)).all().all()
    )
    assert (known["weight"] <= known["sad"]).all()


@given(diaries())
def test_the_smooth_line_stays_between_its_neighbours(diary: pd.DataFrame):
    for _, rows in mood_months(diary, NO_REPEATS).groupby("member_id"):
        window = rows["sad"].rolling(3, center=True, min_periods=1)
        low, high = window.min() - 1e-9, window.max() + 1e-9
        known = rows["sad"].notna()
        assert (rows["sad_smooth"].between(low, high) | ~known).all()
        assert rows.loc[~known, "sad_smooth"].isna().all()


@given(diaries())
def test_playing_more_of_the_same_changes_no_share_of_the_group(diary: pd.DataFrame):
    counts = ["plays", "breakup", "sad", "night"]
    more = diary.copy()
    more.loc[more["member_id"] == 1, counts] *= 7
    enough = mood_months(diary, NO_REPEATS)
    if (enough["plays"] >= MIN_PLAYS).all():
        left, right = (group_months(mood_months(each, NO_REPEATS)) for each in (diary, more))
        pd.testing.assert_frame_equal(left, right)
