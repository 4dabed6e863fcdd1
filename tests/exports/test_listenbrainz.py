from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.exports.columns import CUT_NOTE
from bot.exports.scrobbles import LENGTH_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens, zip_of
from tests.exports.services import AT, brainz, lines

BRAINZ = SourceKind.LISTENBRAINZ


def test_the_zip_is_one_history_and_its_other_files_are_named(upload: Examine):
    files = {
        "user.json": {"user_id": 1, "username": "someone"},
        "listens/2023/11.jsonl": lines(brainz(), brainz(AT + 1)),
        "listens/2023/12.jsonl": lines(brainz(AT + 2)),
        "feedback.jsonl": lines({"recording_mbid": "x", "recording_msid": "y", "score": 1, "created": AT}),
        "pinned_recording.jsonl": lines({"row_id": 1, "blurb_content": "x", "created": AT, "pinned_until": AT}),
    }
    reading = upload({"listenbrainz_someone_1700000000.zip": zip_of(files)})
    kinds = [(file.kind, file.rows, file.kept) for file in reading.receipt.files]
    other = ("listenbrainz_other", 0, 0)
    assert kinds == [other, ("listenbrainz", 2, 2), ("listenbrainz", 1, 1), other, other]
    assert reading.receipt.listens == 3


@pytest.mark.parametrize(
    "content", [lines(brainz()), [brainz()], {"payload": {"count": 1, "user_id": "x", "listens": [brainz()]}}]
)
def test_a_listen_is_read_from_each_form(upload: Examine, content: object):
    (listen,) = listens(upload({"x": content}), BRAINZ)
    assert listen["started_at"] == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", "Album")
    assert (listen["played_ms"], listen["skipped"], listen["content"]) == (None, None, "music")


@pytest.mark.parametrize(
    ("more", "played_ms"),
    [
        ({"duration_ms": 200_000}, 200_000),
        ({"duration_ms": 200_000.4}, 200_000),
        ({"duration_ms": "200000"}, 200_000),
        ({"duration": 200}, 200_000),
        ({"duration_ms": 1000, "duration": 200}, 1000),
        ({"duration_ms": 0}, None),
        ({"duration": -1}, None),
        ({"duration_ms": 10**30}, None),
        ({"duration_ms": {"x": 1}}, None),
        ({}, None),
    ],
)
def test_a_listen_counts_as_the_whole_track_where_its_length_is_known(
    upload: Examine, more: dict[str, object], played_ms: int | None
):
    reading = upload({"x.jsonl": lines(brainz(**more))})
    assert listens(reading, BRAINZ)[0]["played_ms"] == played_ms
    assert reading.receipt.files[0].note == (LENGTH_NOTE if played_ms else "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (brainz(), "duplicate"),
        (brainz(None), "no time"),
        (brainz(0), "no time"),
        (brainz(track=None), "no title"),
        (brainz(track=["Song"]), "unreadable"),
        ({"listened_at": None, "track_metadata": None}, "not a listen"),
        (None, "unreadable"),
        ([], "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    reading = upload({"x.jsonl": lines(brainz(), row)})
    assert (left_out(reading), reading.receipt.files[0].rows) == ({reason: 1}, 2)


def test_fractions_of_seconds_and_missing_mappings_are_no_trouble(upload: Examine):
    row = brainz(AT + 0.25)
    row["track_metadata"] |= {"mbid_mapping": None, "additional_info": None, "release_name": None}
    (listen,) = listens(upload({"x.jsonl": lines(row)}), BRAINZ)
    assert (listen["started_at"].microsecond, listen["album"]) == (250_000, None)


def test_a_broken_line_costs_itself_alone(upload: Examine):
    good = [lines(brainz(AT + n)) for n in range(3)]
    reading = upload({"x.jsonl": good[0] + b'{"listened_at": 17, "track_metadata": {"tr\n' + good[1] + good[2]})
    assert (reading.receipt.listens, left_out(reading)) == (3, {"unreadable": 1})


def test_an_array_that_breaks_off_gives_what_is_whole(upload: Examine):
    whole = json.dumps([brainz(AT + n) for n in range(5)]).encode()
    reading = upload({"x.json": whole[:-100]})
    assert (reading.receipt.listens, left_out(reading)) == (4, {"unreadable": 1})
    assert reading.receipt.files[0].note == CUT_NOTE


def test_more_rows_than_fit_into_one_piece_are_all_read(upload: Examine):
    rows = [brainz(AT + n, f"Song {n % 7}") for n in range(9000)]
    for content in (lines(*rows), json.dumps(rows, indent=1).encode()):
        assert upload({"x": content}).receipt.listens == 9000
