"""A question that a member asked in words, and the plan it was read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.questions import Plan

LONGEST_SENTENCE = 400
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question.

    Attributes:
        question_id: random; stands in the buttons of its card.
        sentence: as typed, unescaped.
        plan: with names as they were typed: they are looked up each time it is answered, so that a consent that was
            withdrawn counts.
        planned_by: "rules", or the language model that read it.
        other: how the rules read it, where a model read it otherwise.
        posted: whether the asker showed the answer to a channel.
    """

    guild_id: int
    question_id: int
    asker_id: int
    channel_id: int
    sentence: str
    plan: Plan
    asked_at: datetime
    posted: bool = False
    planned_by: str = "rules"
    other: Plan | None = None
