from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from bot.exports.exportify import first_artist, playlist_title
from bot.model.listens import Reading
from tests.exports.builders import Examine, left_out

HEADER = "\ufeffTrack URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Added By,Added At,Genres\n"


def table(*rows: str) -> bytes:
    return (HEADER + "".join(f"{row}\n" for row in rows)).encode()


def tracks(reading: Reading) -> list[dict[str, Any]]:
    return pa.ipc.open_stream(reading.sources[0].playlist_tracks).read_all().to_pylist()


def test_a_table_is_a_playlist_named_after_its_file(upload: Examine):
    rows = [
        '"spotify:track:1","Song, first",Album,"Band,Other",2020,1000,secretuser,2024-02-01T10:00:00Z,pop',
        "spotify:track:1,Again,,Band,2020,1000,secretuser,,",
        "spotify:episode:1,Episode,Show,Show,2020,1000,secretuser,2024-02-01T10:00:00Z,",
        "spotify:track:1,,Album,Band,2020,1000,secretuser,2024-02-01T10:00:00Z,",
        "spotify:track:1,cut",
    ]
    reading = upload({"exports.zip/road_trip.csv": table(*rows)})
    (playlist,) = reading.sources[0].playlists
    assert (playlist.title, playlist.modified_on, playlist.tracks) == ("road trip", None, 2)
    assert tracks(reading) == [
        {"playlist": 0, "track": "Song, first", "artist": "Band", "album": "Album", "added_on": date(2024, 2, 1)},
        {"playlist": 0, "track": "Again", "artist": "Band", "album": None, "added_on": None},
    ]
    assert left_out(reading) == {"not music": 1, "no title": 1, "unreadable": 1}
    assert (reading.receipt.listens, reading.receipt.playlist_tracks) == (0, 2)
    assert b"secretuser" not in reading.sources[0].playlist_tracks


def test_the_same_playlist_twice_counts_once_and_order_does_not_matter(upload: Examine):
    one, two = table("u,One,,Band,,,,,"), table("u,Two,,Band,,,,,")
    reading = upload({"b/mine.csv": one, "a/other.csv": two, "c/mine.csv": one})
    assert [playlist.title for playlist in reading.sources[0].playlists] == ["mine", "other"]
    assert left_out(reading, 2) == {"duplicate": 1}
    assert upload({"other.csv": two, "mine.csv": one}).sources[0].digest == reading.sources[0].digest


@pytest.mark.parametrize(
    ("name", "title"),
    [("zip/Road Trip.csv", "Road Trip"), ("über_alles.CSV", "über alles"), ("v1.2.csv", "v1.2"), (".csv", "")],
)
def test_the_title_is_the_files_name(name: str, title: str):
    assert playlist_title(name) == title


@pytest.mark.parametrize(
    ("artists", "uris", "first"),
    [
        ("Band", "", "Band"),
        ("Band, Other", "", "Band"),
        ("Band;Other", "", "Band"),
        ("Tyler\\, The Creator, Other", "", "Tyler, The Creator"),
        ("Tyler, The Creator", "spotify:artist:1", "Tyler, The Creator"),
        ("Earth, Wind & Fire;Other", "", "Earth, Wind & Fire"),
    ],
)
def test_the_first_artist_is_taken(artists: str, uris: str, first: str):
    assert first_artist(artists, uris) == first
