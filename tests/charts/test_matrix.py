from __future__ import annotations

import pytest

from bot.charts.matrix import MOST_MEMBERS, matrix_figure
from bot.charts.rows import MatrixRows
from bot.charts.theme import COLOURS, Theme
from tests.charts.group_samples import matrix_rows
from tests.charts.reading import read, texts, traces

VALUES = ((1.0, 0.4, 0.1), (0.4, 1.0, None), (0.1, None, 1.0))


def matrix(values=VALUES, names=("Ada", "Bo", "Cy"), **more):
    return read(matrix_figure(MatrixRows("Alike?", "", names, values, **more)))


def test_each_two_members_meet_in_one_cell_below_the_diagonal():
    heat, numbers = traces(matrix())
    assert heat["z"] == [[None, None], [0.4, None], [0.1, None]]
    assert list(zip(numbers["x"], numbers["y"], numbers["text"], strict=True)) == [(0, 1, "40"), (0, 2, "10")]


def test_every_name_stands_once_at_the_end_of_its_row():
    notes = {note["text"]: note for note in matrix()["layout"]["annotations"]}
    left = [notes[name]["x"] for name in ("Ada", "Bo", "Cy")]
    assert left[0] < left[1] < left[2]
    down = [notes[name]["y"] for name in ("Ada", "Bo", "Cy")]
    assert down[0] > down[1] > down[2]


def test_the_scale_reaches_from_the_least_to_the_most_and_is_not_blown_up():
    heat = traces(matrix())[0]
    assert (heat["zmin"], heat["zmax"]) == (0.1, 0.4)
    narrow = ((None, 0.51, 0.5), (0.51, None, None), (0.5, None, None))
    heat = traces(matrix(narrow))[0]
    assert heat["zmax"] - heat["zmin"] == pytest.approx(0.21, abs=0.011)
    nothing = ((None, 0.0, 0.0), (0.0, None, 0.0), (0.0, 0.0, None))
    assert (traces(matrix(nothing))[0]["zmin"], traces(matrix(nothing))[0]["zmax"]) == (0, 0.2)


def test_a_single_pair_stands_on_the_whole_scale():
    heat = traces(matrix(((None, 0.4), (0.4, None)), ("Ada", "Bo")))[0]
    assert (heat["zmin"], heat["zmax"]) == (0, 1)


def test_the_scale_is_explained():
    assert {"least alike 10 %", "40 % most alike"} <= set(texts(matrix()))


def test_numbers_stand_in_cells_of_twelve_and_not_of_forty():
    assert len(traces(read(matrix_figure(matrix_rows(12))))) == 2
    (heat,) = traces(read(matrix_figure(matrix_rows(60))))
    assert len(heat["z"]) == MOST_MEMBERS


def test_groups_are_framed_and_single_members_are_not():
    def lines(groups):
        shapes = matrix(groups=groups)["layout"]["shapes"]
        return [s for s in shapes if s.get("line", {}).get("color") == COLOURS[Theme.DARK].series[1]]

    assert lines(()) == []
    assert lines((1, 1, 1)) == []
    assert len(lines((2, 1))) == 4  # one cell
    assert len(lines((3,))) == 6  # a stair of three cells: two steps, the left and the lower side


@pytest.mark.parametrize(("names", "values"), [((), ()), (("Ada",), ((None,),)), (("Ada", "Bo"), ((None,) * 2,) * 2)])
def test_nobody_to_be_like_is_still_a_picture(names, values):
    assert len(traces(matrix(values, names))[0]["z"]) == len(names)


def test_values_that_do_not_fit_the_names_are_refused():
    with pytest.raises(ValueError, match="3 names have to be 3 by 3"):
        matrix(VALUES[:2])
