"""Who is owed how much: integer cents, nothing lost and nothing invented."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from bot.collective.money import price_words
from bot.errors import BadProposal
from bot.model.sales import OfferTerms, Split


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


@dataclass(frozen=True, slots=True)
class PayoutPreview:
    """What an offer's split would give as things stand.

    Attributes:
        lowest_cents: the smallest share. Likewise the middle one (the lower of two) and the highest.
        at_cap: how many get the cap. Likewise `at_floor`; 0 where the offer has none.
        gives_way: whether cap or floor cannot hold among so many, so that all get the same; see `split`.
    """

    contributors: int
    lowest_cents: int
    median_cents: int
    highest_cents: int
    at_cap: int
    at_floor: int
    gives_way: bool


def split(terms: OfferTerms, plays: Mapping[int, int], cents: int | None = None) -> dict[int, int]:
    """What each contributor is owed of an offer: member id -> cents, in ascending order of ids.

    Equal: `shares`. By contribution: in proportion to plays, but nobody gets less than the floor or more than the cap;
    what these take from or give to somebody is made up by all the others, in proportion again, until it holds. That is
    the one split in which everybody between floor and cap gets the same amount per play.

    When people leave after the vote it can become impossible to hold both: where the floor for all is more than there
    is, it gives way and all get the same; where the cap for all is less than there is, what it leaves over goes to all
    equally, so that all get the same too. The cap never keeps money from the contributors.

    Args:
        terms: the offer.
        plays: member id -> plays behind the package's cells, at least 0. Somebody with 0 gets the floor, and something
            more only where everybody else is at the cap.
        cents: what is divided; None: the whole price.

    Returns:
        Shares that add up to it exactly. Nobody is a whole cent or more away from the exact share.

    Raises:
        ValueError: nobody is in, a negative number, or a floor above the cap.
    """
    whole = terms.price_cents if cents is None else cents
    if terms.split is Split.EQUAL:
        return shares(whole, plays.keys())
    return _within(whole, plays, terms.floor_cents, terms.cap_cents)


def payout_preview(terms: OfferTerms, plays: Mapping[int, int]) -> PayoutPreview:
    """What `split` gives, as voters are shown it before they vote.

    Raises:
        ValueError: as `split`.
    """
    amounts = sorted(split(terms, plays).values())
    bounded = terms.split is Split.CONTRIBUTION
    gives_way = bounded and _gives_way(terms.price_cents, len(amounts), terms.floor_cents, terms.cap_cents)
    return PayoutPreview(
        len(amounts),
        amounts[0],
        median_low(amounts),
        amounts[-1],
        at_cap=amounts.count(terms.cap_cents) if bounded and not gives_way and terms.cap_cents is not None else 0,
        at_floor=amounts.count(terms.floor_cents) if bounded and not gives_way and terms.floor_cents else 0,
        gives_way=gives_way,
    )


def demand_feasible(terms: OfferTerms, contributors: int) -> None:
    """Refuse an offer whose cap or floor could not hold among those who would be in it today.

    Args:
        contributors: at least 1.

    Raises:
        BadProposal: with what would work instead.
    """
    if terms.split is Split.EQUAL:
        if terms.cap_cents is not None or terms.floor_cents:
            raise BadProposal(
                "Split", "in equal parts there is no cap and no floor. Split by contribution to set them."
            )
        return
    if terms.cap_cents is not None and terms.floor_cents > terms.cap_cents:
        raise BadProposal("Floor", "it is above the cap.")
    if terms.floor_cents * contributors > terms.price_cents:
        most = price_words(terms.price_cents // contributors, terms.currency)
        raise BadProposal(
            "Floor", f"for {contributors:,} contributors it comes to more than the price. {most} is the most."
        )
    if terms.cap_cents is not None and terms.cap_cents * contributors < terms.price_cents:
        least = price_words(-(-terms.price_cents // contributors), terms.currency)
        raise BadProposal(
            "Cap", f"for {contributors:,} contributors it comes to less than the price. {least} is the least."
        )


def _gives_way(cents: int, contributors: int, floor: int, cap: int | None) -> bool:
    return floor * contributors > cents or (cap is not None and cap * contributors < cents)


def _within(cents: int, weights: Mapping[int, int], floor: int, cap: int | None) -> dict[int, int]:
    """`apportion` between a floor and a cap; equal shares where these cannot hold, and where all weights are 0."""
    if min((cents, floor, *weights.values())) < 0 or (cap is not None and floor > cap):
        raise ValueError(
            "a split needs an amount, a floor and weights of at least 0, and a floor that is not above the cap"
        )
    weighed = {member_id: weight for member_id, weight in weights.items() if weight}
    if _gives_way(cents, len(weights), floor, cap) or not weighed:
        return shares(cents, weights.keys())
    idle = len(weights) - len(weighed)
    if cap is not None and cap * len(weighed) + floor * idle < cents:
        # Even at the cap, those with plays leave something: the others get it.
        rest = shares(cents - cap * len(weighed), weights.keys() - weighed.keys())
        return dict(sorted((dict.fromkeys(weighed, cap) | rest).items()))
    low, high = _rates(cents - floor * idle, weighed, floor, cap)
    clamped = dict.fromkeys(weights.keys() - weighed.keys(), floor)
    clamped |= {each: floor for each, weight in weighed.items() if high * weight <= floor}
    if cap is not None:
        clamped |= {each: cap for each, weight in weighed.items() if each not in clamped and low * weight >= cap}
    free = {each: weight for each, weight in weighed.items() if each not in clamped}
    left = cents - sum(clamped.values())
    return dict(sorted((clamped | (apportion(left, free) if free else {})).items()))


def _rates(cents: int, weights: Mapping[int, int], floor: int, cap: int | None) -> tuple[Fraction, Fraction]:
    """Two neighbours among the rates (cents per play) at which somebody meets floor or cap, with the right one between.

    What is paid out at a rate, everybody kept between floor and cap, grows with the rate and is straight between two
    neighbours, so the rate at which it is `cents` is found by halving.
    """
    bounds = (floor,) if cap is None else (floor, cap)
    each = sorted({Fraction(bound, weight) for bound in bounds for weight in set(weights.values())} | {Fraction(0)})

    def paid(rate: Fraction) -> Fraction:
        # Whole numbers, as fractions are slow: rate = n / d, and everything times d.
        n, d = rate.numerator, rate.denominator
        top = None if cap is None else cap * d
        amounts = (max(n * weight, floor * d) for weight in weights.values())
        return Fraction(sum(amounts if top is None else (min(amount, top) for amount in amounts)), d)

    place = bisect_right(each, Fraction(cents), key=paid)
    low = each[max(place - 1, 0)]
    # Beyond the last rate nobody meets a bound any more.
    high = each[place] if place < len(each) else low + Fraction(cents, min(weights.values())) + 1
    return low, high
