from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ballot_forms import choice_from_words, describe_choice, format_choice, parse_choice
from bot.errors import BadBallot
from bot.model.polls import Method
from tests.collective.polls import choices_for, terms_of

LABELS = ("Tacos", "Ramen", "Pho, hot", "1984", "2")


def terms(method, options=3):
    return terms_of(method, options, labels=LABELS)


@pytest.mark.parametrize(
    ("method", "text", "marks", "words"),
    [
        (Method.YES_NO, "yes", (1,), "yes"),
        (Method.YES_NO, "no", (2,), "no"),
        (Method.SINGLE, "3", (3,), "Pho, hot"),
        (Method.APPROVAL, "1,3", (1, 3), "Tacos, Pho, hot"),
        (Method.RUNOFF, "3>1", (3, 1), "1. Pho, hot, 2. Tacos"),
        (Method.SCHULZE, "2>3>1", (2, 3, 1), "1. Ramen, 2. Pho, hot, 3. Tacos"),
        (Method.SCORE, "1=5,2=0,3=4", (5, 0, 4), "Tacos 5, Ramen 0, Pho, hot 4"),
        *[(method, "abstain", (), "abstain") for method in Method],
    ],
)
def test_a_ballot_in_each_of_its_forms(method, text, marks, words):
    assert parse_choice(terms(method), text) == marks
    assert format_choice(terms(method), marks) == text
    assert describe_choice(terms(method), text) == words


@pytest.mark.parametrize(
    ("method", "text"),
    [
        (Method.YES_NO, "YES"), (Method.YES_NO, "1"), (Method.YES_NO, "yes "), (Method.YES_NO, "yes,no"),
        (Method.SINGLE, "0"), (Method.SINGLE, "4"), (Method.SINGLE, "03"), (Method.SINGLE, "1,2"),
        (Method.SINGLE, "yes"), (Method.SINGLE, "٣"), (Method.SINGLE, "-1"), (Method.SINGLE, ""),
        (Method.APPROVAL, "3,1"), (Method.APPROVAL, "1,1"), (Method.APPROVAL, "1,"), (Method.APPROVAL, "1, 2"),
        (Method.APPROVAL, "1>2"), (Method.APPROVAL, "1,4"),
        (Method.RUNOFF, "1>1"), (Method.RUNOFF, "1>4"), (Method.RUNOFF, "1,2"), (Method.RUNOFF, ">1"),
        (Method.SCHULZE, "1>2>3>1"), (Method.SCHULZE, "100"),
        (Method.SCORE, "1=5,2=0"), (Method.SCORE, "1=5,2=0,3=6"), (Method.SCORE, "2=0,1=5,3=4"),
        (Method.SCORE, "1=5,1=0,3=4"), (Method.SCORE, "1=5,2=0,3=4,4=1"), (Method.SCORE, "5,0,4"),
        (Method.SINGLE, "Abstain"),
    ],
)  # fmt: skip
def test_anything_but_the_one_canonical_text_is_refused(method, text):
    with pytest.raises(BadBallot):
        parse_choice(terms(method), text)


@pytest.mark.parametrize(
    ("method", "marks", "why"),
    [
        (Method.SINGLE, [4], "There is no option 4; this vote has 3"),
        (Method.SINGLE, [1, 2], "Choose one option"),
        (Method.APPROVAL, [2, 1, 2], "Option 2 stands there twice"),
        (Method.RUNOFF, [3, 3], "Option 3 stands there twice"),
        (Method.YES_NO, [3], "There is no option 3"),
        (Method.SCORE, [5, 0], "Give each of the 3 options a score from 0 to 5"),
        (Method.SCORE, [5, 0, -1], "A score lies between 0 and 5, and -1 does not"),
    ],
)
def test_what_cannot_be_a_ballot_is_refused_with_the_reason(method, marks, why):
    with pytest.raises(BadBallot, match=why):
        format_choice(terms(method), marks)


def test_a_refusal_says_what_became_of_the_ballot_before():
    with pytest.raises(BadBallot, match=r"Nothing was counted; what you voted before, if you did, still stands\.$"):
        format_choice(terms(Method.SINGLE), [9])


def test_approved_options_are_written_in_one_order_whatever_order_they_were_picked_in():
    assert format_choice(terms(Method.APPROVAL), [3, 1]) == "1,3"


