from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.scrobbles import LENGTH_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens
from tests.exports.services import AT, log, track

ROCKBOX = SourceKind.ROCKBOX


def test_what_was_listened_to_lasts_the_whole_track_and_what_was_skipped_nobody_knows(upload: Examine):
    reading = upload({"_.scrobbler.log": log(track("One"), track("Two", rating="S", at=AT + 200))})
    assert [(x["track"], x["played_ms"], x["skipped"]) for x in listens(reading, ROCKBOX)] == [
        ("One", 200_000, False),
        ("Two", None, True),
    ]
    assert reading.receipt.files[0].rows == 2


def test_artist_album_title_and_time_stand_in_their_columns(upload: Examine):
    (listen,) = listens(upload({"x": log(track())}), ROCKBOX)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", "Album")
    assert listen["started_at"] == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "said"), [("UNKNOWN", True), ("UTC", False)])
def test_the_players_own_clock_is_read_as_utc_and_said(upload: Examine, zone: str, said: bool):
    note = upload({"x": log(track(), zone=zone)}).receipt.files[0].note
    assert ("time zone" in note, LENGTH_NOTE in note) == (said, True)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (track(), "duplicate"),
        (track(at=0), "no time"),
        (track(at=""), "no time"),
        (track(""), "no title"),
        (track("", seconds="", at=""), "not a listen"),
        ("Band\tAlbum\tSong", "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: str, reason: str):
    reading = upload({"x": log(track(), row)})
    assert (left_out(reading), reading.receipt.files[0].rows) == ({reason: 1}, 2)


def test_remarks_are_no_rows_but_an_artist_may_begin_like_one(upload: Examine):
    rows = ("#ARTIST\t#ALBUM\t#TITLE\t#TRACKNUM\t#LENGTH\t#RATING\t#TIMESTAMP\t#MUSICBRAINZ", "#1 " + track())
    reading = upload({"x": log(*rows)})
    assert reading.receipt.files[0].rows == 1
    assert listens(reading, ROCKBOX)[0]["artist"] == "#1 Band"


def test_a_log_without_its_header_is_known_by_its_rows(upload: Examine):
    assert upload({"x": (track() + "\r\n").encode()}).receipt.files[0].kind == "rockbox"


def test_a_length_of_nothing_is_unknown(upload: Examine):
    (listen,) = listens(upload({"x": log(track(seconds="0"))}), ROCKBOX)
    assert (listen["played_ms"], listen["skipped"]) == (None, False)
