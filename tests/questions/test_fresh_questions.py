"""Questions that were written before the parser was tuned to them, and what must never be answered among them."""

from __future__ import annotations

import pytest

from tests.questions.reference import FRESH, MEMBERS, answered_though_refused, held_out, wrong


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
