"""Which concepts stand where in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.questions.reading import MASK, Sentence, fold
from bot.questions.words.english import ENGLISH
from bot.questions.words.french import FRENCH
from bot.questions.words.german import GERMAN
from bot.questions.words.hindi import HINDI
from bot.questions.words.japanese import JAPANESE
from bot.questions.words.language import Language
from bot.questions.words.polish import POLISH
from bot.questions.words.portuguese import PORTUGUESE
from bot.questions.words.spanish import SPANISH

LANGUAGES = (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE, POLISH, HINDI)
"""Languages with spaces, the most likely first; Japanese is known by its script."""

_TIME_CONCEPTS = frozenset(
    {
        *("this_week", "last_week", "this_month", "last_month", "this_year", "last_year"),
        *("past_week", "past_month", "past_year", "today", "yesterday", "all_time"),
        *("past", "last", "this", "unit_day", "unit_week", "unit_month", "unit_year"),
        *("since", "after", "until", "before", "between", "and", "since_after", "until_after"),
        *("weekend", "workdays", "winter", "spring", "summer", "autumn"),
        *("late_night", "night", "early_morning", "morning", "afternoon", "evening", "midnight", "noon"),
        *("am", "pm", "clock", "at", "hour_connector", "halves", "versus", "by", "not", "night_people"),
    }
)
"""Read by `periods`, or only as parts of other patterns."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at a place."""

    concept: str
    start: int
    end: int


def guess_language(sentence: Sentence) -> Language:
    """The language most of whose vocabulary the sentence uses; English where nothing speaks for another."""
    written = len(_JAPANESE.findall(sentence.folded))
    words = _WORD.findall(sentence.folded.replace(MASK, " "))
    if written >= 2 or (written and len(words) == 1):
        return JAPANESE
    return max(LANGUAGES, key=lambda language: sum(_weight(word, language) for word in words))


def _weight(word: str, language: Language) -> float:
    if word not in language.tokens:
        return 0.0
    # A short word, or one that several languages share, says less.
    shared = sum(word in other.tokens for other in LANGUAGES)
    return min(len(word), 4) / (4 * shared)


def mend_typos(sentence: Sentence, language: Language, names: Iterable[str]) -> str:
    """The sentence's text with near misses of the language's own words put right.

    A word is left alone when it is capitalised inside the sentence, stands in a quotation, is part of a name, or is
    short.
    """
    if not language.spaced:
        return sentence.text
    known = {token for name in names for token in fold(name).split()}
    text, moved = sentence.text, 0
    for match in _WORD.finditer(sentence.folded):
        word = match.group()
        typed = sentence.text[match.start() : match.end()]
        if word in language.tokens or word in known or (typed[:1].isupper() and match.start() > 0):
            continue
        if mended := _nearest(word, language):
            text = text[: match.start() + moved] + mended + text[match.end() + moved :]
            moved += len(mended) - len(word)
    return text


def _nearest(word: str, language: Language) -> str | None:
    if len(word) < 3 or not word.isalpha() or any(word in other.tokens for other in LANGUAGES):
        return None
    best: tuple[int, bool, str] | None = None
    for token in language.tokens:
        if abs(len(token) - len(word)) <= 1 and len(token) >= 3 and _is_slip(word, token):
            candidate = (OSA.distance(word, token), token not in language.concept_words, token)
            best = min(best or candidate, candidate)
    return best[-1] if best else None


def _is_slip(word: str, token: str) -> bool:
    """Whether a hurried hand types `word` for `token`: letters swapped, one left out, in long words one wrong."""
    if sorted(word) == sorted(token) and OSA.distance(word, token) == 1:
        return True
    if word[0] != token[0] or OSA.distance(word, token) != 1:
        return False
    return (len(token) == len(word) + 1 and len(token) >= 5) or (len(word) >= 6 and len(token) >= 6)


def find_concepts(sentence: Sentence, language: Language) -> list[Mention]:
    """Concepts that are not about time, in order; of overlapping phrases the longest stands."""
    found = [
        Mention(concept, match.start(), match.end())
        for concept, pattern in language.patterns.items()
        if concept not in _TIME_CONCEPTS
        for match in pattern.finditer(sentence.folded)
        if not (concept == "at_least" and not _COUNT_FOLLOWS.match(sentence.folded, match.end()))
        if not (concept == "me" and _is_third_person(sentence.text[match.start() : match.end()]))
    ]
    return without_overlaps(found)


_COUNT_FOLLOWS = re.compile(r"\s*\d")


def _is_third_person(typed: str) -> bool:
    """Spanish "escuchó" is not "escucho": the one place where an accent says who."""
    return typed.endswith("ó")


def without_overlaps(found: Sequence[Mention]) -> list[Mention]:
    """The longest mentions that do not overlap; several concepts on the very same span all stand."""
    taken: list[Mention] = []
    for mention in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(
            mention.end <= other.start
            or mention.start >= other.end
            or (mention.start, mention.end) == (other.start, other.end)
            for other in taken
        ):
            taken.append(mention)
    return sorted(taken, key=lambda each: (each.start, each.end))
