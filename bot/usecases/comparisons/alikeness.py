"""How alike all members of a group are: what the heat map and the map have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.analysis.coverage import Basis
from bot.analysis.daybook import Part
from bot.analysis.placing import Seating, seating
from bot.analysis.taste import (
    GroupLabel,
    Tastes,
    TooLittle,
    affinity,
    group_label,
    hellinger,
    most_listening,
    nearest_pairs,
    with_few_plays,
)
from bot.narration.fill import safe
from bot.usecases.asking import Asking, GroupParts
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.taste_words import cut_words, few_plays_words, parts_wanted

Parts = Mapping[int, Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Alikeness:
    """How alike the members are.

    Attributes:
        label: for all who are compared; None with fewer than two.
        compared: how many those are.
        seated: those who can be drawn, in order.
        alike: affinities of those, row by row in the order of `seated.members`, in [0, 1].
        means: each one's mean affinity to all others who are compared.
        pairs: rank, two members and their affinity, of those who can be drawn, the most alike first.
    """

    basis: Basis
    label: GroupLabel | None
    compared: int
    seated: Seating
    alike: tuple[tuple[float, ...], ...]
    means: tuple[float, ...]
    pairs: tuple[tuple[int, int, int, float], ...]
    few_plays: tuple[TooLittle, ...]
    too_little: tuple[TooLittle, ...]


def alike_group(rests: Basis, compared: Tastes, most: int, asker_id: int) -> Alikeness:
    """All of these members against all, and of the `most` who can be drawn, the asker among them, the details."""
    all_alike = affinity(compared)
    count = len(all_alike)
    drawn = most_listening(compared, most, [asker_id])
    seated = seating(hellinger(drawn))
    order = list(seated.members)
    inside = all_alike.loc[order, order]
    others = (all_alike.sum(axis=1) - 1) / max(count - 1, 1)
    return Alikeness(
        rests,
        group_label(all_alike),
        count,
        seated,
        tuple(tuple(row) for row in inside.to_numpy().tolist()),
        tuple(others.loc[order].tolist()),
        tuple(nearest_pairs(inside).itertuples(index=False, name=None)),
        with_few_plays(compared),
        compared.left_out,
    )


async def everyone(asking: Asking) -> GroupParts:
    """All members' artists in the period.

    Raises:
        TooFewListeners.
    """
    parts = parts_wanted(asking, Part.ARTISTS)
    return await asking.group(*parts, plays=not parts)


def rests_on(asking: Asking, parts: GroupParts, found: Alikeness) -> tuple[str, ...]:
    """Which plays are counted, of whom, and who of them is drawn."""
    drawn = len(found.seated.members)
    few: tuple[str, ...] = ()
    if drawn < found.compared:
        few = (f"Shown are the {drawn} with most plays in the period, whose shares are the firmest, and the asker",)
    rests = rests_on_words(found.basis, asking.name, shares=True)
    return (*rests, *cut_words(parts), *few_plays_words(found.few_plays, asking.name), *few)


def both_words(asking: Asking, left: int, right: int) -> str:
    """Two names, bold and safe."""
    return f"**{safe(asking.name(left))}** and **{safe(asking.name(right))}**"
