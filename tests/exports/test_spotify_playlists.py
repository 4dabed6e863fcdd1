from __future__ import annotations

import json
from datetime import date

import pytest

from tests.exports.builders import Examine, item, left_out, playlist_tracks, playlists


def test_tracks_are_read_with_the_days_of_adding(upload: Examine):
    reading = upload({"Playlist1.json": playlists(sad=[item("One"), item("Two", added=None)])})
    (playlist,) = reading.sources[0].playlists
    assert (playlist.title, playlist.modified_on, playlist.tracks) == ("sad", date(2024, 2, 20), 2)
    assert [
        (row["playlist"], row["track"], row["artist"], row["album"], row["added_on"])
        for row in playlist_tracks(reading)
    ] == [
        (0, "One", "Band", "Album", date(2024, 2, 1)),
        (0, "Two", "Band", "Album", None),
    ]
    assert (reading.receipt.playlists, reading.receipt.playlist_tracks, reading.receipt.listens) == (1, 2, 0)


def test_local_files_are_named_by_their_address(upload: Examine):
    local = item(None, localTrack={"uri": "spotify:local:K%C3%BChne+Gr%C3%BCn:Garten:Mai%3A+ein+Lied:187"})
    (row,) = playlist_tracks(upload({"p.json": playlists(x=[local])}))
    assert (row["artist"], row["album"], row["track"]) == ("Kühne Grün", "Garten", "Mai: ein Lied")


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (item(None, episode={"episodeName": "Ep. 1", "showName": "Show"}), "not music"),
        (item(None, audiobook={"title": "Book"}), "not music"),
        (item(None), "no title"),
        (item(""), "no title"),
        (item(None, localTrack={"uri": "spotify:local:::"}), "no title"),
        (item(None, localTrack={"uri": None}), "no title"),
        ("Song", "unreadable"),
        (None, "unreadable"),
        (item("x", added=5), "unreadable"),
    ],
)
def test_an_odd_item_is_left_out_and_the_others_kept(upload: Examine, odd: object, reason: str):
    reading = upload({"p.json": playlists(x=[item("One"), odd, item("Two")])})
    assert left_out(reading) == {reason: 1}
    assert [row["track"] for row in playlist_tracks(reading)] == ["One", "Two"]


def test_the_years_before_dates_and_addresses_are_read_too(upload: Examine):
    old = {"playlists": [{"name": "old", "lastModifiedDate": "2019-01-01", "items": [{"track": {"trackName": "One"}}]}]}
    assert [row["track"] for row in playlist_tracks(upload({"p.json": old}))] == ["One"]


def test_a_broken_playlist_costs_itself_alone(upload: Examine):
    content = playlists(good=[item("One")])
    content["playlists"] += [7, {"name": 3}]
    reading = upload({"p.json": content})
    assert left_out(reading) == {"unreadable": 2}
    assert reading.receipt.playlists == 1


def test_a_track_twice_in_a_playlist_is_there_twice(upload: Examine):
    assert upload({"p.json": playlists(x=[item("One"), item("One")])}).receipt.playlist_tracks == 2


def test_the_same_file_twice_adds_no_playlist(upload: Examine):
    content = playlists(x=[item("One"), item("Two")], empty=[])
    reading = upload({"Playlist1.json": content, "Playlist1 (1).json": content})
    assert left_out(reading, 1) == {"duplicate": 2}
    assert reading.receipt.playlists == 2


def test_two_playlists_may_share_a_title(upload: Examine):
    reading = upload({"1.json": playlists(x=[item("One")]), "2.json": playlists(x=[item("Two")])})
    assert [playlist.tracks for playlist in reading.sources[0].playlists] == [1, 1]


def test_a_file_without_playlists_is_no_error_beside_others(upload: Examine):
    reading = upload({"1.json": {"playlists": []}, "2.json": playlists(x=[item("One")])})
    assert [file.kind for file in reading.receipt.files] == ["spotify_playlists"] * 2


@pytest.mark.parametrize("keep", [0.35, 0.6, 0.9, 0.999])
def test_a_file_that_breaks_off_keeps_the_whole_items_before(upload: Examine, keep: float):
    titles = [f"Song {number}" for number in range(50)]
    whole = json.dumps(playlists(a=[item(title) for title in titles[:30]], b=[item(title) for title in titles[30:]]))
    reading = upload({"p.json": whole[: int(len(whole) * keep)].encode()})
    rows = playlist_tracks(reading)
    assert [row["track"] for row in rows] == titles[: len(rows)]
    assert len(rows) >= int(50 * keep) - 2
    assert "breaks off" in reading.receipt.files[0].note


def test_json_broken_in_its_midst_is_said_to_be_broken(upload: Examine):
    broken = json.dumps(playlists(x=[item("One"), item("Two")])).replace(":", "=", 9).replace("=", ":", 2).encode()
    reading = upload({"p.json": broken})
    assert "broken" in reading.receipt.files[0].note
    assert reading.receipt.problem
