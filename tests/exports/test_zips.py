"""ZIPs as they are: streamed, cut, lying, locked."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

import pytest

from bot.errors import TooLarge
from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.zips import HEAD_BYTES, EntryRefused, NoDirectory, Packed, Unpacking, directory, next_entry
from tests.exports.builders import zip_of

BIG = random.Random(1).randbytes(500_000).hex().encode()


def allowance(**limits: float) -> Allowance:
    return Allowance(Limits(**limits), Progress(None, 1))  # type: ignore[arg-type] # names of Limits' fields


def packed(content: bytes) -> tuple[io.BytesIO, list[Packed]]:
    file = io.BytesIO(content)
    return file, list(directory(file))


def unpacked(file: io.BytesIO, entry: Packed, **limits: float) -> tuple[bytes, str]:
    unpacking = Unpacking(file, entry, allowance(**limits))
    return b"".join(unpacking.pieces()), unpacking.damage


class Pipe(io.RawIOBase):
    """What a server streams into: nothing can be written twice, so sizes come behind the bytes."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: bytes) -> int:  # type: ignore[override] # zipfile writes bytes
        self.sent += block
        return len(block)


def streamed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as made:  # type: ignore[arg-type] # a writable file it is
        for name, content in files.items():
            made.writestr(name, content)
    return bytes(pipe.sent)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("content", [b"", b"x", BIG, BIG * 10])
def test_what_was_packed_comes_out(method: int, content: bytes):
    file, (entry, other) = packed(zip_of({"größe/é.json": content, "other": b"y"}, method))
    assert (entry.name, other.name) == ("größe/é.json", "other")
    assert unpacked(file, entry) == (content, "")
    assert unpacked(file, other) == (b"y", "")


def test_a_streamed_zip_is_read_by_its_directory():
    file, (entry,) = packed(streamed({"a": BIG}))
    assert unpacked(file, entry) == (BIG, "")


def test_a_zip_behind_other_bytes_is_found():
    file, (entry,) = packed(b"#!/bin/sh\nexit\n" + zip_of({"a": BIG}))
    assert unpacked(file, entry) == (BIG, "")


def test_a_zip_with_a_comment_is_found():
    buffer = io.BytesIO(zip_of({"a": b"x"}))
    with zipfile.ZipFile(buffer, "a") as made:
        made.comment = b"PK" * 1000
    assert [entry.name for entry in directory(buffer)] == ["a"]


def test_a_zip64_is_read():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made, made.open("a", "w", force_zip64=True) as entry:
        entry.write(BIG)
    file, (found,) = packed(buffer.getvalue())
    assert unpacked(file, found) == (BIG, "")


def test_a_directory_that_uses_the_long_fields_is_read():
    content = bytearray(zip_of({"a": b"hello"}, zipfile.ZIP_STORED))
    central = content.find(b"PK\x01\x02")
    entry = bytearray(content[central : central + 47])
    entry[20:28], entry[42:46] = b"\xff" * 8, b"\xff" * 4
    entry[30:32] = struct.pack("<H", 28)
    entry += struct.pack("<2H3Q", 1, 24, 5, 5, 0)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), central, 0)
    file, (found,) = packed(bytes(content[:central] + entry + end))
    assert unpacked(file, found) == (b"hello", "")


def test_the_first_piece_is_short_enough_to_look_at():
    file, (entry,) = packed(zip_of({"a": BIG}))
    head, *rest = Unpacking(file, entry, allowance()).pieces()
    assert len(head) == HEAD_BYTES
    assert head + b"".join(rest) == BIG


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x03\x04", b"no zip at all" * 9])
def test_without_an_end_there_is_no_directory(content: bytes):
    with pytest.raises(NoDirectory):
        list(directory(io.BytesIO(content)))


def test_a_directory_that_lies_about_its_place_is_not_followed():
    content = bytearray(zip_of({"a": b"x"}))
    content[-6:-2] = struct.pack("<L", 0xFFFFFF)
    with pytest.raises(NoDirectory):
        list(directory(io.BytesIO(bytes(content))))


@pytest.mark.parametrize("made", [zip_of, streamed])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_without_a_directory_entries_are_found_by_their_own_headers(made, method: int):
    content = made({"a": BIG, "b": b"hello"}, method)
    file = io.BytesIO(content[: content.find(b"PK\x01\x02")])
    first = next_entry(file, 0)
    assert first is not None
    unpacking = Unpacking(file, first, allowance())
    assert b"".join(unpacking.pieces())[: len(BIG)] == BIG
    second = next_entry(file, first.start + unpacking.packed_bytes)
    assert second is not None
    assert second.name == "b"
    assert next_entry(file, second.start) is None


@pytest.mark.parametrize("before", range(256 * 1024 - 5, 256 * 1024 + 2))
def test_an_entry_is_found_wherever_it_stands(before: int):
    found = next_entry(io.BytesIO(b"P" * before + zip_of({"a": b"hello"})), 0)
    assert found is not None
    assert (found.name, found.start) == ("a", before + 31)


def test_a_cut_entry_gives_what_is_there_and_says_so():
    content = zip_of({"a": b"".join(struct.pack("<Q", n * 7919) for n in range(50_000))})
    file = io.BytesIO(content[: len(content) // 2])
    entry = next_entry(file, 0)
    assert entry is not None
    out, damage = unpacked(file, entry)
    assert len(out) > 100_000
    assert out == b"".join(struct.pack("<Q", n * 7919) for n in range(50_000))[: len(out)]
    assert damage == "It is cut off."


def test_a_wrong_checksum_is_told():
    content = bytearray(zip_of({"a": b"hello world"}, zipfile.ZIP_STORED))
    content[content.find(b"hello")] ^= 1
    file, (entry,) = packed(bytes(content))
    assert unpacked(file, entry) == (b"iello world", "Its checksum is wrong, so parts of it may be, too.")


def test_damage_inside_an_entry_is_told():
    content = bytearray(zip_of({"a": BIG + zlib.compress(BIG) * 50}))
    content[len(content) // 2 : len(content) // 2 + 40] = b"\xff" * 40
    file, (entry,) = packed(bytes(content))
    assert unpacked(file, entry)[1]


def test_an_entry_that_grows_beyond_the_ratio_is_refused():
    file, (entry,) = packed(zip_of({"bomb": b"\0" * 5_000_000}))
    with pytest.raises(EntryRefused, match="more than 50 times"):
        unpacked(file, entry, ratio=50)


def test_a_little_file_may_grow_a_thousandfold():
    file, (entry,) = packed(zip_of({"zeros": b"\0" * 500_000}))
    assert len(unpacked(file, entry, ratio=50)[0]) == 500_000


def test_unpacking_ends_where_the_upload_may_not_grow_any_more():
    file, (entry,) = packed(zip_of({"a": BIG}))
    with pytest.raises(TooLarge, match="unpacked size"):
        unpacked(file, entry, unpacked_bytes=100_000)


@pytest.mark.parametrize(
    ("flags", "method", "why"), [(1, 8, "password"), (0, 9, "packed in a way"), (0, 93, "packed in a way")]
)
def test_what_cannot_be_opened_says_why(flags: int, method: int, why: str):
    content = bytearray(zip_of({"a": b"x"}))
    central = content.find(b"PK\x01\x02")
    struct.pack_into("<2H", content, central + 8, flags, method)
    _, (entry,) = packed(bytes(content))
    assert why in entry.refusal
