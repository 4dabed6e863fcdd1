"""A result in one line that never lies: always with turnout and electorate, and with shares that keep their order.

"62 of 80 voted (77.5 %); yes 55, no 5, abstain 2; passes: 91.7 % of 60 > 66.7 %". Labels stand in it as they were
typed: escape them where they are shown. Under five ballots it says who won, and nothing from which a ballot could be
guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.collective.schulze import beats_all, closest_duel, schulze_winners
from bot.collective.tally import WITHHELD_UNDER, Reason, breakdown_withheld, support, votes_of_roll
from bot.model.polls import HIGHEST_SCORE, Choice, Conclusion, Method, Poll

MOST_NAMED = 8
"""More options than this, and the headline names those in front and counts the rest."""

_PREFIXES = {
    Method.APPROVAL: "approvals: ",
    Method.RUNOFF: "first places: ",
    Method.SCHULZE: "first places: ",
    Method.SCORE: "points: ",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The result in three parts, as text; `str()` joins them with semicolons.

    Attributes:
        turnout: "62 of 80 voted (77.5 %)".
        counts: "yes 55, no 5, abstain 2", or that they are withheld; empty where nobody voted.
        verdict: "passes: 91.7 % of 60 > 66.7 %", "Tacos wins with 51.7 % of 60 > 50 %".
    """

    turnout: str
    counts: str
    verdict: str

    def __str__(self) -> str:
        """All parts on one line."""
        return "; ".join(part for part in (self.turnout, self.counts, self.verdict) if part)


def headline(conclusion: Conclusion, poll: Poll) -> Headline:
    """The result with its turnout and electorate, always.

    Where votes were delegated or weigh differently, the turnout says so: "58 of 80 voted, 4 more by delegation, with
    130 of 200 votes (65 %)"; the share is the one that the quorum is compared with.
    """
    if not conclusion.ballots:
        counts = ""
    elif breakdown_withheld(conclusion):
        counts = f"breakdown withheld under {WITHHELD_UNDER} ballots"
    else:
        counts = _counts(conclusion, poll)
    verdict = _passes(conclusion, poll) if poll.terms.method is Method.YES_NO else _wins(conclusion, poll)
    return Headline(turnout_words(conclusion, poll), counts, verdict)


def turnout_words(conclusion: Conclusion, poll: Poll) -> str:
    """How many took part: "62 of 80 voted (77.5 %)"."""
    words = f"{conclusion.ballots} of {poll.electorate} voted"
    if conclusion.delegated:
        words += f", {conclusion.delegated} more by delegation"
    if votes_of_roll(poll) != poll.electorate:
        words += f", with {conclusion.votes} of {votes_of_roll(poll)} votes"
    return f"{words} ({percent(_turnout(conclusion, poll), poll.terms.rules.quorum)})"


def choice_name(poll: Poll, choice: str) -> str:
    """What members call a choice: "yes", "abstain", or the option's label, unescaped."""
    labels = {str(option.number): option.label for option in poll.terms.options}
    return labels.get(choice, choice)


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


def _turnout(conclusion: Conclusion, poll: Poll) -> Fraction:
    return Fraction(conclusion.votes, votes_of_roll(poll))


def _counts(conclusion: Conclusion, poll: Poll) -> str:
    shown = list(conclusion.counts)
    if poll.terms.method is not Method.YES_NO:
        shown.sort(key=lambda row: -row[1])  # stable: options that are level keep the order of the poll
    named = [f"{choice_name(poll, choice)} {votes}" for choice, votes in shown[:MOST_NAMED]]
    rest = len(shown) - len(named)
    parts = [*named, *([f"{rest} other{'s' * (rest > 1)} with fewer or as many"] if rest else [])]
    return f"{_PREFIXES.get(poll.terms.method, '')}{', '.join(parts)}, abstain {conclusion.abstain}"


def _quorum_missed(conclusion: Conclusion, poll: Poll) -> str:
    return f"the quorum of {percent(poll.terms.rules.quorum, _turnout(conclusion, poll))} was not reached"


