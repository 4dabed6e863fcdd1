"""A package's ZIP, opened as something that anybody may have made: nothing is read that a package does not hold."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from bot.collective.packages.archive import ROOT_FILES, SUMS

MOST_BYTES = 256 * 1024 * 1024
"""Of the ZIP; and, thrice that, of all that comes out of it."""
_MOST_ENTRIES, _MOST_DIRECTORY = 32, 16_384
_END = struct.Struct("<4s4H2LH")
_TABLE = re.compile(r"data/[a-z_]{1,60}\.(csv|parquet)")


class NoPackage(Exception):
    """What was handed over is no package that could be checked; says why in a sentence."""


def opened(content: bytes) -> dict[str, bytes]:
    """A package's files, by path.

    Raises:
        NoPackage: it is no ZIP, is damaged, holds what no package holds, or would take too much memory.
    """
    if len(content) > MOST_BYTES:
        raise NoPackage(f"It has {len(content):,} bytes, and no package has more than {MOST_BYTES:,}.")
    _require_plain_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise NoPackage("The ZIP is damaged: it cannot be unpacked.") from error


def _require_plain_end(content: bytes) -> None:
    """Look at the ZIP's own index before anything reads it: an index can be made to take any amount of memory."""
    end = content[-_END.size :]
    if len(end) < _END.size or not end.startswith(b"PK\x05\x06"):
        raise NoPackage("It is no ZIP, or its end is missing.")
    _, _, _, _, entries, size, _, comment = _END.unpack(end)
    is_zip64 = content[-_END.size - 20 :].startswith(b"PK\x06\x07")
    if entries > _MOST_ENTRIES or size > _MOST_DIRECTORY or comment or is_zip64:
        raise NoPackage("It is a ZIP, and not one of a package: its index is larger than any package's.")


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    allowed = {*ROOT_FILES, SUMS}
    for name in names:
        if name not in allowed and not _TABLE.fullmatch(name):
            raise NoPackage(f"It holds a file that no package holds: {name[:80]!r}.")
    if len(set(names)) < len(names):
        raise NoPackage("It holds two files of one name.")
    if sum(entry.file_size for entry in entries) > 3 * MOST_BYTES:
        raise NoPackage("What it claims to unpack to is larger than any package.")
    found = {}
    for entry in entries:
        with archive.open(entry) as file:
            # An entry can hold more than it claims: reading stops one byte behind the claim.
            found[entry.filename] = file.read(entry.file_size + 1)
        if len(found[entry.filename]) != entry.file_size:
            raise NoPackage(f"The file {entry.filename} is not as long as the ZIP says.")
    return found
