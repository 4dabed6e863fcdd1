"""Moments and days as exports write them, read a column at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa

from bot.exports.columns import Ints

NO_MOMENT = np.iinfo(np.int64).min
"""Where no moment could be read. Not a moment that an export could mean."""

_SLASHED = re.compile(r"(\d{4})[/-](\d\d)[/-](\d\d)([T ][\d:.]+)(?:\s*([+-]\d\d:?\d\d|Z))?")
_FIRST_MS = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp() * 1000)
_LAST_MS = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)


def utc_moments(texts: Sequence[str | None]) -> Ints:
    """ISO 8601 texts with a zone, such as `2024-02-29T23:59:59Z`, as ms since 1970; NO_MOMENT where there is none.

    A moment before 2000 or from 2100 on is none: services write 1970 where they do not know.
    """
    try:
        column = pa.array(texts, pa.string()).cast(pa.timestamp("ms", "UTC"))
    except pa.ArrowInvalid:
        return _one_by_one(texts, _utc_moment)
    return _sane(column)


def utc_minutes(texts: Sequence[str | None]) -> Ints:
    """Texts such as `2024-02-29 23:59`, meant as UTC, as ms since 1970; NO_MOMENT where there is none."""
    try:
        column = pa.array(texts, pa.string()).cast(pa.timestamp("ms"))
    except pa.ArrowInvalid:
        return _one_by_one(texts, _utc_moment)
    return _sane(column)


def day(text: str | None) -> date | None:
    """A day such as `2024-02-29`, also with a time behind it; None where there is none."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _sane(column: pa.Array) -> Ints:
    moments: Ints = column.cast(pa.int64()).fill_null(NO_MOMENT).to_numpy(zero_copy_only=False)
    return np.where((moments >= _FIRST_MS) & (moments < _LAST_MS), moments, NO_MOMENT)


def _one_by_one(texts: Sequence[str | None], read: Callable[[str], int]) -> Ints:
    return _sane(pa.array([read(text) if text else NO_MOMENT for text in texts], pa.int64()))


def _utc_moment(text: str) -> int:
    text = text.strip().removesuffix(" UTC")
    if written := _SLASHED.fullmatch(text):  # as SoundCloud's API writes moments
        text = "-".join(written.group(1, 2, 3)) + written[4] + (written[5] or "")
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        return NO_MOMENT
