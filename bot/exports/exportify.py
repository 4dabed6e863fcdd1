"""Playlists saved from Spotify with Exportify: a table for each, named after its playlist.

It is a playlist, and not what was played. A row is left out for the first of these reasons that holds: unreadable, not
music (an episode), no title, duplicate (every row of a playlist that another file of this upload holds with the same
title and rows). Never taken: who added a track, Spotify's URIs, and its measures of the sound.
"""

from __future__ import annotations

import re
from datetime import date

import pyarrow as pa

from bot.errors import UploadError
from bot.exports.archive import EntryRefused
from bot.exports.columns import FileCount, clean_name, name_column
from bot.exports.csv_rows import columns_of, read_table
from bot.exports.limits import Allowance
from bot.exports.moments import day
from bot.exports.sources import source_reading
from bot.exports.text import Head, TextFile
from bot.model.listens import LISTENS, PLAYLIST_TRACKS, LeftOut, Playlist, SourceKind, SourceReading

KIND = "exportify_playlists"

_NEEDED = {"track name", "artist name(s)"}
_COLUMNS = ("track name", "artist name(s)", "album name", "added at", "track uri", "artist uri(s)", "artist ids")
_MOST_ROWS = 500_000  # of all playlists; Spotify allows 10,000 tracks in one
_FILE_ENDING = re.compile(r"\.(?:csv|txt|tsv)\Z", re.IGNORECASE)
_UNESCAPED_COMMA = re.compile(r"(?<!\\),")

_Row = tuple[str, str | None, str | None, date | None]
"""Title, artist, album and day of adding."""
_Held = tuple[str, tuple[_Row, ...]]
"""A playlist's title and its rows."""


class Exportify:
    """Reader of Exportify's playlists."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._playlists: set[_Held] = set()

    def claim(self, head: Head) -> str | None:
        """A table with the columns `Track Name` and `Artist Name(s)`."""
        return KIND if set(columns_of(head)) >= _NEEDED else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One playlist."""
        count = FileCount(file.name, kind)
        rows: list[_Row] = []
        held_rows = sum(len(held) for _, held in self._playlists)
        for batch in read_table(file.pieces, _COLUMNS, count, self._allowance):
            if held_rows + len(rows) > _MOST_ROWS:
                raise EntryRefused("These playlists are larger than any real ones, so I left this one.")
            count.rows += len(batch)
            for title, artists, album, added, uri, *artist_uris in batch:
                if uri.startswith("spotify:episode:"):
                    count.leave_out(LeftOut.NOT_MUSIC, 1)
                elif name := clean_name(title):
                    artist = clean_name(first_artist(artists, "".join(artist_uris)))
                    rows.append((name, artist or None, clean_name(album) or None, day(added)))
                else:
                    count.leave_out(LeftOut.NO_TITLE, 1)
        held = (playlist_title(file.name), tuple(rows))
        if held in self._playlists:
            count.leave_out(LeftOut.DUPLICATE, len(rows))
        self._playlists.add(held)
        return count

    def finish(self) -> SourceReading | None:
        """The playlists, in an order that does not depend on the order of files."""
        ordered = sorted(self._playlists, key=lambda held: (held[0], [tuple(map(str, row)) for row in held[1]]))
        rows = [row for _, playlist in ordered for row in playlist]
        columns = [
            pa.array([number for number, (_, held) in enumerate(ordered) for _ in held], pa.int32()),
            *(name_column([row[column] for row in rows], self._allowance) for column in (0, 1, 2)),  # type: ignore[misc] # mypy widens row[column] to the union of the row
            pa.array([row[3] for row in rows], pa.date32()),
        ]
        playlists = [Playlist(title, None, len(held)) for title, held in ordered]
        tracks = pa.Table.from_arrays(columns, schema=PLAYLIST_TRACKS)
        return source_reading(SourceKind.EXPORTIFY, LISTENS.empty_table(), playlists, tracks)

    def complaint(self) -> UploadError | None:
        """Nothing to say: whatever this reader claims is a playlist."""
        return None


def playlist_title(file_name: str) -> str:
    """The playlist's title, which stands in the file's name and nowhere else; Exportify writes "_" for a blank."""
    return clean_name(_FILE_ENDING.sub("", file_name.rsplit("/", 1)[-1]).replace("_", " "))


def first_artist(artists: str, uris: str) -> str:
    """The first of the artists, as Spotify's own files name only that one.

    They are separated by ";" or by ",", and a comma inside a name is written with a backslash, but not by every
    version. Where the artists' URIs show that there is one alone, the whole is its name.
    """
    if uris and len(re.split(r"[,;]", uris)) == 1:
        return artists.replace("\\,", ",")
    first = artists.split(";", 1)[0] if ";" in artists else _UNESCAPED_COMMA.split(artists, maxsplit=1)[0]
    return first.replace("\\,", ",")
