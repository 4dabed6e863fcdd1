"""How alike each two members are, as a heat map in which groups show."""

from __future__ import annotations

from collections.abc import Callable

from bot.analysis.coverage import basis
from bot.analysis.daybook import unpack
from bot.analysis.periods import Period
from bot.analysis.placing import TOGETHER
from bot.analysis.taste import LABELS, GroupLabel, tastes
from bot.charts.matrix import matrix_figure
from bot.charts.rows import MatrixRows
from bot.errors import TooFewTastes
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.alikeness import Alikeness, Parts, alike_group, both_words, everyone, rests_on
from bot.usecases.comparisons.taste_words import (
    ALIKE_DEFINITION,
    ALIKE_FORMULA,
    ALIKE_SOURCES,
    NEEDED,
    alike_words,
    too_little_words,
)

MATRIX_MOST = 40
"""Members who can be drawn and still be told apart."""

_PAIRS_MOST = 200


def alikeness(parts: Parts, period: Period, asker_id: int) -> Alikeness:
    """For a worker: all members against all; the asker is among those who can be drawn."""
    group = unpack(parts)
    return alike_group(basis(group, period), tastes(group, period), MATRIX_MOST, asker_id)


async def matrix(asking: Asking) -> Draft:
    """How alike each two members are, in an order in which groups show.

    Raises:
        TooFewListeners, TooFewTastes.
    """
    parts = await everyone(asking)
    found = await asking.services.cpu(alikeness, parts.parts, asking.period, asking.asker_id)
    if found.label is None:
        raise TooFewTastes(found.compared, 2, asking.period.label, NEEDED)
    return Draft(
        title=f"How alike we are · {asking.period.label}",
        tables=(_pairs(asking, found), _means(asking, found)),
        why=_why(found),
        about=frozenset(parts.parts),
        verdict=_verdict(asking, found, found.label),
        rests_on=rests_on(asking, parts, found),
        left_out=too_little_words(found.too_little, asking.name),
        picture=_picture(asking, found, found.label),
    )


def _why(found: Alikeness) -> Why:
    names = "; ".join(
        f"**{name}** from {bound:.0%} on".replace("%", " %") if bound else f"**{name}** below"
        for bound, name, _ in LABELS
    )
    return Why(
        (
            *ALIKE_DEFINITION,
            f"The name is for the mean over all pairs of the {counted(found.compared, 'member')}: {names}.",
            (
                "The order puts the most alike beside one another. A frame is around members who are at least "
                f"{1 - TOGETHER:.0%} nearer to one another than everybody is on average."
            ).replace("%", " %"),
        ),
        ALIKE_FORMULA,
        (
            *ALIKE_SOURCES,
            "Bar-Joseph, Gifford and Jaakkola (2001), Bioinformatics 17, S22-S29 (the order)",
            "Names and bounds: our own",
        ),
    )


def _verdict(asking: Asking, found: Alikeness, label: GroupLabel) -> str:
    said = f"**{label.name}**, {label.meaning}: two of you are {alike_words(label.mean)} alike on average."
    pairs = found.pairs
    if len(pairs) < 2:
        return said
    (_, near_left, near_right, near), (_, far_left, far_right, far) = pairs[0], pairs[-1]
    return (
        f"{said} Nearest are {both_words(asking, near_left, near_right)} ({alike_words(near)}), farthest apart "
        f"{both_words(asking, far_left, far_right)} ({alike_words(far)})."
    )


def _pairs(asking: Asking, found: Alikeness) -> Table:
    pairs = found.pairs
    title = "Nearest pairs" + (f": the first {_PAIRS_MOST} of {len(pairs):,}" if len(pairs) > _PAIRS_MOST else "")
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("and", Kind.MEMBER, "**{}**"),
        Column("alike", Kind.SHARE, "{} alike"),
    )
    rows = tuple(
        (rank, asking.name(left), asking.name(right), alike) for rank, left, right, alike in pairs[:_PAIRS_MOST]
    )
    return Table(columns, rows, title)


def _means(asking: Asking, found: Alikeness) -> Table:
    columns = (Column("member", Kind.MEMBER), Column("alike with the others", Kind.SHARE, "{} alike with the others"))
    rows = sorted(zip(found.means, found.seated.members, strict=True), key=lambda row: (-row[0], row[1]))
    return Table(columns, tuple((asking.name(member), mean) for mean, member in rows), "Everyone with the others")


def _picture(asking: Asking, found: Alikeness, label: GroupLabel) -> tuple[Callable[[MatrixRows], str], MatrixRows]:
    values = tuple(
        tuple(None if row == column else value for column, value in enumerate(line))
        for row, line in enumerate(found.alike)
    )
    grouped = found.seated.groups if 1 < len(found.seated.groups) < len(values) else ()
    rows = MatrixRows(
        f"{label.name}: {alike_words(label.mean)} alike",
        f"Shares of own plays per artist, {asking.period.label}",
        tuple(asking.names(found.seated.members)),
        values,
        groups=grouped,
    )
    return matrix_figure, rows
