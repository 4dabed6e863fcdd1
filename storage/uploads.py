"""What one upload writes: a member's sources, history, rollups, playlists, scores and daybook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Scope
from bot.model.stored import Ids, Int64Array, Score, StoredHistory
from storage import dialect
from storage.columns import of_member
from storage.database import CHUNK, in_chunks
from storage.daybooks import replace_daybook
from storage.ids import next_ids
from storage.moods import drop_unwanted_tags
from storage.rollups import ids_used, is_compared, join_totals, leave_totals, sweep
from storage.tables import (
    history,
    member,
    member_album,
    member_artist,
    member_hour,
    member_track,
    playlist,
    scrub_due,
    source,
    stretch,
)

_ROLLUP_COLUMNS = ("plays", "ms", "first_at", "last_at")
_HOUR_COLUMNS = ("month", "hour", "plays", "ms")


async def write_history(connection: AsyncConnection, guild_id: int, member_id: int, stored: StoredHistory) -> None:
    """See `ListeningStore.replace_history`. Within a writing transaction."""
    known = select(member.c.member_id).where(of_member(member, guild_id, member_id))
    if (await connection.execute(known)).first() is None:
        raise LookupError(f"no member {member_id} in guild {guild_id}")
    compared = await is_compared(connection, guild_id, member_id)
    if compared:
        await leave_totals(connection, guild_id, member_id)
    before = await ids_used(connection, guild_id, member_id)
    rows = _MemberRows(connection, guild_id, member_id)
    if stored.scope is not None:
        await rows.keep_scope(stored.scope)
    await rows.replace_rollups(stored)
    await drop_unwanted_tags(connection, guild_id)
    await rows.replace_sources(stored)
    await rows.replace_scores(stored)
    await replace_daybook(connection, guild_id, member_id, stored.daybook)
    if compared:
        await join_totals(connection, guild_id, member_id)
    given_up = Ids(
        np.setdiff1d(before.artists, stored.uses.artists),
        np.setdiff1d(before.albums, stored.uses.albums),
        np.setdiff1d(before.tracks, stored.uses.tracks),
    )
    await sweep(connection, guild_id, given_up)


class _MemberRows:
    """One member's rows, as this transaction leaves them."""

    def __init__(self, connection: AsyncConnection, guild_id: int, member_id: int) -> None:
        self._connection = connection
        self._key = {"guild_id": guild_id, "member_id": member_id}

    async def keep_scope(self, scope: Scope) -> None:
        chosen = update(member).where(self._mine(member)).values(time_zone=scope.time_zone, since=scope.since)
        await self._connection.execute(chosen)

    async def replace_rollups(self, stored: StoredHistory) -> None:
        for noun, table, rollup, used in (
            ("artist", member_artist, stored.member_artist, stored.uses.artists),
            ("album", member_album, stored.member_album, stored.uses.albums),
            ("track", member_track, stored.member_track, stored.uses.tracks),
        ):
            columns = (f"{noun}_id", *_ROLLUP_COLUMNS)
            await self._clear(table)
            await self._insert(table, columns, rollup)
            unplayed = np.setdiff1d(used, rollup[:, 0])
            await self._insert(table, columns[:1], unplayed[:, None], plays=0, ms=0)
        await self._clear(member_hour)
        await self._insert(member_hour, _HOUR_COLUMNS, stored.member_hour)

    async def replace_sources(self, stored: StoredHistory) -> None:
        if stored.dropped_sources:
            dropped = source.c.source_id.in_(stored.dropped_sources)
            await self._connection.execute(delete(source).where(self._mine(source), dropped))
            # What a member took back is to leave the files too; `Database.scrub` does it.
            due = dialect.insert(self._connection, scrub_due).values(guild_id=self._key["guild_id"], since=stored.at)
            await self._connection.execute(due.on_conflict_do_nothing())
        given = await next_ids(self._connection, self._key["guild_id"], "source", len(stored.new_sources))
        for source_id, new in zip(given, stored.new_sources, strict=True):
            row = dialect.insert(self._connection, source).values(
                **self._key, source_id=source_id, kind=new.kind, digest=new.digest, uploaded_at=stored.at,
                listens=new.listens, first_at=new.first_at, last_at=new.last_at, blob=new.blob,
            )  # fmt: skip
            await self._connection.execute(
                row.on_conflict_do_nothing(index_elements=["guild_id", "member_id", "digest"])
            )
        await self._clear(history)
        left = select(source.c.source_id).where(self._mine(source)).limit(1)
        if (await self._connection.execute(left)).first() is None:
            return  # without a source there is no history, not an empty one
        merged = history.insert().values(
            **self._key, listens=stored.listens, first_at=stored.first_at, last_at=stored.last_at,
            played_ms=stored.played_ms, music_ms=stored.music_ms, blob=stored.merged,
        )  # fmt: skip
        await self._connection.execute(merged)

    async def replace_scores(self, stored: StoredHistory) -> None:
        known = select(source.c.digest, source.c.source_id).where(self._mine(source))
        source_of = {row.digest: row.source_id for row in await self._connection.execute(known)}
        if missing := {found.source_digest for found in stored.playlists} - set(source_of):
            raise ValueError(f"playlists of sources that are not stored: {missing}")
        rows = [
            {
                **self._key, "playlist_id": number, "source_id": source_of[found.source_digest], "title": found.title,
                "modified_on": found.modified_on, "tracks": found.tracks, "tracks_blob": found.tracks_blob,
                **_scored(found.breakup),
            }
            for number, found in enumerate(stored.playlists, start=1)
        ]  # fmt: skip
        await self._clear(playlist)
        await in_chunks(self._connection, playlist.insert(), rows)
        await self._clear(stretch)
        if stored.stretch is not None:
            await self._connection.execute(stretch.insert().values(**self._key, **_scored(stored.stretch)))

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return of_member(table, **self._key)

    async def _clear(self, table: Table) -> None:
        await self._connection.execute(delete(table).where(self._mine(table)))

    async def _insert(self, table: Table, columns: Sequence[str], rows: Int64Array, **same: int) -> None:
        if rows.ndim != 2 or rows.shape[1] != len(columns):
            raise ValueError(f"{table.name} takes columns {', '.join(columns)}, not an array of shape {rows.shape}")
        for start in range(0, len(rows), CHUNK):
            chunk = [
                {**self._key, **same, **dict(zip(columns, row, strict=True))}
                for row in rows[start : start + CHUNK].tolist()
            ]
            await self._connection.execute(table.insert(), chunk)


def _scored(found: Score) -> dict[str, Any]:
    return {"score": found.score, "detail": found.detail, "version": found.version}
