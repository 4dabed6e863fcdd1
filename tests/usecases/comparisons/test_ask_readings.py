"""A question that can be read in two ways: which plan a card goes by, and what it says of the other."""

from __future__ import annotations

from bot.model.answers import Asked
from bot.model.asked_questions import AskedQuestion
from bot.model.questions import Plan
from bot.phrasebook.phrasebook import ENGLISH
from bot.usecases.comparisons.ask import _read_as, _readings, _turns, changed
from tests.storage.builders import ADA, GUILD, NOON

BY_HOURS = Plan.model_validate({"op": "rank", "metric": "hours", "by": "member"})
BY_PLAYS = Plan.model_validate({"op": "rank", "metric": "plays", "by": "member"})
BOTH = AskedQuestion(GUILD, 1, ADA, 7, "who listens most?", BY_HOURS, NOON, planned_by="model-1", other=BY_PLAYS)
ALONE = AskedQuestion(GUILD, 1, ADA, 7, "who listens most?", BY_PLAYS, NOON)


def options(option: str, plan: Plan) -> dict[str, str]:
    return {
        turn.label: turn.asked.option for turn in _turns(Asked("ask", option=option), plan, ENGLISH, two_readings=True)
    }


def test_every_button_stays_with_the_reading_of_its_card():
    for label, option in options("", BY_HOURS).items():
        assert _readings(BOTH, option)[0] == (BY_PLAYS if label == "Read it the other way" else BY_HOURS), label
    for label, option in options("...other", BY_PLAYS).items():
        assert _readings(BOTH, option)[0] == (BY_HOURS if label == "Read it the other way" else BY_PLAYS), label


def test_a_button_of_the_other_reading_changes_that_reading():
    option = options("...other", BY_PLAYS)["Last year"]
    assert changed(_readings(BOTH, option)[0], option).window.kind == "last_year"


def test_a_question_with_one_reading_has_no_other_whatever_a_button_says():
    assert _readings(ALONE, "...other") == (BY_PLAYS, None)
    assert "Read it the other way" not in [turn.label for turn in _turns(Asked("ask"), BY_PLAYS, ENGLISH)]


def test_readings_that_became_the_same_are_said_once():
    by_share = changed(BY_PLAYS, ".share")
    assert _read_as(BOTH, by_share, BY_HOURS, by_share, ENGLISH) == [
        "Read as: members ranked by share of their plays, all time (by model-1)"
    ]


def test_what_somebody_typed_as_a_name_formats_nothing():
    plan = Plan.model_validate(
        {"op": "value", "metric": "plays", "members": ["<@12>"], "filters": {"artist": ["[x](https://y) @everyone"]}}
    )
    (line,) = _read_as(ALONE, plan, plan, None, ENGLISH)
    assert "<@12>" in line  # a mention: the card pings nobody
    assert r"\[x\](https\:" in line
    assert "@everyone" not in line
