from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.scrobbles import LENGTH_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens
from tests.exports.services import koito, koito_file

KOITO = SourceKind.KOITO


def test_the_primary_names_are_read(upload: Examine):
    (listen,) = listens(upload({"x.json": koito_file(koito(track=("Sång", "Song")))}), KOITO)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", "Album")
    assert listen["started_at"] == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert listen["played_ms"] is None


def test_without_a_primary_name_the_first_is_read(upload: Examine):
    row = koito(artists=[{"aliases": [{"alias": " "}, {"alias": "One"}]}, {"aliases": [{"alias": "Two"}]}])
    assert listens(upload({"x.json": koito_file(row)}), KOITO)[0]["artist"] == "One"


def test_a_listen_counts_as_the_whole_track_and_a_zone_is_honoured(upload: Examine):
    reading = upload({"x.json": koito_file(koito("2023-11-15T00:13:20.123456789+02:00", seconds=200))})
    (listen,) = listens(reading, KOITO)
    assert (listen["started_at"].replace(microsecond=0), listen["played_ms"]) == (
        datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        200_000,
    )
    assert reading.receipt.files[0].note == LENGTH_NOTE


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (koito(), "duplicate"),
        (koito("0001-01-01T00:00:00Z"), "no time"),
        (koito("1970-01-01T00:00:00Z"), "no time"),
        (koito(track=(None,)), "no title"),
        (koito(artists="Band"), "unreadable"),
        ({"listened_at": None}, "not a listen"),
        (5, "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    reading = upload({"x.json": koito_file(koito(), row)})
    assert (left_out(reading), reading.receipt.files[0].rows) == ({reason: 1}, 2)
