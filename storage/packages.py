"""Packages: what was built for a buyer and from whom, how it was handed over, and how often it was fetched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import PackageStale
from bot.model.sales import (
    Account,
    DeliveryLink,
    EarlierPackage,
    Entry,
    Leg,
    Offer,
    OfferState,
    OfferStep,
    PackageRecord,
    Posting,
    RosterEntry,
)
from storage.columns import of_member
from storage.database import Database, fetched, in_chunks
from storage.ledger import write_entries
from storage.offer_steps import contributing, demand_confirmations, found_offer, in_offer, log_step, move
from storage.offer_tables import delivery_link, download, package, package_member
from storage.tables import offer

WITH_BUYER = (OfferState.DELIVERED, OfferState.PAID, OfferState.CLOSED)
"""States of an offer whose package the buyer has."""
BUILT_STEP = "built"
DELIVERED_STEP = "delivered"


class PackageStore:
    """What was built, guild by guild. A delivered package stays, so that a later one can be held against it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def store(
        self,
        built: PackageRecord,
        roster: Sequence[RosterEntry],
        by: int | None,
        at: datetime,
        *,
        held_against: Collection[tuple[int, int]] | None = None,
    ) -> PackageRecord | None:
        """Keep a package that was just built, in one transaction; logged as "built", with its digest.

        It takes the place of an earlier build of this offer, whose archive and roster go. With the first build the
        books open: the buyer owes the price.

        Args:
            built: with its archive; `build` is given here, whatever it says.
            roster: everybody in it, each once; at least one.
            by: who had it built; None: Tutti itself.
            at: now.
            held_against: (offer, build) of the other packages of this guild that it was checked against; None: it was
                not checked.

        Returns:
            The record as it is kept, without its archive; None where the offer is not waiting for a package.

        Raises:
            UnknownOffer: no such offer here.
            PackageStale: somebody on the roster is not in any more, or another package was built meanwhile that it was
                not held against. Nothing is kept.
        """
        guild_id, offer_id = built.guild_id, built.offer_id
        async with self._database.writing(guild_id) as connection:
            if not await move(connection, guild_id, offer_id, [OfferState.OPT_OUT, OfferState.BUILT], OfferState.BUILT):
                return None
            found = await found_offer(connection, guild_id, offer_id)
            build = await _replace_builds(connection, guild_id, offer_id)
            key = {"guild_id": guild_id, "offer_id": offer_id, "build": build}
            await connection.execute(insert(package).values(**key, **_as_columns(built)))
            rows = [key | {"member_id": each.member_id, "digest": each.digest, "plays": each.plays} for each in roster]
            await in_chunks(connection, insert(package_member), rows)
            await _demand_current(connection, found, build)
            if held_against is not None:
                await _demand_held(connection, found, held_against)
            if build == 1:
                legs = (Leg(Account.BUYER, found.terms.price_cents), Leg(Account.POT, -found.terms.price_cents))
                price = Entry(Posting.PRICE, found.terms.currency, legs)
                await write_entries(connection, guild_id, offer_id, [price] if legs[0].cents else [], at)
            await log_step(connection, guild_id, offer_id, BUILT_STEP, by, at, built.digest.hex())
            return _as_record((await connection.execute(_packages().where(_of_build(found, build)))).one())

    async def deliver(self, guild_id: int, offer_id: int, by: int, at: datetime) -> OfferStep | None:
        """Hand the package over: from now on nobody can leave it. One transaction; logged with its digest.

        However many try at once, exactly one delivers. Confirmations, where the server wants two, are of the step
        `DELIVERED_STEP` on the digest in hexadecimal.

        Returns:
            The line in the log; None where the offer has no package to deliver, or it was delivered before.

        Raises:
            UnknownOffer: no such offer here.
            PackageStale: somebody in it has left since it was built. It must be built again.
            NeedsConfirmation: one of two moderators is missing.
        """
        async with self._database.writing(guild_id) as connection:
            if not await move(connection, guild_id, offer_id, [OfferState.BUILT], OfferState.DELIVERED):
                return None
            found = await found_offer(connection, guild_id, offer_id)
            latest = await _latest(connection, guild_id, offer_id)
            if latest is None:
                return None
            await _demand_current(connection, found, latest.build)
            digest = latest.digest.hex()
            await demand_confirmations(connection, guild_id, offer_id, DELIVERED_STEP, digest, at)
            return await log_step(connection, guild_id, offer_id, DELIVERED_STEP, by, at, digest)

    async def is_current(self, guild_id: int, offer_id: int) -> bool:
        """Whether everybody in the latest build is still in; False where there is no build.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.reading() as connection:
            found = await found_offer(connection, guild_id, offer_id)
            latest = await _latest(connection, guild_id, offer_id)
            return latest is not None and not await _is_stale(connection, found, latest.build)

    async def latest(self, guild_id: int, offer_id: int) -> PackageRecord | None:
        """The latest build, without its archive; None where there is none."""
        async with self._database.reading() as connection:
            return await _latest(connection, guild_id, offer_id)

    async def archive(self, guild_id: int, offer_id: int) -> bytes | None:
        """The latest build's ZIP; None where there is none, or it was cleared."""
        query = _newest(select(package.c.archive).where(in_offer(package, guild_id, offer_id)))
        async with self._database.reading() as connection:
            found: bytes | None = (await connection.execute(query)).scalar()
        return found

    async def roster(self, guild_id: int, offer_id: int) -> tuple[RosterEntry, ...]:
        """Who is in the latest build and has not erased everything since, by id."""
        async with self._database.reading() as connection:
            latest = await _latest(connection, guild_id, offer_id)
            return () if latest is None else await _roster(connection, latest)

    async def holding(self, guild_id: int, member_id: int) -> frozenset[int]:
        """Offers whose latest build holds the member; for that member alone."""
        query = select(package_member.c.offer_id).where(of_member(package_member, guild_id, member_id))
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars().all())

    async def with_buyers(self, guild_id: int) -> tuple[EarlierPackage, ...]:
        """Every package of this guild that a buyer has, the earliest first: what a new one is held against."""
        delivered = select(offer.c.offer_id).where(offer.c.guild_id == guild_id, offer.c.state.in_(WITH_BUYER))
        query = _packages().where(package.c.guild_id == guild_id, package.c.offer_id.in_(delivered))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(package.c.offer_id, package.c.build))).all()
            latest = {row.offer_id: _as_record(row) for row in rows}
            return tuple([EarlierPackage(each, await _roster(connection, each)) for each in latest.values()])

    async def clear_archive(self, guild_id: int, offer_id: int, by: int | None, at: datetime) -> None:
        """Delete the ZIP and end its links; its record and roster stay. Logged as "archive cleared".

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            await found_offer(connection, guild_id, offer_id)
            await connection.execute(update(package).where(in_offer(package, guild_id, offer_id)).values(archive=None))
            await _end_links(connection, guild_id, offer_id, at)
            await log_step(connection, guild_id, offer_id, "archive cleared", by, at)

    async def issue_link(
        self, guild_id: int, offer_id: int, token_digest: bytes, by: int, at: datetime, expires_at: datetime
    ) -> DeliveryLink | None:
        """Let the buyer fetch the delivered package until a moment; logged as "link issued". Earlier links end.

        Args:
            guild_id: where.
            offer_id: whose package.
            token_digest: SHA-256 of the secret in the address, 32 bytes. The secret itself is kept nowhere.
            by: who issues it.
            at: now.
            expires_at: later.

        Returns:
            The link; None where nothing was delivered, or the archive was cleared.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            found = await found_offer(connection, guild_id, offer_id)
            latest = await _latest(connection, guild_id, offer_id)
            there = _newest(select(package.c.archive.is_not(None)).where(in_offer(package, guild_id, offer_id)))
            if found.state not in WITH_BUYER or latest is None or not (await connection.execute(there)).scalar():
                return None
            await _end_links(connection, guild_id, offer_id, at)
            issued = DeliveryLink(guild_id, offer_id, latest.build, token_digest, by, at, expires_at)
            await connection.execute(
                insert(delivery_link).values(
                    guild_id=guild_id, token_digest=token_digest, offer_id=offer_id, build=latest.build,
                    issued_by=by, issued_at=at, expires_at=expires_at,
                )
            )  # fmt: skip
            await log_step(
                connection, guild_id, offer_id, "link issued", by, at, f"until {expires_at:%Y-%m-%d %H:%M} UTC"
            )
            return issued

    async def end_links(self, guild_id: int, offer_id: int, at: datetime) -> int:
        """Let no link to this offer's package work any more; how many did."""
        async with self._database.writing(guild_id) as connection:
            return await _end_links(connection, guild_id, offer_id, at)

    async def fetch(self, guild_id: int, token_digest: bytes, at: datetime) -> PackageRecord | None:
        """What a link leads to, with its archive, once more written into the log of downloads; in one transaction.

        Returns:
            None where the link is unknown, over or ended, or the archive was cleared.
        """
        async with self._database.writing(guild_id) as connection:
            mine = (delivery_link.c.guild_id == guild_id) & (delivery_link.c.token_digest == token_digest)
            works = delivery_link.c.revoked_at.is_(None) & (delivery_link.c.expires_at > at)
            query = select(*_columns(), package.c.archive).join(delivery_link, _same_build()).where(mine, works)
            row = (await connection.execute(query)).one_or_none()
            if row is None or row.archive is None:
                return None
            log = (download.c.guild_id == guild_id) & (download.c.token_digest == token_digest)
            seq = (await connection.execute(select(func.coalesce(func.max(download.c.seq), 0)).where(log))).scalar_one()
            await connection.execute(
                insert(download).values(guild_id=guild_id, token_digest=token_digest, seq=seq + 1, at=at)
            )
            return _as_record(row, row.archive)

    async def links(self, guild_id: int, offer_id: int) -> tuple[DeliveryLink, ...]:
        """Every link to this offer's package that there was, the newest first, with how often it was used."""
        fetches = (
            select(func.count())
            .where(download.c.guild_id == guild_id, download.c.token_digest == delivery_link.c.token_digest)
            .scalar_subquery()
        )
        query = select(delivery_link, fetches.label("downloads")).where(in_offer(delivery_link, guild_id, offer_id))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(delivery_link.c.issued_at.desc()))).all()
        return tuple(
            DeliveryLink(
                guild_id, offer_id, row.build, row.token_digest, row.issued_by, row.issued_at, row.expires_at,
                row.revoked_at, row.downloads,
            )
            for row in rows
        )  # fmt: skip

    async def downloads(self, guild_id: int, offer_id: int) -> tuple[datetime, ...]:
        """When the package was fetched, the first time first. Of whoever fetched it nothing is kept."""
        same = (download.c.guild_id == delivery_link.c.guild_id) & (
            download.c.token_digest == delivery_link.c.token_digest
        )
        query = select(download.c.at).join(delivery_link, same).where(in_offer(delivery_link, guild_id, offer_id))
        async with self._database.reading() as connection:
            return tuple((await connection.execute(query.order_by(download.c.at))).scalars().all())


