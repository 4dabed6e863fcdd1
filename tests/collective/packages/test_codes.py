from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.packages.codes import encode, in_order, is_unnamed, margin, place_of

AXES = ("artist", "album", "year", "month")
cells = st.lists(
    st.tuples(st.integers(-1, 2**24 - 2), st.integers(-1, 2**24 - 2), st.integers(1970, 2100), st.integers(1, 12)),
    min_size=1,
    max_size=20,
)


def coded(rows: list[tuple[int, ...]]) -> np.ndarray:
    columns = zip(AXES, zip(*rows, strict=True), strict=True)
    return encode({axis: np.array(places, np.int64) for axis, places in columns}, AXES)


@given(cells)
def test_a_cells_places_are_read_back_from_its_code(rows: list[tuple[int, ...]]):
    codes = coded(rows)
    assert [tuple(row) for row in zip(*(place_of(codes, AXES, axis).tolist() for axis in AXES), strict=True)] == rows


@given(cells)
def test_codes_ascend_as_rows_do(rows: list[tuple[int, ...]]):
    codes = coded(rows)
    assert [rows[nth] for nth in np.argsort(codes, kind="stable")] == sorted(rows)


@given(cells)
def test_a_margin_is_the_code_of_the_axes_that_are_kept(rows: list[tuple[int, ...]]):
    kept = ("artist", "month")
    expected = encode({"artist": np.array([row[0] for row in rows]), "month": np.array([row[3] for row in rows])}, kept)
    assert margin(coded(rows), AXES, kept).tolist() == expected.tolist()
    assert margin(coded(rows), AXES, ()).tolist() == [0] * len(rows)


def test_a_cell_without_artist_or_album_names_nobody():
    assert is_unnamed(coded([(1, 1, 2024, 1), (-1, 1, 2024, 1), (1, -1, 2024, 1)]), AXES).tolist() == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("row", [(2**24 - 1, 0, 2024, 1), (0, 0, 1969, 1), (0, 0, 2024, 16)])
def test_a_place_that_an_axis_cannot_hold_is_refused(row: tuple[int, ...]):
    with pytest.raises(ValueError, match="out of bounds"):
        coded([row])


def test_axes_have_one_order():
    assert in_order(frozenset({"month", "artist", "year"})) == ("artist", "year", "month")
