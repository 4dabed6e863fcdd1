"""Rows of listening over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class UploadRows(Rows):
    """What an upload held, year by year.

    Attributes:
        years: (year, amount) ascending; a year that is missing between two others had nothing.
        unit: what an amount counts, e.g. "listens" or "hours".
    """

    years: tuple[tuple[int, float], ...]
    unit: str = "listens"


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line.

    Attributes:
        values: ("2024-03", share in [0, 1]) ascending. A month that is missing, or None, is unknown: a gap, never 0.
    """

    name: str
    values: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A moment when something changed.

    Attributes:
        month: "2021-03", the first month that is different.
        label: one or two words, e.g. "more sad titles", or a member's own: "moved"; may be empty.
    """

    month: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRows(Rows):
    """One to three lines of shares over months. Months that no line knows are shaded.

    Attributes:
        lines: the most important first.
        turns: ascending.
        unknown_words: what a shade means, in its key.
    """

    lines: tuple[TimelineLine, ...]
    turns: tuple[TurningPoint, ...] = ()
    unknown_words: str = "no listening known"


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """Days that stand out together, e.g. a streak.

    Attributes:
        first: the first of them.
        last: the last of them, included.
        label: what they are, in the key; may be empty, and marks with the same label share one key.
    """

    first: date
    last: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class CalendarRows(Rows):
    """Every day of up to six years as a small square, one row of weeks per year, the latest first.

    Attributes:
        days: (day, amount) of days with listening, in any order, amounts above 0.
        first: the first day that is covered. Days outside of the covered span are unknown, and not drawn.
        last: the last day that is covered. Covered days without an amount had none.
        unit: what an amount counts, e.g. "plays".
        marked: days that stand out, drawn in another colour.
    """

    days: tuple[tuple[date, float], ...]
    first: date
    last: date
    unit: str = "plays"
    marked: tuple[MarkedDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment that was reached.

    Attributes:
        day: when.
        at: the total that was reached.
        label: what it was, e.g. "10,000th play"; the caller may add the track.
        detail: quiet, behind the date, e.g. "Mitski · Nobody"; may be empty.
    """

    day: date
    at: float
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRows(Rows):
    """A total that grows over time, its milestones as numbered points, with a list of them below.

    Attributes:
        totals: (day, total so far), both ascending; drawn as a line.
        milestones: ascending by day; up to 12 are drawn, the latest.
        unit: what a total counts, e.g. "plays".
    """

    totals: tuple[tuple[date, float], ...]
    milestones: tuple[Milestone, ...]
    unit: str = "plays"
