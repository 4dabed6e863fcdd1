"""From contributions to a package: count, withhold, check independently, write.

The order of calls, each worker's call by `services.cpu`:

1. `asked_of(spec, earlier)`: what to read of each member; refuses slices that cannot be sold beside earlier packages.
2. Worker, per some hundred members: `contribute(asked, plays, hours, people, breakup, sad)`.
3. Worker: `count_cells(asked, Rules.of(spec), batches)`; then look up the names of `counted.ids("artist")` and
   `counted.ids("album")`.
4. Worker: `preview_package(...)` for voters and moderators, or `build_package(...)` for the buyer.

After members left, all four are done again. Keep of what is delivered: `archive`, and for later packages `cells`,
`contributors` and `digests`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from bot.collective.disclosure import find_disclosures
from bot.collective.packages.archive import package_bytes
from bot.collective.packages.cells import Counted, Rules
from bot.collective.packages.contributions import Asked, Batch, bounds_of, digests_of, rows_of
from bot.collective.packages.earlier import (
    EarlierPackage,
    codes_of,
    packed_cells,
    require_comparable,
    sharing_window,
    unpacked_cells,
)
from bot.collective.packages.facts import OfferFacts, Vote
from bot.collective.packages.noise import with_noise
from bot.collective.packages.rests import withhold
from bot.collective.packages.tables import CellNames, PublishedTable, measured, only_named, published_table
from bot.errors import PackageRefused, UnsafePackage
from bot.model.slices import Slice

__all__ = ["Built", "OfferFacts", "Published", "Vote", "build_package", "publish"]


@dataclass(frozen=True, slots=True)
class Built:
    """A package.

    Attributes:
        archive: the ZIP that the buyer gets.
        sha256: of `archive`, 32 bytes.
        cells: what was published, for comparing later packages with it (`EarlierPackage.cells`). Keep it as long as
            anybody may hold the package.
        contributors: members in it: with any listening in the window.
        digests: by token; `EarlierPackage.roster`.
        plays: by token, plays behind published cells, summed over the tables; 0 for who stands behind none.
        suppressed: cells that are left out, of all tables.
    """

    archive: bytes = field(repr=False)
    sha256: bytes
    cells: bytes = field(repr=False)
    contributors: int
    digests: Mapping[str, bytes] = field(repr=False)
    plays: Mapping[str, int] = field(repr=False)
    suppressed: int


@dataclass(frozen=True, slots=True)
class Published:
    """The tables of a package, and what they rest on, before anything is written."""

    tables: tuple[PublishedTable, ...]
    cells: bytes
    contributors: int
    digests: Mapping[str, bytes]
    plays: Mapping[str, int]


def build_package(
    spec: Slice,
    asked: Asked,
    batches: Sequence[Batch],
    counted: Counted,
    names: CellNames,
    earlier: Sequence[EarlierPackage],
    facts: OfferFacts,
    drawn: bytes | None = None,
) -> Built:
    """For a worker: the package that a buyer gets. The same arguments give the same bytes.

    Noise is drawn anew each time, unless `drawn` is given.

    Args:
        earlier: as in `asked_of`, without the package that this build replaces.
        drawn: `Built.cells` of an earlier build for the same offer: its noise is used again if its cells are the same.

    Raises:
        PackageRefused: the rules leave nothing to sell, or the pool differs from an earlier one by too few.
        UnsafePackage: the independent check disagrees with the rules; nothing was written.
        NoiseNotInstalled: the slice asks for noise and opendp is not installed.
    """
    published = publish(spec, asked, batches, counted, names, earlier, drawn)
    archive = package_bytes(spec, published.tables, published.contributors, facts)
    return Built(
        archive,
        hashlib.sha256(archive).digest(),
        published.cells,
        published.contributors,
        published.digests,
        published.plays,
        sum(table.suppressed for table in published.tables),
    )


def publish(
    spec: Slice,
    asked: Asked,
    batches: Sequence[Batch],
    counted: Counted,
    names: CellNames,
    earlier: Sequence[EarlierPackage],
    drawn: bytes | None = None,
) -> Published:
    """The tables that can be sold, checked; what `build_package` writes and `preview_package` shows the head of.

    Raises:
        As `build_package`.
    """
    rules, digests = Rules.of(spec), digests_of(batches)
    require_comparable(spec, earlier, digests)
    counted = only_named(counted, names)
    kept = withhold(asked, rules, counted, sharing_window(spec, earlier), batches)
    if all(cells.empty for cells in kept):
        raise PackageRefused(
            f"No cell of this slice has at least {spec.min_contributors} contributors that may be shown: "
            "too few pool, the window is too short, or the tables are too fine."
        )
    cells = _measured(spec, kept, drawn)
    packed = packed_cells(spec, cells)
    if findings := find_disclosures(spec, asked, batches, packed, earlier):
        raise UnsafePackage(tuple(findings))
    tables = tuple(
        published_table(table, of, figures, int(exact["plays"].sum()), names)
        for table, of, figures, exact in zip(spec.tables, counted.tables, cells, kept, strict=True)
    )
    return Published(tables, packed, counted.contributors, digests, _plays_behind(asked, kept, batches))


def _measured(spec: Slice, kept: Sequence[pd.DataFrame], drawn: bytes | None) -> list[pd.DataFrame]:
    """The cells' figures as they are published; with noise, those that were drawn before for the same cells."""
    if drawn is not None and bounds_of(spec) is not None:
        before = list(unpacked_cells(spec, drawn).values())
        if all(codes_of(old).tolist() == codes_of(new).tolist() for old, new in zip(before, kept, strict=True)):
            return before
    return [measured(spec, cells) for cells in with_noise(spec, kept)]


def _plays_behind(asked: Asked, kept: Sequence[pd.DataFrame], batches: Sequence[Batch]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in batches:
        plays = np.zeros(len(batch.tokens), np.int64)
        for table, cells in enumerate(kept):
            rows = rows_of(batch, asked, table)
            behind = np.isin(rows.code, codes_of(cells))
            plays += np.bincount(rows.member[behind], rows.plays[behind], len(plays)).astype(np.int64)
        found.update(zip(batch.tokens, plays.tolist(), strict=True))
    return found
