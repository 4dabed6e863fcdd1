"""Who turns a sentence into a plan: rules on this machine, or a language model that is checked against them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.language.budget import Account
from bot.model.questions import Filters, Plan
from bot.questions.parser import parse_question

RULES = "rules"
"""Who planned, where no language model did."""

NAMED = ("artist", "track", "album", "playlist")
"""The filters that hold names."""

Parse = Callable[[str, date, Sequence[str]], Plan]
Run = Callable[[Parse, str, date, Sequence[str]], Awaitable[Plan]]
"""Runs `parse_question` where it does not hold up the event loop: `Services.cpu`."""


@dataclass(frozen=True, slots=True)
class Planned:
    """How a sentence was read.

    Attributes:
        by: `RULES`, or the language model's name.
        other: how the rules read it, where a model read it otherwise and both can be computed: to be shown, not hidden.
    """

    plan: Plan
    by: str = RULES
    other: Plan | None = None


class Planner(Protocol):
    """Turns a sentence into a plan."""

    async def plan(
        self, sentence: str, today: date, members: Sequence[str], *, run: Run, accounts: Sequence[Account] = ()
    ) -> Planned:
        """The plan that a sentence means, or one that says why there is none. Never raises for what a model does.

        Args:
            sentence: as it was typed.
            today: in the asker's own zone.
            members: display names of the members who agreed to be compared. They stay in this process.
            run: see `Run`.
            accounts: who pays for a model's tokens.
        """
        ...


class RulesPlanner:
    """The offline parser, which asks nobody."""

    async def plan(
        self,
        sentence: str,
        today: date,
        members: Sequence[str],
        *,
        run: Run,
        accounts: Sequence[Account] = (),  # noqa: ARG002 - it costs nothing
    ) -> Planned:
        """See `Planner.plan`."""
        return Planned(await run(parse_question, sentence, today, members))


def renamed(plan: Plan, member: Callable[[str], str], music: Callable[[str], str]) -> Plan:
    """The plan with other names for its members, and for its music and playlists."""

    def filters(found: Filters) -> Filters:
        names = {field: [music(name) for name in getattr(found, field)] for field in NAMED}
        return found.model_copy(update=names)

    sides = [
        side.model_copy(
            update={
                "members": [member(name) for name in side.members],
                "filters": filters(side.filters) if side.filters else None,
            }
        )
        for side in plan.sides
    ]
    members = [member(name) for name in plan.members]
    return plan.model_copy(update={"members": members, "filters": filters(plan.filters), "sides": sides})
