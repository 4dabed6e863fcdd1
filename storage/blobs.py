"""Listens as compact columns of catalogue ids. Pure CPU work: run it in a worker process.

A blob is three Arrow IPC streams one after the other, compressed with zstd: the tracks it holds (with their artists),
the albums it holds, and the rows, which name tracks and albums by their place in those two. Names are nowhere in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from bot.model.spelling import artist_key, title_key
from bot.model.stored import (
    ARTIST_NAMES,
    STORED_LISTENS,
    STORED_PLAYLIST_TRACKS,
    TITLE_NAMES,
    Ids,
    Int64Array,
    Names,
)

_NOBODY = -1
"""Place of "no artist" or "no album" in an array of places."""

Places = npt.NDArray[np.int64]
Spelling = tuple[str | None, str]
"""Who (None where nobody is named) and what, as an export spells them."""

T = TypeVar("T")


def names_of(listens_ipc: Sequence[bytes], playlist_tracks_ipc: Sequence[bytes]) -> Names:
    """The distinct artists, albums and tracks of an upload, with their spelling keys.

    Args:
        listens_ipc: `SourceReading.listens` of each source.
        playlist_tracks_ipc: `SourceReading.playlist_tracks` of each source.
    """
    tables = [_read(ipc) for ipc in (*listens_ipc, *playlist_tracks_ipc)]
    artists: dict[str, str] = {}
    for spelled in _counted(_spelled_artists(table) for table in tables):
        if spelled is not None and (key := artist_key(spelled)):  # a blank name is nobody's
            artists.setdefault(key, spelled)
    names = Names(
        pa.table([list(artists), list(artists.values())], schema=ARTIST_NAMES),
        TITLE_NAMES.empty_table(),
        TITLE_NAMES.empty_table(),
    )
    row_of = _artist_rows(names)
    titled = {}
    for noun in ("album", "track"):
        titles: dict[tuple[int, str], str] = {}
        for artist, title in _counted(_spelled_titles(table, noun) for table in tables):
            titles.setdefault((row_of(artist), title_key(title)), title)
        owners = [None if owner == _NOBODY else owner for owner, _ in titles]
        titled[noun] = pa.table([owners, [key for _, key in titles], list(titles.values())], schema=TITLE_NAMES)
    return Names(names.artists, titled["album"], titled["track"])


def encode(listens_ipc: bytes, names: Names, ids: Ids) -> bytes:
    """A source's listens as a blob.

    Args:
        listens_ipc: `SourceReading.listens`.
        names: of an upload that this source is part of.
        ids: what the catalogue gave those names, row by row.

    Raises:
        KeyError: the listens hold a name that `names` does not.
    """
    return pack(with_ids(_read(listens_ipc), names, ids).cast(STORED_LISTENS))


def encode_playlists(playlist_tracks_ipc: bytes, playlists: int, names: Names, ids: Ids) -> list[bytes]:
    """Each playlist's tracks as a blob; see `encode`.

    Args:
        playlist_tracks_ipc: `SourceReading.playlist_tracks`.
        playlists: how many the source has; one without tracks gets a blob without rows.
        names: of the upload.
        ids: row by row beside `names`.
    """
    table = with_ids(_read(playlist_tracks_ipc), names, ids)
    playlist = table["playlist"].to_numpy()
    tracks = table.drop_columns(["playlist"]).cast(STORED_PLAYLIST_TRACKS)
    return [pack(tracks.filter(pa.array(playlist == index))) for index in range(playlists)]


def with_ids(table: pa.Table, names: Names, ids: Ids) -> pa.Table:
    """The table with catalogue ids in place of its names: dictionary<int32, int64> columns of the same names."""
    artist, album, track = _places(table, names)
    replaced = {
        "artist": _as_ids(artist, ids.artists),
        "album": _as_ids(album, ids.albums),
        "track": _as_ids(track, ids.tracks),
    }
    return pa.table([replaced.get(name, table[name]) for name in table.column_names], table.column_names)


def pack(table: pa.Table) -> bytes:
    """A blob of a table with `STORED_LISTENS` or `STORED_PLAYLIST_TRACKS` columns, such as a merged history.

    The artist of a track is stored once per track: rows of one track must agree on the artist.
    """
    table = table.combine_chunks()
    artists, tracks, albums = (_Coded.of(table[name]).ascending() for name in ("artist", "track", "album"))
    artist_of_track = np.full(len(tracks.ids), _NOBODY, np.int64)
    artist_of_track[tracks.codes] = artists.codes
    owners = artists.ids.take(pa.array(artist_of_track, mask=artist_of_track == _NOBODY))
    head = pa.table({"track": tracks.ids, "artist": owners})
    rows: dict[str, Any] = {"track": tracks.codes.astype(np.int32)}
    rows["album"] = pa.array(albums.codes.astype(np.int32), mask=albums.codes == _NOBODY)
    for name in table.column_names:
        if name == "started_at":
            # Differences repeat where moments do not, so they compress to about half.
            rows[name] = np.diff(table[name].cast(pa.int64()).to_numpy(), prepend=0)
        elif name not in ("artist", "track", "album"):
            rows[name] = table[name]
    return _written(head) + _written(pa.table({"album": albums.ids})) + _written(pa.table(rows))


def decode(blob: bytes, only: Collection[str] | None = None) -> pa.Table:
    """A blob's table, as it was packed: one chunk per column, dictionaries without repeats, in the packed order.

    Args:
        only: names of the columns that are wanted; the others stay packed. None: all.
    """
    source = pa.BufferReader(blob)
    tracks, albums = (pa.ipc.open_stream(source).read_all().combine_chunks() for _ in range(2))
    rows, schema = _rows(source, only)
    columns = {name: rows[name] for name in rows.column_names}
    if "track" in columns:
        track_codes = _one(rows["track"])
        columns["track"] = pa.DictionaryArray.from_arrays(track_codes, _one(tracks["track"]))
        if only is None or "artist" in only:
            artists = _Coded.of(tracks["artist"].dictionary_encode())
            artist_codes = artists.codes.astype(np.int32)[track_codes.to_numpy()]
            columns["artist"] = pa.DictionaryArray.from_arrays(
                pa.array(artist_codes, mask=artist_codes == _NOBODY), artists.ids
            )
    if "album" in columns:
        columns["album"] = pa.DictionaryArray.from_arrays(_one(rows["album"]), _one(albums["album"]))
    if "started_at" in columns:
        columns["started_at"] = pa.array(np.cumsum(_one(rows["started_at"]).to_numpy())).cast(pa.timestamp("ms", "UTC"))
    kept = [field for field in schema if field.name in columns and (only is None or field.name in only)]
    return pa.table([columns[field.name] for field in kept], schema=pa.schema(kept))


def _rows(source: pa.BufferReader, only: Collection[str] | None) -> tuple[pa.Table, pa.Schema]:
    """A blob's third stream, and the schema of the table that it is part of. An artist is told by the track."""
    begins = source.tell()
    stream = pa.ipc.open_stream(source)
    names = stream.schema.names
    schema = STORED_LISTENS if "started_at" in names else STORED_PLAYLIST_TRACKS
    if only is None:
        return stream.read_all().combine_chunks(), schema
    read = {"track" if name == "artist" else name for name in only}
    source.seek(begins)
    options = pa.ipc.IpcReadOptions(included_fields=[place for place, name in enumerate(names) if name in read])
    return pa.ipc.open_stream(source, options=options).read_all().combine_chunks(), schema


