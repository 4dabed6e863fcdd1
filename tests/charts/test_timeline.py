from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.rows import (
    Milestone,
    MilestoneRows,
    TimelineLine,
    TimelineRows,
    TurningPoint,
)
from bot.charts.theme import COLOURS, SIDE, WIDTH, Theme
from bot.charts.timeline import (
    MOST_LINES,
    MOST_MILESTONES,
    MOST_TURNS,
    _apart,
    _clashes,
    milestone_figure,
    timeline_figure,
)
from tests.charts.group_samples import milestone_rows, timeline_rows
from tests.charts.reading import read, texts, traces

COLOUR = COLOURS[Theme.DARK]


def timeline(*values, turns=(), **more):
    return read(timeline_figure(TimelineRows("Sad?", "", (TimelineLine("sad", values),), turns, **more)))


def shapes(figure, **wanted):
    return [
        shape
        for shape in figure["layout"].get("shapes", [])
        if all(shape.get(key) == each for key, each in wanted.items())
    ]


def test_a_missing_month_is_a_gap_and_not_nothing():
    (line,) = traces(timeline(("2023-11", 0.2), ("2024-01", None), ("2024-02", 0.1)))
    assert line["x"] == [0, 1, 2, 3]
    assert line["y"] == [0.2, None, None, 0.1]
    assert line["connectgaps"] is False


def test_a_share_of_nothing_is_nothing():
    (line,) = traces(timeline(("2023-11", 0.2), ("2023-12", 0.0)))
    assert line["y"] == [0.2, 0.0]


def test_months_that_no_line_knows_are_shaded_and_explained():
    figure = timeline(("2023-11", 0.2), ("2024-02", 0.1))
    (shade,) = shapes(figure, fillcolor=COLOUR.track)
    month = figure["layout"]["xaxis"]["domain"]
    wide = (month[1] - month[0]) / 6  # four months, in room for six
    assert shade["x1"] - shade["x0"] == pytest.approx(2 * wide)
    assert any("no listening known" in text for text in texts(figure))


def test_a_month_that_another_line_knows_is_not_shaded():
    lines = (TimelineLine("sad", (("2024-01", 0.2), ("2024-03", 0.1))), TimelineLine("glad", (("2024-02", 0.4),)))
    figure = read(timeline_figure(TimelineRows("Sad?", "", lines)))
    assert not shapes(figure, fillcolor=COLOUR.track)
    assert not any("known" in text for text in texts(figure))


def test_lines_differ_in_colour_and_dash():
    lines = traces(read(timeline_figure(timeline_rows(12, 3))))
    assert len({line["line"]["color"] for line in lines}) == len({line["line"]["dash"] for line in lines}) == 3


def test_a_lonely_month_is_a_dot_also_among_many():
    every = [(f"{2015 + number // 12}-{number % 12 + 1:02}", 0.1) for number in range(60)]
    (line,) = traces(timeline(*every[:20], every[30], *every[40:]))
    assert [number for number, size in enumerate(line["marker"]["size"]) if size] == [30]


def test_a_turning_point_stands_where_its_month_begins():
    figure = timeline(("2023-12", 0.2), ("2024-01", 0.1), ("2024-02", 0.1), turns=(TurningPoint("2024-01", "moved"),))
    (line,) = shapes(figure, type="line")
    left, right = figure["layout"]["xaxis"]["domain"]
    low, high = figure["layout"]["xaxis"]["range"]
    assert line["x0"] == line["x1"] == pytest.approx(left + (0.5 - low) / (high - low) * (right - left))
    assert "2024-01 moved" in texts(figure)


def test_turning_points_outside_of_what_is_known_are_not_drawn():
    figure = timeline(("2023-12", 0.2), turns=(TurningPoint("2024-01", "moved"),))
    assert not shapes(figure, type="line")
    assert not any("moved" in text for text in texts(figure))


