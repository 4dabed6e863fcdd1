"""Whatever is made of valid exports: a receipt that adds up, and never a traceback."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.model.listens import Reading
from tests.exports import naive
from tests.exports.builders import assert_reconciles, item, minute, playlists, spool, stream, zip_of


def read(files: dict[str, object]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        reading = examine(spool(Path(folder), files), Limits(seconds=60))
    assert_reconciles(reading)
    return reading


odd = st.sampled_from(
    [None, "", " ", "x", 0, 1, -1, True, 1.5, 10**10, -(10**10), 10**30, [], {}, "2024-02-30T00:00:00Z"]
)
rows = st.builds(
    stream,
    ts=st.sampled_from(["2024-02-01T00:00:00Z", "2024-02-01T00:00:01Z", "2031-12-31T23:59:59Z"]),
    ms=st.sampled_from([1, 60_000, 60_001, 0]),
    track=st.sampled_from(["Song", "Song 2", "夜", None]),
    artist=st.sampled_from(["Band", "Band 2", None]),
    incognito_mode=st.sampled_from([False, False, False, True]),
    episode_name=st.sampled_from([None, None, None, "Ep."]),
    audiobook_chapter_title=st.sampled_from([None, None, None, "Ch."]),
)


@st.composite
def mutated_rows(draw: st.DrawFn) -> object:
    row = draw(rows)
    for key in draw(st.lists(st.sampled_from(sorted(naive.EXTENDED_TYPES)), max_size=2)):
        if draw(st.booleans()):
            row[key] = draw(odd)
        else:
            row.pop(key, None)
    return draw(st.sampled_from([row] * 12 + [None, 1, [], "row", {}]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(files=st.lists(st.lists(mutated_rows(), max_size=12), min_size=1, max_size=3), style=st.sampled_from([None, 2]))
def test_every_row_meets_the_fate_that_a_slow_reader_gives_it(files: list[list[Any]], style: int | None):
    # A first row that is surely one of an extended history, since a file of nothing is recognised as nothing.
    files = [[stream(ts="2011-11-11T11:11:11Z", track=f"File {number}"), *rows] for number, rows in enumerate(files)]
    reading = read({f"{number}.json": json.dumps(rows, indent=style).encode() for number, rows in enumerate(files)})
    found: Counter[str] = Counter()
    for file in reading.receipt.files:
        found["kept"] += file.kept
        found.update({reason.value: rows for reason, rows in file.left_out.items()})
    assert +found == naive.counts(files)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    history=st.lists(rows, min_size=1, max_size=20), shuffled=st.randoms(use_true_random=False), parts=st.integers(1, 4)
)
def test_the_digest_knows_an_export_again_however_it_is_packed(
    history: list[dict[str, Any]], shuffled: random.Random, parts: int
):
    titled = [playlists(a=[item("One")], b=[item("Two")]), playlists(c=[item("Three")])]
    first = read({"x.json": history, "p.json": titled[0], "q.json": titled[1]})
    again = list(history)
    shuffled.shuffle(again)
    pieces = {f"dir {n}/{n}.txt": again[n::parts] for n in range(parts)}
    second = read({"q": titled[1], "some.zip": zip_of(pieces), "p": titled[0]})
    assert [(source.kind, source.digest) for source in first.sources] == [
        (source.kind, source.digest) for source in second.sources
    ]
    assert [source.listens for source in first.sources] == [source.listens for source in second.sources]


SEEDS = {
    "extended.json": json.dumps([stream(ts=f"2024-02-{day:02}T20:00:00Z") for day in range(1, 15)], indent=2).encode(),
    "account.json": json.dumps([minute(f"2023-05-{day:02} 10:00") for day in range(1, 15)]).encode(),
    "Playlist1.json": json.dumps(playlists(a=[item(str(n)) for n in range(9)], b=[])).encode(),
}
SEEDS["all.zip"] = zip_of(dict(SEEDS))
SEEDS["nested.zip"] = zip_of({"in.zip": SEEDS["all.zip"], "x": b"x"})
INTERESTING = [
    b"",
    b"\x00",
    b"\xff",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"9" * 30,
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid export with some bytes cut out, repeated, moved or written over."""
    content = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 200)))
        put = draw(st.one_of(st.sampled_from(INTERESTING), st.binary(max_size=8), st.just(content[start:end] * 2)))
        content = content[:start] + put + content[end:]
    return content


@settings(max_examples=200, deadline=None, derandomize=True)
@given(content=damaged())
def test_damage_never_ends_in_a_traceback(content: bytes):
    read({"upload": content})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(content=damaged())
def test_a_damaged_file_never_costs_the_others_anything(content: bytes):
    # Other times than those of the seeds, so that nothing here is a duplicate of what was left whole.
    good = [stream(ts=f"2019-07-{day:02}T08:00:00Z", track="Whole") for day in range(1, 6)]
    reading = read({"damaged": content, "good.json": good})
    assert reading.receipt.files[-1].kept == 5
