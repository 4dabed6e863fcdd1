"""Names in a question: members, and what they played. Raw, as they were typed; the catalogue is asked later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from bot.model.questions import NAME_LENGTH
from bot.questions.concepts import Mention
from bot.questions.reading import MASK, Sentence, fold
from bot.questions.words.artists import ARTISTS, FANDOMS, TRACKS
from bot.questions.words.language import Language

NameKind = Literal["member", "artist", "track", "album", "playlist", "unknown"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-&!+][^\W_]+)*[!]?(?=[\s?,;:.\x00)]|$|['’])|[^\W_]+")
_FUZZY_MEMBER = 85
_SHORTEST_FUZZY = 5
_CONNECTORS = frozenset(
    {"of", "the", "&", "de", "la", "del", "da", "do", "dos", "and", "y", "et", "und", "+", "e", "i", "der", "die"}
)
_JOINS_ALONE = frozenset({"of", "&", "de", "da", "do", "del", "+", "der"})
_ALWAYS_VOCABULARY = frozenset(
    {
        *("i", "spotify", "playlist", "playlists", "podcast", "podcasts", "top", "album", "song", "songs"),
        "bpm",
        "ok",
        "tv",
        "pc",
    }
)
"""Often capitalised inside a sentence, and never a name."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at a place.

    Attributes:
        text: as typed, or as it is usually written where that is known better.
        sure: whether its kind is known, and not only guessed from where it stands.
    """

    kind: NameKind
    text: str
    start: int
    end: int
    sure: bool = False


_MENTION = re.compile(r"<@!?\d{5,20}>")
"""How Discord writes that somebody was mentioned."""


def find_members(sentence: Sentence, members: Sequence[str], language: Language) -> list[NameMention]:
    """Members who are named, typos included. A name that is also an ordinary word must be written as a name."""
    # A mention is somebody of this server; whether they agreed is seen when it is looked up.
    found = [
        NameMention("member", match.group(), match.start(), match.end(), sure=True)
        for match in _MENTION.finditer(sentence.text)
    ]
    for member in sorted(set(members), key=len, reverse=True):
        folded = fold(member.strip())
        if not folded:
            continue
        pattern = re.compile(rf"(?<![^\W_]){re.escape(folded)}(?![^\W_])" if language.spaced else re.escape(folded))
        for match in pattern.finditer(sentence.folded):
            typed = sentence.text[match.start() : match.end()]
            if folded in language.tokens and not (typed == member and typed[:1].isupper()):
                continue
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(NameMention("member", typed, match.start(), match.end(), sure=True))
    rest = sentence.without(*((name.start, name.end) for name in found))
    return found + _misspelt_members(rest, members, language)


def _misspelt_members(sentence: Sentence, members: Sequence[str], language: Language) -> list[NameMention]:
    found = []
    for match in re.finditer(r"[^\W_]{4,}", sentence.folded):
        if match.group() in language.tokens or match.group() in _folded_tokens(ARTISTS):
            continue
        scored = [
            (fuzz.ratio(match.group(), fold(member)), member)
            for member in members
            if len(member) >= _SHORTEST_FUZZY - 1
        ]
        best = max(scored, default=(0.0, ""))
        if best[0] >= _FUZZY_MEMBER or (best[0] >= 75 and sorted(match.group()) == sorted(fold(best[1]))):
            found.append(NameMention("member", best[1], match.start(), match.end(), sure=True))
    return found


def find_known_music(sentence: Sentence, language: Language) -> list[NameMention]:
    """Famous artists and songs, and nicknames of artists. A name that is also an ordinary word must be capitalised."""
    found: list[NameMention] = []
    for kind, names in (("track", TRACKS), ("artist", ARTISTS), ("artist", tuple(FANDOMS))):
        for match in _any_of(names, spaced=language.spaced).finditer(sentence.folded):
            typed = sentence.text[match.start() : match.end()]
            plain = all(token in language.tokens for token in match.group().split())
            if plain and not (typed[:1].isupper() and match.start() > 0):
                continue
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            artist = FANDOMS.get(match.group())
            found.append(
                NameMention("artist" if artist else _as(kind), artist or typed, match.start(), match.end(), sure=True)
            )
    return found


def find_capitalised(sentence: Sentence, language: Language) -> list[NameMention]:
    """Runs of capitalised words inside the sentence, which are names in every language but German."""
    words = list(re.finditer(r"[^\W_](?:[^\s\x00,;:?!()\"]*[^\W_])?", sentence.folded))
    shouting = sum(_typed(sentence, word).isupper() for word in words) > len(words) / 2
    if shouting or not language.spaced:
        return []
    runs: list[list[re.Match[str]]] = []
    for word in words:
        if _is_name(sentence, word, language):
            if runs and _joined(sentence, runs[-1][-1], word):
                runs[-1].append(word)
            else:
                runs.append([word])
    found = []
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        if sentence.folded[:end].endswith("'s"):
            end -= 2
        found.append(NameMention("unknown", sentence.text[start:end], start, end))
    return found


def _is_name(sentence: Sentence, word: re.Match[str], language: Language) -> bool:
    typed = _typed(sentence, word)
    token = word.group().removesuffix("'s")
    if not any(char.isupper() for char in typed) or token in _ALWAYS_VOCABULARY:
        return False
    known = token in language.tokens
    begins = not sentence.folded[: word.start()].strip(" \x00¿¡\"'(") or sentence.folded[: word.start()].rstrip()[
        -1:
    ] in (".", "?", "!", ":")
    if begins or language.code == "de":
        return not known and not _is_compound(token, language)
    calendar = {
        name for names in (*language.months, *language.weekdays) for name in fold(names).replace(",", " ").split()
    }
    return token not in calendar and not token.startswith("i'")


def _is_compound(token: str, language: Language) -> bool:
    """Whether a German word is made of the vocabulary's own: "Herbstplaylist"."""
    return language.code == "de" and any(len(other) >= 4 and token.endswith(other) for other in language.tokens)


