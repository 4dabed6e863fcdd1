from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from tests.exports.apple_builders import ACTIVITY_THEN, activity, heard, play
from tests.exports.builders import Examine, left_out

EIGHT = datetime(2024, 2, 29, 20, 0, tzinfo=UTC)


def then(**more: object) -> dict[str, object]:
    """A row as Apple wrote it until 2021: with an artist."""
    return play(Artist_Name="Band", **more)


def test_a_row_of_today_is_a_listen_without_an_artist(upload: Examine):
    reading = upload({"x.csv": activity(play())})
    (listen,) = heard(reading)
    assert (listen["started_at"], listen["played_ms"]) == (EIGHT, 200_000)
    assert (listen["track"], listen["artist"], listen["album"]) == ("Song", None, "Album")
    assert (listen["platform"], listen["reason_end"], listen["skipped"]) == ("phone", "trackdone", False)
    assert reading.receipt.files[0].kind == "apple_play_activity"


def test_a_row_of_2018_names_its_artist_and_calls_the_song_content(upload: Examine):
    (listen,) = heard(upload({"x.csv": activity(then(), columns=ACTIVITY_THEN)}))
    assert (listen["track"], listen["artist"], listen["album"]) == ("Song", "Band", None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (play(ms="many"), "unreadable"),
        (play(ms=87_266_000_000), "unreadable"),
        (play(Event_Type="PLAY_START"), "not a listen"),
        (play(Event_Type="LYRIC_DISPLAY"), "not a listen"),
        (play(Event_Type="", ms=""), "not a listen"),
        (play(song="", Item_Type="AGGREGATE_NON_CATALOG_PLAY_TIME"), "no title"),
        (play(song="N/A"), "no title"),
        (play(ms=0), "never played"),
        (play(ms=-279_000), "never played"),
        (play(start="", end=""), "no time"),
        (play(start="1970-01-01T00:00:00Z", end=""), "no time"),
        (play(), "duplicate"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: dict[str, object], reason: str):
    reading = upload({"x.csv": activity(play(), row)})
    assert left_out(reading) == {reason: 1}
    assert reading.receipt.files[0].rows == 2


def test_a_row_that_names_no_event_is_a_listen_if_it_tells_how_long(upload: Examine):
    assert upload({"x.csv": activity(play(Event_Type=""))}).receipt.listens == 1


def test_without_a_start_a_listen_starts_its_duration_before_its_end(upload: Examine):
    (listen,) = heard(upload({"x.csv": activity(play(start=""))}))
    assert listen["started_at"] == EIGHT


def test_no_listen_is_longer_than_its_recording(upload: Examine):
    (listen,) = heard(upload({"x.csv": activity(play(ms=87_266_000, start=""))}))
    assert listen["played_ms"] == 240_000
    assert listen["started_at"] == datetime(2024, 2, 29, 19, 59, 20, tzinfo=UTC)


def test_an_unknown_duration_stays_unknown(upload: Examine):
    (listen,) = heard(upload({"x.csv": activity(play(ms=""))}))
    assert listen["played_ms"] is None


def test_a_music_video_is_a_video(upload: Examine):
    assert heard(upload({"x.csv": activity(play(Media_Type="VIDEO"))}))[0]["content"] == "video"


def segments(*reasons: str, gap_s: int = 60) -> list[dict[str, object]]:
    """Half minutes of one track, each ended for its reason, with as much between them as the gap."""
    rows, at = [], 0
    for reason in reasons:
        start, end = at, at + 30
        stamps = [
            datetime.fromtimestamp(EIGHT.timestamp() + s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for s in (start, end)
        ]
        rows.append(play(start=stamps[0], end=stamps[1], ms=30_000, reason=reason))
        at = end + gap_s
    return rows


@pytest.mark.parametrize(
    "reason", ["PLAYBACK_MANUALLY_PAUSED", "PLAYBACK_SUSPENDED", "SCRUB_BEGIN", "EXITED_APPLICATION"]
)
def test_what_goes_on_after_a_pause_is_one_listen(upload: Examine, reason: str):
    reading = upload({"x.csv": activity(*reversed(segments(reason, reason, "NATURAL_END_OF_TRACK")))})
    (listen,) = heard(reading)
    assert (listen["started_at"], listen["played_ms"], listen["reason_end"]) == (EIGHT, 90_000, "trackdone")
    assert left_out(reading) == {"same listen": 2}


@pytest.mark.parametrize("reason", ["NATURAL_END_OF_TRACK", "TRACK_SKIPPED_BACKWARDS", "WHATEVER", ""])
def test_any_other_end_ends_a_listen(upload: Examine, reason: str):
    assert upload({"x.csv": activity(*segments(reason, "NATURAL_END_OF_TRACK"))}).receipt.listens == 2


def test_half_an_hour_after_a_pause_is_another_listen(upload: Examine):
    rows = segments("PLAYBACK_MANUALLY_PAUSED", "NATURAL_END_OF_TRACK", gap_s=1800)
    assert upload({"x.csv": activity(*rows)}).receipt.listens == 2


def test_another_track_between_two_segments_makes_them_two_listens(upload: Examine):
    rows = segments("PLAYBACK_MANUALLY_PAUSED", "PLAYBACK_MANUALLY_PAUSED", "NATURAL_END_OF_TRACK")
    rows[1]["Song Name"] = "Other"
    assert upload({"x.csv": activity(*rows)}).receipt.listens == 3


def test_dragging_the_playhead_is_no_listening(upload: Examine):
    rows = segments("SCRUB_BEGIN", "SCRUB_END", "NATURAL_END_OF_TRACK", gap_s=0)
    (listen,) = heard(upload({"x.csv": activity(*rows)}))
    assert listen["played_ms"] == 60_000


def test_joined_segments_are_no_longer_than_the_recording(upload: Examine):
    rows = [row | {"Media Duration In Milliseconds": 50_000} for row in segments("SCRUB_BEGIN", "NATURAL_END_OF_TRACK")]
    assert heard(upload({"x.csv": activity(*rows)}))[0]["played_ms"] == 50_000


def test_where_no_reason_is_told_the_position_joins(upload: Examine):
    one, two = segments("", "")
    one["End Position In Milliseconds"] = 30_000
    two["Start Position In Milliseconds"] = 30_250
    assert upload({"x.csv": activity(one, two)}).receipt.listens == 1


def test_of_the_same_row_in_an_old_and_a_new_export_the_one_with_an_artist_stays(upload: Examine):
    old, new = activity(then(), columns=ACTIVITY_THEN), activity(play())
    reading = upload({"new.csv": new, "old.csv": old})
    assert [listen["artist"] for listen in heard(reading)] == ["Band"]
    assert left_out(reading, file=0) == {"duplicate": 1}


def test_a_file_that_pandas_saved_again_tells_the_same(upload: Examine):
    row = play(
        ms="200000.0",
        start="2024-02-29 20:00:00+00:00",
        Media_Duration_In_Milliseconds="240000.0",
        UTC_Offset_In_Seconds="25200.0",
        Shuffle_Play="True",
    )
    (listen,) = heard(upload({"x.csv": activity(row, columns=("", *row))}))
    assert (listen["started_at"], listen["played_ms"], listen["shuffle"]) == (EIGHT, 200_000, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_tell_the_same(upload: Examine, encoding: str):
    content = activity(play("Für Elise, “夜”")).decode().encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    assert heard(upload({"x.csv": content}))[0]["track"] == "Für Elise, “夜”"


def test_spellings_of_columns_do_not_matter(upload: Examine):
    content = (
        activity(play()).replace(b"Song Name", b"SONG NAME").replace(b"Event End Timestamp", b"Event end timestamp")
    )
    assert upload({"x.csv": content.replace("’".encode(), b"'")}).receipt.listens == 1


def test_everything_quoted_and_semicolons_tell_the_same(upload: Examine):
    quoted = activity(play(), quoting=csv.QUOTE_ALL)
    semicolons = activity(play(), delimiter=";")
    assert heard(upload({"x.csv": quoted})) == heard(upload({"x.csv": semicolons}))


def test_addresses_and_ids_reach_nothing(upload: Examine):
    reading = upload({"x.csv": activity(play(), play(song="Other", end="2024-03-01T00:00:00Z"))})
    written = b"".join(source.listens for source in reading.sources) + repr(reading).encode()
    for secret in (b"192.0.2.1", b"f00dcafe", b"1234567890", b"NOWHERE"):
        assert secret not in written
