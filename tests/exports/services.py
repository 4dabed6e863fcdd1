"""Rows of services that record listens from elsewhere, in each one's own form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

AT = 1_700_000_000
"""2023-11-14 22:13:20, UTC."""


def lines(*rows: object) -> bytes:
    """One row of JSON per line."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def brainz(
    at: object = AT, track: object = "Song", artist: object = "Band", album: object = "Album", **more: object
) -> dict[str, Any]:
    """A line of ListenBrainz's export; `more` goes into its additional_info."""
    return {
        "listened_at": at,
        "inserted_at": 1_700_000_500.5,
        "user_name": "someone",
        "track_metadata": {
            "track_name": track,
            "artist_name": artist,
            "release_name": album,
            "mbid_mapping": {"artists": [{"artist_credit_name": "Mapped", "join_phrase": ""}], "artist_mbids": ["x"]},
            "additional_info": {"submission_client": "x", "origin_url": "https://example.org"} | more,
        },
    }


def maloja(
    at: object = AT, track: object = "Song", artists: object = ("Band",), length: object = None, duration: object = None
) -> dict[str, Any]:
    """A scrobble of Maloja's."""
    album = {"artists": ["Album Band"], "albumtitle": "Album"}
    made = {"artists": artists, "title": track, "album": album, "length": length}
    return {"time": at, "track": made, "duration": duration, "origin": "client:someone"}


def maloja_file(*rows: object) -> dict[str, Any]:
    return {"maloja": {"export_time": AT}, "scrobbles": list(rows)}


def koito(
    at: object = "2023-11-14T22:13:20Z", track: Sequence[object] = ("Song",), seconds: object = 0, **more: object
) -> dict[str, Any]:
    """A listen of Koito's; of several names the last is the primary one."""

    def aliases(names: Sequence[object]) -> list[dict[str, Any]]:
        return [{"alias": n, "source": "x", "is_primary": n == names[-1]} for n in names]

    artists = [{"is_primary": name == "Band", "aliases": aliases([name])} for name in ("Guest", "Band")]
    made = {"mbid": None, "duration": seconds, "aliases": aliases(track)}
    return {"listened_at": at, "track": made, "album": {"aliases": aliases(["Album"])}, "artists": artists} | more


def koito_file(*rows: object) -> dict[str, Any]:
    return {"version": "1", "exported_at": "2025-01-01T00:00:00Z", "user": "someone", "listens": list(rows)}


def fm(at: int | None = AT, track: object = "Song", artist: str = "Band", album: str = "Album") -> dict[str, Any]:
    """A row of Last.fm's API; without a moment, what is playing now."""
    row: dict[str, Any] = {
        "artist": {"mbid": "", "#text": artist},
        "streamable": "0",
        "image": [{"size": "small", "#text": "https://example.org/a.png"}],
        "album": {"mbid": "", "#text": album},
        "name": track,
        "url": "https://example.org",
    }
    if at is None:
        return row | {"@attr": {"nowplaying": "true"}}
    return row | {"date": {"uts": str(at), "#text": "14 Nov 2023, 22:13"}}


def fm_page(*rows: object) -> dict[str, Any]:
    """A page of Last.fm's API, as ghan.nl saves it."""
    return {"track": list(rows), "@attr": {"user": "someone", "page": "1"}}


def log(*rows: str, zone: str = "UNKNOWN") -> bytes:
    """A log of Rockbox's."""
    header = f"#AUDIOSCROBBLER/1.1\n#TZ/{zone}\n#CLIENT/Rockbox ipodvideo $Revision$\n"
    return (header + "".join(row + "\n" for row in rows)).encode()


def track(title: str = "Song", seconds: str = "200", rating: str = "L", at: object = AT) -> str:
    """A line of it, with the tab behind it that players write."""
    return f"Band\tAlbum\t{title}\t1\t{seconds}\t{rating}\t{at}\t"
