"""Every language has every sentence, and none that nobody says any more."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from babel.messages.catalog import Catalog, Message

from bot.phrasebook.gathering import catalogue_file, read_catalogue, sources
from bot.phrasebook.phrasebook import LANGUAGES, phrasebook
from bot.questions.parser import parse_question
from bot.questions.refusal_words import EXAMPLES, example_questions

TEMPLATE = sources()
PLACEHOLDER = re.compile(r"\{\{?\w+\}?\}")
IN_STEP = "run `make words`, and translate what is new"


def placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def said(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_sentences_are_found_where_they_stand():
    found = {message.id for message in TEMPLATE}
    assert "Read as: {plan}" in found  # said by a method
    assert "most plays" in found  # in a table
    assert "(tied)" in found  # inside an f-string
    assert ("{n} play", "{n} plays") in found
    assert "{leader}" not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_in_step_with_the_code(language):
    wanted = {message.id for message in messages(TEMPLATE)}
    held = {message.id for message in messages(read_catalogue(language))}
    assert sorted(map(str, wanted - held)) == [], f"missing: {IN_STEP}"
    assert sorted(map(str, held - wanted)) == [], f"stale: {IN_STEP}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_with_the_placeholders_it_has(language):
    for message in messages(read_catalogue(language)):
        assert all(said(message)), f"{language}: {message.id} has no translation"
        assert not message.fuzzy
        source = message.id if isinstance(message.id, tuple) else (message.id,)
        held = [placeholders(sentence) for sentence in source]
        assert placeholders(said(message)[-1]) == held[-1], f"{language}: {message.id} -> {said(message)}"
        for translation in said(message):
            assert placeholders(translation) in held, f"{language}: {message.id} -> {translation}"
            # What is filled in by `str.format` parses; a narrator's placeholders are escaped braces to it.
            list(string.Formatter().parse(translation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_said_once(language):
    amounts = re.compile(r"\{\{?(?:\w+_amount|value|of_first|of_second|most|least|next)\}?\}")
    for message in messages(read_catalogue(language)):
        for translation in said(message):
            found = amounts.findall(translation)
            assert len(found) == len(set(found)), f"{language}: {translation}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_variety_in_english_is_variety_in_every_language(language):
    book = phrasebook(language)
    sentences = [message.id for message in messages(TEMPLATE) if isinstance(message.id, str) and "{{" in message.id]
    assert len({book.translated(sentence) for sentence in sentences}) == len(sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_read_by_the_tools_of_translators(language):
    text = catalogue_file(language).read_text()
    assert f'"Language: {language}\\n"' in text
    assert "charset=utf-8" in text
    assert "nplurals=" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_questions_mean_the_same_in_every_language(language):
    today, members = date(2026, 11, 22), ("Ada", "Bo")
    for english, translated in zip(EXAMPLES, example_questions(phrasebook(language)), strict=True):
        assert translated != english
        assert parse_question(translated, today, members) == parse_question(english, today, members), translated
