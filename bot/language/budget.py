"""Budgets in tokens: reserved before a call, settled after it, so that many calls at once cannot overspend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol, Self

from bot.errors import LanguageError


@dataclass(frozen=True, slots=True)
class Account:
    """Who pays for a call, such as a server or a member in it.

    Attributes:
        name: unique among accounts; never leaves the process.
        cap: tokens a day (UTC).
        guild_id: the server whose account it is, or whose member's; None for those of the process alone.
        member_id: None where it is the whole server's.
    """

    name: str
    cap: int
    guild_id: int | None = None
    member_id: int | None = None

    @classmethod
    def of_server(cls, guild_id: int, cap: int) -> Self:
        """A server's account: everything that was asked there."""
        return cls(f"server {guild_id}", cap, guild_id)

    @classmethod
    def of_member(cls, guild_id: int, member_id: int, cap: int) -> Self:
        """A member's account in one server."""
        return cls(f"member {member_id} of {guild_id}", cap, guild_id, member_id)


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens set aside on a day for one call."""

    day: date
    accounts: tuple[Account, ...]
    tokens: int


class Budget(Protocol):
    """Keeps what each account has spent today."""

    async def reserve(self, accounts: Sequence[Account], tokens: int) -> Reservation:
        """Set tokens aside on every account.

        Raises:
            LanguageError: "budget", where one account would go over its cap; then nothing is set aside.
        """
        ...

    async def settle(self, reservation: Reservation, used: int) -> None:
        """Put what was really used in the reservation's place."""
        ...


def utc_today() -> date:
    """The day that is spent from."""
    return datetime.now(UTC).date()


class DayBudget:
    """A `Budget` in memory; a restart begins the day anew."""

    def __init__(self, today: Callable[[], date] = utc_today) -> None:
        self._today = today
        self._day = today()
        self._spent: dict[str, int] = {}

    def spent(self, name: str) -> int:
        """Tokens spent or set aside today on this account."""
        self._turn_the_page()
        return self._spent.get(name, 0)

    async def reserve(self, accounts: Sequence[Account], tokens: int) -> Reservation:
        """See `Budget.reserve`."""
        self._turn_the_page()
        for account in accounts:
            if self._spent.get(account.name, 0) + tokens > account.cap:
                raise LanguageError("budget")
        for account in accounts:
            self._spent[account.name] = self._spent.get(account.name, 0) + tokens
        return Reservation(self._day, tuple(accounts), tokens)

    async def settle(self, reservation: Reservation, used: int) -> None:
        """See `Budget.settle`. A call that ended on another day than it began changes nothing."""
        self._turn_the_page()
        if reservation.day == self._day:
            for account in reservation.accounts:
                spent = self._spent.get(account.name, 0)
                self._spent[account.name] = max(0, spent + used - reservation.tokens)

    def _turn_the_page(self) -> None:
        today = self._today()
        if today != self._day:
            self._day = today
            self._spent.clear()
