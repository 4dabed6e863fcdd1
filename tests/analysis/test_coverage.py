from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import LEAST_DAYS, LEAST_OF_MEDIAN, basis, counted_in, coverage, fair_window
from bot.analysis.group import Group, day_number, make_group
from bot.analysis.periods import ALL_TIME, Period, between

DAY_0 = date(2024, 1, 1)
YEAR_2024 = between(date(2024, 1, 1), date(2025, 1, 1))


def at(day: int) -> int:
    """Days since 1970 of a day counted from 2024-01-01."""
    return day_number(DAY_0) + day


def spans(*members: tuple[int, int]) -> Group:
    """Members 1, 2, ... whose music runs from one day to another, both counted from 2024-01-01."""
    index = pd.RangeIndex(1, len(members) + 1, name="member_id")
    rows = [(at(first), at(last), 10, 1000) for first, last in members]
    columns = ["first_day", "last_day", "plays", "ms"]
    return make_group(members=pd.DataFrame(rows, index=index, columns=columns, dtype="int64"))


def with_days(group: Group, *rows: tuple[int, int, int]) -> Group:
    """The group, with days of music: member, day, plays."""
    days = pd.DataFrame([(who, at(day), plays) for who, day, plays in rows], columns=["member_id", "day", "plays"])
    return make_group(members=group.members, days=days)


def days_of(period: Period) -> tuple[int, int]:
    assert period.start
    assert period.end
    return (period.start - DAY_0).days, (period.end - DAY_0).days - 1


def test_a_member_covers_all_days_between_first_and_last_and_is_active_on_those_with_music():
    group = with_days(spans((0, 9), (5, 400)), (1, 0, 3), (1, 9, 2), (2, 5, 1), (2, 400, 7))
    found = coverage(group, YEAR_2024)
    assert found[["days", "active_days", "plays"]].values.tolist() == [[10, 2, 5], [361, 1, 1]]
    assert found[["first_day", "last_day"]].values.tolist() == [[at(0), at(9)], [at(5), at(400)]]


def test_coverage_outside_the_period_is_none():
    found = coverage(with_days(spans((-50, -1)), (1, -1, 4)), YEAR_2024)
    assert found[["days", "active_days", "plays"]].values.tolist() == [[0, 0, 0]]


def test_the_window_is_what_all_cover():
    found = fair_window(spans((0, 300), (100, 400), (50, 350)), ALL_TIME)
    assert (days_of(found.period), found.common, found.left_out) == ((100, 300), True, ())


def test_the_window_lies_in_the_period_and_keeps_its_name_where_all_cover_it():
    group = spans((-100, 500), (-50, 600))
    assert fair_window(group, YEAR_2024).period is YEAR_2024
    spring = between(date(2024, 3, 1), date(2024, 6, 1))
    assert fair_window(group, spring).period.label == "March 2024 to May 2024"


def test_a_newcomer_does_not_cut_years_down_to_weeks():
    found = fair_window(spans((0, 2000), (100, 2000), (300, 2000), (1910, 2000)), ALL_TIME)
    assert (days_of(found.period), found.left_out) == ((300, 2000), (4,))


def test_a_shorter_history_that_is_still_a_good_part_stays_in():
    found = fair_window(spans((0, 2000), (100, 2000), (300, 2000), (1400, 2000)), ALL_TIME)
    assert (days_of(found.period), found.left_out) == ((1400, 2000), ())


def test_two_members_compare_over_the_shorter_one_s_weeks():
    found = fair_window(spans((0, 3000), (2911, 3000)), ALL_TIME)
    assert (days_of(found.period), found.common, found.left_out) == ((2911, 3000), True, ())


def test_too_few_days_of_one_member_are_left_out():
    found = fair_window(spans((0, 100), (0, 100), (90, 100)), ALL_TIME)
    assert (days_of(found.period), found.left_out) == ((0, 100), (3,))


def test_without_days_in_common_shares_decide_and_only_who_is_absent_is_left_out():
    found = fair_window(spans((0, 100), (200, 300), (400, 500)), between(DAY_0, DAY_0 + timedelta(days=350)))
    assert (found.common, found.left_out) == (False, (3,))
    assert days_of(found.period) == (0, 349)


def test_twenty_seven_days_in_common_are_too_few():
    assert not fair_window(spans((0, 99), (73, 200)), ALL_TIME).common
    assert fair_window(spans((0, 99), (72, 200)), ALL_TIME).common


