"""Cards of questions that are not answered, or not yet."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrasebook.phrasebook import ENGLISH, Phrasebook
from bot.questions.refusal_words import SENTENCES, example_questions
from bot.usecases.ask_back import AskedBack, Reading
from bot.usecases.ask_question import NotAnswered
from cogs.render.cards import ANSWER, QUIET, Button, Card, Row, plain

_SHOWN = 4
_LONGEST_LABEL = 80
"""Characters of a button's label."""
_MOST_SERVERS = 20
_A_ROW = 5


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


def asked_back_card(back: AskedBack, *, guild_id: int, book: Phrasebook = ENGLISH) -> Card:
    """What a question may mean, each with a button that answers it so.

    Args:
        guild_id: the server that it is about; in a direct message nothing else says it.
        book: in whose language it is said.
    """
    name = book.say("“{name}”", name=plain(back.name))
    if back.several:
        asks = book.say("Several members here are called {name}. Which one do you mean?", name=name)
    elif back.name:
        asks = book.say("Nobody and nothing here is called {name}. Did you mean one of these?", name=name)
    else:
        asks = book.say("I can read that in more than one way. Which one do you mean?")
    # Names may be alike; a mention shows whose they are, and notifies nobody.
    who = [f"{place}\\. <@{each.member_id}>" for place, each in enumerate(back.readings, 1)] if back.several else []
    rows = (
        Row(
            (
                Button(
                    _label(each, place if back.several else 0),
                    "meant",
                    (f"{back.question_id:x}", each.code, f"{guild_id:x}"),
                ),
            )
        )
        for place, each in enumerate(back.readings, 1)
    )
    return Card(("\n".join((f"### {plain(back.sentence, 150)}", asks, *who)), *rows), ANSWER)


def _label(reading: Reading, place: int) -> str:
    words = reading.words[:1].upper() + reading.words[1:] if "." in reading.code or place else reading.words
    words = words[:1].upper() + words[1:]
    text = f"{place}. {words}" if place else words
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def which_server_card(servers: Sequence[tuple[int, str]], book: Phrasebook = ENGLISH) -> Card:
    """Which of the servers that know the asker a direct message is about.

    Args:
        servers: id and name of each.
        book: in whose language it is said.
    """
    buttons = [
        Button(name[:_LONGEST_LABEL], "server", (f"{guild_id:x}",)) for guild_id, name in servers[:_MOST_SERVERS]
    ]
    rows = (Row(tuple(buttons[start : start + _A_ROW])) for start in range(0, len(buttons), _A_ROW))
    asks = book.say("We meet in more than one server. Which one do you ask about?")
    return Card((asks, *rows), ANSWER)


def in_server(card: Card, server: str, book: Phrasebook = ENGLISH) -> Card:
    """A card in a direct message, saying which server it is about, with a button for another."""
    said = book.say("About {server}", server=plain(server))
    return Card((*card.blocks, f"-# {said}", Row((Button(book.say("Another server"), "server"),))), card.colour)
