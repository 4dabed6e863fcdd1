from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.soundcloud import artist_and_title
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens

HEADER = "play_time,track_title,track_url\n"


def test_each_row_is_kept_or_counted_under_its_reason(upload: Examine):
    rows = [
        "2024-01-13T13:16:16Z,Band - Song,https://soundcloud.com/someone/song",
        "2024-01-13 13:16:17 UTC,Untouched,https://soundcloud.com/someone/untouched",
        "2024-01-13T13:16:16Z,Band - Song,https://soundcloud.com/someone/song",
        "2024-01-13T13:16:18Z,,https://soundcloud.com/someone/gone",
        "some day,Song,https://soundcloud.com/someone/song",
        ",,https://soundcloud.com/someone/song",
        "2024-01-13T13:16:18Z",
    ]
    reading = upload({"plays.csv": ("\ufeff" + HEADER + "\n".join(rows)).encode()})
    assert [(x["started_at"], x["artist"], x["track"]) for x in listens(reading, SourceKind.SOUNDCLOUD)] == [
        (datetime(2024, 1, 13, 13, 16, 16, tzinfo=UTC), "Band", "Song"),
        (datetime(2024, 1, 13, 13, 16, 17, tzinfo=UTC), None, "Untouched"),
    ]
    reasons = {"duplicate": 1, "no title": 1, "no time": 1, "not a listen": 1, "unreadable": 1}
    assert (reading.receipt.files[0].kind, left_out(reading)) == ("soundcloud", reasons)


@pytest.mark.parametrize(
    ("written", "split"),
    [
        ("Band - Song", ("Band", "Song")),
        ("Band \u2013 Song", ("Band", "Song")),
        ("Band - Song (Other - Remix)", ("Band", "Song (Other - Remix)")),
        ("A - B - C", (None, "A - B - C")),
        ("Lo-fi beats", (None, "Lo-fi beats")),
        (" - Song", (None, " - Song")),
    ],
)
def test_the_artist_is_split_off_only_where_there_is_one_way_to(written: str, split: tuple[str | None, str]):
    assert artist_and_title(written) == split
