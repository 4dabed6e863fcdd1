from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from scipy.spatial.distance import pdist, squareform

from bot.analysis.periods import ALL_TIME
from bot.analysis.placing import Seating, seating, taste_map
from bot.analysis.taste import Tastes, hellinger, tastes
from tests.analysis.tastes import even, groups, played


def distances(rows: list[list[float]], members: list[int]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=members, columns=members)


def two_camps() -> Tastes:
    """1 and 4 play artists 0-9, 2 and 3 play 20-29; each swaps one artist for one of their own."""
    return tastes(
        played(
            {
                1: even(*range(10), 40),
                4: even(*range(10), 41),
                2: even(*range(20, 30), 42),
                3: even(*range(20, 30), 43),
            }
        ),
        ALL_TIME,
    )


def test_members_who_are_alike_sit_together_and_the_lower_id_begins():
    far = 0.9
    apart = distances([[0, far, 0.1, far], [far, 0, far, 0.2], [0.1, far, 0, 0.8], [far, 0.2, 0.8, 0]], [1, 2, 3, 4])
    seated = seating(apart)
    assert (seated.members, seated.groups) == ((1, 3, 4, 2), (2, 2))


def test_where_all_are_equally_far_there_are_no_groups():
    apart = distances([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]], [1, 2, 3])
    assert seating(apart).groups == (1, 1, 1)


def test_few_members_need_no_order():
    assert seating(distances([[0, 0.5], [0.5, 0]], [1, 2])) == Seating((1, 2), (1, 1))
    assert seating(distances([[0]], [1])) == Seating((1,), (1,))
    assert seating(distances([], [])) == Seating((), ())


def test_camps_stand_at_the_ends_of_the_map_with_their_artists():
    found = taste_map(two_camps())
    assert found.places["x"].loc[[1, 4]].to_numpy() == pytest.approx(found.places["x"].loc[1])
    assert found.places["x"].loc[[2, 3]].to_numpy() == pytest.approx(-found.places["x"].loc[1])
    assert found.places["x"].loc[1] > 0  # of four equally far from the middle the lowest id is to the right
    assert (found.across.low, found.across.high) == ((20, 21), (0, 1))


def test_a_direction_in_which_nobody_differs_stays_empty():
    twins = {1: even(*range(10)), 2: even(*range(20, 30)), 3: even(*range(20, 30)), 4: even(*range(10))}
    found = taste_map(tastes(played(twins), ALL_TIME))
    assert (found.up.explained, found.up.low, found.up.high) == (0, (), ())
    assert (found.places["y"] == 0).all()


def test_an_end_is_named_by_artists_that_pull_there_and_no_others():
    found = taste_map(tastes(played({1: even(*range(10)), 2: even(*range(9), 10)}), ALL_TIME))
    assert (found.across.low, found.across.high) == ((10,), (9,))


def test_a_line_of_three_is_exact_and_known_by_hand():
    # 1 and 3 have nothing in common; 2 shares half with each: distances sqrt(1/2), sqrt(1/2), 1: a right angle at 2.
    compared = tastes(
        played({1: even(*range(10)), 2: even(*range(5, 15)), 3: even(*range(10, 20))}),
        ALL_TIME,
    )
    found = taste_map(compared)
    assert found.places["x"].tolist() == pytest.approx([0.5, 0, -0.5])
    assert found.places["y"].tolist() == pytest.approx([-1 / 6, 1 / 3, -1 / 6])
    assert (found.across.explained, found.up.explained) == (pytest.approx(0.75), pytest.approx(0.25))
    assert found.stress == pytest.approx(0, abs=1e-7)
    assert (found.across.low, found.across.high) == ((10, 11), (0, 1))
    assert (found.up.low, found.up.high) == ((2, 3), (5, 6))  # 0 and 1 are as low, 10 and 11 as high


def test_members_with_the_same_taste_all_stand_in_the_middle():
    found = taste_map(tastes(played({1: even(*range(10)), 2: even(*range(10), times=20)}), ALL_TIME))
    assert (found.places.to_numpy() == 0).all()
    assert (found.across.explained, found.across.high, found.up.low, found.stress) == (0, (), (), 0)


def test_two_members_stand_on_a_line():
    found = taste_map(tastes(played({1: even(*range(10)), 2: even(*range(20, 30))}), ALL_TIME))
    assert found.places["x"].tolist() == pytest.approx([0.5, -0.5])
    assert (found.places["y"] == 0).all()


def test_nobody_has_no_map():
    with pytest.raises(ValueError, match="somebody"):
        taste_map(tastes(played({}), ALL_TIME))


@settings(max_examples=60, deadline=None)
@given(groups(most=9))
def test_a_seating_holds_everyone_once_and_groups_add_up(amounts):
    compared = tastes(played(amounts), ALL_TIME)
    seated = seating(hellinger(compared))
    assert sorted(seated.members) == compared.members.tolist()
    assert sum(seated.groups) == len(seated.members)
    assert seated.members[0] <= seated.members[-1]


@settings(max_examples=60, deadline=None)
@given(groups(most=9))
def test_a_map_shortens_distances_and_is_centred_and_explains_at_most_all(amounts):
    compared = tastes(played(amounts), ALL_TIME)
    found = taste_map(compared)
    true = squareform(hellinger(compared).to_numpy(), checks=False)
    assert (pdist(found.places.to_numpy()) <= true + 1e-6).all()
    assert found.places.mean().to_numpy() == pytest.approx(0, abs=1e-9)
    assert 0 <= found.up.explained <= found.across.explained <= 1
    assert found.across.explained + found.up.explained <= 1 + 1e-9
    assert 0 <= found.stress < 1
    assert found.places.equals(taste_map(tastes(played(amounts), ALL_TIME)).places)
    for axis in ("x", "y"):
        if np.abs(found.places[axis]).max() > 1e-6:
            assert found.places[axis].max() >= -found.places[axis].min() - 1e-6
