"""Durations as exports write them, read a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
import numpy as np

from bot.exports.columns import MISSING, Ints, Mask

Number = Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)] | float | None
"""A JSON number; bounded, so that no number of four hundred digits reaches numpy."""

LONGEST_PLAY_MS = 2**31 - 1
"""Twenty-four days. What is longer, or as negative, is no duration."""


def durations(values: Sequence[int | float | None]) -> tuple[Ints, Mask, Mask]:
    """Durations in ms (MISSING where unknown), where one is known, and where it is impossible."""
    column = np.array(values, dtype=np.float64)  # null becomes NaN
    known = ~np.isnan(column)
    impossible = known & (np.abs(column) > LONGEST_PLAY_MS)
    return np.where(known & ~impossible, column, MISSING).astype(np.int64), known, impossible
