"""Export sets as members have them, whole packages at a time: what each file is called, and what the member is told."""

from __future__ import annotations

import json

import pytest

from tests.exports.builders import Examine, item, left_out, minute, playlists, stream, zip_of

SEARCH = {
    "header": "YouTube",
    "title": "Searched for fado",
    "titleUrl": "https://www.youtube.com/results?search_query=fado",
    "time": "2025-01-01T00:00:00Z",
    "products": ["YouTube"],
}
LOG_WITHOUT_MESSAGE = [{"timestamp_utc": "2020-10-29T06:08:27Z", "context_device_model": "X", "context_time": 1}]
APPLE_PLAYLISTS = (
    b'[{"Container Type":"Playlist","Container Identifier":5,"Title":"Sad","Playlist Item Identifiers":[1]}]'
)
RECENTLY_PLAYED = (
    b"Last Modified,Container Type,Track Description,Last End Reason Tyoe,Total plays\n2024-01-01,ALBUM,A - B,N/A,1\n"
)


@pytest.mark.parametrize("content", [b"[ ]", b"{ }", b"[]", b" {\n} ", b"[ \n ]"])
def test_an_empty_list_of_spotifys_is_said_to_be_empty(upload: Examine, content: bytes):
    reading = upload({"FamilyPlan.json": content, "good.json": [stream()]})
    assert reading.receipt.files[0].note == "There is nothing in it."


@pytest.mark.parametrize(
    "content", [LOG_WITHOUT_MESSAGE, {"tags": ["a"]}, [{"context_os_name": "android", "message_memory": 1}]]
)
def test_technical_logs_of_each_kind_are_the_wrong_package(upload: Examine, content: object):
    reading = upload({"x.json": content})
    assert reading.receipt.files[0].kind == "spotify_technical_log"
    assert "Technical log information" in reading.receipt.problem
    assert "Extended streaming history" in reading.receipt.problem


def test_technical_logs_with_unknown_keys_are_told_by_the_names_of_their_files(upload: Examine):
    unread = {"MyData/RawCoreStream_1.json": [{"hour": 1}], "MyData/Other_Hourly.json": [{"hour": 1}]}
    assert "Technical log information" in upload(unread).receipt.problem
    assert "Technical log" not in upload({"MyData/Other_Hourly.json": [{"hour": 1}]}).receipt.problem


def test_a_name_of_a_log_decides_nothing_where_a_history_can_be_read(upload: Examine):
    reading = upload({"MyData/RawCoreStream.json": [stream()]})
    assert (reading.receipt.files[0].kind, reading.receipt.problem) == ("spotify_extended", "")


def test_searches_alone_are_a_part_of_a_takeout(upload: Examine):
    problem = upload({"search-history.json": [SEARCH]}).receipt.problem
    assert "a part of YouTube's Takeout" in problem
    assert "takeout.google.com" in problem


@pytest.mark.parametrize("name", ["Recently Played", "Total plays,Track Description\n1,A - B\n"])
def test_what_apple_says_was_played_last_is_named(upload: Examine, name: str):
    content = RECENTLY_PLAYED if name == "Recently Played" else name.encode()
    reading = upload({"x.csv": content})
    assert reading.receipt.files[0].kind == "apple_other"
    assert "Play Activity" in reading.receipt.problem


def test_one_row_that_cannot_be_kept_is_spoken_of_as_one(upload: Examine):
    assert "Its only row could not be kept (never played: 1)." in upload({"x": [stream(ms=0)]}).receipt.problem


def test_nobody_is_told_to_ask_spotify_for_another_services_file(upload: Examine):
    problem = upload({"play_history.csv": b"what,ever\n1,2\n"}).receipt.problem
    assert "Spotify" not in problem
    assert "/upload" in problem


def test_a_removed_video_in_dutch_has_no_title(upload: Examine):
    seen = [
        SEARCH
        | {
            "header": "YouTube Music",
            "title": f"Lied {name} bekeken",
            "titleUrl": f"https://music.youtube.com/watch?v={name}",
            "subtitles": [{"name": "Band - Topic"}],
        }
        for name in "abc"
    ]
    gone = {"header": "YouTube Music", "title": "Een video bekeken die is verwijderd", "time": SEARCH["time"]}
    reading = upload({"kijkgeschiedenis.json": [*seen, gone]})
    assert left_out(reading) == {"no title": 1}


