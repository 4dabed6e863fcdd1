"""ZIP files, read as they are and not as they claim to be.

Why not `zipfile`: it inflates 4 KiB at a time under the interpreter's lock, so that inflating cannot run beside
decoding; it loads a directory of any size into memory; it gives up on a ZIP whose end is missing, which is how
interrupted downloads look. Only what exports use is supported: stored and deflated entries, Zip64, UTF-8 names.
Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bot.exports.limits import MIB, Allowance

HEAD_BYTES = 64 * 1024
"""The first piece of every entry is at most this long: enough to recognise what the file is."""
PIECE_BYTES = 2 * MIB
_READ_BYTES = 256 * 1024
_RATIO_FROM_BYTES = MIB  # a few bytes of zeros may shrink a thousandfold without harm

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL_MARK, _SIZES_MARK = b"PK\x03\x04", b"PK\x07\x08"
_CENTRAL_MARK, _END_MARK = b"PK\x01\x02", b"PK\x05\x06"
_END64_MARK, _END64_LOCATOR_MARK = b"PK\x06\x06", b"PK\x06\x07"
_END_SEARCH_BYTES = _END.size + 0xFFFF  # a comment may follow the end record
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_LONG_IN_ZIP64, _SHORT_IN_ZIP64 = 0xFFFFFFFF, 0xFFFF
_FARTHEST = 1 << 40  # behind the end of any upload; systems refuse to seek as far as Zip64 may claim


class EntryRefused(Exception):
    """One file of the upload is not read; the others are. Its text is a sentence for the receipt."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One entry of a ZIP.

    Attributes:
        start: where its bytes begin in the ZIP.
        packed_bytes: how many there are; None when only inflating can tell.
        crc: CRC-32 of what should come out; None when it is written behind the bytes.
    """

    name: str
    flags: int
    method: int
    start: int
    packed_bytes: int | None
    crc: int | None

    @property
    def refusal(self) -> str:
        """Why it cannot be opened, or ""."""
        if self.flags & _ENCRYPTED:
            return "It is locked with a password. Send it without one."
        if self.method not in (_STORED, _DEFLATED):
            return "It is packed in a way that I cannot open. Send it unpacked, or in an ordinary ZIP."
        return ""


@dataclass(slots=True)
class Unpacking:
    """What comes out of one entry: a head of at most `HEAD_BYTES`, then pieces of at most `PIECE_BYTES`.

    Attributes:
        weight: bytes of the upload as sent for each packed byte, for the progress.
        damage: after the last piece, a sentence on what is wrong with the entry, or "".
        packed_bytes: packed bytes used up so far.
    """

    file: BinaryIO
    entry: Packed
    allowance: Allowance
    weight: float = 1.0
    damage: str = ""
    packed_bytes: int = 0
    _crc: int = 0
    _out: int = 0

    def pieces(self) -> Iterator[bytes]:
        """The entry's bytes, in order.

        Raises:
            TooLarge: the upload's allowance is used up.
            EntryRefused: this entry grows beyond the ratio allowed.
        """
        raw = self._stored() if self.entry.method == _STORED else self._inflated()
        for piece in raw:
            self._crc = zlib.crc32(piece, self._crc)
            self._out += len(piece)
            self._check(len(piece))
            yield piece
        if not self.damage and self.entry.crc is not None and self._crc != self.entry.crc:
            self.damage = "Its checksum is wrong, so parts of it may be, too."

    def _check(self, size: int) -> None:
        self.allowance.unpack(size)
        grown = self._out > max(_RATIO_FROM_BYTES, self.allowance.limits.ratio * self.packed_bytes)
        if grown and self.entry.method != _STORED:
            raise EntryRefused(f"It grows more than {self.allowance.limits.ratio} times by unpacking, so I left it.")

    def _read(self, size: int) -> bytes:
        left = size if self.entry.packed_bytes is None else min(size, self.entry.packed_bytes - self.packed_bytes)
        # Seek every time: the directory is read from the same file between two entries.
        self.file.seek(self.entry.start + self.packed_bytes)
        block = self.file.read(max(left, 0))
        self.packed_bytes += len(block)
        self.allowance.progress.advance(self.entry.name, len(block) * self.weight)
        return block

    def _stored(self) -> Iterator[bytes]:
        size = HEAD_BYTES
        while block := self._read(size):
            yield block
            size = PIECE_BYTES
        if self.packed_bytes < (self.entry.packed_bytes or 0):
            self.damage = "It is cut off."

    def _inflated(self) -> Iterator[bytes]:
        # One call of decompress() per piece: zlib lets go of the interpreter's lock for the whole of it.
        if self.entry.packed_bytes == 0:
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        size = HEAD_BYTES
        while not inflater.eof:
            block = inflater.unconsumed_tail or self._read(_READ_BYTES)
            try:
                piece = inflater.decompress(block, size) if block else inflater.flush()
            except zlib.error:
                self.damage = "It is damaged, and what follows the damage is lost."
                return
            if piece:
                yield piece
                size = PIECE_BYTES
            if not block:
                self.damage = "It is cut off."
                return
        self.packed_bytes -= len(inflater.unused_data)


class NoDirectory(Exception):
    """The ZIP has no directory that can be followed: its end is missing, or it is damaged."""


def ends_like_a_zip(file: BinaryIO) -> bool:
    """Whether a file ends with the end of a ZIP, whatever it begins with."""
    return _end_place(file) is not None


def directory(file: BinaryIO) -> Iterator[Packed]:
    """The entries that the ZIP's own directory lists, one by one.

    Raises:
        NoDirectory: there is none, or it breaks off; the entries before are right.
    """
    at, count, shift = _directory_place(file)
    for _ in range(count):
        file.seek(at)
        fixed = file.read(_CENTRAL.size)
        if len(fixed) < _CENTRAL.size or not fixed.startswith(_CENTRAL_MARK):
            raise NoDirectory
        _, _, _, flags, method, _, _, crc, packed, size, names, extras, comments, _, _, _, local = _CENTRAL.unpack(
            fixed
        )
        name, extra = file.read(names), file.read(extras)
        at += _CENTRAL.size + names + extras + comments
        packed, local = _zip64(extra, size, packed, local)
        # Not its whole header: where the directory knows the size, nobody need look for the end.
        start = _start(file, local + shift)
        if start is None:
            raise NoDirectory
        yield Packed(_name(name, flags), flags, method, start, packed, crc)


def next_entry(file: BinaryIO, at: int) -> Packed | None:
    """The first entry whose own header stands at `at` or later, without the directory; None at the file's end."""
    while (at := _find(file, _LOCAL_MARK, at)) >= 0:
        header = _local_header(file, at)
        if header is not None:
            return header
        at += 1
    return None


