"""The same counting, done the slow and obvious way: a second opinion for the readers of rows."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

EXTENDED_TYPES: dict[str, tuple[type, ...]] = {
    "ts": (str,),
    "platform": (str,),
    "ms_played": (int, float),
    "master_metadata_track_name": (str,),
    "master_metadata_album_artist_name": (str,),
    "master_metadata_album_album_name": (str,),
    "episode_name": (str,),
    "episode_show_name": (str,),
    "audiobook_title": (str,),
    "audiobook_chapter_title": (str,),
    "reason_start": (str,),
    "reason_end": (str,),
    "shuffle": (bool,),
    "skipped": (bool,),
    "offline": (bool,),
    "offline_timestamp": (int, float),
    "incognito_mode": (bool,),
}


def counts(files: list[list[Any]]) -> Counter[str]:
    """Reason -> rows over all files of extended rows, and "kept"."""
    found: Counter[str] = Counter()
    seen: set[object] = set()
    for row in (row for rows in files for row in rows):
        found[_fate(row, seen)] += 1
    return found


def _fate(row: Any, seen: set[object]) -> str:
    if not isinstance(row, dict) or not all(_fits(row.get(key), types) for key, types in EXTENDED_TYPES.items()):
        return "unreadable"
    ms, moment = row.get("ms_played"), _moment(row.get("ts"))
    if ms is not None and abs(ms) >= 2**31:
        return "unreadable"
    title, artist = _title(row)
    if not title:
        return "not a listen" if ms is None and moment is None else "no title"
    if ms is not None and int(ms) <= 0:
        return "never played"
    if row.get("incognito_mode"):
        return "private session"
    if moment is None:
        return "no time"
    key = (moment, artist, title, None if ms is None else int(ms))
    if key in seen:
        return "duplicate"
    seen.add(key)
    return "kept"


def _fits(value: object, types: tuple[type, ...]) -> bool:
    return value is None or (isinstance(value, types) and (bool in types or not isinstance(value, bool)))


def _title(row: dict[str, Any]) -> tuple[str, str | None]:
    pairs = (
        ("episode_name", "episode_show_name"),
        ("audiobook_chapter_title", None),
        ("master_metadata_track_name", "master_metadata_album_artist_name"),
    )
    for title, artist in pairs:
        if (row.get(title) or "").strip():
            named = (row.get(artist) or "").strip() if artist else ""
            return row[title].strip(), named or None
    return "", None


def _moment(text: str | None) -> float | None:
    try:
        moment = datetime.strptime(text or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment.timestamp() if 2000 <= moment.year < 2100 else None
