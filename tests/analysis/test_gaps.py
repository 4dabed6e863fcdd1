from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import FairWindow
from bot.analysis.gaps import (
    PLAYS_AFTER,
    PLAYS_BEFORE,
    RETURN_DAYS,
    SILENCE_DAYS,
    can_rank,
    fair_returns,
    longest_silences,
    returns,
)
from bot.analysis.group import Group, day_number, make_group
from bot.analysis.periods import ALL_TIME, between
from tests.analysis.frames_by_hand import artists_frame, days_frame, members_frame, plays_frame

ADA, BO = 1, 2
GHOST, ELSE = 7, 8
EVERY = FairWindow(ALL_TIME, True, ())


def group_of(*plays: tuple[int, int, int, int, int], everyday: bool = True) -> Group:
    """A group of these plays, with an artist `ELSE` heard every tenth day so that no silence is of all music."""
    members = sorted({row[0] for row in plays})
    rows = list(plays)
    for member in members:
        own = [row[1] for row in plays if row[0] == member]
        if everyday:
            rows += [(member, day, ELSE, 80, 1) for day in range(min(own), max(own) + 1, 10)]
    frame = plays_frame(*rows)
    whole = frame.groupby(["member_id", "artist_id"]).agg(
        plays=("plays", "sum"), first=("day", "min"), last=("day", "max")
    )
    per_day = frame.groupby(["member_id", "day"])["plays"].sum()
    spans = frame.groupby("member_id")["day"].agg(["min", "max"])
    return make_group(
        members=members_frame({member: (row["min"], row["max"]) for member, row in spans.iterrows()}),
        artists=artists_frame(*((*key, *row) for key, row in zip(whole.index, whole.to_numpy().tolist(), strict=True))),
        days=days_frame({member: per_day[member].to_dict() for member in members}),
        plays=frame,
    )


def test_a_return_of_a_hand_worked_case():
    found = returns(
        group_of((ADA, 0, GHOST, 70, 3), (ADA, 10, GHOST, 71, 2), (ADA, 210, GHOST, 71, 2), (ADA, 237, GHOST, 70, 1)),
        ALL_TIME,
    )
    (row,) = found.found.to_dict("records")
    assert row == {
        "member_id": ADA,
        "artist_id": GHOST,
        "left_day": 10,
        "returned_day": 210,
        "silence_days": 200,
        "plays_before": 5,
        "plays_after": 3,
        "track_id": 71,
    }
    assert found.unheard.empty


@pytest.mark.parametrize(
    ("before", "silence", "after", "counts"),
    [
        (PLAYS_BEFORE, SILENCE_DAYS, PLAYS_AFTER, True),
        (PLAYS_BEFORE - 1, SILENCE_DAYS, PLAYS_AFTER + 1, False),
        (PLAYS_BEFORE, SILENCE_DAYS - 1, PLAYS_AFTER, False),
        (PLAYS_BEFORE + 1, SILENCE_DAYS, PLAYS_AFTER - 1, False),
    ],
)
def test_each_bound_is_in(before, silence, after, counts):
    group = group_of((ADA, 0, GHOST, 70, before), (ADA, silence, GHOST, 70, after))
    assert len(returns(group, ALL_TIME).found) == counts


def test_plays_after_the_days_of_the_return_do_not_help():
    group = group_of((ADA, 0, GHOST, 70, 9), (ADA, 200, GHOST, 70, 2), (ADA, 200 + RETURN_DAYS, GHOST, 70, 9))
    assert returns(group, ALL_TIME).found.empty


def test_another_members_or_artists_plays_are_no_return():
    regular = [(ADA, day, GHOST, 70, 9) for day in (0, 100, 200)]
    later = [(ADA, day, 9, 90, 9) for day in (500, 600, 700)] + [(BO, day, GHOST, 70, 9) for day in (990, 1090, 1190)]
    assert returns(group_of(*regular, *later), ALL_TIME).found.empty


def test_a_hole_in_the_export_is_no_silence():
    # Without the other artist there is no music at all between the two days.
    group = group_of((ADA, 0, GHOST, 70, 9), (ADA, 300, GHOST, 70, 9), everyday=False)
    found = returns(group, ALL_TIME)
    assert found.found.empty
    assert found.unheard["silence_days"].tolist() == [300]


