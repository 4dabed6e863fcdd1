"""The ledger: who owes and is owed what of an offer, in double entry. Lines are written once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import LedgerRefused, UnknownOffer
from bot.model.sales import Account, Balances, BookedEntry, Entry, LedgerLine, Leg, OfferState, Posting, Share
from storage.columns import of_member, same_member
from storage.database import CHUNK, Database, fetched, in_chunks
from storage.ledger_tables import ledger_line
from storage.offer_steps import log_step, move
from storage.tables import member, offer

TWO_SIDES = 2
OPEN_BOOKS = frozenset({OfferState.BUILT, OfferState.DELIVERED, OfferState.PAID})
"""States in which money can be written down: from the price on, which is written with the package, to the close."""


class LedgerStore:
    """The books of every guild. Nothing in it is ever deleted, or changed but by an erasure, which takes a name off.

    After each transaction: the lines of every entry add up to 0; the buyer owes nothing below 0 and no more than is not
    divided yet; nobody is paid more than they are owed; what is owed never exceeds what came in. The database is not
    asked to believe this: it is looked up before the commit.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(
        self, guild_id: int, offer_id: int, entries: Sequence[Entry], at: datetime, *, by: int | None = None
    ) -> tuple[int, ...]:
        """Write entries into an offer's books, all of them or none, in one transaction.

        A split takes the offer from delivered to paid with it, and its log says so.

        Args:
            guild_id: where.
            offer_id: whose books.
            entries: what happened, in order.
            at: now.
            by: who wrote a split down, for the offer's log.

        Returns:
            The transactions' numbers, by which they can be reversed.

        Raises:
            UnknownOffer: no such offer here.
            LedgerRefused: an entry that would make the books wrong, such as a share that is paid twice. Nothing is
                written.
        """
        async with self._database.writing(guild_id) as connection:
            state = await _state(connection, guild_id, offer_id)
            if state not in OPEN_BOOKS:
                raise LedgerRefused("the books of this offer are not open.")
            if any(entry.posting is Posting.PRICE for entry in entries):
                raise LedgerRefused("the price is written once, with the package.")
            written = await write_entries(connection, guild_id, offer_id, entries, at)
            if any(entry.posting is Posting.SPLIT for entry in entries):
                await _mark_paid(connection, guild_id, offer_id, by, at)
            return written

    async def close(self, guild_id: int, offer_id: int, by: int | None, at: datetime) -> bool:
        """Close the books of an offer whose every cent is paid out, in one transaction; logged as "closed".

        Returns:
            Whether this closed them; False where something is still held or owed, or the offer stands elsewhere.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            await _state(connection, guild_id, offer_id)
            standing = await _balances(connection, guild_id, offer_id)
            if standing.held or standing.owed or standing.pot or standing.buyer:
                return False
            if not await move(connection, guild_id, offer_id, [OfferState.PAID], OfferState.CLOSED):
                return False
            await log_step(connection, guild_id, offer_id, "closed", by, at)
            return True

    async def balances(self, guild_id: int, offer_id: int) -> Balances:
        """Where the money of an offer stands; nothing but zeros before its first entry."""
        async with self._database.reading() as connection:
            return await _balances(connection, guild_id, offer_id)

    async def shares(self, guild_id: int, offer_id: int) -> tuple[Share, ...]:
        """What everybody in the package gets of an offer, by reference; empty before the split."""
        async with self._database.reading() as connection:
            query = _shares(_of_offer(guild_id, offer_id))
            return tuple([_as_share(row) async for chunk in fetched(connection, query) for row in chunk])

    async def shares_of(self, guild_id: int, member_id: int) -> tuple[Share, ...]:
        """What one member gets of all offers, the latest first; for that member alone."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_shares(of_member(ledger_line, guild_id, member_id)))).all()
        return tuple(sorted(map(_as_share, rows), key=lambda share: -share.offer_id))

    async def lines(self, guild_id: int, offer_id: int) -> AsyncIterator[LedgerLine]:
        """The offer's books, line by line, in the order of writing."""
        query = select(ledger_line).where(_of_offer(guild_id, offer_id)).order_by(ledger_line.c.line)
        async with self._database.reading() as connection:
            async for chunk in fetched(connection, query):
                for row in chunk:
                    yield _as_line(row)

    async def entries(self, guild_id: int, offer_id: int) -> tuple[BookedEntry, ...]:
        """The offer's books entry by entry, in the order of writing; of a split or a payout the sum alone."""
        lines = ledger_line.c
        query = (
            select(
                lines.entry, func.max(lines.posting).label("posting"), func.max(lines.at).label("at"),
                func.sum(case((lines.cents > 0, lines.cents), else_=0)).label("cents"),
                func.max(lines.note).label("note"), func.max(lines.reverses).label("reverses"),
            )
            .where(_of_offer(guild_id, offer_id))
            .group_by(lines.entry)
            .order_by(lines.entry)
        )  # fmt: skip
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            BookedEntry(row.entry, Posting(row.posting), int(row.cents), row.at, row.note, row.reverses) for row in rows
        )

    async def entry(self, guild_id: int, transaction: int) -> tuple[LedgerLine, ...]:
        """The lines of one entry; none where there is no such transaction."""
        query = select(ledger_line).where(ledger_line.c.guild_id == guild_id, ledger_line.c.entry == transaction)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(ledger_line.c.line))).all()
        return tuple(map(_as_line, rows))


