"""Which concepts stand where in a sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.questions.reading import MASK, Sentence, fold, read_sentence
from bot.questions.words.english import ENGLISH
from bot.questions.words.french import FRENCH
from bot.questions.words.german import GERMAN
from bot.questions.words.hindi import HINDI
from bot.questions.words.japanese import JAPANESE
from bot.questions.words.language import Language, consonants, without_doubles
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
        *("last_night", "feast_0101", "feast_0214", "feast_1031", "feast_1224", "feast_1225", "feast_1231"),
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


_FEWEST_SPACED = 3


def guess_language(sentence: Sentence) -> Language:
    """The language most of whose vocabulary the sentence uses; English where nothing speaks for another."""
    written = len(_JAPANESE.findall(sentence.folded))
    words = _WORD.findall(sentence.folded.replace(MASK, " "))
    # "who plays 椎名林檎 the most" is English: a name alone makes no sentence Japanese.
    spaced = sum(any(word in language.tokens for language in LANGUAGES) for word in words)
    if (written >= 2 and spaced < _FEWEST_SPACED) or (written and len(words) == 1):
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
    if language.code == "de":
        sentence = read_sentence(_GERMAN_DAY.sub(_split_day, sentence.text))
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


_GERMAN_DAY = re.compile(
    r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(s?)(abend|nacht|morgen|nachmittag|vormittag|mittag"
    r"|früh)s?\b",
    re.IGNORECASE,
)


def _split_day(match: re.Match[str]) -> str:
    """Two words for "Samstagabend", of which each is in the table."""
    part = match.group(3).lower()
    return f"{match.group(1)} {'morgens' if part == 'früh' else part + 's'}"


def _nearest(word: str, language: Language) -> str | None:
    if len(word) < 3 or not word.isalpha() or any(word in other.tokens for other in LANGUAGES):
        return None
    one_off = process.extract(word, language.spelled, scorer=OSA.distance, score_cutoff=1, limit=None)
    near = [token for token, _, _ in one_off if len(token) >= 3 and _is_slip(word, token)]
    shortened = [token for token in language.by_consonants.get(consonants(word), ()) if _leaves_out(word, token)]
    best = min(
        ((OSA.distance(word, token), token not in language.concept_words, token) for token in (*near, *shortened)),
        default=None,
    )
    return best[-1] if best else None


_SURE_CONSONANTS = 5


def _leaves_out(word: str, token: str) -> bool:
    """Whether nothing but vowels and doubled letters is left out: "difrent", "sngs"."""
    letters = iter(token)
    said = len(consonants(word)) >= _SURE_CONSONANTS or not re.search("[aeiouy]", word)  # "bald" is no "bailed"
    return said and len(word) < len(token) and all(letter in letters for letter in word)


def _is_slip(word: str, token: str) -> bool:
    """Whether a hurried hand types `word` for `token`: letters swapped, one left out, in long words one wrong."""
    if sorted(word) == sorted(token) and OSA.distance(word, token) == 1:
        return True
    if len(word) == len(token) >= _SHORTEST_PLURAL and word[:-1] == token[:-1] and word[-1] + token[-1] == "zs":
        return True  # "songz"
    if word[0] != token[0] or OSA.distance(word, token) != 1:
        return False
    if len(token) == len(word) + 1:
        long = len(token) >= _LONG_ENOUGH or (len(token) >= 5 and _sounds(word) == _sounds(token))
        return long or without_doubles(word) == without_doubles(token)  # "lies" is no "likes"
    if len(word) < 6 or len(token) < 6:
        return False
    return len(word) != len(token) or _one_finger_off(word, token)


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR_KEYS = (
    *(frozenset(row[place : place + 2]) for row in _KEYS for place in range(len(row) - 1)),
    *(
        frozenset((key, lower))
        for row, below in itertools.pairwise(_KEYS)
        for place, key in enumerate(row)
        for lower in below[max(0, place - 1) : place + 1]
    ),
    *(frozenset(vowels) for vowels in itertools.combinations("aeiouy", 2)),
)
"""Keys that one finger takes for another, and vowels that one ear does."""


def _sounds(word: str) -> str:
    """Its consonants without "h", which is left out first: "wich"."""
    return consonants(word).replace("h", "")


_SHORTEST_PLURAL = 5
_LONG_ENOUGH = 6


def _one_finger_off(word: str, token: str) -> bool:
    """Whether words of one length differ by keys that lie together, or by a vowel."""
    differing = [{a, b} for a, b in zip(word, token, strict=True) if a != b]
    return all(any(letters <= keys for keys in _NEAR_KEYS) for letters in differing)


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
