from __future__ import annotations

from datetime import date

import pytest

from tests.exports.apple_builders import (
    activity,
    daily,
    day,
    heard,
    last,
    last_played,
    package,
    play,
    playlist,
    playlist_tracks,
    table,
    track,
)
from tests.exports.builders import Examine, left_out, stream


def test_zips_in_a_zip_in_a_zip_are_read(upload: Examine):
    sent = package(
        **{
            "Apple Music Play Activity": activity(play()),
            "Apple Music - Play History Daily Tracks": daily(day(date=20200101)),
            "Apple Music Library Tracks": [track()],
            "Apple Music Library Playlists": [playlist("Mine", 11)],
        }
    )
    reading = upload({"Apple Media Services information.zip": sent})
    assert {file.kind for file in reading.receipt.files} == {
        "apple_play_activity",
        "apple_daily_tracks",
        "apple_library",
        "apple_playlists",
        "unknown",
    }
    assert (reading.receipt.listens, reading.receipt.playlists, reading.receipt.playlist_tracks) == (2, 1, 1)


def test_the_library_names_artists_by_title_and_album(upload: Examine):
    library = [track(), track(artist="Duo", album="Other", identifier=12)]
    reading = upload({"a.csv": activity(play()), "l.json": library})
    assert [listen["artist"] for listen in heard(reading)] == ["Band"]


@pytest.mark.parametrize("content", [daily(day(date=20210101)), last_played(last(at=1_500_000_000_000))])
def test_lists_of_plays_name_artists_by_title(upload: Examine, content: bytes):
    reading = upload({"other.csv": content, "a.csv": activity(play())})
    assert heard(reading)[-1]["artist"] == "Band"


def test_old_play_activity_names_the_artists_of_new(upload: Examine):
    old = play(start="2018-01-01T00:00:00Z", end="2018-01-01T00:03:20Z", Artist_Name="Band")
    reading = upload({"new.csv": activity(play()), "old.csv": activity(old, columns=tuple(old))})
    assert [listen["artist"] for listen in heard(reading)] == ["Band", "Band"]


def test_a_title_of_two_artists_stays_without_one(upload: Examine):
    library = [track(album="One"), track(artist="Duo", album="Two", identifier=12)]
    reading = upload({"a.csv": activity(play(album="")), "l.json": library})
    assert heard(reading)[0]["artist"] is None


def test_the_share_of_artists_that_were_found_is_told(upload: Examine):
    rows = [play(song, end=f"2024-02-29T2{n}:03:20Z", start="") for n, song in enumerate(["Song", "Song", "Else"])]
    reading = upload({"a.csv": activity(*rows), "l.json": [track()]})
    assert "2 of 3 (67%)" in reading.receipt.files[0].note


def test_without_other_files_the_note_says_what_to_send(upload: Examine):
    assert "Library Tracks" in upload({"a.csv": activity(play())}).receipt.files[0].note


def test_playlists_are_told_by_their_ids(upload: Examine):
    library = [track(), track("Two", None, None, 12)]
    names = [{"Identifier": "13", "Title": "Three"}]
    reading = upload({"p.json": [playlist("Mine", 13, 11, 12, 11, 99)], "l.json": library, "i.json": names})
    assert [(row["track"], row["artist"], row["album"]) for row in playlist_tracks(reading)] == [
        ("Three", None, None),
        ("Song", "Band", "Album"),
        ("Two", None, None),
        ("Song", "Band", "Album"),
    ]
    assert left_out(reading) == {"no title": 1}
    assert reading.sources[0].playlists[0].modified_on == date(2023, 2, 28)


def test_the_same_playlist_in_two_files_counts_once(upload: Examine):
    reading = upload({"a.json": [playlist("P", 11)], "b.json": [playlist("P", 11)], "l.json": [track()]})
    assert left_out(reading, file=1) == {"duplicate": 1}
    assert reading.receipt.playlists == 1


def test_a_broken_entry_of_the_library_costs_itself_alone(upload: Examine):
    library = [track(), track(title=7), track("Two", identifier=12)]
    reading = upload({"l.json": library, "p.json": [playlist("P", 11, 12)]})
    assert reading.receipt.playlist_tracks == 2
    assert "1 of them could not be read" in reading.receipt.files[0].note


@pytest.mark.parametrize(
    "content",
    [
        table(("Favorite Type", "Item Reference", "Item Description"), []),
        table(("Apple ID Number", "Item Purchased Date", "Content Type"), [{"Apple ID Number": 1}]),
        [{"Transaction Type": "addItems", "Transaction Identifier": "x"}],
        [track()],
    ],
)
def test_another_part_of_apples_data_is_named_with_how_to_get_the_right_one(upload: Examine, content: object):
    reading = upload({"x": content})
    assert "which holds no listening history" in reading.receipt.problem
    assert "privacy.apple.com" in reading.receipt.problem
    assert reading.receipt.files[0].kind in ("apple_other", "apple_library")


def test_a_file_without_listening_is_named_and_not_read(upload: Examine):
    favourites = table(("Favorite Type", "Item Reference", "Item Description"), [{"Item Reference": 1}])
    (file,) = upload({"x.csv": favourites}).receipt.files
    assert (file.kind, file.rows, file.note) == ("apple_other", 0, "Apple's file on your favourites. Not read.")


def test_apple_beside_spotify_is_two_sources(upload: Examine):
    reading = upload({"a.csv": activity(play()), "s.json": [stream()]})
    assert [source.kind.value for source in reading.sources] == ["spotify_extended", "apple_music"]


def test_parts_in_any_order_are_the_same_export(upload: Examine):
    rows = [play(str(n), start="", end=f"2024-02-{n:02}T10:00:00Z") for n in range(1, 9)]
    days = [day(f"Band - {n}", date=20200101) for n in range(8)]
    lists = {"p.json": [playlist("P", 11), playlist("Q", 11, 11)]}
    one = upload({"a.csv": activity(*rows), "d.csv": daily(*days), "l.json": [track()], **lists})
    two = upload(
        {
            "l.json": [track()],
            "d2.csv": daily(*days[::-2]),
            "a2.csv": activity(*rows[::-2]),
            "a1.csv": activity(*rows[::2]),
            "d1.csv": daily(*days[::2]),
            "q.json": [playlist("Q", 11, 11)],
            "p.json": [playlist("P", 11)],
        }
    )
    assert [source.digest for source in one.sources] == [source.digest for source in two.sources]


@pytest.mark.parametrize(
    ("bound", "content"),
    [
        ("bot.exports.apple_activity._MOST_SEGMENTS", activity(play(), play("Two"))),
        ("bot.exports.apple_daily._MOST_ROWS", daily(day(), day("Band - Two"))),
        ("bot.exports.apple_library._MOST_ENTRIES", [track(), track("Two")]),
    ],
)
def test_a_file_larger_than_any_real_one_is_left_and_costs_the_others_nothing(
    upload: Examine, monkeypatch: pytest.MonkeyPatch, bound: str, content: object
):
    monkeypatch.setattr(bound, 1)
    reading = upload({"huge": content, "small.csv": activity(play("Small"))})
    assert [(file.rows, file.kept) for file in reading.receipt.files] == [(0, 0), (1, 1)]
    assert "real one" in reading.receipt.files[0].note or "forty years" in reading.receipt.files[0].note
