"""Counting a vote, whatever its method: exact quorum and threshold, in integers and fractions.

Participation is the votes of everyone who took part, abstentions and delegated votes included, over the votes of the
roll that was fixed at the opening, and must be at least the quorum. Support must be strictly more than the threshold:
2 of 3 is not more than two thirds. (The rules of Aragon's token voting.) What support is depends on the method:

| method | who wins | support |
|---|---|---|
| yes or no | yes | yes / (yes + no) |
| single choice, approval | the most votes or approvals | its votes / votes that take a side |
| runoff | see `runoff` | its votes in the last round / votes that take a side, exhausted ones included |
| Schulze | see `schulze` | its votes in the duel that it did worst in / votes that take a side |
| score | the highest sum | its sum / `HIGHEST_SCORE` times the votes that take a side |

So a threshold of 0 means that the most is enough, unless it is nothing. Where several are level at the top, all of
them are named as winners, nothing passes, and no lot decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.collective.ballot_forms import NO_MARK, YES_MARK, Marks, parse_choice
from bot.collective.delegation import CarriedVotes, carried_votes
from bot.collective.runoff import runoff_rounds, runoff_winners
from bot.collective.schulze import closest_duel, duels, schulze_winners
from bot.errors import BadBallot
from bot.model.polls import (
    HIGHEST_SCORE,
    BoxContents,
    Choice,
    Concluded,
    Conclusion,
    Method,
    Poll,
    PollTerms,
    RunoffRound,
)

WITHHELD_UNDER = 5
"""Fewer ballots than this, and who voted what could be guessed: the breakdown is withheld, the outcome is not."""


class Reason(StrEnum):
    """What decided a vote: the first that holds, in this order. Only the last two pass."""

    NOBODY_VOTED = "nobody voted"
    NO_QUORUM = "no quorum"
    """Fewer votes than the quorum asks for; the sides were not compared."""
    ONLY_ABSTENTIONS = "only abstentions"
    """Nothing to compare, and nothing is not more than the threshold."""
    NOT_OVER_THRESHOLD = "not over threshold"
    TIED = "tied"
    """Several are level at the top: nothing is decided."""
    OVER_THRESHOLD = "over threshold"
    MOST = "most"
    """More than any other, in a poll whose threshold asks for nothing."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The ballots that take a side, with their weights, and what went beside them.

    Attributes:
        sides: (marks, votes), in the order of casting.
        abstain: votes that take no side.
        carried: what every ballot weighs.
    """

    sides: tuple[tuple[Marks, int], ...]
    abstain: int
    carried: CarriedVotes

    @property
    def side_votes(self) -> int:
        """Votes that take a side."""
        return sum(votes for _, votes in self.sides)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the options stand by votes alone, before quorum and threshold.

    Attributes:
        counts: as in `Conclusion`.
        leaders: choices at the top.
        best: the highest of the leaders' votes, out of `of`: their quotient is the support.
    """

    counts: tuple[tuple[str, int], ...]
    leaders: tuple[str, ...]
    best: int
    of: int
    rounds: tuple[RunoffRound, ...] = ()
    duels: tuple[tuple[int, ...], ...] = ()


def conclude(poll: Poll, box: BoxContents) -> Concluded:
    """Count the ballots as they stand, and apply the rules.

    Args:
        poll: its terms, and the votes of its roll as they were at the opening.
        box: what is in it. The order of ballots does not matter.

    Returns:
        The conclusion, with a value of `Reason`, and what each ballot weighed.

    Raises:
        ValueError: a ballot that is none of this poll's, of nobody on the roll, or a member's second; an empty roll, or
            more votes than it has: a wrong count is worse than none.
    """
    cast = read_box(poll, box)
    standing = stand(poll.terms, cast.sides, box.head)
    votes = sum(cast.carried.votes.values())
    if not 0 <= votes <= votes_of_roll(poll) or not len(box.ballots) <= poll.electorate or not poll.electorate:
        raise ValueError(f"{len(box.ballots)} ballots with {votes} votes from an electorate of {poll.electorate}")
    reason = _reason(poll, standing, votes)
    passed = reason in (Reason.OVER_THRESHOLD, Reason.MOST)
    conclusion = Conclusion(
        standing.counts,
        cast.abstain,
        len(box.ballots),
        votes,
        standing.leaders if passed or reason is Reason.TIED else (),
        passed,
        reason.value,
        standing.rounds,
        standing.duels,
        cast.carried.delegated,
    )
    return Concluded(conclusion, {seq: cast.carried.votes[member_id] for member_id, seq, _ in box.ballots})


def read_box(poll: Poll, box: BoxContents) -> Cast:
    """The ballots of a box, read and weighed.

    Raises:
        ValueError: as `conclude`.
    """
    carried = carried_votes(box, delegation=poll.terms.conduct.delegation)
    sides, abstain = [], 0
    for member_id, seq, choice in box.ballots:
        try:
            marks = parse_choice(poll.terms, choice)
        except BadBallot as error:
            raise ValueError(f"the ballot of log entry {seq} is none of this poll's: {choice!r}") from error
        if marks:
            sides.append((marks, carried.votes[member_id]))
        else:
            abstain += carried.votes[member_id]
    return Cast(tuple(sides), abstain, carried)


