"""Whatever is made of valid exports of these services: a receipt that adds up, and never a traceback."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.model.listens import Reading
from tests.exports.builders import assert_reconciles, spool
from tests.exports.services import AT, brainz, fm, fm_page, koito, koito_file, lines, log, maloja, maloja_file, track
from tests.exports.sheets import HEADER, history, packed, played, sheet, workbook

SEEDS: dict[str, bytes] = {
    "11.jsonl": lines(*(brainz(AT + n, duration_ms=200_000) for n in range(9))),
    "old.json": json.dumps([brainz(AT + n) for n in range(9)], indent=1).encode(),
    "maloja.json": json.dumps(maloja_file(*(maloja(AT + n, length=9) for n in range(9)))).encode(),
    "koito.json": json.dumps(koito_file(*(koito(seconds=n) for n in range(9)))).encode(),
    "pages.json": json.dumps([fm_page(fm(None), *(fm(AT + n) for n in range(9))), fm_page()]).encode(),
    "dump.json": json.dumps({"recenttracks": fm_page(*(fm(AT + n) for n in range(9)))}).encode(),
    "stats.json": json.dumps(
        {
            "username": "x",
            "scrobbles": [{"track": "a", "artist": "b", "album": "", "albumId": "", "date": AT + n} for n in range(9)],
        }
    ).encode(),
    "ghan.csv": b"uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\r\n"
    + b"".join(b'"%d","x","Band","","","","Song","x"\r\n' % (AT + n) for n in range(9)),
    "plain.csv": b"".join(b'Band,Album,Song,"14 Nov 2023, 22:%02d"\n' % n for n in range(9)),
    "stats.csv": b"\xef\xbb\xbfArtist;Album;AlbumId;Track;Date#x\n" + b'"B";"A";"";"S";"%d000"\n' % AT * 3,
    "scrobbler.log": log(*(track(f"Song {n}", rating="LS"[n % 2]) for n in range(9))),
    "deezer.xlsx": history(*(played(f"Song {n}") for n in range(9))),
    "shared.xlsx": workbook({"10_listeningHistory": [HEADER, played()]}, shared=True),
}
INTERESTING = [b"", b"\x00", b"\xff", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b";", b"\t", b"\n", b"null", b"9" * 30]
INTERESTING += [b"<", b"&a;", b"</row>", b"-", b"1e999", b'"""', b"#", b"\r", b"\xe2\x80\xa8"]


def read(files: dict[str, object]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        reading = examine(spool(Path(folder), files), Limits(seconds=60))
    assert_reconciles(reading)
    return reading


@st.composite
def damaged(draw: st.DrawFn, names: list[str]) -> bytes:
    """A valid export with some bytes cut out, repeated, moved or written over."""
    return damage(draw, SEEDS[draw(st.sampled_from(names))])


def damage(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 200)))
        put = draw(st.one_of(st.sampled_from(INTERESTING), st.binary(max_size=8), st.just(content[start:end] * 2)))
        content = content[:start] + put + content[end:]
    return content


@settings(max_examples=200, deadline=None, derandomize=True)
@given(content=damaged(sorted(SEEDS)))
def test_damage_never_ends_in_a_traceback(content: bytes):
    read({"upload": content})


@st.composite
def damaged_sheets(draw: st.DrawFn) -> bytes:
    """A whole ZIP of a spreadsheet whose XML is damaged."""
    made = sheet([HEADER, *(played(f"Song {n}") for n in range(5))])
    return packed(["10_listeningHistory"], {"xl/worksheets/sheet1.xml": damage(draw, made)})


@settings(max_examples=100, deadline=None, derandomize=True)
@given(content=damaged_sheets())
def test_broken_xml_never_ends_in_a_traceback(content: bytes):
    read({"upload.xlsx": content})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(content=damaged(sorted(SEEDS)))
def test_a_damaged_file_never_costs_the_others_anything(content: bytes):
    # Other times than those of the seeds, so that nothing here is a duplicate of what was left whole.
    good = lines(*(brainz(AT - 1_000_000 - n, "Whole") for n in range(5)))
    assert read({"damaged": content, "good.jsonl": good}).receipt.files[-1].kept == 5


@settings(max_examples=60, deadline=None, derandomize=True)
@given(name=st.sampled_from([name for name in SEEDS if not name.endswith("xlsx")]), share=st.floats(0.5, 0.999))
def test_a_cut_file_gives_the_rows_before_the_cut(name: str, share: float):
    whole = read({name: SEEDS[name]}).receipt.files[0]
    cut = read({name: SEEDS[name][: int(len(SEEDS[name]) * share)]}).receipt.files[0]
    assert cut.kind == whole.kind
    assert cut.rows >= int((whole.rows - 1) * share * 0.8)
