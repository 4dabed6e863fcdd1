"""Apple Music's library: its tracks, what ids mean, and the playlists.

`Apple Music Library Tracks.json` and `Identifier Information.json` become no listens; they tell whom a title is by and
what an id is called. `Apple Music Library Playlists.json` lists ids of tracks: a row is one item of a playlist, left
out as unreadable (a broken playlist counts as one), no title (its id is in no file of the upload) or duplicate (every
item of a playlist that another file of the upload holds with exactly the same items). Never decoded: play counts,
descriptions, public addresses, device and purchase facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import msgspec
import pyarrow as pa

from bot.exports.apple_artists import Artists
from bot.exports.archive import EntryRefused
from bot.exports.columns import CUT_NOTE, FileCount, clean_name, name_column
from bot.exports.limits import Allowance
from bot.exports.moments import day
from bot.exports.rows import Rows
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import PLAYLIST_TRACKS, LeftOut, Playlist

TRACKS, IDENTIFIERS, PLAYLISTS = "apple_library", "apple_identifiers", "apple_playlists"

_MOST_ENTRIES = 1_000_000  # of a file; Apple allows 100,000 tracks in a library
_MOST_PLAYLISTS = 100_000

Identifier = int | float | str | None


class _Track(msgspec.Struct, gc=False):
    identifier: Identifier = msgspec.field(name="Track Identifier", default=None)
    catalogue: Identifier = msgspec.field(name="Apple Music Track Identifier", default=None)
    title: str | None = msgspec.field(name="Title", default=None)
    artist: str | None = msgspec.field(name="Artist", default=None)
    album: str | None = msgspec.field(name="Album", default=None)


class _Identified(msgspec.Struct, gc=False):
    identifier: Identifier = msgspec.field(name="Identifier", default=None)
    title: str | None = msgspec.field(name="Title", default=None)


class _Container(msgspec.Struct, gc=False):
    title: str | None = msgspec.field(name="Title", default=None)
    items: list[Identifier] | None = msgspec.field(name="Playlist Item Identifiers", default=None)
    modified: str | None = msgspec.field(name="Playlist Items Modified Date", default=None)


def kind_of(head: Head) -> str | None:
    """Which of the three files this is, or None."""
    if head.form is not Form.ROWS:
        return None
    if head.has("Container Identifier") and (head.has("Container Type") or head.has("Playlist Item Identifiers")):
        return PLAYLISTS
    if head.has("Title") and (head.has("Track Identifier") or head.has("Apple Music Track Identifier")):
        return TRACKS
    return IDENTIFIERS if set(head.keys) == {"Identifier", "Title"} else None


@dataclass(slots=True)
class Library:
    """The library files of one upload."""

    allowance: Allowance
    _tracks: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)
    _playlists: list[tuple[FileCount, list[_Container]]] = field(default_factory=list)

    def read(self, file: TextFile, kind: str, artists: Artists) -> FileCount:
        """One file of either kind; what the library says about artists is added to `artists`."""
        count = FileCount(file.name, kind)
        if kind == PLAYLISTS:
            return self._read_playlists(file, count)
        tracks = self._read_tracks(file, count, artists) if kind == TRACKS else self._read_identifiers(file, count)
        what = "Your library" if kind == TRACKS else "What Apple's ids mean"
        entries = "one entry" if tracks == 1 else f"{tracks:,} entries"
        count.notes.insert(0, f"{what}: {entries}, used to name artists and titles. Not stored.")
        return count

    def titles(self) -> dict[str, str]:
        """Id of a track -> "Artist - Title", or its title alone."""
        named = {key: f"{artist} - {title}" if artist else title for key, (title, artist, _) in self._tracks.items()}
        return self._titles | named

    def playlists(self) -> tuple[tuple[Playlist, ...], pa.Table]:
        """The playlists, and their tracks with `PLAYLIST_TRACKS` columns."""
        held: set[tuple[object, ...]] = set()
        ordered: list[tuple[str, date | None, list[tuple[str, str, str]]]] = []
        for count, containers in self._playlists:
            here = []
            for container in containers:
                items = [self._item(_key(item)) for item in container.items or ()]
                rows = [row for row in items if row is not None]
                count.leave_out(LeftOut.NO_TITLE, len(items) - len(rows))
                read = clean_name(container.title or ""), day(container.modified), rows
                key = (*read[:2], tuple(rows))
                if key in held:
                    count.leave_out(LeftOut.DUPLICATE, len(rows))
                elif items or container.title:
                    here.append((key, read))
            held.update(key for key, _ in here)
            ordered += [read for _, read in here]
        ordered.sort(key=lambda read: (read[0], str(read[1]), read[2]))
        every = [row for _, _, rows in ordered for row in rows]
        columns = [
            pa.array([number for number, (_, _, rows) in enumerate(ordered) for _ in rows], pa.int32()),
            *(name_column([row[at] or None for row in every], self.allowance) for at in range(3)),
            pa.nulls(len(every), pa.date32()),
        ]
        playlists = tuple(Playlist(title, modified, len(rows)) for title, modified, rows in ordered)
        return playlists, pa.Table.from_arrays(columns, schema=PLAYLIST_TRACKS)

    def _item(self, key: str) -> tuple[str, str, str] | None:
        if key in self._tracks:
            return self._tracks[key]
        return (self._titles[key], "", "") if key in self._titles else None

    def _read_tracks(self, file: TextFile, count: FileCount, artists: Artists) -> int:
        rows = Rows(_Track, self.allowance)
        found: list[_Track] = []
        for batch in rows.batches(file.pieces):
            self.allowance.listen(len(batch))
            found += batch
            if len(found) > _MOST_ENTRIES:
                raise EntryRefused("This library is larger than any real one, so I left it.")
        _note_broken(count, rows)
        for track in found:
            title, artist = clean_name(track.title or ""), clean_name(track.artist or "")
            album = clean_name(track.album or "")
            artists.add(artist, title, album)
            for key in filter(None, (_key(track.identifier), _key(track.catalogue))):
                if title:
                    # Two libraries may differ; which is taken must not depend on which came first.
                    self._tracks[key] = max(self._tracks.get(key, ("", "", "")), (title, artist, album))
        return len(found)

    def _read_identifiers(self, file: TextFile, count: FileCount) -> int:
        rows = Rows(_Identified, self.allowance)
        found: list[_Identified] = []
        for batch in rows.batches(file.pieces):
            self.allowance.listen(len(batch))
            found += batch
            if len(found) > _MOST_ENTRIES:
                raise EntryRefused("This library is larger than any real one, so I left it.")
        _note_broken(count, rows)
        for row in found:
            key, title = _key(row.identifier), clean_name(row.title or "")
            if key and title:
                self._titles[key] = max(self._titles.get(key, ""), title)
        return len(found)

    def _read_playlists(self, file: TextFile, count: FileCount) -> FileCount:
        rows = Rows(_Container, self.allowance)
        found: list[_Container] = []
        for batch in rows.batches(file.pieces):
            self.allowance.listen(sum(len(container.items or ()) for container in batch))
            found += batch
            if len(found) > _MOST_PLAYLISTS:
                raise EntryRefused("These are more playlists than anybody has, so I left them.")
        count.rows += sum(len(container.items or ()) for container in found)
        count.add_broken(rows.unreadable, cut=rows.cut)
        self._playlists.append((count, found))
        return count


def _note_broken(count: FileCount, rows: Rows[_Track] | Rows[_Identified]) -> None:
    if rows.unreadable:
        count.notes.append(f"{rows.unreadable:,} of them could not be read.")
    if rows.cut:
        count.notes.append(CUT_NOTE)


def _key(identifier: Identifier) -> str:
    return "" if identifier is None else str(identifier).strip().removesuffix(".0")
