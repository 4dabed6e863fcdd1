"""When a poll may close before its deadline, and when the deadline moves.

**Closing early.** A poll is decided once no ballot that is still missing could change what wins or whether anything
does. Missing are the ballots of everyone on the roll who has not voted themselves: also those whose votes another
carries now, since they may still vote or take the delegation back. Ballots that are there count as they stand, though
their voters might still change them: whoever makes a poll that closes early chooses that.

For yes or no, single choice, approval and score the answer is exact where nobody delegates: True as soon as every way
of casting the missing votes gives the same winners. (It is enough to look at the missing votes going all one way:
each condition of the rules is hardest, or easiest, to meet there.) With delegations, and for runoff and Schulze, it
is on the safe side: True is always right, and it comes at the latest when everyone has voted; before that, a runoff
is decided when an option has more than half of all first places that there can be, and Schulze when one wins every
duel whatever comes.

**A late quorum.** Where too little time is left for an answer once the quorum is reached, the deadline moves, once.

Source: OpenZeppelin Contracts, GovernorPreventLateQuorum.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction

from bot.collective.tally import Cast, Standing, over_threshold, quorum_reached, read_box, stand
from bot.model.polls import HIGHEST_SCORE, BoxContents, Method, Poll


def decided_early(poll: Poll, box: BoxContents) -> bool:
    """Whether no ballot that is still missing could change winners or whether the poll passes.

    Whether the poll may close early is not asked here; see `Conduct.early_close`.

    Args:
        poll: open.
        box: as it stands. Who erased everything is not on its roll, and cannot vote any more.

    Raises:
        ValueError: as `conclude`.
    """
    cast = read_box(poll, box)
    voted = {member_id for member_id, _, _ in box.ballots}
    missing = sum(votes for member_id, votes in box.roll.items() if member_id not in voted)
    own = sum(votes for member_id, votes in box.roll.items() if member_id in voted)
    if not missing or not quorum_reached(poll, own + missing):
        return True
    if cast.carried.delegated:  # what is carried now may be taken back: count what is sure
        cast = read_box(poll, BoxContents(box.ballots, box.roll, {}, box.head))
    standing = stand(poll.terms, cast.sides, box.head)
    if _never_passes(poll, cast, standing, missing):
        return True
    return quorum_reached(poll, own) and _SURE[poll.terms.method](poll, cast, standing, missing)


def extended_deadline(poll: Poll, votes_cast: int, at: datetime, votes_before: int) -> datetime | None:
    """The new deadline, where this cast reaches the quorum late; None where the deadline stays.

    A deadline moves at most once, never to an earlier moment, and only by the cast with which the quorum is reached.

    Args:
        poll: open, with the deadline that holds now.
        votes_cast: what all ballots weigh together with this one, delegated votes included.
        at: the moment of this cast, before the deadline.
        votes_before: what they weighed without it.
    """
    notice = poll.terms.conduct.extension
    if notice <= timedelta(0) or poll.extended_from is not None:
        return None
    if quorum_reached(poll, votes_before) or not quorum_reached(poll, votes_cast):
        return None
    moved = at + notice
    return moved if moved > poll.terms.closes_at else None


def _never_passes(poll: Poll, cast: Cast, standing: Standing, missing: int) -> bool:
    """Whether even every missing vote for the one in front would not lift it over the threshold. Exact by sums."""
    if poll.terms.method in (Method.RUNOFF, Method.SCHULZE):
        return False
    unit = HIGHEST_SCORE if poll.terms.method is Method.SCORE else 1
    return not over_threshold(poll.terms, standing.best + unit * missing, unit * (cast.side_votes + missing))


def _sure_yes(poll: Poll, cast: Cast, standing: Standing, missing: int) -> bool:
    """Whether yes passes though all the missing say no."""
    return bool(standing.best) and over_threshold(poll.terms, standing.best, cast.side_votes + missing)


def _sure_most(poll: Poll, cast: Cast, standing: Standing, missing: int) -> bool:
    """Whether the one in front stays there, over the threshold, though the missing all choose another."""
    unit = HIGHEST_SCORE if poll.terms.method is Method.SCORE else 1
    first, second = sorted((votes for _, votes in standing.counts), reverse=True)[:2]
    return first > second + unit * missing and over_threshold(poll.terms, first, unit * (cast.side_votes + missing))


def _sure_runoff(poll: Poll, cast: Cast, standing: Standing, missing: int) -> bool:
    """Whether one has more than half of the first places, however the missing rank."""
    first = max(votes for _, votes in standing.counts)
    everyone = cast.side_votes + missing
    return Fraction(first, everyone) > Fraction(1, 2) and over_threshold(poll.terms, first, everyone)


def _sure_duels(poll: Poll, cast: Cast, standing: Standing, missing: int) -> bool:
    """Whether one beats every other, however the missing rank."""
    matrix = standing.duels
    for row in range(len(matrix)):
        others = [other for other in range(len(matrix)) if other != row]
        if all(matrix[row][other] > matrix[other][row] + missing for other in others):
            closest = min(matrix[row][other] for other in others)
            return over_threshold(poll.terms, closest, cast.side_votes + missing)
    return False


_SURE: dict[Method, Callable[[Poll, Cast, Standing, int], bool]] = {
    Method.YES_NO: _sure_yes,
    Method.SINGLE: _sure_most,
    Method.APPROVAL: _sure_most,
    Method.SCORE: _sure_most,
    Method.RUNOFF: _sure_runoff,
    Method.SCHULZE: _sure_duels,
}
