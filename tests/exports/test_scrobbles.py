from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.moments import NO_MOMENT
from bot.exports.scrobbles import lengths_ms, moment, number, sane

WHEN = int(datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC).timestamp() * 1000)
MINUTE = WHEN - 20_000


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        (1_700_000_000, WHEN),
        (1_700_000_000.5, WHEN + 500),
        (1_700_000_000_000, WHEN),
        ("1700000000", WHEN),
        (" 1700000000000 ", WHEN),
        ("2023-11-14T22:13:20Z", WHEN),
        ("2023-11-14T22:13:20.999Z", WHEN),
        ("2023-11-14 22:13:20", WHEN),
        ("2023/11/14 22:13", MINUTE),
        ("2023-11-15T00:13:20+02:00", WHEN),
        ("2023-11-14T16:43:20-0530", WHEN),
        ("14 Nov 2023 22:13", MINUTE),
        ("14 Nov 2023, 22:13", MINUTE),
        ("14 November 2023, 22:13", MINUTE),
        ("Tue, 14 Nov 2023 22:13:20 GMT", WHEN),
        ("Nov 14, 2023 10:13 PM", MINUTE),
        ("Nov 14, 2023, 10:13:20 p.m.", WHEN),
        ("1 Jan 1970 00:00", 0),
        (0, 0),
    ],
)
def test_a_moment_is_read_in_each_of_its_forms(written: object, ms: int):
    assert moment(written) == ms


@pytest.mark.parametrize(
    "written",
    [None, "", "now", "3/4/2023 22:13", "14 Foo 2023 22:13", "2023-02-30 22:13", "2023-11-14 25:13", True, [], 1e300],
)
def test_what_is_no_moment_is_none(written: object):
    assert moment(written) == NO_MOMENT


@pytest.mark.parametrize("written", ["1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z"])
def test_years_that_no_service_can_mean_are_none(written: str):
    assert sane(moment(written)) == NO_MOMENT


def test_noon_and_midnight_are_where_they_should_be():
    assert moment("Nov 14, 2023 12:00 AM") + 12 * 3_600_000 == moment("Nov 14, 2023 12:00 PM")


def test_a_length_of_nothing_or_of_ages_is_unknown():
    assert lengths_ms([200, "200", 0, -1, None, "x", 10**400, 1e12], 1000).tolist() == [200_000, 200_000, *[-1] * 6]


def test_numbers_may_be_written_as_texts():
    assert [number(x) for x in ("5", "-1", "5.5", "5e5", "٣", True, None)] == [5.0, -1.0, 5.5, *[None] * 4]
