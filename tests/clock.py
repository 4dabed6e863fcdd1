"""A clock that stands still until a test moves it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


class HeldClock:
    """`bot.services.Clock` for tests."""

    def __init__(self, at: datetime = START) -> None:
        self._now = at
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        while self._now < moment:
            await self._moved.wait()

    def advance(self, **by: float) -> None:
        """Move it on, e.g. `advance(minutes=5)`, and wake whoever waits."""
        self._now += timedelta(**by)
        self._moved.set()
        self._moved = asyncio.Event()
