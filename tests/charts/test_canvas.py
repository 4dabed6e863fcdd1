from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from bot.charts.canvas import Canvas, in_lines
from bot.charts.theme import COLOURS, Theme
from tests.charts.group_samples import PICTURES
from tests.charts.reading import read, texts


@pytest.mark.parametrize("picture", PICTURES)
def test_plotly_knows_every_property_of_every_picture(picture):
    figure, rows = PICTURES[picture]
    for theme in Theme:
        go.Figure(json.loads(figure(rows, theme)))  # raises where it does not


def test_the_ground_is_that_of_the_theme():
    for theme in Theme:
        layout = read(Canvas("Title", "", theme).json())["layout"]
        assert layout["template"]["layout"]["paper_bgcolor"] == COLOURS[theme].ground


def test_a_picture_is_as_wide_as_asked_and_as_high_as_it_grew():
    canvas = Canvas("", "", Theme.DARK, 1080)
    canvas.y = 333.4
    layout = read(canvas.json())["layout"]
    assert (layout["width"], layout["height"]) == (1080, 333)


def test_text_and_panels_stand_where_they_were_put():
    canvas = Canvas("", "", Theme.DARK)
    canvas.text(500, 50, "here")
    canvas.panel((100, 20, 300, 40), "#123456")
    canvas.rule((100, 20, 300, 20), "#654321")
    canvas.y = 200
    layout = read(canvas.json())["layout"]
    assert (layout["annotations"][0]["x"], layout["annotations"][0]["y"]) == (0.5, 0.75)
    panel, rule = layout["shapes"]
    assert (panel["type"], panel["x0"], panel["x1"], panel["y0"], panel["y1"]) == ("rect", 0.1, 0.3, 0.9, 0.8)
    assert (rule["type"], rule["y0"], rule["y1"]) == ("line", 0.9, 0.9)


def test_a_panel_with_round_corners_stays_in_its_box():
    canvas = Canvas("", "", Theme.DARK)
    canvas.panel((100, 20, 300, 120), "#123456", radius=20)
    canvas.y = 200
    (panel,) = read(canvas.json())["layout"]["shapes"]
    numbers = [float(each) for each in panel["path"].split() if each[0].isdigit()]
    assert (min(numbers[::2]), max(numbers[::2])) == (0.1, 0.3)
    assert (min(numbers[1::2]), max(numbers[1::2])) == (0.4, 0.9)


def test_titles_take_two_lines_at_most():
    canvas = Canvas("word " * 60, "note " * 60, Theme.DARK)
    assert len(texts(read(canvas.json()))) == 4


def test_lines_are_broken_between_words_and_the_last_is_shortened():
    assert in_lines("one two three", 7, 2) == ["one two", "three"]
    assert in_lines("one two three four", 7, 2) == ["one two", "three f…"]
    assert in_lines("", 7, 2) == []
