from __future__ import annotations

import pickle

import pytest

from bot.charts.bars import MOST_BARS, breakup_figure, whoknows_figure
from bot.charts.rows import BreakupBar, BreakupRows
from bot.charts.theme import COLOURS, WIDTH, Theme
from tests.charts.reading import read, texts, traces
from tests.charts.samples import breakup_rows, whoknows_rows


def two_members():
    ada = BreakupBar("Ada", 70.4, (("titles", 50), ("repeats", 20.4)))
    bo = BreakupBar("Bo", 40, (("titles", 45), ("repeats", 15)))  # held down to 40 by a cap
    return BreakupRows("Whose?", "A note", (ada, bo), ("Cy", "Di"))


def test_breakup_parts_are_stacked_in_the_order_of_the_rows():
    titles, repeats, rest = traces(read(breakup_figure(two_members())))
    assert (titles["name"], repeats["name"]) == ("titles", "repeats")
    assert titles["x"][0] == 50
    assert repeats["x"][0] == pytest.approx(20.4)
    assert rest["x"] == pytest.approx([29.6, 60])
    assert titles["y"] == [0, 1]


def test_breakup_rows_run_downwards_on_a_scale_of_100():
    layout = read(breakup_figure(two_members()))["layout"]
    assert layout["xaxis"]["range"] == [0, 100]
    assert layout["yaxis"]["range"] == [1.5, -0.5]
    assert layout["barmode"] == "stack"


def test_breakup_parts_are_scaled_down_to_a_capped_score():
    titles, repeats, _ = traces(read(breakup_figure(two_members())))
    assert titles["x"][1] == pytest.approx(30)
    assert repeats["x"][1] == pytest.approx(10)


def test_breakup_parts_below_the_score_are_not_blown_up():
    rows = BreakupRows("Whose?", "", (BreakupBar("Ada", 40, (("titles", 30), ("repeats", 0))),))
    titles, repeats, rest = traces(read(breakup_figure(rows)))
    assert (titles["x"], repeats["x"], rest["x"]) == ([30], [0], [70])


def test_breakup_shows_scores_keys_and_who_was_left_out():
    shown = texts(read(breakup_figure(two_members())))
    assert shown[:2] == ["<b>Whose?</b>", "A note"]
    assert [text.rpartition("</span> ")[2] for text in shown[2:4]] == ["titles", "repeats"]
    assert {"<b>70</b>", "<b>40</b>", "Ada", "Bo"} <= set(shown)
    assert shown[-1] == "Not enough listening: \u2068Cy\u2069, \u2068Di\u2069"


def test_breakup_writes_points_only_where_they_fit():
    rows = BreakupRows("Whose?", "", (BreakupBar("Ada", 52, (("titles", 50), ("repeats", 2))),))
    titles, repeats, rest = traces(read(breakup_figure(rows)))
    assert (titles["text"], repeats["text"], rest["text"]) == (["50"], [""], [""])


def test_equal_scores_share_a_place():
    bars = tuple(
        BreakupBar(name, score, (("titles", score),)) for name, score in [("Ada", 67.4), ("Bo", 66.6), ("Cy", 9)]
    )
    shown = texts(read(breakup_figure(BreakupRows("Whose?", "", bars))))
    assert [text for text in shown if text.isdecimal()] == ["1", "1", "3"]


def test_breakup_without_anybody_to_rank_names_those_left_out():
    figure = read(breakup_figure(BreakupRows("Whose?", "", (), ("Ada",))))
    assert texts(figure) == ["<b>Whose?</b>", "Not enough listening: \u2068Ada\u2069"]
    assert traces(figure)[0]["x"] == []


def test_names_are_shown_and_not_obeyed():
    rows = BreakupRows("<i>Whose?</i>", "", (BreakupBar("<b>Bo</b>", 5, (("titles", 5),), detail="a & b"),))
    shown = texts(read(breakup_figure(rows)))
    assert shown[0] == "<b>&lt;i&gt;Whose?&lt;/i&gt;</b>"
    assert {"&lt;b&gt;Bo&lt;/b&gt;", "a &amp; b"} <= set(shown)


def test_more_bars_than_are_legible_are_not_drawn():
    figure = read(breakup_figure(breakup_rows(MOST_BARS + 5)))
    assert all(len(trace["y"]) == MOST_BARS for trace in traces(figure))


def test_more_members_make_a_higher_picture_of_the_same_width():
    two, twelve = (read(breakup_figure(breakup_rows(members)))["layout"] for members in (2, 12))
    assert two["width"] == twelve["width"] == WIDTH
    assert two["height"] < twelve["height"] < 1.2 * WIDTH


def test_whoknows_draws_hours_in_order_and_marks_the_first():
    (bars,) = traces(read(whoknows_figure(whoknows_rows(412, 88.2, 0.5))))
    usual, outstanding = COLOURS[Theme.DARK].series[:2]
    assert bars["x"] == [412, 88.2, 0.5]
    assert bars["marker"]["color"] == [outstanding, usual, usual]


def test_whoknows_marks_all_who_share_the_first_place():
    (bars,) = traces(read(whoknows_figure(whoknows_rows(88.2, 88.2, 3))))
    usual, outstanding = COLOURS[Theme.DARK].series[:2]
    assert bars["marker"]["color"] == [outstanding, outstanding, usual]


def test_whoknows_labels_bars_with_hours_and_shares():
    shown = texts(read(whoknows_figure(whoknows_rows(412, 0.001, share=0.061))))
    assert "of own listening" in shown
    assert {"<b>412 h</b>", "<b>&lt;1 min</b>", "6.1 %"} <= set(shown)


def test_whoknows_without_shares_says_nothing_of_them():
    shown = texts(read(whoknows_figure(whoknows_rows(412, share=None))))
    assert not any("own" in text or "%" in text for text in shown)


@pytest.mark.parametrize("hours", [(), (0,), (0, 0)])
def test_whoknows_of_nothing_is_still_a_picture(hours):
    (bars,) = traces(read(whoknows_figure(whoknows_rows(*hours))))
    assert bars["x"] == list(hours)


def test_grounds_are_those_of_the_theme():
    for theme in Theme:
        layout = read(whoknows_figure(whoknows_rows(1), theme))["layout"]
        assert layout["template"]["layout"]["paper_bgcolor"] == COLOURS[theme].ground


@pytest.mark.parametrize("work", [breakup_figure, whoknows_figure, breakup_rows(2), whoknows_rows(1)])
def test_figures_and_rows_can_cross_to_a_worker(work):
    assert pickle.loads(pickle.dumps(work)) == work  # noqa: S301 - our own bytes
