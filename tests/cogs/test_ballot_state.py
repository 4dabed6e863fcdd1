from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadBallot
from bot.model.polls import HIGHEST_SCORE, MOST_OPTIONS
from cogs.render.ballot_state import ranked, ranking_text, read_ranking, read_scores, scored, scores_text

LONGEST_ID = len(f"score_page:{2**63}::24")
"""Everything in a `custom_id` but the state, at its longest."""


def test_a_ranking_is_a_letter_an_option():
    assert ranking_text((3, 1, 25)) == "cay"
    assert read_ranking("cay", 25) == (3, 1, 25)
    assert read_ranking("", 4) == ()


def test_scores_are_a_digit_an_option():
    assert scores_text((5, 0, 3)) == "503"
    assert scored((5, 0, 3), 2, 4) == (5, 4, 3)
    assert scored((5, 0, 3), 3, 1) == (5, 0, 1)


def test_the_same_tap_twice_ranks_once():
    once = ranked((3,), 1)
    assert once == (3, 1)
    assert ranked(once, 1) == once


@pytest.mark.parametrize(("text", "options"), [("e", 4), ("aa", 4), ("A", 4), ("1", 4)])
def test_a_ranking_of_another_poll_is_refused(text: str, options: int):
    with pytest.raises(BadBallot):
        read_ranking(text, options)


@pytest.mark.parametrize(("text", "options"), [("50", 3), ("5061", 4), ("5٣0", 3)])
def test_scores_of_another_poll_are_refused(text: str, options: int):
    with pytest.raises(BadBallot):
        read_scores(text, options)


@given(st.permutations(range(1, MOST_OPTIONS + 1)), st.integers(0, MOST_OPTIONS))
def test_every_ranking_comes_back_and_fits_into_a_button(order: list[int], many: int):
    ranking = tuple(order[:many])
    assert read_ranking(ranking_text(ranking), MOST_OPTIONS) == ranking
    assert len(ranking_text(ranking)) + LONGEST_ID <= 100


@given(st.lists(st.integers(0, HIGHEST_SCORE), min_size=2, max_size=MOST_OPTIONS))
def test_all_scores_come_back_and_fit_into_a_menu(scores: list[int]):
    assert read_scores(scores_text(tuple(scores)), len(scores)) == tuple(scores)
    assert len(scores_text(tuple(scores))) + LONGEST_ID <= 100
