"""A measure of the listens that a question is about, and its values as rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from bot.analysis.group import day_number
from bot.analysis.periods import Period
from bot.model.questions import ContentFilter, Dimension, Metric
from bot.questions.execution.choosing import (
    NESTED,
    Days,
    keyed,
    of_content,
    of_members,
    on_days,
    passing,
    with_listeners,
)
from bot.questions.execution.computed import CUT, MOST_ROWS, Computed, Row, ranked
from bot.questions.execution.material import Material
from bot.questions.execution.metrics import COUNTS, MEASURES, Given
from bot.questions.execution.resolved import Kept, ResolvedPlan

_TIMES: frozenset[Dimension | None] = frozenset({"hour", "weekday", "day", "week", "month", "year"})


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A measure of each group.

    Attributes:
        values: float64 by key, NaN where it is not known or rests on too little.
        counts: by key, the plays that a value rests on.
        plays: by key, the plays of the group that pass the filters.
        whole: all listens of the members and days.
    """

    values: pd.Series[float]
    counts: pd.Series[int]
    plays: pd.Series[int]
    whole: pd.DataFrame


def counted_content(metric: Metric, kept: Kept) -> ContentFilter:
    """What everything is: of a share of podcasts, music too."""
    return "all" if metric == "share" and kept.content == "podcast" else kept.content


def whole_of(plan: ResolvedPlan, material: Material, days: Days) -> pd.DataFrame:
    """All listens of the plan's members on these days, whether they pass its filters or not."""
    content = of_content(material.listens, counted_content(plan.metric, plan.kept))
    return on_days(of_members(content, plan.members), days)


def chosen_of(plan: ResolvedPlan, material: Material, whole: pd.DataFrame, days: Days) -> pd.DataFrame:
    """The listens of `whole` that pass the plan's filters."""
    kept = plan.kept
    chosen = passing(material, of_content(whole, kept.content), kept)
    if kept.members_with is None:
        return chosen
    among = plan.among or plan.members
    everybody = kept.members_with == "exactly_one" and len(set(among)) == 1
    if everybody:
        # What one member alone plays is what nobody else here does.
        among = tuple(material.reach)
    pool = chosen
    if set(among) != set(plan.members):
        rows = on_days(of_members(of_content(material.listens, kept.content), among), days)
        pool = passing(material, rows, kept)
    return with_listeners(chosen, pool, len(set(among)) if kept.members_with == "all" else 1, plan.by)


def measured(plan: ResolvedPlan, material: Material, days: Days) -> Measured:
    """The plan's metric of each of its groups."""
    measure = MEASURES[plan.metric]
    assert measure.take is not None  # noqa: S101 - the others were sent elsewhere
    if measure.prepare is not None:
        # Once per content: a podcast between two songs is no part of the music's order.
        content = of_members(of_content(material.listens, plan.kept.content), _needed(plan, material))
        material = replace(material, listens=measure.prepare(content))
    whole = whole_of(plan, material, days)
    chosen = keyed(material, chosen_of(plan, material, whole, days), plan.by)
    nested = plan.by in NESTED
    grouped = keyed(material, whole, plan.by) if nested and plan.metric == "share" else whole
    everything = of_content(material.listens, plan.kept.content)
    taken = measure.take(Given(chosen, grouped, nested, everything))
    counts = taken.counts.astype(np.int64)
    enough = counts >= measure.least_for(plan.by)
    values = taken.values.reindex(counts.index).astype(np.float64).where(enough)
    return Measured(values, counts, chosen.groupby("key")["plays"].sum(), whole)


def _needed(plan: ResolvedPlan, material: Material) -> Collection[int]:
    alone = plan.kept.members_with is not None
    return list(material.reach) if alone else plan.members


def computed_of(
    plan: ResolvedPlan, material: Material, rows: tuple[Row, ...], whole: pd.DataFrame, period: Period
) -> Computed:
    """The answer, with what it rests on."""
    members = sorted(set(plan.members))
    spans = spans_of(material, members)
    start = day_number(period.start) if period.start else None
    late = [member for member, first, _ in spans if start is not None and first > start]
    if plan.metric == "first_listen" and plan.by == "member" and plan.op == "rank" and rows:
        oldest = min(row.value for row in rows if row.value is not None)
        late = [member for member, first, _ in spans if first > oldest]
    out = set(members) - set(whole["member_id"].unique().tolist())
    if plan.op == "rank" and plan.by == "member" and _needs_enough(plan.metric):
        out |= set(members) - {row.key[0] for row in rows}
    days = whole["day"]
    return Computed(
        plan.op,
        plan.metric,
        MEASURES[plan.of or plan.metric].unit,
        plan.by,
        rows,
        (MEASURES[plan.metric].why, *([CUT] if len(rows) == MOST_ROWS else [])),
        tuple(sorted(out)),
        tuple(late),
        int(days.min()) if len(days) else None,
        int(days.max()) if len(days) else None,
        spans,
        plan.limit,
        plan.order,
    )


