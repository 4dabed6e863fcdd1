"""What an ambiguous question may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.parser import parse_question
from bot.questions.readings import MOST_READINGS, readings
from bot.questions.wording import describe_plan
from tests.questions.reference import FRESH, LATEST, MEMBERS, TODAY, held_out


def words(question: str, members: tuple[str, ...] = MEMBERS) -> list[str]:
    return [describe_plan(plan) for plan in readings(question, TODAY, members)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who plays Bo the most", ["members ranked by plays, artist “Bo”, all time", "plays, of Bo, all time"]),
        (
            "Bo in 2024",
            ["plays, of Bo, 2024", "artists ranked by plays, of Bo, 2024", "hours listened, of Bo, 2024"],
        ),
        (
            "who zonkulates Radiohead the most last year",
            [
                "members ranked by plays, artist “Radiohead”, last year",
                "members ranked by hours listened, artist “Radiohead”, last year",
            ],
        ),
        (
            "quién tiene mejor gusto",
            [
                "members ranked by share of own listening on artists nobody else here plays, all time",
                "members ranked by share of plays on artists new to them, all time",
                "members ranked by different artists, all time",
            ],
        ),
    ],
)
def test_an_ambiguous_question_has_concrete_readings(question, expected):
    assert words(question) == expected


def test_a_stranger_s_name_is_read_as_those_of_members_near_to_it():
    assert words("what did Lea listen to last week") == ["artists ranked by plays, of Leo, last week"]
    members = ("Emi (恵美)", "Bogdan Zieliński")
    assert words("how many plays does @Emy have in 2024?", members) == ["plays, of Emi (恵美), 2024"]
    assert words("how many plays does @Xerxes have in 2024?", members) == []
    assert words("where does Lea live") == []


def test_what_must_be_refused_has_no_readings_unless_it_reads_like_listening():
    grave = {"sensitive", "private", "unsafe"}
    asked = [each for path in (FRESH, LATEST) for each in held_out("", path) if each.plans[0].reason in grave]
    offered = {each.question for each in asked if words(each.question)}
    # Each offers plays or hours, said as such; none says anything of what was asked.
    assert len(offered) <= 0.03 * len(asked), offered
    metrics = {plan.metric for question in offered for plan in readings(question, TODAY, MEMBERS)}
    assert not metrics & {"sadness", "breakup_intensity"}


@given(st.text(max_size=80))
def test_readings_are_few_differ_and_can_be_computed(question):
    found = readings(question, TODAY, MEMBERS)
    assert len(found) <= MOST_READINGS
    assert len({describe_plan(plan) for plan in found}) == len(found)
    assert all(plan.op != "none" for plan in found)
    if found:
        assert parse_question(question, TODAY, MEMBERS).reason in ("ambiguous", "private")
