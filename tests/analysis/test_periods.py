from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.periods import ALL_TIME, Period, between, parse_period, suggest_periods
from bot.errors import UnknownPeriod

TODAY = date(2024, 3, 15)  # a Friday


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2024", (2024, 1, 1), (2025, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
        ("February 2024", (2024, 2, 1), (2024, 3, 1)),
        ("  feb.  2023 ", (2023, 2, 1), (2023, 3, 1)),
        ("february", (2024, 2, 1), (2024, 3, 1)),
        ("April", (2023, 4, 1), (2023, 5, 1)),
        ("today", (2024, 3, 15), (2024, 3, 16)),
        ("yesterday", (2024, 3, 14), (2024, 3, 15)),
        ("last 90 days", (2023, 12, 17), (2024, 3, 16)),
        ("past 2 weeks", (2024, 3, 2), (2024, 3, 16)),
        ("last 3 months", (2023, 12, 16), (2024, 3, 16)),
        ("last 2 years", (2022, 3, 16), (2024, 3, 16)),
        ("this week", (2024, 3, 11), (2024, 3, 18)),
        ("last week", (2024, 3, 4), (2024, 3, 11)),
        ("this month", (2024, 3, 1), (2024, 4, 1)),
        ("Last Month", (2024, 2, 1), (2024, 3, 1)),
        ("this year", (2024, 1, 1), (2025, 1, 1)),
        ("last year", (2023, 1, 1), (2024, 1, 1)),
        ("summer 2023", (2023, 6, 1), (2023, 9, 1)),
        ("fall of 2022", (2022, 9, 1), (2022, 12, 1)),
        ("winter 2023", (2023, 12, 1), (2024, 3, 1)),
        ("winter 2023/24", (2023, 12, 1), (2024, 3, 1)),
        ("last summer", (2023, 6, 1), (2023, 9, 1)),
        ("last spring", (2023, 3, 1), (2023, 6, 1)),
        ("Q1 2024", (2024, 1, 1), (2024, 4, 1)),
        ("2023 q4", (2023, 10, 1), (2024, 1, 1)),
        ("2023-01-01 to 2023-06-30", (2023, 1, 1), (2023, 7, 1)),
        ("2023-01-01 – 2023-01-01", (2023, 1, 1), (2023, 1, 2)),
        ("from 2019 to 2021", (2019, 1, 1), (2022, 1, 1)),
        ("2019-2021", (2019, 1, 1), (2022, 1, 1)),
        ("March to May 2021", (2021, 3, 1), (2021, 6, 1)),
    ],
)
def test_words_are_read(words, start, end):
    period = parse_period(words, TODAY)
    assert (period.start, period.end) == (date(*start), date(*end))


@pytest.mark.parametrize("words", ["all time", "ALL", "ever", "everything"])
def test_all_time_has_no_bounds(words):
    assert parse_period(words, TODAY) is ALL_TIME


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("since 2020", date(2020, 1, 1), None),
        ("until 2019", None, date(2020, 1, 1)),
        ("before March 2021", None, date(2021, 3, 1)),
        ("after march 2021", date(2021, 4, 1), None),
    ],
)
def test_one_side_may_be_open(words, start, end):
    period = parse_period(words, TODAY)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "banana",
        "2024-13",
        "2023-02-30",
        "last 0 days",
        "last 9999 years",
        "1066",
        "3000",
        "2024 to 2020",
        "next year",
        "q5 2024",
    ],
)
def test_what_is_no_period_is_said_to_be_none(words):
    with pytest.raises(UnknownPeriod) as raised:
        parse_period(words, TODAY)
    assert raised.value.words == words


@pytest.mark.parametrize(
    ("words", "label", "before"),
    [
        ("2024", "2024", "2023"),
        ("january 2024", "January 2024", "December 2023"),
        ("q1 2024", "January 2024 to March 2024", "October 2023 to December 2023"),
        ("summer 2023", "summer 2023", "March 2023 to May 2023"),
        ("last 10 days", "the last 10 days", "2024-02-25 to 2024-03-05"),
        ("2024-03-01", "2024-03-01", "2024-02-29"),
    ],
)
def test_a_period_and_the_one_before_it_have_names(words, label, before):
    period = parse_period(words, TODAY)
    earlier = period.before()
    assert (period.label, earlier and earlier.label) == (label, before)


@pytest.mark.parametrize("words", ["all time", "since 2020", "until 2020"])
def test_nothing_is_before_an_open_period(words):
    assert parse_period(words, TODAY).before() is None


def test_nothing_is_before_the_calendar():
    assert between(date(1, 1, 1), date(2, 1, 1)).before() is None


DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(1, 2_000))
def test_a_label_names_its_own_period(start, length):
    period = between(start, start + timedelta(days=length))
    assert parse_period(period.label, TODAY) == period


@given(DAYS, st.integers(1, 2_000))
def test_the_period_before_ends_where_this_one_begins(start, length):
    period = between(start, start + timedelta(days=length))
    earlier = period.before()
    assert earlier is not None
    assert earlier.end == period.start
    assert abs((earlier.days or 0) - length) <= length // 28 * 3  # months differ by up to three days


@given(st.text(max_size=30), DAYS)
def test_any_words_are_a_period_or_none(words, today):
    try:
        period = parse_period(words, today)
    except UnknownPeriod:
        return
    assert isinstance(period, Period)
    assert period.start is None or period.end is None or period.start < period.end


@given(
    st.sampled_from(["", "2", "20", "202", "feb", "last", "su", "winter", "2024-0", "q1 2021", "last 45 days", "zzz"]),
    DAYS,
    st.integers(0, 5_000),
)
def test_suggestions_contain_what_was_typed_and_can_be_read(typed, first, length):
    last = first + timedelta(days=length)
    suggested = suggest_periods(typed, first, last)
    assert len(suggested) <= 25
    for words in suggested:
        assert typed in words.casefold()
        parse_period(words, TODAY)


def test_suggestions_reach_as_far_as_the_history():
    suggested = suggest_periods("", date(2022, 5, 3), date(2024, 3, 1))
    assert {"all time", "last year", "2024", "2023", "2022", "summer 2023"} <= set(suggested)
    assert not {"2021", "2025", "summer 2024", "winter 2021"} & set(suggested)


def test_months_are_offered_once_something_is_typed():
    assert suggest_periods("feb", date(2022, 5, 3), date(2024, 3, 1))[1:] == ("February 2024", "February 2023")


def test_what_is_a_period_by_itself_comes_first():
    assert suggest_periods("last 45 days", None, None) == ("last 45 days",)
