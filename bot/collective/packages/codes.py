"""Cells as whole numbers: a cell's place on each axis of its table, packed into 63 bits.

The code of a table's cell holds all its axes, the first one highest, so that codes ascend as rows are sorted, and so
that a cell's place on some of its axes (a *margin*) is read from it by shifts alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from bot.model.slices import AXES, FIRST_DAY, Axes

Int64s = npt.NDArray[np.int64]

_BITS = {
    "artist": 24,
    "album": 24,
    "mood": 2,
    "year": 8,
    "month": 4,
    "weekday": 3,
    "hour": 5,
    "activity": 2,
    "region": 4,
}
"""The three widest dimensions, artist, album and month, take 60."""
NAMED: Axes = ("artist", "album")
"""Axes whose places are ids of the catalogue. A place of 0 names nobody: such cells count and are never published."""
_FIRST_YEAR = FIRST_DAY.year


def encode(places: Mapping[str, Int64s], axes: Axes) -> Int64s:
    """One code per row.

    Args:
        places: by axis, row by row: ids of artists and albums (-1: none), years and months as numbers of the calendar,
            everything else from 0.
        axes: in the order of `AXES`.

    Raises:
        ValueError: a place is outside of what its axis can hold, e.g. the catalogue has 2**24 artists.
    """
    rows = len(next(iter(places.values()))) if places else 0
    codes = np.zeros(rows, np.int64)
    for axis in axes:
        place = places[axis] + _shift(axis)
        if rows and (place.min() < 0 or place.max() >= 1 << _BITS[axis]):
            raise ValueError(f"a place on the axis {axis} is out of bounds")
        codes = (codes << _BITS[axis]) | place
    return codes


def place_of(codes: Int64s, axes: Axes, axis: str) -> Int64s:
    """The cells' places on one axis, as they were given to `encode`."""
    after = axes[axes.index(axis) + 1 :]
    return ((codes >> sum(_BITS[each] for each in after)) & ((1 << _BITS[axis]) - 1)) - _shift(axis)


def margin(codes: Int64s, axes: Axes, kept: Axes) -> Int64s:
    """The codes of the cells' places on `kept`, some of `axes`, alone."""
    if kept == axes:
        return codes
    return encode({axis: place_of(codes, axes, axis) for axis in kept}, kept) if kept else np.zeros_like(codes)


def is_unnamed(codes: Int64s, axes: Axes) -> npt.NDArray[np.bool_]:
    """Whether a cell is one of plays that name no artist, or no album, where the table tells them apart."""
    unnamed = np.zeros(len(codes), np.bool_)
    for axis in NAMED:
        if axis in axes:
            unnamed |= place_of(codes, axes, axis) < 0
    return unnamed


def in_order(axes: frozenset[str]) -> Axes:
    """The axes in the order of `AXES`."""
    return tuple(axis for axis in AXES if axis in axes)


def _shift(axis: str) -> int:
    if axis in NAMED:
        return 1
    return -_FIRST_YEAR if axis == "year" else 0
