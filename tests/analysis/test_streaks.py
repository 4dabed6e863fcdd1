from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import FairWindow, fair_window
from bot.analysis.group import day_number, make_group
from bot.analysis.periods import ALL_TIME, between
from bot.analysis.streaks import current_runs, longest_runs, runs, streaks
from tests.analysis.frames_by_hand import days_frame, members_frame

ADA, BO = 1, 2


def days_of(**members: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        [({"ada": ADA, "bo": BO}[name], day) for name, days in members.items() for day in days],
        columns=["member_id", "day"],
        dtype="int64",
    )


def test_runs_of_a_hand_worked_case():
    found = runs(days_of(ada=[1, 2, 3, 5], bo=[3, 4]))
    assert found.to_numpy().tolist() == [[ADA, 1, 3, 3], [ADA, 5, 5, 1], [BO, 3, 4, 2]]


def test_one_members_last_day_and_the_next_ones_first_are_not_in_a_row():
    assert runs(days_of(ada=[1, 2], bo=[3]))["days"].tolist() == [2, 1]


def test_nobody_has_no_runs():
    assert runs(days_of()).empty
    assert longest_runs(runs(days_of())).empty


def test_the_longest_of_equal_runs_is_the_earliest():
    assert longest_runs(runs(days_of(ada=[1, 2, 5, 6]))).loc[ADA].tolist() == [1, 2, 2]


@settings(deadline=None, max_examples=60)  # a frame a time
@given(st.lists(st.tuples(st.sampled_from([ADA, BO]), st.integers(0, 60)), max_size=80), st.randoms())
def test_runs_part_the_days_and_order_does_not_matter(played, random):
    frame = pd.DataFrame(played, columns=["member_id", "day"], dtype="int64")
    found = runs(frame)
    assert found["days"].sum() == len(set(played))
    assert (found["days"] >= 1).all()
    for member, first, last, _ in found.itertuples(index=False):
        assert all((member, day) in set(played) for day in range(first, last + 1))
        assert (member, first - 1) not in set(played)
        assert (member, last + 1) not in set(played)
    shuffled = random.sample(played, len(played))
    pd.testing.assert_frame_equal(found, runs(pd.DataFrame(shuffled, columns=["member_id", "day"], dtype="int64")))


def test_a_run_that_reaches_the_day_before_the_exports_last_is_still_going():
    members = members_frame({ADA: (0, 10), BO: (0, 10)})
    current = current_runs(runs(days_of(ada=[1, 8, 9], bo=[7, 8])), members)
    assert current["days"].to_dict() == {ADA: 2}


def test_the_days_of_one_artist_are_ranked_instead_where_they_are_given():
    group = make_group(members=members_frame({ADA: (0, 40), BO: (0, 40)}), days=days_frame({ADA: {1: 9}, BO: {1: 9}}))
    found = streaks(group, ALL_TIME, fair_window(group, ALL_TIME), days_of(ada=[3, 4]))
    assert found[["member_id", "days", "first_day"]].to_numpy().tolist() == [[ADA, 2, 3]]


def test_members_are_ranked_within_the_days_that_all_exports_cover():
    # Ada's export is of 200 days, each with music; Bo's of the last 40, with a hole on the 20th of them.
    last = day_number(date(2024, 7, 18))
    ada, bo = range(last - 199, last + 1), [day for day in range(last - 39, last + 1) if day != last - 20]
    group = make_group(
        members=members_frame({ADA: (ada[0], last), BO: (bo[0], last)}),
        days=days_frame({ADA: dict.fromkeys(ada, 1), BO: dict.fromkeys(bo, 1)}),
    )
    window = fair_window(group, ALL_TIME)
    assert window.common
    found = streaks(group, ALL_TIME, window).set_index("member_id")
    assert found["rank"].to_dict() == {ADA: 1, BO: 2}
    assert found["days"].to_dict() == {ADA: 40, BO: 20}
    assert found["own_days"].to_dict() == {ADA: 200, BO: 20}
    assert found["current_days"].to_dict() == {ADA: 200, BO: 20}
    assert found["share"].to_dict() == {ADA: 1.0, BO: 39 / 40}


def test_equal_runs_share_a_rank():
    group = make_group(
        members=members_frame({ADA: (0, 40), BO: (0, 40)}),
        days=days_frame({ADA: {0: 1, 1: 1, 40: 1}, BO: {0: 1, 20: 1, 21: 1, 40: 1}}),
    )
    assert streaks(group, ALL_TIME, fair_window(group, ALL_TIME))["rank"].tolist() == [1, 1]


def test_without_days_in_common_the_share_of_own_days_ranks():
    group = make_group(
        members=members_frame({ADA: (0, 99), BO: (500, 509)}),
        days=days_frame({ADA: dict.fromkeys([*range(20), 99], 1), BO: dict.fromkeys([500, 501, 502, 507, 509], 1)}),
    )
    found = streaks(group, ALL_TIME, FairWindow(ALL_TIME, False, ()))
    assert found[["rank", "member_id", "days", "share"]].to_numpy().tolist() == [[1, BO, 3, 0.5], [2, ADA, 20, 0.21]]


def test_who_is_left_out_of_the_window_is_not_ranked():
    group = make_group(members=members_frame({ADA: (0, 9), BO: (0, 9)}), days=days_frame({ADA: {1: 1}, BO: {1: 1}}))
    assert streaks(group, ALL_TIME, FairWindow(ALL_TIME, True, (BO,)))["member_id"].tolist() == [ADA]


def test_a_run_is_cut_at_the_ends_of_the_period_and_the_current_one_is_not():
    start = day_number(date(2024, 1, 1))
    days = dict.fromkeys(range(start - 5, start + 5), 1)
    group = make_group(members=members_frame({ADA: (start - 5, start + 4)}), days=days_frame({ADA: days}))
    year = between(date(2024, 1, 1), date(2025, 1, 1))
    (row,) = streaks(group, year, FairWindow(year, True, ())).to_dict("records")
    assert (row["own_days"], row["own_first_day"], row["current_days"]) == (5, start, 10)
