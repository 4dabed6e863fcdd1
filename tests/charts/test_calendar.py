from __future__ import annotations

import pytest

from bot.charts.calendar import MOST_ARTISTS, recap_figure, upload_figure
from bot.charts.rows import RecapRows
from bot.charts.theme import COLOURS, Theme
from tests.charts.reading import read, texts, traces
from tests.charts.samples import recap_rows, upload_rows

USUAL, OUTSTANDING = COLOURS[Theme.DARK].series[:2]
CLOCK = tuple(3.5 if hour == 23 else 1.0 for hour in range(24))


def recap(*months, artists=(("Mitski", 30.0), ("Björk", 12.5)), clock=CLOCK):
    return read(recap_figure(RecapRows("Ada's recap", "", months, clock, artists)))


def test_months_are_in_order_with_gaps_for_those_without_listening():
    figure = recap(("2023-11", 4), ("2024-02", 9))
    months = traces(figure)[0]
    assert months["x"] == [0, 1, 2, 3]
    assert months["y"] == [4, None, None, 9]
    assert figure["layout"]["xaxis"]["ticktext"] == ["11<br>2023", "12", "01<br>2024", "02"]


def test_months_of_one_year_carry_no_year():
    assert recap(("2024-01", 4), ("2024-02", 9))["layout"]["xaxis"]["ticktext"] == ["01", "02"]


def test_many_months_are_labelled_by_their_januaries():
    axis = read(recap_figure(recap_rows(105)))["layout"]["xaxis"]
    assert axis["ticktext"] == [str(year) for year in range(2017, 2025)]
    assert axis["tickvals"][:2] == [10, 22]  # the first month is March 2016


def test_a_lifetime_of_years_leaves_some_out():
    axis = read(recap_figure(recap_rows(12 * 24)))["layout"]["xaxis"]
    assert len(axis["ticktext"]) == 12


def test_the_tallest_month_is_marked_and_named():
    figure = recap(("2023-11", 4), ("2023-12", 9), ("2024-01", 8))
    assert traces(figure)[0]["marker"]["color"] == [USUAL, OUTSTANDING, USUAL]
    assert "<b>2023-12: 9.0 h</b>" in texts(figure)


def test_artists_stand_in_order_with_their_hours():
    figure = recap(("2024-01", 4))
    artists = traces(figure)[1]
    assert artists["x"] == [30.0, 12.5]
    assert artists["y"] == sorted(artists["y"])
    assert [text for text in texts(figure) if text in ("Mitski", "30 h", "Björk", "12 h")] == [
        "Mitski",
        "30 h",
        "Björk",
        "12 h",
    ]


def test_only_the_first_artists_are_drawn():
    assert len(traces(read(recap_figure(recap_rows(12, artists=12))))[1]["x"]) == MOST_ARTISTS


def test_the_clock_has_midnight_on_top_and_names_its_busiest_hour():
    figure = recap(("2024-01", 4))
    clock = traces(figure)[2]
    angular = figure["layout"]["polar"]["angularaxis"]
    assert clock["theta"][0] == 7.5  # the middle of the first of 24 hours
    assert clock["theta"][23] == 352.5
    assert clock["r"] == list(CLOCK)
    assert (angular["rotation"], angular["direction"]) == (90, "clockwise")
    assert dict(zip(angular["tickvals"], angular["ticktext"], strict=True))[270] == "18"
    assert clock["marker"]["color"].index(OUTSTANDING) == 23
    assert "<b>23–00</b>" in texts(figure)


def test_an_empty_recap_is_still_a_picture_that_claims_nothing():
    figure = recap(artists=(), clock=(0.0,) * 24)
    assert texts(figure) == [
        "<b>Ada's recap</b>",
        "<b>Hours by month</b>",
        "<b>Top artists</b>",
        "<b>Clock of the day</b>",
    ]


def test_a_clock_of_other_hours_is_refused():
    with pytest.raises(ValueError, match="24 hours, not 23"):
        recap(clock=CLOCK[1:])


def test_years_are_in_order_with_empty_ones_between():
    (years,) = traces(read(upload_figure(upload_rows((2021, 1_200), (2023, 12_340)))))
    assert years["x"] == [2021, 2022, 2023]
    assert years["y"] == [1_200, 0, 12_340]
    assert years["text"] == ["1,200", "0", "12.3k"]
    assert years["marker"]["color"] == [USUAL, USUAL, OUTSTANDING]


def test_of_many_years_only_the_tallest_is_labelled():
    (years,) = traces(read(upload_figure(upload_rows(*((year, year - 2000) for year in range(2004, 2025))))))
    assert [text for text in years["text"] if text] == ["24"]


def test_a_single_year_is_a_column_and_not_a_wall():
    across = read(upload_figure(upload_rows((2024, 940))))["layout"]["xaxis"]["range"]
    assert across == [2021, 2027]


def test_an_upload_without_a_listen_is_still_a_picture():
    (years,) = traces(read(upload_figure(upload_rows())))
    assert years["x"] == []
