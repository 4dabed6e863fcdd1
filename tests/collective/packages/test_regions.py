from __future__ import annotations

import zoneinfo

import pytest

from bot.collective.packages.regions import REGIONS, region_of


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("Europe/Berlin", "Europe"),
        ("America/Argentina/Buenos_Aires", "Americas"),
        ("Asia/Tokyo", "Asia"),
        ("Africa/Lagos", "Africa"),
        ("Australia/Perth", "Oceania"),
        ("Pacific/Auckland", "Oceania"),
        ("Atlantic/Reykjavik", "Europe"),
        ("Indian/Mauritius", "Africa"),
        ("US/Hawaii", "Oceania"),
        ("US/Eastern", "Americas"),
        ("UTC", "unknown"),
        ("Etc/GMT+5", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_time_zone_is_on_a_continent(zone: str, region: str):
    assert region_of(zone) == region


def test_every_zone_that_names_a_place_is_on_a_continent():
    nowhere = ("Etc/", "GMT", "UTC", "UCT", "Greenwich", "Universal", "Zulu", "Factory", "localtime", "posix", "right")
    zones = [zone for zone in zoneinfo.available_timezones() if not zone.startswith(nowhere)]
    assert [zone for zone in zones if region_of(zone) == "unknown"] == []
    assert {region_of(zone) for zone in zones} <= set(REGIONS)
