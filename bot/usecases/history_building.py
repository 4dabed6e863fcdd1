"""What a worker makes of a member's sources: everything that is to be stored of their listening.

An upload, a removal, another window and another clock all end here: the history is built anew from the sources, so
that it is the same whichever way it came about. `bot/usecases/rebuilding.py` runs it in a process and stores it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bot.analysis.daybook import daybook
from bot.analysis.frames import History, history_from_table, ids_of
from bot.analysis.merge import Joined, Merged, contains, merge
from bot.analysis.rollups import rollups
from bot.model.listens import Playlist, Reading, SourceReading
from bot.model.members import Scope
from bot.model.stored import (
    STORED_LISTENS,
    Ids,
    Int64Array,
    MemberNames,
    Names,
    NewSource,
    Source,
    StoredHistory,
    StoredPlaylist,
)
from bot.moods.breakup import breakup_playlist, breakup_stretch
from bot.moods.scores import stored_score
from bot.moods.titles import MOODS, TitleMood, title_moods
from bot.usecases.standings import Artists, Titles, name_rows
from storage.blobs import decode, encode, encode_playlists, ids_in, names_of, pack


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What is stored of a member.

    Attributes:
        sources: each with its blob, in the order of upload.
        names: the catalogue's names for all of it.
    """

    sources: Sequence[tuple[Source, bytes]]
    playlists: Sequence[StoredPlaylist]
    names: MemberNames


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """An upload that is to become part of a member's history.

    Attributes:
        ids: what the catalogue gave `names`, row by row.
    """

    sources: Sequence[SourceReading]
    names: Names
    ids: Ids


@dataclass(frozen=True, slots=True)
class Built:
    """What is to be stored, and what the member is told of it.

    Attributes:
        joined: listens that several sources tell of, and that count once.
        superseded: sources that the upload wholly contains, and that it replaces.
        outside: listens that the sources hold and the window leaves out.
    """

    history: StoredHistory
    joined: tuple[Joined, ...]
    superseded: tuple[Source, ...]
    outside: int


def names_of_reading(reading: Reading) -> Names:
    """The distinct names of an upload."""
    return names_of(
        [source.listens for source in reading.sources], [source.playlist_tracks for source in reading.sources]
    )


def build_history(
    before: Before, arrival: Arrival | None, without: Collection[int], scope: Scope, at: datetime
) -> Built:
    """The member's whole history, its totals and its scores.

    An upload that holds nothing new gives what is stored already. A playlist replaces those stored before under the
    same title: an export holds every playlist as it was on that day.

    Args:
        arrival: an upload that is added; None for none.
        without: ids of the stored sources that are left out from now on, with their playlists.
        scope: whose clock hours are on, and the first day that counts.
        at: this moment.
    """
    new = _encoded(before, arrival)
    superseded = _superseded(before, new)
    gone = {*without, *(source.source_id for source in superseded)}
    stays = [(source, blob) for source, blob in before.sources if source.source_id not in gone]
    sources = [*((source.kind, blob) for source, blob in stays), *((source.kind, blob) for source, blob in new)]
    decoded = [(kind, decode(blob)) for kind, blob in sources]
    merged = merge(decoded) if decoded else Merged(STORED_LISTENS.empty_table(), 0, 0)
    table = _since(merged.table, scope)
    packed = pack(table)
    history = history_from_table(table, *_known_names(before.names, arrival), scope.time_zone)
    says = tracks_that_say(history)
    kept = {source.digest for source, _ in stays}
    playlists = _playlists(new, arrival, [each for each in before.playlists if each.source_digest in kept], history)
    totals = rollups(table, scope.time_zone)
    blobs = [packed, *(blob for _, blob in sources), *(playlist.tracks_blob for playlist in playlists)]
    first_at, last_at = _span(table)
    stored = StoredHistory(
        at=at,
        new_sources=tuple(_new_source(source, blob) for source, blob in new),
        merged=packed,
        listens=table.num_rows,
        first_at=first_at,
        last_at=last_at,
        played_ms=pc.sum(table["played_ms"].cast(pa.int64())).as_py() or 0,
        music_ms=totals.total.ms,
        member_artist=_rows(totals.artists),
        member_album=_rows(totals.albums),
        member_track=_rows(totals.tracks),
        member_hour=_rows([(each.month.year * 100 + each.month.month, *each[1:]) for each in totals.hours], 4),
        uses=ids_in(blobs),
        playlists=tuple(playlists),
        stretch=stored_score(breakup_stretch(history, says["breakup"])) if sources else None,
        daybook=daybook(history, says["breakup"], says["sad"]) if sources else {},
        dropped_sources=tuple(sorted(gone)),
        scope=scope,
    )
    return Built(stored, merged.pairs, superseded, merged.table.num_rows - table.num_rows)


def tracks_that_say(history: History) -> dict[TitleMood, frozenset[int]]:
    """Ids of the member's tracks by what their titles say."""
    titles = history.tracks["title"]
    moods = title_moods(titles)
    return {mood: frozenset(titles.index[moods == mood].tolist()) for mood in MOODS}


def _encoded(before: Before, arrival: Arrival | None) -> list[tuple[SourceReading, bytes]]:
    """The upload's sources that are not here yet, each with its blob."""
    if arrival is None:
        return []
    known = {source.digest for source, _ in before.sources}
    return [
        (source, encode(source.listens, arrival.names, arrival.ids))
        for source in arrival.sources
        if source.digest not in known
    ]


def _superseded(before: Before, new: Sequence[tuple[SourceReading, bytes]]) -> tuple[Source, ...]:
    """Stored sources whose every listen and playlist a new one of their kind holds too."""
    titles: dict[str, set[str]] = {}
    for playlist in before.playlists:
        titles.setdefault(playlist.source_digest, set()).add(playlist.title)
    return tuple(
        source
        for source, blob in before.sources
        if any(
            source.kind == reading.kind
            and titles.get(source.digest, set()) <= {playlist.title for playlist in reading.playlists}
            and contains(decode(larger), decode(blob))
            for reading, larger in new
        )
    )


def _since(table: pa.Table, scope: Scope) -> pa.Table:
    """The rows from the window's first day on. That day begins at midnight on the member's own clock."""
    if scope.since is None:
        return table
    midnight = datetime.combine(scope.since, time(), ZoneInfo(scope.time_zone)).astimezone(UTC)
    return table.filter(pc.greater_equal(table["started_at"], pa.scalar(midnight, pa.timestamp("ms", "UTC"))))


def _known_names(stored: MemberNames, arrival: Arrival | None) -> tuple[Artists, Titles, Titles]:
    """The names that the member's listens can hold: of what is stored, and of this upload."""
    artists, tracks, albums = name_rows(stored)
    if arrival is None:
        return artists, tracks, albums
    new, ids = arrival.names, arrival.ids
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
    new: Sequence[tuple[SourceReading, bytes]],
    arrival: Arrival | None,
    stored: Sequence[StoredPlaylist],
    history: History,
) -> list[StoredPlaylist]:
    """Those of this upload, scored, after those stored before that it does not replace."""
    if arrival is None:
        return list(stored)
    fresh = [
        _scored(source.digest, playlist, blob, history)
        for source, _ in new
        for playlist, blob in zip(
            source.playlists,
            encode_playlists(source.playlist_tracks, len(source.playlists), arrival.names, arrival.ids),
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
