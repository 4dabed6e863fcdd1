from __future__ import annotations

from datetime import UTC, datetime

from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens

HEADER = (
    "entry_date,track_title,artist_name,album_name,stream_duration_ms,product_type,client_name_from_session,"
    "country_name,region_name,city_name\n"
)
PLACE = "Secretland,Secretshire,Secretville"


def test_each_row_is_kept_or_counted_under_its_reason(upload: Examine):
    rows = [
        f"2024-01-13 13:16:16,Song,Band,Album,61000,TRACK,TIDAL Android,{PLACE}",
        f"2024-01-13 13:20:16,Clip,Band,,61000,VIDEO,TIDAL web_player,{PLACE}",
        f"2024-01-13 13:21:16,Long ago,Band,,,TRACK,,{PLACE}",
        f"2024-01-13 13:16:16,Song,Band,Album,61000,TRACK,TIDAL Android,{PLACE}",
        f"2024-01-13 13:22:16,Song,Band,Album,0,TRACK,TIDAL Android,{PLACE}",
        f"2024-01-13 13:22:16,Song,Band,Album,long,TRACK,TIDAL Android,{PLACE}",
        f"2024-01-13 13:22:16,,Band,Album,1,TRACK,TIDAL Android,{PLACE}",
        f",Song,Band,Album,1,TRACK,TIDAL Android,{PLACE}",
        f",,,,,,,{PLACE}",
    ]
    reading = upload({"streaming.csv": (HEADER + "\n".join(rows)).encode()})
    found = [
        (x["started_at"].minute, x["track"], x["album"], x["played_ms"], x["content"], x["platform"])
        for x in listens(reading, SourceKind.TIDAL)
    ]
    assert found == [
        (16, "Song", "Album", 61_000, "music", "phone"),
        (20, "Clip", None, 61_000, "video", "web"),
        (21, "Long ago", None, None, "music", None),
    ]
    assert reading.receipt.first == datetime(2024, 1, 13, 13, 16, 16, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    reasons = {"duplicate": 1, "never played": 1, "unreadable": 1, "no title": 1, "no time": 1, "not a listen": 1}
    assert left_out(reading) == reasons


def test_where_it_was_played_is_not_taken(upload: Examine):
    (source,) = upload({"x.csv": f"{HEADER}2024-01-13 13:16:16,Song,Band,A,1,TRACK,x,{PLACE}".encode()}).sources
    assert b"Secret" not in source.listens
