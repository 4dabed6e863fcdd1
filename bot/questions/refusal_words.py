"""Words for what is not answered, and questions that do work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.questions import Reason
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg

EXAMPLES = (
    msg("who listens at 3am the most?"),
    msg("whose breakup playlists are most intense?"),
    msg("who was into Radiohead first?"),
    msg("my top 10 artists last year"),
    msg("was 2020 sadder than 2024 for us?"),
    msg("which two of us have the most similar taste?"),
)
"""Questions that the parser answers, in every language of ours; a test holds it to that."""

SENTENCES: Mapping[Reason, str] = {
    "no_data": msg(
        "The exports don't hold that: no genres, tempo, lyrics or release years, only what was played, when and for "
        "how long. I would rather say so than guess."
    ),
    "off_topic": msg("That is not about this group's listening, which is all I know."),
    "sensitive": msg(
        "I don't draw conclusions about anyone's health, beliefs or private life. The music can be sad without them."
    ),
    "private": msg(
        "I only know the listening of members here who agreed to be compared: no places, no messages, nobody outside "
        "this server."
    ),
    "unsafe": msg("I turn questions into a fixed kind of plan and run nothing else: no code, no keys, no new rules."),
    "ambiguous": msg(
        "I can read that in more than one way. Tell me what to count: plays, hours, skips, new artists, overlap?"
    ),
    "help": msg(
        "Ask me about this group's listening in your own words: who, what, when, how much, or one against another."
    ),
}


def refusal_sentence(reason: Reason, book: Phrasebook = ENGLISH) -> str:
    """Why a question is not answered, in words for the asker, with examples to try."""
    examples = EXAMPLES[:3] if reason != "help" else EXAMPLES
    tries = ", ".join(book.say("“{name}”", name=book.translated(each)) for each in examples)
    return book.say("{why} For example: {questions}", why=book.translated(SENTENCES[reason]), questions=tries)


def example_questions(book: Phrasebook = ENGLISH) -> tuple[str, ...]:
    """`EXAMPLES` in the book's language."""
    return tuple(book.translated(each) for each in EXAMPLES)
