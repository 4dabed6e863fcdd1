"""Moods over time: shares of a month's plays, what changed and when, and the songs that a member came back to then.

Facts only, about music: the sentences about them stand in cards. What a member calls a turning point is theirs alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias, TypeVar, get_args

import numpy as np
import numpy.typing as npt

from bot.model.questions import Mood

LONGEST_LABEL = 40
"""Characters of what a member may call a turning point."""

Amount = TypeVar("Amount", float, npt.NDArray[np.float64])


def sad_share(breakup: Amount, sad: Amount, plays: Amount) -> Amount:
    """The share of plays whose titles speak of a breakup or of sadness: what "sad" means wherever members see it.

    Args:
        breakup: plays of tracks whose titles speak of a breakup.
        sad: plays of tracks whose titles speak of sadness, and not of a breakup.
        plays: of them all; above 0.

    Returns:
        In [0, 1].
    """
    return (breakup + sad) / plays


class Measure(StrEnum):
    """What is followed over the months, each as a share of a month's plays."""

    SAD = "sad"
    """Tracks whose titles speak of a breakup or of sadness; see `sad_share`."""
    ON_REPEAT = "on_repeat"
    """Tracks that were played five times or more on that day."""
    NIGHT = "night"
    """From 00:00 to 04:59 on the member's own clock."""


@dataclass(frozen=True, slots=True)
class MoodMonth:
    """One month, of a member or of the group; every share is None where too little was played.

    Attributes:
        month: its first day.
        sad: share of plays; likewise `on_repeat` and `night`. Of the group: the mean over its members.
        sad_smooth: `sad` of the month and the months beside it, together; likewise `on_repeat_smooth`.
        plays: of the member; None for the group, whose plays are never added up.
        members: whose mean it is; 1 for a member.
    """

    month: date
    sad: float | None
    sad_smooth: float | None
    on_repeat: float | None
    night: float | None
    plays: int | None = None
    members: int = 1
    on_repeat_smooth: float | None = None


@dataclass(frozen=True, slots=True)
class MoodPlaylist:
    """A playlist whose title speaks of a breakup or of sadness.

    Attributes:
        begun_on: the day its first dated track was added; where no track has a date, the day it was last changed; None
            where the export says neither.
    """

    title: str
    mood: Literal["breakup", "sad"]
    begun_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A share of plays before a turning point and from it on, each up to the turning point beside it."""

    measure: Measure
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """When a member's listening changed.

    Attributes:
        on: the day that parts before and after best, on the member's own clock.
        month: the first day of its month, by which a member's label is kept.
        since: where nothing is known of the months before: the first day of the last month that is known; else None.
        changes: what changed, sad titles before repeats; at least one.
    """

    on: date
    month: date
    since: date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ComfortSong:
    """A track that a member came back to around a turning point.

    Attributes:
        plays: in the weeks from the turning point on.
        expected: plays that those weeks would have held had it had its usual share.
        plays_before: before the turning point.
        last_before: the last day before the turning point on which it was played.
    """

    track_id: int
    artist_id: int
    plays: int
    expected: float
    plays_before: int
    last_before: date

    @property
    def times(self) -> float:
        """How many times its usual share it had."""
        return self.plays / self.expected


TitleTag: TypeAlias = Mood | Literal["other"]
"""What a language model takes a title for."""
TITLE_TAGS: tuple[TitleTag, ...] = (*get_args(Mood), "other")


@dataclass(frozen=True, slots=True)
class UntaggedTitle:
    """A track that no language model has been asked about, with its artist's name, or "" where nobody is named."""

    track_id: int
    title: str
    artist: str
