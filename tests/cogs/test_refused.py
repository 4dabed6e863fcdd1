"""What stops a question, in English as the error says it, and in the other languages."""

from __future__ import annotations

import pytest

from bot.errors import (
    NotAllComparable,
    NotAnswerable,
    NotComparable,
    NotPostable,
    TooFewListeners,
    UnknownComparison,
    UnknownMember,
    UnknownName,
)
from bot.phrasebook.phrasebook import ENGLISH, LANGUAGES, phrasebook
from cogs.failures import words_for
from cogs.render.refused import error_words

ERRORS = [
    *(UnknownName(what, "Radio Gost", ["Radio Ghost", "Ghost"]) for what in ("artist", "track", "album", "playlist")),
    UnknownName("artist", "Nobody"),
    UnknownMember("Ad", ["Ada"]),
    UnknownMember("Zed"),
    TooFewListeners(0),
    TooFewListeners(1),
    NotPostable(),
    NotComparable("Chidi"),
    NotAllComparable(),
    UnknownComparison(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error)[:40])
def test_english_is_what_the_error_says(error):
    assert error_words(error, ENGLISH) == str(error)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error)[:40])
def test_every_language_says_it_in_its_own_words_with_the_same_names(error, language):
    said = error_words(error, phrasebook(language))
    assert said != str(error)
    assert "{" not in said
    for name in (getattr(error, "name", ""), getattr(error, "member", ""), *getattr(error, "near", ())):
        assert name in said


def test_what_was_said_in_a_language_already_is_left_as_it_is():
    assert error_words(NotAnswerable("Eso no se sabe."), phrasebook("es")) == "Eso no se sabe."


def test_names_in_it_are_inert_in_every_language():
    said = words_for(UnknownMember("**@everyone**"), phrasebook("de"))
    assert "@everyone" not in said
    assert "**" not in said


def test_commands_in_it_stay_commands():
    assert "`/privacy`" in words_for(NotPostable(), phrasebook("ja"))