def _joined(sentence: Sentence, left: re.Match[str], right: re.Match[str]) -> bool:
    between = sentence.folded[left.end() : right.start()]
    if MASK in between:
        return False
    words = between.split()
    if not words:
        return between == " "
    return all(word in _CONNECTORS for word in words) and (len(words) > 1 or words[0] in _JOINS_ALONE)


def _typed(sentence: Sentence, word: re.Match[str]) -> str:
    return sentence.text[word.start() : word.end()]


def find_leftovers(sentence: Sentence, language: Language, concepts: Sequence[Mention]) -> list[NameMention]:
    """Runs of words that mean nothing to us and stand where something played would stand.

    Args:
        sentence: with names, times and concepts masked.
        language: whose small words are passed over.
        concepts: where the sentence speaks of listening and liking.
    """
    masked = sentence.without(
        *((match.start(), match.end()) for match in language.stop_pattern.finditer(sentence.folded))
    )
    numbers = language.pattern(",".join(language.numbers))
    masked = masked.without(*((match.start(), match.end()) for match in numbers.finditer(masked.folded)))
    if not language.spaced:
        return _before_particle(sentence, language)
    found = []
    for run in re.finditer(r"[^\W_](?:(?:(?!'s )[^\x00,;:?!()\"])*[^\W_])?", masked.folded):
        if (
            len(run.group()) >= 2
            and not run.group().isdigit()
            and _in_object_slot(sentence, run.start(), run.end(), concepts)
        ):
            end = run.end() - (2 if run.group().endswith("'s") else 0)
            first, _, more = run.group().partition(" ")
            if (
                more
                and _in_subject_slot(sentence, run.start(), run.end())
                and _AFTER_VERB.search(fold(sentence.text[: run.start()]))
                and sentence.text[run.start() : end].islower()
            ):
                end = run.start() + len(first)  # "is bo lying": one word is the name, and what follows is said of it
            found.append(NameMention("unknown", sentence.text[run.start() : end], run.start(), end))
        elif found and _JOINED_TO_LAST.fullmatch(fold(sentence.text[found[-1].end : run.start()])):
            found.append(NameMention("unknown", sentence.text[run.start() : run.end()], run.start(), run.end()))
    return found


_AFTER_VERB = re.compile(r"\b(?:did|does|do|has|have|is|was|were|are)\s+\Z")
_JOINED_TO_LAST = re.compile(r"\s+(?:and|or|y|e|et|ou|o|und|oder|i|czy|lub)\s+")
_BEFORE_OBJECT = frozenset(
    {
        "listen",
        "like",
        "skip",
        "loop",
        "repeat",
        "first",
        "last_listen",
        "artist",
        "track",
        "album",
        "playlist",
        "most",
        "times",
        "how_often",
        "hours",
        "discover",
        "firsts",
    }
)
_LISTENING = frozenset({"listen", "like", "fans"})
_AFTER_OBJECT = frozenset({"both", "like", "track", "album", "artist", "times", "listen"})
_OBJECT_PREPOSITION = re.compile(r"(?:\b(?:to|of|by|for|a|de|du|d'|do|da|von|vom|z|is)\s+|\bl')\Z")


def _in_object_slot(sentence: Sentence, start: int, end: int, concepts: Sequence[Mention]) -> bool:
    before = [each for each in concepts if each.end <= start and not sentence.folded[each.end : start].strip(" \x00'")]
    after = [each for each in concepts if each.start >= end and not sentence.folded[end : each.start].strip(" \x00'")]
    gap_before = max((each.end for each in before), default=None)
    openers = _BEFORE_OBJECT if any(each.concept in _LISTENING for each in concepts) else _BEFORE_OBJECT - {"most"}
    follows = any(each.concept in openers for each in before if each.end == gap_before)
    precedes = any(each.concept in _AFTER_OBJECT for each in after if each.start <= end + 1)
    return (
        follows
        or precedes
        or bool(_OBJECT_PREPOSITION.search(fold(sentence.text[:start])))
        or _in_subject_slot(sentence, start, end)
    )


