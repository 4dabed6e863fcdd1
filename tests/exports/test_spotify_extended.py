from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.exports.builders import GENERATIONS, Examine, left_out, listens, stream


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_listen_starts_where_its_stream_ended_less_what_was_played(upload: Examine):
    (listen,) = listens(upload({"x.json": [stream("2024-02-29T20:00:00Z", 61_500)]}))
    assert listen["started_at"] == at("2024-02-29T19:58:58.500")
    assert listen["played_ms"] == 61_500


def test_everything_a_listen_has_is_read(upload: Examine):
    row = stream(skipped=True, shuffle=True, reason_start="clickrow", reason_end="fwdbtn")
    (listen,) = listens(upload({"x.json": [row]}))
    del listen["started_at"], listen["played_ms"]
    assert listen == {
        "artist": "Band",
        "track": "Song",
        "album": "Album",
        "content": "music",
        "skipped": True,
        "shuffle": True,
        "platform": "phone",
        "reason_start": "clickrow",
        "reason_end": "fwdbtn",
    }


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_generation_gives_the_same_listens(upload: Examine, generation: str):
    first = {key: value for key, value in stream().items() if not key.startswith(("spotify", "audiobook", "ip"))}
    reading = upload({"x.json": [first | GENERATIONS[generation], first | {"ts": "2024-02-28T20:00:00Z"}]})
    assert [listen["track"] for listen in listens(reading)] == ["Song", "Song"]
    assert left_out(reading) == {}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (stream(track=None), "no title"),
        (stream(track=""), "no title"),
        (stream(track="  \x00 "), "no title"),
        (stream(ms=0), "never played"),
        (stream(ms=-1), "never played"),
        (stream(ms=-5_000), "never played"),
        (stream(incognito_mode=True), "private session"),
        (stream(ts=None), "no time"),
        (stream(ts=""), "no time"),
        (stream(ts="yesterday"), "no time"),
        (stream(ts="1970-01-01T00:00:00Z"), "no time"),
        (stream(ts="9999-99-99T00:00:00Z"), "no time"),
        (stream(ts=1_700_000_000), "unreadable"),
        (stream(ms="60000"), "unreadable"),
        (stream(ms=10**12), "unreadable"),
        (stream(ms=10**400), "unreadable"),
        (stream(ms=1e300), "unreadable"),
        (stream(ms=True), "unreadable"),
        (stream(track={"name": "Song"}), "unreadable"),
        (stream(incognito_mode="no"), "unreadable"),
        (stream(offline_timestamp="soon"), "unreadable"),
        (None, "unreadable"),
        ([], "unreadable"),
        ("Song", "unreadable"),
        (7, "unreadable"),
        ({}, "not a listen"),
        ({"device": "telephone"}, "not a listen"),
        (stream(track=None, ms=0, incognito_mode=True), "no title"),
        (stream(ms=0, incognito_mode=True, ts=""), "never played"),
        (stream(incognito_mode=True, ts=""), "private session"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    reading = upload({"x.json": [stream(), row]})
    assert left_out(reading) == {reason: 1}
    assert (reading.receipt.files[0].rows, reading.receipt.files[0].kept) == (2, 1)


def test_a_row_with_nan_costs_itself_alone(upload: Examine):
    reading = upload({"x.json": [stream(), stream(ms=float("nan")), stream("2024-03-01T20:00:00Z")]})
    assert left_out(reading) == {"unreadable": 1}
    assert reading.receipt.listens == 2


def test_a_duration_that_is_not_known_stays_unknown(upload: Examine):
    (listen,) = listens(upload({"x.json": [stream("2024-02-29T20:00:00Z", None)]}))
    assert listen["played_ms"] is None
    assert listen["started_at"] == at("2024-02-29T20:00:00")


def test_whole_numbers_may_be_written_with_a_fraction(upload: Examine):
    (listen,) = listens(
        upload({"x.json": b'[{"ts":"2024-02-29T20:00:00Z","ms_played":6e4,"master_metadata_track_name":"S"}]'})
    )
    assert listen["played_ms"] == 60_000


def test_duplicates_have_the_same_time_artist_title_and_duration(upload: Examine):
    rows = [
        stream(),
        stream(),
        stream(album="Another album", platform="android"),
        stream(ms=60_001),
        stream(artist="Cover band"),
        stream(track="Other song"),
        stream(ts="2024-02-29T20:00:01Z"),
    ]
    reading = upload({"x.json": rows})
    assert left_out(reading) == {"duplicate": 2}
    assert reading.receipt.listens == 5


def test_a_file_sent_twice_gives_duplicates_in_one_of_the_two(upload: Examine):
    rows = [stream(ts=f"2024-02-{day:02}T20:00:00Z") for day in range(1, 11)] + [stream(ms=0)]
    reading = upload({"a.json": rows, "copy of a.json": rows})
    assert left_out(reading, 0) == {"never played": 1}
    assert left_out(reading, 1) == {"never played": 1, "duplicate": 10}


def test_what_was_left_out_is_no_duplicate(upload: Examine):
    assert left_out(upload({"x.json": [stream(incognito_mode=True), stream(incognito_mode=True), stream()]})) == {
        "private session": 2
    }


def test_no_name_of_a_private_session_leaves_the_reader(upload: Examine):
    reading = upload(
        {"x.json": [stream(), stream(track="Secret", artist="Hidden", album="Veiled", incognito_mode=True)]}
    )
    stored = reading.sources[0].listens
    assert not any(name in stored for name in (b"Secret", b"Hidden", b"Veiled"))


def test_no_address_country_or_name_of_the_member_leaves_the_reader(upload: Examine):
    row = stream(
        username="ada.l", conn_country="ZQ", ip_addr="192.0.2.77", user_agent_decrypted="agent-x", city="Xanadu"
    )
    stored = upload({"x.json": [row]}).sources[0].listens
    assert not any(word in stored for word in (b"ada.l", b"ZQ", b"192.0.2", b"agent-x", b"Xanadu", b"spotify:track"))


def test_episodes_are_podcasts_and_chapters_are_audiobooks(upload: Examine):
    rows = [
        stream(track=None, artist=None, album=None, episode_name="Ep. 1", episode_show_name="Show"),
        stream(track=None, artist=None, album=None, audiobook_chapter_title="Ch. 1", audiobook_title="Book"),
    ]
    reading = upload({"x.json": rows})
    by_content = {
        listen["content"]: (listen["track"], listen["artist"], listen["album"]) for listen in listens(reading)
    }
    assert by_content == {"podcast": ("Ep. 1", "Show", None), "audiobook": ("Ch. 1", None, "Book")}
    assert reading.receipt.by_content == {"music": 0, "podcast": 1, "audiobook": 1, "video": 0}


@pytest.mark.parametrize("name", ["endvideo.json", "MyData/Streaming_History_Video_2018-2024.json"])
def test_tracks_in_spotifys_video_file_are_videos_and_video_podcasts_podcasts(upload: Examine, name: str):
    rows = [
        stream(offline=None),
        stream(track=None, episode_name="Filmed", offline=None),
        stream(track=None, offline=None),
    ]
    reading = upload({"x.zip/" + name: rows})
    assert reading.receipt.by_content == {"music": 0, "podcast": 1, "audiobook": 0, "video": 1}
    assert left_out(reading) == {"no title": 1}


@pytest.mark.parametrize("row", [stream(offline=False), {k: v for k, v in stream().items() if k != "offline"}])
def test_spotifys_name_makes_a_video_file_where_the_rows_leave_it_open(upload: Examine, row: dict[str, Any]):
    assert upload({"my.zip/endvideo.json": [row]}).receipt.by_content["video"] == 1
    assert upload({"endvideo/audio.json": [row]}).receipt.by_content["video"] == 0


def test_a_renamed_video_file_is_known_by_its_rows(upload: Examine):
    assert upload({"renamed.json": [stream(offline=None)]}).receipt.by_content["video"] == 1


def test_one_row_that_tells_of_offline_mode_makes_a_renamed_file_audio(upload: Examine):
    for told in (
        stream(ts="2024-03-01T20:00:00Z"),
        stream(ts="2024-03-01T20:00:00Z", offline=None, offline_timestamp=5),
    ):
        reading = upload({"my videos.json": [stream(offline=None), told]})
        assert reading.receipt.by_content["music"] == 2


@pytest.mark.parametrize(
    ("noted", "start"),
    [
        (1_709_200_800, "2024-02-29T10:00:00"),  # ten hours before, in seconds
        (1_709_200_800_000, "2024-02-29T10:00:00"),  # in milliseconds
        (1_709_236_700, "2024-02-29T19:59:00"),  # within the hour: the end less the duration
        (1_709_300_000, "2024-02-29T19:59:00"),  # after the end
        (1_609_459_200, "2024-02-29T19:59:00"),  # years before
        (0, "2024-02-29T19:59:00"),
        (1, "2024-02-29T19:59:00"),
        (None, "2024-02-29T19:59:00"),
        (1e300, "2024-02-29T19:59:00"),
    ],
)
def test_a_stream_reported_hours_late_starts_when_it_was_played(upload: Examine, noted: float | None, start: str):
    rows = [stream("2024-02-29T20:00:00Z", 60_000, offline_timestamp=noted), stream("2024-02-20T20:00:00Z")]
    assert listens(upload({"x.json": rows}))[-1]["started_at"] == at(start)


def test_files_in_no_order_become_one_ordered_history(upload: Examine):
    first = [stream(ts=f"2024-02-{day:02}T20:00:00Z", track=str(day)) for day in (20, 3, 11)]
    second = [stream(ts=f"2024-02-{day:02}T20:00:00Z", track=str(day)) for day in (12, 1)]
    assert [listen["track"] for listen in listens(upload({"b.json": first, "a.json": second}))] == [
        "1",
        "3",
        "11",
        "12",
        "20",
    ]


def test_what_began_first_stands_first_though_it_ended_last(upload: Examine):
    rows = [stream("2024-02-29T19:30:00Z", 60_000, "short"), stream("2024-02-29T20:00:00Z", 3_600_000, "long")]
    assert [listen["track"] for listen in listens(upload({"x.json": rows}))] == ["long", "short"]


def test_words_that_nobody_has_met_are_other_reasons(upload: Examine):
    (listen,) = listens(upload({"x.json": [stream(reason_start="", reason_end="teleported")]}))
    assert (listen["reason_start"], listen["reason_end"]) == (None, "other")


def test_skipped_may_be_unknown(upload: Examine):
    (listen,) = listens(upload({"x.json": [stream(skipped=None)]}))
    assert listen["skipped"] is None


def test_names_are_stored_without_control_characters_and_not_endlessly_long(upload: Examine):
    (listen,) = listens(upload({"x.json": [stream(track=" a\x00b\t\x07 ", artist="x" * 5000)]}))
    assert listen["track"] == "ab"
    assert listen["artist"] == "x" * 500


def test_rows_are_kept_when_a_title_looks_like_the_end_of_a_row(upload: Examine):
    titles = ['},{"ts', '"},{"ts":"', "}  , {", "[{}]", "\\", '\\"', "},{"]
    rows = [stream(track=title, ts=f"2024-02-{day:02}T20:00:00Z") for day, title in enumerate(titles, 1)]
    assert [listen["track"] for listen in listens(upload({"x.json": rows}))] == titles
