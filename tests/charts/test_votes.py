from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from bot.charts.theme import SIDE, WIDTH
from bot.charts.votes import option_figure, poll_figure
from tests.charts.reading import read, texts, traces
from tests.charts.samples import option_rows, poll_rows


def bars(figure):
    return [(trace["name"], trace["x"], trace["xaxis"]) for trace in traces(figure)]


def test_the_electorate_and_then_the_two_sides():
    assert bars(read(poll_figure(poll_rows(55, 5, 2, 80)))) == [
        ("yes", [55], "x"),
        ("no", [5], "x"),
        ("abstain", [2], "x"),
        ("did not vote", [18], "x"),
        ("yes", [55], "x2"),
        ("no", [5], "x2"),
    ]


def test_each_bar_is_as_long_as_all_it_is_made_of():
    layout = read(poll_figure(poll_rows(55, 5, 2, 80)))["layout"]
    assert layout["xaxis"]["range"] == [0, 80]
    assert layout["xaxis2"]["range"] == [0, 60]


def test_lines_stand_at_quorum_and_threshold():
    quorum, threshold = read(poll_figure(poll_rows(55, 5, 2, 80)))["layout"]["shapes"]
    wide = WIDTH - 2 * SIDE
    assert quorum["x0"] * WIDTH == pytest.approx(SIDE + wide / 2)
    assert threshold["x0"] * WIDTH == pytest.approx(SIDE + wide * 2 / 3)


def test_counts_and_rules_are_written_down():
    shown = " | ".join(texts(read(poll_figure(poll_rows(55, 5, 2, 80)))))
    for words in ("> yes 55", "> no 5", "> abstain 2", "> did not vote 18", "quorum 50 %", "needs more than 66.7 %"):
        assert words in shown


def test_a_withheld_breakdown_is_nowhere_in_the_picture():
    one, other = (read(poll_figure(poll_rows(*said, 6, withheld=True))) for said in ((3, 0, 0), (1, 1, 1)))
    assert one == other
    assert bars(one) == [("voted", [3], "x"), ("did not vote", [3], "x")]


def test_without_a_yes_or_no_there_is_no_second_bar():
    assert {axis for _, _, axis in bars(read(poll_figure(poll_rows(0, 0, 3, 6))))} == {"x"}


def test_options_follow_the_turnout_and_winners_stand_out():
    voted, silent, options = traces(read(option_figure(option_rows(9, 4))))
    assert (voted["x"], silent["x"]) == ([13], [14])
    assert options["x"] == [9, 4]
    assert len(set(options["marker"]["color"])) == 2


def test_nothing_of_withheld_options_is_in_the_picture():
    one, other = (read(option_figure(option_rows(*said, withheld=True))) for said in ((3, 0, 0), (1, 1, 1)))
    assert one == other
    assert "votes" not in " ".join(texts(one))


def test_without_a_quorum_there_is_no_line():
    drawn = read(option_figure(dataclasses.replace(option_rows(9, 4), quorum=Fraction(0))))
    assert drawn["layout"]["shapes"] == []
