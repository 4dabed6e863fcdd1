from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.exports.scrobbles import LENGTH_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens
from tests.exports.services import AT, maloja, maloja_file

MALOJA = SourceKind.MALOJA


def test_a_scrobble_is_read_and_the_first_artist_is_its_artist(upload: Examine):
    content = json.dumps(maloja_file(maloja(track="夜", artists=["Band", "Guest"]))).encode()
    assert b"\\u591c" in content
    (listen,) = listens(upload({"x.json": content}), MALOJA)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "夜", "Album")
    assert listen["started_at"] == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (listen["played_ms"], listen["skipped"]) == (None, None)


def test_an_album_may_be_missing_and_artists_too(upload: Examine):
    row = maloja(artists=[])
    row["track"]["album"] = None
    (listen,) = listens(upload({"x.json": maloja_file(row)}), MALOJA)
    assert (listen["artist"], listen["album"]) == (None, None)


@pytest.mark.parametrize(
    ("length", "duration", "played_ms", "noted"),
    [(200, None, 200_000, True), (200, 90, 90_000, False), (None, 90, 90_000, False), (0, None, None, False)],
)
def test_what_was_listened_to_goes_before_the_tracks_length(
    upload: Examine, length: int | None, duration: int | None, played_ms: int | None, noted: bool
):
    reading = upload({"x.json": maloja_file(maloja(length=length, duration=duration))})
    assert listens(reading, MALOJA)[0]["played_ms"] == played_ms
    assert reading.receipt.files[0].note == (LENGTH_NOTE if noted else "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (maloja(), "duplicate"),
        (maloja(0), "no time"),
        (maloja(None), "no time"),
        (maloja(track=""), "no title"),
        (maloja(duration=0), "never played"),
        (maloja("yesterday"), "unreadable"),
        ({"time": None, "track": None}, "not a listen"),
        (maloja(None, track=None, duration=9), "no title"),
        ("row", "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    reading = upload({"x.json": maloja_file(maloja(), row)})
    assert (left_out(reading), reading.receipt.files[0].rows) == ({reason: 1}, 2)


def test_an_export_without_scrobbles_is_known_and_empty(upload: Examine):
    file = upload({"x.json": maloja_file(), "y.json": maloja_file(maloja(AT))}).receipt.files[0]
    assert (file.kind, file.rows) == ("maloja", 0)
