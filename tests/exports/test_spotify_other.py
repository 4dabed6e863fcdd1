from __future__ import annotations

import pytest

from tests.exports.builders import Examine, stream

SAVED = {"artist": "Band", "album": "Album", "track": "Song", "uri": "spotify:track:1"}


@pytest.mark.parametrize(
    ("content", "kind", "note"),
    [
        (
            [{"platform": "X", "searchTime": "t", "searchQuery": "q", "searchInteractionURIs": []}],
            "spotify_other",
            "searches",
        ),
        ([{"artistName": "Band", "segment": "Light listeners"}], "spotify_other", "advertised"),
        ({"followerCount": 1, "followingUsersCount": 2, "dismissingUsersCount": 0}, "spotify_other", "follow"),
        ({"followingArtists": ["x"]}, "spotify_other", "follow"),
        ({"inferences": ["1P_x"]}, "spotify_other", "guess"),
        ({"identifierType": "username", "identifierValue": "x"}, "spotify_other", "log-in"),
        ({"displayName": "x", "imageUrl": None, "tasteMaker": False}, "spotify_other", "profile"),
        ({"username": "x", "email": "x@example.org", "country": "SE"}, "spotify_other", "account"),
        ({"topArtists": [], "topTracks": [], "yearlyMetrics": {}}, "spotify_other", "summary of a year"),
        ({"topArtists": {}, "topArtistRace": {}}, "spotify_other", "summary of a year"),
        ({"stats": [{"date": "d", "streamCount": 1, "secondsPlayed": 2}]}, "spotify_other", "weekly"),
        (b"List(Map(state -> , street -> Main Street))", "spotify_other", "address"),
        ({"tracks": [SAVED], "albums": [], "shows": [], "bannedTracks": []}, "spotify_library", "saved"),
        ({"tracks": [SAVED] * 900, "albums": [], "shows": [], "bannedTracks": []}, "spotify_library", "saved"),
        ({"tracks": [], "albums": [], "shows": [], "episodes": [], "bannedTracks": []}, "spotify_library", "saved"),
        ([{"context_time": 1, "message_x": 2}], "spotify_technical_log", "technical log"),
    ],
)
def test_files_that_hold_no_history_are_named(upload: Examine, content: object, kind: str, note: str):
    reading = upload({"file": content, "history": [stream()]})
    file = reading.receipt.files[0]
    assert (file.kind, file.rows, file.left_out) == (kind, 0, {})
    assert note in file.note
    assert reading.receipt.listens == 1


@pytest.mark.parametrize(
    "content", [{"tracks": 3}, {"playlist": []}, {"a": {"b": 1}}, [{"title": "Song", "time": "t"}], [1, 2]]
)
def test_somebody_elses_files_are_not_claimed(upload: Examine, content: object):
    assert upload({"file": content, "history": [stream()]}).receipt.files[0].kind == "unknown"