def _in_subject_slot(sentence: Sentence, start: int, end: int) -> bool:
    """Where one who listens stands: "did tomek", "sofia's", "me and leo", "zoe vs maya"."""
    before, after = fold(sentence.text[:start]), fold(sentence.text[end:])
    if re.search(
        r"\b(?:who|wer|qui|quien|quem|kto)(?:'s|\s+(?:\w+\s+)?(?:is|was|are|were|has|have|ist|hat))\s+\Z", before
    ):
        return False  # "who is lonely": what stands there is said of somebody
    return bool(
        re.search(r"\b(?:did|does|do|has|have|is|was|were|are|than|hat|ist)\s+\Z", before)
        or sentence.folded[start:end].endswith("'s")
        or after.startswith("'s")
        or stands_opposite(before, after)
    )


def stands_opposite(before: str, after: str) -> bool:
    """Whether what is between these stands against somebody: "compare me and ...", "... vs"."""
    return bool(re.search(r"\b(?:me|i)\s+(?:and|or|vs\.?)\s*\Z|\b(?:vs\.?|versus)\s*\Z", before)) or bool(
        re.match(r"\s+(?:vs\.?|versus)\s", after)
    )


def _before_particle(sentence: Sentence, language: Language) -> list[NameMention]:
    """Japanese: what stands before を, or before の曲 and the like, is what was played."""
    played = r"([^\s\x00、。？?！!をのがはにで]{2,30})(?:を|って|\x00*の(?:\x00|曲|歌|アルバム))"
    return [
        NameMention("unknown", sentence.text[run.start(1) : run.end(1)], run.start(1), run.end(1))
        for run in re.finditer(played, sentence.folded)
        if not run.group(1).isdigit() and not language.stop_pattern.fullmatch(run.group(1))
    ]


def kind_by_noun(sentence: Sentence, start: int, concepts: Iterable[Mention]) -> NameKind | None:
    """The kind that a noun directly before a name gives it: "the song X", "playlist X"."""
    nouns: dict[str, NameKind] = {"track": "track", "album": "album", "playlist": "playlist", "artist": "artist"}
    near = [each for each in concepts if each.concept in nouns and each.end <= start]
    for mention in sorted(near, key=lambda each: each.end, reverse=True):
        between = sentence.text[mention.end : start].strip(" \"“„«'‘:")
        if between.casefold() in (
            "",
            "called",
            "named",
            "titled",
            "llamada",
            "llamado",
            "appelée",
            "namens",
            "chamada",
            "pt",
            "o nazwie",
        ):
            return nouns[mention.concept]
    return None


def looks_like_title(text: str) -> bool:
    """Whether words read like a song's title: "Mr Brightside", "Dancing in the Dark"."""
    words = fold(text).replace(".", "").split()
    cues = {
        "mr",
        "mrs",
        "me",
        "you",
        "my",
        "your",
        "i",
        "in",
        "on",
        "to",
        "for",
        "love",
        "night",
        "heart",
        "song",
        "blues",
        "it",
        "we",
        "is",
        "rhapsody",
        "police",
        "a",
    }
    return len(words) >= 2 and bool(cues & set(words))


def quote_names(sentence: Sentence, concepts: Sequence[Mention]) -> list[NameMention]:
    """Quotations that name something: those with a noun before them, or that stand where something played would."""
    found = []
    for quote in sentence.quotes:
        kind = kind_by_noun(sentence, quote.start, concepts)
        if kind or _in_object_slot(
            sentence, quote.start, quote.end, [each for each in concepts if each.concept in ("listen", "like", "times")]
        ):
            known = _any_of(ARTISTS, spaced=True).fullmatch(fold(quote.text))
            found.append(
                NameMention(
                    kind or ("artist" if known else "track"), clip(quote.text), quote.start, quote.end, sure=True
                )
            )
    return found


def clip(text: str) -> str:
    """A name as a plan can carry it."""
    return text.strip()[:NAME_LENGTH].strip()


@cache
def _any_of(names: tuple[str, ...], *, spaced: bool) -> re.Pattern[str]:
    longest_first = sorted({fold(name) for name in names}, key=len, reverse=True)
    inside = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{inside})(?![^\W_])" if spaced else f"(?:{inside})")


@cache
def _folded_tokens(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(token for name in names for token in fold(name).split())


def _as(kind: str) -> NameKind:
    return "track" if kind == "track" else "artist"