async def _replace_builds(connection: AsyncConnection, guild_id: int, offer_id: int) -> int:
    """The number of the next build; archive and roster of those before go."""
    builds = select(func.coalesce(func.max(package.c.build), 0)).where(in_offer(package, guild_id, offer_id))
    await connection.execute(delete(package_member).where(in_offer(package_member, guild_id, offer_id)))
    await connection.execute(update(package).where(in_offer(package, guild_id, offer_id)).values(archive=None))
    return int((await connection.execute(builds)).scalar_one()) + 1


async def _demand_current(connection: AsyncConnection, found: Offer, build: int) -> None:
    if await _is_stale(connection, found, build):
        raise PackageStale


async def _demand_held(connection: AsyncConnection, found: Offer, held_against: Collection[tuple[int, int]]) -> None:
    """Two packages that are built at the same time must not both be kept without having been set side by side."""
    with_package = [OfferState.BUILT, *WITH_BUYER]
    others = (
        select(package.c.offer_id, func.max(package.c.build).label("build"))
        .join(offer, (offer.c.guild_id == package.c.guild_id) & (offer.c.offer_id == package.c.offer_id))
        .where(offer.c.guild_id == found.guild_id, offer.c.offer_id != found.offer_id, offer.c.state.in_(with_package))
        .group_by(package.c.offer_id)
    )
    for row in (await connection.execute(others)).all():
        if (row.offer_id, row.build) not in held_against:
            other = await found_offer(connection, found.guild_id, row.offer_id)
            if other.state is not OfferState.BUILT or not await _is_stale(connection, other, row.build):
                raise PackageStale


