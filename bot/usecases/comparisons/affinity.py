"""Who of a server listens most like a member, and who least."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.periods import Period
from bot.analysis.taste import TooLittle, neighbours, tastes, with_few_plays, without_taste
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import NothingStored, TooFewListeners, TooFewTastes, TooLittleListening
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.taste_words import (
    ALIKE_DEFINITION,
    ALIKE_FORMULA,
    ALIKE_SOURCES,
    JACCARD_DEFINITION,
    JACCARD_SOURCE,
    NEEDED,
    alike_words,
    amount_words,
    artist_namer,
    cut_words,
    few_plays_words,
    parts_wanted,
    too_little_words,
)

Parts = Mapping[int, Mapping[str, bytes]]

_DRAWN = 15


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of the others; `through` is the artist that brings them nearest, -1 for none."""

    rank: int
    tied: bool
    member_id: int
    affinity: float
    same_names: float | None
    shared: int
    through: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The others by affinity to one member, nearest first.

    Attributes:
        others: nobody where that member has too little listening.
        too_little: those who are left out; where that member has too little, that member alone.
    """

    basis: Basis
    others: tuple[Neighbour, ...]
    few_plays: tuple[TooLittle, ...]
    too_little: tuple[TooLittle, ...]


def neighbourhood(parts: Parts, period: Period, member_id: int) -> Neighbourhood:
    """For a worker: everyone by affinity to this member, who is one of them."""
    group = unpack(parts)
    compared = tastes(group, period)
    rests = basis(group, period)
    if too_little := without_taste(compared, [member_id]):
        return Neighbourhood(rests, (), (), too_little)
    others = tuple(
        Neighbour(rank, tied, other, alike, None if math.isnan(same) else same, shared, through)
        for rank, tied, other, alike, same, shared, through in neighbours(compared, member_id).itertuples(
            index=False, name=None
        )
    )
    return Neighbourhood(rests, others, with_few_plays(compared), compared.left_out)


async def affinity(asking: Asking) -> Draft:
    """The others by how alike they are to one member, or to the asker where `asked.members` names nobody.

    Raises:
        NotComparable, NothingStored, TooFewListeners, TooLittleListening, TooFewTastes.
    """
    member_id = asking.asked.members[0] if asking.asked.members else asking.asker_id
    parts, cut = await _with(asking, member_id)
    found = await asking.services.cpu(neighbourhood, parts, asking.period, member_id)
    if least := [each for each in found.too_little if each.member_id == member_id]:
        raise TooLittleListening(asking.name(member_id), asking.period.label, amount_words(least[0]), NEEDED)
    if not found.others:
        raise TooFewTastes(1, 2, asking.period.label, NEEDED)
    artists = await artist_namer(asking, [each.through for each in found.others])
    name = asking.name(member_id)
    return Draft(
        title=f"Who listens like {name} · {asking.period.label}",
        tables=(_table(asking, found.others, artists),),
        why=_WHY,
        about=frozenset(parts),
        verdict=_verdict(asking, name, found.others, artists),
        rests_on=(
            *rests_on_words(found.basis, asking.name, shares=True),
            *cut,
            *few_plays_words(found.few_plays, asking.name),
        ),
        left_out=too_little_words(found.too_little, asking.name),
        picture=_picture(asking, name, found, artists),
    )


async def _with(asking: Asking, member_id: int) -> tuple[Parts, tuple[str, ...]]:
    """The group with this member in it, and a sentence where it is not everyone.

    The member is in it also where the group's size cuts them off, or where they have not agreed and ask for themself.
    """
    if member_id == asking.asker_id and member_id not in asking.members:
        raise NothingStored
    parts = parts_wanted(asking, Part.ARTISTS)
    name = asking.name(member_id)
    everyone = await asking.group(*parts, plays=not parts, at_least=0)
    together = dict(everyone.parts)
    if member_id not in together:
        together |= (await asking.group(*parts, plays=not parts, members=[member_id], at_least=0)).parts
    if member_id not in together:
        raise NothingStored(None if member_id == asking.asker_id else name)
    if len(together) < 2:
        raise TooFewListeners(len(everyone.parts))
    return together, cut_words(everyone)


_WHY = Why(
    (
        *ALIKE_DEFINITION,
        JACCARD_DEFINITION,
        "**Through** is the artist that adds most to the two being alike. Equal percentages share a place.",
    ),
    ALIKE_FORMULA,
    (*ALIKE_SOURCES, JACCARD_SOURCE),
)


def _verdict(asking: Asking, name: str, others: tuple[Neighbour, ...], artists: Mapping[int, str]) -> str:
    near = [each for each in others if each.rank == 1]
    last = max(each.rank for each in others)
    far = [each for each in others if each.rank == last]
    words = alike_words(near[0].affinity)
    through = near[0].through
    if len(near) > 1:
        said = f"{_listed(asking, near)} are equally near to {safe(name)}: {words} alike."
    else:
        by = f", above all through {safe(artists[through])}" if through in artists else ""
        said = f"**{safe(asking.name(near[0].member_id))}** listens most like {safe(name)}: {words} alike{by}."
    if last == 1:
        return said
    are = "are" if len(far) > 1 else "is"
    return f"{said} Farthest off {are} {_listed(asking, far)}, at {alike_words(far[0].affinity)}."


def _listed(asking: Asking, some: list[Neighbour]) -> str:
    names = [f"**{safe(asking.name(each.member_id))}**" for each in some[:3]]
    if len(some) > len(names):
        names.append(f"{len(some) - len(names)} more")
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _table(asking: Asking, others: tuple[Neighbour, ...], artists: Mapping[int, str]) -> Table:
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("alike", Kind.SHARE, "{} alike"),
        Column("through", Kind.NAME, "through {}", small=True),
        Column("shared artists", Kind.COUNT, "{shared artist}", small=True),
        Column("same names", Kind.SHARE, "{} of names the same", small=True),
    )
    rows = tuple(
        (
            each.rank,
            asking.name(each.member_id),
            each.affinity,
            artists.get(each.through),
            each.shared,
            each.same_names,
        )
        for each in others
    )
    return Table(columns, rows)


def _picture(
    asking: Asking, name: str, found: Neighbourhood, artists: Mapping[int, str]
) -> tuple[Callable[[RankedRows], str], RankedRows]:
    """The nearest; where there are more than can be drawn, half of the bars are the farthest."""
    others = found.others
    drawn = others if len(others) <= _DRAWN else (*others[: _DRAWN - 5], *others[-5:])
    bars = tuple(
        RankedBar(
            asking.name(each.member_id),
            each.affinity,
            alike_words(each.affinity),
            f"through {artists[each.through]}" if each.through in artists else "nothing in common",
            place=each.rank,
        )
        for each in drawn
    )
    cut = "" if len(drawn) == len(others) else f" · the 10 nearest and the 5 farthest of {len(others)}"
    rows = RankedRows(f"Who listens like {name}", f"How alike, {asking.period.label}{cut}", bars, whole=1.0)
    return ranked_figure, rows
