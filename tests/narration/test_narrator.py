from __future__ import annotations

import json

import pytest

from bot.language.client import LanguageModel
from bot.language.endpoint import Endpoint
from bot.model.facts import Tone
from bot.narration.narrator import TONES, ModelNarrator
from bot.narration.template import template_words
from bot.phrasebook.phrasebook import phrasebook
from tests.language.liar import KEY, MODEL, Drip, Flood, Hang, Liar, Reset, complaint, completion, http
from tests.narration.builders import breakup, ranking, recap, whoknows
from tests.narration.completions import lies

HONEST = "{{f1}} keeps the tissues close: {{f2}}. {{f1}} {{f5}} {{f3}}."


def says(text: object) -> dict:
    return completion(json.dumps({"text": text}))


async def no_pause(_: float) -> None:
    return None


class Narrating:
    """A liar, and a narrator that asks it."""

    def __init__(self, *turns, timeout_s=5.0):
        self.liar = Liar(turns)
        self.timeout_s = timeout_s

    async def __aenter__(self):
        await self.liar.__aenter__()
        self.model = LanguageModel(Endpoint(KEY, MODEL, self.liar.url, self.timeout_s), pause=no_pause)
        return ModelNarrator(self.model), self.liar

    async def __aexit__(self, *_):
        await self.model.close()
        await self.liar.__aexit__()


async def test_an_honest_sentence_is_filled_in_and_signed():
    async with Narrating(says(HONEST)) as (narrator, liar):
        words = await narrator.words(breakup(87, 61))
        assert words.text == "Ada keeps the tissues close: 87 of 100. Ada is ahead of Bo Peep."
        assert words.by == MODEL
        assert len(liar.seen) == 1


async def test_names_from_people_are_escaped_in_the_model_s_sentence_too():
    async with Narrating(says("{{f1}} plays {{f3}}: {{f2}}.")) as (narrator, _):
        words = await narrator.words(whoknows(312, artist="**@everyone**"))
        assert words.text == r"Ada plays \*\*＠everyone\*\*: 312 hours."


async def test_the_same_sheet_is_asked_about_once():
    async with Narrating(says(HONEST)) as (narrator, liar):
        first = await narrator.words(breakup(87, 61))
        assert await narrator.words(breakup(87, 61)) == first
        assert len(liar.seen) == 1
        await narrator.words(breakup(87, 60))
        assert len(liar.seen) == 2


async def test_one_lie_is_named_and_mended():
    async with Narrating(says("{{f1}} keeps 12 tissues: {{f2}}."), says(HONEST)) as (narrator, liar):
        assert (await narrator.words(breakup(87, 61))).by == MODEL
        assert "no digits" in liar.seen[1].body["messages"][-1]["content"]


async def test_a_model_is_told_the_tone_and_asked_once_in_each():
    async with Narrating(says(HONEST)) as (narrator, liar):
        for tone in (*Tone, *Tone):
            assert (await narrator.words(breakup(87, 61), tone=tone)).by == MODEL
        said = [request.body["messages"][0]["content"] for request in liar.seen]
        assert [TONES[tone] in text for tone, text in zip(Tone, said, strict=True)] == [True] * 3
        assert sum(TONES[Tone.ROAST] in text for text in said) == 1


async def test_a_roast_that_fails_is_the_template_s():
    async with Narrating(says("no")) as (narrator, _):
        assert await narrator.words(breakup(87, 61), tone=Tone.ROAST) == template_words(breakup(87, 61), Tone.ROAST)


@pytest.mark.parametrize("text", lies()[::9])
async def test_a_lie_told_twice_ends_in_the_template(text):
    async with Narrating(says(text)) as (narrator, liar):
        assert await narrator.words(breakup(87, 61)) == template_words(breakup(87, 61))
        assert len(liar.seen) == 2


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(Hang(), id="hang"),
        pytest.param(Drip(), id="drip"),
        pytest.param(Reset(), id="reset"),
        pytest.param(Flood(), id="30 MB"),
        pytest.param(http(complaint(KEY), 401), id="401"),
        pytest.param(http("<html>", content_type="text/html"), id="HTML"),
        pytest.param(completion(None, refusal="no"), id="refusal"),
        pytest.param(completion("nonsense"), id="prose"),
        pytest.param(completion('{"text": 5}'), id="a number"),
        pytest.param(completion('{"text": "x", "more": 1}'), id="extra keys"),
        pytest.param(completion('["text"]'), id="a list"),
    ],
)
async def test_every_fault_ends_in_the_template(turn):
    async with Narrating(turn, timeout_s=1.5) as (narrator, _):
        assert await narrator.words(breakup(87, 61)) == template_words(breakup(87, 61))


async def test_in_another_language_nothing_is_sent_and_the_template_speaks_it():
    async with Narrating(says(HONEST)) as (narrator, liar):
        sheet = ranking(87, 61, book=phrasebook("de"))
        worded = await narrator.words(sheet)
        assert worded == template_words(sheet) != template_words(ranking(87, 61))
        assert liar.seen == []


async def test_without_everyone_s_consent_nothing_is_sent():
    async with Narrating(says(HONEST)) as (narrator, liar):
        sheet = breakup(87, 61, narratable=frozenset({1}))
        assert await narrator.words(sheet) == template_words(sheet)
        assert liar.seen == []


async def test_no_name_title_number_or_id_leaves_the_process():
    sheets = [breakup(87, 61, leader_playlist="songs for Kim"), breakup(87, 87), whoknows(312, 40), recap()]
    async with Narrating(says("{{f1}} keeps the 99 tissues."), timeout_s=5) as (narrator, liar):
        for sheet in sheets:
            await narrator.words(sheet)
        sent = liar.everything.decode()
        assert len(liar.seen) >= 6
        for value in ("Ada", "Bo Peep", "Kim", "Mitski", "Joy Division", "312 h", "4,021", "87 of", "61 of"):
            assert value not in sent
