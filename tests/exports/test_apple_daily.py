from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.exports.apple_builders import activity, daily, day, heard, last, last_played, play
from tests.exports.builders import Examine, left_out


def starts(reading: object) -> list[str]:
    return [f"{listen['started_at']:%m-%d %H:%M:%S}" for listen in heard(reading)]  # type: ignore[arg-type] # a Reading


def test_each_play_of_a_day_is_a_listen_in_one_of_its_hours(upload: Examine):
    reading = upload({"x.csv": daily(day(plays=3, ms=600_000))})
    assert starts(reading) == ["02-29 07:00:00", "02-29 07:03:20", "02-29 19:00:00"]
    assert {(x["artist"], x["track"], x["played_ms"]) for x in heard(reading)} == {("Band", "Song", 200_000)}
    (file,) = reading.receipt.files
    assert (file.kind, file.rows, file.kept) == ("apple_daily_tracks", 3, 3)


@pytest.mark.parametrize("hours", ["", "N/A", "25", "noon"])
def test_without_an_hour_a_play_stands_at_noon(upload: Examine, hours: str):
    assert starts(upload({"x.csv": daily(day(hours=hours))})) == ["02-29 12:00:00"]


def test_a_day_may_be_written_as_a_decimal_number_or_with_dashes(upload: Examine):
    rows = daily(day(date="20240229.0", hours="1"), day(date="2024-03-01", hours="1"))
    assert starts(upload({"x.csv": rows})) == ["02-29 01:00:00", "03-01 01:00:00"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (day(plays="some"), "unreadable"),
        (day(plays=10**9), "unreadable"),
        (day(plays=-1), "unreadable"),
        (day("", date="", ms=""), "not a listen"),
        (day("N/A"), "no title"),
        (day("", Track_Identifier=""), "no title"),
        (day(plays=0, Skip_Count=1), "never played"),
        (day(ms=0), "never played"),
        (day(date=20240230), "no time"),
        (day(date="N/A"), "no time"),
        (day(), "duplicate"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: dict[str, object], reason: str):
    assert left_out(upload({"x.csv": daily(day(), row)})) == {reason: 1}


def test_a_track_that_ended_in_two_ways_on_a_day_is_two_rows_and_no_duplicate(upload: Examine):
    rows = daily(day(hours="7"), day(hours="7", End_Reason_Type="TRACK_SKIPPED_FORWARDS"))
    assert starts(upload({"x.csv": rows})) == ["02-29 07:00:00", "02-29 07:03:20"]


def test_days_that_play_activity_covers_are_told_twice(upload: Examine):
    rows = daily(day(plays=2), day(date=20240102))
    reading = upload({"daily.csv": rows, "activity.csv": activity(play())})
    assert left_out(reading) == {"same listen": 2}
    assert starts(reading) == ["01-02 07:00:00", "02-29 20:00:00"]


def test_a_listen_covers_its_day_by_utc_and_by_the_members_clock(upload: Examine):
    evening = play(start="2024-02-29T23:30:00Z", end="2024-02-29T23:33:20Z", UTC_Offset_In_Seconds=3600)
    rows = daily(day(date=20240229), day(date=20240301), day(date=20240302))
    reading = upload({"daily.csv": rows, "activity.csv": activity(evening)})
    assert left_out(reading) == {"same listen": 2}


def test_an_offset_that_no_clock_has_is_none(upload: Examine):
    noon = play(start="2024-02-29T12:00:00Z", end="2024-02-29T12:03:20Z", UTC_Offset_In_Seconds=10**7)
    reading = upload({"daily.csv": daily(day(date=20240624)), "activity.csv": activity(noon)})
    assert left_out(reading) == {}


def test_an_id_that_another_file_names_is_a_title(upload: Examine):
    names = [{"Identifier": "111", "Title": "Named"}]
    reading = upload({"daily.csv": daily(day("N/A")), "names.json": names})
    assert [(x["artist"], x["track"]) for x in heard(reading)] == [(None, "Named")]


def test_last_plays_alone_are_listens_of_unknown_duration(upload: Examine):
    (listen,) = heard(upload({"x.csv": last_played(last())}))
    assert listen["started_at"] == datetime(2024, 2, 29, 20, tzinfo=UTC)
    assert (listen["artist"], listen["track"], listen["played_ms"]) == ("Band", "Song", None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (last(at="x"), "unreadable"),
        (last("", at=""), "not a listen"),
        (last(""), "no title"),
        (last(at=0), "no time"),
        (last(at=""), "no time"),
        (last(by_user=False), "duplicate"),
    ],
)
def test_a_last_play_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: dict[str, object], reason: str):
    assert left_out(upload({"x.csv": last_played(last(), row)})) == {reason: 1}


def test_a_last_play_on_a_day_that_is_told_of_is_the_same_listen(upload: Examine):
    lasts = last_played(last(), last(at=1_709_236_800_000 - 86_400_000), last(at=1_500_000_000_000))
    files = {"last.csv": lasts, "daily.csv": daily(day(date=20240228)), "activity.csv": activity(play())}
    reading = upload(files)
    assert left_out(reading) == {"same listen": 2}
    assert reading.receipt.listens == 3


def test_a_track_without_a_dash_has_no_artist(upload: Examine):
    (listen,) = heard(upload({"x.csv": last_played(last("Untitled"))}))
    assert (listen["artist"], listen["track"]) == (None, "Untitled")
