"""Rows of an evening together: awards and riddles."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class AwardCard:
    """One award of an evening.

    Attributes:
        emoji: one emoji.
        award: its name, e.g. "Raincloud".
        winner: who won it; several names joined by the caller where it is tied.
        shown: the number that decided, in words: "41 % of plays after midnight".
        aside: quiet, e.g. the runner-up: "before Bo, 38 %"; may be empty.
    """

    emoji: str
    award: str
    winner: str
    shown: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class AwardRows(Rows):
    """A wall of awards, two cards in a row.

    Attributes:
        awards: up to 14 are drawn, in this order.
        left_out: names of those with not enough listening.
        left_out_words: what stands before those names.
    """

    awards: tuple[AwardCard, ...]
    left_out: tuple[str, ...] = ()
    left_out_words: str = "Not enough listening"


@dataclass(frozen=True, slots=True)
class GuessBar:
    """One clue.

    Attributes:
        amount: 0 or more, in any one unit.
        shown: the amount in words, behind the bar.
        name: what the bar is of; empty: hidden, and drawn as a question mark. Nothing that is hidden may stand
            anywhere in these rows, since the alt text is theirs.
    """

    amount: float
    shown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class GuessRows(Rows):
    """A riddle: bars whose names are hidden, and perhaps a clock, of somebody who is not named.

    Attributes:
        clock: none, or 24 values from midnight: hours or shares of the day's listening that begin at h:00.
        clock_words: the heading above the clock.
    """

    bars: tuple[GuessBar, ...]
    clock: tuple[float, ...] = ()
    clock_words: str = "Clock of the day"
