from __future__ import annotations

import re

import pytest

from bot.model.facts import SHAPES, Tone
from bot.narration.fill import PLACEHOLDER, fill
from bot.narration.forbidden import HEALTH_AND_LIFE
from bot.narration.sheets import sale_sheet, whoknows_sheet
from bot.narration.template import TEMPLATES, TemplateNarrator, template_words
from bot.narration.tones import TONED
from bot.phrasebook.phrasebook import LANGUAGES, phrasebook
from tests.narration.builders import EVERYONE, breakup, ranking, recap, standing, whoknows

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


@pytest.mark.parametrize(("tone", "language"), [(tone, language) for tone in Tone for language in LANGUAGES])
def test_a_ranking_is_worded_in_its_sheet_s_language(tone, language):
    book = phrasebook(language)
    sheet = ranking(87, 61, book=book)
    sentences = TONED.get(tone, TEMPLATES)["ranking", "clear"]
    said = template_words(sheet, tone).text
    assert said in {fill(book.translated(sentence), sheet.by_role) for sentence in sentences}
    assert said not in {fill(sentence, sheet.by_role) for sentence in sentences}


TONED_SHAPES = [
    (tone, *key) for tone in (Tone.DRY, Tone.ROAST) for key in EVERY_SHAPE if key[0] not in ("recap", "sale_result")
]


@pytest.mark.parametrize(("tone", "subject", "shape"), TONED_SHAPES)
def test_every_ranking_has_four_sentences_in_each_tone(tone, subject, shape):
    sheet = SHEETS[subject, shape]
    sentences = TONED[tone][subject, shape]
    assert len(set(sentences)) >= 4
    assert not set(sentences) & set(TEMPLATES[subject, shape])
    for sentence in sentences:
        assert set(PLACEHOLDER.findall(sentence)) <= set(sheet.by_role)
        assert 1 <= len(re.findall(r"[.!?](?=\s|$)", sentence)) <= 3
        assert not HEALTH_AND_LIFE & set(re.findall(r"[a-z]+", PLACEHOLDER.sub("", sentence).casefold()))
    amounts = {role for role in sheet.by_role if role.endswith(("_score", "_time", "_amount"))}
    assert all(amounts <= set(PLACEHOLDER.findall(sentence)) for sentence in sentences)
    said = template_words(sheet, tone)
    assert said == template_words(sheet, tone) != template_words(sheet)


@pytest.mark.parametrize("build", [breakup, whoknows, ranking])
@pytest.mark.parametrize("amounts", [(87, 61), (87, 87), (87,)])
def test_a_roast_is_only_of_those_who_agreed_to_be_worded(build, amounts):
    agreed, one_did_not = build(*amounts), build(*amounts, narratable=EVERYONE - {1})
    assert template_words(agreed, Tone.ROAST) != template_words(agreed)
    assert template_words(one_did_not, Tone.ROAST) == template_words(one_did_not)
    assert template_words(one_did_not, Tone.DRY) == template_words(agreed, Tone.DRY)


@pytest.mark.parametrize("tone", Tone)
def test_what_has_no_sentences_in_a_tone_is_worded_warmly(tone):
    assert template_words(recap(), tone) == template_words(recap())
    sold = SHEETS["sale_result", "passed"]
    assert template_words(sold, tone) == template_words(sold)


async def test_a_title_cannot_inject_anything():
    sheet = whoknows(87, 61, artist="@everyone **x** [y](http://z)\u202e")
    text = (await TemplateNarrator().words(sheet)).text
    assert "@everyone" not in text
    assert "**" not in text
    assert "\u202e" not in text