def stand(terms: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    """Where the options stand by these ballots.

    Args:
        terms: of the poll.
        sides: (marks, votes) of the ballots that take a side.
        head: the log's last chain value, for a runoff's lots.
    """
    return _STANDINGS[terms.method](terms, sides, head)


def votes_of_roll(poll: Poll) -> int:
    """What the roll's members weigh together, at the opening."""
    return poll.votes or poll.electorate


def votes_so_far(poll: Poll, box: BoxContents) -> tuple[tuple[str, int], ...]:
    """What a live poll shows while it is open: (choice, votes) as in `Conclusion.counts`, then ("abstain", votes).

    Returns:
        Empty where results are hidden until the close, and under `WITHHELD_UNDER` ballots.

    Raises:
        ValueError: as `conclude`.
    """
    if not poll.terms.conduct.live or len(box.ballots) < WITHHELD_UNDER:
        return ()
    cast = read_box(poll, box)
    return (*stand(poll.terms, cast.sides, box.head).counts, (Choice.ABSTAIN.value, cast.abstain))


def support(conclusion: Conclusion) -> Fraction | None:
    """Yes over yes and no, in [0, 1]; None where nobody said either."""
    sides = conclusion.of(Choice.YES) + conclusion.of(Choice.NO)
    return Fraction(conclusion.of(Choice.YES), sides) if sides else None


def breakdown_withheld(conclusion: Conclusion) -> bool:
    """Whether counts, rounds, duels, abstentions and shares stay hidden from everyone, as there are too few ballots.

    Unanimity of five or more is shown: no headline could state that result without revealing it, and voters are told
    beforehand that unanimity reveals everyone.
    """
    return 0 < conclusion.ballots < WITHHELD_UNDER


def over_threshold(terms: PollTerms, best: int, of: int) -> bool:
    """Whether `best` out of `of` is strictly more than the threshold. Nothing out of nothing is not."""
    return best > terms.rules.threshold * of


def quorum_reached(poll: Poll, votes: int) -> bool:
    """Whether that many votes are at least the quorum."""
    return Fraction(votes, votes_of_roll(poll)) >= poll.terms.rules.quorum


def _reason(poll: Poll, standing: Standing, votes: int) -> Reason:
    if not votes:
        return Reason.NOBODY_VOTED
    if not quorum_reached(poll, votes):
        return Reason.NO_QUORUM
    if not standing.of:
        return Reason.ONLY_ABSTENTIONS
    if not over_threshold(poll.terms, standing.best, standing.of):
        return Reason.NOT_OVER_THRESHOLD
    if len(standing.leaders) > 1:
        return Reason.TIED
    return Reason.OVER_THRESHOLD if poll.terms.rules.threshold or poll.terms.method is Method.YES_NO else Reason.MOST


# --- by method -------------------------------------------------------------------------------------------------------


def _sum_of(sides: Iterable[tuple[Marks, int]]) -> int:
    return sum(votes for _, votes in sides)


def _yes_no(_: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    del head  # no lots here
    yes = _sum_of(side for side in sides if side[0] == (YES_MARK,))
    no = _sum_of(side for side in sides if side[0] == (NO_MARK,))
    counts = ((Choice.YES.value, yes), (Choice.NO.value, no))
    return Standing(counts, (Choice.YES.value,), yes, yes + no)


def _most(terms: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    del head
    sums = dict.fromkeys(range(1, len(terms.options) + 1), 0)
    for marks, votes in sides:
        for number in marks:
            sums[number] += votes
    return _by_sums(sums, _sum_of(sides))


def _score(terms: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    del head
    sums = dict.fromkeys(range(1, len(terms.options) + 1), 0)
    for scores, votes in sides:
        for number, score in enumerate(scores, 1):
            sums[number] += score * votes
    return _by_sums(sums, HIGHEST_SCORE * _sum_of(sides))


def _by_sums(sums: dict[int, int], of: int) -> Standing:
    best = max(sums.values())
    return Standing(_counts(sums), tuple(str(number) for number, votes in sums.items() if votes == best), best, of)


def _runoff(terms: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    rounds = runoff_rounds(sides, len(terms.options), head)
    leaders = tuple(map(str, runoff_winners(rounds)))
    best = rounds[-1].votes[0][1] if rounds else 0
    return Standing(_first_places(terms, sides), leaders, best, _sum_of(sides), rounds)


def _schulze(terms: PollTerms, sides: Sequence[tuple[Marks, int]], head: bytes) -> Standing:
    del head
    matrix = duels(sides, len(terms.options))
    winners = schulze_winners(matrix)
    best = max(closest_duel(matrix, number) for number in winners)
    return Standing(_first_places(terms, sides), tuple(map(str, winners)), best, _sum_of(sides), duels=matrix)


def _first_places(terms: PollTerms, sides: Sequence[tuple[Marks, int]]) -> tuple[tuple[str, int], ...]:
    sums = dict.fromkeys(range(1, len(terms.options) + 1), 0)
    for ranking, votes in sides:
        sums[ranking[0]] += votes
    return _counts(sums)


def _counts(sums: dict[int, int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(number), votes) for number, votes in sums.items())


_STANDINGS: dict[Method, Callable[[PollTerms, Sequence[tuple[Marks, int]], bytes], Standing]] = {
    Method.YES_NO: _yes_no,
    Method.SINGLE: _most,
    Method.APPROVAL: _most,
    Method.RUNOFF: _runoff,
    Method.SCHULZE: _schulze,
    Method.SCORE: _score,
}
