"""Whatever is made of valid Takeouts and tables: a receipt that adds up, and never a traceback."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.model.listens import Reading
from tests.exports.builders import assert_reconciles, spool
from tests.exports.takeout_builders import CHANNEL, MUSIC, VIDEO, cell, gone, link, page, watched

WHEN = "13 Jan 2024, 13:16:16 UTC"

SEEDS = {
    "history.json": json.dumps([watched(f"Watched Song {n}") for n in range(12)], indent=2).encode(),
    "history.html": page(*(cell(f"Watched {link(f'Song {n}')}", CHANNEL, WHEN) for n in range(6))),
    "library.csv": b"Video ID,Song Title,Album Title,Artist Name 1\nabcdefghijk,Song,Album,Band\n" * 4,
    "soundcloud.csv": b"play_time,track_title,track_url\n" + b"2024-01-13T13:16:16Z,Band - Song,x\n" * 9,
    "tidal.csv": b"entry_date,track_title,artist_name,stream_duration_ms\n" + b"2024-01-13 13:16:16,Song,Band,1\n" * 9,
    "exportify.csv": "\ufeffTrack URI,Track Name,Artist Name(s),Added At\n".encode()
    + b'spotify:track:1,"Song, 1",Band,2024-02-01T10:00:00Z\n' * 9,
}
INTERESTING = [
    *(b"", b"\x00", b"\xff", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b";", b"\n", b"<", b">", b"<div", b"</div>"),
    *(b"null", b'{"header":', b'<div class="outer-cell', b"<br>", b"&#x110000;", b"9" * 30, b"\xe2\x80\xaf"),
]

odd = st.sampled_from([None, "", " ", "x", 0, -1, True, 1.5, 10**30, [], {}, [None], [{}], [{"name": 7}]])


def read(files: dict[str, Any]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        reading = examine(spool(Path(folder), files), Limits(seconds=60))
    assert_reconciles(reading)
    return reading


@st.composite
def records(draw: st.DrawFn) -> tuple[Any, str]:
    """A record, and what is to become of it."""
    second = draw(st.integers(0, 59))
    time = f"2024-01-13T13:16:{second:02}Z"
    title = draw(st.sampled_from(["Song", "夜", "Watched", "A - B", '"Heroes"']))
    kinds: list[tuple[Any, str]] = [
        (watched(f"Watched {title}", time), "kept"),
        (watched(f"Watched {title}", time, VIDEO), "not music"),
        (watched(f"Watched {title}", time, details=[{"name": "From Google Ads"}]), "not a listen"),
        (watched("Visited YouTube Music", time, url=None), "not a listen"),
        (gone("Watched a video that has been removed"), "no title"),
        (gone("Watched a video that has been removed", VIDEO), "not music"),
        (watched("Watched https://www.youtube.com/watch?v=x", time, channel=None), "no title"),
        (watched(f"Watched {title}", "?"), "no time"),
        (watched(17, time), "unreadable"),
        (None, "unreadable"),
    ]
    return draw(st.sampled_from(kinds))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rows=st.lists(records(), max_size=20), indent=st.sampled_from([None, 2]))
def test_every_record_meets_its_fate(rows: list[tuple[Any, str]], indent: int | None):
    first = watched("Watched First", "2023-01-01T00:00:00Z")
    reading = read({"x.json": json.dumps([first, *(row for row, _ in rows)], indent=indent).encode()})
    expected = Counter(fate for _, fate in rows)
    kept = {(row["title"], row["time"]) for row, fate in rows if fate == "kept"}
    expected["duplicate"] = expected.pop("kept", 0) - len(kept)
    (file,) = reading.receipt.files
    assert (file.kept, +Counter({reason.value: n for reason, n in file.left_out.items()})) == (1 + len(kept), +expected)


@st.composite
def mutated(draw: st.DrawFn) -> object:
    row = watched(header=draw(st.sampled_from([MUSIC, VIDEO])))
    for key in draw(
        st.lists(st.sampled_from(["header", "title", "titleUrl", "subtitles", "time", "details"]), max_size=3)
    ):
        if draw(st.booleans()):
            row[key] = draw(odd)
        else:
            row.pop(key, None)
    return draw(st.sampled_from([row] * 9 + [None, 1, [], "row", {}]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rows=st.lists(mutated(), max_size=12))
def test_rows_of_any_shape_are_all_counted(rows: list[Any]):
    reading = read({"x.json": [watched("Watched First"), *rows]})
    assert reading.receipt.files[0].rows == 1 + len(rows)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid file with some bytes cut out, repeated, moved or written over."""
    content = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 200)))
        put = draw(st.one_of(st.sampled_from(INTERESTING), st.binary(max_size=8), st.just(content[start:end] * 2)))
        content = content[:start] + put + content[end:]
    return content


@settings(max_examples=150, deadline=None, derandomize=True)
@given(content=damaged())
def test_damage_never_ends_in_a_traceback(content: bytes):
    read({"upload": content})


@settings(max_examples=40, deadline=None, derandomize=True)
@given(content=damaged())
def test_a_damaged_file_never_costs_the_others_anything(content: bytes):
    good = [watched("Watched Whole", f"2019-07-0{day}T08:00:00Z") for day in range(1, 6)]
    assert read({"damaged": content, "good.json": good}).receipt.files[-1].kept == 5
