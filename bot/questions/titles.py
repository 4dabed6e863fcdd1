"""Titles by how they are written and where they stand: "Depression Cherry" is no word about anybody's health."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.questions.concepts import Mention
from bot.questions.names import NameMention
from bot.questions.reading import Sentence, fold

_INTRODUCE = frozenset({"listen", "times", "how_often", "track", "album", "artist", "loop", "skip", "repeat", "fans"})
_NOUNS = frozenset({"track", "album", "artist", "playlist"})
_JOINERS = re.compile(
    r"\s+(?:(?:of|by|from|to|the|de|du|des|da|do|del|d'|von|vom|a|la|le|les|el|al|os|as|o|z|zu|auf|called|named)\s+){0,2}"
)
_HAS_COUNTED = re.compile(r"\b(?:plays?|streams?|spins?|listens?|hours|minutes|times)\s+(?:does|did|do|has|have)\s+\Z")
_BY_SOMEBODY = re.compile(r"\s+(?:by|de|von|par|von der)\s+[A-Z0-9]")
_PARENTHESIS = re.compile(r"\s*\(([^()]{2,30})\)")
_MUSIC_FOLLOWS = re.compile(
    r"\s+(?:music|musik|musica|musique|muzyk\w*|songs?|tracks?|tunes?|lieder|albums?|artists?|bands?|singers?|playlists?"
    r"|podcasts?|rap|rock|people|guys|girls|men|women|folks)\b"
)


def find_titles(
    sentence: Sentence, capitalised: Sequence[NameMention], concepts: Sequence[Mention], *, nouns_capitalised: bool
) -> list[NameMention]:
    """Of the capitalised names, those that the sentence itself says were played.

    Args:
        sentence: as it was read.
        capitalised: runs of capitalised words inside the sentence.
        concepts: where the sentence speaks of listening and of music.
        nouns_capitalised: whether the language writes every noun so; one word alone is then no title.
    """
    written = re.findall(r"[^\W\d_]+", sentence.text)
    if sum(word[0].isupper() for word in written) > 0.6 * len(written):
        return []  # "Who Is The Most Depressed": capitals that say nothing
    return [
        name
        for name in capitalised
        if (" " in name.text or not nouns_capitalised) and _is_played(sentence, name, concepts)
    ]


def _is_played(sentence: Sentence, name: NameMention, concepts: Sequence[Mention]) -> bool:
    before, after = fold(sentence.text[: name.start]), sentence.text[name.end :]
    if after.startswith(("'", "’")) or _MUSIC_FOLLOWS.match(fold(after)):
        return False
    parenthesis = _PARENTHESIS.match(after)
    if parenthesis and any(
        each.concept in _NOUNS and name.end <= each.start < name.end + parenthesis.end() for each in concepts
    ):
        return True
    listened = any(each.concept in _INTRODUCE for each in concepts)
    if listened and (_BY_SOMEBODY.match(after) or _HAS_COUNTED.search(before)):
        return True
    return any(
        each.concept in _INTRODUCE and _JOINERS.fullmatch(before[each.end :])
        for each in concepts
        if each.end < name.start
    ) or bool(
        re.search(r"\bby\s+\Z", before)
        and any(each.concept in ("most", "listen", *_NOUNS) and name.start - each.end <= 4 for each in concepts)
    )