def test_packages_unpacked_over_one_another_give_each_what_it_holds(upload: Examine):
    reading = upload(
        {
            "MyData/A11yFeatureUsage.json": LOG_WITHOUT_MESSAGE,
            "MyData/StreamingHistory0.json": [minute("2019-07-20 10:00"), minute("2019-07-20 10:10", 0)],
            "MyData/UserAddress.json": b"List(Map(state -> , city -> X))",
            "MyData/endsong_0.json": [stream("2017-01-01T10:00:00Z"), stream("2017-01-01T10:00:00Z")],
            "MyData/Playlist1.json": playlists(Sad=[item("Song")]),
            "MyData/ReadMeFirst_TechnicalLogInformation.pdf": b"%PDF-1.5",
        }
    )
    assert reading.receipt.problem == ""
    assert (reading.receipt.listens, reading.receipt.playlist_tracks) == (2, 1)
    assert {file.name.split("/")[1]: (file.kind, file.kept) for file in reading.receipt.files} == {
        "A11yFeatureUsage.json": ("spotify_technical_log", 0),
        "StreamingHistory0.json": ("spotify_account", 1),
        "UserAddress.json": ("spotify_other", 0),
        "endsong_0.json": ("spotify_extended", 1),
        "Playlist1.json": ("spotify_playlists", 1),
        "ReadMeFirst_TechnicalLogInformation.pdf": ("unknown", 0),
    }
    assert json.dumps([left_out(reading, 1), left_out(reading, 3)]) == '[{"never played": 1}, {"duplicate": 1}]'


@pytest.mark.parametrize(
    "moment", ["2024/01/01 10:00:00 +0000", "2024/01/01 12:00:00 +02:00", "2024-01-01 10:00:00 UTC"]
)
def test_moments_of_soundclouds_are_read_with_slashes_too(upload: Examine, moment: str):
    # The second row sends the whole column through the reading of one text after another.
    rows = f"play_time,track_title,track_url\n{moment},Song,u\nnever,Song,u\n".encode()
    receipt = upload({"x.csv": rows}).receipt
    assert (receipt.listens, receipt.first) == (1, "2024-01-01T10:00:00Z")


def test_apples_nested_package_can_be_packed_twice_more(upload: Examine):
    named = b'[{"Identifier":"1","Title":"Song"}]'
    package: dict[str, object] = {
        "Apple Music Library Playlists.json.zip": zip_of({"x.json": APPLE_PLAYLISTS}),
        "Identifier Information.json.zip": zip_of({"y.json": named}),
    }
    for name in ("Apple_Media_Services.zip", "Apple Media Services information.zip", "to send.zip", "upload.zip"):
        package = {name: zip_of(package)}
    receipt = upload(package).receipt
    assert (receipt.playlists, receipt.playlist_tracks) == (1, 1)


@pytest.mark.parametrize(
    ("files", "advice"),
    [
        (
            {"Userdata.json": {"username": "u", "email": "e"}, "Playlist1.json": playlists(Sad=[item("Song")])},
            "spotify",
        ),
        (
            {
                "Favorites.csv": b"Favorite Type,Item Reference,Item Description\n",
                "Playlists.json": APPLE_PLAYLISTS,
                "Identifiers.json": b'[{"Identifier":"1","Title":"Song"}]',
            },
            "privacy.apple.com",
        ),
    ],
)
def test_playlists_without_the_history_of_their_package_say_how_to_get_it(
    upload: Examine, files: dict[str, object], advice: str
):
    receipt = upload(files).receipt
    (noted,) = [file.note for file in receipt.files if file.kept]
    assert (receipt.playlist_tracks, receipt.problem) == (1, "")
    assert "No listening history came with it." in noted
    assert advice in noted


def test_a_history_beside_playlists_asks_for_nothing(upload: Examine):
    sent = {"Userdata.json": {"username": "u", "email": "e"}, "Playlist1.json": playlists(Sad=[item("Song")])}
    assert [file.note for file in upload(sent | {"x": [stream()]}).receipt.files if file.kept] == ["", ""]


def test_exportifys_tables_are_all_that_is_expected_of_them(upload: Examine):
    table = b"Track URI,Track Name,Album Name,Artist Name(s),Added At\nu,Song,Album,Band,2024-01-01T10:00:00Z\n"
    assert upload({"sad.csv": table}).receipt.files[0].note == ""


@pytest.mark.parametrize(("ids", "says"), [(b"1", "one entry"), (b"12", "2 entries")])
def test_apples_notes_speak_of_one_as_of_one(upload: Examine, ids: bytes, says: str):
    named = ", ".join(f'{{"Identifier":"{chr(digit)}","Title":"Song"}}' for digit in ids).encode()
    assert f": {says}, used" in upload({"x.json": b"[" + named + b"]"}).receipt.files[0].note