def ids_in(blobs: Iterable[bytes]) -> Ids:
    """Every catalogue id in these blobs, ascending. Reads only their heads."""
    artists, albums, tracks = [], [], []
    for blob in blobs:
        source = pa.BufferReader(blob)
        head = pa.ipc.open_stream(source).read_all()
        tracks.append(head["track"].to_numpy())
        artists.append(head["artist"].drop_null().to_numpy())
        albums.append(pa.ipc.open_stream(source).read_all()["album"].to_numpy())
    return Ids(_union(artists), _union(albums), _union(tracks))


# --- spellings -------------------------------------------------------------------------------------------------------


def _spelled_artists(table: pa.Table) -> tuple[list[str | None], Places]:
    """The distinct artists as spelled, and each row's place among them. One of them stands for "nobody named"."""
    coded = _Coded.of(table["artist"])
    return [*coded.ids.to_pylist(), None], np.where(coded.codes == _NOBODY, len(coded.ids), coded.codes)


def _spelled_titles(table: pa.Table, noun: str) -> tuple[list[Spelling], Places]:
    """The distinct (artist, title) pairs as spelled, and each row's place among them; `_NOBODY` for no title."""
    artists, artist_places = _spelled_artists(table)
    titles = _Coded.of(table[noun])
    named = titles.codes != _NOBODY
    width = max(len(titles.ids), 1)
    pairs, inverse = np.unique(artist_places[named] * width + titles.codes[named], return_inverse=True)
    places = np.full(len(named), _NOBODY, np.int64)
    places[named] = inverse
    words = titles.ids.to_pylist()
    return [(artists[pair // width], words[pair % width]) for pair in pairs.tolist()], places


def _counted(found: Iterable[tuple[list[T], Places]]) -> list[T]:
    """Everything spelled, the most frequent first; ties in an order that the rows alone decide."""
    counts: dict[T, int] = {}
    for spellings, places in found:
        times = np.bincount(places[places != _NOBODY], minlength=len(spellings)).tolist()
        for spelling, count in zip(spellings, times, strict=True):
            if count:
                counts[spelling] = counts.get(spelling, 0) + count
    return sorted(counts, key=lambda spelling: -counts[spelling])


def _artist_rows(names: Names) -> Callable[[str | None], int]:
    """Finds the row of an artist as spelled; `_NOBODY` where nobody is named."""
    rows = {key: row for row, key in enumerate(names.artists["key"].to_pylist())}
    found: dict[str | None, int] = {None: _NOBODY}

    def row_of(spelled: str | None) -> int:
        if spelled not in found:
            key = artist_key(cast("str", spelled))
            found[spelled] = rows[key] if key else _NOBODY
        return found[spelled]

    return row_of


def _places(table: pa.Table, names: Names) -> tuple[Places, Places, Places]:
    """Each row's artist, album and track as rows of `names`; `_NOBODY` for none."""
    row_of = _artist_rows(names)
    artists, places = _spelled_artists(table)
    found = [np.array([row_of(spelled) for spelled in artists], np.int64)[places]]
    for noun, titles in (("album", names.albums), ("track", names.tracks)):
        owners = titles["artist"].fill_null(_NOBODY).to_pylist()
        rows = {pair: row for row, pair in enumerate(zip(owners, titles["key"].to_pylist(), strict=True))}
        spellings, places = _spelled_titles(table, noun)
        # One more at the end, for the places that say "no title".
        row_of_place = [rows[row_of(artist), title_key(title)] for artist, title in spellings] + [_NOBODY]
        found.append(np.array(row_of_place, np.int64)[places])
    return found[0], found[1], found[2]


# --- columns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """A dictionary column whose values are distinct and each in some row.

    Attributes:
        ids: the values.
        codes: per row, the place of its value; `_NOBODY` for null.
    """

    ids: pa.Array
    codes: Places

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> _Coded:
        """Of a dictionary column; its chunks may have different dictionaries, its dictionaries unused values."""
        array = _one(column.unify_dictionaries())
        codes = array.indices.fill_null(_NOBODY).to_numpy(zero_copy_only=False).astype(np.int64)
        used = np.flatnonzero(np.bincount(codes[codes != _NOBODY], minlength=len(array.dictionary)))
        return cls(array.dictionary.take(pa.array(used)), _recoded(codes, used, len(array.dictionary)))

    def ascending(self) -> _Coded:
        """The same with its values in ascending order."""
        order = np.argsort(self.ids.to_numpy(zero_copy_only=False))
        return _Coded(self.ids.take(pa.array(order)), _recoded(self.codes, order, len(self.ids)))


def _recoded(codes: Places, kept: Places, length: int) -> Places:
    """Codes into the values at `kept`, of codes into all `length` values."""
    places = np.full(length + 1, _NOBODY, np.int64)  # the last stays `_NOBODY`: code -1 finds it
    places[kept] = np.arange(len(kept))
    return places[codes]


def _as_ids(places: Places, ids: Int64Array) -> pa.DictionaryArray:
    codes = pa.array(places.astype(np.int32), mask=places == _NOBODY)
    return pa.DictionaryArray.from_arrays(codes, pa.array(ids))


def _one(column: pa.ChunkedArray) -> pa.Array:
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined


def _union(arrays: Sequence[Places]) -> Int64Array:
    return np.unique(np.concatenate([*arrays, np.empty(0, np.int64)]))


def _read(ipc: bytes) -> pa.Table:
    return pa.ipc.open_stream(pa.BufferReader(ipc)).read_all()


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return cast("bytes", sink.getvalue().to_pybytes())