def test_a_week_is_fair_where_it_was_asked_for():
    week = between(DAY_0, DAY_0 + timedelta(days=7))
    found = fair_window(spans((-10, 10), (0, 6), (3, 10)), week)
    assert (found.period, found.common, found.left_out) == (week, True, (3,))


def test_most_members_are_kept_not_the_longest_window():
    found = fair_window(spans((0, 1000), (0, 1000), (600, 1000), (610, 1000), (620, 1000)), ALL_TIME)
    assert (days_of(found.period), found.left_out) == ((620, 1000), ())


def test_of_windows_with_as_many_members_the_longest_is_taken_then_the_latest():
    longer, later = spans((0, 200), (0, 200), (500, 600), (500, 600)), spans((0, 99), (0, 99), (500, 599), (500, 599))
    assert days_of(fair_window(longer, ALL_TIME).period) == (0, 200)
    assert days_of(fair_window(later, ALL_TIME).period) == (500, 599)


def test_nobody_and_one_alone_have_nothing_in_common():
    assert not fair_window(spans(), ALL_TIME).common
    assert (fair_window(spans((0, 500)), ALL_TIME).common, fair_window(spans((0, 500)), ALL_TIME).left_out) == (
        False,
        (),
    )


def test_the_basis_names_who_is_counted():
    found = basis(spans((0, 2000), (100, 2000), (1990, 2000)), ALL_TIME)
    assert (found.counted, found.window.left_out) == ((1, 2), (3,))
    assert [(each.member_id, each.days) for each in found.covers] == [(1, 2001), (2, 1901), (3, 11)]
    assert found.covers[1].first_day == DAY_0 + timedelta(days=100)


def test_rows_outside_the_window_and_of_those_left_out_are_not_counted():
    group = with_days(spans((0, 300), (200, 500), (495, 500)), (1, 5, 1), (1, 250, 2), (2, 250, 3), (3, 499, 4))
    found = counted_in(group.days, fair_window(group, ALL_TIME))
    assert found["plays"].tolist() == [2, 3]


several = st.lists(st.tuples(st.integers(-900, 900), st.integers(0, 900)), max_size=8).map(
    lambda drawn: [(first, first + length) for first, length in drawn]
)


@settings(max_examples=150, deadline=None)
@given(several, st.sampled_from([ALL_TIME, YEAR_2024, between(DAY_0, DAY_0 + timedelta(days=10))]))
def test_every_counted_member_covers_all_of_a_fair_window_and_nobody_else_does(members, period):
    group = spans(*members)
    found = fair_window(group, period)
    if not found.common:
        return
    first, last = days_of(found.period)
    for number, (start, end) in enumerate(members, 1):
        assert (start <= first and last <= end) is (number not in found.left_out)
    assert period.start is None or (period.start <= found.period.start and found.period.end <= period.end)
    assert len(members) - len(found.left_out) >= 2


@settings(max_examples=100, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(members, random):
    group = spans(*members)
    shuffled = make_group(members=group.members.sample(frac=1, random_state=random.randrange(999)))
    assert fair_window(shuffled, ALL_TIME) == fair_window(group, ALL_TIME)
    pd.testing.assert_frame_equal(coverage(shuffled, ALL_TIME), coverage(group, ALL_TIME))


@settings(max_examples=100, deadline=None)
@given(several)
def test_no_window_of_the_least_length_has_more_members(members):
    found = fair_window(spans(*members), ALL_TIME)
    lengths = pd.Series([end - start + 1 for start, end in members], dtype="int64")
    able = lengths[lengths >= LEAST_DAYS]
    if not found.common or len(able) < len(members):
        return
    least = max(LEAST_DAYS, -(-able.median() * LEAST_OF_MEDIAN // 1))
    most = max(sum(s <= day and day + least - 1 <= e for s, e in members) for day, _ in members)
    kept = len(members) - len(found.left_out)
    assert kept >= most if most >= max(2, len(able) / 2) else kept >= 2


def test_a_period_of_the_future_is_covered_by_nobody():
    future = between(date(2100, 1, 1), date(2101, 1, 1))
    found = fair_window(spans((0, 100), (0, 100)), future)
    assert (found.period, found.common, found.left_out) == (future, False, (1, 2))


@pytest.mark.parametrize("members", [[(0, 27), (0, 27)], [(0, 5), (0, 5)]])
def test_members_with_little_music_compare_over_all_of_it(members):
    assert fair_window(spans(*members), ALL_TIME).common
