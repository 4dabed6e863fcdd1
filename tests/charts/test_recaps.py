from __future__ import annotations

from dataclasses import replace

import pytest

from bot.charts.calendar import recap_figure
from bot.charts.recaps import SHARE_HIGH, SHARE_WIDE, pair_figure, share_figure
from bot.charts.rows import PairRecapRows, RecapSide, ShareRows
from bot.charts.theme import COLOURS, Theme
from tests.charts.group_samples import CLOCK, FIGURES, pair_rows, share_rows
from tests.charts.reading import read, texts, traces
from tests.charts.samples import recap_rows

COLOUR = COLOURS[Theme.DARK]


def pair(left, right):
    sides = (RecapSide(name, "9 h", artists, CLOCK) for name, artists in (("Ada", left), ("Bo", right)))
    return read(pair_figure(PairRecapRows("Both", "", *sides)))


def test_both_sides_have_one_scale():
    figure = pair((("Mitski", 0.2), ("Björk", 0.1)), (("Burial", 0.05),))
    left, right = traces(figure)[:2]
    assert (left["name"], left["x"], right["name"], right["x"]) == ("Ada", [0.2, 0.1], "Bo", [0.05])
    assert figure["layout"]["xaxis"]["range"] == figure["layout"]["xaxis2"]["range"] == [0, 0.2]


def test_artists_in_both_lists_are_marked_and_others_are_not():
    shown = texts(pair((("Mitski", 0.2), ("Björk", 0.1)), (("Mitski", 0.05),)))
    marked = [text.rpartition("</span> ")[2] for text in shown if "■" in text]
    assert marked == ["Mitski", "Mitski", "in both lists"]
    assert not any("■" in text for text in texts(pair((("Mitski", 0.2),), (("Burial", 0.2),))))


def test_a_pair_without_artists_is_shown_by_its_clocks_alone():
    assert (
        texts(pair((), ()))[1:7]
        == ["<b>Ada</b>", "<b>Bo</b>", "<b>9 h</b>", "<b>9 h</b>"] + ["<b>Clock of the day</b>"] * 2
    )


def test_each_clock_has_its_member_s_colour():
    clocks = [trace for trace in traces(pair((), ())) if trace["type"] == "barpolar"]
    assert [clock["subplot"] for clock in clocks] == ["polar", "polar2"]
    assert [clock["marker"]["color"][5] for clock in clocks] == list(COLOUR.series[:2])
    assert [clock["marker"]["color"][0] for clock in clocks] == [COLOUR.text] * 2  # the busiest


def test_a_pair_s_numbers_stand_on_top():
    shown = texts(read(pair_figure(pair_rows(6, 6))))
    assert [text for text in shown if text in {f"<b>{number}</b>" for number, _ in FIGURES}][:4] == [
        f"<b>{number}</b>" for number, _ in FIGURES
    ]


def test_a_recap_says_how_artists_moved():
    rows = replace(recap_rows(2, artists=2), moves=("▲ 2", "new"), figures=FIGURES[:1])
    shown = texts(read(recap_figure(rows)))
    assert {"▲ 2", "new", "<b>1,204 h</b>", "of music"} <= set(shown)


def test_a_recap_for_sharing_is_portrait():
    layout = read(share_figure(share_rows(5)))["layout"]
    assert (layout["width"], layout["height"]) == (SHARE_WIDE, SHARE_HIGH)


def test_a_recap_for_sharing_names_five_artists_and_five_tracks():
    artists = tuple((f"artist {n}", f"{n} h") for n in range(7))
    tracks = tuple((f"track {n}", f"by {n}") for n in range(7))
    shown = texts(read(share_figure(ShareRows("Ada", "2024", "9 hours", artists, tracks, foot="Tutti"))))
    assert {f"<b>artist {n}</b>" for n in range(5)} | {f"<b>track {n}</b>" for n in range(5)} <= set(shown)
    assert {"<b>Ada</b>", "2024", "<b>9 hours</b>", "by 4", "<b>Tutti</b>"} <= set(shown)
    assert "<b>artist 5</b>" not in shown


@pytest.mark.parametrize("hours", ["3 min", "1,204 hours", "12,345,678 hours and more", "M" * 60])
def test_the_large_number_is_as_large_as_fits(hours):
    notes = read(share_figure(share_rows(1, hours)))["layout"]["annotations"]
    size = max(note["font"]["size"] for note in notes)
    assert (size == 140) == (len(hours) < 12)


def test_clocks_of_other_hours_are_refused():
    with pytest.raises(ValueError, match="24 hours, not 23"):
        share_figure(replace(share_rows(1), clock=CLOCK[1:]))
