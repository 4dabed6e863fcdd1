"""What use cases and cogs are handed: one frozen bundle, put together in `bot/__main__.py` and in tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ParamSpec, Protocol, TypeVar

from bot.charts.painter import Painter
from bot.language.client import LanguageModel
from bot.narration.narrator import Narrator
from bot.questions.planner import Planner, RulesPlanner
from bot.settings import Settings
from bot.workers import Workers
from storage import Store

P = ParamSpec("P")
R = TypeVar("R")


class Clock(Protocol):
    """The only source of the time, so that a test can move it."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Return at `moment` or soon after; at once if it has passed."""


class WallClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Return at `moment` or soon after; at once if it has passed."""
        # In steps of a minute: a laptop that slept, or a clock that was set, is noticed.
        while (left_s := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - there is nothing but time to wait for
            await asyncio.sleep(min(left_s, 60))


@dataclass(frozen=True, slots=True)
class Services:
    """The tools of the house. Nothing in it is about one server or one member.

    Attributes:
        language: None where the operator gave no key.
        planner: reads questions; by rules unless chosen otherwise.
    """

    settings: Settings
    store: Store
    workers: Workers
    narrator: Narrator
    painter: Painter
    clock: Clock = field(default_factory=WallClock)
    language: LanguageModel | None = None
    planner: Planner = field(default_factory=RulesPlanner)

    async def cpu(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(*args, **kwargs)` in a worker process: the one way to read, group or draw."""
        return await self.workers.run(work, *args, **kwargs)

    async def woken_or_at(self, event: asyncio.Event, moment: datetime) -> None:
        """Return when the event is set, or at `moment`: what a loop over deadlines waits for between its rounds."""
        waits = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(self.clock.sleep_until(moment))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
