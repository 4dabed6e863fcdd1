"""What workers do before the first question."""

from __future__ import annotations

import sys
from datetime import date

from bot.__main__ import open_services
from bot.settings import Settings
from bot.usecases.warm_workers import answer_nothing, warm_workers
from bot.workers import Workers


def modules() -> set[str]:
    """Loaded in this worker."""
    return {name for name in sys.modules if name.startswith("bot.")}


async def test_a_warmed_worker_has_loaded_what_questions_take(tmp_path):
    pool = Workers(1)
    try:
        settings = Settings(_env_file=None, data_dir=tmp_path, workers=1)
        async with open_services(settings, workers=pool) as services:
            await warm_workers(services)
            assert {"bot.questions.parser", "bot.questions.execution.execute"} <= await services.cpu(modules)
    finally:
        pool.close()


def test_answering_nothing_needs_nothing_stored():
    answer_nothing(date(2026, 3, 1))