async def _is_stale(connection: AsyncConnection, found: Offer, build: int) -> bool:
    """Whether somebody in the build has left the sale or the pool, or erased everything (then the roster is short)."""
    in_build = in_offer(package_member, found.guild_id, found.offer_id) & (package_member.c.build == build)
    gone = select(package_member.c.member_id).where(in_build, package_member.c.member_id.not_in(contributing(found)))
    if (await connection.execute(gone.limit(1))).first() is not None:
        return True
    listed = (await connection.execute(select(func.count()).select_from(package_member).where(in_build))).scalar_one()
    built = select(package.c.contributors).where(_of_build(found, build))
    return bool(listed != (await connection.execute(built)).scalar_one())


async def _end_links(connection: AsyncConnection, guild_id: int, offer_id: int, at: datetime) -> int:
    working = in_offer(delivery_link, guild_id, offer_id) & delivery_link.c.revoked_at.is_(None)
    ended = update(delivery_link).where(working, delivery_link.c.expires_at > at).values(revoked_at=at)
    return int((await connection.execute(ended)).rowcount)


async def _latest(connection: AsyncConnection, guild_id: int, offer_id: int) -> PackageRecord | None:
    row = (await connection.execute(_newest(_packages().where(in_offer(package, guild_id, offer_id))))).one_or_none()
    return None if row is None else _as_record(row)


