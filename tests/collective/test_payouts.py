from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.payouts import SharePreview, apportion, preview, shares

amounts = st.integers(0, 10_000_000)
members = st.sets(st.integers(1, 2**63), min_size=1, max_size=60)


def test_one_hundred_among_three_gives_the_odd_cent_to_the_lowest_id():
    assert shares(100, [30, 10, 20]) == {10: 34, 20: 33, 30: 33}


def test_fifty_five_thousand_dollars_among_9999_members_lose_nothing():
    split = shares(5_500_000, range(1, 10_000))
    assert sum(split.values()) == 5_500_000
    assert {550, 551} == set(split.values())
    assert preview(5_500_000, 9_999) == SharePreview(9_999, 550, 551, at_high=550)


def test_an_even_split_has_one_height():
    assert preview(900, 3) == SharePreview(3, 300, 300, at_high=3)


@given(amounts, members)
def test_equal_shares_add_up_and_differ_by_at_most_a_cent(cents, ids):
    split = shares(cents, ids)
    assert sum(split.values()) == cents
    assert max(split.values()) - min(split.values()) <= 1
    assert split.keys() == ids


@given(amounts, st.lists(st.integers(1, 10**18), min_size=1, max_size=30, unique=True), st.randoms())
def test_the_order_in_which_members_are_named_does_not_matter(cents, ids, random):
    mixed = random.sample(ids, len(ids))
    assert list(shares(cents, ids).items()) == list(shares(cents, mixed).items())


@given(amounts, members)
def test_the_preview_is_what_the_split_gives(cents, ids):
    split, before = list(shares(cents, ids).values()), preview(cents, len(ids))
    assert (min(split), max(split)) == (before.low_cents, before.high_cents)
    assert split.count(before.high_cents) == before.at_high


def test_by_weight_the_largest_remainders_get_what_is_left():
    # 100 by 1:1:5 is 14.29, 14.29 and 71.43 exactly: one cent is left, and the largest remainder is the third's.
    assert apportion(100, {1: 1, 2: 1, 3: 5}) == {1: 14, 2: 14, 3: 72}


def test_a_small_weight_can_get_nothing():
    assert apportion(1, {1: 1, 2: 99}) == {1: 0, 2: 1}


@given(amounts, st.dictionaries(st.integers(1, 500), st.integers(0, 10**6), min_size=1, max_size=40))
def test_by_weight_nobody_is_a_cent_from_the_exact_share(cents, weights):
    weights[501] = 7  # so that not all are 0
    split = apportion(cents, weights)
    total = sum(weights.values())
    assert sum(split.values()) == cents
    assert all(abs(split[each] - Fraction(cents * weight, total)) < 1 for each, weight in weights.items())


@pytest.mark.parametrize(("cents", "weights"), [(-1, {1: 1}), (5, {}), (5, {1: 0}), (5, {1: 2, 2: -1})])
def test_an_impossible_split_is_refused(cents, weights):
    with pytest.raises(ValueError, match="a split needs"):
        apportion(cents, weights)


def test_a_member_named_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        shares(100, [1, 2, 1])


@pytest.mark.parametrize(("cents", "contributors"), [(-1, 3), (100, 0)])
def test_a_preview_for_nobody_or_of_a_debt_is_refused(cents, contributors):
    with pytest.raises(ValueError, match="a split needs"):
        preview(cents, contributors)
