"""Complementary suppression: what remains when published figures are subtracted from one another must be safe, too.

A *rest* is what a table leaves unpublished in one margin, such as all cells of one artist. A *difference* is what two
tables publish in one margin, subtracted: contributor by contributor, as those whose amounts are equal in both add
nothing to it. Each must stand on no contributor at all, or on enough with none who dominates. Where one does not, the
smallest published cells in that margin are withheld as well, more each time, until all hold; at worst none is left.

Why this is enough, given how tables may share dimensions, stands in `docs/packages.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.collective.packages.cells import Counted, Rules, dominated
from bot.collective.packages.codes import Int64s, in_order, margin
from bot.collective.packages.contributions import HOUR_MS, Asked, Batch, Rows, digests_of, rows_of
from bot.collective.packages.earlier import Change, EarlierPackage, change_since, codes_of, unpacked_cells
from bot.collective.packages.sums import Behind, added_up, per_member
from bot.collective.packages.tables import rounded
from bot.model.slices import Axes, Slice

Published = list[pd.DataFrame]
"""Of each of the slice's own tables, the cells that are still to be published; as `CountedTable.cells`."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sold:
    """A table of an earlier package, by its place in what was asked."""

    table: int
    cells: pd.DataFrame
    change: Change
    least: int
    spec: Slice


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One thing that must be safe in every place of a margin.

    Attributes:
        table: whose cells are withheld where it is not; then, for two tables of the slice, those of `other`.
        other: the table that it is compared with; None: its own rest.
        sold: the earlier package's table that it is compared with.
    """

    table: int
    kept: Axes
    other: int | None = None
    sold: _Sold | None = None

    @property
    def rank(self) -> tuple[int, bool]:
        """Which to mend first: the greatest."""
        return len(self.kept), self.other is None and self.sold is None


def withhold(
    asked: Asked, rules: Rules, counted: Counted, earlier: Sequence[EarlierPackage], batches: Sequence[Batch]
) -> Published:
    """The cells of each table that can be published together, beside what was published before.

    Args:
        earlier: of the same window.
        batches: gone over once per round; usually one or two are enough.
    """
    published = [table.cells for table in counted.tables]
    sold = list(_sold(asked, rules, earlier, batches))
    known = [_known(axes, asked, sold) for axes in asked.tables[: asked.own]]
    comparisons = _comparisons(asked, [len(cells) for cells in published], sold)
    step = 1
    while True:
        unsafe = _unsafe(asked, rules, published, known, comparisons, batches)
        if not unsafe:
            return published
        # Coarse margins are made of fine ones, and differences of rests: first see what mending those does.
        first = max(comparison.rank for comparison, _ in unsafe)
        mended: dict[tuple[int, Axes], Int64s] = {}
        for comparison, places in unsafe:
            if comparison.rank == first:
                key = (comparison.table, comparison.kept)
                before = mended.get(key, np.empty(0, np.int64))
                mended[key] = np.union1d(before, places)
                _drop_smallest(asked, published, comparison, np.setdiff1d(places, before), step)
        step *= 2


def _comparisons(asked: Asked, sizes: Sequence[int], sold: Sequence[_Sold]) -> list[_Comparison]:
    own = range(asked.own)
    found = {_Comparison(table, ()): None for table in own}
    for table in own:
        for other, axes in enumerate(asked.tables):
            if other != table:
                found |= {_Comparison(table, kept): None for kept in _subsets(asked.tables[table], axes)}
    for one, other in combinations(own, 2):
        finer, coarser = sorted((one, other), key=lambda each: (len(asked.tables[each]), sizes[each]), reverse=True)
        for kept in _subsets(asked.tables[one], asked.tables[other]):
            found[_Comparison(finer, kept, coarser)] = None
    for each in sold:
        for table in own:
            for kept in _subsets(asked.tables[table], asked.tables[each.table]):
                found[_Comparison(table, kept, None, each)] = None
    return list(found)


def _subsets(one: Axes, other: Axes) -> Iterator[Axes]:
    """Every margin that both tables have."""
    shared = in_order(frozenset(one) & frozenset(other))
    for size in range(len(shared) + 1):
        yield from combinations(shared, size)


def _sold(asked: Asked, rules: Rules, earlier: Sequence[EarlierPackage], batches: Sequence[Batch]) -> Iterator[_Sold]:
    digests = digests_of(batches) if earlier else {}
    for each in earlier:
        change, least = change_since(each, digests), max(rules.least, each.spec.min_contributors)
        for axes, cells in unpacked_cells(each.spec, each.cells).items():
            yield _Sold(asked.tables.index(axes), cells, change, least, each.spec)


def _known(axes: Axes, asked: Asked, sold: Sequence[_Sold]) -> Int64s:
    """The cells of a table that earlier packages of the very same pool told already: nobody can take them back."""
    told = [codes_of(each.cells) for each in sold if asked.tables[each.table] == axes and not each.change.count]
    return np.unique(np.concatenate([*told, np.empty(0, np.int64)]))


def _unsafe(
    asked: Asked,
    rules: Rules,
    published: Published,
    known: Sequence[Int64s],
    comparisons: Sequence[_Comparison],
    batches: Iterable[Batch],
) -> list[tuple[_Comparison, Int64s]]:
    partial: list[list[Behind]] = [[] for _ in comparisons]
    used = sorted({table for each in comparisons for table in _tables_of(each)})
    told = [np.union1d(codes_of(cells), before) for cells, before in zip(published, known, strict=True)]
    for batch in batches:
        rows = {table: rows_of(batch, asked, table) for table in used}
        for found, comparison in zip(partial, comparisons, strict=True):
            found.append(_behind(asked, published, told, comparison, rows, batch.tokens))
    unsafe = []
    for found, comparison in zip(partial, comparisons, strict=True):
        places = _unsafe_places(asked, rules, published, comparison, added_up(found))
        if len(places):
            unsafe.append((comparison, places))
    return unsafe


def _tables_of(comparison: _Comparison) -> tuple[int, ...]:
    others = (comparison.other, comparison.sold.table if comparison.sold else None)
    return (comparison.table, *(other for other in others if other is not None))


def _behind(
    asked: Asked,
    published: Published,
    told: Sequence[Int64s],
    comparison: _Comparison,
    rows: Mapping[int, Rows],
    tokens: Sequence[str],
) -> Behind:
    """How many members of a batch stand behind the rest or difference in each place, and how much they hold."""
    table, sold = comparison.table, comparison.sold
    same_table = sold is not None and sold.table == table
    own = _in(rows[table].code, codes_of(published[table]) if same_table else told[table])
    if sold is not None:
        same = np.array([token in sold.change.same for token in tokens], np.bool_)
        joined = np.array([token in sold.change.joined for token in tokens], np.bool_)
        then = rows[sold.table]
        terms = [
            (1, table, own & (same | joined)[rows[table].member]),
            (-1, sold.table, _in(then.code, codes_of(sold.cells)) & same[then.member]),
        ]
    elif comparison.other is not None:
        other = comparison.other
        terms = [(1, table, own), (-1, other, _in(rows[other].code, told[other]))]
    else:
        terms = [(1, table, ~own)]
    _, place, plays, ms = per_member(*_together(asked, comparison.kept, rows, terms))
    there = (plays != 0) | (ms != 0)
    return added_up([Behind.of(place[there], np.abs(plays[there]), np.abs(ms[there]))])


def _together(
    asked: Asked, kept: Axes, rows: Mapping[int, Rows], terms: Sequence[tuple[int, int, npt.NDArray[np.bool_]]]
) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    """The rows of all terms, one after the other, with their signs: member, place in the margin, plays, ms."""
    parts = []
    for sign, number, mask in terms:
        each = rows[number]
        place = margin(each.code[mask], asked.tables[number], kept)
        parts.append((each.member[mask], place, sign * each.plays[mask], sign * each.ms[mask]))
    member, place, plays, ms = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return member, place, plays, ms


def _unsafe_places(asked: Asked, rules: Rules, published: Published, comparison: _Comparison, behind: Behind) -> Int64s:
    """The places of the margin in which something is published and what stands behind the comparison is not safe."""
    table, sold, kept = comparison.table, comparison.sold, comparison.kept
    here = _places(published[table], asked.tables[table], kept)
    if sold is not None:
        here = np.intersect1d(here, _places(sold.cells, asked.tables[sold.table], kept))
    elif comparison.other is not None:
        other = comparison.other
        here = np.union1d(here, _places(published[other], asked.tables[other], kept))
    at = np.minimum(np.searchsorted(behind.code, here), max(len(behind.code) - 1, 0))
    there = behind.code[at] == here if len(behind.code) else np.zeros(len(here), np.bool_)
    enough = behind.contributors >= (rules.least if sold is None else sold.least)
    enough &= ~dominated(rules, behind.top_plays, behind.plays) & ~dominated(rules, behind.top_ms, behind.ms)
    safe = there & enough[at] if len(enough) else there
    if sold is None or not sold.change.unknown:
        safe |= ~there
    elif kept == asked.tables[table] == asked.tables[sold.table]:
        safe |= _says_the_same(published[table], sold, here)
    return here[~safe]


def _says_the_same(cells: pd.DataFrame, sold: _Sold, codes: Int64s) -> npt.NDArray[np.bool_]:
    """Whether a cell, rounded as it was then, says what the earlier package said: their difference is nothing."""
    now = cells.set_index("code").reindex(codes)
    then = sold.cells.set_index("code").reindex(codes)
    return np.asarray(
        (now["contributors"] == then["contributors"])
        & (rounded(now["plays"].to_numpy(), sold.spec.round_plays) == then["plays"])
        & (rounded(now["ms"].to_numpy(), sold.spec.round_hours * HOUR_MS) // HOUR_MS == then["hours"]),
        np.bool_,
    )


def _drop_smallest(asked: Asked, published: Published, comparison: _Comparison, places: Int64s, step: int) -> None:
    """Withhold the `step` smallest cells in each of these places; of the other table, where this one has none left."""
    table = comparison.table
    left = _drop_in(asked, published, table, comparison.kept, places, step)
    if comparison.other is not None and len(left):
        _drop_in(asked, published, comparison.other, comparison.kept, left, step)


def _drop_in(asked: Asked, published: Published, table: int, kept: Axes, places: Int64s, step: int) -> Int64s:
    cells = published[table]
    place = margin(codes_of(cells), asked.tables[table], kept)
    order = np.lexsort((codes_of(cells), cells["plays"].to_numpy(), cells["contributors"].to_numpy(), place))
    ordered = place[order]
    rank = np.empty(len(cells), np.int64)
    rank[order] = np.arange(len(cells)) - np.searchsorted(ordered, ordered)
    gone = _in(place, places) & (rank < step)
    published[table] = cells[~gone].reset_index(drop=True)
    return np.setdiff1d(places, place)


def _places(cells: pd.DataFrame, axes: Axes, kept: Axes) -> Int64s:
    return np.unique(margin(codes_of(cells), axes, kept))


def _in(codes: Int64s, wanted: Int64s) -> npt.NDArray[np.bool_]:
    return np.isin(codes, wanted)
