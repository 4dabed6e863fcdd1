"""Rows that must agree with others: the guild's totals with its members' consents, the catalogue with its use.

Each of these runs inside the transaction that changes what they depend on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, Table, and_, delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.stored import Ids, Int64Array
from storage import dialect
from storage.columns import of_member
from storage.database import chunks, fetched
from storage.ids import Noun, mark_swept, unswept
from storage.tables import (
    album,
    artist,
    consent,
    guild_artist,
    member_album,
    member_artist,
    member_track,
    track,
)

_OF_MEMBER = {"artist": member_artist, "album": member_album, "track": member_track}


async def is_compared(connection: AsyncConnection, guild_id: int, member_id: int) -> bool:
    """Whether the member's listening is part of the guild's totals."""
    query = select(consent.c.given).where(of_member(consent, guild_id, member_id), consent.c.kind == Consent.COMPARE)
    return bool((await connection.execute(query)).scalar())


async def leave_totals(connection: AsyncConnection, guild_id: int, member_id: int) -> None:
    """Take a compared member's listening out of `guild_artist`, before it changes or stops being compared."""
    mine = _played(guild_id, member_id)
    await connection.execute(
        update(guild_artist)
        .where(mine, guild_artist.c.guild_id == guild_id, guild_artist.c.artist_id == member_artist.c.artist_id)
        .values(
            listeners=guild_artist.c.listeners - 1,
            plays=guild_artist.c.plays - member_artist.c.plays,
            ms=guild_artist.c.ms - member_artist.c.ms,
        )
    )
    await connection.execute(
        delete(guild_artist).where(
            guild_artist.c.guild_id == guild_id,
            guild_artist.c.listeners == 0,
            guild_artist.c.artist_id.in_(select(member_artist.c.artist_id).where(mine)),
        )
    )


async def join_totals(connection: AsyncConnection, guild_id: int, member_id: int) -> None:
    """Add a compared member's listening to `guild_artist`. Exactly once between two calls of `leave_totals`."""
    columns = member_artist.c
    counted = select(
        columns.guild_id, columns.artist_id, literal(1).label("listeners"), columns.plays, columns.ms
    ).where(_played(guild_id, member_id))
    added = dialect.insert(connection, guild_artist).from_select(
        ["guild_id", "artist_id", "listeners", "plays", "ms"], counted
    )
    sums = {name: guild_artist.c[name] + added.excluded[name] for name in ("listeners", "plays", "ms")}
    await connection.execute(added.on_conflict_do_update(index_elements=["guild_id", "artist_id"], set_=sums))


async def ids_used(connection: AsyncConnection, guild_id: int, member_id: int) -> Ids:
    """Every name in the member's stored listens and playlists, ascending."""
    found = {}
    for noun, used in _OF_MEMBER.items():
        query = select(used.c[f"{noun}_id"]).where(of_member(used, guild_id, member_id)).order_by(used.c[f"{noun}_id"])
        parts = [np.array([row[0] for row in chunk], np.int64) async for chunk in fetched(connection, query)]
        found[noun] = np.concatenate([*parts, np.empty(0, np.int64)])
    return Ids(found["artist"], found["album"], found["track"])


async def sweep(connection: AsyncConnection, guild_id: int, given_up: Ids) -> int:
    """Remove names that no member uses from the catalogue: of those given up, and of those new since the last sweep.

    Unused new ones are what an upload leaves that was interrupted between `intern` and `replace_history`.

    Returns:
        How many names were removed.
    """
    # Titles first: an artist stays while a title of theirs does.
    return (
        await _sweep_noun(connection, guild_id, "album", given_up.albums)
        + await _sweep_noun(connection, guild_id, "track", given_up.tracks)
        + await _sweep_noun(connection, guild_id, "artist", given_up.artists)
    )


async def _sweep_noun(connection: AsyncConnection, guild_id: int, noun: Noun, ids: Int64Array) -> int:
    table = _Catalogue.of(noun)
    unused = and_(table.named.c.guild_id == guild_id, *(~exists().where(use) for use in table.uses))
    removed = 0
    suspects: list[ColumnElement[bool]] = [table.id.in_(chunk) for chunk in chunks(ids.tolist())]
    for suspect in [*suspects, table.id > await unswept(connection, guild_id, noun)]:
        removed += (await connection.execute(delete(table.named).where(unused, suspect))).rowcount
    await mark_swept(connection, guild_id, noun)
    return removed


@dataclass(frozen=True, slots=True)
class _Catalogue:
    named: Table
    id: ColumnElement[int]
    uses: tuple[ColumnElement[bool], ...]

    @classmethod
    def of(cls, noun: Noun) -> _Catalogue:
        if noun == "artist":
            users = (member_artist, album, track)
            return cls(artist, artist.c.artist_id, tuple(_same(user, artist, "artist_id") for user in users))
        named, user = (album, member_album) if noun == "album" else (track, member_track)
        return cls(named, named.c[f"{noun}_id"], (_same(user, named, f"{noun}_id"),))


def _same(user: Table, named: Table, id_name: str) -> ColumnElement[bool]:
    return (user.c.guild_id == named.c.guild_id) & (user.c[id_name] == named.c[id_name])


def _played(guild_id: int, member_id: int) -> ColumnElement[bool]:
    return of_member(member_artist, guild_id, member_id) & (member_artist.c.plays > 0)
