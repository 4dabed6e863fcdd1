from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.payouts import (
    PayoutPreview,
    SharePreview,
    apportion,
    demand_feasible,
    payout_preview,
    preview,
    shares,
    split,
)
from bot.errors import BadProposal
from bot.model.sales import OfferTerms, Split

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


def by_contribution(price: int, floor: int = 0, cap: int | None = None) -> OfferTerms:
    return OfferTerms("Solo", price, "USD", "x", "y", split=Split.CONTRIBUTION, cap_cents=cap, floor_cents=floor)


def exact_shares(cents: int, weights: dict[int, int], floor: int, cap: int | None) -> dict[int, Fraction]:
    """The same rule in exact fractions, reached another way: hold whoever breaks a bound, and divide the rest anew.

    Of the two bounds, the one that is broken by more is held first, as when boxes on a page are stretched.
    """
    held: dict[int, Fraction] = {}
    while True:
        free = {each: weight for each, weight in weights.items() if each not in held}
        if not free:
            return held
        total, left = sum(free.values()), cents - sum(held.values())
        want = {
            each: Fraction(left * weight, total) if total else Fraction(left, len(free))
            for each, weight in free.items()
        }
        low = {each: Fraction(floor) for each, share in want.items() if share < floor}
        high = {each: Fraction(cap) for each, share in want.items() if cap is not None and share > cap}
        broken = sum(low[each] - want[each] for each in low) - sum(want[each] - high[each] for each in high)
        if not low and not high:
            return held | want
        held |= (low | high) if broken == 0 else low if broken > 0 else high


def test_what_the_cap_cuts_goes_to_the_others_until_it_holds():
    # 100 by 6:3:1 is 60, 30, 10. The cap of 40 leaves 60 for 3:1, which is 45 and 15: over the cap again, so 40 and 20.
    assert split(by_contribution(100, cap=40), {1: 6, 2: 3, 3: 1}) == {1: 40, 2: 40, 3: 20}


def test_what_the_floor_gives_comes_from_the_others():
    # 100 by 6:3:1 with at least 20 each: the third gets 20, and 80 by 6:3 is 53 1/3 and 26 2/3.
    assert split(by_contribution(100, floor=20), {1: 6, 2: 3, 3: 1}) == {1: 53, 2: 27, 3: 20}


def test_who_has_no_plays_gets_the_floor_and_more_only_where_all_others_are_at_the_cap():
    assert split(by_contribution(100, floor=5), {1: 1, 2: 0}) == {1: 95, 2: 5}
    assert split(by_contribution(100, cap=60), {1: 1, 2: 0}) == {1: 60, 2: 40}


def test_bounds_that_cannot_hold_among_so_few_or_many_give_way_to_equal_shares():
    assert split(by_contribution(100, cap=30), {1: 9, 2: 1, 3: 1}) == {1: 34, 2: 33, 3: 33}
    assert split(by_contribution(100, floor=60), {1: 9, 2: 1}) == {1: 50, 2: 50}
    assert payout_preview(by_contribution(100, cap=30), {1: 9, 2: 1, 3: 1}).gives_way


def test_3000_random_payouts_lose_no_cent_and_nobody_is_a_cent_from_the_exact_share():
    random = Random(20260)
    gave_way = 0
    for _ in range(3_000):
        members = random.sample(range(1, 10_000), random.randint(1, 40))
        heavy = random.random() < 0.5
        weights = {each: int(random.paretovariate(0.7)) if heavy else random.randint(0, 9) for each in members}
        cents = random.choice((random.randint(0, 500), random.randint(0, 10_000_000)))
        fair = cents // len(members)
        floor = random.choice((0, random.randint(0, fair + 2)))
        cap = random.choice((None, random.randint(floor, max(floor, 3 * fair + 3))))
        terms = by_contribution(cents, floor, cap)
        paid = split(terms, weights)
        assert sum(paid.values()) == cents
        assert list(paid) == sorted(members)
        if floor * len(members) > cents or (cap is not None and cap * len(members) < cents):
            gave_way += 1
            assert paid == shares(cents, members)
            continue
        exact = exact_shares(cents, weights, floor, cap)
        assert all(abs(paid[each] - exact[each]) < 1 for each in members)
        assert all(floor <= cents_ <= (cents if cap is None else cap) for cents_ in paid.values())
    assert 100 < gave_way < 1_500


@given(
    amounts,
    st.dictionaries(st.integers(1, 500), st.integers(0, 10**6), min_size=1, max_size=30),
    st.integers(0, 1_000),
    st.none() | st.integers(1_000, 10**6),
    st.randoms(),
)
def test_more_plays_never_get_less_by_more_than_the_odd_cent_and_the_order_does_not_matter(
    cents, plays, floor, cap, random
):
    paid = split(by_contribution(cents, floor, cap), plays)
    mixed = split(by_contribution(cents, floor, cap), dict(random.sample(sorted(plays.items()), len(plays))))
    assert paid == mixed
    ranked = sorted(plays, key=plays.__getitem__)
    assert all(paid[less] <= paid[more] + 1 for less, more in pairwise(ranked))


def test_eighteen_thousand_shares_with_a_cap_are_exact_too():
    plays = {each: 200_000 // each for each in range(1, 18_001)}
    paid = split(by_contribution(5_500_000, floor=100, cap=20_000), plays)
    assert (sum(paid.values()), min(paid.values()), max(paid.values())) == (5_500_000, 100, 20_000)


def test_an_equal_offer_pays_equal_shares_whatever_was_played():
    equal = OfferTerms("Solo", 100, "USD", "x", "y")
    assert split(equal, {1: 5, 2: 0, 3: 90}) == {1: 34, 2: 33, 3: 33}
    assert payout_preview(equal, {1: 5, 2: 0, 3: 90}) == PayoutPreview(3, 33, 33, 34, 0, 0, gives_way=False)


def test_a_preview_counts_who_meets_the_bounds():
    found = payout_preview(by_contribution(100, floor=20, cap=40), {1: 8, 2: 3, 3: 0})
    assert found == PayoutPreview(3, 20, 40, 40, at_cap=2, at_floor=1, gives_way=False)


@pytest.mark.parametrize(
    ("terms", "field", "words"),
    [
        (by_contribution(5_500, floor=2_000), "Floor", r"\$18\.33 is the most"),
        (by_contribution(5_501, cap=1_800), "Cap", r"\$18\.34 is the least"),
        (by_contribution(5_500, floor=90, cap=80), "Floor", "above the cap"),
        (replace(by_contribution(5_500, cap=2_000), split=Split.EQUAL), "Split", "no cap"),
    ],
)
def test_an_offer_whose_bounds_cannot_hold_is_refused_with_what_would(terms: OfferTerms, field: str, words: str):
    with pytest.raises(BadProposal, match=words) as refused:
        demand_feasible(terms, 3)
    assert refused.value.field == field


def test_an_offer_whose_bounds_just_hold_is_taken():
    demand_feasible(by_contribution(5_500, floor=1_833), 3)
    demand_feasible(by_contribution(5_501, cap=1_834), 3)
    demand_feasible(OfferTerms("Solo", 100, "USD", "x", "y"), 3)


@pytest.mark.parametrize("plays", [{}, {1: -1}])
def test_a_split_among_nobody_or_of_less_than_nothing_is_refused(plays: dict[int, int]):
    with pytest.raises(ValueError, match=r"split needs|empty"):
        split(by_contribution(100), plays)
