from __future__ import annotations

from datetime import date

from bot.model.mood_months import Change, Measure, TurningPoint
from bot.usecases.moods_over_time import change_words, label_months

MARCH, APRIL, MAY = date(2021, 3, 1), date(2021, 4, 1), date(2021, 5, 1)


def points(*months: date) -> list[TurningPoint]:
    return [TurningPoint(month, month, None, (Change(Measure.SAD, 0.1, 0.3),)) for month in months]


def test_a_label_belongs_to_its_month():
    assert label_months(points(MARCH, MAY), {MARCH: "moved"}) == [MARCH, MAY]


def test_a_label_follows_a_point_that_has_moved_to_the_month_beside():
    assert label_months(points(APRIL), {MARCH: "moved"}) == [MARCH]
    assert label_months(points(MAY), {MARCH: "moved"}) == [MAY]


def test_a_label_is_not_taken_from_another_point():
    assert label_months(points(MARCH, APRIL), {MARCH: "moved"}) == [MARCH, APRIL]
    assert label_months(points(APRIL), {MARCH: "moved", APRIL: "exam"}) == [APRIL]


def test_words_are_about_music():
    words = {
        (measure, up): change_words(Change(measure, 0.1, 0.3) if up else Change(measure, 0.3, 0.1))
        for measure in (Measure.SAD, Measure.ON_REPEAT)
        for up in (True, False)
    }
    assert words == {
        (Measure.SAD, True): "sadder titles",
        (Measure.SAD, False): "fewer sad titles",
        (Measure.ON_REPEAT, True): "more on repeat",
        (Measure.ON_REPEAT, False): "less on repeat",
    }
