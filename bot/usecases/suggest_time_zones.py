"""Time zones to choose from while typing."""

from __future__ import annotations

import zoneinfo
from functools import cache

_COMMON = (
    "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Europe/Istanbul",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City",
    "America/Bogota", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Africa/Lagos", "Africa/Johannesburg",
    "Asia/Dubai", "Asia/Kolkata", "Asia/Jakarta", "Asia/Manila", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo",
    "Australia/Sydney", "UTC",
)  # fmt: skip


def suggest_time_zones(typed: str, limit: int = 25) -> list[str]:
    """IANA names that hold what was typed, those whose city begins with it first; common ones when nothing is typed."""
    wanted = typed.strip().replace(" ", "_").casefold()
    if not wanted:
        return list(_COMMON[:limit])
    found = [name for name in _all() if wanted in name.casefold()]
    return sorted(found, key=lambda name: (not name.rpartition("/")[2].casefold().startswith(wanted), name))[:limit]


def is_time_zone(name: str) -> bool:
    """Whether the IANA database knows this name."""
    return name in _all()


@cache
def _all() -> frozenset[str]:
    # Old spellings ("US/Pacific", "GMT+0") stay valid when stored, and are not offered.
    return frozenset(
        name for name in zoneinfo.available_timezones() if not name.startswith(("Etc/", "posix/", "right/"))
    )
