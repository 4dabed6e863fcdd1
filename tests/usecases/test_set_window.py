"""Words for the first day that counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.errors import UnknownFirstDay
from bot.usecases.set_window import first_day

NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2022", date(2022, 1, 1)),
        ("since 2022", date(2022, 1, 1)),
        ("Only since 2022-05", date(2022, 5, 1)),
        (" 2022-5-3 ", date(2022, 5, 3)),
        ("2024-06-15", date(2024, 6, 15)),
        ("all", None),
        ("All time", None),
        ("", None),
    ],
)
def test_years_months_days_and_all(words: str, found: date | None):
    assert first_day(words, NOW) == found


@pytest.mark.parametrize(
    "words", ["2024-06-16", "2025", "0000", "2022-13", "2023-02-29", "22", "last year", "2022-05-03x"]
)
def test_everything_else_changes_nothing(words: str):
    with pytest.raises(UnknownFirstDay, match="Nothing was changed"):
        first_day(words, NOW)
