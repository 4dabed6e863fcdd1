"""Rows and uploads, as small as a test needs them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from bot.exports.archive import SpooledFile
from bot.model.listens import Reading, SourceKind

Examine = Callable[..., Reading]

GENERATIONS = {
    "A": {"username": "u", "ip_addr_decrypted": "192.0.2.1", "city": "X", "longitude": 1.5},
    "B": {"username": "u", "ip_addr_decrypted": "192.0.2.1", "spotify_track_uri": "spotify:track:1"},
    "C": {"username": "u", "ip_addr_decrypted": "192.0.2.1", "spotify_track_uri": "spotify:track:1"},
    "D": {"ip_addr": "192.0.2.1", "spotify_track_uri": "spotify:track:1", "audiobook_title": None},
    "E": {"ip_addr": "192.0.2.x", "spotify_track_uri": "spotify:track:1", "audiobook_title": None},
}


def stream(
    ts: object = "2024-02-29T20:00:00Z",
    ms: object = 60_000,
    track: object = "Song",
    artist: object = "Band",
    album: object = "Album",
    **more: object,
) -> dict[str, Any]:
    """A row of an extended history, as of 2024."""
    return {
        "ts": ts,
        "platform": "ios",
        "ms_played": ms,
        "conn_country": "SE",
        "ip_addr": "192.0.2.1",
        "master_metadata_track_name": track,
        "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": album,
        "spotify_track_uri": "spotify:track:1",
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "audiobook_chapter_uri": None,
        "audiobook_chapter_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": None,
        "incognito_mode": False,
    } | more


def minute(
    end: object = "2023-05-01 10:00", ms: object = 60_000, track: object = "Song", artist: object = "Band"
) -> dict[str, Any]:
    """A row of account data."""
    return {"endTime": end, "artistName": artist, "trackName": track, "msPlayed": ms}


def item(track: str | None, artist: str = "Band", added: str | None = "2024-02-01", **more: object) -> dict[str, Any]:
    """An item of a playlist."""
    named = None if track is None else {"trackName": track, "artistName": artist, "albumName": "Album"}
    return {"track": named, "episode": None, "audiobook": None, "localTrack": None, "addedDate": added} | more


def playlists(**titles: list[object]) -> dict[str, Any]:
    """A file of playlists: title -> items."""
    return {
        "playlists": [
            {"name": title, "lastModifiedDate": "2024-02-20", "items": items, "description": None}
            for title, items in titles.items()
        ]
    }


def zip_of(files: Mapping[str, object], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files; what is not bytes is written as JSON."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, as_bytes(content))
    return buffer.getvalue()


def as_bytes(content: object) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()


def spool(folder: Path, files: Mapping[str, object]) -> list[SpooledFile]:
    """The files of an upload as they lie on the disk, whatever the member called them."""
    spooled = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / f"{number}.part"
        path.write_bytes(as_bytes(content))
        spooled.append(SpooledFile(path, name))
    return spooled


def listens(reading: Reading, kind: SourceKind = SourceKind.SPOTIFY_EXTENDED) -> list[dict[str, Any]]:
    """The kept listens of one source."""
    source = next((source for source in reading.sources if source.kind is kind), None)
    return [] if source is None else pa.ipc.open_stream(source.listens).read_all().to_pylist()


def playlist_tracks(reading: Reading) -> list[dict[str, Any]]:
    source = next(source for source in reading.sources if source.kind is SourceKind.SPOTIFY_ACCOUNT)
    return pa.ipc.open_stream(source.playlist_tracks).read_all().to_pylist()


def left_out(reading: Reading, file: int = 0) -> dict[str, int]:
    """Reason -> rows, of one file."""
    return {reason.value: rows for reason, rows in reading.receipt.files[file].left_out.items()}


def assert_reconciles(reading: Reading) -> None:
    """rows = kept + each reason, per file; and the files' sums are the receipt's."""
    receipt = reading.receipt
    for file in receipt.files:
        assert file.rows == file.kept + sum(file.left_out.values())
        assert min([file.rows, file.kept, *file.left_out.values()]) >= 0
    if not receipt.problem:
        kept = sum(file.kept for file in receipt.files if not file.kind.endswith("_playlists"))
        assert receipt.listens == kept == sum(receipt.by_content.values()) == sum(receipt.by_year.values())
        assert receipt.playlist_tracks == sum(f.kept for f in receipt.files if f.kind.endswith("_playlists"))
