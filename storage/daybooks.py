"""Daybooks: what questions about a group read of its members' histories. Made and read by `bot.analysis.daybook`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.stored import COVERAGE, DAYBOOK_VERSION, Daybooks
from storage.columns import of_member, same_member
from storage.database import chunks, fetched, in_chunks
from storage.tables import consent, daybook, history, member_hour

_MEMBERS_AT_ONCE = 50
"""Some megabytes, where many years of plays are asked for."""


async def compared_daybooks(
    connection: AsyncConnection, guild_id: int, parts: Collection[str], member_ids: Collection[int] | None, limit: int
) -> Daybooks:
    """See `ListeningStore.daybooks`."""
    compared = (
        select(history.c.member_id)
        .join(consent, same_member(history, consent))
        .where(history.c.guild_id == guild_id, consent.c.kind == Consent.COMPARE, consent.c.given)
        .where(exists().where(same_member(member_hour, history)))  # there is music
    )
    if member_ids is not None:
        compared = compared.where(history.c.member_id.in_(sorted(member_ids)))
    first = compared.order_by(history.c.listens.desc(), history.c.member_id).limit(limit)
    found = (await connection.execute(first)).scalars().all()
    in_all = select(func.count()).select_from(compared.subquery())
    members = len(found) if len(found) < limit else (await connection.execute(in_all)).scalar_one()
    return Daybooks(await parts_of(connection, guild_id, found, parts), members)


async def parts_of(
    connection: AsyncConnection, guild_id: int, member_ids: Collection[int], parts: Collection[str]
) -> dict[int, Mapping[str, bytes]]:
    """These parts and the coverage of these members' daybooks, as far as they are of this version; by member id."""
    wanted = sorted({COVERAGE, *parts})
    found: dict[int, dict[str, bytes]] = {member_id: {} for member_id in sorted(member_ids)}
    for some in chunks(list(found), _MEMBERS_AT_ONCE):
        query = select(daybook.c.member_id, daybook.c.part, daybook.c.blob).where(
            daybook.c.guild_id == guild_id,
            daybook.c.member_id.in_(some),
            daybook.c.part.in_(wanted),
            daybook.c.version == DAYBOOK_VERSION,
        )
        async for chunk in fetched(connection, query):
            for row in chunk:
                found[row.member_id][row.part] = row.blob
    return dict(found)


async def without_daybook(connection: AsyncConnection) -> list[tuple[int, int]]:
    """See `ListeningStore.without_daybook`."""
    has = exists().where(
        same_member(daybook, history), daybook.c.part == COVERAGE, daybook.c.version == DAYBOOK_VERSION
    )
    query: Select[Any] = (
        select(history.c.guild_id, history.c.member_id).where(~has).order_by(history.c.guild_id, history.c.member_id)
    )
    return [(row.guild_id, row.member_id) async for chunk in fetched(connection, query) for row in chunk]


async def replace_daybook(
    connection: AsyncConnection, guild_id: int, member_id: int, parts: Mapping[str, bytes]
) -> None:
    """Make these the parts of the member's daybook. Within a writing transaction."""
    await connection.execute(delete(daybook).where(of_member(daybook, guild_id, member_id)))
    rows = [
        {"guild_id": guild_id, "member_id": member_id, "part": part, "version": DAYBOOK_VERSION, "blob": blob}
        for part, blob in parts.items()
    ]
    await in_chunks(connection, daybook.insert(), rows)
