from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.youtube_dates import written_moment

AT = datetime(2024, 1, 13, 13, 16, 16, tzinfo=UTC)

THE_SAME_MOMENT = [
    "Jan 13, 2024, 1:16:16\u202fPM UTC",
    "Jan 13, 2024, 8:16:16 AM EST",
    "13 Jan 2024, 13:16:16 GMT",
    "14 Jan 2024, 00:16:16 AEDT",
    "13.01.2024, 14:16:16 MEZ",
    "13 janv. 2024, 14:16:16 CET",
    "13 janv. 2024 à 14:16:16 UTC+1",
    "13 ene 2024, 14:16:16 CET",
    "13 ene. 2024, 8:16:16 a.\xa0m. GMT-05:00",
    "13 de jan. de 2024, 10:16:16 BRT",
    "13 gen 2024, 14:16:16 CET",
    "13 jan 2024, 14:16:16 CET",
    "13 sty 2024, 14:16:16 CET",
    "13 янв. 2024 г., 16:16:16 MSK",
    "13 січ. 2024 р., 15:16:16 EET",
    "13 Oca 2024 16:16:16 TRT",
    "13. jan. 2024 14.16.16 CET",
    "13.1.2024 klo 15.16.16 EET",
    "13. 1. 2024 14:16:16 SEČ",
    "2024. jan. 13. 14:16:16 CET",
    "13 ian. 2024, 15:16:16 EET",
    "2024-01-13 15:16:16 EET",
    "2024/01/13 22:16:16 JST",
    "2024. 1. 13. 오후 10:16:16 KST",
    "2024年1月13日 21:16:16 CST",
    "2024年1月13日 GMT+8 21:16:16",
    "2024年1月13日 下午9:16:16 [GMT+8]",
    "20:16:16 GMT+7 13 thg 1, 2024",
    "13 Jan 2024 20.16.16 WIB",
    "13 Jan 2024, 18:46:16 GMT+5:30",
]


@pytest.mark.parametrize("text", THE_SAME_MOMENT)
def test_a_moment_is_read_as_it_is_written_in_many_languages(text: str):
    assert written_moment(text) == (AT, True)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("13 Sept 2023, 10:00:00 UTC", 9),
        ("13 mars 2023, 10:00:00 UTC", 3),
        ("13 mai 2023, 10:00:00 UTC", 5),
        ("13 juin 2023, 10:00:00 UTC", 6),
        ("13 juil. 2023, 10:00:00 UTC", 7),
        ("13 août 2023, 10:00:00 UTC", 8),
        ("13 déc. 2023, 10:00:00 UTC", 12),
        ("13 ott 2023, 10:00:00 UTC", 10),
        ("13 paź 2023, 10:00:00 UTC", 10),
        ("13 Ağu 2023 10:00:00 UTC", 8),
        ("13 мая 2023 г., 10:00:00 UTC", 5),
    ],
)
def test_a_month_is_known_by_its_abbreviation(text: str, month: int):
    assert written_moment(text) == (datetime(2023, month, 13, 10, tzinfo=UTC), True)


def test_noon_and_midnight_are_twelve():
    assert written_moment("Jan 13, 2024, 12:00:00 PM UTC")[0] == datetime(2024, 1, 13, 12, tzinfo=UTC)
    assert written_moment("Jan 13, 2024, 12:00:00 AM UTC")[0] == datetime(2024, 1, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["IST", "", "XYZ", "GMT+99"])
def test_a_zone_that_is_not_certain_is_read_as_utc_and_said_to_be(zone: str):
    assert written_moment(f"Jan 13, 2024, 1:16:16 PM {zone}") == (AT, False)


@pytest.mark.parametrize(
    "text",
    [
        "Band 2024",
        "31 Feb 2024, 10:00:00 UTC",
        "13 Jan 2024, 25:00:00 UTC",
        "13 Jan, 10:00:00 UTC",
        "10:00:00",
        "",
        "13 Jan 2024, 10:00:00 UTC" + " and so on" * 20,
    ],
)
def test_what_is_no_moment_is_none(text: str):
    assert written_moment(text) == (None, True)
