"""Facts and words: what a card states, each with the members it is about, and the sentences made of them.

A `FactSheet` is made by code from computed numbers. Templates and language models may only *refer* to its facts; the
values are put in afterwards, by code (`bot/narration/fill.py`). Nothing here is escaped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Subject = Literal["breakup_ranking", "whoknows", "ranking", "recap", "sale_result"]
"""What a sheet is about."""

Shape = Literal["clear", "tie", "lone", "nobody", "passed", "rejected", "no_quorum"]
"""How it came out: a clear first, several level at the top, one member alone, nobody; or a vote's three outcomes."""

SHAPES: dict[Subject, tuple[Shape, ...]] = {
    "breakup_ranking": ("clear", "tie", "lone", "nobody"),
    "whoknows": ("clear", "tie", "lone", "nobody"),
    "ranking": ("clear", "tie", "lone", "nobody"),
    "recap": ("lone", "nobody"),
    "sale_result": ("passed", "rejected", "tie", "no_quorum", "nobody"),
}
"""The shapes that each subject can have."""


class Tone(StrEnum):
    """How a server wants its answers worded."""

    WARM = "warm"
    DRY = "dry"
    ROAST = "roast"
    """Makes fun of the music, where everyone whom a sheet is about agreed to be worded; warm elsewhere."""


class FactKind(StrEnum):
    """What sort of thing a fact's value is."""

    MEMBER = "member"
    ARTIST = "artist"
    TRACK = "track"
    ALBUM = "album"
    PLAYLIST = "playlist"
    OFFER = "offer"
    PERIOD = "period"
    HOURS = "hours"
    PLAYS = "plays"
    SCORE = "score"
    SHARE = "share"
    COUNT = "count"
    MEASURE = "measure"
    """What a ranking is by, in words of ours: "longest streak"."""
    RELATION = "relation"
    """A comparison computed beforehand, as words: "is well ahead of"."""


NAMES = frozenset({FactKind.MEMBER, FactKind.ARTIST, FactKind.TRACK, FactKind.ALBUM, FactKind.PLAYLIST, FactKind.OFFER})
"""Kinds whose values were written by people: data, never instructions, and never outside a placeholder."""

MEASURED = frozenset({FactKind.HOURS, FactKind.PLAYS, FactKind.SCORE, FactKind.SHARE, FactKind.COUNT, FactKind.PERIOD})
"""Kinds whose values are amounts or dates."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a card may state.

    Attributes:
        id: "f1", "f2", ... within its sheet.
        role: what it does in the sheet, from the sheet's own closed words: "leader", "leader_score", ...
        value: the text as shown, with its unit where it has one; unescaped.
        about: ids of the members whom it says something about; empty for facts about nobody.
        of: id of the fact it belongs to (a score's member), or "" when it stands alone; for a relation, its left side.
        to: for a relation between two, id of its right side; else "".
    """

    id: str
    role: str
    kind: FactKind
    value: str
    about: frozenset[int] = frozenset()
    of: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class FactSheet:
    """The facts of one card.

    Attributes:
        narratable: ids of the members who agreed that a language model words things about them.
        language: in which its values stand, and in which it is worded: a tag that `bot.phrasebook` knows.
    """

    subject: Subject
    shape: Shape
    facts: tuple[Fact, ...]
    narratable: frozenset[int] = frozenset()
    language: str = "en"

    def __post_init__(self) -> None:
        if self.shape not in SHAPES[self.subject]:
            raise ValueError(f"{self.subject} has no shape {self.shape}")
        known = {fact.id for fact in self.facts}
        if len(known) != len(self.facts) or len({fact.role for fact in self.facts}) != len(self.facts):
            raise ValueError("ids and roles are unique within a sheet")
        if missing := {end for fact in self.facts for end in (fact.of, fact.to) if end} - known:
            raise ValueError(f"facts refer to unknown {sorted(missing)}")

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    @property
    def about(self) -> frozenset[int]:
        """Everyone of whom the sheet says something."""
        return frozenset().union(*(fact.about for fact in self.facts))

    def tone(self, wanted: Tone) -> Tone:
        """The tone in which this may be worded: a roast only of members who all agreed to be worded."""
        return Tone.WARM if wanted is Tone.ROAST and not self.about <= self.narratable else wanted

    @property
    def by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @property
    def by_role(self) -> dict[str, Fact]:
        """Facts by role."""
        return {fact.role: fact for fact in self.facts}

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over all that the sheet states: the same facts give the same words."""
        parts: list[str] = [self.subject, self.shape]
        for fact in self.facts:
            parts += [fact.id, fact.role, fact.kind.value, fact.value, fact.of, fact.to]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Words:
    """One to three sentences, filled in, escaped for Discord.

    Attributes:
        by: "template", or the name of the language model that worded it.
    """

    text: str
    by: str
