from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.exports.moments import NO_MOMENT, day, utc_minutes, utc_moments

LEAP = int(datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-02-29T23:59:59Z", LEAP),
        ("2024-02-29T23:59:59.250Z", LEAP + 250),
        ("2024-03-01T01:59:59+02:00", LEAP),
        ("2024-02-29 23:59:59 UTC", LEAP),
        ("2024-02-29 23:59:59", LEAP),
        (" 2024-02-29T23:59:59Z ", LEAP),
        ("2023-02-29T23:59:59Z", NO_MOMENT),
        ("1970-01-01T00:00:00Z", NO_MOMENT),
        ("1999-12-31T23:59:59Z", NO_MOMENT),
        ("2100-01-01T00:00:00Z", NO_MOMENT),
        ("0000-00-00T00:00:00Z", NO_MOMENT),
        ("99999-01-01T00:00:00Z", NO_MOMENT),
        ("29.2.2024", NO_MOMENT),
        ("", NO_MOMENT),
        (None, NO_MOMENT),
    ],
)
def test_moments_alone_and_beside_others(text: str | None, moment: int):
    assert utc_moments([text]).tolist() == [moment]
    assert utc_moments([text, "2024-02-29T23:59:59Z", None, "x"]).tolist() == [moment, LEAP, NO_MOMENT, NO_MOMENT]


@pytest.mark.parametrize("others", [[], ["x"]])
def test_minutes_are_meant_as_utc(others: list[str]):
    assert utc_minutes(["2024-02-29 23:59", *others])[0] == LEAP - 59_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-29T10:00:00Z", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("", None),
        (None, None),
    ],
)
def test_days(text: str | None, expected: date | None):
    assert day(text) == expected