async def write_entries(
    connection: AsyncConnection, guild_id: int, offer_id: int, entries: Sequence[Entry], at: datetime
) -> tuple[int, ...]:
    """Within a writing transaction: new lines, and a look at whether the books are right with them.

    Raises:
        LedgerRefused: they are not.
    """
    currency = (
        await connection.execute(
            select(offer.c.currency).where(offer.c.guild_id == guild_id, offer.c.offer_id == offer_id)
        )
    ).scalar_one()
    last = select(
        func.coalesce(func.max(ledger_line.c.line), 0), func.coalesce(func.max(ledger_line.c.entry), 0)
    ).where(ledger_line.c.guild_id == guild_id)
    line, number = (await connection.execute(last)).one()
    rows: list[dict[str, Any]] = []
    for entry in entries:
        _demand_whole(entry, currency)
        number += 1
        about = {
            "guild_id": guild_id, "entry": number, "offer_id": offer_id, "posting": entry.posting, "at": at,
            "currency": currency, "note": entry.note, "reverses": entry.reverses,
        }  # fmt: skip
        rows += [about | _of_leg(leg) | {"line": line + place} for place, leg in enumerate(entry.legs, 1)]
        line += len(entry.legs)
    await in_chunks(connection, insert(ledger_line), rows)
    for reversed_entry in {entry.reverses for entry in entries if entry.reverses is not None}:
        await _demand_taken_back_once(connection, guild_id, offer_id, reversed_entry)
    await _demand_sound(connection, guild_id, offer_id, [row["reference"] for row in rows if row["reference"]])
    return tuple(range(number - len(entries) + 1, number + 1))


async def void_price(connection: AsyncConnection, guild_id: int, offer_id: int, at: datetime) -> None:
    """Within a writing transaction: the buyer of a withdrawn offer owes nothing any more.

    Raises:
        LedgerRefused: money of the buyer is here.
    """
    standing = await _balances(connection, guild_id, offer_id)
    if standing.held:
        raise LedgerRefused("money of the buyer is here. Give it back and reverse its entry first.")
    priced = select(ledger_line.c.entry).where(
        _of_offer(guild_id, offer_id), ledger_line.c.posting == Posting.PRICE, ledger_line.c.account == Account.BUYER
    )
    written = (await connection.execute(priced)).scalar()
    if written is not None and standing.buyer:
        legs = (Leg(Account.POT, standing.buyer), Leg(Account.BUYER, -standing.buyer))
        void = Entry(Posting.PRICE, standing.currency, legs, "withdrawn", reverses=written)
        await write_entries(connection, guild_id, offer_id, [void], at)


async def forget_in_ledger(connection: AsyncConnection, guild_id: int, member_id: int) -> int:
    """Within an erasure: the member's lines name nobody any more; how many did. Cents and references stay."""
    theirs = update(ledger_line).where(of_member(ledger_line, guild_id, member_id)).values(member_id=None)
    return int((await connection.execute(theirs)).rowcount)


def _demand_whole(entry: Entry, currency: str) -> None:
    if entry.currency != currency:
        raise LedgerRefused(f"an amount in {entry.currency} does not go into books in {currency}.")
    if len(entry.legs) < TWO_SIDES or sum([leg.cents for leg in entry.legs]) != 0:
        raise LedgerRefused("debits and credits differ.")
    if entry.posting is Posting.SPLIT and entry.reverses is not None:
        raise LedgerRefused("a split follows from the package and cannot be taken back.")


async def _demand_taken_back_once(connection: AsyncConnection, guild_id: int, offer_id: int, number: int) -> None:
    """All that takes an entry back, together, must be no more than the entry: what came in twice is undone twice."""
    lines = ledger_line.c
    at_first = func.sum(case((lines.entry == number, lines.cents), else_=0))
    left = func.sum(lines.cents)
    beyond = (
        select(lines.account)
        .where(_of_offer(guild_id, offer_id), (lines.entry == number) | (lines.reverses == number))
        .group_by(lines.account, lines.reference)
        .having(((at_first >= 0) & (left < 0)) | ((at_first <= 0) & (left > 0)))
        .limit(1)
    )
    if (await connection.execute(beyond)).first() is not None:
        raise LedgerRefused("that entry was taken back before.")


