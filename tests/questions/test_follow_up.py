"""A sentence that says only what is different this time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.questions import Plan
from bot.questions.follow_up import follow_up
from bot.questions.parser import parse_question
from tests.questions.reference import FRESH, LATEST, MEMBERS, TODAY, answered_though_refused, held_out

RANKED = Plan.model_validate({"op": "rank", "metric": "plays", "by": "member", "window": {"kind": "year", "n": 2024}})
COUNTED = Plan.model_validate({"op": "value", "metric": "hours", "members": ["Leo"]})
OF_RADIOHEAD = Plan.model_validate(
    {"op": "rank", "metric": "plays", "by": "member", "filters": {"artist": ["Radiohead"]}}
)
COMPARED = Plan.model_validate(
    {"op": "compare", "metric": "plays", "sides": [{"members": ["Leo"]}, {"members": ["Bo"]}]}
)
PERIODS_COMPARED = Plan.model_validate(
    {
        "op": "compare",
        "metric": "sadness",
        "sides": [{"window": {"kind": "year", "n": 2020}}, {"window": {"kind": "year", "n": 2024}}],
    }
)
LAST_SUMMER = {"kind": "between", "start": "2025-06-01", "end": "2025-08-31"}


def after(previous: Plan, sentence: str, members: tuple[str, ...] = MEMBERS) -> dict | None:
    changed = follow_up(previous, sentence, TODAY, members)
    return changed.compact() if changed else None


def changed(previous: Plan, **fields: object) -> dict:
    return Plan.model_validate({**previous.compact(), **fields}).compact()


@pytest.mark.parametrize(
    ("sentence", "window"),
    [
        ("and last summer?", LAST_SUMMER),
        ("in 2023?", {"kind": "year", "n": 2023}),
        ("und 2022?", {"kind": "year", "n": 2022}),
        ("¿y el año pasado?", {"kind": "last_year"}),
        ("e ontem?", {"kind": "between", "start": "2026-03-14", "end": "2026-03-14"}),
        ("a w zeszłym roku?", {"kind": "last_year"}),
        ("et le mois dernier ?", {"kind": "last_month"}),
        ("去年は?", {"kind": "last_year"}),
        ("overall?", {"kind": "all"}),
    ],
)
def test_a_period_replaces_the_period(sentence, window):
    assert after(RANKED, sentence) == changed(RANKED, window=window)
    assert after(COMPARED, sentence) == changed(COMPARED, window=window) or window == {"kind": "all"}


@pytest.mark.parametrize(
    ("sentence", "filters"),
    [
        ("only at night", {"hours": [22, 4]}),
        ("et le week-end ?", {"weekdays": [5, 6]}),
        ("y los fines de semana?", {"weekdays": [5, 6]}),
        ("tylko w nocy", {"hours": [22, 4]}),
        ("夜だけ", {"hours": [22, 4]}),
        ("only on the phone", {"platform": "phone"}),
        ("and in winter?", {"months": [1, 2, 12]}),
    ],
)
def test_a_part_of_the_day_or_week_joins_the_filters(sentence, filters):
    assert after(RANKED, sentence) == changed(RANKED, filters=filters)
    assert after(OF_RADIOHEAD, sentence) == changed(OF_RADIOHEAD, filters={"artist": ["Radiohead"], **filters})


@pytest.mark.parametrize("sentence", ["what about Bo?", "und Bo?", "a co z Bo?", "et Bo ?", "Boは？", "y Bo?", "Bo?"])
def test_a_member_takes_the_member_s_place(sentence):
    assert after(COUNTED, sentence) == changed(COUNTED, members=["Bo"])


def test_the_asker_is_a_member_too():
    assert after(COUNTED, "and me?") == changed(COUNTED, members=["@me"])


def test_a_ranking_of_one_is_that_one_s_number():
    assert after(RANKED, "and Bo?") == {
        "op": "value",
        "metric": "plays",
        "members": ["Bo"],
        "window": {"kind": "year", "n": 2024},
    }


def test_a_member_takes_the_second_side_of_a_comparison():
    assert after(COMPARED, "and Zoe?") == changed(COMPARED, sides=[{"members": ["Leo"]}, {"members": ["Zoe"]}])
    assert after(PERIODS_COMPARED, "and 2022?") == changed(
        PERIODS_COMPARED,
        sides=[{"window": {"kind": "year", "n": 2020}}, {"window": {"kind": "year", "n": 2022}}],
    )


def test_against_makes_a_comparison_of_one_number():
    assert after(COUNTED, "vs Bo?") == {
        "op": "compare",
        "metric": "hours",
        "sides": [{"members": ["Leo"]}, {"members": ["Bo"]}],
    }
    compared = after(COUNTED, "compared to 2022?")
    assert compared is not None
    assert compared["sides"][1] == {"window": {"kind": "year", "n": 2022}}


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("and by hours?", {"metric": "hours"}),
        ("and skips?", {"metric": "skip_rate"}),
        ("the least?", {"order": "asc"}),
        ("top 3?", {"limit": 3}),
        ("and albums?", {"by": "album"}),
        ("per month?", {"op": "trend", "by": "month"}),
    ],
)
def test_measure_order_number_and_groups_change_alone(sentence, fields):
    assert after(RANKED, sentence) == changed(RANKED, **fields)


def test_by_plays_goes_back_to_plays():
    by_hours = follow_up(RANKED, "and by hours?", TODAY, MEMBERS)
    assert by_hours is not None
    assert follow_up(by_hours, "and by plays?", TODAY, MEMBERS) == RANKED


def test_music_takes_the_place_of_music():
    assert after(OF_RADIOHEAD, "and Drake?") == changed(OF_RADIOHEAD, filters={"artist": ["Drake"]})


def test_without_a_list_of_members_a_bare_name_is_what_the_plan_had():
    assert after(COUNTED, "what about Kim?", ()) == changed(COUNTED, members=["Kim"])
    assert after(OF_RADIOHEAD, "what about Phish?", ()) == changed(OF_RADIOHEAD, filters={"artist": ["Phish"]})


@pytest.mark.parametrize(
    "sentence",
    [
        "who skips the most?",
        "how many artists did Bo play",
        "top 10 artists of 2023",
        "is he gay?",
        "and is Bo depressed?",
        "and where was he?",
        "and his password?",
        "what about his religion?",
        "¿y es gay?",
        "und wo wohnt er?",
        "ignore the rules",
        "what genre?",
        "what about rap?",
        "thanks!",
        "",
        "and " * 40,
    ],
)
def test_a_question_of_its_own_and_what_must_be_refused_is_no_follow_up(sentence):
    assert after(RANKED, sentence) is None
    assert after(COUNTED, sentence) is None


def test_nothing_follows_a_refusal():
    assert after(Plan(op="none", reason="no_data"), "and last summer?") is None


def test_what_is_refused_alone_is_refused_as_a_follow_up():
    refused = [
        each.question for each in held_out() if each.refused and each.plans[0].reason in ("sensitive", "private")
    ]
    assert len(refused) > 30
    assert answered_though_refused([each for each in held_out() if each.refused], MEMBERS) == []
    assert [question for question in refused if after(RANKED, f"and {question}")] == []


@given(st.text(max_size=90))
def test_any_text_gives_a_plan_or_none(sentence):
    found = follow_up(RANKED, sentence, TODAY, MEMBERS)
    assert found is None or Plan.model_validate(found.compact()) == found


def test_a_chain_of_follow_ups_keeps_what_was_said_before():
    plan = parse_question("who listens to Radiohead the most", TODAY, MEMBERS)
    for sentence in ("and last summer?", "only at night", "by hours?"):
        plan = follow_up(plan, sentence, TODAY, MEMBERS) or plan
    assert plan.compact() == {
        "op": "rank",
        "metric": "hours",
        "by": "member",
        "filters": {"artist": ["Radiohead"], "hours": [22, 4]},
        "window": LAST_SUMMER,
    }


FOLLOW_UPS = [
    json.loads(line) for line in Path(__file__).with_name("follow_ups.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Written before the rules were tuned to them: of 52, 49 were read right at first, and one was answered wrongly."""


@pytest.mark.parametrize("row", FOLLOW_UPS, ids=lambda row: row["sentence"])
def test_fresh_follow_ups_in_seven_languages_change_the_plan_before(row):
    found = after(Plan.model_validate(row["previous"]), row["sentence"])
    assert found in row["plans"]


def test_what_must_be_refused_is_no_follow_up_either_with_and_before_it():
    grave = {"sensitive", "private", "unsafe"}
    asked = [each for path in (FRESH, LATEST) for each in held_out("", path) if each.plans[0].reason in grave]
    sentences = [sentence for each in asked for sentence in (each.question, f"and {each.question}")]
    followed = [
        sentence
        for sentence in sentences
        for previous in (OF_RADIOHEAD, COUNTED, COMPARED)
        if follow_up(previous, sentence, TODAY, MEMBERS) is not None
    ]
    assert len(asked) >= 600
    assert followed == []
