"""Whatever is made of valid Apple files: a receipt that adds up, and never a traceback."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.model.listens import Reading
from tests.exports.apple_builders import (
    ACTIVITY_NOW,
    ACTIVITY_THEN,
    DAILY,
    LAST,
    activity,
    daily,
    day,
    last,
    last_played,
    package,
    play,
    playlist,
    table,
    track,
)
from tests.exports.builders import assert_reconciles, spool


def read(files: dict[str, object]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        reading = examine(spool(Path(folder), files), Limits(seconds=60))
    assert_reconciles(reading)
    return reading


dates = ["1970-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "9999-12-31T23:59:59Z", "20240229"]
odd = st.sampled_from(
    [
        "",
        " ",
        "N/A",
        "x",
        "-1",
        "0",
        "1e400",
        "nan",
        "9" * 400,
        "True",
        '"',
        'a"b',
        "a\nb",
        "a,b",
        "夜",
        "7, 19, 99",
        "A - B - C",
        "é" * 600,
        *dates,
    ]
)
seeds: list[tuple[tuple[str, ...], Any]] = [
    (ACTIVITY_NOW, play),
    (ACTIVITY_THEN, lambda: play(Artist_Name="Band")),
    (DAILY, day),
    (LAST, last),
]


@st.composite
def odd_tables(draw: st.DrawFn) -> bytes:
    """A file of rows of which some values are odd; the first row is whole."""
    columns, row = draw(st.sampled_from(seeds))
    rows = [row()]
    for _ in range(draw(st.integers(0, 8))):
        changed = row()
        for name in draw(st.lists(st.sampled_from(columns), max_size=4)):
            changed[name] = draw(odd)
        rows.append(changed)
    return table(columns, rows, delimiter=draw(st.sampled_from([",", ",", ";"])))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(files=st.lists(odd_tables(), min_size=1, max_size=3))
def test_odd_values_are_counted_and_cost_no_other_row(files: list[bytes]):
    reading = read({f"{number}.csv": content for number, content in enumerate(files)})
    assert all(file.kind.startswith("apple_") and file.rows for file in reading.receipt.files)
    assert reading.receipt.listens >= 1


DAMAGED = {
    "activity.csv": activity(*(play(str(n), start="", end=f"2024-02-{n:02}T10:00:00Z") for n in range(1, 15))),
    "daily.csv": daily(*(day(f'B - "{n}", she said', date=20240200 + n) for n in range(1, 15))),
    "last.csv": last_played(*(last(f"Band - {n}") for n in range(14))),
    "library.json": json.dumps([track(identifier=n) for n in range(14)]).encode(),
    "playlists.json": json.dumps([playlist("P", 1, 2), playlist("Q", 3)]).encode(),
}
DAMAGED["all.zip"] = package(activity=activity(play()), daily=daily(day()), library=[track()])
INTERESTING = [b"", b"\x00", b"\xff", b'"', b'""', b"\n", b"\r", b",", b";", b"\n,\n", b"N/A", b"9" * 30]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid file with some bytes cut out, repeated or written over."""
    content = DAMAGED[draw(st.sampled_from(sorted(DAMAGED)))]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 120)))
        put = draw(st.one_of(st.sampled_from(INTERESTING), st.binary(max_size=8), st.just(content[start:end] * 2)))
        content = content[:start] + put + content[end:]
    return content


@settings(max_examples=200, deadline=None, derandomize=True)
@given(content=damaged())
def test_damage_never_ends_in_a_traceback_and_costs_the_others_nothing(content: bytes):
    good = [play("Whole", start="", end=f"2019-07-{n:02}T08:00:00Z") for n in range(1, 6)]
    assert read({"damaged": content, "good.csv": activity(*good)}).receipt.files[-1].kept == 5


@settings(max_examples=40, deadline=None, derandomize=True)
@given(shuffled=st.randoms(use_true_random=False), parts=st.integers(1, 3))
def test_the_digest_knows_an_export_again_whatever_the_order_of_its_rows(shuffled: random.Random, parts: int):
    reasons = ["PLAYBACK_MANUALLY_PAUSED", "NATURAL_END_OF_TRACK", "SCRUB_END"]
    rows = [
        play(f"Song {n % 2}", start="", end=f"2024-02-29T10:{n:02}:00Z", ms=30_000, reason=reasons[n % 3])
        for n in range(12)
    ]
    days = [day("Band - Song 0", date=20200101, hours="7", plays=n % 3 + 1, Skip_Count=n) for n in range(6)]
    first = read({"a.csv": activity(*rows), "d.csv": daily(*days)})
    shuffled.shuffle(rows)
    shuffled.shuffle(days)
    files: dict[str, object] = {f"d{n}": daily(*days[n::parts]) for n in range(parts)}
    second = read(files | {f"a{n}": activity(*rows[n::parts]) for n in range(parts)})
    assert [source.digest for source in first.sources] == [source.digest for source in second.sources]
