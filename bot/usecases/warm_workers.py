"""Workers learn what a question takes before the first one is asked: imports and patterns are seconds otherwise."""

from __future__ import annotations

import asyncio
import logging
from datetime import date

from bot.errors import WorkerLost
from bot.questions.execution.resolved import ResolvedPlan
from bot.questions.parser import parse_question
from bot.services import Services
from bot.usecases.computing import compute_on

log = logging.getLogger(__name__)


async def warm_workers(services: Services) -> None:
    """Let every worker read and compute a question about nothing, at once, so that each takes one."""
    today = services.clock.now().date()
    try:
        await asyncio.gather(*(services.cpu(answer_nothing, today) for _ in range(services.settings.workers)))
    except (WorkerLost, MemoryError) as error:
        log.warning("a worker could not be warmed: %s", error)


def answer_nothing(today: date) -> None:
    """For a worker."""
    parse_question("who listens at 3am the most?", today, ())
    compute_on(ResolvedPlan("value", "plays", (1,)), {}, {}, today)
