"""Which language a question is written in, where its words tell."""

from __future__ import annotations

import re

from bot.questions.concepts import guess_language
from bot.questions.reading import MASK, read_sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def written_in(question: str) -> str | None:
    """The question's language as an ISO 639 code; None where none of its words is one that we know.

    Quotations do not count: a title is written in its own language.
    """
    sentence = read_sentence(question)
    language = guess_language(sentence)
    if not language.spaced:
        return language.code
    words = _WORD.findall(sentence.folded.replace(MASK, " "))
    return language.code if any(word in language.tokens for word in words) else None
