from __future__ import annotations

import pytest

from bot.charts.alt import ALT_MOST, alt_text
from bot.charts.rows import BreakupBar, BreakupRows
from tests.charts.samples import NAMES, breakup_rows, poll_rows, recap_rows, upload_rows, whoknows_rows


def test_breakup_says_the_ranking_and_who_was_left_out():
    rows = BreakupRows("Whose?", "", (BreakupBar("Ada", 66.6, ()), BreakupBar("A & B", 9, ())), ("Cy",))
    assert alt_text(rows) == (
        "Bar chart of breakup intensity from 0 to 100: Ada 67, A & B 9. Not enough listening: Cy."
    )


def test_whoknows_says_hours_and_shares():
    assert alt_text(whoknows_rows(412, 0.001, share=0.061)) == (
        "Bar chart. Who really listens to Mitski? Ada 412 h (6.1 % of own listening), "
        "Chiyoko 千代子 <1 min (6.1 % of own listening)."
    )


def test_recap_says_span_peak_artists_and_hour():
    words = alt_text(recap_rows(2, artists=2))
    assert words.startswith("Ada's recap. Charts of hours by month from 2016-03 to 2016-04, most in 2016-")
    assert words.endswith(
        "top artists: Ada 400 h, Chiyoko 千代子 200 h; a clock of the day, busiest from 00:00 to 01:00."
    )


def test_a_poll_says_its_headline_and_its_rules():
    assert alt_text(poll_rows(3, 0, 0, 6, withheld=True)) == (
        "Result of a vote: Sell “artist preferences by month” to Solo AI for $55,000? The headline. "
        "Bars of who voted and what, with lines at quorum 50 % and needs more than 66.7 %."
    )


def test_an_upload_says_its_years():
    assert alt_text(upload_rows((2021, 1_200), (2023, 12_340))) == (
        "Your listening by year. Columns of listens by year; 2021: 1,200, 2023: 12,340."
    )


@pytest.mark.parametrize(
    "rows",
    [
        breakup_rows(40, left_out=60),
        whoknows_rows(*range(60, 0, -1), title=" ".join(NAMES) * 9),
        recap_rows(300, artists=60, title=" ".join(NAMES) * 9),
        upload_rows(*((year, 10.0**9) for year in range(1900, 2000))),
        BreakupRows("Whose?", "", tuple(BreakupBar("i" * 60, 50, ()) for _ in range(15)), ("l" * 60,) * 15),
        breakup_rows(0),
        whoknows_rows(),
        upload_rows(),
    ],
)
def test_any_rows_have_an_alt_text_that_discord_takes(rows):
    assert 1 <= len(alt_text(rows)) <= ALT_MOST
