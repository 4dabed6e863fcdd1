"""Sittings: how long members listen without a pause, how often, and when they sit down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.group import day_of
from bot.analysis.periods import Period
from bot.analysis.sessions import LEAST_SITTINGS, sessions, starts_by_hour, usual_hours
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.cell_words import cell_words
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import day_words, left_out_words, rests_on_words
from bot.usecases.comparisons.habits import require_listening, rows_of

WHY = Why(
    (
        "A sitting is listening without a pause of 30 minutes, from the first start to the last end.",
        "The ranking is by each member's longest sitting in the period, of all that their export covers of it.",
        (
            "The median is the sitting in the middle: half are longer, half shorter. Sittings per week are over the "
            "days that the export covers, with music or without."
        ),
        "The usual hour is the one in which most sittings begin, on the member's own clock.",
        f"Who has fewer than {LEAST_SITTINGS} sittings has no median, no rate and no usual hour.",
    ),
    "sitting = last end - first start, with every pause shorter than 30 minutes",
    ("Our own definition; 30 minutes is where web analytics commonly cut sessions.",),
)


@dataclass(frozen=True, slots=True)
class _Row:
    rank: int
    member_id: int
    longest_minutes: float
    longest_day: int
    longest_plays: int
    sittings: int
    median_minutes: float | None
    per_week: float | None
    hour: int | None


async def sessions_draft(asking: Asking) -> Draft:
    """Members by their longest sitting, with what their sittings usually are.

    Raises:
        TooFewListeners, NobodyListened.
    """
    parts = await asking.group(Part.DAYS, Part.SITTINGS)
    zones = {member_id: asking.members[member_id].time_zone for member_id in parts.parts}
    rested, rows = await asking.services.cpu(_ranked, parts, asking.period, zones)
    require_listening(asking, rested, found=bool(rows))
    title = f"Sittings · {asking.period.label}"
    standings = [
        Standing(
            row.member_id,
            asking.name(row.member_id),
            round(row.longest_minutes),
            cell_words(Kind.MINUTES, row.longest_minutes),
        )
        for row in rows
    ]
    bars = tuple(
        RankedBar(each.name, row.longest_minutes, each.shown, detail=_usual(row), place=row.rank)
        for each, row in zip(standings, rows, strict=True)
    )
    _, *rest = rests_on_words(rested, asking.name, shares=True)
    return Draft(
        title,
        (Table(_COLUMNS, tuple(_cells(asking, row) for row in rows)),),
        WHY,
        frozenset(row.member_id for row in rows),
        sheet=ranking_sheet("longest sitting", standings, asking.narratable),
        rests_on=("Records and medians, from all that each export covers of the period", *rest),
        left_out=left_out_words(rested, asking.name, shares=True),
        picture=(ranked_figure, RankedRows(title, "The longest listening without a pause of 30 minutes", bars)),
    )


def _ranked(parts: GroupParts, period: Period, zones: Mapping[int, str]) -> tuple[Basis, tuple[_Row, ...]]:
    group = unpack(parts.parts)
    found = sessions(group, period)
    hours = usual_hours(starts_by_hour(group, period, zones))
    return basis(group, period), rows_of(found.assign(hour=hours.reindex(found["member_id"]).to_numpy()), _Row)


_COLUMNS = (
    Column("place", Kind.PLACE),
    Column("member", Kind.MEMBER),
    Column("longest_minutes", Kind.MINUTES),
    Column("longest_day", Kind.DAY, "on {}"),
    Column("longest_plays", Kind.COUNT, "{play}"),
    Column("median_minutes", Kind.MINUTES, "usually {}", small=True),
    Column("sittings_per_week", Kind.NUMBER, "{} a week", small=True),
    Column("usual_hour", Kind.TEXT, "most begin at {}", small=True),
    Column("sittings", Kind.COUNT, "{sitting} in all", small=True),
)


def _cells(asking: Asking, row: _Row) -> tuple[Cell, ...]:
    return (
        row.rank,
        asking.name(row.member_id),
        row.longest_minutes,
        day_of(row.longest_day),
        row.longest_plays,
        row.median_minutes,
        row.per_week,
        None if row.hour is None else f"{int(row.hour):02}:00",
        row.sittings,
    )


def _usual(row: _Row) -> str:
    on = day_words(day_of(row.longest_day))
    return on if row.median_minutes is None else f"{on}; usually {cell_words(Kind.MINUTES, row.median_minutes)}"
