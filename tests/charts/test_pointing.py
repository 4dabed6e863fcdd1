"""What is said of a mark when a page's reader points at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.charts.bars import breakup_figure, ranked_figure, whoknows_figure
from bot.charts.calendar import recap_figure, upload_figure
from bot.charts.days import calendar_figure
from bot.charts.matrix import matrix_figure
from bot.charts.mirror import mirror_figure
from bot.charts.places import map_figure
from bot.charts.pointing import pointed
from bot.charts.timeline import milestone_figure, timeline_figure
from tests.charts.group_samples import (
    calendar_rows,
    map_rows,
    matrix_rows,
    milestone_rows,
    mirror_rows,
    ranked_rows,
    timeline_rows,
)
from tests.charts.reading import read, traces
from tests.charts.samples import breakup_rows, recap_rows, upload_rows, whoknows_rows

FIGURES = {
    "ranked": ranked_figure(ranked_rows(12)),
    "breakup": breakup_figure(breakup_rows(12)),
    "whoknows": whoknows_figure(whoknows_rows(*range(12, 0, -1))),
    "mirror": mirror_figure(mirror_rows(10)),
    "matrix": matrix_figure(matrix_rows(9)),
    "map": map_figure(map_rows(14)),
    "timeline": timeline_figure(timeline_rows(20, 3)),
    "milestones": milestone_figure(milestone_rows(8)),
    "calendar": calendar_figure(calendar_rows(500)),
    "recap": recap_figure(recap_rows(14)),
    "upload": upload_figure(upload_rows((2020, 4), (2022, 12_345))),
}


def marks(trace: dict[str, Any]) -> int:
    """How many points a trace has, or rows of a heat map."""
    return len(next(trace[name] for name in ("z", "r", "x") if name in trace))


def said(trace: dict[str, Any]) -> Iterator[str]:
    for one in trace["customdata"]:
        yield from one if isinstance(one, list) else [one]


@pytest.mark.parametrize("name", FIGURES)
def test_every_mark_of_a_trace_that_speaks_says_something_of_its_own(name: str):
    speaking = [trace for trace in traces(read(FIGURES[name])) if "hovertemplate" in trace]
    assert speaking
    for trace in speaking:
        assert trace["hovertemplate"] == "%{customdata}<extra></extra>"
        assert len(trace["customdata"]) == marks(trace)


@pytest.mark.parametrize("name", FIGURES)
def test_names_are_no_markup(name: str):
    for trace in traces(read(FIGURES[name])):
        for words in said(trace) if "customdata" in trace else ():
            assert "<" not in words.replace("<b>", "", 1).replace("</b>", "", 1).replace("<br>", "")


def test_the_first_line_is_what_it_is_about_and_empty_lines_are_left_out():
    assert pointed([("A <b>", "", "3 & more")])["customdata"] == ["<b>A &lt;b&gt;</b><br>3 &amp; more"]


def test_a_cell_of_the_matrix_names_both_members():
    rows = matrix_rows(3)
    (cells,) = (trace for trace in traces(read(matrix_figure(rows))) if trace["type"] == "heatmap")
    assert cells["customdata"][2][1].startswith(f"<b>{rows.values[2][1] * 100:.0f} %</b><br>{rows.names[2]}")


def test_only_axes_on_which_everything_stands_can_be_stretched():
    axes = {
        name: [axis.get("fixedrange") for key, axis in read(figure)["layout"].items() if key[1:5] == "axis"]
        for name, figure in FIGURES.items()
    }
    assert axes["map"] == [False, False]
    assert all(free is None for name, each in axes.items() if name != "map" for free in each)
