from __future__ import annotations

from datetime import date

import pytest

from bot.model.questions import Window
from bot.questions.concepts import guess_language
from bot.questions.periods import read_times
from bot.questions.reading import read_sentence

TODAY = date(2026, 3, 15)


def times(question: str) -> list:
    sentence = read_sentence(question)
    found = read_times(sentence, guess_language(sentence), TODAY)
    return [
        each.value.model_dump(mode="json", exclude_defaults=True) if isinstance(each.value, Window) else each.value
        for each in found
    ]


def between(start: str, end: str) -> dict[str, str]:
    return {"kind": "between", "start": start, "end": end}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who listens at 3am the most?", [(3, 4)]),
        ("between 2am and 5am", [(2, 5)]),
        ("between 2 and 5 pm", [(14, 17)]),
        ("from 10pm to 4am", [(22, 4)]),
        ("at 12am", [(0, 1)]),
        ("at 12pm", [(12, 13)]),
        ("who played what at 15:00", [(15, 16)]),
        ("wer hört um 3 Uhr Musik", [(3, 4)]),
        ("entre las 2 y las 5 de la madrugada", [(2, 5)]),
        ("entre 22h et 2h du matin qui écoute", [(22, 2)]),
        ("kto słucha o 3 w nocy", [(3, 4)]),
        ("às 3 da manhã quem ouve", [(3, 4)]),
        ("午前3時に聴く", [(3, 4)]),
        ("午後3時に聴く", [(15, 16)]),
        ("夜中に聴く", [(0, 5)]),
        ("at 25am", []),
    ],
)
def test_hours(question, expected):
    assert times(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("in the last 90 days", [{"kind": "last_days", "n": 90}]),
        ("in the past two weeks", [{"kind": "last_days", "n": 14}]),
        ("los últimos 30 días de música", [{"kind": "last_days", "n": 30}]),
        ("les 3 derniers mois", [{"kind": "last_days", "n": 90}]),
        ("in den letzten 6 Monaten", [{"kind": "last_days", "n": 180}]),
        ("過去90日", [{"kind": "last_days", "n": 90}]),
        ("last week", [{"kind": "last_week"}]),
        ("no ano passado", [{"kind": "last_year"}]),
        ("w zeszłym roku", [{"kind": "last_year"}]),
        ("去年聴いた", [{"kind": "last_year"}]),
        ("yesterday", [between("2026-03-14", "2026-03-14")]),
        ("in march 2021", [between("2021-03-01", "2021-03-31")]),
        ("in february 2024", [between("2024-02-01", "2024-02-29")]),
        ("last march", [between("2026-03-01", "2026-03-31")]),
        ("last april", [between("2025-04-01", "2025-04-30")]),
        ("last summer", [between("2025-06-01", "2025-08-31")]),
        ("in winter 2020", [between("2020-12-01", "2021-02-28")]),
        ("el verano pasado escuché", [between("2025-06-01", "2025-08-31")]),
        ("from 2019 to 2021", [between("2019-01-01", "2021-12-31")]),
        ("2019-2021", [between("2019-01-01", "2021-12-31")]),
        ("2024-01-02 to 2024-02-03", [between("2024-01-02", "2024-02-03")]),
        ("since january 2024", [{"kind": "since", "start": "2024-01-01"}]),
        ("after 2020", [{"kind": "since", "start": "2021-01-01"}]),
        ("until 2019", [{"kind": "until", "end": "2019-12-31"}]),
        ("before 2020", [{"kind": "until", "end": "2019-12-31"}]),
        ("before march 2021", [{"kind": "until", "end": "2021-02-28"}]),
        ("was 2020 sadder than 2024", [{"kind": "year", "n": 2020}, {"kind": "year", "n": 2024}]),
        ("2024-13-45", [{"kind": "year", "n": 2024}]),
        ("all my music", []),
    ],
)
def test_windows(question, expected):
    assert times(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("on friday nights", [(4,), (22, 4)]),
        ("weekday vs weekend", [(0, 1, 2, 3, 4), (5, 6)]),
        ("¿quién escucha más entre semana?", [(0, 1, 2, 3, 4)]),
        ("wer hört am Wochenende", [(5, 6)]),
        ("in december", [(12,)]),
        ("in the summer", [(6, 7, 8)]),
        ("may I ask who listens most", []),
        ("who plays the most in may", [(5,)]),
        ("które dwie osoby mają podobny gust", []),
    ],
)
def test_days_and_months(question, expected):
    assert times(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("weekday mornings, 6 to 9, who listens", [(6, 9), (0, 1, 2, 3, 4)]),
        ("my morning artists, 7 to 9", [(6, 12), (7, 9)]),
        ("evenings 7-11 who plays most", [(19, 23)]),
        ("nights between 10 and 2", [(22, 2)]),
        ("who listens on weekdays 9 to 5", [(9, 17), (0, 1, 2, 3, 4)]),
        ("wer hört am Samstag abends", [(5,), (18, 22)]),
    ],
)
def test_two_numbers_beside_a_part_of_the_day_are_hours_of_it(question, expected):
    assert sorted(times(question)) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("between march and may 2025", between("2025-03-01", "2025-05-31")),
        ("leo january to march 2024", between("2024-01-01", "2024-03-31")),
        ("from november to february", between("2025-11-01", "2026-02-28")),
        ("entre marzo y mayo de 2025", between("2025-03-01", "2025-05-31")),
        ("zwischen März und Mai 2025", between("2025-03-01", "2025-05-31")),
        ("on halloween", between("2025-10-31", "2025-10-31")),
        ("new year's eve 2024", between("2024-12-31", "2024-12-31")),
        ("en nochevieja de 2024", between("2024-12-31", "2024-12-31")),
        ("2024年の大晦日", between("2024-12-31", "2024-12-31")),
        ("an Silvester", between("2025-12-31", "2025-12-31")),
        ("this winter", between("2025-12-01", "2026-02-28")),
    ],
)
def test_months_to_months_and_days_with_a_name(question, expected):
    assert times(question) == [expected]


def test_last_night_is_the_evening_before():
    assert times("what did we play last night") == [between("2026-03-14", "2026-03-14"), (18, 24)]


def test_months_with_and_between_them_are_two_and_no_span():
    assert len(times("january and march 2024")) == 2
