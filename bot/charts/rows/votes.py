"""Rows of votes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class PollWords:
    """The short words of a vote's picture."""

    yes: str = "yes"
    no: str = "no"
    abstain: str = "abstain"
    silent: str = "did not vote"
    voted: str = "voted"
    electorate: str = "everyone who could vote"
    sides: str = "yes and no alone"
    quorum: str = "quorum"
    threshold: str = "needs more than"


@dataclass(frozen=True, slots=True)
class PollRows(Rows):
    """A vote, closed and counted.

    Attributes:
        note: the headline, with turnout and electorate.
        quorum: the least participation.
        threshold: what yes / (yes + no) must exceed.
        withheld: too few ballots to show what they said; only how many voted is drawn.
    """

    yes: int
    no: int
    abstain: int
    electorate: int
    quorum: Fraction
    threshold: Fraction
    withheld: bool = False
    words: PollWords = PollWords()