def test_a_silence_with_music_in_most_of_it_counts():
    # 100 of 300 days are dark: a third.
    others = [(ADA, day, ELSE, 80, 1) for day in range(0, 201, 20)]
    group = group_of((ADA, 0, GHOST, 70, 9), *others, (ADA, 300, GHOST, 70, 9), everyday=False)
    assert returns(group, ALL_TIME).found["silence_days"].tolist() == [300]


def test_the_first_day_back_lies_in_the_period_and_what_was_before_may_not():
    left, back = day_number(date(2022, 12, 1)), day_number(date(2024, 2, 1))
    group = group_of((ADA, left, GHOST, 70, 9), (ADA, back, GHOST, 70, 9))
    years = [between(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2022, 2023, 2024)]
    assert [len(returns(group, year).found) for year in years] == [0, 0, 1]


def test_members_rank_by_silences_within_the_days_all_cover():
    # Ada's silence of 400 days begins before the window does, Bo's of 370 ends after it; within, 200 and 250.
    plays = [
        (ADA, 0, GHOST, 70, 9),
        (ADA, 400, GHOST, 70, 9),
        (ADA, 600, GHOST, 70, 9),
        (BO, 310, GHOST, 70, 9),
        (BO, 560, GHOST, 70, 9),
        (BO, 930, GHOST, 70, 9),
    ]
    window = FairWindow(between(date(1970, 11, 1), date(1971, 12, 1)), True, ())  # days 304 to 698
    group = group_of(*plays)
    found = longest_silences(fair_returns(group, ALL_TIME, window).found)
    assert found[["rank", "member_id", "silence_days"]].to_numpy().tolist() == [[1, BO, 250], [2, ADA, 200]]
    own = longest_silences(returns(group, ALL_TIME).found)
    assert own[["rank", "member_id", "silence_days"]].to_numpy().tolist() == [[1, ADA, 400], [2, BO, 370]]


def test_equal_silences_are_a_tie_and_who_is_left_out_has_none():
    plays = [(member, day, GHOST, 70, 9) for member in (ADA, BO) for day in (0, 200)]
    group = group_of(*plays)
    assert longest_silences(fair_returns(group, ALL_TIME, EVERY).found)["rank"].tolist() == [1, 1]
    without_bo = FairWindow(ALL_TIME, True, (BO,))
    assert fair_returns(group, ALL_TIME, without_bo).found["member_id"].tolist() == [ADA]


def test_without_a_window_that_holds_a_silence_nothing_is_fair():
    short = FairWindow(between(date(1970, 1, 1), date(1970, 6, 1)), True, ())
    group = group_of((ADA, 0, GHOST, 70, 9), (ADA, 400, GHOST, 70, 9))
    for window in (short, FairWindow(ALL_TIME, False, ())):
        assert not can_rank(window)
        assert fair_returns(group, ALL_TIME, window).found.empty
        assert longest_silences(fair_returns(group, ALL_TIME, window).found).empty


def test_nothing_played_is_nothing_come_back_to():
    empty = make_group()
    assert returns(empty, ALL_TIME).found.empty
    assert longest_silences(fair_returns(empty, ALL_TIME, EVERY).found).empty


plays = st.lists(
    st.tuples(
        st.sampled_from([ADA, BO]),
        st.integers(0, 900),
        st.sampled_from([GHOST, ELSE, -1]),
        st.just(70),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row[:3],
)


@settings(deadline=None, max_examples=40)  # a frame a time
@given(plays, st.randoms())
def test_returns_keep_their_bounds_and_agree_with_a_plain_reading(played, random):
    group = group_of(*played, everyday=False)
    found = returns(group, ALL_TIME)
    both = pd.concat([found.found, found.unheard])
    expected = set()
    for member, artist in {(row[0], row[2]) for row in played if row[2] != -1}:
        days = sorted((row[1], row[4]) for row in played if row[0] == member and row[2] == artist)
        for (left, _), (back, _) in pairwise(days):
            before = sum(count for day, count in days if day <= left)
            after = sum(count for day, count in days if back <= day < back + RETURN_DAYS)
            if back - left >= SILENCE_DAYS and before >= PLAYS_BEFORE and after >= PLAYS_AFTER:
                expected.add((member, artist, left, back, before, after))
    columns = ["member_id", "artist_id", "left_day", "returned_day", "plays_before", "plays_after"]
    assert set(both[columns].itertuples(index=False, name=None)) == expected
    assert len(both) == len(expected)
    shuffled = replace(group, plays=group.plays.sample(frac=1, random_state=random.randrange(99)))
    pd.testing.assert_frame_equal(returns(shuffled, ALL_TIME).found, found.found)
