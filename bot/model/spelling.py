"""When two spellings are one name: keys for artists, titles and what a member types.

Services and years spell the same recording differently. Two names are one when they differ only by case, width,
punctuation, a "feat." or "with" credit, a remaster note or the name of a larger edition; a live take, a remix, an
acoustic version or a new recording ("Taylor's Version") stays its own.
"""

from __future__ import annotations

import re
import unicodedata

# ´ and ` would decompose to a space and a mark
_APOSTROPHES = str.maketrans(dict.fromkeys("´`ʼʻ‘’‛′＇", "'"))
# Letters of East Asia fill 0x3400-0x9FFF and 0xAC00-0xD7FF: no punctuation to look for there.
_SEARCHED = [*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000)]
_INVISIBLE = {code: None for code in _SEARCHED if unicodedata.category(chr(code)) == "Cf"}
"""Zero-width and bidi marks."""
_PUNCTUATION = {code: " " for code in _SEARCHED if unicodedata.category(chr(code)).startswith("P")}
_PUNCTUATION |= {ord("'"): "", ord("."): "", ord("&"): " and "}
"""Apostrophes and full stops stand inside words (don't, R.E.M.) and leave no space. Symbols stay: "+" is a name."""

# "(feat. X)" and "[ft X]" anywhere. Without brackets only with its full stop or spelled out, so that "Great Feat of
# Strength" and "6 Ft. Deep" keep their words; up to a dash or a bracket ("- Remix" is another recording).
_CREDIT = r"(?:feat|ft|featuring)"
_FEAT_BRACKETED = re.compile(rf"\s*[(\[【]\s*{_CREDIT}\b\.?[^)\]】]{{0,200}}[)\]】]")
_FEAT_BARE = re.compile(r"(?<=[^\d\s])\s+(?:feat\.|ft\.|featuring)\s+\S.*?(?=\s+[-–—]\s|\s*[(\[【]|$)")

# "(with X)" and "- with X" name guests too. Not where the words go on as a phrase: "(with You)", "(with a Gun)".
_PHRASE = (
    "you|your|u|me|my|him|his|her|us|our|them|their|it|its|a|an|the|this|that|these|those|no|some|all|every|someone|"
    "somebody|everybody|nobody|anyone|myself|yourself|love|lyrics|intro|outro|strings|orchestra|commentary|or|and"
)
_WITH = re.compile(
    rf"\s*(?:[(\[【]\s*with\s+(?!(?:{_PHRASE})\b)[^()\[\]【】]+[)\]】]"
    rf"|\s[-–—]\s+with\s+(?!(?:{_PHRASE})\b)[^()\[\]【】]+?(?=\s+[-–—]\s|\s*[(\[【]|$))"
)

_END = r"\s*[)\]】]?(?=\s*$|\s+[-–—(\[【]|[(\[【])"
_NOTED = re.compile(r"[(\[【]|\s[-–—/]\s")
"""Where a note could begin: most titles have none, and are looked at no further."""
_START = r"\s*(?:\s[-–—/]\s+|[(\[【]\s*)"
_YEAR = r"(?:\d{4}年?\s*)?"
# As in: Remastered 2011; Digitally Remastered; 2015 Remastered Version; Remasterizado 2009; 2015年リマスター
_REMASTER = re.compile(
    rf"{_START}{_YEAR}(?:digital(?:ly)?\s+)?(?:remast\w*|リマスター(?:版|盤)?|리마스터(?:드)?|ремастер\w*|重制版?|重製版?)"
    rf"(?:\s+(?:album\s+)?(?:version|edition))?(?:\s+(?:in\s+)?\d{{4}})?(?:\s+(?:version|edition))?{_END}"
)
# As in: Deluxe; Super Deluxe Edition; 20th Anniversary Edition; Expanded Version; Bonus Track Edition; デラックス盤
_EDITION = re.compile(
    rf"{_START}{_YEAR}(?:the\s+)?(?:"
    r"(?:\d+(?:st|nd|rd|th)\s+anniversary\s+)?(?:(?:super|ultimate)\s+)?(?:deluxe|expanded)"
    r"(?:\s+(?:edition|version|album|remastered))?"
    r"|\d+(?:st|nd|rd|th)\s+anniversary(?:\s+(?:edition|version))?"
    r"|(?:special|collector'?s|anniversary|bonus\s+tracks?|legacy)\s+(?:edition|version)"
    r"|デラックス(?:・?エディション|盤|版)?|豪华版|豪華版|디럭스(?:\s+에디션)?|делюкс(?:\s+издание)?"
    rf"){_END}"
)


def artist_key(name: str) -> str:
    """What all spellings of one artist share. Empty only for a blank `name`.

    "Simon & Garfunkel" and "simon and garfunkel" are one; accents count: "Zoé" and "Zoe" are two.
    """
    text = _plain(name)
    return _folded(_without_credit(text)) or _folded(text) or _bare(text)


def title_key(title: str) -> str:
    """What all spellings of one track's or album's title share. Empty only for a blank `title`.

    "Heroes - 2017 Remaster", "“Heroes” (with Nico)" and the album "Heroes (Deluxe Edition)" are one with "Heroes";
    "Heroes - Live" is another.
    """
    text = _plain(title)
    return _folded(_without_notes(text)) or _folded(text) or _bare(text)


def search_key(typed: str) -> str:
    """What is compared when a member types: as `artist_key`, without Latin accents and without spaces.

    So "bjork" finds "Björk", "acdc" finds "AC/DC", and what is typed up to the middle of a name is a prefix of its key.
    """
    return squeezed(artist_key(typed))


def title_search_key(typed: str) -> str:
    """The same for what is typed of a track's or album's title: as `title_key`, without Latin accents and spaces."""
    return squeezed(title_key(typed))


def squeezed(key: str) -> str:
    """A name's key as it is searched by: without Latin accents and without spaces."""
    return "".join(_without_accents(key).split())


def _plain(name: str) -> str:
    """Without case, compatibility forms (full width, ligatures) and invisible marks."""
    text = name.translate(_APOSTROPHES)
    if text.isascii():
        return text.casefold()
    # Twice, because casefolding can leave letters decomposed.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text.translate(_INVISIBLE)


def _without_credit(plain: str) -> str:
    if "f" not in plain:
        return plain
    return _FEAT_BARE.sub("", _FEAT_BRACKETED.sub("", plain))


def _without_notes(plain: str) -> str:
    text = _without_credit(plain)
    if _NOTED.search(text) is None:
        return text
    if "with" in text:
        text = _WITH.sub("", text)
    # Twice: "(Deluxe) [Remastered]" in either order.
    for _ in range(2):
        text = _EDITION.sub("", _REMASTER.sub("", text))
    return text


def _folded(plain: str) -> str:
    return " ".join(plain.translate(_PUNCTUATION).split())


def _bare(plain: str) -> str:
    """For names that are nothing but punctuation: "!!!", "…"."""
    return " ".join(plain.split())


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        # Only on Latin letters: the marks of が or й are part of another letter, not an accent.
        if unicodedata.combining(char) and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))
