"""Discord's ids: 64-bit numbers that carry the moment they were made."""

from __future__ import annotations

import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000
"""Discord counts milliseconds from 2015-01-01T00:00:00Z."""


class Snowflakes:
    """Makes ids that never repeat and always grow, as ids from one Discord do."""

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def next(self) -> int:
        """An id made now, larger than every id made before."""
        now = (time.time_ns() // 1_000_000 - EPOCH_MS) << 22
        self.last = max(now, self.last + 1)
        return self.last


def made_at(snowflake: int) -> datetime:
    """The moment that an id carries, in UTC."""
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH_MS) / 1000, UTC)
