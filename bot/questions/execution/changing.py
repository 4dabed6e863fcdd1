"""How a measure changed: a window against what came before, or each stretch of time against the one before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from bot.analysis.group import day_number
from bot.analysis.periods import Period
from bot.model.questions import Dimension, Metric
from bot.questions.execution.choosing import Days
from bot.questions.execution.computed import Computed, Row, ranked
from bot.questions.execution.material import Material
from bot.questions.execution.measuring import (
    Measured,
    buckets,
    computed_of,
    known,
    measured,
    namer,
    spans_of,
    trend_rows,
)
from bot.questions.execution.metrics import COUNTS, MEASURES
from bot.questions.execution.resolved import ResolvedPlan

_SERIES: frozenset[Dimension | None] = frozenset({"day", "week", "month", "year"})


def can_change(metric: Metric | None) -> bool:
    """Whether it is an amount that can be set against an earlier one."""
    return metric is not None and MEASURES[metric].take is not None and MEASURES[metric].unit != "date"


def is_series(plan: ResolvedPlan) -> bool:
    """Whether each stretch of time is set against the one before it, so that no window is needed."""
    return plan.op in ("rank", "trend") and plan.by in _SERIES


def change(plan: ResolvedPlan, material: Material, period: Period) -> Computed:
    """The change of `plan.of`.

    Args:
        period: one with a period before it, unless `is_series`.
    """
    assert plan.of is not None  # noqa: S101 - the grammar asks for it
    told = replace(plan, metric=plan.of, of=None)
    found = _series(plan, told, material, period) if is_series(plan) else _between(plan, told, material, period)
    return replace(found, why=(MEASURES["change"].why, *found.why))


def _series(plan: ResolvedPlan, told: ResolvedPlan, material: Material, period: Period) -> Computed:
    found = measured(told, material, Days(period))
    rows = trend_rows(told, material, found, period)
    earlier = [None, *(row.value for row in rows)]
    rows = tuple(
        replace(row, value=_less(row.value, before), before=before) for row, before in zip(rows, earlier, strict=False)
    )
    if plan.op == "rank":
        least = plan.kept.min_plays or 0
        kept = [row for row in rows if row.value is not None and found.plays.get(row.key[0], 0) >= least]
        rows = _ranked(plan, kept, lambda key: (key,))
    return replace(computed_of(told, material, rows, found.whole, period), metric="change")


def _between(plan: ResolvedPlan, told: ResolvedPlan, material: Material, period: Period) -> Computed:
    """Each member's days in the window against as many before, of members whose exports cover both."""
    before = period.before()
    assert before is not None  # noqa: S101 - refused before where there is none
    now_days, then_days = _bounds(plan, material, period, before)
    judged = tuple(sorted(now_days.index.tolist()))
    told = replace(told, members=judged, among=plan.among or plan.members)
    now = measured(told, material, Days(period, now_days))
    then = measured(told, material, Days(before, then_days))
    rows = (
        _rows(plan, told, material, now, then, period)
        if judged
        else ((Row((), None, 0),) if plan.op == "value" else ())
    )
    found = computed_of(told, material, rows, now.whole, period)
    return replace(
        found,
        metric="change",
        left_out=tuple(sorted(set(plan.members) - set(judged))),
        late=(),
        spans=spans_of(material, plan.members),
    )


def _bounds(
    plan: ResolvedPlan, material: Material, period: Period, before: Period
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """By member whose export covers all of the time before and some of the window: the days to count of both."""
    bounds = (period.start, period.end, before.start, before.end)
    start, end, earlier, until = (day_number(each) for each in bounds if each is not None)  # all, or none lies before
    rows = {}
    for member, first, last in spans_of(material, plan.members):
        if first <= earlier and last >= start:
            whole = last + 1 >= end
            days = min(end, last + 1) - start
            rows[member] = (start, start + days, earlier, until if whole else min(until, earlier + days))
    frame = pd.DataFrame(
        list(rows.values()), index=pd.Index(list(rows), dtype=np.int64), columns=["a", "b", "c", "d"], dtype=np.int64
    )
    return (
        frame[["a", "b"]].set_axis(["start", "end"], axis=1),
        frame[["c", "d"]].set_axis(["start", "end"], axis=1),
    )


def _rows(
    plan: ResolvedPlan, told: ResolvedPlan, material: Material, now: Measured, then: Measured, period: Period
) -> tuple[Row, ...]:
    keys = [int(key) for key in now.values.index.union(then.values.index)]
    if plan.op == "value":
        keys = [0]
    elif plan.op == "trend":
        keys = buckets(told, material, period)
    found = []
    for key in keys:
        left, right = (_value(told.metric, each, key) for each in (now, then))
        found.append(Row((key,), _less(left, right), int(now.counts.get(key, 0)), before=right))
    if plan.op == "value":
        return (replace(found[0], key=()),)
    if plan.op == "trend":
        return tuple(found)
    least = plan.kept.min_plays or 0
    kept = [
        row
        for row in found
        if row.value is not None and now.plays.get(row.key[0], 0) + then.plays.get(row.key[0], 0) >= least
    ]
    return _ranked(plan, kept, namer(plan, material))


def _value(metric: Metric, found: Measured, key: int) -> float | None:
    if metric in COUNTS and key not in found.counts.index:
        return 0.0
    return known(found.values.get(key))


def _less(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def _ranked(plan: ResolvedPlan, rows: list[Row], name: Callable[[int], tuple[int, ...]]) -> tuple[Row, ...]:
    before = {row.key[0]: row.before for row in rows}
    decimals = MEASURES[plan.of or plan.metric].decimals
    placed = ranked(((row.key[0], row.value or 0.0, row.n) for row in rows), plan.order, lambda key: (key,), decimals)
    return tuple(replace(row, key=name(row.key[0]), before=before[row.key[0]]) for row in placed)
