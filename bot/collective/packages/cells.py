"""Counting cells over all contributors, batch by batch, and the rules for each cell alone.

A cell is *publishable* when enough contributors stand behind it and none of them dominates it. A member is in one batch
alone, so that contributors add up over batches; memory is taken by distinct cells and one batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bot.collective.packages.codes import Int64s, is_unnamed, place_of
from bot.collective.packages.contributions import Asked, Batch, rows_of
from bot.model.slices import Axes, Slice

_MERGE_AT = 4_000_000
"""Rows of partial counts that are kept before they are merged."""
_ADDED, _GREATEST = ("contributors", "plays", "ms"), ("top_plays", "top_ms")


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


def dominated(rules: Rules, top: Int64s, of: Int64s) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether one contributor holds more than the rules allow."""
    return top * 100 > of * rules.most_percent


def _counted(asked: Asked, number: int, rules: Rules, batches: Iterable[Batch]) -> CountedTable:
    axes = asked.tables[number]
    partial: list[pd.DataFrame] = []
    for batch in batches:
        rows = rows_of(batch, asked, number)
        frame = pd.DataFrame({"code": rows.code, "contributors": 1, "plays": rows.plays, "ms": rows.ms}, copy=False)
        partial.append(_merged([frame.assign(top_plays=rows.plays, top_ms=rows.ms)]))
        if sum(map(len, partial)) > _MERGE_AT:
            partial = [_merged(partial)]
    cells = _merged(partial)
    unnamed = is_unnamed(cells["code"].to_numpy(), axes)
    kept = ~unnamed & (cells["contributors"].to_numpy() >= rules.least)
    for name in ("plays", "ms"):
        kept &= ~dominated(rules, cells[f"top_{name}"].to_numpy(), cells[name].to_numpy())
    return CountedTable(axes, cells[kept].reset_index(drop=True), int((~unnamed).sum()), int(cells["plays"].sum()))


def _merged(partial: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not partial:
        return pd.DataFrame({name: np.empty(0, np.int64) for name in ("code", *_ADDED, *_GREATEST)})
    how = dict.fromkeys(_ADDED, "sum") | dict.fromkeys(_GREATEST, "max")
    return pd.concat(partial, ignore_index=True).groupby("code", sort=True, as_index=False).agg(how).astype(np.int64)
