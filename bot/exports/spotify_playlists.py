"""Spotify's playlists: `Playlist1.json`, `Playlist2.json`, ... of the account data.

A row is one item of a playlist. Kept are tracks, local files included. Left out, for the first reason that holds:
unreadable, not music (episodes and audiobooks), no title, duplicate (every item of a playlist that another file of
this upload holds with exactly the same items). The same track twice in one playlist is kept twice. Never decoded:
collaborators, followers, descriptions, and Spotify's URIs except those of local files, which are their only title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote_plus

import msgspec
import pyarrow as pa

from bot.exports.archive import EntryRefused
from bot.exports.columns import CUT_NOTE, FileCount, clean_name, name_column
from bot.exports.cut import mended
from bot.exports.limits import MIB, Allowance
from bot.exports.moments import day
from bot.exports.rows import Rows
from bot.exports.text import Form, Head, TextFile
from bot.exports.zips import PIECE_BYTES
from bot.model.listens import PLAYLIST_TRACKS, LeftOut, Playlist

KIND = "spotify_playlists"

_LARGEST_FILE = 64 * MIB  # playlists are read as a whole; ten thousand tracks are about 5 MB
_LARGEST_TO_MEND = 16 * MIB  # looked at bracket by bracket, a few seconds at the most
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class _Track(msgspec.Struct, gc=False):
    name: str | None = msgspec.field(name="trackName", default=None)
    artist: str | None = msgspec.field(name="artistName", default=None)
    album: str | None = msgspec.field(name="albumName", default=None)


class _Local(msgspec.Struct, gc=False):
    uri: str | None = None


class _Item(msgspec.Struct, gc=False):
    track: _Track | None = None
    episode: msgspec.Raw = msgspec.Raw(b"null")
    audiobook: msgspec.Raw = msgspec.Raw(b"null")
    local: _Local | None = msgspec.field(name="localTrack", default=None)
    added: str | None = msgspec.field(name="addedDate", default=None)


class _Playlist(msgspec.Struct, gc=False):
    name: str | None = None
    modified: str | None = msgspec.field(name="lastModifiedDate", default=None)
    items: msgspec.Raw = msgspec.Raw(b"[]")


class _File(msgspec.Struct, gc=False):
    playlists: list[msgspec.Raw] | None = None


_FILE = msgspec.json.Decoder(_File)
_PLAYLIST = msgspec.json.Decoder(_Playlist)

Row = tuple[str, str | None, str | None, date | None]
"""Title, artist, album and day of adding."""


def is_playlists(head: Head) -> bool:
    """Whether a file holds playlists: an object whose first member they are."""
    return head.form is Form.OBJECT and head.keys[:1] == ("playlists",) and (len(head.keys) == 1 or head.has("name"))


@dataclass(frozen=True, slots=True)
class _Read:
    """One playlist as it was read."""

    title: str
    modified_on: date | None
    rows: tuple[Row, ...]

    def place(self) -> tuple[object, ...]:
        """Where it comes in an order that does not depend on the order of files."""
        return (self.title, str(self.modified_on), [tuple(map(str, row)) for row in self.rows])


class Playlists:
    """All playlists of an upload."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._playlists: list[_Read] = []
        self._held: set[_Read] = set()

    def read(self, file: TextFile) -> FileCount:
        """One file of playlists; what is broken in it costs itself alone."""
        count = FileCount(file.name, KIND)
        here = []
        for raw in self._raw_playlists(file, count):
            self._allowance.check_time()
            try:
                playlist = _PLAYLIST.decode(raw)
            except _BROKEN:
                count.add_broken(1, cut=False)
                continue
            here.append(
                _Read(clean_name(playlist.name or ""), day(playlist.modified), tuple(self._rows(playlist, count)))
            )
        new = [playlist for playlist in here if playlist not in self._held]
        count.leave_out(LeftOut.DUPLICATE, sum(len(p.rows) for p in here) - sum(len(p.rows) for p in new))
        self._playlists += new
        self._held.update(new)
        return count

    def table(self) -> tuple[tuple[Playlist, ...], pa.Table]:
        """The playlists, and their tracks with `PLAYLIST_TRACKS` columns."""
        ordered = sorted(self._playlists, key=_Read.place)
        rows = [row for playlist in ordered for row in playlist.rows]
        numbers = [number for number, playlist in enumerate(ordered) for _ in playlist.rows]
        columns = [
            pa.array(numbers, pa.int32()),
            name_column([title for title, _, _, _ in rows], self._allowance),
            name_column([artist for _, artist, _, _ in rows], self._allowance),
            name_column([album for _, _, album, _ in rows], self._allowance),
            pa.array([row[3] for row in rows], pa.date32()),
        ]
        playlists = tuple(Playlist(read.title, read.modified_on, len(read.rows)) for read in ordered)
        return playlists, pa.Table.from_arrays(columns, schema=PLAYLIST_TRACKS)

    def _rows(self, playlist: _Playlist, count: FileCount) -> Iterator[Row]:
        items = memoryview(playlist.items)
        # In slices, so that a playlist of millions of items takes no more memory than one of thousands.
        slices = (bytes(items[at : at + PIECE_BYTES]) for at in range(0, len(items), PIECE_BYTES))
        rows = Rows(_Item, self._allowance)
        for batch in rows.batches(slices if bytes(items[:1]) == b"[" else iter(())):
            self._allowance.listen(len(batch))
            count.rows += len(batch)
            for item in batch:
                if bytes(item.episode) != b"null" or bytes(item.audiobook) != b"null":
                    count.leave_out(LeftOut.NOT_MUSIC, 1)
                    continue
                title, artist, album = _named(item)
                if title:
                    yield title, artist or None, album or None, day(item.added)
                else:
                    count.leave_out(LeftOut.NO_TITLE, 1)
        count.add_broken(rows.unreadable, cut=False)

    def _raw_playlists(self, file: TextFile, count: FileCount) -> Sequence[msgspec.Raw]:
        content = bytearray()
        for piece in file.pieces:
            content += piece
            if len(content) > _LARGEST_FILE:
                raise EntryRefused("These playlists are larger than any real ones, so I left them.")
        with suppress(*_BROKEN):
            return _FILE.decode(content).playlists or ()
        # It may only be cut.
        if len(content) <= _LARGEST_TO_MEND:
            with suppress(*_BROKEN):
                found = _FILE.decode(mended(bytes(content))).playlists or ()
                count.notes.append(CUT_NOTE)
                return found
        count.notes.append("Its JSON is broken, so I could not read it.")
        return ()


def _named(item: _Item) -> tuple[str, str, str]:
    """Title, artist and album, each "" where there is none."""
    if item.track is not None:
        return (
            clean_name(item.track.name or ""),
            clean_name(item.track.artist or ""),
            clean_name(item.track.album or ""),
        )
    # spotify:local:Artist:Album:Title:seconds, each written as in a web address
    parts = [clean_name(unquote_plus(part)) for part in ((item.local.uri if item.local else None) or "").split(":")]
    return (parts[4], parts[2], parts[3]) if len(parts) > 4 else ("", "", "")
