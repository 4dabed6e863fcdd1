"""Small exports in Spotify's real shapes, made by hand so that every number can be checked in the head."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

MINUTE_MS = 60_000


def extended(*played: tuple[str, str, str, float]) -> bytes:
    """A ZIP of an extended history. Each listen: (start as "2024-02-03 21:00" UTC, artist, track, minutes)."""
    rows = [_row(*listen) for listen in played]
    return _zipped({"Spotify Extended Streaming History/Streaming_History_Audio_2024_0.json": rows})


def account(playlists: Mapping[str, Sequence[tuple[str, str, str]]]) -> bytes:
    """A ZIP of account data that holds playlists: title -> (artist, track, day added) each."""
    listed = [
        {
            "name": title,
            "lastModifiedDate": "2024-03-01",
            "items": [
                {
                    "track": {
                        "trackName": track,
                        "artistName": artist,
                        "albumName": "",
                        "trackUri": f"spotify:track:{track}",
                    },
                    "episode": None,
                    "localTrack": None,
                    "addedDate": added,
                }
                for artist, track, added in tracks
            ],
            "description": None,
            "numberOfFollowers": 0,
        }
        for title, tracks in playlists.items()
    ]
    return _zipped({"Spotify Account Data/Playlist1.json": {"playlists": listed}})


def _row(start: str, artist: str, track: str, minutes: float) -> dict[str, object]:
    ended = datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=UTC) + timedelta(minutes=minutes)
    return {
        "ts": f"{ended:%Y-%m-%dT%H:%M:%SZ}",
        "platform": "ios",
        "ms_played": int(minutes * MINUTE_MS),
        "conn_country": "DE",
        "ip_addr": "203.0.113.7",
        "master_metadata_track_name": track,
        "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": f"{artist} album",
        "spotify_track_uri": f"spotify:track:{zlib.crc32((artist + track).encode()):022d}",
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "reason_start": "clickrow",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
    }


def _zipped(files: Mapping[str, object]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, json.dumps(content, ensure_ascii=False))
    return stream.getvalue()


HEARTBREAK = account(
    {
        "she left me": [("Ex", "We Broke Up", "2024-02-03"), ("Ex", "I Miss My Ex", "2024-02-04")] * 3,
    }
)
"""A playlist of six tracks, all named after heartbreak, added within two days."""

HARMLESS = account({"gym": [("Lift", "Push", "2024-01-01"), ("Lift", "Pull", "2024-06-01")] * 3})
"""A playlist of six tracks that says nothing of the kind."""
