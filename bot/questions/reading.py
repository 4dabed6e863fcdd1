"""A sentence made ready for matching: folded, quotations set apart, every place traceable to what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

LONGEST_QUESTION = 400
"""Characters of a question that are read; what comes after is passed over."""

MASK = "\x00"
"""Stands in the folded text for every character that is spoken for."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "’": "'", "‘": "'", "`": "'", "´": "'"})
_QUOTES = re.compile(r"\"([^\"]{1,200})\"|“([^”]{1,200})”|„([^“”]{1,200})[“”]|«\s?([^»]{1,200}?)\s?»|「([^」]{1,200})」"
                     r"|『([^』]{1,200})』|(?<!\w)['‘]([^'’]{2,200})['’](?!\w)")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: where it stands (marks included) and what is inside."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question twice, character by character: as typed, and folded for matching.

    Attributes:
        text: as typed, in Unicode's NFKC form, on one line.
        folded: lower case, Latin accents off; as long as `text`. Characters that are spoken for are `MASK`.
        quotes: quotations, masked from the start.
    """

    text: str
    folded: str
    quotes: tuple[Quote, ...] = ()

    def without(self, *spans: tuple[int, int]) -> Sentence:
        """The same with these spans masked."""
        folded = self.folded
        for start, end in spans:
            folded = folded[:start] + MASK * (end - start) + folded[end:]
        return replace(self, folded=folded)

    def part(self, start: int, end: int) -> Sentence:
        """The same with everything outside of this span masked."""
        return self.without((0, start), (end, len(self.folded)))


def read_sentence(question: str) -> Sentence:
    """Normalise a question and set its quotations apart."""
    text = unicodedata.normalize("NFKC", question)
    text = "".join(
        " " if char.isspace() else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace()
    )
    text = re.sub(r"\s{2,}", " ", text).strip()[:LONGEST_QUESTION]
    quotes = tuple(
        Quote(match.start(), match.end(), next(group for group in match.groups() if group is not None).strip())
        for match in _QUOTES.finditer(text)
    )
    sentence = Sentence(text, fold(text), quotes)
    return sentence.without(*((quote.start, quote.end) for quote in quotes))


def fold(text: str) -> str:
    """Lower case and, on Latin letters, without accents; always as long as `text`."""
    return "".join(_fold_char(char) for char in text)


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    lower = char.lower().translate(_LETTERS)
    if len(lower) != 1:
        return char
    if "LATIN" not in unicodedata.name(lower, ""):
        return lower
    return unicodedata.normalize("NFKD", lower)[0]
