"""Questions that were written before the parser was tuned to them, and what must never be answered among them."""

from __future__ import annotations

import pytest

from bot.questions.parser import parse_question
from tests.questions.reference import FRESH, LATEST, MEMBERS, TODAY, answered_though_refused, held_out, wrong


@pytest.mark.parametrize(
    ("batch", "at_least"), [("fourth", 0.97), ("fifth", 0.96), ("sixth", 0.95), ("seventh", 0.94), ("eighth", 0.9)]
)
def test_fresh_questions_get_right_plans(batch, at_least):
    asked = held_out(batch, FRESH)
    assert len(asked) >= 80
    missed = wrong(asked, MEMBERS)
    assert len(missed) <= (1 - at_least) * len(asked), missed


def test_none_of_them_is_answered_that_should_be_refused():
    asked = held_out("", FRESH)
    assert sum(each.refused for each in asked) >= 450
    assert answered_though_refused(asked, MEMBERS) == []


@pytest.mark.parametrize(
    ("batch", "at_least"), [("ninth", 0.96), ("tenth", 0.95), ("eleventh", 0.94), ("twelfth", 0.94)]
)
def test_the_latest_questions_get_right_plans(batch, at_least):
    asked = held_out(batch, LATEST)
    assert len(asked) >= 70
    missed = wrong(asked, MEMBERS)
    assert len(missed) <= (1 - at_least) * len(asked), missed
    assert sum(each.refused for each in asked) >= 50
    assert answered_though_refused(asked, MEMBERS) == []


def test_without_a_list_of_members_only_a_stranger_s_name_is_taken_for_one():
    grave = {"sensitive", "private", "unsafe"}
    asked = [each for each in held_out("", FRESH) if each.plans[0].reason in grave]
    answered = {question for question, _ in answered_though_refused(asked, ())}
    # Who is here is then decided when the name is looked up.
    assert answered <= {
        "what does Elon Musk listen to",
        "what did Karen listen to last night",
        "what is Ana's favourite artist",
    }


def test_without_a_list_of_members_few_are_misread():
    asked = held_out("", FRESH)
    missed = wrong(asked, ())
    assert len(missed) <= 0.1 * len(asked), missed


@pytest.mark.parametrize("members", [("Ada", "Bo"), ()], ids=["members", "no members"])
@pytest.mark.parametrize(
    "question",
    [
        "did Ada listen more than Bo?",
        "¿Ada escucha más que Bo?",
        "hört Ada mehr als Bo",
        "czy Ada słucha więcej niż Bo?",
    ],
)
def test_more_than_sets_two_people_against_each_other(question, members):
    assert parse_question(question, TODAY, members).compact() == {
        "op": "compare",
        "metric": "plays",
        "sides": [{"members": ["Ada"]}, {"members": ["Bo"]}],
    }


@pytest.mark.parametrize(
    "question",
    ["what does Ada play when she is sad", "who listens when they're sad", "when was Ada sad", "who seems sad lately"],
)
def test_a_mood_of_somebody_is_no_mood_of_music(question):
    assert parse_question(question, TODAY, ("Ada", "Bo")).reason == "sensitive"


def test_a_month_beside_a_month_with_a_year_is_of_that_year():
    sides = parse_question("was february sadder than march 2024 for us?", TODAY).compact()["sides"]
    assert [side["window"]["start"] for side in sides] == ["2024-02-01", "2024-03-01"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("does Bo have anger issues", "sensitive"),  # one letter from "angry", which is a mood of music
        ("who is the saddest", "sensitive"),
        ("is Bo with Maya", "sensitive"),
        ("Bo in 2024", "ambiguous"),
        ("who plays Bo the most", "ambiguous"),
        ("which of us went to Berlin in august", "private"),
    ],
)
def test_what_is_said_of_people_is_refused_or_asked_back(question, reason):
    assert parse_question(question, TODAY, MEMBERS).reason == reason


@pytest.mark.parametrize(
    "question",
    [
        "who plays Depression Cherry the most",
        "how many plays does Cocaine by Eric Clapton have",
        "most played by Suicide (the band)",
        "when was Leo's saddest month",
    ],
)
def test_a_title_is_no_word_about_anybody(question):
    assert parse_question(question, TODAY, MEMBERS).op != "none"


def test_a_title_s_words_are_refused_where_nothing_says_that_they_are_one():
    for question in ("who is Depressed", "Who Is The Most Depressed", "who listens to Christian music"):
        assert parse_question(question, TODAY, MEMBERS).op == "none"
