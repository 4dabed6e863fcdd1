"""Broken and hostile files of every service, in archives and alone: a sentence, sums that add up, and what is whole."""

from __future__ import annotations

import io
import json
import struct
import time
import tracemalloc
import zipfile

import pytest

from bot.exports import apple_library, exportify
from tests.exports.builders import Examine, left_out, stream, zip_of
from tests.exports.takeout_builders import CHANNEL, cell, link, page

CENTRAL, END = b"PK\x01\x02", b"PK\x05\x06"
ROWS = json.dumps([stream(ts=f"2024-02-{day:02}T20:00:00Z", track=f"Song {day}") for day in range(1, 21)]).encode()


def end_of(entries: int, size: int, at: int) -> bytes:
    return struct.pack("<4s4H2LH", END, 0, 0, entries, entries, size, at, 0)


def far_entry(place: int) -> bytes:
    """A ZIP whose directory names, by Zip64, a place for its first entry where no file reaches."""
    whole = zip_of({"a.json": ROWS, "b.json": ROWS})
    first, end = whole.find(CENTRAL), whole.find(END)
    second = whole.find(CENTRAL, first + 1)
    entry = bytearray(whole[first:second])
    extra = struct.pack("<2H3Q", 1, 24, place, place, place)
    struct.pack_into("<2L", entry, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, len(extra))
    struct.pack_into("<L", entry, 42, 0xFFFFFFFF)
    listed = bytes(entry) + extra + whole[second:end]
    return whole[:first] + listed + end_of(2, len(listed), first)


def far_size(size: int) -> bytes:
    """The beginning of a ZIP whose only entry says, by Zip64, that so many bytes follow."""
    extra = struct.pack("<2H2Q", 1, 16, size, size)
    header = struct.pack("<4s5H3L2H", b"PK\x03\x04", 45, 0, 0, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, 6, len(extra))
    return header + b"a.json" + extra + ROWS


def listed_often(entries: int, content: bytes, *, unsized: bool = False) -> bytes:
    """A directory that names the same stored bytes again and again; the entry's own header may hide their end."""
    flags = 8 if unsized else 0
    header = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    size = len(content)
    entry = struct.pack("<4s6H3L5H2L", CENTRAL, 20, 20, flags, 0, 0, 0, 0, size, size, 1, 0, 0, 0, 0, 0, 0) + b"a"
    return header + content + entry * entries + end_of(entries, len(entry) * entries, len(header) + size)


def test_places_that_no_file_reaches_cost_their_entry_alone(upload: Examine):
    for place in (1 << 41, 2**63 - 1, 2**63, 2**64 - 1):
        receipt = upload({"far.zip": far_entry(place)}).receipt
        assert receipt.listens == 20
        assert receipt.files[-1].note == "This ZIP is cut off or damaged. I read what is left of it."


def test_sizes_that_no_file_has_end_where_the_file_ends(upload: Examine):
    for size in (1 << 41, 2**63 - 1, 2**64 - 1):
        receipt = upload({"far.zip": far_size(size)}).receipt
        assert receipt.listens == 20
        assert receipt.files[0].note == "It is cut off."


def test_bytes_that_a_directory_names_often_are_read_once(upload: Examine):
    receipt = upload({"often.zip": listed_often(19_000, ROWS)}).receipt
    assert [file.kept for file in receipt.files] == [20, 0]
    assert receipt.files[-1].note == "This ZIP lists the same bytes several times. I read them once."
    assert not receipt.files[0].left_out


def test_names_that_are_listed_often_count_as_files(upload: Examine):
    receipt = upload({"often.zip": listed_often(30, ROWS)}, entries=20).receipt
    assert "number of files (20)" in receipt.problem


def test_nobody_looks_for_the_end_of_bytes_whose_size_the_directory_knows(upload: Examine):
    started_at = time.monotonic()
    receipt = upload({"often.zip": listed_often(5000, b"z" * 4_000_000, unsized=True)}).receipt
    assert receipt.problem.endswith(".")
    assert time.monotonic() - started_at < 5  # looking took a millisecond per megabyte and entry


def test_a_sea_of_folders_is_read_within_the_time(upload: Examine):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for number in range(100):
            made.writestr(f"{number}/", b"")
    receipt = upload({"folders.zip": buffer.getvalue()}, seconds=0).receipt
    assert "reading time" in receipt.problem


EXPORTIFY = "Track Name,Album Name,Artist Name(s),Added At\n"
SOUNDCLOUD = "play_time,track_title,track_url\n"
PLAYS = [f"2024-02-{day:02}T20:00:00Z,Band - Song {day},https://example.org\n" for day in range(1, 21)]


def test_zeros_in_a_row_cost_that_row_alone(upload: Examine):
    rows = ROWS.replace(b"Song 1", b"So\x00ng 1", 1)
    reading = upload({"zeros.json": rows})
    assert reading.receipt.listens == 19
    assert left_out(reading) == {"unreadable": 1}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_tables_and_json_in_wide_characters_need_no_mark(upload: Examine, encoding: str):
    table = (SOUNDCLOUD + "".join(PLAYS)).encode(encoding)
    assert upload({"plays.csv": table}).receipt.listens == 20
    assert upload({"plays.json": ROWS.decode().encode(encoding)}).receipt.listens == 20


def test_a_header_in_the_midst_of_a_table_is_no_row(upload: Examine):
    table = (EXPORTIFY + "Song,Album,Band,2024-02-29T20:00:00Z\n") * 3
    assert upload({"list.csv": table.encode()}).receipt.files[0].rows == 3


def test_a_playlist_larger_than_any_is_left_and_costs_the_others_nothing(upload: Examine, monkeypatch):
    monkeypatch.setattr(exportify, "_MOST_ROWS", 5000)
    endless = EXPORTIFY + "Song,Album,Band,2024-02-29T20:00:00Z\n" * 20_000
    usual = EXPORTIFY + "Song,Album,Band,2024-02-29T20:00:00Z\n" * 100
    receipt = upload({"endless.csv": endless.encode(), "usual.csv": usual.encode()}).receipt
    assert receipt.files[0].note == "These playlists are larger than any real ones, so I left this one."
    assert receipt.playlist_tracks == receipt.files[1].kept == 100


def test_a_page_that_goes_on_and_on_behind_a_record_costs_no_memory(upload: Examine):
    first, last = (cell(f"Watched {link('Song')}", CHANNEL, f"Jan {day}, 2024, 2:16:16 PM UTC") for day in (13, 14))
    page_of = page(first + "t" * 24_000_000, last)
    tracemalloc.start()
    receipt = upload({"history.html": page_of}).receipt
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert receipt.listens == 2
    assert peak < 16_000_000


def test_more_playlists_than_anybody_has_are_left(upload: Examine, monkeypatch):
    monkeypatch.setattr(apple_library, "_MOST_PLAYLISTS", 100)
    lists = [{"Container Type": "Playlist", "Container Identifier": number, "Title": "x"} for number in range(101)]
    receipt = upload({"playlists.json": lists, "good.json": ROWS}).receipt
    assert receipt.files[0].note == "These are more playlists than anybody has, so I left them."
    assert (receipt.playlists, receipt.listens) == (0, 20)
