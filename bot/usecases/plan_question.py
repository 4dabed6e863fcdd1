"""A question in words becomes a plan, offline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.model.questions import Plan
from bot.questions.parser import parse_question
from bot.questions.wording import describe_plan


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan in its two forms."""

    plan: Plan
    as_json: str
    in_words: str


def plan_question(question: str, members: Sequence[str], today: date) -> Planned:
    """The plan for this question, by the offline parser.

    Args:
        members: names that the question may mean.
        today: what "last month" counts from.
    """
    plan = parse_question(question, today, members)
    return Planned(plan, json.dumps(plan.compact(), ensure_ascii=False), describe_plan(plan))
