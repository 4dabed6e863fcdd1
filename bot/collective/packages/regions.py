"""Continents of time zones: the coarsest thing that a member's own clock says about where they are.

Source:
    The areas of the IANA time zone database, whose names begin with a continent or an ocean; places in oceans by the
    continent that they are counted to, after the United Nations' M49.
"""

from __future__ import annotations

REGIONS = ("unknown", "Africa", "Americas", "Antarctica", "Asia", "Europe", "Oceania")
"""In the order of their codes."""

_AREAS = {
    "Africa": "Africa", "America": "Americas", "Antarctica": "Antarctica", "Arctic": "Europe", "Asia": "Asia",
    "Australia": "Oceania", "Europe": "Europe", "Pacific": "Oceania", "US": "Americas", "Canada": "Americas",
    "Brazil": "Americas", "Chile": "Americas", "Mexico": "Americas",
}  # fmt: skip
_PLACES = {
    "Atlantic/Azores": "Europe", "Atlantic/Canary": "Europe", "Atlantic/Faroe": "Europe", "Atlantic/Faeroe": "Europe",
    "Atlantic/Jan_Mayen": "Europe", "Atlantic/Madeira": "Europe", "Atlantic/Reykjavik": "Europe",
    "Atlantic/Bermuda": "Americas", "Atlantic/South_Georgia": "Americas", "Atlantic/Stanley": "Americas",
    "Atlantic/Cape_Verde": "Africa", "Atlantic/St_Helena": "Africa", "Indian/Antananarivo": "Africa",
    "Indian/Comoro": "Africa", "Indian/Mahe": "Africa", "Indian/Mauritius": "Africa", "Indian/Mayotte": "Africa",
    "Indian/Reunion": "Africa", "Indian/Kerguelen": "Africa", "Indian/Chagos": "Africa", "Indian/Maldives": "Asia",
    "Indian/Christmas": "Oceania", "Indian/Cocos": "Oceania", "CET": "Europe", "EET": "Europe", "MET": "Europe",
    "WET": "Europe", "GB": "Europe", "GB-Eire": "Europe", "Eire": "Europe", "Portugal": "Europe", "Poland": "Europe",
    "Turkey": "Asia", "Europe/Istanbul": "Asia", "Iceland": "Europe", "W-SU": "Europe", "EST": "Americas",
    "MST": "Americas", "HST": "Oceania", "EST5EDT": "Americas", "CST6CDT": "Americas", "MST7MDT": "Americas",
    "PST8PDT": "Americas", "Cuba": "Americas", "Jamaica": "Americas", "Navajo": "Americas", "US/Hawaii": "Oceania",
    "US/Samoa": "Oceania", "Egypt": "Africa", "Libya": "Africa", "Hongkong": "Asia", "Iran": "Asia", "Israel": "Asia",
    "Japan": "Asia", "PRC": "Asia", "ROC": "Asia", "ROK": "Asia", "Singapore": "Asia", "NZ": "Oceania",
    "NZ-CHAT": "Oceania", "Kwajalein": "Oceania", "Chile/EasterIsland": "Oceania",
}  # fmt: skip


def region_of(time_zone: str) -> str:
    """The continent of an IANA time zone; "unknown" for UTC, for offsets, and for names that say no place."""
    return _PLACES.get(time_zone) or _AREAS.get(time_zone.partition("/")[0], "unknown")
