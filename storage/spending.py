"""What language models cost, in tokens a day (UTC): by server, and by member in it. It survives restarts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Table, case, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import LanguageError
from bot.language.budget import Account, DayBudget, Reservation, utc_today
from storage import dialect
from storage.columns import of_member
from storage.database import Database
from storage.ids import ensure_guild
from storage.spending_tables import member_spending, server_spending
from storage.tables import member


class SpendingStore:
    """Sums alone: neither what was asked nor when. A day's rows go when the server spends on a later day.

    A member's rows go with the member's erasure; the server's sum stays.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_server(self, guild_id: int, day: date) -> int:
        """Tokens spent or set aside in this server on this day."""
        async with self._database.reading() as connection:
            return await _spent(connection, server_spending, _on(server_spending, guild_id, None, day))

    async def of_member(self, guild_id: int, member_id: int, day: date) -> int:
        """Tokens spent or set aside for this member of the server on this day."""
        async with self._database.reading() as connection:
            return await _spent(connection, member_spending, _on(member_spending, guild_id, member_id, day))

    async def everywhere(self, day: date) -> int:
        """Tokens spent or set aside on this day in all servers together."""
        async with self._database.reading() as connection:
            return await _spent(connection, server_spending, server_spending.c.day == day)

    async def reserve(
        self, guild_id: int, day: date, accounts: Sequence[Account], everything: int, tokens: int
    ) -> bool:
        """Set tokens aside on these accounts of one server, in one transaction.

        Args:
            guild_id: whose accounts they are.
            day: today.
            accounts: of the server and of its members.
            everything: what all servers together may spend on that day.
            tokens: how many.

        Returns:
            False where one account, or everything, would go over its cap, or a member is not known here; then nothing
            is set aside.
        """
        async with self._database.writing(guild_id) as connection:
            if await _spent(connection, server_spending, server_spending.c.day == day) + tokens > everything:
                return False
            for account in accounts:
                table = _table(account)
                spent = await _spent(connection, table, _on(table, guild_id, account.member_id, day))
                if spent + tokens > account.cap or not await _is_known(connection, guild_id, account.member_id):
                    return False
            await ensure_guild(connection, guild_id)
            for table in (server_spending, member_spending):
                await connection.execute(delete(table).where(table.c.guild_id == guild_id, table.c.day < day))
            for account in accounts:
                await _add(connection, guild_id, account, day, tokens)
        return True

    async def settle(self, guild_id: int, day: date, accounts: Sequence[Account], difference: int) -> None:
        """Change what was set aside; rows that are gone since stay gone."""
        async with self._database.writing(guild_id) as connection:
            for account in accounts:
                table = _table(account)
                fresh = table.c.tokens + difference
                mine = _on(table, guild_id, account.member_id, day)
                await connection.execute(update(table).where(mine).values(tokens=case((fresh > 0, fresh), else_=0)))


class StoredBudget:
    """A `bot.language.budget.Budget` over `SpendingStore`.

    Accounts with a server are stored, and those of the process alone are counted in memory. The first account of a call
    that belongs to no server caps everything: its own count, and what all servers together have spent.

    A member whom Tutti does not know in the server has nothing to spend there: rules and templates serve them.
    """

    def __init__(self, spending: SpendingStore, today: Callable[[], date] = utc_today) -> None:
        self._spending = spending
        self._own = DayBudget(today)

    async def reserve(self, accounts: Sequence[Account], tokens: int) -> Reservation:
        """See `Budget.reserve`."""
        own, guild_id, owned = _parted(accounts)
        held = await self._own.reserve(own, tokens)
        everything = own[0].cap if own else tokens
        try:
            if guild_id and not await self._spending.reserve(guild_id, held.day, owned, everything, tokens):
                raise LanguageError("budget")
        except BaseException:
            await self._own.settle(held, 0)
            raise
        return Reservation(held.day, tuple(accounts), tokens)

    async def settle(self, reservation: Reservation, used: int) -> None:
        """See `Budget.settle`."""
        own, guild_id, owned = _parted(reservation.accounts)
        await self._own.settle(Reservation(reservation.day, tuple(own), reservation.tokens), used)
        if guild_id:
            await self._spending.settle(guild_id, reservation.day, owned, used - reservation.tokens)


def _parted(accounts: Sequence[Account]) -> tuple[list[Account], int | None, list[Account]]:
    """The process's own accounts; the server, if any, and its accounts.

    Raises:
        ValueError: accounts of two servers: no call is made for two.
    """
    servers = {account.guild_id for account in accounts if account.guild_id is not None}
    if len(servers) > 1:
        raise ValueError("a call is made for one server")
    own = [account for account in accounts if account.guild_id is None]
    return own, next(iter(servers), None), [account for account in accounts if account.guild_id is not None]


def _table(account: Account) -> Table:
    return server_spending if account.member_id is None else member_spending


def _on(table: Table, guild_id: int, member_id: int | None, day: date) -> ColumnElement[bool]:
    mine = table.c.guild_id == guild_id if member_id is None else of_member(table, guild_id, member_id)
    return mine & (table.c.day == day)


async def _spent(connection: AsyncConnection, table: Table, which: ColumnElement[bool]) -> int:
    query = select(func.coalesce(func.sum(table.c.tokens), 0)).where(which)
    return int((await connection.execute(query)).scalar_one())


async def _is_known(connection: AsyncConnection, guild_id: int, member_id: int | None) -> bool:
    if member_id is None:
        return True
    return bool((await connection.execute(select(exists().where(of_member(member, guild_id, member_id))))).scalar())


async def _add(connection: AsyncConnection, guild_id: int, account: Account, day: date, tokens: int) -> None:
    table = _table(account)
    key = {"guild_id": guild_id, "day": day}
    if account.member_id is not None:
        key["member_id"] = account.member_id
    row = dialect.insert(connection, table).values(**key, tokens=tokens)
    sums = {"tokens": table.c.tokens + row.excluded["tokens"]}
    await connection.execute(row.on_conflict_do_update(index_elements=[*key], set_=sums))
