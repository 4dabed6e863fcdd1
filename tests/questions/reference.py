"""Questions with the plans that answer them, and where to find more of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.model.questions import Plan
from bot.questions.parser import parse_question

TODAY = date(2026, 3, 15)
MEMBERS = ("Zoe", "Leo", "Maya", "Tomek", "Sofia", "Ángel", "Bo")
HELD_OUT = Path(__file__).with_name("held_out.jsonl")
FRESH = Path(__file__).with_name("held_out2.jsonl")
"""Written later, and measured before the tables were tuned on them."""
LATEST = Path(__file__).with_name("held_out3.jsonl")
"""Later still: terse, mistyped, compound, and slyer about lives."""
REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "questions.jsonl"
"""Beside the repository, and not in it."""


@dataclass(frozen=True)
class Asked:
    question: str
    plans: tuple[Plan, ...]
    batch: str = ""

    @property
    def refused(self) -> bool:
        return all(plan.op == "none" for plan in self.plans)


def held_out(batch: str = "", path: Path = HELD_OUT) -> list[Asked]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [
        Asked(row["question"], tuple(Plan.model_validate(plan) for plan in row["plans"]), row["batch"]) for row in rows
    ]
    return [each for each in asked if batch in ("", each.batch)]


def reference() -> list[Asked]:
    rows = [json.loads(line) for line in REFERENCE.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(row["question"], tuple(Plan.model_validate(plan) for plan in (row["plan"], *row["alt"]))) for row in rows
    ]


def wrong(questions: Sequence[Asked], members: Sequence[str]) -> list[tuple[str, dict]]:
    """What is answered otherwise than it may be."""
    answers = [(asked, parse_question(asked.question, TODAY, members)) for asked in questions]
    return [(asked.question, plan.compact()) for asked, plan in answers if plan not in asked.plans]


def answered_though_refused(questions: Sequence[Asked], members: Sequence[str]) -> list[tuple[str, dict]]:
    """What is answered and should be refused."""
    refused = [asked for asked in questions if asked.refused]
    answers = [(asked, parse_question(asked.question, TODAY, members)) for asked in refused]
    return [(asked.question, plan.compact()) for asked, plan in answers if plan.op != "none"]
