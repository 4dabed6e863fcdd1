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
_ABBREVIATIONS = frozenset({"st", "mr", "mrs", "ms", "dr", "jr", "sr", "ft", "feat", "vol", "no"})
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
        pattern = re.compile(
            rf"(?<![^\W_])({re.escape(folded)})s?(?![^\W_])" if language.spaced else rf"({re.escape(folded)})"
        )
        for match in pattern.finditer(sentence.folded):
            typed = sentence.text[match.start() : match.end(1)]
            owning = match.end(1) < match.end()  # "leos plays", "Zoes Playlist"
            ordinary = match.group() in language.tokens or (owning and len(folded) < 3)
            if ordinary and not (typed == member and typed[:1].isupper()):
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
        drawn_out = [member for member in members if _singled(match.group()) == _singled(fold(member))]
        best = (100.0, drawn_out[0]) if drawn_out else max(scored, default=(0.0, ""))
        if best[0] >= _FUZZY_MEMBER or (best[0] >= 75 and sorted(match.group()) == sorted(fold(best[1]))):
            found.append(NameMention("member", best[1], match.start(), match.end(), sure=True))
    return found


def _singled(word: str) -> str:
    """Without letters that are drawn out: "zoeee"."""
    return re.sub(r"(.)\1+", r"\1", word)


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
