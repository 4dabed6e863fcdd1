"""Moments and spans, one to one, held against a search through all pairings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.pairing import pairs

Span = tuple[int, int, int]
Moment = tuple[int, int]


def paired(spans: list[Span], moments: list[Moment]) -> list[int]:
    keys, opens, closes = np.array(spans, np.int64).reshape(-1, 3).T
    at_keys, at = np.array(moments, np.int64).reshape(-1, 2).T
    return pairs(keys, opens, closes, at_keys, at).tolist()


def most(spans: list[Span], moments: list[Moment]) -> int:
    """The size of the largest pairing: augmenting paths, the textbook way."""
    taken: dict[int, int] = {}

    def place(moment: int, seen: set[int]) -> bool:
        key, at = moments[moment]
        for number, (span_key, opens, closes) in enumerate(spans):
            if span_key == key and opens <= at <= closes and number not in seen:
                seen.add(number)
                if number not in taken or place(taken[number], seen):
                    taken[number] = moment
                    return True
        return False

    return sum(place(moment, set()) for moment in range(len(moments)))


def test_a_moment_is_paired_with_the_span_that_is_open_at_it():
    assert paired([(0, 0, 10), (0, 20, 30)], [(0, 25), (0, 15), (0, 10)]) == [1, -1, 0]


def test_another_key_is_another_line():
    assert paired([(0, 0, 10)], [(1, 5), (0, 5)]) == [-1, 0]


def test_the_span_that_closes_first_is_taken_first():
    assert paired([(0, 0, 100), (0, 0, 10)], [(0, 5), (0, 50)]) == [1, 0]


def test_a_span_that_has_closed_is_not_taken():
    assert paired([(0, 0, 10), (0, 5, 40)], [(0, 5), (0, 6), (0, 30)]) == [0, 1, -1]


@pytest.mark.parametrize(("spans", "moments"), [([], [(0, 1)]), ([(0, 1, 2)], []), ([], [])])
def test_nothing_pairs_with_nothing(spans, moments):
    assert paired(spans, moments) == [-1] * len(moments)


def test_keys_too_many_for_one_line_are_numbered_anew():
    # On one line of stretches of 4 ms, the last of these would begin at 2**64, which is 0 again.
    assert paired([(0, 0, 2)], [(2**62, 1), (0, 1)]) == [-1, 0]


SPANS = st.lists(
    st.builds(
        lambda key, at, length: (key, at, at + length), st.integers(0, 2), st.integers(0, 30), st.integers(0, 12)
    ),
    max_size=9,
)
MOMENTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), max_size=9)


@settings(max_examples=300, deadline=None)
@given(SPANS, MOMENTS)
def test_no_pairing_has_more_and_every_pair_fits(spans, moments):
    found = paired(spans, moments)
    used = [span for span in found if span >= 0]
    assert len(used) == len(set(used)) == most(spans, moments)
    for (key, at), span in zip(moments, found, strict=True):
        if span >= 0:
            assert spans[span][0] == key
            assert spans[span][1] <= at <= spans[span][2]
