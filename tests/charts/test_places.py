from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.charts.placement import leads, place
from bot.charts.places import MOST_POINTS, SYMBOLS, map_figure
from bot.charts.rows import MapPoint, MapRows
from bot.charts.theme import COLOURS, Theme
from tests.charts.group_samples import map_rows
from tests.charts.reading import read, texts, traces

WITHIN = (0.0, 0.0, 900.0, 800.0)
SIZE = (80.0, 26.0)


def overlap(one, other):
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def boxes(placed):
    return [(spot.x, spot.y, spot.x + SIZE[0], spot.y + SIZE[1]) for spot in placed]


def test_a_lonely_label_stands_to_the_right_of_its_dot():
    (spot,) = place([(100, 100)], [SIZE], WITHIN, 9)
    assert (spot.anchor, spot.far) == ("left", False)
    assert (spot.x, spot.y + SIZE[1] / 2) == (113, 100)


def test_a_label_at_the_right_edge_stands_to_the_left_of_its_dot():
    (spot,) = place([(895, 100)], [SIZE], WITHIN, 9)
    assert spot.anchor == "right"
    assert spot.x + SIZE[0] == 895 - 13


def test_labels_keep_off_obstacles():
    (spot,) = place([(100, 100)], [SIZE], WITHIN, 9, [(105, 0, 900, 800)])
    assert spot.anchor == "right"


def test_a_label_further_off_has_a_line_from_its_dot_to_its_edge():
    dots = [(100.0, 100.0)] * 14
    placed = place(dots, [SIZE] * 14, WITHIN, 9)
    x, y = leads(dots, [SIZE] * 14, placed)
    far = [spot for spot in placed if spot.far]
    assert far
    assert len(x) == len(y) == 3 * len(far)
    assert (x[0], y[0], x[2]) == (100, 100, None)
    assert far[0].x <= x[1] <= far[0].x + SIZE[0]


spread = st.lists(st.tuples(st.integers(40, 860), st.integers(40, 760)), max_size=30)


@given(spread)
def test_no_label_lies_on_another_or_leaves_the_box(dots):
    placed = boxes(place(dots, [SIZE] * len(dots), WITHIN, 9))
    for number, one in enumerate(placed):
        assert WITHIN[0] <= one[0]
        assert one[2] <= WITHIN[2]
        assert WITHIN[1] <= one[1]
        assert one[3] <= WITHIN[3]
        assert not any(overlap(one, other) for other in placed[:number])


@given(spread)
def test_the_same_dots_have_the_same_labels(dots):
    assert place(dots, [SIZE] * len(dots), WITHIN, 9) == place(dots, [SIZE] * len(dots), WITHIN, 9)


def dots_of(figure):
    dots = traces(figure)[1]
    return list(zip(dots["x"], dots["y"], strict=True))


def test_both_directions_have_one_scale_and_up_is_up():
    origin, right, up = dots_of(
        read(map_figure(MapRows("Map", "", (MapPoint("o", 0, 0), MapPoint("r", 3, 0), MapPoint("u", 0, 2)))))
    )
    assert math.isclose((right[0] - origin[0]) / 3, (origin[1] - up[1]) / 2)
    assert up[1] < origin[1]


def test_groups_differ_in_colour_and_shape():
    dots = traces(read(map_figure(map_rows(6))))[1]["marker"]
    assert dots["color"] == list(COLOURS[Theme.DARK].series)
    assert dots["symbol"] == list(SYMBOLS)


def test_every_dot_has_its_name():
    figure = read(map_figure(map_rows(7)))
    assert len(traces(figure)[2]["text"]) == 7
    assert traces(figure)[2]["text"][0] == "Ada"


def test_the_ends_are_named():
    shown = texts(read(map_figure(MapRows("Map", "", (MapPoint("Ada", 0, 0),), "Mitski", "Burial", "low", "high"))))
    assert shown == ["<b>Map</b>", "↑ high", "← Mitski", "↓ low", "Burial →"]


def test_more_members_than_are_legible_are_not_drawn():
    assert len(dots_of(read(map_figure(map_rows(80))))) == MOST_POINTS


def test_nobody_and_one_place_are_still_pictures():
    assert dots_of(read(map_figure(MapRows("Map", "", ())))) == []
    same = MapRows("Map", "", (MapPoint("Ada", 1, 1), MapPoint("Bo", 1, 1)))
    assert len(set(dots_of(read(map_figure(same))))) == 1
