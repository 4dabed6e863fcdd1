"""Counting cells over all contributors, batch by batch, and the rules for each cell alone.

A cell is *publishable* when enough contributors stand behind it and none of them dominates it. A member is in one batch
alone, so that contributors add up over batches; memory is taken by distinct cells and one batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.collective.packages.codes import Int64s, is_unnamed, place_of
from bot.collective.packages.contributions import Asked, Batch, rows_of
from bot.collective.packages.sums import Behind, added_up
from bot.model.slices import Axes, Slice

_MERGE_AT = 4_000_000
"""Rows of partial counts that are kept before they are merged."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which cells can be published.

    Attributes:
        least: contributors behind a cell, at least.
        most_percent: of a cell's plays, or of its hours, that one contributor can hold.
    """

    least: int
    most_percent: int

    @classmethod
    def of(cls, spec: Slice) -> Rules:
        """A slice's own."""
        return cls(spec.min_contributors, spec.max_share_percent)


@dataclass(frozen=True, slots=True, eq=False)
class CountedTable:
    """The publishable cells of one table, and how much there is besides.

    Attributes:
        cells: ascending by `code`: `contributors`, `plays`, `ms`, and the most that one contributor holds of both,
            `top_plays` and `top_ms`; all int64.
        all_cells: cells with any play in them, publishable or not; those that name nobody are not counted.
        all_plays: plays of the table, published or not.
    """

    axes: Axes
    cells: pd.DataFrame
    all_cells: int
    all_plays: int


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The slice's own tables, counted; small enough to hand back from a worker.

    Attributes:
        contributors: members with anything in the window.
    """

    tables: tuple[CountedTable, ...]
    contributors: int

    def ids(self, axis: str) -> frozenset[int]:
        """The ids of artists, or albums, whose names a build needs."""
        found: set[int] = set()
        for table in self.tables:
            if axis in table.axes:
                found.update(place_of(table.cells["code"].to_numpy(), table.axes, axis).tolist())
        return frozenset(found)


def count_cells(asked: Asked, rules: Rules, batches: Sequence[Batch]) -> Counted:
    """For a worker: the slice's own tables over all batches. Look up the names of its ids next, then build."""
    tables = tuple(_counted(asked, number, rules, batches) for number in range(asked.own))
    return Counted(tables, sum(len(batch.tokens) for batch in batches))


def dominated(rules: Rules, top: Int64s, of: Int64s) -> npt.NDArray[np.bool_]:
    """Whether one contributor holds more than the rules allow."""
    return top * 100 > of * rules.most_percent


def _counted(asked: Asked, number: int, rules: Rules, batches: Iterable[Batch]) -> CountedTable:
    axes = asked.tables[number]
    partial: list[Behind] = []
    for batch in batches:
        rows = rows_of(batch, asked, number)
        partial.append(added_up([Behind.of(rows.code, rows.plays, rows.ms)]))
        if sum(len(part.code) for part in partial) > _MERGE_AT:
            partial = [added_up(partial)]
    cells = added_up(partial)
    unnamed = is_unnamed(cells.code, axes)
    kept = ~unnamed & (cells.contributors >= rules.least)
    kept &= ~dominated(rules, cells.top_plays, cells.plays) & ~dominated(rules, cells.top_ms, cells.ms)
    publishable = cells.frame()[kept].reset_index(drop=True)
    return CountedTable(axes, publishable, int((~unnamed).sum()), int(cells.plays.sum()))
