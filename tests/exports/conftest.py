from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.model.listens import Reading
from tests.exports.builders import Examine, assert_reconciles, spool


@pytest.fixture
def upload(tmp_path: Path) -> Examine:
    """Examine an upload of these files: name -> bytes, or what is to be written as JSON."""

    def read(files: Mapping[str, object], **limits: float) -> Reading:
        reading = examine(spool(tmp_path, files), Limits(**limits))  # type: ignore[arg-type] # names of Limits' fields
        assert_reconciles(reading)
        return reading

    return read
