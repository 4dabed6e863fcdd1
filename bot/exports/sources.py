"""What a source gave, in the form in which it crosses processes and by which it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

import pyarrow as pa

from bot.model.listens import Playlist, SourceKind, SourceReading

_HASHED_AS = {"bool": pa.int8(), "timestamp[ms, tz=UTC]": pa.int64(), "date32[day]": pa.int32()}


def source_reading(
    kind: SourceKind, listens: pa.Table, playlists: Sequence[Playlist], playlist_tracks: pa.Table
) -> SourceReading | None:
    """The source's reading; None if it holds neither a listen nor a playlist.

    Args:
        kind: which export it was read from.
        listens: `LISTENS` columns, in an order and with dictionaries that follow from the listens alone.
        playlists: in an order that follows from the playlists alone.
        playlist_tracks: `PLAYLIST_TRACKS` columns.
    """
    if not listens.num_rows and not playlists:
        return None
    titles = json.dumps([(p.title, p.modified_on and p.modified_on.isoformat(), p.tracks) for p in playlists])
    return SourceReading(
        kind=kind,
        listens=_stream(listens),
        playlists=tuple(playlists),
        playlist_tracks=_stream(playlist_tracks),
        digest=_digest(listens, playlist_tracks, also=f"{kind.value}\n{titles}"),
    )


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def _digest(*tables: pa.Table, also: str) -> str:
    """SHA-256 (hex) over what the tables hold: equal tables have equal digests, whatever their buffers look like."""
    hashed = hashlib.sha256(also.encode())
    for table in tables:
        for name, column in zip(table.column_names, table.columns, strict=True):
            hashed.update(f"\n{name} {table.num_rows}\n".encode())
            for part in _parts(column):
                hashed.update(part)
    return hashed.hexdigest()


def _parts(column: pa.ChunkedArray) -> Iterable[bytes]:
    array = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_dictionary(array.type):
        written = array.dictionary.to_pylist()
        yield "\x00".join(written).encode()
        array = array.indices
    yield array.is_null().to_numpy(zero_copy_only=False).tobytes()
    yield array.cast(_HASHED_AS.get(str(array.type), array.type)).fill_null(0).to_numpy(zero_copy_only=False).tobytes()
