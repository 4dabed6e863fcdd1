"""What a worker makes of an upload: from readings and what is stored to everything that is to be stored.

The one CPU-heavy step of an upload besides reading; `bot/usecases/upload_export.py` runs it in a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bot.analysis.frames import History, history_from_table, ids_of
from bot.analysis.merge import merge
from bot.analysis.rollups import rollups
from bot.model.listens import Playlist, Reading, SourceKind, SourceReading
from bot.model.stored import Ids, Int64Array, MemberNames, Names, NewSource, StoredHistory, StoredPlaylist
from bot.moods.breakup import breakup_playlist, breakup_stretch
from bot.moods.scores import stored_score
from bot.usecases.standings import Artists, Titles, name_rows
from storage.blobs import decode, encode, encode_playlists, ids_in, names_of, pack


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What is stored of a member when an upload arrives.

    Attributes:
        sources: kind and blob by digest.
        names: the catalogue's names for all of it.
    """

    sources: Mapping[str, tuple[SourceKind, bytes]]
    playlists: Sequence[StoredPlaylist]
    names: MemberNames


@dataclass(frozen=True, slots=True)
class Built:
    """What is to be stored.

    Attributes:
        joined: rows that several sources hold, and that count once.
    """

    history: StoredHistory
    joined: int


def names_of_reading(reading: Reading) -> Names:
    """The distinct names of an upload."""
    return names_of(
        [source.listens for source in reading.sources], [source.playlist_tracks for source in reading.sources]
    )


def build_history(reading: Reading, names: Names, ids: Ids, before: Before, time_zone: str, at: datetime) -> Built:
    """The member's whole history with this upload in it, its totals and its scores.

    An upload that holds nothing new gives what is stored already. A playlist replaces those stored before under the
    same title: an export holds every playlist as it was on that day.

    Args:
        ids: what the catalogue gave `names`, row by row.
        time_zone: IANA name of the member's own clock.
        at: the moment of the upload.
    """
    new = [
        (source, encode(source.listens, names, ids))
        for source in reading.sources
        if source.digest not in before.sources
    ]
    sources = [*before.sources.values(), *((source.kind, blob) for source, blob in new)]
    merged = merge([(kind, decode(blob)) for kind, blob in sources])
    packed = pack(merged.table)
    history = history_from_table(merged.table, *_known_names(before.names, names, ids), time_zone)
    playlists = _playlists([source for source, _ in new], names, ids, before.playlists, history)
    totals = rollups(merged.table, time_zone)
    blobs = [packed, *(blob for _, blob in sources), *(playlist.tracks_blob for playlist in playlists)]
    first_at, last_at = _span(merged.table)
    stored = StoredHistory(
        at=at,
        new_sources=tuple(_new_source(source, blob) for source, blob in new),
        merged=packed,
        listens=merged.table.num_rows,
        first_at=first_at,
        last_at=last_at,
        played_ms=pc.sum(merged.table["played_ms"].cast(pa.int64())).as_py() or 0,
        music_ms=totals.total.ms,
        member_artist=_rows(totals.artists),
        member_album=_rows(totals.albums),
        member_track=_rows(totals.tracks),
        member_hour=_rows([(each.month.year * 100 + each.month.month, *each[1:]) for each in totals.hours], 4),
        uses=ids_in(blobs),
        playlists=tuple(playlists),
        stretch=stored_score(breakup_stretch(history)),
    )
    return Built(stored, merged.joined)


def _known_names(stored: MemberNames, new: Names, ids: Ids) -> tuple[Artists, Titles, Titles]:
    """The names that the member's listens can hold: of what is stored, and of this upload."""
    artists, tracks, albums = name_rows(stored)
    new_artists = list(zip(ids.artists.tolist(), new.artists["name"].to_pylist(), strict=True))
    return (
        list(dict([*new_artists, *artists]).items()),
        _titles(tracks, new.tracks, ids.tracks, ids.artists),
        _titles(albums, new.albums, ids.albums, ids.artists),
    )


def _titles(stored: Titles, new: pa.Table, ids: Int64Array, artists: Int64Array) -> Titles:
    owners = [None if row is None else int(artists[row]) for row in new["artist"].to_pylist()]
    rows = [*zip(ids.tolist(), new["name"].to_pylist(), owners, strict=True), *stored]
    return list({row[0]: row for row in rows}.values())


def _playlists(
    new: Sequence[SourceReading], names: Names, ids: Ids, stored: Sequence[StoredPlaylist], history: History
) -> list[StoredPlaylist]:
    """Those of this upload, scored, after those stored before that it does not replace."""
    fresh = [
        _scored(source.digest, playlist, blob, history)
        for source in new
        for playlist, blob in zip(
            source.playlists,
            encode_playlists(source.playlist_tracks, len(source.playlists), names, ids),
            strict=True,
        )
    ]
    replaced = {playlist.title for playlist in fresh}
    return [*(playlist for playlist in stored if playlist.title not in replaced), *fresh]


def _scored(digest: str, playlist: Playlist, blob: bytes, history: History) -> StoredPlaylist:
    table = decode(blob)
    titles = history.tracks["title"].loc[ids_of(table, "track").tolist()].tolist()
    breakup = breakup_playlist(playlist.title, titles, table["added_on"].to_pylist())
    return StoredPlaylist(digest, playlist.title, playlist.modified_on, playlist.tracks, blob, stored_score(breakup))


def _new_source(source: SourceReading, blob: bytes) -> NewSource:
    table = decode(blob)
    first_at, last_at = _span(table)
    return NewSource(source.kind, source.digest, table.num_rows, first_at, last_at, blob)


def _span(table: pa.Table) -> tuple[datetime | None, datetime | None]:
    if not table.num_rows:
        return None, None
    bounds = pc.min_max(table["started_at"])
    return bounds["min"].as_py(), bounds["max"].as_py()


def _rows(rows: Iterable[Sequence[int]], columns: int = 5) -> Int64Array:
    return np.array(list(rows), dtype=np.int64).reshape(-1, columns)
