from __future__ import annotations

import pytest

from bot.narration.check import broken_rule
from tests.narration.builders import breakup, recap, whoknows
from tests.narration.completions import honest, lies

SHEET = breakup(87, 61)


def test_the_sheet_of_the_completions_is_as_they_say():
    assert [(fact.id, fact.role) for fact in SHEET] == [
        ("f1", "leader"),
        ("f2", "leader_score"),
        ("f3", "second"),
        ("f4", "second_score"),
        ("f5", "gap"),
        ("f6", "standing"),
    ]


def test_no_lie_of_two_hundred_passes():
    told = lies()
    assert len(set(told)) >= 200
    assert [text for text in told if broken_rule(text, SHEET) is None] == []


def test_at_least_nineteen_of_twenty_honest_completions_pass():
    told = honest()
    assert len(set(told)) == 200
    refused = {text: rule for text in told if (rule := broken_rule(text, SHEET))}
    assert len(refused) <= 10, refused


def test_a_rule_s_sentence_never_repeats_a_value():
    rules = {broken_rule(text, SHEET) for text in [*lies(), "Ada", "{{f9}} Ada 87"]}
    assert len(rules) >= 12
    assert not any(value in f"{rule}" for rule in rules for value in ("Ada", "Bo ", "Peep", "87", "61"))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("{{f1}} spent {{f3}} listening, and {{f5}} took {{f6}} of it.", True),
        ("{{f1}} spent {{f6}} listening.", False),  # the time with one artist, shown as the whole
        ("{{f5}} took {{f3}} from {{f1}}.", False),  # and the other way round
        ("{{f1}} pressed play: {{f4}} and {{f3}}.", True),
        ("{{f1}} could not stop: {{f4}}.", True),  # nothing is compared, so nothing is denied
    ],
)
def test_each_amount_stays_with_its_owner(text, passes):
    assert (broken_rule(text, recap()) is None) == passes


def test_an_artist_s_name_is_found_by_its_words():
    sheet = whoknows(87, 61, artist="Sigur Rós")
    assert broken_rule("{{f1}} drifts with sigur ros: {{f2}}.", sheet) is not None
    assert broken_rule("{{f1}} drifts with {{f7}}: {{f2}}.", sheet) is None
