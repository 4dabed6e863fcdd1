"""A server's recap that is posted by itself: when, where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_DAY = 28
"""The latest day of a month to post on: every month has it."""


class Every(StrEnum):
    """How often."""

    WEEK = "week"
    MONTH = "month"


class Outcome(StrEnum):
    """What came of the last post that was due."""

    POSTED = "posted"
    TOO_FEW = "too_few"
    """Fewer than two members who agreed to be compared had listening in the period. Nothing was posted."""
    NO_CHANNEL = "no_channel"
    """The channel is gone. Nothing was posted."""
    FORBIDDEN = "forbidden"
    """The bot may not post there any more. Nothing was posted."""
    UNKNOWN = "unknown"
    """The bot stopped while it was posting, and cannot read in the channel whether it did; it did not post again."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a recap is due, on the server's clock.

    Attributes:
        day: of the week, 1 for Monday to 7; or of the month, 1 to `LAST_DAY`.
        hour: 0 to 23.
    """

    every: Every
    day: int
    hour: int


@dataclass(frozen=True, slots=True)
class RecapSchedule:
    """One server's schedule.

    Attributes:
        due_at: the moment of the next post.
        posting: the due moment whose post was begun and is not known to have ended; None for none.
        begun_at: when it was begun.
        last_at: when a due post was last settled; None before the first.
        outcome: what came of it.
    """

    guild_id: int
    channel_id: int
    times: Times
    due_at: datetime
    posting: datetime | None = None
    begun_at: datetime | None = None
    last_at: datetime | None = None
    outcome: Outcome | None = None
