"""Published cells as the tables that a buyer reads: names for ids, rounded measures, shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from bot.collective.packages.cells import Counted, CountedTable
from bot.collective.packages.codes import Int64s, place_of
from bot.collective.packages.contributions import ACTIVITIES, HOUR_MS, MOODS
from bot.collective.packages.regions import REGIONS
from bot.model.slices import Axes, Dimension, Measure, Slice, SliceTable

SHARE_DECIMALS = 6
_WORDS = {"mood": MOODS, "activity": ACTIVITIES, "region": REGIONS}


@dataclass(frozen=True, slots=True)
class CellNames:
    """Names from the members' exports, by the catalogue's ids. What has no name here is not published."""

    artists: Mapping[int, str] = field(default_factory=dict)
    albums: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class PublishedTable:
    """One table of a package.

    Attributes:
        rows: a row per cell, ascending by dimensions; the spec's columns in order. Dimensions are text, but `year`,
            `weekday` and `hour`; `contributors`, `plays` and `hours` are int64, `share` is float64.
        all_cells: cells that any contributor played in, published or not.
        published_share: of the table's plays, those in published cells, to a tenth of a percent.
    """

    spec: SliceTable
    rows: pd.DataFrame
    all_cells: int
    published_share: float

    @property
    def suppressed(self) -> int:
        """Cells that are left out."""
        return self.all_cells - len(self.rows)


def rounded(amounts: Int64s, base: int) -> Int64s:
    """To the nearest multiple of `base`; halves up. In whole numbers throughout."""
    found: Int64s = (amounts + base // 2) // base * base
    return found


def measured(spec: Slice, cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with their measures as they are published: `code`, `contributors`, `plays`, `hours`."""
    return pd.DataFrame(
        {
            "code": cells["code"].to_numpy(dtype=np.int64),
            "contributors": cells["contributors"].to_numpy(dtype=np.int64),
            "plays": rounded(cells["plays"].to_numpy(dtype=np.int64), spec.round_plays),
            "hours": rounded(cells["ms"].to_numpy(dtype=np.int64), spec.round_hours * HOUR_MS) // HOUR_MS,
        }
    )


def only_named(counted: Counted, names: CellNames) -> Counted:
    """Without cells that have no name; of several with one and the same name, the one with most contributors."""
    return replace(counted, tables=tuple(_only_named(table, names) for table in counted.tables))


def published_table(
    table: SliceTable, counted: CountedTable, cells: pd.DataFrame, plays: int, names: CellNames
) -> PublishedTable:
    """A table as it is sold.

    Args:
        counted: the table with all there is.
        cells: as `measured`, of the cells that are published.
        plays: of those cells, before rounding and noise.
    """
    dimensions = _dimensions(cells["code"].to_numpy(), counted.axes, table.dimensions, names)
    measures = {
        Measure.CONTRIBUTORS: cells["contributors"],
        Measure.PLAYS: cells["plays"],
        Measure.HOURS: cells["hours"],
    }
    rows = pd.DataFrame({**dimensions, **{name.value: values.to_numpy() for name, values in measures.items()}})
    rows[Measure.SHARE.value] = _shares(rows, table)
    rows = rows.sort_values([each.value for each in table.dimensions], ignore_index=True, kind="stable")
    columns = [*(each.value for each in table.dimensions), *(each.value for each in table.measures)]
    of_all = plays / counted.all_plays if counted.all_plays else 0.0
    return PublishedTable(table, rows[columns], counted.all_cells, round(of_all, 3))


def _only_named(table: CountedTable, names: CellNames) -> CountedTable:
    cells = table.cells
    labels = pd.DataFrame({axis: place_of(cells["code"].to_numpy(), table.axes, axis) for axis in table.axes})
    for axis, known in (("artist", names.artists), ("album", names.albums)):
        if axis in table.axes:
            labels[axis] = labels[axis].map(dict(known)).astype(object)
    largest_first = cells["contributors"].sort_values(ascending=False, kind="stable").index
    again = labels.loc[largest_first].duplicated().reindex(cells.index, fill_value=False)
    kept = labels.notna().all(axis=1) & ~again
    return replace(table, cells=cells[kept].reset_index(drop=True))


def _dimensions(
    codes: Int64s, axes: Axes, dimensions: Sequence[Dimension], names: CellNames
) -> dict[str, pd.Series[Any]]:
    places = {axis: pd.Series(place_of(codes, axes, axis)) for axis in axes}
    found: dict[str, pd.Series[Any]] = {}
    for each in dimensions:
        if each is Dimension.MONTH:
            found["month"] = places["year"].astype(str) + "-" + places["month"].astype(str).str.zfill(2)
        elif each in (Dimension.ARTIST, Dimension.ALBUM):
            known = names.artists if each is Dimension.ARTIST else names.albums
            found[each.value] = places[each.value].map(dict(known)).astype(object)
        else:
            axis = (
                next(name for name in ("activity", "region") if name in axes)
                if each is Dimension.COHORT
                else each.value
            )
            words = _WORDS.get(axis)
            found[each.value] = places[axis].map(dict(enumerate(words))).astype(object) if words else places[axis]
    return found


def _shares(rows: pd.DataFrame, table: SliceTable) -> pd.Series[float]:
    plays = rows["plays"]
    of = plays.groupby(rows["cohort"]).transform("sum") if Dimension.COHORT in table.dimensions else plays.sum()
    return (plays / of).fillna(0.0).round(SHARE_DECIMALS)
