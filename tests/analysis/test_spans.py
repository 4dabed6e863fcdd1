"""What a daybook keeps of a whole history: how far it reaches, and which titles speak."""

from __future__ import annotations

from datetime import date

from bot.analysis.daybook import daybook
from bot.analysis.group import day_number
from bot.analysis.spans import Span, span_of, titles_of
from tests.analysis.builders import Play, history


def test_a_history_reaches_as_far_as_its_podcasts_on_its_own_clock():
    parts = daybook(
        history(
            [
                Play("2023-12-31T23:30:00", content="podcast", ms=None),
                Play("2024-02-01T12:00:00", ms=None),
                Play("2024-02-02T12:00:00", content="video", ms=None),
                Play("2024-02-03T12:00:00"),
            ],
            time_zone="Europe/Berlin",
        ),
        (),
        (),
    )
    assert span_of(parts) == Span(day_number(date(2024, 1, 1)), day_number(date(2024, 2, 3)), 2)


def test_titles_that_speak_are_told_apart():
    parts = daybook(history([Play("2024-02-03T12:00:00", track=9)]), {9, 70_000}, {4})
    breakup, sad = titles_of(parts)
    assert (breakup.tolist(), sad.tolist()) == ([9, 70_000], [4])


def test_of_no_listen_and_no_such_title_there_is_nothing():
    parts = daybook(history([]), (), ())
    assert span_of(parts) is None
    assert [each.tolist() for each in titles_of(parts)] == [[], []]
