"""What a title says, by itself and offline: a breakup, sadness, or neither.

*breakup*: an ended or ending relationship, an ex, getting over someone, revenge and moving on included. *sad*:
sadness, loneliness or grief with no such sign. *other*: the rest, traps ("Breaking Benjamin", "spring break") and irony
included.

The phrases stand in `bot/moods/phrases`. General lexicons do not do: over short titles their best F1 for these classes
was .45 in English and under .20 elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from bot.moods.phrases import english, germanic, others, romance, slavic, songs, traps, unspaced

TitleMood = Literal["breakup", "sad", "other"]
MOODS: tuple[TitleMood, ...] = get_args(TitleMood)

LONGEST = 300
"""Characters of a title that are read. Names are shorter; the bound keeps a hostile title from costing time."""

BROKEN_HEARTS = frozenset("💔")
TEARS = frozenset("😢😭😞😔🥺😿🥀☹🙁😥😓😩😪🌧☔")

_SPACED = (english, romance, germanic, slavic, others)

# Letters that Unicode does not decompose, and spellings that mean the same letter.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "œ": "oe", "æ": "ae", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": None,
        "\u093c": None,  # the Devanagari nukta: bewafa is written with it and without
        "'": None, "’": None, "‘": None, "ʼ": None, "`": None, "´": None,
        "\u200b": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None, "\ufeff": None, "\u2060": None,
        "&": " and ",
    }
)  # fmt: skip
_HARAKAT = dict.fromkeys(range(0x064B, 0x0653))
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))

_VERSIONS = (
    r"live|acoustic|remaster|radio edit|official|lyric|taylors version|"
    r"deluxe|bonus|demo|remix|mono|stereo|single version"
)
_BRACKETED = re.compile(rf"[(\[](?:feat|ft|with|prod|{_VERSIONS})\b[^)\]]*[)\]]")
_VERSION = re.compile(rf" [-–] (?:[\w ]* )?(?:{_VERSIONS}|remastered|version)\b.*$")
_FILLER = re.compile(
    r"\b(?:songs?|tracks|tunes|anthems|playlists?|mix|mixtape|tape|list|songlist|radio|collection|music|musik|musique|musica|"
    r"canciones|cancion|musicas?|chansons?|lieder|canzoni|piosenki|liedjes|latar|sarkilari?|sarkilar|"
    r"vibes?|moods?|era|hours|szn|season|core|lo ?fi|beats|vol(?:ume)?|pt|part|best|pure|deep|full|"
    r"the|my|some|a|and|again|af|lol|pls|im|so|really|very|for|when|[0-9]+)\b"
)
_LETTER_BY_LETTER = re.compile(r"\b(?:[^\W\d_] ){3,}[^\W\d_]\b")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_NOT_WORDS = re.compile(r"[^\w\u0900-\u0dff\u0e00-\u0e7f]+")


def title_mood(title: str) -> TitleMood:
    """What this title of a playlist or a recording says.

    Case, accents, apostrophes, stretched letters ("saaad") and version notes ("- 2011 Remaster") do not matter. Any
    string has an answer; the empty one is "other".
    """
    return _mood(title[:LONGEST])


def title_moods(titles: Iterable[str]) -> npt.NDArray[np.str_]:
    """`title_mood` of each title, in order: an array of the strings of `MOODS`."""
    texts = list(titles)
    moods = {title: title_mood(title) for title in set(texts)}
    return np.array([moods[title] for title in texts], dtype="<U7")


def normalised(title: str) -> str:
    """The title in lower case, single spaces, without accents, apostrophes, emoji, punctuation and version notes."""
    text = _folded(unicodedata.normalize("NFKC", title).casefold())
    text = _VERSION.sub("", _BRACKETED.sub(" ", text))
    text = _NOT_WORDS.sub(" ", text).replace("_", " ")
    text = _LETTER_BY_LETTER.sub(lambda match: match[0].replace(" ", ""), f" {text} ")
    return " ".join(_STRETCHED.sub(r"\1", text).split())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text).translate(_ACCENTS)
    return unicodedata.normalize("NFC", decomposed).translate(_LETTERS).translate(_HARAKAT)


def _mood(title: str) -> TitleMood:
    text = normalised(title)
    if text in _songs():
        return "breakup"
    signs = set(title)
    cut = _trap().sub(" / ", text) if text else ""
    about_a_thing = bool(_named().search(text))
    playful = bool(_playful().search(text))
    if _says("breakup", cut) and not about_a_thing:
        return "breakup"
    if signs & BROKEN_HEARTS and not about_a_thing and not playful:
        return "breakup"
    if about_a_thing or playful:
        return "other"
    if _says("sad", cut):
        return "sad"
    return "sad" if signs & TEARS and cut == text else "other"


def _says(mood: Literal["breakup", "sad"], text: str) -> bool:
    spaced, unspaced_, whole = _phrases(mood)
    if spaced.search(text) or (not text.isascii() and unspaced_.search(text)):
        return True
    return bool(whole.fullmatch(text) or whole.fullmatch(" ".join(_FILLER.sub(" ", text).split())))


@cache
def _phrases(mood: Literal["breakup", "sad"]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compiled once per process: whole words, anywhere, whole title."""
    name = mood.upper()
    spaced = "|".join(phrase for language in _SPACED for phrase in getattr(language, name))
    for group, words in english.WORDS.items():
        spaced = spaced.replace(f"<{group}>", words)
    whole = "|".join(language.WHOLE[mood] for language in (*_SPACED, unspaced))
    return (
        re.compile(rf"(?<!\w)(?:{_folded(spaced)})(?!\w)"),
        re.compile(_folded("|".join(getattr(unspaced, name)))),
        re.compile(_folded(whole)),
    )


@cache
def _trap() -> re.Pattern[str]:
    *worded, anywhere = traps.TRAPS
    return re.compile(rf"(?<!\w)(?:{_folded('|'.join(worded))})(?!\w)|(?:{_folded(anywhere)})")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_folded(traps.NAMED)})(?!\w)|电影|電影|原声|サントラ|映画|영화")


@cache
def _playful() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_folded(traps.PLAYFUL)})(?!\w)")


@cache
def _songs() -> frozenset[str]:
    return frozenset(normalised(song) for song in songs.SONGS)
