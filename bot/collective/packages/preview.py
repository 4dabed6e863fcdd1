"""What voters and moderators see of a package before there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.collective.packages.build import publish
from bot.collective.packages.cells import Counted
from bot.collective.packages.contributions import Asked, Batch
from bot.collective.packages.earlier import EarlierPackage
from bot.collective.packages.tables import CellNames, PublishedTable
from bot.collective.slice_words import can_learn, cannot_learn
from bot.model.slices import Measure, Slice

FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table as it would be sold today.

    Attributes:
        name: of its files.
        columns: the exact columns, in order.
        rows: how many there would be.
        first: the first rows, as text; of a slice with noise without its figures, since several looks at figures
            with noise would tell what is under it.
        suppressed: cells left out; `all_cells` with those that are in.
        published_share: of the table's plays, those in its rows; 0 to 1.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...]
    suppressed: int
    all_cells: int
    published_share: float


@dataclass(frozen=True, slots=True)
class Preview:
    """A package as it would be today.

    Attributes:
        contributors: members who would be in it.
        can_learn: what a buyer could learn from it, one sentence each; likewise `cannot_learn`.
        plays: of each contributor, those behind rows that are shown, ascending: what a split by contribution goes by.
            Whose they are is not said.
    """

    tables: tuple[TablePreview, ...]
    contributors: int
    can_learn: tuple[str, ...]
    cannot_learn: tuple[str, ...]
    plays: tuple[int, ...]


def preview_package(
    spec: Slice,
    asked: Asked,
    batches: Sequence[Batch],
    counted: Counted,
    names: CellNames,
    earlier: Sequence[EarlierPackage],
) -> Preview:
    """For a worker: what would be sold if it were built today. Arguments and errors as in `build_package`."""
    exact = spec.model_copy(update={name: None for name in Slice.model_fields if name.startswith("noise_")})
    shown = publish(exact, asked, batches, counted, names, earlier)
    noisy = spec.noise_epsilon_hundredths is not None
    tables = tuple(_preview(table, noisy) for table in shown.tables)
    return Preview(tables, shown.contributors, can_learn(spec), cannot_learn(spec), tuple(sorted(shown.plays.values())))


def _preview(table: PublishedTable, noisy: bool) -> TablePreview:
    hidden = {measure.value for measure in Measure} if noisy else set()
    head = table.rows.head(FIRST_ROWS).astype(str)
    first = tuple(
        tuple("…" if name in hidden else text for name, text in zip(head.columns, row, strict=True))
        for row in head.itertuples(index=False, name=None)
    )
    return TablePreview(
        table.spec.name,
        tuple(table.rows.columns),
        len(table.rows),
        first,
        table.suppressed,
        table.all_cells,
        table.published_share,
    )