def _directory_place(file: BinaryIO) -> tuple[int, int, int]:
    """Where the directory starts, how many entries it says it has, and by how much the offsets in it are off."""
    place = _end_place(file)
    if place is None:
        raise NoDirectory
    at, record = place
    _, _, _, _, count, size, offset, _ = _END.unpack(record)
    if count == _SHORT_IN_ZIP64 or _LONG_IN_ZIP64 in (size, offset):
        at, count, size, offset = _directory_place64(file, at, count, size, offset)
    # Bytes put before the ZIP (it extracts itself, or a server sent a banner) shift every offset by the same amount.
    shift = at - size - offset
    if shift < 0 or size < count * _CENTRAL.size:
        raise NoDirectory
    return offset + shift, count, shift


def _end_place(file: BinaryIO) -> tuple[int, bytes] | None:
    """Where the end record stands, and what it is."""
    tail_at = max(0, file.seek(0, 2) - _END_SEARCH_BYTES)
    file.seek(tail_at)
    tail = file.read(_END_SEARCH_BYTES)
    found = tail.rfind(_END_MARK)
    record = tail[found : found + _END.size]
    return (tail_at + found, record) if found >= 0 and len(record) == _END.size else None


def _directory_place64(file: BinaryIO, at: int, count: int, size: int, offset: int) -> tuple[int, int, int, int]:
    file.seek(max(0, at - _END64_LOCATOR.size))
    locator = file.read(_END64_LOCATOR.size)
    if not locator.startswith(_END64_LOCATOR_MARK):
        return at, count, size, offset  # exactly 65,535 entries, and no Zip64
    _, _, at64, _ = _END64_LOCATOR.unpack(locator)
    if at64 > at:
        raise NoDirectory
    file.seek(at64)
    record = file.read(_END64.size)
    if len(record) < _END64.size or not record.startswith(_END64_MARK):
        raise NoDirectory
    _, _, _, _, _, _, _, count, size, offset = _END64.unpack(record)
    return at64, count, size, offset


def _start(file: BinaryIO, at: int) -> int | None:
    """Where the bytes begin of the entry whose own header stands here, or None where there is none."""
    file.seek(min(at, _FARTHEST))
    fixed = file.read(_LOCAL.size)
    if len(fixed) < _LOCAL.size or not fixed.startswith(_LOCAL_MARK):
        return None
    names, extras = _LOCAL.unpack(fixed)[-2:]
    return at + _LOCAL.size + int(names) + int(extras)


def _local_header(file: BinaryIO, at: int) -> Packed | None:
    """What an entry's own header says, or None where there is none."""
    file.seek(min(at, _FARTHEST))
    fixed = file.read(_LOCAL.size)
    if len(fixed) < _LOCAL.size or not fixed.startswith(_LOCAL_MARK):
        return None
    _, _, flags, method, _, _, crc, packed, size, names, extras = _LOCAL.unpack(fixed)
    name, extra = file.read(names), file.read(extras)
    start = at + _LOCAL.size + names + extras
    packed, _ = _zip64(extra, size, packed, 0)
    if not flags & _SIZES_BEHIND:
        return Packed(_name(name, flags), flags, method, start, packed, crc)
    if method == _STORED:  # only the mark of the record behind the bytes shows where they end
        end = _find(file, _SIZES_MARK, start)
        return Packed(_name(name, flags), flags, method, start, end - start if end >= 0 else None, None)
    return Packed(_name(name, flags), flags, method, start, packed or None, None)


def _zip64(extra: bytes, size: int, packed: int, local: int) -> tuple[int, int]:
    """Packed size and place of the local header, from the Zip64 extra field where the short fields are full."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            field64 = extra[at + 4 : at + 4 + length]
            longs = iter(struct.unpack(f"<{len(field64) // 8}Q", field64[: len(field64) // 8 * 8]))
            if size == _LONG_IN_ZIP64:
                next(longs, 0)
            packed = next(longs, packed) if packed == _LONG_IN_ZIP64 else packed
            local = next(longs, local) if local == _LONG_IN_ZIP64 else local
        at += 4 + length
    return packed, local


def _find(file: BinaryIO, mark: bytes, at: int) -> int:
    """Where the mark stands next, or -1."""
    keep = b""
    file.seek(min(at, _FARTHEST))
    while block := file.read(_READ_BYTES):
        place = (keep + block).find(mark)
        if place >= 0:
            return at - len(keep) + place
        at += len(block)
        keep = (keep + block)[-(len(mark) - 1) :]
    return -1


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & _UTF8 else "cp437", errors="replace")
