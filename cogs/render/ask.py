"""Cards of questions that are not answered."""

from __future__ import annotations

from bot.questions.refusal_words import EXAMPLES, SENTENCES
from bot.usecases.ask_question import NotAnswered
from cogs.render.cards import QUIET, Button, Card, Row, plain

_SHOWN = 4


def not_answered_card(question: str, refused: NotAnswered, *, buttons: bool = True) -> Card:
    """Why there is no answer, and what can be asked instead; with buttons to ask it."""
    listed = "\n".join(f"{place}\\. {each}" for place, each in enumerate(EXAMPLES[:_SHOWN], 1))
    row = (Row(tuple(Button(str(place + 1), "example", (place,)) for place in range(_SHOWN))),) if buttons else ()
    return Card(
        (
            f"### {plain(question, 150)}\n{SENTENCES[refused.reason]}",
            f"You could ask, for example:\n{listed}",
            *row,
        ),
        QUIET,
    )
