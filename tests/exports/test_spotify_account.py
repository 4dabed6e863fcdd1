from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens, minute

ACCOUNT = SourceKind.SPOTIFY_ACCOUNT


def test_a_listen_starts_where_its_minute_ended_less_what_was_played(upload: Examine):
    (listen,) = listens(upload({"StreamingHistory0.json": [minute("2023-05-01 10:00", 90_000)]}), ACCOUNT)
    assert listen["started_at"] == datetime(2023, 5, 1, 9, 58, 30, tzinfo=UTC)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", None)
    assert (listen["platform"], listen["skipped"], listen["reason_end"]) == (None, None, None)


def test_the_three_files_since_2024_are_music_podcasts_and_audiobooks(upload: Examine):
    podcast = {"endTime": "2024-05-01 10:00", "podcastName": "Show", "episodeName": "Ep. 1", "msPlayed": 5}
    chapter = {
        "endTime": "2024-05-01 11:00",
        "audiobookName": "Book",
        "chapterName": "Ch. 1",
        "authorName": "Writer",
        "msPlayed": 5,
    }
    files = {"music_0.json": [minute()], "podcast_0.json": [podcast], "audiobook_0.json": [chapter]}
    reading = upload(files)
    assert [(x["content"], x["artist"], x["track"], x["album"]) for x in listens(reading, ACCOUNT)] == [
        ("music", "Band", "Song", None),
        ("podcast", "Show", "Ep. 1", None),
        ("audiobook", "Writer", "Ch. 1", "Book"),
    ]
    assert {file.kind for file in reading.receipt.files} == {"spotify_account"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (minute(track=None), "no title"),
        (minute(track="Unknown Track", artist="Unknown Artist"), "no title"),
        (minute(ms=0), "never played"),
        (minute(end=None), "no time"),
        (minute(end="2023-02-30 10:00"), "no time"),
        (minute(end=20230501), "unreadable"),
        (minute(ms="60000"), "unreadable"),
        (None, "unreadable"),
        ({"deviceName": "x"}, "not a listen"),
        (minute(), "duplicate"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    assert left_out(upload({"x.json": [minute(), row]})) == {reason: 1}


def test_skips_and_loops_within_a_minute_are_listens_of_their_own(upload: Examine):
    assert upload({"x.json": [minute(ms=1), minute(ms=2), minute(ms=3)]}).receipt.listens == 3


def test_an_unknown_track_by_a_known_artist_is_kept(upload: Examine):
    assert upload({"x.json": [minute(track="Unknown Track")]}).receipt.listens == 1


def test_account_and_extended_rows_are_two_sources(upload: Examine):
    extended = b'[{"ts":"2023-05-01T10:00:30Z","ms_played":60000,"master_metadata_track_name":"Song"}]'
    reading = upload({"a.json": [minute()], "b.json": extended})
    assert {source.kind for source in reading.sources} == {ACCOUNT, SourceKind.SPOTIFY_EXTENDED}
    assert reading.receipt.listens == 2
