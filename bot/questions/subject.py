"""Who and what a sentence is about: its names sorted into members and things played, and the filters they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.model.questions import ME
from bot.questions.leftovers import stands_opposite
from bot.questions.names import NameMention, clip, kind_by_noun, looks_like_title
from bot.questions.time_words import TimeMention
from bot.questions.understanding import Understanding

_MUSIC_KINDS = ("artist", "track", "album", "playlist")
_BY_ONE = re.compile(r"\s+(?:by|von)\s")
_ABOUT_PEOPLE = ("breakup", "sad", "skip", "hours", "streak", "discover", "unique_taste")
_AUXILIARY = re.compile(r"(?:^|\s)(?:did|does|do|has|have|is|was|were|are|hat|ist|habe|czy)$")
_POSSESSIVE = re.compile(r"['’]s?\b(?!\s+(?:songs?|music|albums?|tracks?|new|latest|hits?|discography))")
_COMPARING = re.compile(r"\b(?:vs|versus|than|or|que|als|niz)\.?$")
_OBJECT_MARKER = re.compile(r"\b(?:to|of|by|a|de|von|do)$|\bd'$")
_OWNER = re.compile(r"(?:playlists?|listas?|horas|heures|stunden|godzin)\s+(?:mais\s+\w+\s+)?(?:de|da|do|d'|von)$")


@dataclass(frozen=True)
class Subject:
    """An understanding with its names sorted.

    Attributes:
        me: whether the asker speaks of themself.
        members: who listens, besides the asker.
        music: what is listened to.
    """

    u: Understanding
    me: bool
    members: tuple[NameMention, ...]
    music: tuple[NameMention, ...]

    @property
    def text(self) -> str:
        """The folded sentence."""
        return self.u.sentence.folded

    @property
    def asks_for_members(self) -> bool:
        """Whether members are what is ranked."""
        has = self.u.has
        if has("who") or self.u.says("night_people"):
            return True
        fans, noun = self.u.first("fans"), self.u.first("artist", "track", "album")
        if fans is not None and noun is None and self.music and not has("how_many", "how_often"):
            return True  # "fans of Gorillaz here"
        about_music = fans is not None and noun is not None and noun.start < fans.start
        return fans is not None and has("most", "least", "top") and not has("how_many") and not about_music

    @property
    def top_of_somebody(self) -> bool:
        """Whether a number of the most played is asked for, and of what is left open: "top 5 of Leo"."""
        return self.u.tops_somebody

    @property
    def asks_whom(self) -> bool:
        """Whether "who" means an artist: "who do I listen to most", "who is my favourite artist"."""
        has = self.u.has
        if has("overlap", "opposite", "skip", "unique_taste"):
            return False
        owned = self.me or bool(self.members) or has("we")
        if has("who") and has("artist") and has("most", "top") and owned and not has("listen", "like", "discover"):
            return True
        masked = self.u.sentence.without(*((name.start, name.end) for name in self.members)).folded
        return has("whom") or bool(re.search(r"\bwho(?:m)?\s+(?:do|does|did|have|has)\s+(?:i|we|\x00+)", masked))

    def member_names(self) -> list[str]:
        """As a plan holds them."""
        names = list(dict.fromkeys(clip(name.text) for name in self.members))
        # "who of us ..., me too": the asker is one of the ranked, unless the question is about their own.
        one_of_all = self.asks_for_members and not (names or self.asks_whom or self.u.has("overlap", "opposite"))
        return [ME, *names] if self.me and not one_of_all else names

    def kind(self, name: NameMention) -> str:
        """Artist, track, album or playlist: by what is known, by the noun before it, or by how it reads."""
        if name.kind in _MUSIC_KINDS and name.sure:
            return name.kind
        noun = kind_by_noun(self.u.sentence, name.start, self.u.concepts)
        if noun in _MUSIC_KINDS:
            return str(noun)
        if _BY_ONE.match(self.text[name.end :]) and any(other.start > name.end for other in self.music):
            return "track"
        title = looks_like_title(name.text)
        one_song = self.u.has("how_often", "loop") or len(name.text.split()) >= 3
        return "track" if title and one_song else "artist"

    def filters(self, music: Sequence[NameMention], times: Sequence[TimeMention]) -> dict[str, Any]:
        """What these names and times leave in."""
        filters: dict[str, Any] = {}
        for name in music:
            names = filters.setdefault(self.kind(name), [])
            if clip(name.text) not in names:
                names.append(clip(name.text))
        ranges = [(time.kind, time.value) for time in times if isinstance(time.value, tuple)]
        for kind in ("weekdays", "months"):
            if days := sorted({day for found, value in ranges if found == kind for day in value}):
                filters[kind] = days
        if hours := [time for time in times if time.kind == "hours" and isinstance(time.value, tuple)]:
            # "nachts um 3 Uhr": the clock says more than the part of the day.
            said = self.u.sentence.text
            exact = [time for time in hours if any(char.isdigit() for char in said[time.start : time.end])] or hours
            filters["hours"] = list(exact[0].value)
        return filters


def subject_of(understanding: Understanding) -> Subject:
    """Sort the names of a sentence."""
    me = understanding.has("me")
    members: list[NameMention] = []
    music: list[NameMention] = []
    for name in understanding.names:
        guessed = name.kind == "unknown" and not understanding.members_known and _reads_like_member(name, understanding)
        (members if name.kind == "member" or guessed else music).append(name)
    return Subject(understanding, me, tuple(members), tuple(music))


_MORE_THAN = re.compile(
    r"\b(?:more|less|mas|menos|mais|plus|moins|mehr|weniger|wiecej|mniej|haufiger)\b.*\b(?:than|que|als|niz)\b"
)


def _are_compared(understanding: Understanding) -> bool:
    """Whether one bare name does more of something than another: "did Ada listen more than Bo"."""
    names = [name for name in understanding.names if name.kind != "member"]
    if len(names) != 2 or any(name.sure for name in names) or understanding.has("we", "me", "who"):
        return False
    return bool(_MORE_THAN.search(understanding.sentence.folded[names[0].end : names[1].start]))


def _reads_like_member(name: NameMention, understanding: Understanding) -> bool:
    """Whether a name stands where the one who listens would: without a list of members, its place decides."""
    has = understanding.has
    if _are_compared(understanding):
        return True
    before = understanding.sentence.folded[: name.start].rstrip("\x00").rstrip()
    if _AUXILIARY.search(before) or _POSSESSIVE.match(understanding.sentence.folded[name.end :]):
        return True
    if stands_opposite(before, understanding.sentence.folded[name.end :]) and has("who", "me", "compare"):
        return True
    if before.endswith(" by") and any(other.sure for other in understanding.names):
        return True
    if has("overlap", "opposite") and not has("artist", "track"):
        return True
    if has(*_ABOUT_PEOPLE) and (has("compare") or _COMPARING.search(before)):
        return True
    if has("who") or has("we"):
        return False
    return bool(_OWNER.search(before)) or _is_beside_verb(name, understanding, before)


def _is_beside_verb(name: NameMention, understanding: Understanding, before: str) -> bool:
    """Before a verb of listening, or right after it where no one else can be the one who listens."""
    if understanding.has("me"):
        return False
    verbs = [each for each in understanding.concepts if each.concept in ("listen", "skip", "like")]
    if any(0 <= verb.start - name.end <= 3 for verb in verbs):
        return True
    alone = sum(other.kind != "member" for other in understanding.names) == 1
    follows = any(verb.concept == "listen" and 0 <= name.start - verb.end <= 2 for verb in verbs)
    return alone and follows and not _OBJECT_MARKER.search(before)
