from __future__ import annotations

import pytest

from bot.analysis.coverage import Basis, FairWindow
from bot.analysis.periods import ALL_TIME
from bot.analysis.taste import tastes
from bot.usecases.comparisons.alikeness import Alikeness, alike_group
from tests.analysis.tastes import even, played

BASIS = Basis(ALL_TIME, FairWindow(ALL_TIME, False, ()), ())


def alikeness_of(members: int, most: int = 4, asker_id: int = 1) -> Alikeness:
    """Members 1 to n; each shares nine artists of ten with the next, and the later ones play more."""
    group = played({member: even(*range(member, member + 10), times=10 + member) for member in range(1, members + 1)})
    return alike_group(BASIS, tastes(group, ALL_TIME), most, asker_id)


def test_of_many_members_those_with_most_plays_are_drawn_and_the_asker():
    found = alikeness_of(6)
    assert sorted(found.seated.members) == [1, 4, 5, 6]
    assert (found.compared, len(found.alike), len(found.pairs), len(found.means)) == (6, 4, 6, 4)


def test_the_rows_stand_in_the_order_of_the_seats():
    group = played({1: even(*range(10)), 2: even(*range(5, 15)), 3: even(*range(1, 11))})
    found = alike_group(BASIS, tastes(group, ALL_TIME), 40, 1)
    assert found.seated.members == (1, 3, 2)
    assert found.alike[1] == pytest.approx((0.9, 1, 0.6))
    assert found.means == pytest.approx((0.7, 0.75, 0.55))
    assert found.pairs == ((1, 1, 3, pytest.approx(0.9)), (2, 2, 3, pytest.approx(0.6)), (3, 1, 2, pytest.approx(0.5)))


def test_label_and_means_are_of_everybody_who_is_compared():
    found = alikeness_of(3, most=2)
    assert found.label is not None
    assert found.label.mean == pytest.approx((0.9 + 0.9 + 0.8) / 3)
    assert dict(zip(found.seated.members, found.means, strict=True)) == pytest.approx({1: 0.85, 3: 0.85})


@pytest.mark.parametrize("members", [0, 1])
def test_fewer_than_two_have_no_label(members: int):
    found = alikeness_of(members)
    assert (found.label, found.compared, found.pairs) == (None, members, ())
