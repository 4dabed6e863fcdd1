"""Exports are read, nothing is stored, and the receipt is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.exports.archive import SpooledFile
from bot.exports.registry import examine, receipt_as_json
from bot.settings import Settings
from bot.usecases.upload_export import limits_of


def inspect_export(paths: Sequence[Path], settings: Settings) -> dict[str, Any]:
    """The receipt of these files, read as one upload; folders stand for all files in them.

    Returns:
        `receipt_as_json`'s object. Where nothing could be read, `problem` says why.
    """
    files = [
        SpooledFile(file, str(file.relative_to(path.parent)))
        for path in paths
        for file in (sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path])
    ]
    return receipt_as_json(examine(files, limits_of(settings)).receipt)
