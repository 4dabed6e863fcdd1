"""Made-up members, many at a time: what a simulation of a community is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert

from bot.model.members import Consent
from bot.model.stored import DAYBOOK_VERSION
from storage.database import Database, in_chunks
from storage.ids import ensure_guild
from storage.tables import consent, consent_log, daybook, member


@dataclass(frozen=True, slots=True)
class SampleMember:
    """A member whom nobody is.

    Attributes:
        parts: of their daybook, by name.
    """

    member_id: int
    display_name: str
    time_zone: str
    parts: Mapping[str, bytes] = field(repr=False)


class SampleStore:
    """Members of simulations.

    They have the rows that joining, agreeing and uploading leave, but for histories and rollups, which packages never
    read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_pool(self, guild_id: int, members: Sequence[SampleMember], at: datetime) -> None:
        """Add members who pool their listening, in one transaction.

        Raises:
            sqlalchemy.exc.IntegrityError: one of them is known here already. Nothing is stored.
        """
        key = [{"guild_id": guild_id, "member_id": each.member_id} for each in members]
        named = [
            row | {"display_name": each.display_name, "time_zone": each.time_zone, "joined_at": at}
            for row, each in zip(key, members, strict=True)
        ]
        agreed = [row | {"kind": Consent.POOL, "given": True, "at": at} for row in key]
        parts = [
            row | {"part": part, "version": DAYBOOK_VERSION, "blob": blob}
            for row, each in zip(key, members, strict=True)
            for part, blob in each.parts.items()
        ]
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            await in_chunks(connection, insert(member), named)
            await in_chunks(connection, insert(consent), agreed)
            await in_chunks(connection, insert(consent_log), [row | {"seq": 1} for row in agreed])
            await in_chunks(connection, insert(daybook), parts)
