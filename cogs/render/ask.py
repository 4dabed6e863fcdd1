"""Cards of questions that are not answered."""

from __future__ import annotations

from bot.phrasebook.phrasebook import ENGLISH, Phrasebook
from bot.questions.refusal_words import SENTENCES, example_questions
from bot.usecases.ask_question import NotAnswered
from cogs.render.cards import QUIET, Button, Card, Row, plain

_SHOWN = 4


def not_answered_card(question: str, refused: NotAnswered, *, buttons: bool = True, book: Phrasebook = ENGLISH) -> Card:
    """Why there is no answer, and what can be asked instead; with buttons to ask it.

    Args:
        question: as it was asked; "" where nothing was.
        book: in whose language it is said.
    """
    listed = "\n".join(f"{place}\\. {each}" for place, each in enumerate(example_questions(book)[:_SHOWN], 1))
    row = (Row(tuple(Button(str(place + 1), "example", (place,)) for place in range(_SHOWN))),) if buttons else ()
    head = plain(question, 150) or book.say("Ask me anything")
    return Card(
        (
            f"### {head}\n{book.translated(SENTENCES[refused.reason])}",
            f"{book.say('You could ask, for example:')}\n{listed}",
            *row,
        ),
        QUIET,
    )
