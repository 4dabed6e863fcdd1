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
    round: str = "Round"
    leaves: str = "leaves"
    half: str = "more than half"
    exhausted: str = "ranks nobody who is left"
    others: str = "others"
    row_over_column: str = "votes that rank the row above the column"


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


@dataclass(frozen=True, slots=True)
class OptionBar:
    """One option of a poll.

    Attributes:
        name: its label.
        votes: the bar's length: votes, approvals or a sum of scores.
        shown: what stands behind the bar, e.g. "12 votes".
        won: whether it stands out.
    """

    name: str
    votes: int
    shown: str
    won: bool = False


@dataclass(frozen=True, slots=True)
class OptionRows(Rows):
    """A poll among options, closed and counted.

    Attributes:
        note: the headline, with turnout and electorate.
        bars: in the order to be drawn; not looked at where the breakdown is withheld.
        voted: votes that were cast, of `electorate`.
        quorum: the least participation; 0 where there is none, and no line is drawn.
    """

    bars: tuple[OptionBar, ...]
    voted: int
    electorate: int
    quorum: Fraction = Fraction(0)
    withheld: bool = False
    words: PollWords = PollWords()


@dataclass(frozen=True, slots=True)
class RoundBar:
    """One round of a runoff.

    Attributes:
        number: from 1.
        votes: of each option of `RoundRows.names`, in that order; 0 for those who left before.
        exhausted: votes of ballots that rank nobody who is still in.
        leaves: indices of the options that leave after this round.
    """

    number: int
    votes: tuple[int, ...]
    exhausted: int
    leaves: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundRows(Rows):
    """The rounds of a runoff.

    Attributes:
        names: of the options, the winner first, then in the opposite order of leaving.
        rounds: in their order.
    """

    names: tuple[str, ...]
    rounds: tuple[RoundBar, ...]
    words: PollWords = PollWords()


@dataclass(frozen=True, slots=True)
class DuelRows(Rows):
    """Every option against every other.

    Attributes:
        names: of the options, the winner first.
        duels: row i, column j: votes that rank option i above option j, in the order of `names`.
        winners: how many of the first stand out.
    """

    names: tuple[str, ...]
    duels: tuple[tuple[int, ...], ...]
    winners: int = 1
    words: PollWords = PollWords()
