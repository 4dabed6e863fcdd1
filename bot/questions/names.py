"""Names in a question: members, and what they played. Raw, as they were typed; the catalogue is asked later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from bot.model.mentions import MENTION
from bot.model.questions import NAME_LENGTH
from bot.questions.concepts import Mention
from bot.questions.reading import MASK, Sentence, fold
from bot.questions.words.artists import ARTISTS, FANDOMS, TRACKS
from bot.questions.words.given_names import GIVEN_NAMES
from bot.questions.words.language import Language, without_doubles

NameKind = Literal["member", "artist", "track", "album", "playlist", "unknown"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-&!+][^\W_]+)*[!]?(?=[\s?,;:.\x00)]|$|['’])|[^\W_]+")
_FUZZY_MEMBER = 85
_SHORTEST_FUZZY = 5
_SHORTEST_FIRST = 3
_CONNECTORS = frozenset(
    {"of", "the", "&", "de", "la", "del", "da", "do", "dos", "and", "y", "et", "und", "+", "e", "i", "der", "die"}
)
_ABBREVIATIONS = frozenset({"st", "mr", "mrs", "ms", "dr", "jr", "sr", "ft", "feat", "vol", "no"})
_JOINS_ALONE = frozenset({"the", "my", "your", "des", "of", "&", "de", "da", "do", "del", "+", "der"})
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


def find_members(sentence: Sentence, members: Sequence[str], language: Language) -> list[NameMention]:
    """Members who are named, typos included. A name that is also an ordinary word must be written as a name."""
    # A mention is somebody of this server; whether they agreed is seen when it is looked up.
    found = [
        NameMention("member", match.group(), match.start(), match.end(), sure=True)
        for match in MENTION.finditer(sentence.text)
    ]
    called = _called(tuple(members))
    for name in called.names:
        # Looked for as it stands first: a large server has thousands.
        if name in sentence.folded:
            found += _named_so(sentence, name, called, found, language)
    rest = sentence.without(*((name.start, name.end) for name in found))
    if not members:
        return found + _given_names(rest, language)
    return found + _misspelt_members(rest, called, language)


def _given_names(sentence: Sentence, language: Language) -> list[NameMention]:
    """Where nobody said who the members are: given names that stand alone, and are in no other name."""
    found = []
    for match in re.finditer(r"[^\W\d_]+(?=['’]s\b)|[^\W\d_]+", sentence.folded):
        folded = match.group()
        owning = folded.removesuffix("s") in GIVEN_NAMES and folded not in GIVEN_NAMES
        name = folded.removesuffix("s") if owning else folded
        if name not in GIVEN_NAMES or folded in language.tokens or is_famous(name):
            continue
        end = match.start() + len(name)
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        # "Ana Tijoux", "Lucas Santtana": with a capital beside it, it is a part of something longer.
        longer = re.match(r"\s(?:[A-ZÀ-Þ]|&)", after) or re.search(r"[A-ZÀ-Þ]\S*\s\Z", before.lstrip()[1:])
        if not (longer and sentence.text[match.start()].isupper()):
            found.append(NameMention("member", sentence.text[match.start() : end], match.start(), end, sure=True))
    return found


@dataclass(frozen=True, slots=True)
class _Called:
    """What members are called.

    Attributes:
        names: folded, the longest first: display names, and the first words of those that have several.
        shown: folded display names and first words -> display names.
        near: folded, of those long enough to be recognised in a misspelling.
    """

    names: tuple[str, ...]
    shown: Mapping[str, str]
    near: tuple[str, ...]


@lru_cache(maxsize=16)
def _called(members: tuple[str, ...]) -> _Called:
    shown: dict[str, str] = {}
    for member in members:
        words = member.split()
        # "Emi" for "Emi (恵美)": the first word of a name is how people are called.
        if len(words) > 1 and len(words[0]) >= _SHORTEST_FIRST:
            shown.setdefault(fold(words[0]), words[0])
    shown |= {fold(member.strip()): member.strip() for member in members if member.strip()}
    names = tuple(sorted(shown, key=len, reverse=True))
    return _Called(names, shown, tuple(name for name in names if len(name) >= _SHORTEST_FUZZY - 1))


def _named_so(
    sentence: Sentence, name: str, called: _Called, found: Sequence[NameMention], language: Language
) -> list[NameMention]:
    bounded = rf"(?<![^\W_])({re.escape(name)})s?(?![^\W_])" if language.spaced else rf"({re.escape(name)})"
    named = []
    for match in re.finditer(bounded, sentence.folded):
        typed = sentence.text[match.start() : match.end(1)]
        owning = match.end(1) < match.end()  # "leos plays", "Zoes Playlist"
        ordinary = match.group() in language.tokens or (owning and len(name) < _SHORTEST_FIRST)
        if ordinary and not (typed == called.shown[name] and typed[:1].isupper()):
            continue
        if not any(match.start() < other.end and other.start < match.end() for other in found):
            named.append(NameMention("member", typed, match.start(), match.end(), sure=True))
    return named


def _misspelt_members(sentence: Sentence, called: _Called, language: Language) -> list[NameMention]:
    found: list[NameMention] = []
    words = list(re.finditer(r"[^\W_]{4,}", sentence.folded))
    for match in words:
        if match.group() in language.tokens or match.group() in _folded_tokens(ARTISTS):
            continue
        end = match.end()
        best = process.extractOne(match.group(), called.near, scorer=fuzz.ratio, score_cutoff=75)
        name = best[0] if best and (best[1] >= _FUZZY_MEMBER or sorted(match.group()) == sorted(best[0])) else None
        drawn_out = without_doubles(match.group())
        if name is None and drawn_out != match.group() and drawn_out in called.shown:
            name = drawn_out  # "zoeee"
        following = next((word for word in words if word.start() == end + 1), None)
        if following is not None and match.group() not in called.shown:
            both = f"{match.group()} {following.group()}"
            pairs = process.extract(both, called.near, scorer=fuzz.ratio, limit=1, score_cutoff=_FUZZY_MEMBER)
            if pairs and " " in pairs[0][0]:
                name, end = pairs[0][0], following.end()
        if name is not None and not any(match.start() < other.end for other in found):
            found.append(NameMention("member", called.shown[name], match.start(), end, sure=True))
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
    if between == ". ":
        return left.group() in _ABBREVIATIONS
    return all(word in _CONNECTORS for word in words) and (len(words) > 1 or words[0] in _JOINS_ALONE)


def _typed(sentence: Sentence, word: re.Match[str]) -> str:
    return sentence.text[word.start() : word.end()]


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


def is_famous(text: str) -> bool:
    """Whether these words are a famous artist's name."""
    return bool(_any_of(ARTISTS, spaced=True).fullmatch(fold(text)))


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
