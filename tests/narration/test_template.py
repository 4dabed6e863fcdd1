from __future__ import annotations

import re

import pytest

from bot.model.facts import SHAPES
from bot.narration.fill import PLACEHOLDER
from bot.narration.forbidden import HEALTH_AND_LIFE
from bot.narration.sheets import sale_sheet, whoknows_sheet
from bot.narration.template import TEMPLATES, TemplateNarrator, template_words
from tests.narration.builders import breakup, ranking, recap, standing, whoknows

SHEETS = {
    ("breakup_ranking", "clear"): breakup(87, 61),
    ("breakup_ranking", "tie"): breakup(87, 87),
    ("breakup_ranking", "lone"): breakup(87),
    ("breakup_ranking", "nobody"): breakup(),
    ("whoknows", "clear"): whoknows(87, 61),
    ("whoknows", "tie"): whoknows(87, 87),
    ("whoknows", "lone"): whoknows(87),
    ("whoknows", "nobody"): whoknows(),
    ("ranking", "clear"): ranking(87, 61),
    ("ranking", "tie"): ranking(87, 87),
    ("ranking", "lone"): ranking(87),
    ("ranking", "nobody"): ranking(),
    ("recap", "lone"): recap(top_artist="", top_track=""),
    ("recap", "nobody"): recap(hours=""),
} | {
    ("sale_result", outcome): sale_sheet(outcome, offer="Hours", yes=3, no=2, abstain=1, turnout="6 of 9")
    for outcome in SHAPES["sale_result"]
}
EVERY_SHAPE = [(subject, shape) for subject, shapes in SHAPES.items() for shape in shapes]


@pytest.mark.parametrize(("subject", "shape"), EVERY_SHAPE)
def test_every_shape_has_four_sentences_that_the_plainest_sheet_can_fill(subject, shape):
    roles = set(SHEETS[subject, shape].by_role)
    assert SHEETS[subject, shape].shape == shape
    assert sum(set(PLACEHOLDER.findall(sentence)) <= roles for sentence in TEMPLATES[subject, shape]) >= 4


@pytest.mark.parametrize(("subject", "shape"), EVERY_SHAPE)
def test_words_are_one_to_three_sentences_with_every_placeholder_filled(subject, shape):
    words = template_words(SHEETS[subject, shape])
    assert words.by == "template"
    assert "{" not in words.text
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", words.text)) <= 3


def test_the_same_facts_give_the_same_words_and_others_vary():
    assert template_words(breakup(87, 61)) == template_words(breakup(87, 61))
    openings = {re.sub(r"\d+", "", template_words(breakup(50 + i, 40)).text) for i in range(40)}
    assert len(openings) >= 5


@pytest.mark.parametrize("sentences", TEMPLATES.values())
def test_no_template_speaks_of_anybody_s_health(sentences):
    for sentence in sentences:
        assert not HEALTH_AND_LIFE & set(re.findall(r"[a-z]+", PLACEHOLDER.sub("", sentence).casefold()))


@pytest.mark.parametrize("yes", range(8))
def test_a_sentence_that_begins_with_the_offer_begins_with_a_capital(yes):
    sheet = sale_sheet("passed", offer="the sale to Acme", yes=yes, no=0, abstain=0, turnout="6 of 9")
    assert template_words(sheet).text[0].isupper() or template_words(sheet).text[0].isdigit()


def test_a_member_s_name_keeps_its_small_letter():
    sheet = whoknows_sheet("Mitski", [standing(1, "ada", 3), standing(2, "bo", 1)], frozenset())
    assert "Ada" not in template_words(sheet).text


async def test_a_title_cannot_inject_anything():
    sheet = whoknows(87, 61, artist="@everyone **x** [y](http://z)\u202e")
    text = (await TemplateNarrator().words(sheet)).text
    assert "@everyone" not in text
    assert "**" not in text
    assert "\u202e" not in text
