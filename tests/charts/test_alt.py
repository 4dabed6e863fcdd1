from __future__ import annotations

from datetime import date

import pytest

from bot.charts.alt import ALT_MOST, alt_text
from bot.charts.rows import (
    AwardCard,
    AwardRows,
    BreakupBar,
    BreakupRows,
    CalendarRows,
    GuessBar,
    GuessRows,
    MapPoint,
    MapRows,
    MarkedDays,
    MatrixRows,
    Milestone,
    MilestoneRows,
    MirrorBar,
    MirrorRows,
    PairRecapRows,
    RankedBar,
    RankedRows,
    RecapSide,
    Rows,
    ShareRows,
    TimelineLine,
    TimelineRows,
    TurningPoint,
)
from tests.charts.group_samples import PICTURES
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


def test_a_ranking_says_places_amounts_and_who_was_left_out():
    bars = (
        RankedBar("Ada", 45, "45 days", aside="6.1 %"),
        RankedBar("Bo", 45, "45 days"),
        RankedBar("Cy", 9, "9 days"),
    )
    rows = RankedRows("Who kept on?", "", bars, ("Di",), aside_words="of own days")
    assert alt_text(rows) == (
        "Who kept on? Bar chart: 1. Ada 45 days (6.1 % of own days), 1. Bo 45 days, 3. Cy 9 days. "
        "Not enough listening: Di."
    )


def test_a_list_says_no_places():
    rows = RankedRows("Artists", "", (RankedBar("Mitski", 4, "4 h"),), numbered=False)
    assert alt_text(rows) == "Artists. Bar chart: Mitski 4 h."


def test_a_mirror_says_both_sides():
    rows = MirrorRows("Both", "61 % alike", "Ada", "Bo", (MirrorBar("Mitski", 0.2, 0.05),))
    assert alt_text(rows) == (
        "Both. 61 % alike. Bars back to back, Ada on the left and Bo on the right: Mitski 20.0 % and 5.0 %."
    )


def test_a_matrix_says_who_are_most_and_least_alike():
    values = ((None, 0.4, 0.1, 0.2), (0.4, None, 0.3, 0.25), (0.1, 0.3, None, 0.35), (0.2, 0.25, 0.35, None))
    assert alt_text(MatrixRows("Alike?", "", ("Ada", "Bo", "Cy", "Di"), values)) == (
        "Alike? Heat map of 4 members. Most alike: Ada and Bo 40 %, Cy and Di 35 %, Bo and Cy 30 %, Bo and Di 25 %, "
        "Ada and Di 20 %; least alike: Ada and Cy 10 %."
    )


def test_a_map_says_who_stands_from_left_to_right_and_what_its_ends_are():
    rows = MapRows("Map", "", (MapPoint("Bo", 2, 0), MapPoint("Ada", 1, 5)), "Mitski", "", "", "Burial")
    assert alt_text(rows) == (
        "Map. Map of dots, near is alike. Its ends: Mitski at the left, Burial above. From left to right: Ada, Bo."
    )


def test_a_timeline_says_span_extremes_and_turning_points_and_counts_no_gap():
    line = TimelineLine("sad", (("2023-11", 0.2), ("2023-12", None), ("2024-02", 0.1)))
    rows = TimelineRows("Sad?", "", (line,), (TurningPoint("2024-02", "moved"),))
    assert alt_text(rows) == (
        "Sad? Lines over months: sad from 2023-11 to 2024-02, highest in 2023-11 with 20.0 %, lowest in 2024-02 with "
        "10.0 %. Marked: 2024-02 moved."
    )


def test_milestones_are_said_with_their_days():
    rows = MilestoneRows("Miles", "", (), (Milestone(date(2024, 3, 1), 10, "10 plays", "Nobody"),))
    assert alt_text(rows) == "Miles. A growing line of plays with milestones. 2024-03-01: 10 plays (Nobody)."


def test_a_calendar_says_span_days_peak_and_marks():
    first, last = date(2024, 3, 1), date(2024, 3, 9)
    streak, before = (
        MarkedDays(first, date(2024, 3, 2), "streak"),
        MarkedDays(date(2023, 1, 1), date(2023, 1, 2), "old"),
    )
    rows = CalendarRows("Days", "", ((first, 2.0), (date(2024, 3, 2), 5.0)), first, last, marked=(streak, before))
    assert alt_text(rows) == (
        "Days. Calendar from 2024-03-01 to 2024-03-09: 2 days with plays, most on 2024-03-02 with 5. "
        "Marked: streak 2024-03-01 to 2024-03-02."
    )


def test_awards_are_said_one_by_one():
    rows = AwardRows("Awards", "", (AwardCard("🦉", "Owl", "Ada", "41 % at night", "before Bo"),), ("Cy",))
    assert alt_text(rows) == "Awards. Awards: Owl: Ada, 41 % at night. Not enough listening: Cy."


def test_a_riddle_does_not_give_itself_away():
    clock = tuple(1.0 if hour == 23 else 0.0 for hour in range(24))
    rows = GuessRows("Whose?", "", (GuessBar(4, "4 h"), GuessBar(2, "2 h", "Mitski")), clock)
    assert alt_text(rows) == "Whose? Bars: hidden 4 h, Mitski 2 h. A clock of the day, busiest from 23:00 to 00:00."


def test_a_pair_s_recap_says_both_lists():
    sides = (RecapSide(name, "9 h", (("Mitski", 0.2),), (0.0,) * 24) for name in ("Ada", "Bo"))
    assert alt_text(PairRecapRows("Both", "", *sides)) == "Both. Ada, 9 h: Mitski 20.0 %. Bo, 9 h: Mitski 20.0 %."


def test_a_shared_recap_says_what_stands_on_it():
    rows = ShareRows("Ada", "2024", "9 hours", (("Mitski", "4 h"),), (("Nobody", "Mitski"),))
    assert alt_text(rows) == "Ada. 9 hours of music. Top artists: Mitski. Top tracks: Nobody by Mitski."


def test_rows_of_a_kind_of_its_own_are_said_by_title_and_note():
    assert alt_text(Rows("Title", "note")) == "Title. note"


@pytest.mark.parametrize("picture", PICTURES)
def test_every_kind_of_rows_has_an_alt_text_that_discord_takes(picture):
    assert 1 <= len(alt_text(PICTURES[picture][1])) <= ALT_MOST


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
