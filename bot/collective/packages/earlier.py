"""Packages that this server sold before, and what they keep a new one from saying.

Who holds two packages can subtract one from the other. What differs must then stand on enough contributors, too:
- Windows are the same or apart; windows that overlap in part are refused, as days could be told by subtraction.
- Packages of one window come from the same contributors with the same listening, or differ by k of them at least.
- All tables of one window, whatever package they are in, share dimensions as those of one slice must.
- Packages with noise stand alone in their window: beside exact figures their noise could be read off.
What remains is compared cell by cell and margin by margin in `rests`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from bot.collective.packages.codes import Int64s, encode, place_of
from bot.collective.packages.contributions import Asked, bounds_of
from bot.errors import PackageRefused
from bot.model.slices import Axes, Slice, crossing, crossing_calendars

_ALONE = pa.ipc.IpcReadOptions(use_threads=False)  # streams are small: handing them to threads takes longer
CELL_COLUMNS = ("contributors", "plays", "hours")
_PLACES = ("place_0", "place_1", "place_2", "place_3")
"""A table has at most four axes: three dimensions, and the year that a month stands in."""


@dataclass(frozen=True, slots=True, eq=False)
class EarlierPackage:
    """A package that was delivered.

    Attributes:
        cells: `Built.cells`, as it was kept.
        contributors: how many were in it.
        roster: `Built.digests`: digest by token, without those who erased everything since.
    """

    spec: Slice
    cells: bytes
    contributors: int
    roster: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Change:
    """How a pool differs from the one that an earlier package was made of.

    Attributes:
        same: tokens of contributors whose listening in the window is what it was.
        joined: tokens of those who were not in the earlier package.
        unknown: how many left, erased everything, or have other listening now: what of theirs the earlier package
            counted where is not known.
    """

    same: frozenset[str]
    joined: frozenset[str]
    unknown: int

    @property
    def count(self) -> int:
        """Contributors who make a difference."""
        return len(self.joined) + self.unknown


def asked_of(spec: Slice, earlier: Sequence[EarlierPackage]) -> Asked:
    """What to ask of each member for this slice, given what was sold before. Cheap; call it before the vote, too.

    Args:
        earlier: every delivered package of this server, and every one that is built and not yet delivered.

    Raises:
        PackageRefused: an earlier package stands against the slice, whoever is in it.
    """
    tables: list[Axes] = list(spec.axes())
    for each in sharing_window(spec, earlier):
        if each.spec.noise_cells is not None or spec.noise_cells is not None:
            raise PackageRefused(
                f"A package of the same days ({_days(each.spec)}) was sold before. With noise in one of the two, "
                "both together would say more than each alone. Choose other days."
            )
        tables += [axes for axes in each.spec.axes() if axes not in tables]
    if (clash := crossing([frozenset(axes) for axes in tables])) is not None:
        raise PackageRefused(
            f"Together with what was sold of the same days before, {clash}. Choose other days or other tables."
        )
    shapes = [frozenset(axes) for axes in tables]
    if (clash := crossing_calendars(shapes, spec.window_start, spec.window_end)) is not None:
        raise PackageRefused(f"Together with what was sold of the same days before: {clash}. Choose other days.")
    return Asked(spec.window_start, spec.window_end, tuple(tables), len(spec.tables), bounds_of(spec))


def require_not_promised(spec: Slice, earlier: Sequence[EarlierPackage], on: date) -> None:
    """Refuse to sell again what a buyer was promised to have alone, for as long as the promise holds.

    The same slice is sold again if any of its tables counts the same days by the same dimensions, whatever its rules
    and measures are. Call it before the vote and before the build, with the day of the call.

    Raises:
        PackageRefused: the promise holds on that day.
    """
    for each in sharing_window(spec, earlier):
        until = each.spec.exclusive_until
        if until is not None and on <= until and set(each.spec.axes()) & set(spec.axes()):
            raise PackageRefused(
                f"A buyer was promised that until {until} nobody else is sold these tables of {_days(spec)}. "
                "Choose other tables, other days, or wait."
            )


def sharing_window(spec: Slice, earlier: Sequence[EarlierPackage]) -> tuple[EarlierPackage, ...]:
    """The earlier packages of the same window.

    Raises:
        PackageRefused: one has a window that overlaps in part.
    """
    found = []
    for each in earlier:
        window = (each.spec.window_start, each.spec.window_end)
        if window == (spec.window_start, spec.window_end):
            found.append(each)
        elif window[0] <= spec.window_end and spec.window_start <= window[1]:
            raise PackageRefused(
                f"A package sold before covers {_days(each.spec)}, which overlaps {_days(spec)} in part: the "
                "difference of the two would tell single days of few members. Choose the same days, or days apart."
            )
    return tuple(found)


def change_since(earlier: EarlierPackage, digests: Mapping[str, bytes]) -> Change:
    """How today's pool, digests by token, differs from an earlier package's."""
    same = frozenset(token for token, digest in digests.items() if earlier.roster.get(token) == digest)
    joined = frozenset(digests.keys() - earlier.roster.keys())
    return Change(same, joined, max(earlier.contributors, len(earlier.roster)) - len(same))


def require_comparable(spec: Slice, earlier: Sequence[EarlierPackage], digests: Mapping[str, bytes]) -> None:
    """Refuse a pool that differs from an earlier one of the same window by too few.

    Raises:
        PackageRefused: by 1 to k - 1 contributors, whose listening would be the difference of the two packages.
    """
    for each in sharing_window(spec, earlier):
        least = max(spec.min_contributors, each.spec.min_contributors)
        if 0 < change_since(each, digests).count < least:
            raise PackageRefused(
                f"A package of the same days ({_days(spec)}) was sold before, and fewer than {least} contributors "
                "joined, left or changed their listening since: the difference of the two would be theirs alone. "
                f"Build it from the same contributors, wait until at least {least} differ, or choose other days."
            )


def packed_cells(spec: Slice, tables: Sequence[pd.DataFrame]) -> bytes:
    """Published cells for keeping: an Arrow IPC stream with a row per cell.

    `table` is the table's place in the spec; `place_0` and on are the cell's places on the table's axes, 0 where it has
    fewer; `contributors`, `plays` and `hours` are as published.

    Args:
        tables: as `measured`, in the spec's order.
    """
    parts = []
    for number, (axes, cells) in enumerate(zip(spec.axes(), tables, strict=True)):
        places = {f"place_{nth}": place_of(codes_of(cells), axes, axis) for nth, axis in enumerate(axes)}
        parts.append(cells[list(CELL_COLUMNS)].assign(table=number, **places))
    frame = pd.concat(parts, ignore_index=True).reindex(columns=["table", *_PLACES, *CELL_COLUMNS]).fillna(0)
    packed = pa.Table.from_pandas(frame.astype(np.int64), preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(
        sink, packed.schema, options=pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
    ) as stream:
        stream.write_table(packed)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def unpacked_cells(spec: Slice, cells: bytes) -> dict[Axes, pd.DataFrame]:
    """What was published, by the axes of its tables: `code`, `contributors`, `plays` and `hours`; ascending."""
    with pa.ipc.open_stream(cells, options=_ALONE) as stream:
        frame = stream.read_all().to_pandas().astype(np.int64)
    found = {}
    for number, axes in enumerate(spec.axes()):
        own = frame[frame["table"] == number]
        code = encode({axis: own[f"place_{nth}"].to_numpy() for nth, axis in enumerate(axes)}, axes)
        found[axes] = own[list(CELL_COLUMNS)].assign(code=code).sort_values("code", ignore_index=True)
    return found


def codes_of(cells: pd.DataFrame) -> Int64s:
    """The column `code`."""
    codes: Int64s = cells["code"].to_numpy(dtype=np.int64)
    return codes


def _days(spec: Slice) -> str:
    return f"{spec.window_start} to {spec.window_end}"
