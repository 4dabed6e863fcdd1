"""Keys of consent records: what makes a record a member's own without naming them."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.sales import ConsentKey, PackagedConsent
from bot.model.stored import ConsentChange
from storage import dialect
from storage.columns import of_member, same_member
from storage.database import CHUNK, Database, fetched, in_chunks
from storage.offer_tables import consent_key, consent_leaves, package, package_member
from storage.tables import consent, consent_log, member

SALT_BYTES = 32


class ConsentRecordStore:
    """Random ids and salts, given once for each member and consent, and gone with the member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keys(self, guild_id: int, kind: Consent, member_ids: Collection[int]) -> tuple[ConsentKey, ...]:
        """The keys of these members' records of one consent, by member id; those that are missing are given now.

        Members who are not known here have none.
        """
        async with self._database.writing(guild_id) as connection:
            known = await self._known(connection, guild_id, kind, member_ids)
            wanted = known.keys() & set(member_ids)
            new = sorted(member_id for member_id in wanted if known[member_id] is None)
            subjects = await self._subjects(connection, guild_id) if new else {}
            rows = [_new_key(guild_id, member_id, kind, subjects.get(member_id)) for member_id in new]
            await in_chunks(connection, insert(consent_key), rows)
            if new:
                known = await self._known(connection, guild_id, kind, member_ids)
        return tuple(key for member_id in sorted(wanted) if (key := known[member_id]) is not None)

    async def given_at(self, guild_id: int, kind: Consent) -> dict[int, datetime]:
        """Since when each member agrees to this use, of those who do."""
        agreed = (consent.c.guild_id == guild_id) & (consent.c.kind == kind) & consent.c.given
        query = select(consent.c.member_id, consent.c.at).where(agreed)
        async with self._database.reading() as connection:
            return {row.member_id: row.at async for chunk in fetched(connection, query) for row in chunk}

    async def keep_leaves(self, guild_id: int, root: bytes, leaves: Sequence[bytes]) -> None:
        """Keep what a package's root stands on: 32 bytes each, salted, which name nobody. Kept once, never changed."""
        async with self._database.writing(guild_id) as connection:
            row = dialect.insert(connection, consent_leaves).values(
                guild_id=guild_id, root=root, leaves=b"".join(sorted(leaves))
            )
            await connection.execute(row.on_conflict_do_nothing())

    async def packages_with(self, guild_id: int, member_id: int) -> tuple[PackagedConsent, ...]:
        """The packages that hold the member, by offer, with what their roots stand on; for that member alone."""
        same_build = (
            (package_member.c.guild_id == package.c.guild_id)
            & (package_member.c.offer_id == package.c.offer_id)
            & (package_member.c.build == package.c.build)
        )
        kept = (consent_leaves.c.guild_id == package.c.guild_id) & (consent_leaves.c.root == package.c.consent_root)
        query = (
            select(package.c.offer_id, package.c.digest, package.c.consent_root, consent_leaves.c.leaves)
            .join(package_member, same_build)
            .join(consent_leaves, kept)
            .where(of_member(package_member, guild_id, member_id))
            .order_by(package.c.offer_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(PackagedConsent(*row) for row in rows)

    async def changes(self, guild_id: int, member_id: int) -> tuple[ConsentChange, ...]:
        """Every change of what the member agrees to, oldest first; for that member alone."""
        query = select(consent_log).where(of_member(consent_log, guild_id, member_id)).order_by(consent_log.c.seq)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(ConsentChange(Consent(row.kind), row.given, row.at) for row in rows)

    async def _known(
        self, connection: AsyncConnection, guild_id: int, kind: Consent, member_ids: Collection[int]
    ) -> dict[int, ConsentKey | None]:
        """Those of these who are members of the guild, with their key where there is one."""
        same: ColumnElement[bool] = same_member(member, consent_key) & (consent_key.c.kind == kind)
        query = (
            select(
                member.c.member_id,
                consent_key.c.kind,
                consent_key.c.record_id,
                consent_key.c.subject,
                consent_key.c.salt,
            )
            .outerjoin(consent_key, same)
            .where(member.c.guild_id == guild_id)
        )
        if len(member_ids) <= CHUNK:
            query = query.where(member.c.member_id.in_(member_ids))
        return {row.member_id: _as_key(row) async for chunk in fetched(connection, query) for row in chunk}

    async def _subjects(self, connection: AsyncConnection, guild_id: int) -> dict[int, str]:
        """The pseudonym of each member who has one; the same in all their records here."""
        query = select(consent_key.c.member_id, consent_key.c.subject).where(consent_key.c.guild_id == guild_id)
        return {row.member_id: row.subject async for chunk in fetched(connection, query) for row in chunk}


def _new_key(guild_id: int, member_id: int, kind: Consent, subject: str | None) -> dict[str, Any]:
    return {
        "guild_id": guild_id, "member_id": member_id, "kind": kind, "record_id": str(uuid.uuid4()),
        "subject": subject or str(uuid.uuid4()), "salt": secrets.token_bytes(SALT_BYTES),
    }  # fmt: skip


def _as_key(row: Row[Any]) -> ConsentKey | None:
    return None if row.kind is None else ConsentKey(row.member_id, row.kind, row.record_id, row.subject, row.salt)
