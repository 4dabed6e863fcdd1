from __future__ import annotations

import random
from collections import Counter

import pytest

from bot.narration.check import broken_rule
from bot.narration.facts import may_be_told
from tests.narration.builders import breakup, ranking, whoknows
from tests.narration.generated import BENDS, SHEETS, honest, honest_of, lies


def test_no_lie_of_two_hundred_passes():
    told = list(lies())
    assert len({(sheet.digest, text) for _, sheet, text in told}) == 200
    assert min(Counter(how for how, _, _ in told).values()) >= 5
    assert {how for how, _, _ in told} == set(BENDS)
    assert {sheet.digest for _, sheet, _ in told} == {sheet.digest for sheet in SHEETS}
    assert [(how, text) for how, sheet, text in told if broken_rule(text, sheet) is None] == []


def test_at_least_nineteen_of_twenty_honest_completions_pass_on_every_sheet():
    told = honest()
    assert len({(sheet.digest, text) for sheet, text in told}) == 200
    assert {sheet.digest for sheet, _ in told} == {sheet.digest for sheet in SHEETS}
    refused = {text: rule for sheet, text in told if (rule := broken_rule(text, sheet))}
    assert len(refused) <= 10, refused


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.subject}-{sheet.shape}")
def test_the_sheets_are_those_that_a_model_may_word(sheet):
    assert may_be_told(sheet)
    assert len({honest_of(sheet, random.Random(seed)) for seed in range(20)}) >= 10


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("{{f1}} hums by the window with {{f2}}. {{f3}} is a soft storm at {{f4}}.", True),
        ("{{f1}} is brooding, with {{f2}}.", True),
        ("{{f1}} is bilious, with {{f2}}.", False),  # what a member is
        ("{{f1}} follows {{f3}}.", False),  # a comparison of nobody's
        ("{{f1}} brings {{f2}}, and {{f3}} brings {{f4}}.", True),
        ("{{f1}} could not stop: {{f2}}. {{f1}} {{f5}} {{f3}}.", True),  # what is denied is not stated
        ("{{f1}} could not reach {{f2}}.", False),
        ("{{f1}} arrives with {{f2}}. Hardly.", False),
        ("{{f1}} arrives with {{f2}}?", False),
        ("{{f1}} arrives with {{f2}} playlists.", False),  # what the amount is of
        ("{{f1}} arrives with {{f2}} in hand.", True),
        ("{{f1}} plays like Beyonce at {{f2}}.", False),
        ("{{f1}} plays “creep” at {{f2}}.", False),
        ("So I hear, {{f1}} arrives with {{f2}}.", True),
        ("{{f1}} has the mellowest playlists: {{f2}}.", False),
        ("An honest forest of ballads grows at {{f1}}'s: {{f2}}.", True),
        ("{{f1}} outsings the choir: {{f2}}.", False),
        ("{{f1}} outside in the rain: {{f2}}.", True),
        ("{{f1}} plays tjugo ballads: {{f2}}.", False),
        ("{{f1}} {{f5}} {{f3}} by a whisker.", False),
        ("{{f1}} arrives with {{f2}}, give or take.", False),
        ("{{f1}} cannot get over an ex: {{f2}}.", False),
        ("{{f1}} all but {{f5}} {{f3}}.", False),  # a comparison bent from beside it
        ("{{f1}} {{f5}} the whole room, at {{f2}}.", False),  # and made with somebody else
        ("{{f1}} brings {{f2}} and {{f7}}.", False),  # how many were left out, as if it were theirs
    ],
)
def test_what_may_stand_beside_a_member_and_an_amount(text, passes):
    assert (broken_rule(text, breakup(87, 61, left_out=3)) is None) == passes


def test_an_amount_of_nobody_s_stands_before_the_members():
    sheet = whoknows(312, 40)
    assert broken_rule("Of the {{f8}} around {{f7}}, {{f1}} {{f6}} with {{f2}}.", sheet) is None
    assert broken_rule("{{f1}} has {{f8}} around {{f7}}.", sheet) is not None


def test_a_ranking_is_told_by_its_measure():
    assert broken_rule("For the {{f7}}, {{f1}} {{f5}} {{f3}}.", ranking(87, 61)) is None
    assert broken_rule("For the {{f7}}, {{f3}} {{f5}} {{f1}}.", ranking(87, 61)) is not None
