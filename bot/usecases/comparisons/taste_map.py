"""Members placed by taste, on a map of two dimensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.analysis.coverage import basis
from bot.analysis.daybook import unpack
from bot.analysis.periods import Period
from bot.analysis.placing import MAP_FROM, TOGETHER, Axis, Seating, taste_map
from bot.analysis.taste import most_listening, tastes
from bot.charts.places import map_figure
from bot.charts.rows import MapPoint, MapRows
from bot.errors import TooFewTastes
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.alikeness import Alikeness, Parts, alike_group, both_words, everyone, rests_on
from bot.usecases.comparisons.taste_words import (
    ALIKE_DEFINITION,
    ALIKE_SOURCES,
    NEEDED,
    alike_words,
    artist_namer,
    share_words,
    too_little_words,
)

MAP_MOST = 60
"""Members who can be drawn and still be told apart."""

_GROUPS_MOST, _END_LONGEST = 5, 24


@dataclass(frozen=True, slots=True)
class Placed:
    """Where members stand on the map.

    Attributes:
        alikeness: of those on the map.
        places: x and y by member.
        stress: 0 where the map is exact.
    """

    alikeness: Alikeness
    places: Mapping[int, tuple[float, float]]
    across: Axis
    up: Axis
    stress: float


def placed(parts: Parts, period: Period, asker_id: int) -> Placed | int:
    """For a worker: all members on a map; or how many there are, where they are fewer than `MAP_FROM`."""
    group = unpack(parts)
    compared = tastes(group, period)
    if len(compared.members) < MAP_FROM:
        return len(compared.members)
    drawn = most_listening(compared, MAP_MOST, [asker_id])
    found = taste_map(drawn)
    places = {member: (x, y) for member, x, y in found.places.itertuples(name=None)}
    together = alike_group(basis(group, period), compared, MAP_MOST, asker_id)
    return Placed(together, places, found.across, found.up, found.stress)


async def taste_map_of_all(asking: Asking) -> Draft:
    """Members placed by taste.

    Raises:
        TooFewListeners, TooFewTastes: a map needs three.
    """
    parts = await everyone(asking)
    found = await asking.services.cpu(placed, parts.parts, asking.period, asking.asker_id)
    if isinstance(found, int):
        raise TooFewTastes(found, MAP_FROM, asking.period.label, NEEDED)
    poles = (*found.across.low, *found.across.high, *found.up.low, *found.up.high)
    artists = await artist_namer(asking, poles)
    ends = tuple(
        tuple(artists[artist] for artist in end)
        for end in (found.across.low, found.across.high, found.up.low, found.up.high)
    )
    return Draft(
        title=f"The map of our taste · {asking.period.label}",
        tables=(_places(asking, found),),
        why=_why(found),
        about=frozenset(parts.parts),
        verdict=_verdict(asking, found, ends),
        rests_on=(*rests_on(asking, parts, found.alikeness), _held(found)),
        left_out=too_little_words(found.alikeness.too_little, asking.name),
        picture=_picture(asking, found, ends),
    )


def _why(found: Placed) -> Why:
    return Why(
        (
            *ALIKE_DEFINITION,
            (
                "The distance of two members is sqrt(1 - alike), Hellinger's. The map keeps these distances as well as "
                "two dimensions can; its directions are those in which members differ most. Nothing is drawn by "
                "chance: the same listening gives the same map. It may turn when somebody joins."
            ),
            (
                f"{_held(found)}: {share_words(found.across.explained)} from left to right, "
                f"{share_words(found.up.explained)} from bottom to top. Its stress is {found.stress:.2f}: 0 would be "
                "exact, and from about 0.2 on distances are to be read with care."
            ),
            (
                "An end is named by the artists that pull there most: members at that end play them more than members "
                "at the other. Each axis is turned so that the member farthest out is to the right, or above."
            ),
            (
                "One colour is for members who are at least "
                f"{1 - TOGETHER:.0%} nearer to one another than everybody is on average."
            ).replace("%", " %"),
        ),
        "distance(a, b) = sqrt(1 - alike(a, b))",
        (
            *ALIKE_SOURCES,
            "Torgerson (1952), Psychometrika 17, 401-419; Gower (1966), Biometrika 53, 325-338 (the map)",
            "Kruskal (1964), Psychometrika 29, 1-27 (stress)",
        ),
    )


def _held(found: Placed) -> str:
    held = found.across.explained + found.up.explained
    return f"The map holds {share_words(held)} of what sets these members apart"


def _verdict(asking: Asking, found: Placed, ends: Sequence[tuple[str, ...]]) -> str:
    _, one, other, alike = found.alikeness.pairs[0]
    if not found.across.high:
        return "You all stand in one place: the same artists in the same proportions."
    loner = min(zip(found.alikeness.means, found.alikeness.seated.members, strict=True))
    said = f"{both_words(asking, one, other)} stand nearest, at {alike_words(alike)} alike"
    said += f"; **{safe(asking.name(loner[1]))}** keeps the most distance." if loner[1] not in (one, other) else "."
    left, right = (" and ".join(safe(name) for name in end) for end in ends[:2])
    return f"{said} To the left it goes towards {left}, to the right towards {right}."


def _places(asking: Asking, found: Placed) -> Table:
    members, alike = found.alikeness.seated.members, np.array(found.alikeness.alike)
    np.fill_diagonal(alike, -1.0)
    nearest = alike.argmax(axis=1)
    columns = (
        Column("member", Kind.MEMBER),
        Column("nearest", Kind.MEMBER, "nearest: {}"),
        Column("alike", Kind.SHARE, "{} alike"),
        Column("right", Kind.NUMBER, ""),
        Column("up", Kind.NUMBER, ""),
    )
    rows = tuple(
        (asking.name(member), asking.name(members[near]), float(alike[row, near]), *found.places[member])
        for row, (member, near) in enumerate(zip(members, nearest.tolist(), strict=True))
    )
    return Table(columns, rows)


def _picture(
    asking: Asking, found: Placed, ends: Sequence[tuple[str, ...]]
) -> tuple[Callable[[MapRows], str], MapRows]:
    colours = colours_of(found.alikeness.seated)
    points = tuple(
        MapPoint(asking.name(member), x, y, colours.get(member, 0)) for member, (x, y) in found.places.items()
    )
    note = f"Near is alike. Shares of own plays per artist, {asking.period.label}"
    return map_figure, MapRows("The map of our taste", note, points, *map(_fitting, ends))


def _fitting(names: tuple[str, ...]) -> str:
    """As many names as an end of an axis has room for, and one at least."""
    both = ", ".join(names)
    return both if len(both) <= _END_LONGEST else names[0]


def colours_of(seated: Seating) -> dict[int, int]:
    """1 to 5 for members of the largest groups, in the order in which they sit; others are in none."""
    starts = np.cumsum((0, *seated.groups[:-1])).tolist()
    groups = [seated.members[start : start + size] for start, size in zip(starts, seated.groups, strict=True)]
    largest: Sequence[tuple[int, ...]] = sorted((each for each in groups if len(each) > 1), key=len, reverse=True)
    return {member: colour for colour, each in enumerate(largest[:_GROUPS_MOST], 1) for member in each}
