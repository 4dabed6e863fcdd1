"""Who is owed how much: integer cents, nothing lost and nothing invented."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharePreview:
    """What an equal split would give, before anybody voted.

    Attributes:
        low_cents: what each contributor gets at least.
        high_cents: what the first `at_high` contributors (by id) get: a cent more, or the same where it divides evenly.
        at_high: how many get `high_cents`; all of them where it divides evenly.
    """

    contributors: int
    low_cents: int
    high_cents: int
    at_high: int


def shares(cents: int, member_ids: Collection[int]) -> dict[int, int]:
    """An equal split: member id -> cents, in ascending order of ids.

    The shares add up to `cents` exactly and differ by at most one cent; the odd cents go to the lowest ids, so that
    the same members always get the same shares, in whatever order they are named.

    Raises:
        ValueError: a negative amount, no member, or a member named twice.
    """
    if len(set(member_ids)) != len(member_ids):
        raise ValueError("a member is named twice")
    return apportion(cents, dict.fromkeys(member_ids, 1))


def apportion(cents: int, weights: Mapping[int, int]) -> dict[int, int]:
    """A split by weight with the largest remainder (Hamilton's method): id -> cents, in ascending order of ids.

    Everybody gets the whole cents of their exact share; the cents left over go one each to the largest remainders,
    equal remainders to the lowest id. So the shares add up to `cents`, and nobody is a whole cent or more away from
    the exact share. A weight of 0 gets 0 cents, and a small one may.

    Args:
        cents: at least 0.
        weights: id -> whole weight, at least 0, not all 0.

    Raises:
        ValueError: a bound above does not hold.
    """
    total = sum(weights.values())
    if cents < 0 or total <= 0 or min(weights.values()) < 0:
        raise ValueError("a split needs an amount of at least 0 and weights of at least 0 that are not all 0")
    ids = sorted(weights)
    split = {member_id: cents * weights[member_id] // total for member_id in ids}
    left = cents - sum(split.values())
    # sorted() is stable, so equal remainders stay in the order of ids.
    for member_id in sorted(ids, key=lambda member_id: -(cents * weights[member_id] % total))[:left]:
        split[member_id] += 1
    return split


def preview(cents: int, contributors: int) -> SharePreview:
    """What `shares` would give that many contributors: 55,000.00 among 9,999 is 550 or 551 cents each.

    Raises:
        ValueError: a negative amount, or no contributor.
    """
    if cents < 0 or contributors < 1:
        raise ValueError("a split needs an amount of at least 0 and at least one contributor")
    low, odd = divmod(cents, contributors)
    return SharePreview(contributors, low, low + bool(odd), odd or contributors)