@pytest.mark.parametrize(
    ("method", "options", "words", "text"),
    [
        (Method.YES_NO, 3, " Yes ", "yes"),
        (Method.SINGLE, 3, "tacos", "1"),
        (Method.SINGLE, 3, "2.", "2"),
        (Method.RUNOFF, 3, "3 > 1 > 2", "3>1>2"),
        (Method.RUNOFF, 3, "3 1 2", "3>1>2"),
        (Method.RUNOFF, 3, "3,1,2", "3>1>2"),
        (Method.RUNOFF, 3, "ramen\nTACOS", "2>1"),
        (Method.RUNOFF, 3, "1. Ramen\n2. Tacos\n3. Pho, hot", "2>1>3"),
        (Method.RUNOFF, 3, "Pho, hot > tacos", "3>1"),
        (Method.RUNOFF, 4, "1984, Ramen", "4>2"),
        (Method.SCHULZE, 3, "#3; #1", "3>1"),
        (Method.APPROVAL, 3, "Ramen, tacos", "1,2"),
        (Method.SCORE, 3, "Tacos 5, Ramen: 2\n3=0", "1=5,2=2,3=0"),
        (Method.SCORE, 3, "Pho, hot 4\nRamen: 1\nTacos = 0", "1=0,2=1,3=4"),
        (Method.SCORE, 3, "Abstain", "abstain"),
    ],
)
def test_words_as_members_type_them(method, options, words, text):
    assert choice_from_words(terms(method, options), words) == text


@pytest.mark.parametrize(
    ("method", "options", "words", "why"),
    [
        (Method.YES_NO, 3, "maybe", "Answer yes, no or abstain"),
        (Method.SINGLE, 3, " \n ", "Choose at least one option, or abstain"),
        (Method.SINGLE, 3, "Tacos, Ramen", "Choose one option"),
        (Method.RUNOFF, 3, "Tacos > Burgers", "“Burgers” is none of the 3 options"),
        (Method.RUNOFF, 3, "3 > 1 > 3", "Option 3 stands there twice"),
        (Method.RUNOFF, 3, "7", "“7” is none of the 3 options"),
        (Method.RUNOFF, 5, "2 > 1", "“2” could be option 2 or the option of that name, 5. Write its number"),
        (Method.SCORE, 3, "Tacos 5", "missing: Ramen, Pho, hot"),
        (Method.SCORE, 3, "Tacos 5, Ramen 2, 3=9", "A score lies between 0 and 5, and 9 does not"),
        (Method.SCORE, 3, "Tacos 5, Tacos 4, Ramen 1", "Option 1 stands there twice"),
        (Method.SCORE, 3, "Tacos", "“Tacos” is no option with its score"),
    ],
)
def test_words_that_are_no_ballot_are_refused_with_the_reason(method, options, words, why):
    with pytest.raises(BadBallot, match=why):
        choice_from_words(terms(method, options), words)


def test_two_options_of_one_name_are_told_apart_by_their_numbers():
    twins = terms_of(Method.SINGLE, 3, labels=("Tacos", "tacos", "Pho"))
    assert choice_from_words(twins, "2") == "2"
    with pytest.raises(BadBallot, match="Several options are called “Tacos”"):
        choice_from_words(twins, "Tacos")


@given(st.data(), st.sampled_from(list(Method)), st.integers(2, 5))
def test_every_ballot_is_read_back_as_it_was_written(data, method, options):
    asked = terms(method, options)
    text = data.draw(choices_for(asked))
    assert format_choice(asked, parse_choice(asked, text)) == text
    assert describe_choice(asked, text)


@given(st.sampled_from(list(Method)), st.text("0123456789,>=yesnoabti \n", max_size=14))
def test_whatever_is_stored_is_a_canonical_ballot_or_refused(method, text):
    try:
        marks = parse_choice(terms(method), text)
    except BadBallot:
        return
    assert format_choice(terms(method), marks) == text


@given(st.sampled_from(list(Method)), st.text(max_size=30))
def test_whatever_is_typed_is_a_ballot_or_refused(method, words):
    try:
        text = choice_from_words(terms(method), words)
    except BadBallot:
        return
    parse_choice(terms(method), text)