def test_the_axis_begins_at_nothing_and_ends_at_a_round_share():
    axis = timeline(("2023-12", 0.43))["layout"]["yaxis"]
    assert axis["range"][0] == 0
    assert axis["ticktext"] == ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"]


def test_more_lines_and_turns_than_are_legible_are_not_drawn():
    figure = read(timeline_figure(timeline_rows(40, 3, tuple(range(20)))))
    assert len(traces(figure)) <= MOST_LINES
    assert len(shapes(figure, type="line")) == MOST_TURNS


@given(st.lists(st.integers(SIDE + 66, WIDTH - SIDE - 5), max_size=MOST_TURNS, unique=True).map(sorted))
def test_labels_of_turning_points_stay_inside(begins):
    labels = _apart(begins, [150.0] * len(begins))
    assert all(left >= SIDE and right <= WIDTH - SIDE for _, left, right in labels)


def test_labels_of_close_turning_points_climb_like_stairs():
    begins = [200.0, 220.0, 240.0]
    labels = _apart(begins, [150.0] * 3)
    assert [row for row, _, _ in labels] == [2, 1, 0]
    for number, label in enumerate(labels):
        others = [(begins[at], other) for at, other in enumerate(labels) if at != number]
        assert _clashes(label, begins[number], others) == 0


def test_labels_clash_with_labels_beside_them_and_with_lines_that_run_through_them():
    label = (1, 100.0, 200.0)
    assert _clashes(label, 100, [(150, (1, 150.0, 250.0))]) == 1  # a label in the same row
    assert _clashes(label, 100, [(150, (2, 150.0, 250.0))]) == 1  # its line comes down through this label
    assert _clashes(label, 100, [(50, (0, 50.0, 150.0))]) == 1  # this one's line runs through that label
    assert _clashes(label, 100, [(150, (0, 150.0, 250.0)), (250, (2, 250.0, 300.0))]) == 0


def milestones(*each, totals=()):
    return read(milestone_figure(MilestoneRows("Miles", "", totals, each)))


def test_milestones_are_numbered_points_on_the_growing_line():
    first = date(2024, 1, 1)
    totals = tuple((first + timedelta(day), day * 10.0) for day in range(0, 200, 10))
    figure = milestones(
        Milestone(first + timedelta(50), 500, "500 plays", "Nobody"),
        Milestone(first + timedelta(100), 1000, "1,000 plays"),
        totals=totals,
    )
    line, _, points, numbers = traces(figure)
    assert line["x"][1] - line["x"][0] == 10
    assert line["y"][:3] == [0, 100, 200]
    assert points["x"] == [first.toordinal() + 50, first.toordinal() + 100]
    assert points["y"] == [500, 1000]
    assert numbers["text"] == ["<b>1</b>", "<b>2</b>"]
    listed = ["<b>1</b>", "500 plays", "2024-02-20", "Nobody", "<b>2</b>", "1,000 plays", "2024-04-10"]
    assert sorted(texts(figure)[2:]) == sorted(listed)


def test_of_many_milestones_the_latest_are_drawn():
    first = date(2024, 1, 1)
    many = [Milestone(first + timedelta(day), day, f"{day} plays") for day in range(20)]
    figure = milestones(*many)
    assert len(traces(figure)[2]["x"]) == MOST_MILESTONES
    assert "19 plays" in texts(figure)
    assert "0 plays" not in texts(figure)


@pytest.mark.parametrize("days", [1, 40, 300, 3_000, 12_000])
def test_days_are_labelled_in_order_and_at_most_twelve_times(days):
    axis = read(milestone_figure(milestone_rows(1, days)))["layout"]["xaxis"]
    assert 1 <= len(axis["ticktext"]) <= 12
    assert axis["tickvals"] == sorted(set(axis["tickvals"]))


def test_no_milestone_is_still_a_picture():
    assert texts(milestones()) == ["<b>Miles</b>", "<b>plays</b>"]