def _passes(conclusion: Conclusion, poll: Poll) -> str:
    word, threshold = "passes" if conclusion.passed else "fails", poll.terms.rules.threshold
    if conclusion.reason == Reason.NOBODY_VOTED:
        return "fails: nobody voted"
    if conclusion.reason == Reason.NO_QUORUM:
        return f"fails: {_quorum_missed(conclusion, poll)}"
    if breakdown_withheld(conclusion):  # also where all abstained: saying that would show every ballot
        return f"{word}: {'' if conclusion.passed else 'not '}more than {percent(threshold)} yes"
    share = support(conclusion)
    if share is None:
        return "fails: nobody voted yes or no"
    sides = conclusion.of(Choice.YES) + conclusion.of(Choice.NO)
    return f"{word}: {percent(share, threshold)} of {sides} {_compared(share, threshold)}"


def _wins(conclusion: Conclusion, poll: Poll) -> str:
    if conclusion.reason == Reason.NOBODY_VOTED:
        return "nothing wins: nobody voted"
    if conclusion.reason == Reason.NO_QUORUM:
        return f"nothing wins: {_quorum_missed(conclusion, poll)}"
    winners = [choice_name(poll, choice) for choice in conclusion.winners]
    if conclusion.reason == Reason.TIED:
        return f"{', '.join(winners[:-1])} and {winners[-1]} tie: nothing is decided{_lots(conclusion, poll)}"
    if breakdown_withheld(conclusion):
        return f"{winners[0]} wins" if conclusion.passed else "nothing wins"
    if conclusion.reason == Reason.ONLY_ABSTENTIONS:
        return "nothing wins: nobody took a side"
    share = _share_words(conclusion, poll) + _lots(conclusion, poll)
    if conclusion.passed:
        return f"{winners[0]} wins{_how(conclusion, poll)}{share}"
    return f"nothing wins: the best has{share.removeprefix(' with')}"


def _lots(conclusion: Conclusion, poll: Poll) -> str:
    """Such as ", after a lot dropped Pho in round 1"; "" where votes alone decided, or must not be told."""
    dropped = [
        f"{choice_name(poll, str(each.dropped[0]))} in round {number}"
        for number, each in enumerate(conclusion.rounds, 1)
        if each.by_lot
    ]
    if not dropped or breakdown_withheld(conclusion):
        return ""
    return f", after {'a lot' if len(dropped) == 1 else 'lots'} dropped {' and '.join(dropped)}"


def _how(conclusion: Conclusion, poll: Poll) -> str:
    if poll.terms.method is Method.RUNOFF:
        return f" in round {len(conclusion.rounds)}"
    if poll.terms.method is Method.SCHULZE:
        every = beats_all(conclusion.duels, int(conclusion.winners[0]))
        return " every duel, the closest" if every else " by the strongest paths, its closest duel"
    return ""


def _share_words(conclusion: Conclusion, poll: Poll) -> str:
    """Such as " with 51.7 % of 60 > 50 %"; of a runoff also how many ballots were exhausted by then."""
    best, of = winning_share(conclusion, poll)
    unit = " points" if poll.terms.method is Method.SCORE else ""
    threshold = poll.terms.rules.threshold
    share = Fraction(best, of)
    if threshold:
        words = f" with {percent(share, threshold)} of {of}{unit} {_compared(share, threshold)}"
    else:
        words = f" with {percent(share)} of {of}{unit}"
    exhausted = conclusion.rounds[-1].exhausted if conclusion.rounds else 0
    return words + (f", {exhausted} exhausted" if exhausted else "")


def winning_share(conclusion: Conclusion, poll: Poll) -> tuple[int, int]:
    """The votes or points of whoever is in front, and of how many: what the threshold is compared with.

    Returns:
        (best, of), as in the table of `tally`; (0, 0) where nobody took a side.
    """
    sides = conclusion.votes - conclusion.abstain
    match poll.terms.method:
        case Method.RUNOFF:
            return (conclusion.rounds[-1].votes[0][1] if conclusion.rounds else 0), sides
        case Method.SCHULZE:
            return max(closest_duel(conclusion.duels, number) for number in schulze_winners(conclusion.duels)), sides
        case Method.SCORE:
            return max(votes for _, votes in conclusion.counts), HIGHEST_SCORE * sides
        case Method.YES_NO:
            return conclusion.of(Choice.YES), sides
        case _:
            return max(votes for _, votes in conclusion.counts), sides


def _compared(share: Fraction, threshold: Fraction) -> str:
    sign = ">" if share > threshold else "=" if share == threshold else "<"
    return f"{sign} {percent(threshold, share)}"
