from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.firsts import FirstListen, firsts


def test_the_oldest_first_listen_stands_first():
    found = firsts([FirstListen(1, 500, 0), FirstListen(2, 400, 0), FirstListen(3, 900, 0)])
    assert found.ranking[["rank", "member_id", "behind_days"]].values.tolist() == [[1, 2, 0], [2, 1, 100], [3, 3, 500]]
    assert found.first == (2,)


def test_who_began_on_one_day_is_tied_and_the_next_is_as_many_lower():
    found = firsts([(3, 400, 0), (1, 400, 0), (2, 401, 0)])
    assert found.ranking[["rank", "member_id", "tied"]].values.tolist() == [[1, 1, True], [1, 3, True], [3, 2, False]]
    assert found.first == (1, 3)


@pytest.mark.parametrize(
    ("covers_from", "later", "close"),
    [(401, True, False), (400, False, True), (370, False, True), (369, False, False), (0, False, False)],
)
def test_an_export_that_starts_after_or_just_before_the_first_listen_is_marked(covers_from, later, close):
    """The first of all is on day 400."""
    ranking = firsts([(1, 400, 100), (2, 450, covers_from)]).ranking
    assert ranking[["starts_later", "starts_close"]].values.tolist() == [[False, False], [later, close]]


def test_the_first_of_all_may_have_begun_before_their_own_export():
    ranking = firsts([(1, 400, 400), (2, 450, 0)]).ranking
    assert ranking["starts_close"].tolist() == [True, False]


def test_nobody_is_an_answer():
    assert (len(firsts([]).ranking), firsts([]).first) == (0, ())


def test_a_member_named_twice_and_a_listen_before_all_listens_are_refused():
    with pytest.raises(ValueError, match="one first listen"):
        firsts([(1, 5, 0), (1, 6, 0)])
    with pytest.raises(ValueError, match="before"):
        firsts([(1, 5, 6)])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda member, first, reach: (member, first, first - reach),
            st.integers(1, 50),
            st.integers(10_000, 10_080),
            st.integers(0, 90),
        ),
        unique_by=lambda row: row[0],
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter_and_marks_exclude_each_other(rows, random):
    ranking = firsts(rows).ranking
    assert firsts(random.sample(rows, len(rows))).ranking.equals(ranking)
    assert not (ranking["starts_later"] & ranking["starts_close"]).any()
    for _, row in ranking.iterrows():
        assert row["rank"] == 1 + int((ranking["first_day"] < row["first_day"]).sum())
        assert row["behind_days"] >= 0
