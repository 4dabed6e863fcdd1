from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from bot.analysis.coverage import Cover
from bot.analysis.periods import ALL_TIME, Period, between
from bot.usecases.comparisons.gaps import length_words
from bot.usecases.comparisons.habits import clipped, rows_of
from bot.usecases.comparisons.milestones import number_words
from bot.usecases.comparisons.skips import _Row
from bot.usecases.comparisons.streaks import _drawn_span, _Own, _Run

COVER = Cover(1, date(2015, 6, 1), date(2024, 3, 1), 0, 0, 0)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (180, "180 days"),
        (349, "349 days"),
        (365, "1 year"),
        (396, "1 year and 1 month"),
        (730, "2 years"),
        (820, "2 years and 3 months"),
    ],
)
def test_a_long_silence_is_said_in_years_and_months(days, words):
    assert length_words(days) == words


def test_a_milestone_is_called_as_one_calls_it():
    assert number_words(10_000, "plays") == "10,000th play"
    assert number_words(100, "artists") == "100th artist"
    assert number_words(1_000, "hours") == "1,000 hours"


@pytest.mark.parametrize(
    ("period", "span"),
    [
        (ALL_TIME, (date(2015, 6, 1), date(2024, 3, 1))),
        (between(date(2020, 1, 1), date(2021, 1, 1)), (date(2020, 1, 1), date(2020, 12, 31))),
        (between(date(2015, 1, 1), date(2025, 1, 1)), (date(2015, 6, 1), date(2024, 3, 1))),
        (Period(None, date(2016, 1, 1), ""), (date(2015, 6, 1), date(2015, 12, 31))),
        (Period(date(2024, 1, 1), None, ""), (date(2024, 1, 1), date(2024, 3, 1))),
    ],
)
def test_a_period_is_clipped_to_what_is_covered(period, span):
    assert clipped(COVER, period) == span


def run(first: date, days: int) -> _Run:
    day = (first - date(1970, 1, 1)).days
    return _Run(day, day + days - 1, days)


@pytest.mark.parametrize(
    ("runs", "span"),
    [
        ((), (date(2019, 1, 1), date(2024, 3, 1))),
        ((run(date(2020, 5, 1), 9),), (date(2019, 1, 1), date(2024, 3, 1))),
        ((run(date(2015, 12, 30), 9),), (date(2015, 6, 1), date(2020, 12, 31))),
        ((run(date(2017, 1, 1), 9),), (date(2017, 1, 1), date(2022, 12, 31))),
    ],
)
def test_a_calendar_shows_the_latest_years_or_those_from_an_older_record_on(runs, span):
    assert _drawn_span(_Own(COVER, runs, None, ()), COVER.first_day, COVER.last_day) == span


def test_rows_of_a_frame_are_plain_values_and_missing_is_none():
    frame = pd.DataFrame(
        {
            "rank": pd.array([1, None], dtype="Int64"),
            "member_id": [7, 8],
            "more": [0, 0],
            "plays": [9, 9],
            "known": [9, 0],
            "skipped": [3, 0],
            "rate": [1 / 3, float("nan")],
            "low": [0.1, float("nan")],
            "high": [0.6, float("nan")],
        }
    )
    first, second = rows_of(frame, _Row)
    assert first == _Row(1, 7, 9, 9, 3, 1 / 3, 0.1, 0.6)
    assert second == _Row(None, 8, 9, 0, 0, None, None, None)
    assert {type(first.member_id), type(first.rank)} == {int}
