from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import jaccard as scipy_jaccard

from bot.analysis.periods import ALL_TIME, between
from bot.analysis.taste import (
    LABELS,
    TooLittle,
    affinity,
    artist_jaccard,
    group_label,
    hellinger,
    most_listening,
    nearest_pairs,
    neighbours,
    overlap,
    side_by_side,
    tastes,
    with_few_plays,
    without_taste,
)
from tests.analysis.tastes import even, groups, played

ADA, BO, CHIDI = 1, 2, 3


def test_half_of_the_artists_in_common_in_equal_shares_is_half_an_affinity():
    compared = tastes(played({ADA: even(*range(10)), BO: even(*range(5, 15))}), ALL_TIME)
    assert affinity(compared).to_numpy() == pytest.approx(np.array([[1, 0.5], [0.5, 1]]))


def test_the_affinity_of_unequal_shares_is_the_sum_of_the_roots_of_their_products():
    ada = {0: 64, 1: 4} | even(*range(2, 10), times=4)  # of 100: 64, 4, 4 ... 4
    bo = {0: 16, 1: 84} | even(*range(20, 30), times=10)  # of 200: 16, 84
    compared = tastes(played({ADA: ada, BO: bo}), ALL_TIME)
    assert affinity(compared).loc[ADA, BO] == pytest.approx((0.64 * 0.08) ** 0.5 + (0.04 * 0.42) ** 0.5)


def test_ten_times_the_listening_in_the_same_proportions_is_the_same_taste():
    once, often = even(*range(10), times=12), even(*range(10), times=120)
    compared = tastes(played({ADA: once, BO: often}), ALL_TIME)
    assert affinity(compared).loc[ADA, BO] == pytest.approx(1)
    assert hellinger(compared).loc[ADA, BO] == pytest.approx(0, abs=1e-7)


def test_nothing_in_common_is_no_affinity_and_the_longest_distance():
    compared = tastes(played({ADA: even(*range(10)), BO: even(*range(20, 30))}), ALL_TIME)
    assert (affinity(compared).loc[ADA, BO], hellinger(compared).loc[ADA, BO]) == (0, 1)


def test_members_with_too_little_are_left_out_with_what_there_is():
    group = played(
        {ADA: even(*range(10)), BO: even(*range(10), times=9), CHIDI: even(*range(9), times=50), 4: even(*range(10))}
    )
    compared = tastes(group, ALL_TIME)
    assert compared.members.tolist() == [ADA, 4]
    assert compared.left_out == (TooLittle(BO, 90, 10), TooLittle(CHIDI, 450, 9))


def test_who_is_asked_about_and_not_compared_is_told_with_what_there_is():
    compared = tastes(played({ADA: even(*range(10)), BO: even(*range(10), times=9)}), ALL_TIME)
    assert without_taste(compared, [CHIDI, BO, ADA]) == (TooLittle(BO, 90, 10), TooLittle(CHIDI, 0, 0))


def test_who_has_few_plays_is_compared_and_told_apart():
    group = played({ADA: even(*range(10), times=100), BO: even(*range(10)) | {0: 909}, CHIDI: even(*range(12))})
    assert with_few_plays(tastes(group, ALL_TIME)) == (TooLittle(BO, 999, 10), TooLittle(CHIDI, 120, 12))


def test_a_member_silent_in_the_period_is_left_out():
    group = played({ADA: even(*range(10))})
    compared = tastes(group, between(date(1971, 1, 1), date(1972, 1, 1)))
    assert (compared.members.tolist(), compared.left_out) == ([], (TooLittle(ADA, 0, 0),))


def test_a_period_reads_the_plays_within_it():
    group = played({ADA: even(*range(10)), BO: even(*range(10))})
    group.plays.loc[group.plays["member_id"] == BO, "day"] = 400
    compared = tastes(group, between(date(1970, 1, 1), date(1971, 1, 1)))
    assert (compared.members.tolist(), compared.left_out) == ([ADA], (TooLittle(BO, 0, 0),))


def test_the_jaccard_index_counts_artists_played_three_times_and_not_how_often():
    ada = even(0, 1, 2, times=40) | even(*range(3, 10), times=2)
    bo = even(1, 2, 3, times=3) | even(*range(20, 30), times=2) | {40: 100}
    compared = tastes(played({ADA: ada, BO: bo}), ALL_TIME)
    assert artist_jaccard(compared).loc[ADA, BO] == 2 / 5  # 1 and 2 of 0, 1, 2, 3, 40


def test_who_knows_no_artist_well_has_no_jaccard_index():
    many = even(*range(60), times=2)
    compared = tastes(played({ADA: many, BO: many}), ALL_TIME)
    assert np.isnan(artist_jaccard(compared).to_numpy()).all()
    assert np.isnan(neighbours(compared, ADA)["jaccard"]).all()


def test_neighbours_stand_nearest_first_with_what_brings_them_near():
    ada = even(*range(10))
    near = {0: 200} | even(*range(1, 10))
    compared = tastes(played({ADA: ada, BO: even(*range(8, 18)), CHIDI: near, 4: even(*range(20, 30))}), ALL_TIME)
    found = neighbours(compared, ADA)
    assert found[["rank", "member_id", "shared", "artist_id"]].values.tolist() == [
        [1, CHIDI, 10, 0],
        [2, BO, 2, 8],
        [3, 4, 0, -1],
    ]
    assert found["affinity"].tolist() == pytest.approx([affinity(compared).loc[ADA, CHIDI], 0.2, 0])


