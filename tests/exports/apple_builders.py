"""Apple Music's files, as small as a test needs them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from bot.model.listens import Reading, SourceKind
from tests.exports.builders import zip_of

ACTIVITY_NOW = (
    "Album Name",
    "Apple ID Number",
    "Apple Music Subscription",
    "Build Version",
    "Client IP Address",
    "Container Artist Name",
    "Device Identifier",
    "Device Type",
    "End Position In Milliseconds",
    "End Reason Type",
    "Event End Timestamp",
    "Event Start Timestamp",
    "Event Type",
    "IP City",
    "Item Type",
    "Media Duration In Milliseconds",
    "Media Type",
    "Play Duration Milliseconds",
    "Shuffle Play",
    "Song Name",
    "Start Position In Milliseconds",
    "User’s Audio Quality",
    "UTC Offset In Seconds",
)
ACTIVITY_THEN = (
    "Apple Id Number",
    "Apple Music Subscription",
    "Artist Name",
    "Build Version",
    "Client IP Address",
    "Content Name",
    "Content Provider",
    "End Reason Type",
    "Event End Timestamp",
    "Event Start Timestamp",
    "Event Type",
    "Media Duration In Milliseconds",
    "Media Type",
    "Metrics Client Id",
    "Play Duration Milliseconds",
    "UTC Offset In Seconds",
)
DAILY = (
    "Country",
    "Track Identifier",
    "Media type",
    "Date Played",
    "Hours",
    "Play Duration Milliseconds",
    "End Reason Type",
    "Source Type",
    "Play Count",
    "Skip Count",
    "Ignore For Recommendations",
    "Track Reference",
    "Track Description",
)
LAST = ("Track Name", "Last Played Date", "Is User Initiated")


def play(
    song: object = "Song",
    end: object = "2024-02-29T20:03:20Z",
    ms: object = 200_000,
    start: object = "2024-02-29T20:00:00Z",
    reason: object = "NATURAL_END_OF_TRACK",
    album: object = "Album",
    **more: object,
) -> dict[str, object]:
    """A row of Play Activity as Apple writes it now: without an artist."""
    return {
        "Song Name": song,
        "Content Name": song,
        "Album Name": album,
        "Apple ID Number": "1234567890",
        "Client IP Address": "192.0.2.1",
        "Device Identifier": "f00dcafe",
        "Device Type": "IPHONE",
        "End Reason Type": reason,
        "Event Start Timestamp": start,
        "Event End Timestamp": end,
        "Event Type": "PLAY_END",
        "IP City": "NOWHERE-ON-SEA",
        "Item Type": "ITUNES_STORE_CONTENT",
        "Media Duration In Milliseconds": 240_000,
        "Media Type": "AUDIO",
        "Play Duration Milliseconds": ms,
        "UTC Offset In Seconds": 3600,
    } | {name.replace("_", " "): value for name, value in more.items()}


def day(
    description: object = "Band - Song",
    date: object = 20240229,
    hours: object = "7, 19",
    plays: object = 1,
    ms: object = 200_000,
    **more: object,
) -> dict[str, object]:
    """A row of Daily Tracks."""
    return {
        "Country": "Sweden",
        "Track Identifier": 111,
        "Media type": "AUDIO",
        "Date Played": date,
        "Hours": hours,
        "Play Duration Milliseconds": ms,
        "End Reason Type": "NATURAL_END_OF_TRACK",
        "Source Type": "ORIGINATING_DEVICE",
        "Play Count": plays,
        "Skip Count": 0,
        "Ignore For Recommendations": "",
        "Track Reference": "N/A",
        "Track Description": description,
    } | {name.replace("_", " "): value for name, value in more.items()}


def last(track: object = "Band - Song", at: object = 1_709_236_800_000, by_user: object = True) -> dict[str, object]:
    """A row of Track Play History; the moment is 2024-02-29T20:00:00Z."""
    return {"Track Name": track, "Last Played Date": at, "Is User Initiated": str(by_user).lower()}


def table(columns: Sequence[str], rows: Sequence[Mapping[str, object]], **dialect: Any) -> bytes:
    """A CSV file, quoted where it must be."""
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, extrasaction="ignore", lineterminator="\n", **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def activity(*rows: Mapping[str, object], columns: Sequence[str] = ACTIVITY_NOW, **dialect: Any) -> bytes:
    return table(columns, rows, **dialect)


def daily(*rows: Mapping[str, object]) -> bytes:
    return table(DAILY, rows)


def last_played(*rows: Mapping[str, object]) -> bytes:
    return table(LAST, rows)


def track(
    title: object = "Song", artist: object = "Band", album: object = "Album", identifier: object = 11
) -> dict[str, object]:
    """A row of Library Tracks."""
    row = {
        "Content Type": "Song",
        "Track Identifier": identifier,
        "Title": title,
        "Artist": artist,
        "Album": album,
        "Genre": "Pop",
        "Track Duration": 240_000,
        "Track Play Count": 7,
        "Apple Music Track Identifier": 900_000_000,
    }
    return {key: value for key, value in row.items() if value is not None}


def playlist(title: str, *items: object) -> dict[str, object]:
    """A row of Library Playlists."""
    return {
        "Container Type": "Playlist",
        "Container Identifier": 256_001_793,
        "Title": title,
        "Playlist Item Identifiers": list(items),
        "Added Date": "2022-04-20T10:54:22Z",
        "Playlist Items Modified Date": "2023-02-28T14:23:11Z",
    }


def package(**files: object) -> bytes:
    """Files of "Apple Music Activity" as Apple packs them: ZIPs in a ZIP in a ZIP, JSON each in one of its own."""
    folder = "Apple_Media_Services/Apple Music Activity"
    packed: dict[str, object] = {}
    for name, content in files.items():
        if isinstance(content, bytes):
            packed[f"{folder}/{name}.csv"] = content
        else:
            packed[f"{folder}/{name}.json.zip"] = zip_of({f"{name}.json": json.dumps(content).encode()})
    return zip_of(
        {"Apple Media Services information/Apple_Media_Services.zip": zip_of(packed), "Apple/README.txt": b"Hello"}
    )


def heard(reading: Reading) -> list[dict[str, Any]]:
    """The kept listens of Apple Music."""
    found = [source for source in reading.sources if source.kind is SourceKind.APPLE_MUSIC]
    return pa.ipc.open_stream(found[0].listens).read_all().to_pylist() if found else []


def playlist_tracks(reading: Reading) -> list[dict[str, Any]]:
    (source,) = (source for source in reading.sources if source.kind is SourceKind.APPLE_MUSIC)
    return pa.ipc.open_stream(source.playlist_tracks).read_all().to_pylist()
