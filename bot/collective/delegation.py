"""Votes that members lend one another: who carries whose, and that nobody ends up carrying their own.

An own ballot goes first. Who did not vote is followed from delegate to delegate up to the first who did; that ballot
carries their votes, abstentions too. A delegation to somebody who is not on the roll, or that leads to nobody who
voted, or round in a circle, carries nothing: those members count as not having voted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.model.polls import BoxContents


@dataclass(frozen=True, slots=True)
class CarriedVotes:
    """What each ballot weighs.

    Attributes:
        votes: member who voted -> their own votes and those that they carry.
        delegated: members who did not vote and whose votes are carried.
    """

    votes: dict[int, int]
    delegated: int


def carried_votes(box: BoxContents, *, delegation: bool) -> CarriedVotes:
    """The weight of every ballot in the box.

    Args:
        box: as it stands. Every voter is on the roll.
        delegation: whether the poll lets members lend their votes; else `box.delegates` is not read.

    Raises:
        ValueError: a ballot of somebody who is not on the roll, two of one member, or a member with less than one vote.
    """
    voters = [member_id for member_id, _, _ in box.ballots]
    if len(set(voters)) < len(voters):
        raise ValueError("a member has two ballots in the box")
    if not box.roll.keys() >= set(voters):
        raise ValueError("a ballot of somebody who is not on the roll")
    if min(box.roll.values(), default=1) < 1:
        raise ValueError("a member of the roll has less than one vote")
    votes, delegated = {member_id: box.roll[member_id] for member_id in voters}, 0
    for member_id, carrier in _carriers(box, voters).items() if delegation else ():
        if carrier is not None and carrier != member_id:
            votes[carrier] += box.roll[member_id]
            delegated += 1
    return CarriedVotes(votes, delegated)


def _carriers(box: BoxContents, voters: Iterable[int]) -> dict[int, int | None]:
    """Whose ballot carries each member's votes: a voter's own; None where nobody's. Every step is taken once."""
    carriers: dict[int, int | None] = {member_id: member_id for member_id in voters}
    for member_id in box.roll:
        line: list[int] = []
        at: int | None = member_id
        while at is not None and at in box.roll and at not in carriers:
            carriers[at] = None  # until it is known; a line that comes back to itself stays there
            line.append(at)
            at = box.delegates.get(at)
        carriers.update(dict.fromkeys(line, None if at is None else carriers.get(at)))
    return carriers


def delegation_cycle(delegates: Mapping[int, int], member_id: int, delegate_id: int) -> tuple[int, ...]:
    """The circle that a new delegation would close, from the member and back to them; empty where there is none.

    Asked before a delegation is stored. It may still happen that a delegation of a poll and one of its topic form a
    circle together; the tally then carries nothing around it.

    Args:
        delegates: member id -> delegate, of the delegations that the new one would stand among. The member's own,
            which the new one replaces, is not read.
        member_id: who would delegate.
        delegate_id: to whom.

    Returns:
        Such as (7, 9, 4, 7): 7 delegates to 9, 9 to 4, and 4 already delegates to 7.
    """
    path, at = {member_id: None}, delegate_id  # a dictionary keeps the order, and finds a member at once
    while at != member_id:
        if at in path:  # a circle that was there before and does not pass through this member
            return ()
        path[at] = None
        if at not in delegates:
            return ()
        at = delegates[at]
    return (*path, member_id)
