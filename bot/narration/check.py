"""What a language model wrote, checked before a member can read it.

The text may say how a thing feels; it may not say how much, who, when, or who before whom: those stand in placeholders
alone, and code fills them in. A list of checks cannot prove a sentence true. It leaves a lie nothing to stand on: no
digit, number word, vague amount, name, date, comparison or denial of one, and no value beside another's owner.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.model.facts import MEASURED, NAMES, Fact, FactKind, FactSheet
from bot.narration.fill import PLACEHOLDER
from bot.narration.forbidden import (
    AFTER_VALUES,
    COMPARING,
    COMPARISONS,
    DENIALS,
    DOUBTS,
    HARMLESS_PHRASES,
    HEALTH_AND_LIFE,
    HEDGES,
    LIFE,
    MODIFIERS,
    MUSIC_NOUNS,
    MUSIC_ONLY,
    NO_ACTIVITIES,
    NO_SUPERLATIVES,
    NOT_NUMBERS,
    NUMBER_BEGINNINGS,
    NUMBER_ENDINGS,
    NUMBER_MORPHEMES,
    NUMBER_WORDS,
    PARTITIVE,
    STATES,
    SYMBOLS,
    TIMES,
    VAGUE_QUANTITIES,
)

LONGEST_ANSWER = 400
MOST_SENTENCES = 3

_ID = re.compile(r"f[1-9]\d{0,2}")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_PUNCTUATION = frozenset(" .,;:!?'’‘“”\"()—–-…")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_ROMAN = re.compile(r"(?=[IVXLCDM]{2,}\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SPELLED = re.compile(r"\b(?:[a-z][\s.\-–—_']{1,3}){2,}[a-z]\b")
_COMPOUND = re.compile(rf"(?:(?:{'|'.join(NUMBER_MORPHEMES)})(?:ty|teen|th|s|ish|fold|and)?)+")
# A capital letter that begins no sentence: a name, a title, a month. "I" is none.
_CAPITAL = re.compile(r"(?<![.!?…:])(?<=[^\s“\"‘(—]) +[(“\"‘]?(?!I\b)[A-Z]|[A-Z]{3,}")
_QUOTED = re.compile(r"[“\"][^“”\"{}]*[”\"]|[“\"][^”\"]*\Z")
_SENTENCE = re.compile(r"[^.!?…]*(?:[.!?…]+(?=\s|$)|\Z)")
_COPULA = re.compile(
    r"\A(?:'s|\s+(?:is|are|was|were|be|feels?|seems?|looks?|felt|seemed|looked|became|becomes?|gets?|got))\s+([a-z]+)"
)
_NEW_CLAUSE = re.compile(r"(?:[.,;:!?…—(]|\b(?:and|while|whereas|but|then|meanwhile))\s*\Z")
_LONGER_NUMBERS = tuple(word for word in NUMBER_WORDS if len(word) >= 6)
# A minus sign, a letter, another placeholder: "-40", "x40", "4012".
_GLUE_BEFORE = re.compile(r"(?:[^\s(“\"'‘—]|[-–]\s?)\Z")
_GLUE_AFTER = re.compile(r"[^\s).,;:!?'’”\"…—]|['’]\w|\s?[-–]|\.\S")

_UNKNOWN = "a placeholder names no fact of this sheet; write them exactly as {{f1}}"
_AMOUNT = "no amounts, not even vague ones, and no units outside a placeholder"
_COMPARED = "no comparison outside a relation's placeholder: nothing about more, best, first, winning or being level"
_LIFE = "nothing about anybody's health, feelings or life"
_DENIED = "what a placeholder states is neither denied, doubted nor questioned"
_RELATION = (
    "a relation stands directly between the fact it belongs to and the fact it is compared with, in that order, and is "
    "neither denied nor questioned"
)


def broken_rule(text: str, sheet: FactSheet) -> str | None:
    """The first rule that the text breaks, as a sentence for the model, or None.

    No rule's sentence holds a value of the sheet: it is sent to the model.

    Args:
        text: as the model wrote it, with placeholders such as {{f1}}.
        sheet: the facts it was given.
    """
    for check in _CHECKS:
        if rule := check(text, sheet):
            return rule
    return None


def _shape_rule(text: str, _: FactSheet) -> str | None:
    if not text.strip():
        return "the text is empty"
    if len(text) > LONGEST_ANSWER:
        return f"the text is longer than {LONGEST_ANSWER} characters"
    if len([part for part in _SENTENCE_END.split(text) if part.strip()]) > MOST_SENTENCES:
        return "the text has more than three sentences"
    return None


def _placeholder_rule(text: str, sheet: FactSheet) -> str | None:
    names = PLACEHOLDER.findall(text)
    if any(not _ID.fullmatch(name) or name not in sheet.by_id for name in names):
        return _UNKNOWN
    if sheet.facts and not names:
        return "the text refers to no fact at all"
    rest = PLACEHOLDER.sub("", text)
    return _UNKNOWN if "{" in rest or "}" in rest else None


def _character_rule(text: str, _: FactSheet) -> str | None:
    free = PLACEHOLDER.sub(" ", text)
    for char in free + unicodedata.normalize("NFKC", free):
        category = unicodedata.category(char)
        if category.startswith("N") or unicodedata.numeric(char, None) is not None or char in SYMBOLS:
            return "no digits and no numbers, in any script, outside a placeholder"
        if category.startswith("L") and "LATIN" not in unicodedata.name(char, ""):
            return "Latin letters only"
        if category.startswith("L") or char in _PUNCTUATION or category == "So" or char == "\ufe0f":
            continue
        return "plain text only: no markdown, no mentions, no links, no line breaks, no signs but punctuation"
    if not all(char.isascii() or char in "éÉ" or not char.isalpha() for char in free):
        return "English words only"
    if re.search(r"\bwww\.|\bdiscord\s*\.\s*gg|\w\.\w|:\w+:", free, re.IGNORECASE):
        return "no links and no emoji codes"
    return None


def _word_rule(text: str, _: FactSheet) -> str | None:
    free = PLACEHOLDER.sub(" ", text)
    if _ROMAN.search(free):
        return "no Roman numerals outside a placeholder"
    if _CAPITAL.search(PLACEHOLDER.sub("x", text).replace("’", "'")) or _QUOTED.search(text):
        return "no names, titles, months or quotations outside a placeholder; capitals only where a sentence begins"
    plain = folded(free)
    if re.search(COMPARING, plain):
        return _COMPARED
    if re.search(LIFE, plain):
        return _LIFE
    if re.search(HEDGES, plain):
        return _DENIED
    if re.search(PARTITIVE, plain):
        return _AMOUNT
    plain = _without_harmless(plain)
    words = [word.replace("'s", "").replace("'", "") for word in _WORD.findall(plain)]
    words += [re.sub(r"[^a-z]", "", spelled) for spelled in _SPELLED.findall(plain)]
    for word, after in pairwise([*words, ""]):
        if rule := _one_word_rule(word, after):
            return rule
    return None


def _without_harmless(plain: str) -> str:
    for phrase in HARMLESS_PHRASES:
        plain = plain.replace(phrase, " ")
    return plain


def _one_word_rule(word: str, after: str) -> str | None:
    if _is_number(word):
        return "no number words and no ordinals outside a placeholder"
    if word in VAGUE_QUANTITIES:
        return _AMOUNT
    if word in COMPARISONS or (word.endswith("est") and len(word) > 5 and word not in NO_SUPERLATIVES):
        return _COMPARED
    if word in TIMES:
        return "no dates and no times outside a placeholder"
    if word in HEALTH_AND_LIFE:
        return _LIFE
    if word in MUSIC_ONLY and after not in MUSIC_NOUNS:
        return "the music can be sad; say so of the music, directly before the word for it"
    return None


def _is_number(word: str) -> bool:
    if (
        word in NUMBER_WORDS
        or _COMPOUND.fullmatch(word)
        or word.endswith(NUMBER_ENDINGS)
        or word.startswith(NUMBER_BEGINNINGS)
    ):
        return True
    return (
        len(word) >= 6
        and word not in NOT_NUMBERS
        and any(OSA.distance(word, number, score_cutoff=1) <= 1 for number in _LONGER_NUMBERS)
    )


def _name_rule(text: str, sheet: FactSheet) -> str | None:
    free = f" {_bare(PLACEHOLDER.sub(' ', text))} "
    for fact in sheet:
        if fact.kind in NAMES:
            name = _bare(fact.value)
            if name and f" {name} " in free:
                return "no names of people, artists or titles outside a placeholder"
    return None


def _person_rule(text: str, sheet: FactSheet) -> str | None:
    """Nothing is said of what a member is, and two members meet in one clause only around a relation."""
    pieces = PLACEHOLDER.split(text)  # free text and ids in turn
    for index in range(1, len(pieces), 2):
        if sheet.by_id[pieces[index]].kind is not FactKind.MEMBER:
            continue
        state = _COPULA.match(folded(pieces[index + 1]))
        if (
            state
            and state.group(1) not in STATES
            and not state.group(1).endswith("ing")
            and pieces[index + 1][0] != "'"
        ):
            return "say what a member plays or does, not what a member is"
        other = pieces[index + 2] if index + 2 < len(pieces) else pieces[index]
        if other != pieces[index] and sheet.by_id[other].kind is FactKind.MEMBER:
            between = folded(pieces[index + 1])
            if between.strip() and not _NEW_CLAUSE.search(between) and not re.search(r"[.!?…;]\s", between):
                return _COMPARED
    return None


def _attachment_rule(text: str, sheet: FactSheet) -> str | None:
    """A fact belongs to the last one before it that can own any, or else to the next after it."""
    placed = [(match.start(), sheet.by_id[match.group(1)]) for match in PLACEHOLDER.finditer(text)]
    members = [fact for _, fact in placed if fact.kind is FactKind.MEMBER]
    leader = sheet.by_role.get("leader")
    if leader and members and members[0] != leader:
        return "the leader is named before anybody else"
    for index, (at, fact) in enumerate(placed):
        begins = max((match.start() for match in _SENTENCE.finditer(text) if match.start() <= at), default=0)
        if fact.kind is FactKind.COUNT and not fact.of:
            if any(other.kind is FactKind.MEMBER for place, other in placed[:index] if place >= begins):
                return "an amount that belongs to no member does not stand after one"
            continue
        if not fact.of or fact.kind is FactKind.RELATION:
            continue
        # A title in a sentence of its own is a member's; beside an artist it would become the artist's.
        alone = fact.kind in NAMES and not any(place >= begins for place, _ in placed[:index])
        before = [other for _, other in reversed(placed[:index]) if other != fact and _can_own(other, sheet)]
        owners = [other for other in before if not alone or other.kind is FactKind.MEMBER]
        owners = owners or [other for _, other in placed[index + 1 :] if _can_own(other, sheet)]
        if not owners or owners[0].id != fact.of:
            return "each fact stands right after the fact it belongs to"
    return None


def _can_own(fact: Fact, sheet: FactSheet) -> bool:
    return fact.kind is FactKind.MEMBER or any(other.of == fact.id for other in sheet if other.kind in MEASURED)


def _value_rule(text: str, sheet: FactSheet) -> str | None:
    """Nothing beside a measured value may change it."""
    values = [match for match in PLACEHOLDER.finditer(text) if sheet.by_id[match.group(1)].kind in MEASURED]
    for left, right in pairwise(values):
        if sheet.by_id[left.group(1)].kind is not FactKind.PERIOD and not re.search(
            r"[A-Za-z]", text[left.end() : right.start()]
        ):
            return "words stand between two values"
    for match in values:
        before, after = text[: match.start()], text[match.end() :]
        if _GLUE_BEFORE.search(before) or _GLUE_AFTER.match(after):
            return "a value stands alone: no sign, letter or other placeholder directly beside it"
        clause = re.split(r"[.,;:!?—()]|\}\}", folded(before))[-1]
        words = _WORD.findall(clause)[-2:]
        next_words = _WORD.findall(re.split(r"[.,;:!?—()]|\{\{", folded(after))[0])[:1]
        if (MODIFIERS & set(words) and not _is_plain(words)) or not all(map(_goes_on, next_words)):
            return "no word that changes a value beside it, such as nearly, only, over, up to, or a day"
    return None


def _goes_on(word: str) -> bool:
    return word in AFTER_VALUES or (word.endswith("ing") and word not in NO_ACTIVITIES)


def _is_plain(words: list[str]) -> bool:
    """Whether what stands before a value leaves it as it is: "comes to", "finishes at", "turns up with", "each at"."""
    if not words or words[-1] not in ("to", "at", "with"):
        return False
    return not MODIFIERS & set(words[:-1]) or words in (["up", "with"], ["each", "at"], ["each", "with"])


def _denial_rule(text: str, sheet: FactSheet) -> str | None:
    """What a value or a relation states is not taken back: not beside it, and not in a sentence without any fact."""
    if DOUBTS & set(_WORD.findall(folded(PLACEHOLDER.sub(" ", text)))):
        return _DENIED
    stated = False
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        kinds = {sheet.by_id[name].kind for name in PLACEHOLDER.findall(sentence)}
        free = _without_harmless(folded(PLACEHOLDER.sub(" ", sentence)))
        if not kinds:
            if stated and _denies(free):
                return _DENIED
        elif FactKind.RELATION in kinds:
            if "?" in free or _denies(free):
                return _RELATION
        elif kinds & MEASURED:
            first = next(
                place for place in PLACEHOLDER.finditer(sentence) if sheet.by_id[place.group(1)].kind in MEASURED
            )
            beside = re.split(r"[;:!?—]", sentence[: first.start()])[-1] + sentence[first.end() :]
            if "?" in sentence or _denies(_without_harmless(folded(PLACEHOLDER.sub(" ", beside)))):
                return _DENIED
        stated = stated or bool(kinds)
    return None


def _denies(free: str) -> bool:
    plain = free.replace("'", "")
    return bool(re.search(r"\bno\b(?!\s+[a-z])|\bno (?:way|longer|chance|such|doubt)\b", plain)) or bool(
        DENIALS & set(_WORD.findall(plain))
    )


def _relation_rule(text: str, sheet: FactSheet) -> str | None:
    pieces = PLACEHOLDER.split(text)  # free text and ids in turn
    for index in range(1, len(pieces), 2):
        fact = sheet.by_id[pieces[index]]
        if fact.kind is not FactKind.RELATION:
            continue
        left = pieces[index - 2] if index > 1 else ""
        right = pieces[index + 2] if index + 2 < len(pieces) else ""
        if left != fact.of or pieces[index - 1].strip():
            return _RELATION
        if fact.to and (right != fact.to or pieces[index + 1].strip()):
            return _RELATION
    return None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def folded(text: str) -> str:
    """Lower case, compatibility forms and accents undone, typographic quotes made plain."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


_CHECKS = (
    _shape_rule,
    _placeholder_rule,
    _character_rule,
    _word_rule,
    _name_rule,
    _person_rule,
    _attachment_rule,
    _value_rule,
    _relation_rule,
    _denial_rule,
)
"""In this order: later checks may look every placeholder up."""
