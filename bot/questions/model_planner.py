"""A language model as planner: it sees the sentence, the date and the grammar, and everything it says is checked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from bot.errors import LanguageError
from bot.language.budget import Account
from bot.language.client import LanguageModel
from bot.language.endpoint import Form, Prompt
from bot.model.questions import ME, Filters, Plan, Reason, plan_schema
from bot.questions.instructions import INSTRUCTIONS
from bot.questions.kept_plans import KeptPlans
from bot.questions.planner import NAMED, RULES, Planned, RulesPlanner, Run, renamed
from bot.questions.wording import describe_plan

PATIENCE = 0.5
"""Share of the model's time that a plan may take. The words of the answer may take all of it once more, and the asker
has an answer within 20 s whatever the model does."""
MAX_TOKENS = 2000

SAFETY: frozenset[Reason] = frozenset({"unsafe", "private", "sensitive"})
"""Refusals that stand, whoever makes them."""
SETTLED: frozenset[Reason] = SAFETY | {"no_data", "help"}
"""Refusals of the rules that say what they understood: a model is not asked for a second opinion."""

_ID = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)\d+(?::\w)?>|\d{15,}")
_MEMBER = re.compile(r"<@!?\d")
_MOST_COMPLAINTS = 5


class ModelPlanner:
    """Plans by a language model, inside of what the rules allow; the rules' own plan wherever the model fails.

    Every sentence goes through the rules first. What they refuse as unsafe, private or sensitive is never sent, and a
    model that refuses for one of these reasons is believed. Members' and music's names that are not in the sentence,
    letter by letter, make a plan void: a model can neither bring in a person nor show a text of its own.

    Plans are kept in memory for the day (`KeptPlans`): they are quickly made again, and what members typed is on the
    disk in one place alone, from which it is erased with them. One that is kept costs nothing, also over budget.

    Args:
        model: asked once per new sentence, and once more where its first plan is void.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._rules = RulesPlanner()
        self._kept = KeptPlans()

    async def plan(
        self, sentence: str, today: date, members: Sequence[str], *, run: Run, accounts: Sequence[Account] = ()
    ) -> Planned:
        """See `Planner.plan`."""
        ruled = await self._rules.plan(sentence, today, members, run=run)
        offline = ruled.plan
        if offline.reason in SETTLED:
            return ruled
        text, ids = without_ids(sentence)
        guild_id = next((each.guild_id for each in accounts if each.guild_id is not None), None)
        try:
            kept = self._kept.plan(guild_id, text, today)
            found = kept or await self._ask(text, today, _music_of(offline), accounts)
        except LanguageError:
            return ruled
        self._kept.keep(guild_id, text, today, found)
        found = renamed(found, lambda name: _with_ids(name, ids), lambda name: _with_ids(name, ids))
        return _settled(offline, found, self._model.endpoint.model)

    async def _ask(self, text: str, today: date, known: frozenset[str], accounts: Sequence[Account]) -> Plan:
        material = {"today": f"{today:%A} {today.isoformat()}", "question": text}
        return await self._model.ask(
            Prompt(INSTRUCTIONS, json.dumps(material, ensure_ascii=False)),
            Form("plan", plan_schema(), lambda found: read_plan(found, text, known)),
            max_tokens=MAX_TOKENS,
            accounts=accounts,
            patience_s=self._model.endpoint.timeout_s * PATIENCE,
        )


def _settled(offline: Plan, found: Plan, model: str) -> Planned:
    """Which of the two plans holds."""
    if found.op == "none":
        believed = offline.op == "none" or found.reason in SAFETY
        return Planned(found, model) if believed else Planned(offline, RULES)
    # In the words that a member would read: plans that differ in nothing that can be said are no disagreement.
    differ = offline.op != "none" and describe_plan(offline).casefold() != describe_plan(found).casefold()
    return Planned(found, model, offline if differ else None)


def without_ids(sentence: str) -> tuple[str, dict[str, str]]:
    """A sentence as it may be sent: every mention, custom emoji, moment and id of Discord's replaced.

    Returns:
        The sentence, and what stood for members by what stands there now ("@friend1").
    """
    ids: dict[str, str] = {}
    stem = "@friend"
    while stem in sentence:  # the asker's own words must not come to mean somebody
        stem += "_"

    def replaced(match: re.Match[str]) -> str:
        if not _MEMBER.match(match.group()):
            return "…"
        name = f"{stem}{len(ids) + 1}"
        ids[name] = match.group()
        return name

    return _ID.sub(replaced, unicodedata.normalize("NFC", sentence)), ids


def read_plan(found: object, sentence: str, known: frozenset[str] = frozenset()) -> Plan:
    """A model's answer as a plan.

    Args:
        found: what it said, as JSON values.
        sentence: as it was sent.
        known: names of music that may stand in the plan besides those in the sentence.

    Raises:
        ValueError: no plan of the grammar, or a name that is not in the sentence; says which fields are wrong.
    """
    if not isinstance(found, dict):
        raise ValueError("the answer is one JSON object")  # noqa: TRY004 - what a `Form` raises
    try:
        plan = Plan.model_validate(_without_nulls(found))
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:_MOST_COMPLAINTS]]
        raise ValueError("; ".join(wrong)) from None

    def member(name: str) -> str:
        return ME if name == ME else _as_typed(name, sentence)

    def music(name: str) -> str:
        return name if name in known else _as_typed(name, sentence)

    return renamed(plan, member, music)


def _music_of(plan: Plan) -> frozenset[str]:
    """Names of music in the rules' plan: they know who a Swiftie listens to."""
    parts: Iterable[Filters | None] = (plan.filters, *(side.filters for side in plan.sides))
    return frozenset(name for part in parts if part for field in NAMED for name in getattr(part, field))


def _as_typed(name: str, sentence: str) -> str:
    found = re.search(re.escape(unicodedata.normalize("NFC", name)), sentence, re.IGNORECASE)
    if found is None:
        raise ValueError("every name must be copied from the question, letter by letter; add none")
    return found.group()


def _with_ids(name: str, ids: Mapping[str, str]) -> str:
    return ids.get(name) or ids.get(f"@{name}", name)


def _without_nulls(node: object, depth: int = 4) -> object:
    """An omitted field means its default, and a null is an omitted field. No deeper than a plan goes."""
    if depth and isinstance(node, dict):
        return {key: _without_nulls(value, depth - 1) for key, value in node.items() if value is not None}
    return [_without_nulls(value, depth - 1) for value in node] if depth and isinstance(node, list) else node