async def _roster(connection: AsyncConnection, of: PackageRecord) -> tuple[RosterEntry, ...]:
    query = (
        select(package_member.c.member_id, package_member.c.digest, package_member.c.plays)
        .where(in_offer(package_member, of.guild_id, of.offer_id), package_member.c.build == of.build)
        .order_by(package_member.c.member_id)
    )
    return tuple([RosterEntry(*row) async for chunk in fetched(connection, query) for row in chunk])


def _columns() -> list[ColumnElement[Any]]:
    return [column for column in package.c if column is not package.c.archive]


def _packages() -> Select[Any]:
    return select(*_columns())


def _newest(query: Select[Any]) -> Select[Any]:
    return query.order_by(package.c.build.desc()).limit(1)


def _of_build(found: Offer, build: int) -> ColumnElement[bool]:
    return in_offer(package, found.guild_id, found.offer_id) & (package.c.build == build)


def _same_build() -> ColumnElement[bool]:
    return (
        (delivery_link.c.guild_id == package.c.guild_id)
        & (delivery_link.c.offer_id == package.c.offer_id)
        & (delivery_link.c.build == package.c.build)
    )


def _as_columns(built: PackageRecord) -> dict[str, Any]:
    names = (
        "built_at", "digest", "slice_spec", "slice_hash", "consent_root", "contributors", "suppressed", "cells",
        "archive",
    )  # fmt: skip
    return {name: getattr(built, name) for name in names}


def _as_record(row: Any, archive: bytes | None = None) -> PackageRecord:  # noqa: ANN401 - rows of two queries
    return PackageRecord(
        row.guild_id, row.offer_id, row.build, row.built_at, row.digest, row.slice_spec, row.slice_hash,
        row.consent_root, row.contributors, row.suppressed, row.cells, archive,
    )  # fmt: skip
