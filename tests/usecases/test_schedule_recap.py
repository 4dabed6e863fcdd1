from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.periods import parse_period
from bot.model.schedules import Every, Times
from bot.usecases.schedule_recap import next_due, period_words, suggest_days

FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def test_a_weekly_recap_is_due_on_its_day_at_its_hour_on_the_servers_clock():
    times = Times(Every.WEEK, 1, 9)
    assert next_due(times, "UTC", FRIDAY) == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert next_due(times, "Asia/Tokyo", FRIDAY) == datetime(2026, 11, 23, 0, tzinfo=UTC)
    assert next_due(times, "America/New_York", FRIDAY) == datetime(2026, 11, 23, 14, tzinfo=UTC)


def test_a_moment_that_is_due_is_followed_by_the_next_one():
    times = Times(Every.WEEK, 5, 18)  # the very moment of FRIDAY
    assert next_due(times, "UTC", FRIDAY) == FRIDAY + timedelta(days=7)
    assert next_due(times, "UTC", FRIDAY - timedelta(seconds=1)) == FRIDAY


def test_a_monthly_recap_is_due_once_a_month():
    times = Times(Every.MONTH, 28, 0)
    first = next_due(times, "UTC", datetime(2026, 12, 28, 1, tzinfo=UTC))
    assert first == datetime(2027, 1, 28, tzinfo=UTC)
    assert next_due(times, "UTC", first) == datetime(2027, 2, 28, tzinfo=UTC)


def test_an_hour_that_clocks_leave_out_comes_an_hour_later():
    times = Times(Every.WEEK, 7, 2)  # 2:00 on 29 March 2026 does not exist in Berlin
    due = next_due(times, "Europe/Berlin", datetime(2026, 3, 28, tzinfo=UTC))
    assert due.astimezone(ZoneInfo("Europe/Berlin")).hour == 3
    assert next_due(times, "Europe/Berlin", due) - due < timedelta(days=7)


def test_it_looks_back_on_whole_days_before_it():
    due = datetime(2026, 11, 23, 0, tzinfo=UTC)
    assert period_words(Times(Every.WEEK, 1, 0), "UTC", due) == "2026-11-16 to 2026-11-22"
    # At that moment it is still Sunday in New York.
    assert period_words(Times(Every.WEEK, 7, 19), "America/New_York", due) == "2026-11-15 to 2026-11-21"
    assert period_words(Times(Every.MONTH, 1, 9), "UTC", datetime(2026, 1, 1, 9, tzinfo=UTC)) == "2025-12"


@pytest.mark.parametrize("words", ["2026-11-16 to 2026-11-22", "2025-12"])
def test_its_period_is_read_as_a_period(words):
    assert parse_period(words, TODAY).days in (7, 31)


TIMES = st.builds(Times, st.just(Every.WEEK), st.integers(1, 7), st.integers(0, 23)) | st.builds(
    Times, st.just(Every.MONTH), st.integers(1, 28), st.integers(0, 23)
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(TIMES, MOMENTS, st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]))
def test_due_moments_follow_one_another_and_none_is_passed_over(times, after, zone):
    first = next_due(times, zone, after)
    second = next_due(times, zone, first)
    assert after < first < second
    assert first - after <= timedelta(days=7 if times.every is Every.WEEK else 31, hours=1)
    assert next_due(times, zone, first - timedelta(seconds=1)) == first
    period = parse_period(period_words(times, zone, first), TODAY)
    assert period.end is not None
    assert period.end <= first.astimezone(ZoneInfo(zone)).date()


def test_days_are_offered_as_they_are_typed():
    assert suggest_days("t") == ["Tuesday", "Thursday"]
    assert suggest_days("2")[:2] == ["2", "20"]
    assert len(suggest_days("")) == 25
