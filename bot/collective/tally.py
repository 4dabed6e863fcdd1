"""Counting a yes / no / abstain vote: exact quorum and threshold, and a headline that never lies.

Support is yes / (yes + no) and must be strictly more than the threshold; participation is everyone who voted,
abstentions included, over the electorate that was fixed at opening, and must be at least the quorum (the rules of
Aragon's token voting). All of it in integers and fractions: 2 of 3 is not more than two thirds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.model.polls import Choice, Conclusion, Rules

WITHHELD_UNDER = 5
"""Fewer ballots than this, and who voted what could be guessed: the breakdown is withheld, the outcome is not."""


class Reason(StrEnum):
    """What decided a vote: the first that holds, in this order. Only the last one passes."""

    NOBODY_VOTED = "nobody voted"
    NO_QUORUM = "no quorum"
    """Fewer ballots than the quorum asks for; the sides were not compared."""
    ONLY_ABSTENTIONS = "only abstentions"
    """Nothing to compare, and nothing is not more than the threshold."""
    NOT_OVER_THRESHOLD = "not over threshold"
    OVER_THRESHOLD = "over threshold"


@dataclass(frozen=True, slots=True)
class Headline:
    """The result in three parts, as text; `str()` joins them with semicolons.

    Attributes:
        turnout: "62 of 80 voted (77.5 %)".
        counts: "yes 55, no 5, abstain 2", or that they are withheld; empty where nobody voted.
        verdict: "passes: 91.7 % of 60 > 66.7 %".
    """

    turnout: str
    counts: str
    verdict: str

    def __str__(self) -> str:
        """All parts on one line."""
        return "; ".join(part for part in (self.turnout, self.counts, self.verdict) if part)


def conclude(choices: Iterable[str], electorate: int, rules: Rules) -> Conclusion:
    """Count the ballots as they stand at close, and apply the rules.

    Args:
        choices: each voting member's last choice, in any order.
        electorate: members on the roll that was fixed at opening.
        rules: what the poll was opened with.

    Returns:
        The counts, whether it passed, and a value of `Reason`.

    Raises:
        ValueError: an unknown choice, an empty roll, or more ballots than members on it: a wrong count is worse than
            none.
    """
    counted = Counter(Choice(choice) for choice in choices)
    if electorate < 1 or counted.total() > electorate:
        raise ValueError(f"{counted.total()} ballots from an electorate of {electorate}")
    yes, no, abstain = counted[Choice.YES], counted[Choice.NO], counted[Choice.ABSTAIN]
    reason = _reason(yes, no, abstain, electorate, rules)
    passed = reason is Reason.OVER_THRESHOLD
    counts = ((Choice.YES.value, yes), (Choice.NO.value, no))
    winners = (Choice.YES.value,) if passed else ()
    return Conclusion(counts, abstain, counted.total(), counted.total(), winners, passed, reason.value)


def ballots(conclusion: Conclusion) -> int:
    """How many voted, whatever they said."""
    return conclusion.ballots


def support(conclusion: Conclusion) -> Fraction | None:
    """Yes over yes and no, in [0, 1]; None where nobody said either."""
    sides = conclusion.of(Choice.YES) + conclusion.of(Choice.NO)
    return Fraction(conclusion.of(Choice.YES), sides) if sides else None


def breakdown_withheld(conclusion: Conclusion) -> bool:
    """Whether yes, no, abstain and support stay hidden from everyone, because there are too few ballots.

    Unanimity of five or more is shown: no headline could state that result without revealing it, and voters are told
    beforehand that unanimity reveals everyone.
    """
    return 0 < ballots(conclusion) < WITHHELD_UNDER


def headline(conclusion: Conclusion, electorate: int, rules: Rules) -> Headline:
    """The result with its turnout and electorate, always.

    Example: "62 of 80 voted (77.5 %); yes 55, no 5, abstain 2; passes: 91.7 % of 60 > 66.7 %".
    """
    cast = ballots(conclusion)
    turnout = f"{cast} of {electorate} voted ({percent(Fraction(cast, electorate), rules.quorum)})"
    if not cast:
        counts = ""
    elif breakdown_withheld(conclusion):
        counts = f"breakdown withheld under {WITHHELD_UNDER} ballots"
    else:
        counts = f"yes {conclusion.of(Choice.YES)}, no {conclusion.of(Choice.NO)}, abstain {conclusion.abstain}"
    return Headline(turnout, counts, _verdict(conclusion, electorate, rules))


def percent(share: Fraction, beside: Fraction | None = None) -> str:
    """A share as a percentage that cannot mislead: "77.5 %", "50 %", "66.67 %".

    One decimal place, none where the percentage is whole. More where fewer would lie: a share that is not exactly 0
    or 1 never reads as 0 % or 100 %, and one that differs from `beside` never reads the same as it does. So two
    shares that are compared must each be shown beside the other.

    Args:
        share: in [0, 1].
        beside: what the share is compared with.
    """
    exact = share * 100
    landmarks = [Fraction(0), Fraction(100)] + ([] if beside is None else [beside * 100])
    digits = 1
    while any(exact != landmark and _rounded(exact, digits) == _rounded(landmark, digits) for landmark in landmarks):
        digits += 1  # ends: two different fractions differ in some digit
    whole, part = divmod(_rounded(exact, digits), 10**digits)
    return f"{whole} %" if exact.denominator == 1 else f"{whole}.{part:0{digits}} %"


def _rounded(exact: Fraction, digits: int) -> int:
    """Half up, in units of the last digit: a rule that keeps order, so that a smaller share never reads larger."""
    return int((2 * exact * 10**digits + 1) // 2)


def _reason(yes: int, no: int, abstain: int, electorate: int, rules: Rules) -> Reason:
    cast, sides = yes + no + abstain, yes + no
    if not cast:
        return Reason.NOBODY_VOTED
    if Fraction(cast, electorate) < rules.quorum:
        return Reason.NO_QUORUM
    if not sides:
        return Reason.ONLY_ABSTENTIONS
    return Reason.OVER_THRESHOLD if Fraction(yes, sides) > rules.threshold else Reason.NOT_OVER_THRESHOLD


def _verdict(conclusion: Conclusion, electorate: int, rules: Rules) -> str:
    word = "passes" if conclusion.passed else "fails"
    if conclusion.reason == Reason.NOBODY_VOTED:
        return "fails: nobody voted"
    if conclusion.reason == Reason.NO_QUORUM:
        turnout = Fraction(ballots(conclusion), electorate)
        return f"fails: the quorum of {percent(rules.quorum, turnout)} was not reached"
    share = support(conclusion)
    if breakdown_withheld(conclusion):  # also where all abstained: saying that would show every ballot
        return f"{word}: {'' if conclusion.passed else 'not '}more than {percent(rules.threshold)} yes"
    if share is None:
        return "fails: nobody voted yes or no"
    sign = ">" if share > rules.threshold else "=" if share == rules.threshold else "<"
    sides = conclusion.of(Choice.YES) + conclusion.of(Choice.NO)
    return f"{word}: {percent(share, rules.threshold)} of {sides} {sign} {percent(rules.threshold, share)}"
