"""Uploads for storage tests, built the way the use case builds them, from literal plays."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
from sqlalchemy import Engine

from bot.model.listens import LISTENS, PLAYLIST_TRACKS, SourceKind
from bot.model.members import Consent
from bot.model.stored import Int64Array, NewSource, Score, StoredHistory, StoredPlaylist
from storage import Store
from storage.blobs import decode, encode, encode_playlists, ids_in, names_of, pack

GUILD, OTHER_GUILD = 1001, 1002
ADA, BO, CY = 7001, 7002, 7003
NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
MINUTE_MS = 60_000


def engines(store: Store) -> list[Engine]:
    """All of a store on SQLite."""
    return [store._database._reader.sync_engine, *(steps.engine for steps in store._database._steps or ())]


@dataclass(frozen=True)
class Play:
    artist: str | None
    track: str
    album: str | None = None
    at: datetime = NOON
    ms: int | None = 3 * MINUTE_MS
    content: str = "music"


def plays(*artists: str, track: str = "Song", start: datetime = NOON) -> list[Play]:
    """One play of three minutes per artist named, five minutes apart."""
    return [Play(artist, track, at=start + timedelta(minutes=5 * i)) for i, artist in enumerate(artists)]


def ipc(rows: Sequence[dict[str, object]], schema: pa.Schema) -> bytes:
    plain = pa.schema([f.with_type(f.type.value_type) if pa.types.is_dictionary(f.type) else f for f in schema])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(pa.Table.from_pylist(list(rows), schema=plain).cast(schema))
    return sink.getvalue().to_pybytes()


def listens_ipc(listens: Sequence[Play]) -> bytes:
    rows = [
        {
            "started_at": play.at,
            "played_ms": play.ms,
            "artist": play.artist,
            "track": play.track,
            "album": play.album,
            "content": play.content,
            "platform": "phone",
        }
        for play in listens
    ]
    return ipc(rows, LISTENS)


def playlists_ipc(playlists: dict[str, list[tuple[str, str]]]) -> bytes:
    rows = [
        {"playlist": number, "artist": artist, "track": track, "added_on": date(2024, 2, 1)}
        for number, tracks in enumerate(playlists.values())
        for artist, track in tracks
    ]
    return ipc(rows, PLAYLIST_TRACKS)


def rollup(table: pa.Table, noun: str) -> Int64Array:
    sums: dict[int, list[int]] = {}
    for row in table.to_pylist():
        if row["content"] != "music" or row[noun] is None:
            continue
        at = int(row["started_at"].timestamp() * 1000)
        found = sums.setdefault(row[noun], [0, 0, at, at])
        sums[row[noun]] = [found[0] + 1, found[1] + (row["played_ms"] or 0), min(found[2], at), max(found[3], at)]
    return np.array([[key, *values] for key, values in sums.items()], np.int64).reshape(-1, 5)


def hours(table: pa.Table) -> Int64Array:
    sums: dict[tuple[int, int], list[int]] = {}
    for row in table.to_pylist():
        at = row["started_at"]
        found = sums.setdefault((at.year * 100 + at.month, at.hour), [0, 0])
        found[0] += 1
        found[1] += row["played_ms"] or 0
    return np.array([[*key, *values] for key, values in sums.items()], np.int64).reshape(-1, 4)


def history_of_table(merged: pa.Table, source: NewSource, playlists: tuple[StoredPlaylist, ...] = ()) -> StoredHistory:
    at = merged["started_at"].to_pylist()
    known = [row["played_ms"] or 0 for row in merged.to_pylist()]
    music = [row["played_ms"] or 0 for row in merged.to_pylist() if row["content"] == "music"]
    blob = pack(merged)
    return StoredHistory(
        at=NOON,
        new_sources=(source,),
        merged=blob,
        listens=len(merged),
        first_at=min(at, default=None),
        last_at=max(at, default=None),
        played_ms=sum(known),
        music_ms=sum(music),
        member_artist=rollup(merged, "artist"),
        member_album=rollup(merged, "album"),
        member_track=rollup(merged, "track"),
        member_hour=hours(merged),
        uses=ids_in([blob, source.blob, *(each.tracks_blob for each in playlists)]),
        playlists=playlists,
        stretch=Score(12.5, "{}", 1),
    )


async def upload(
    store: Store,
    guild_id: int,
    member_id: int,
    listens: Sequence[Play],
    playlists: dict[str, list[tuple[str, str]]] | None = None,
    *,
    name: str = "Someone",
    compare: bool = False,
    kind: SourceKind = SourceKind.SPOTIFY_EXTENDED,
) -> StoredHistory:
    """Make these listens and playlists all that the member has here; earlier sources are kept as sources."""
    lists = playlists or {}
    listened, listed = listens_ipc(listens), playlists_ipc(lists)
    names = names_of([listened], [listed])
    async with store.guild_writes(guild_id):
        await store.members.see(guild_id, member_id, name)
        if compare:
            await store.members.set_consent(guild_id, member_id, Consent.COMPARE, True, NOON)
        ids = await store.catalogue.intern(guild_id, names)
        blob = encode(listened, names, ids)
        digest = hashlib.sha256(listened + listed).hexdigest()
        table = decode(blob)
        at = table["started_at"].to_pylist()
        source = NewSource(kind, digest, len(table), min(at, default=None), max(at, default=None), blob)
        blobs = encode_playlists(listed, len(lists), names, ids)
        stored = tuple(
            StoredPlaylist(digest, title, date(2024, 2, 2), len(tracks), tracks_blob, Score(40.0, "{}", 1))
            for (title, tracks), tracks_blob in zip(lists.items(), blobs, strict=True)
        )
        history = history_of_table(table, source, stored)
        old = await store.listening.source_blobs(guild_id, member_id)
        history = replace(
            history,
            uses=ids_in([history.merged, blob, *blobs, *old.values()]),
            daybook={
                part: f"{part} of {name}, {len(listens)} listens".encode() for part in ("coverage", "days", "2024")
            },
        )
        await store.listening.replace_history(guild_id, member_id, history)
    return history
