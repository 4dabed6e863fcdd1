"""A plan whose names are ids: what a worker is told to compute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.analysis.periods import ALL_TIME, Period, between, parse_period
from bot.model.questions import ContentFilter, Dimension, Metric, Mood, Op, Order, Platform, Scope, Window


@dataclass(frozen=True, slots=True)
class Kept:
    """Which listens, or playlists, count. None, or an empty tuple, is no restriction; several ids mean any of them.

    Attributes:
        playlists: (member_id, playlist_id) pairs.
        hours: from and to of the member's own clock, half-open; may wrap.
        members_with: only what every member played, or only what exactly one did.
    """

    artists: frozenset[int] | None = None
    tracks: frozenset[int] | None = None
    albums: frozenset[int] | None = None
    playlists: frozenset[tuple[int, int]] | None = None
    moods: tuple[Mood, ...] = ()
    hours: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    skipped: bool | None = None
    shuffle: bool | None = None
    platform: Platform | None = None
    content: ContentFilter = "music"
    min_plays: int | None = None
    members_with: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedSide:
    """One side of a comparison, complete: nothing is inherited any more."""

    members: tuple[int, ...]
    kept: Kept
    window: Window


@dataclass(frozen=True, slots=True)
class ResolvedPlan:
    """A plan that can be computed.

    Attributes:
        members: whom it is about; never empty.
        limit: how many rows the question asked for; None for all.
        among: whom `Kept.members_with` is judged among; empty for `members`.
    """

    op: Op
    metric: Metric
    members: tuple[int, ...]
    kept: Kept = Kept()
    window: Window = field(default_factory=Window)
    of: Metric | None = None
    by: Dimension | None = None
    order: Order = "desc"
    limit: int | None = None
    scope: Scope = "plays"
    sides: tuple[ResolvedSide, ...] = ()
    among: tuple[int, ...] = ()


_IN_WORDS = {
    "this_week": "this week",
    "last_week": "last week",
    "this_month": "this month",
    "last_month": "last month",
    "this_year": "this year",
    "last_year": "last year",
}


def period_of(window: Window, today: date) -> Period:
    """The days that a window names, seen from `today`."""
    match window.kind:
        case "all":
            return ALL_TIME
        case "last_days":
            return parse_period(f"last {window.n} days", today)
        case "year":
            year = window.n or today.year
            return between(date(year, 1, 1), _after(date(year, 12, 31)))
        case "between":
            start = min(window.start or today, _after(window.end or today) - timedelta(days=1))
            return between(start, _after(window.end or today))
        case "since":
            return Period(window.start, None, f"since {window.start}")
        case "until":
            end = window.end or today
            return Period(None, _after(end), f"until {end}")
        case kind:
            return parse_period(_IN_WORDS[kind], today)


def _after(day: date) -> date:
    """The day after it; of the last that there is, itself."""
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)
