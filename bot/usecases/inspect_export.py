"""Exports are read, nothing is stored, and the receipt is printed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.errors import TooHeavy, WorkerLost
from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import examine, receipt_as_json
from bot.model.listens import Content, Reading, UploadReceipt
from bot.settings import Settings
from bot.usecases.upload_export import limits_of, patience_s
from bot.workers import Workers


def inspect_export(paths: Sequence[Path], settings: Settings) -> dict[str, Any]:
    """The receipt of these files, read as one upload; folders stand for all files in them.

    Read by a worker under the bot's own limits: whatever ends there would end in the bot.

    Returns:
        `receipt_as_json`'s object. Where nothing could be read, `problem` says why.
    """
    files = [
        SpooledFile(file, str(file.relative_to(path.parent)))
        for path in paths
        for file in (sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path])
    ]
    return receipt_as_json(asyncio.run(_examined(files, limits_of(settings), settings.worker_memory_mb)).receipt)


async def _examined(files: Sequence[SpooledFile], limits: Limits, memory_mb: int) -> Reading:
    workers = Workers(1, memory_mb)
    try:
        return await workers.run_within(patience_s(limits), examine, files, limits)
    except (WorkerLost, MemoryError):
        nothing = {content.value: 0 for content in Content}
        return Reading((), UploadReceipt((), 0, nothing, {}, None, None, 0, 0, 0, str(TooHeavy())))
    finally:
        workers.close()
