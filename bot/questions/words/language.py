"""What a language's table holds, and how its phrases are written and found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from bot.questions.reading import fold

_NOT_OF_MEASURES = frozenset(
    {
        *("sensitive", "private", "off_topic", "no_data", "subjective", "ask_help", "why", "request", "country_dim"),
        *("breakup", "sad", "happy", "love", "angry", "chill", "party", "workout", "focus", "sleep", "intense"),
        *("unique_taste", "concentrated", "mainstream", "late_night", "early_morning", "night_people"),
    }
)


@dataclass(frozen=True)
class Language:
    """One language's phrases.

    A phrase list is separated by commas. In a phrase, `play/s/ed` stands for play, plays and played, and `(the)` for a
    word that may be there. Accents and capitals do not matter.

    Attributes:
        code: as in ISO 639-1.
        phrases: concept -> phrase list.
        months: twelve phrase lists, January first.
        weekdays: seven phrase lists, Monday first.
        numbers: words for small numbers -> their value.
        stop: words that carry no meaning for a plan.
        spaced: whether words are separated by spaces.
    """

    code: str
    phrases: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    stop: str = ""
    spaced: bool = True

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Concept -> pattern over folded text."""
        return {concept: self.pattern(phrases) for concept, phrases in self.phrases.items()}

    @cached_property
    def stop_pattern(self) -> re.Pattern[str]:
        """Words without meaning for a plan."""
        return self.pattern(self.stop)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every word of the tables, for telling languages apart and for mending typos."""
        tables = [*self.phrases.values(), *self.months, *self.weekdays, self.stop, ",".join(self.numbers)]
        return frozenset(token for phrase in expand(",".join(tables)) for token in phrase.split())

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The words in order."""
        return tuple(sorted(self.tokens))

    @cached_property
    def by_consonants(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their consonants, of those that have enough of them to be known by."""
        found: dict[str, list[str]] = {}
        for token in self.spelled:
            if len(consonants(token)) >= _FEWEST_CONSONANTS:
                found.setdefault(consonants(token), []).append(token)
        return {letters: tuple(tokens) for letters, tokens in found.items()}

    @cached_property
    def measuring_tokens(self) -> frozenset[str]:
        """Words of the phrases that count, group and time, without those that speak of lives, moods and refusals."""
        tables = [phrases for concept, phrases in self.phrases.items() if concept not in _NOT_OF_MEASURES]
        return frozenset(token for phrase in expand(",".join([*tables, *self.numbers])) for token in phrase.split())

    @cached_property
    def concept_words(self) -> frozenset[str]:
        """Words that mean a concept all alone."""
        return frozenset(phrase for phrase in expand(",".join(self.phrases.values())) if " " not in phrase)

    def alternatives(self, concept: str) -> str:
        """The concept's phrases as the inside of a group, longest first; matches nothing where there are none."""
        return alternatives(self.phrases.get(concept, ""))

    def pattern(self, phrases: str) -> re.Pattern[str]:
        """A pattern for a phrase list, at word boundaries where the language has them."""
        inside = f"(?:{alternatives(phrases)})"
        return re.compile(rf"(?<![^\W_]){inside}(?![^\W_])" if self.spaced else inside)


_FEWEST_CONSONANTS = 3


def without_doubles(word: str) -> str:
    """Every letter that is doubled or drawn out, once."""
    return re.sub(r"(.)\1+", r"\1", word)


def consonants(word: str) -> str:
    """Its first letter and its consonants, doubled ones once."""
    return word[:1] + without_doubles(re.sub(r"[aeiouy]", "", word[1:]))


@cache
def alternatives(phrases: str) -> str:
    """A phrase list as alternatives of a regular expression, longest first."""
    found = sorted(set(expand(phrases)), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found) or r"(?!)"


def expand(phrases: str) -> Iterator[str]:
    """Every folded phrase that a phrase list stands for."""
    for phrase in phrases.split(","):
        words = [_forms(word) for word in phrase.split()]
        for chosen in itertools.product(*words):
            if text := " ".join(word for word in chosen if word):
                yield fold(text)


def _forms(word: str) -> list[str]:
    if word.startswith("(") and word.endswith(")"):
        return ["", *_forms(word[1:-1])]
    stem, *endings = word.split("/")
    return [stem, *(stem + ending for ending in endings)]
