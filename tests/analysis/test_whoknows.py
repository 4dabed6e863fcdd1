from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.whoknows import Listener, whoknows

HOUR = 3_600_000


def listener(member_id: int, ms: int = HOUR, plays: int = 10, first_at: int = 0, all_ms: int = 10 * HOUR) -> Listener:
    return Listener(member_id, plays, ms, first_at, first_at + 1, 100, all_ms)


def test_members_are_ranked_by_hours():
    ranking = whoknows([listener(1, ms=HOUR), listener(2, ms=3 * HOUR, plays=1)]).ranking
    assert ranking[["rank", "member_id", "hours", "tied"]].values.tolist() == [[1, 2, 3.0, False], [2, 1, 1.0, False]]


def test_the_share_is_of_ones_own_listening():
    found = whoknows([listener(1, ms=3 * HOUR, all_ms=300 * HOUR), listener(2, ms=HOUR, all_ms=2 * HOUR)])
    assert found.ranking["share"].tolist() == [0.01, 0.5]
    assert (found.verdict.first, found.verdict.most_devoted, found.verdict.lead) == ((1,), (2,), 3.0)


def test_equals_share_a_place_and_the_next_is_as_many_lower():
    found = whoknows([listener(3), listener(1), listener(2, ms=1)])
    assert found.ranking[["rank", "member_id", "tied"]].values.tolist() == [[1, 1, True], [1, 3, True], [3, 2, False]]
    assert (found.verdict.first, found.verdict.lead) == ((1, 3), None)


def test_where_no_duration_is_known_plays_decide():
    found = whoknows([listener(1, ms=0, plays=3, all_ms=0), listener(2, ms=0, plays=6, all_ms=0)])
    assert (found.verdict.ranked_by, found.verdict.first, found.verdict.lead) == ("plays", (2,), 2.0)
    assert found.ranking["share"].tolist() == [0.06, 0.03]


def test_an_unknown_whole_has_no_share():
    share = whoknows([listener(1, all_ms=0)]).ranking["share"].iloc[0]
    assert math.isnan(share)


def test_the_earliest_listen_is_told():
    assert whoknows(
        [listener(1, first_at=50), listener(2, first_at=20), listener(3, first_at=20)]
    ).verdict.earliest == (2, 3)


def test_nobody_is_an_answer():
    found = whoknows([])
    assert (len(found.ranking), found.verdict.first, found.verdict.earliest, found.verdict.hours) == (0, (), (), 0.0)


def test_one_alone_has_nobody_to_lead():
    assert whoknows([listener(1)]).verdict.lead is None


def test_a_member_named_twice_is_refused():
    with pytest.raises(ValueError, match="once"):
        whoknows([listener(1), listener(1)])


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(listener, st.integers(1, 50), st.integers(0, 10**9), st.integers(1, 999), st.integers(0, 10**12)),
        unique_by=lambda row: row.member_id,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter_and_places_are_true(rows, random):
    ranking = whoknows(rows).ranking
    assert whoknows(random.sample(rows, len(rows))).ranking.equals(ranking)
    by = whoknows(rows).verdict.ranked_by
    for _, row in ranking.iterrows():
        assert row["rank"] == 1 + int((ranking[by] > row[by]).sum())
        assert math.isnan(row["share"]) or 0 <= row["share"] <= 1