async def _demand_sound(connection: AsyncConnection, guild_id: int, offer_id: int, touched: Sequence[str]) -> None:
    """Look up whether the offer's books are right; see `LedgerStore` for what that means."""
    at = await _balances(connection, guild_id, offer_id)
    if min(at.price, at.received, at.shortfall, at.paid) < 0:
        raise LedgerRefused("more is taken back than was written.")
    if at.buyer < 0:
        raise LedgerRefused("that is more than the buyer owes.")
    if at.pot < at.buyer:  # then what is held is at least what is owed, since all four accounts add up to 0
        raise LedgerRefused("what did not come in cannot be divided.")
    paid = case((ledger_line.c.posting == Posting.PAYOUT, ledger_line.c.cents), else_=0)
    wrong = (
        select(ledger_line.c.reference)
        .where(_of_offer(guild_id, offer_id), ledger_line.c.account == Account.OWED)
        .group_by(ledger_line.c.reference)
        .having((func.sum(ledger_line.c.cents) > 0) | (func.sum(paid) < 0))
        .limit(1)
    )
    if len(touched) <= CHUNK:
        wrong = wrong.where(ledger_line.c.reference.in_(set(touched)))
    reference = (await connection.execute(wrong)).scalar()
    if reference is not None:
        raise LedgerRefused(f"{reference} would be paid more than is owed, or less than nothing.")


async def _balances(connection: AsyncConnection, guild_id: int, offer_id: int) -> Balances:
    sums = (
        select(ledger_line.c.account, ledger_line.c.posting, func.sum(ledger_line.c.cents))
        .where(_of_offer(guild_id, offer_id))
        .group_by(ledger_line.c.account, ledger_line.c.posting)
    )
    found = {(row[0], row[1]): int(row[2]) for row in (await connection.execute(sums)).all()}
    if not found:
        return Balances()
    currency = select(offer.c.currency).where(offer.c.guild_id == guild_id, offer.c.offer_id == offer_id)

    def of(account: Account) -> int:
        return sum(cents for (each, _), cents in found.items() if each == account)

    return Balances(
        (await connection.execute(currency)).scalar_one(),
        price=found.get((Account.BUYER, Posting.PRICE), 0),
        buyer=of(Account.BUYER),
        held=of(Account.HELD),
        pot=-of(Account.POT),
        owed=-of(Account.OWED),
        received=found.get((Account.HELD, Posting.RECEIPT), 0),
        shortfall=found.get((Account.POT, Posting.SHORTFALL), 0),
        paid=-found.get((Account.HELD, Posting.PAYOUT), 0),
    )


async def _state(connection: AsyncConnection, guild_id: int, offer_id: int) -> OfferState:
    query = select(offer.c.state).where(offer.c.guild_id == guild_id, offer.c.offer_id == offer_id)
    state = (await connection.execute(query)).scalar()
    if state is None:
        raise UnknownOffer
    return OfferState(state)


async def _mark_paid(connection: AsyncConnection, guild_id: int, offer_id: int, by: int | None, at: datetime) -> None:
    if not await move(connection, guild_id, offer_id, [OfferState.DELIVERED], OfferState.PAID):
        raise LedgerRefused("what is owed is divided once, after the delivery.")
    standing = await _balances(connection, guild_id, offer_id)
    if standing.pot or standing.buyer:
        raise LedgerRefused("the split leaves something undivided, or the buyer still owes.")
    await log_step(connection, guild_id, offer_id, "paid", by, at, f"{standing.owed} {standing.currency} cents")


def _of_offer(guild_id: int, offer_id: int) -> ColumnElement[bool]:
    return (ledger_line.c.guild_id == guild_id) & (ledger_line.c.offer_id == offer_id)


def _shares(whose: ColumnElement[bool]) -> Select[Any]:
    """One row a reference: what it is owed and was paid."""
    lines = ledger_line.c
    paid = case((lines.posting == Posting.PAYOUT, lines.cents), else_=0)
    sums = (
        select(
            lines.guild_id, lines.offer_id, lines.reference, func.max(lines.member_id).label("member_id"),
            (func.sum(paid) - func.sum(lines.cents)).label("owed"), func.sum(paid).label("paid"),
            func.max(lines.currency).label("currency"), func.min(lines.at).label("split_at"),
        )
        .where(whose, lines.account == Account.OWED)
        .group_by(lines.guild_id, lines.offer_id, lines.reference)
        .subquery()
    )  # fmt: skip
    return (
        select(sums, func.coalesce(member.c.display_name, "").label("display_name"))
        .outerjoin(member, same_member(sums, member))
        .order_by(sums.c.reference)
    )


def _as_share(row: Row[Any]) -> Share:
    return Share(
        row.guild_id, row.offer_id, row.reference, row.member_id, row.display_name, int(row.owed), int(row.paid),
        row.currency, row.split_at,
    )  # fmt: skip


def _of_leg(leg: Leg) -> dict[str, Any]:
    return {"account": leg.account, "cents": leg.cents, "reference": leg.reference, "member_id": leg.member_id}


def _as_line(row: Row[Any]) -> LedgerLine:
    return LedgerLine(
        row.guild_id, row.line, row.entry, row.offer_id, Posting(row.posting), Account(row.account), row.cents,
        row.currency, row.at, row.reference, row.member_id, row.note, row.reverses,
    )  # fmt: skip
