"""What was read out of a sentence, before anything is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.model.questions import Dimension
from bot.questions.concepts import Mention
from bot.questions.names import NameMention
from bot.questions.reading import Sentence
from bot.questions.time_words import TimeMention
from bot.questions.words.language import Language

_IN_PASSING = re.compile(
    r"\b(?:during|of|in|through|throughout|all|per|every|each)\s+(?:the\s+)?(?:day|week|month|year)\b"
)
_BUCKETS: dict[str, Dimension] = {"unit_day": "day", "unit_week": "week", "unit_month": "month", "unit_year": "year"}


@dataclass(frozen=True)
class Understanding:
    """What was read out of a sentence.

    Attributes:
        members_known: whether the parser was told the members' names, so that other names are no members'.
        typed: the sentence with its slips of the hand; None where it had none.
        titles: those of the names that were played, as the sentence itself says.
    """

    sentence: Sentence
    language: Language
    concepts: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    names: tuple[NameMention, ...]
    members_known: bool
    titles: tuple[NameMention, ...] = ()
    typed: Sentence | None = None

    @property
    def found(self) -> frozenset[str]:
        """The concepts, wherever they stand."""
        return frozenset(mention.concept for mention in self.concepts)

    @property
    def music(self) -> tuple[NameMention, ...]:
        """Names of things played, and names that may be."""
        return tuple(name for name in self.names if name.kind != "member")

    def has(self, *concepts: str) -> bool:
        """Whether any of these concepts is there."""
        return bool(self.found & set(concepts))

    def says(self, concept: str) -> bool:
        """Whether a concept's phrases stand anywhere in the sentence, read as a time or not."""
        pattern = self.language.patterns.get(concept)
        return bool(pattern and pattern.search(self.sentence.folded))

    @property
    def tops_somebody(self) -> bool:
        """Whether it says "top 5" or the like of somebody, or of all."""
        numbered = re.search(rf"(?:{self.language.alternatives('top')})\s*\d", self.sentence.folded)
        return bool(numbered) and (self.has("me", "we") or any(name.kind == "member" for name in self.names))

    @property
    def bucket(self) -> Dimension | None:
        """Day, week, month or year where the bare noun stands for what is ranked: "our biggest month"."""
        ranked = self.has("most", "least", "sad", "breakup", "longest", "top", "skip", "intense")
        if not (ranked and self.language.spaced) or self.has("how_many", "streak", "active_days", "who"):
            return None
        rest = self.sentence.without(*((time.start, time.end) for time in self.times))
        folded = _IN_PASSING.sub("", rest.folded)
        for concept, bucket in _BUCKETS.items():
            if self.language.patterns[concept].search(folded):
                return bucket
        return None

    def first(self, *concepts: str) -> Mention | None:
        """The first mention of any of these concepts."""
        return next((mention for mention in self.concepts if mention.concept in concepts), None)
