from __future__ import annotations

from bot.charts.bars import MOST_BARS, ranked_figure
from bot.charts.canvas import bold_pixels
from bot.charts.mirror import mirror_figure
from bot.charts.rows import MirrorBar, MirrorRows, RankedBar, RankedRows
from bot.charts.theme import COLOURS, LABEL_PX, SIDE, WIDTH, Theme
from tests.charts.group_samples import mirror_rows, ranked_rows
from tests.charts.reading import read, texts, traces

USUAL, OUTSTANDING = COLOURS[Theme.DARK].series[:2]


def ranked(*bars, **more):
    return read(ranked_figure(RankedRows("Who?", "", bars, **more)))


def test_bars_are_as_long_as_their_amounts_in_the_order_of_the_rows():
    figure = ranked(RankedBar("Ada", 45, "45 days"), RankedBar("Bo", 9, "9 days"))
    (bars,) = traces(figure)
    assert (bars["x"], bars["y"]) == ([45, 9], [0, 1])
    assert figure["layout"]["xaxis"]["range"] == [0, 45]
    assert texts(figure) == ["<b>Who?</b>", "1", "Ada", "<b>45 days</b>", "2", "Bo", "<b>9 days</b>"]


def test_what_is_shown_alike_shares_a_place_and_the_first_stand_out():
    figure = ranked(RankedBar("Ada", 45.2, "45 h"), RankedBar("Bo", 44.9, "45 h"), RankedBar("Cy", 9, "9 h"))
    assert [text for text in texts(figure) if text.isdecimal()] == ["1", "1", "3"]
    assert traces(figure)[0]["marker"]["color"] == [OUTSTANDING, OUTSTANDING, USUAL]


def test_places_that_the_caller_counted_are_kept():
    figure = ranked(RankedBar("Ada", 45.2, "45 h", place=4), RankedBar("Bo", 44.9, "45 h", place=5))
    assert [text for text in texts(figure) if text.isdecimal()] == ["4", "5"]
    assert traces(figure)[0]["marker"]["color"] == [USUAL, USUAL]


def test_a_list_has_no_places_and_none_stands_out():
    figure = ranked(RankedBar("Ada", 45, "45 h"), RankedBar("Bo", 9, "9 h"), numbered=False)
    assert not [text for text in texts(figure) if text.isdecimal()]
    assert traces(figure)[0]["marker"]["color"] == [USUAL, USUAL]


def test_a_whole_is_the_end_of_the_scale():
    assert ranked(RankedBar("Ada", 0.4, "40 %"), whole=1.0)["layout"]["xaxis"]["range"] == [0, 1]


def test_details_asides_and_those_left_out_are_written():
    bar = RankedBar("Ada", 45, "45 days", "from 3 March", "6.1 %")
    shown = texts(ranked(bar, aside_words="of own days", left_out=("Cy",)))
    assert {"from 3 March", "6.1 %", "of own days"} <= set(shown)
    assert shown[-1] == "Not enough listening: \u2068Cy\u2069"


def test_the_longest_bar_leaves_room_for_its_words():
    words = "half of everything there is"
    figure = ranked(RankedBar("Ada", 9, words), RankedBar("Bo", 1, "9"))
    end = figure["layout"]["xaxis"]["domain"][1] * WIDTH
    assert 500 < end <= WIDTH - SIDE - 12 - bold_pixels(words[:23], LABEL_PX)
    (annotation,) = (note for note in figure["layout"]["annotations"] if words[:10] in note["text"])
    assert annotation["x"] * WIDTH > end


def test_short_words_leave_the_bars_the_width():
    end = ranked(RankedBar("Ada", 9, "9 h"), RankedBar("Bo", 1, words := "1 h"))["layout"]["xaxis"]["domain"][1]
    assert end * WIDTH > WIDTH - SIDE - 100, words


def test_more_rows_than_are_legible_are_not_drawn():
    assert len(traces(read(ranked_figure(ranked_rows(40))))[0]["x"]) == MOST_BARS
    assert len(traces(read(mirror_figure(mirror_rows(40))))[0]["x"]) == MOST_BARS


def test_nobody_is_still_a_picture():
    figure = ranked(left_out=("Ada",))
    assert texts(figure) == ["<b>Who?</b>", "Not enough listening: \u2068Ada\u2069"]


def mirror(*bars):
    return read(mirror_figure(MirrorRows("Both", "", "Ada", "Bo", bars)))


def test_both_sides_of_a_mirror_have_one_scale_and_run_apart():
    figure = mirror(MirrorBar("Mitski", 0.2, 0.05), MirrorBar("Burial", 0.1, 0.1))
    left, right = traces(figure)
    assert (left["name"], left["x"]) == ("Ada", [-0.2, -0.1])
    assert (right["name"], right["x"]) == ("Bo", [0.05, 0.1])
    assert figure["layout"]["xaxis"]["range"] == [-0.2, 0]
    assert figure["layout"]["xaxis2"]["range"] == [0, 0.2]
    ends = [figure["layout"][axis]["domain"] for axis in ("xaxis", "xaxis2")]
    assert ends[0][1] - ends[0][0] == ends[1][1] - ends[1][0]


def test_a_mirror_names_its_middle_and_ends_with_shares():
    shown = texts(mirror(MirrorBar("Mitski", 0.2, 0.0001), MirrorBar("Burial", 0.1, 0.1, "12 h", "3 h")))
    assert shown[3:] == ["<b>20.0 %</b>", "Mitski", "<b>&lt;0.1 %</b>", "<b>12 h</b>", "Burial", "<b>3 h</b>"]


def test_a_mirror_of_nothing_is_still_a_picture():
    assert [trace["x"] for trace in traces(mirror())] == [[], []]