def test_what_brings_two_near_is_much_for_both():
    ada = {0: 200, 1: 100} | even(*range(10, 20))
    bo = {1: 100, 2: 200} | even(0, *range(30, 40))
    assert neighbours(tastes(played({ADA: ada, BO: bo}), ALL_TIME), ADA)["artist_id"].tolist() == [1]
    assert neighbours(tastes(played({ADA: ada, BO: bo}), ALL_TIME), BO)["artist_id"].tolist() == [1]


def test_equal_neighbours_share_a_place():
    compared = tastes(played({ADA: even(*range(10)), BO: even(*range(5, 15)), CHIDI: even(*range(5))
                              | even(*range(20, 25))}), ALL_TIME)  # fmt: skip
    assert neighbours(compared, ADA)[["rank", "tied", "member_id"]].values.tolist() == [[1, True, BO], [1, True, CHIDI]]


def test_a_stranger_has_no_neighbours():
    compared = tastes(played({ADA: even(*range(10))}), ALL_TIME)
    with pytest.raises(KeyError):
        neighbours(compared, BO)
    with pytest.raises(KeyError):
        neighbours(compared, 0)


def test_pairs_stand_most_alike_first_and_equals_share_a_place():
    members = [3, 1, 2]
    alike = pd.DataFrame([[1, 0.2, 0.5], [0.2, 1, 0.5], [0.5, 0.5, 1]], index=members, columns=members)
    assert nearest_pairs(alike).values.tolist() == [[1, 1, 2, 0.5], [1, 2, 3, 0.5], [3, 1, 3, 0.2]]
    assert nearest_pairs(alike.loc[[3], [3]]).empty


def test_two_members_share_the_smaller_of_their_shares():
    ada = {0: 50, 1: 30} | even(*range(10, 20), times=2)  # of 100
    bo = {0: 20, 1: 80} | even(*range(20, 30), times=10)  # of 200
    beside = side_by_side(tastes(played({ADA: ada, BO: bo}), ALL_TIME), ADA, BO)
    assert beside.loc[:1, ["rank", "artist_id", "common", "gap", "left_plays", "right_plays"]].values.tolist() == [
        [1, 1, 0.3, pytest.approx(-0.1), 30, 80],
        [2, 0, 0.1, pytest.approx(0.4), 50, 20],
    ]
    assert (beside.loc[2:, "common"] == 0).all()
    assert len(beside) == 22
    assert overlap(beside) == pytest.approx(0.4)


@pytest.mark.parametrize(("mean", "name"), [(1.0, "Unison"), (0.65, "Unison"), (0.64, "Close harmony"),
                                            (0.25, "Counterpoint"), (0.1, "Polyphony"), (0.0, "Soloists")])  # fmt: skip
def test_a_group_is_called_by_its_mean(mean: float, name: str):
    label = group_label(pd.DataFrame([[1, mean], [mean, 1]]))
    assert label is not None
    assert (label.name, label.mean) == (name, mean)


def test_the_mean_is_of_pairs_without_oneself():
    label = group_label(pd.DataFrame([[1, 0.6, 0.3], [0.6, 1, 0.0], [0.3, 0.0, 1]]))
    assert label is not None
    assert label.mean == pytest.approx(0.3)


def test_one_alone_has_no_label():
    assert group_label(pd.DataFrame([[1.0]])) is None


def test_labels_fall_to_nothing_in_common():
    bounds = [bound for bound, *_ in LABELS]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0


def test_of_too_many_those_with_most_listening_stay_and_whoever_must():
    group = played({member: even(*range(10), times=10 + member) for member in range(1, 6)})
    kept = most_listening(tastes(group, ALL_TIME), 3, always=(2,))
    assert kept.members.tolist() == [2, 4, 5]
    assert affinity(kept).to_numpy() == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(groups())
def test_affinity_is_symmetric_bounded_and_hellinger_keeps_the_triangle(amounts):
    compared = tastes(played(amounts), ALL_TIME)
    alike, apart = affinity(compared).to_numpy(), hellinger(compared).to_numpy()
    assert (alike == alike.T).all()
    assert ((alike >= 0) & (alike <= 1)).all()
    assert (alike.diagonal() == 1).all()
    assert (apart[:, None, :] <= apart[:, :, None] + apart.T[None, :, :] + 1e-7).all()


@settings(max_examples=60, deadline=None)
@given(groups())
def test_jaccard_is_scipys(amounts):
    compared = tastes(played(amounts), ALL_TIME)
    known = compared.plays.toarray() >= 3
    found = artist_jaccard(compared).to_numpy()
    for left in range(len(known)):
        for right in range(len(known)):
            assert found[left, right] == pytest.approx(1 - scipy_jaccard(known[left], known[right]))


@settings(max_examples=60, deadline=None)
@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_two_members_does_not_matter(amounts, random):
    group = played(amounts)
    compared = tastes(group, ALL_TIME)
    order = random.sample(range(len(group.artists)), len(group.artists))
    mixed = replace(group, artists=group.artists.iloc[order].reset_index(drop=True))
    assert affinity(tastes(mixed, ALL_TIME)).equals(affinity(compared))
    left, right = (int(member) for member in compared.members[:2])
    one, other = side_by_side(compared, left, right), side_by_side(compared, right, left)
    assert one[["rank", "artist_id", "common"]].equals(other[["rank", "artist_id", "common"]])
    assert (one["gap"] == -other["gap"]).all()
    assert 0 <= overlap(one) <= affinity(compared).loc[left, right] + 1e-9
    near = neighbours(compared, left).set_index("member_id")["affinity"]
    assert near.sort_index().to_numpy() == pytest.approx(affinity(compared).loc[left].drop(left).to_numpy())