def spans_of(material: Material, members: Collection[int]) -> tuple[tuple[int, int, int], ...]:
    """Of these members, as far as they have listening: id, first and last day of all of it."""
    return tuple((member, *material.reach[member]) for member in sorted(set(members)) if member in material.reach)


def covered_days(plan: ResolvedPlan, material: Material, period: Period) -> tuple[int, int] | None:
    """First and last day of the period that an export of one of the members covers; None for none.

    A day without a play between the first and the last of an export was silent; any other is not known.
    """
    spans = spans_of(material, plan.members)
    if not spans:
        return None
    first, last = min(first for _, first, _ in spans), max(last for _, _, last in spans)
    first = max(first, day_number(period.start)) if period.start else first
    last = min(last, day_number(period.end) - 1) if period.end else last
    return (first, last) if first <= last else None


def value_row(plan: ResolvedPlan, material: Material, found: Measured, period: Period) -> Row:
    """The one value; 0 of what can be counted on days that are covered."""
    count = int(found.counts.get(0, 0))
    value = known(found.values.get(0))
    if value is None and not count and plan.metric in COUNTS and covered_days(plan, material, period):
        value = 0.0
    return Row((), value, count)


def ranked_rows(plan: ResolvedPlan, material: Material, found: Measured, period: Period) -> tuple[Row, ...]:
    """Groups in order."""
    values, counts, plays = found.values, found.counts, found.plays
    if plan.order == "asc" and plan.metric in COUNTS:
        # Whoever listened to nothing of it listened least, and silent hours are the quietest.
        there = values.index
        if plan.by == "member":
            there = pd.Index(sorted(found.whole["member_id"].unique().tolist()), dtype=np.int64)
        elif plan.by in _TIMES:
            there = pd.Index(buckets(plan, material, period), dtype=np.int64)
        there = there.union(values.index)
        unplayed = there.difference(values.index)
        values, counts = values.reindex(there), counts.reindex(there, fill_value=0)
        values[unplayed] = 0.0
    least = plan.kept.min_plays or 0
    enough = values.notna() & (plays.reindex(values.index, fill_value=0) >= least)
    values = values[enough]
    rows = zip(values.index.tolist(), values.tolist(), counts.reindex(values.index).tolist(), strict=True)
    return ranked(rows, plan.order, namer(plan, material), MEASURES[plan.metric].decimals)


def namer(plan: ResolvedPlan, material: Material) -> Callable[[int], tuple[int, ...]]:
    """What a group's key stands for."""
    if plan.by != "playlist":
        return lambda key: (key,)
    owners, ids = material.playlists["member_id"].tolist(), material.playlists["playlist_id"].tolist()
    return lambda key: (owners[key], ids[key])


def trend_rows(plan: ResolvedPlan, material: Material, found: Measured, period: Period) -> tuple[Row, ...]:
    """Every bucket that is covered, in order; those in which nothing was played too."""
    rows = []
    for key in buckets(plan, material, period):
        count = int(found.counts.get(key, 0))
        value = known(found.values.get(key))
        if value is None and not count and plan.metric in COUNTS:
            value = 0.0
        rows.append(Row((key,), value, count))
    return tuple(rows)


def buckets(plan: ResolvedPlan, material: Material, period: Period) -> list[int]:
    """The buckets that the filters let through, of days that are covered, ascending."""
    covered = covered_days(plan, material, period)
    if covered is None:
        return []
    hours, weekdays, months = plan.kept.hours, plan.kept.weekdays, plan.kept.months
    if plan.by == "hour":
        return [hour for hour in range(24) if hours is None or _within(hour, hours)]
    if plan.by == "weekday":
        return [day for day in range(7) if not weekdays or day in weekdays]
    days = np.arange(covered[0], covered[1] + 1)
    weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
    number = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    passes = np.isin(number % 12 + 1, months) if months else np.ones(len(days), np.bool_)
    if weekdays:
        passes &= np.isin(weekday, weekdays)
    keys = {"day": days, "week": days - weekday, "month": number}.get(plan.by or "", number // 12)
    return [int(key) for key in np.unique(keys[passes])]


def _within(hour: int, hours: tuple[int, int]) -> bool:
    begins, ends = hours
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def known(value: float | None) -> float | None:
    """None where there is none, or it is NaN."""
    return None if value is None or np.isnan(value) else float(value)


def _needs_enough(metric: Metric) -> bool:
    return MEASURES[metric].least > 0 or metric == "session_minutes"
