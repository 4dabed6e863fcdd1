"""Ids that are given once, per guild and noun, and never again."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect
from storage.tables import counter, guild

Noun = Literal["artist", "album", "track", "source", "offer", "poll"]

DEFAULT_TIME_ZONE = "UTC"


async def ensure_guild(connection: AsyncConnection, guild_id: int) -> None:
    """The guild's own row, which every other row of the guild hangs on."""
    row = dialect.insert(connection, guild).values(guild_id=guild_id, time_zone=DEFAULT_TIME_ZONE)
    await connection.execute(row.on_conflict_do_nothing())


async def next_ids(connection: AsyncConnection, guild_id: int, noun: Noun, count: int = 1) -> range:
    """The next `count` ids of this noun, from 1 on. Within a writing transaction; the guild must be there."""
    if not count:
        return range(0)
    row = dialect.insert(connection, counter).values(guild_id=guild_id, noun=noun, last_id=count, swept_id=0)
    counted = row.on_conflict_do_update(
        index_elements=["guild_id", "noun"], set_={"last_id": counter.c.last_id + count}
    ).returning(counter.c.last_id)
    last = (await connection.execute(counted)).scalar_one()
    return range(last - count + 1, last + 1)


async def unswept(connection: AsyncConnection, guild_id: int, noun: Noun) -> int:
    """The id after which nobody has looked yet whether its name is used."""
    query = select(counter.c.swept_id).where(counter.c.guild_id == guild_id, counter.c.noun == noun)
    return (await connection.execute(query)).scalar() or 0


async def mark_swept(connection: AsyncConnection, guild_id: int, noun: Noun) -> None:
    """Every name given so far is used or was removed."""
    mine = (counter.c.guild_id == guild_id) & (counter.c.noun == noun)
    await connection.execute(update(counter).where(mine).values(swept_id=counter.c.last_id))
