from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.charts.days import MOST_YEARS, calendar_figure
from bot.charts.rows import CalendarRows, MarkedDays
from tests.charts.group_samples import calendar_rows
from tests.charts.reading import read, texts, traces

MONDAY = date(2024, 1, 1)


def calendar(*amounts, first=MONDAY, last=date(2024, 1, 14), marked=()):
    days = tuple((MONDAY + timedelta(day), amount) for day, amount in amounts)
    return read(calendar_figure(CalendarRows("Days", "", days, first, last, marked=marked)))


def column(figure, week, trace=0):
    return [row[week] for row in traces(figure)[trace]["z"]]


def test_weeks_are_columns_from_monday_down():
    figure = calendar((0, 1.0), (13, 40.0))
    assert column(figure, 0) == [1, 0, 0, 0, 0, 0, 0]
    assert column(figure, 1)[6] > 1


def test_days_that_are_not_covered_are_not_drawn_and_covered_ones_without_listening_are():
    figure = calendar((4, 1.0), first=date(2024, 1, 3), last=date(2024, 1, 9))
    assert column(figure, 0) == [None, None, 0, 0, 1, 0, 0]
    assert column(figure, 1) == [0, 0, None, None, None, None, None]


def test_each_quarter_of_the_days_has_its_shade():
    figure = calendar(*((day, float(day + 1)) for day in range(8)), last=date(2024, 1, 8))
    assert [*column(figure, 0), column(figure, 1)[0]] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert [text.rpartition("</span> ")[2] for text in texts(figure)[1:6]] == ["0 plays", "≤ 2", "≤ 4", "≤ 6", "≤ 8"]


def test_marked_days_have_another_hue_and_a_key_once():
    streak = MarkedDays(date(2024, 1, 1), date(2024, 1, 2), "streak")
    figure = calendar((0, 1.0), (2, 1.0), marked=(streak, MarkedDays(date(2024, 1, 5), date(2024, 1, 5), "streak")))
    assert column(figure, 0)[:3] == [5, 0, 1]  # a marked day without listening stays what it is
    assert sum("streak" in text for text in texts(figure)) == 1


def test_marks_outside_of_what_is_covered_have_no_key():
    figure = calendar((0, 1.0), marked=(MarkedDays(date(2023, 1, 1), date(2023, 1, 2), "streak"),))
    assert not any("streak" in text for text in texts(figure))


def test_the_latest_year_is_on_top_and_only_so_many_are_drawn():
    figure = read(calendar_figure(calendar_rows(9 * 365)))
    assert len(traces(figure)) == MOST_YEARS
    assert [text for text in texts(figure) if text.startswith("<b>20")] == [f"<b>{2024 - n}</b>" for n in range(6)]


@pytest.mark.parametrize("year", [2000, 2012, 2023, 2024, 2028])
def test_every_day_of_a_year_has_its_square(year):
    rows = CalendarRows("Days", "", (), date(year, 1, 1), date(year, 12, 31))
    (heat,) = traces(read(calendar_figure(rows)))
    days = sum(value is not None for row in heat["z"] for value in row)
    assert days == (date(year, 12, 31) - date(year, 1, 1)).days + 1
