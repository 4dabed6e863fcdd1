from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from bot.errors import LanguageError
from bot.language.budget import Account
from storage import Store, open_store
from storage.spending import StoredBudget
from tests.storage.builders import ADA, BO, GUILD, OTHER_GUILD

TODAY = date(2026, 3, 1)
EVERYTHING = Account("everything", 1_000)


class Days:
    """A calendar that a test turns."""

    def __init__(self) -> None:
        self.today = TODAY

    def __call__(self) -> date:
        return self.today


def paying(guild_id: int = GUILD, member_id: int | None = ADA, server: int = 500, member: int = 300) -> list[Account]:
    accounts = [EVERYTHING, Account.of_server(guild_id, server)]
    return accounts if member_id is None else [*accounts, Account.of_member(guild_id, member_id, member)]


@pytest.fixture
async def known(store: Store) -> Store:
    for guild_id in (GUILD, OTHER_GUILD):
        for member_id in (ADA, BO):
            await store.members.see(guild_id, member_id, f"Member {member_id}")
    return store


def budget_of(store: Store, days: Days | None = None) -> StoredBudget:
    return StoredBudget(store.spending, days or Days())


async def spent(store: Store) -> tuple[int, int, int]:
    """By the server, by Ada in it, and by everybody everywhere."""
    spending = store.spending
    return (
        await spending.of_server(GUILD, TODAY),
        await spending.of_member(GUILD, ADA, TODAY),
        await spending.everywhere(TODAY),
    )


async def test_what_a_call_cost_takes_the_place_of_what_was_set_aside(known: Store):
    budget = budget_of(known)
    held = await budget.reserve(paying(), 200)
    assert await spent(known) == (200, 200, 200)
    await budget.settle(held, 70)
    assert await spent(known) == (70, 70, 70)


async def test_spending_is_by_server_by_member_and_altogether(known: Store):
    budget = budget_of(known)
    await budget.reserve(paying(), 100)
    await budget.reserve(paying(member_id=BO), 20)
    await budget.reserve(paying(member_id=None), 3)
    await budget.reserve(paying(OTHER_GUILD), 1)
    assert await spent(known) == (123, 100, 124)


@pytest.mark.parametrize(
    ("accounts", "tokens"),
    [
        pytest.param(paying(), 301, id="the member's cap"),
        pytest.param(paying(member=900), 501, id="the server's cap"),
        pytest.param(paying(server=9_000, member=9_000), 1_001, id="everything"),
        pytest.param(paying(member_id=999), 1, id="nobody known here"),
    ],
)
async def test_over_one_cap_nothing_is_set_aside_on_any_account(known: Store, accounts: list[Account], tokens: int):
    budget = budget_of(known)
    with pytest.raises(LanguageError, match="budget"):
        await budget.reserve(accounts, tokens)
    assert await spent(known) == (0, 0, 0)
    await budget.reserve(paying(server=9_000, member=9_000), 1_000)  # the process's own account was left alone too


async def test_a_restart_forgets_nothing(known: Store, url: str):
    await budget_of(known).reserve(paying(), 300)
    again = open_store(url)
    with pytest.raises(LanguageError, match="budget"):
        await budget_of(again).reserve(paying(), 1)
    with pytest.raises(LanguageError, match="budget"):
        await budget_of(again).reserve(paying(OTHER_GUILD, BO, 9_000, 9_000), 701)  # everything is stored as well
    await again.close()


async def test_a_new_day_begins_at_nothing_and_takes_the_old_one_away(known: Store):
    days = Days()
    budget = budget_of(known, days)
    late = await budget.reserve(paying(), 300)
    days.today = TODAY + timedelta(days=1)
    await budget.reserve(paying(), 300)
    await budget.settle(late, 10)  # a call over midnight: its day is gone
    assert await spent(known) == (0, 0, 0)
    assert await known.spending.of_member(GUILD, ADA, days.today) == 300


async def test_calls_at_once_cannot_overspend(known: Store):
    budget = budget_of(known)
    found = await asyncio.gather(*(budget.reserve(paying(), 100) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(each, LanguageError) for each in found) == 2
    assert await spent(known) == (300, 300, 300)


async def test_a_members_spending_goes_with_the_member_and_the_servers_stays(known: Store):
    budget = budget_of(known)
    held = await budget.reserve(paying(), 100)
    await known.members.erase(GUILD, ADA)
    assert await spent(known) == (100, 0, 100)
    await budget.settle(held, 60)
    assert await spent(known) == (60, 0, 60)


async def test_less_than_nothing_is_nothing(known: Store):
    await known.spending.reserve(GUILD, TODAY, paying()[1:], 1_000, 10)
    await known.spending.settle(GUILD, TODAY, paying()[1:], -50)
    assert await spent(known) == (0, 0, 0)


async def test_a_call_for_two_servers_is_a_mistake(known: Store):
    with pytest.raises(ValueError, match="one server"):
        await budget_of(known).reserve([*paying(), *paying(OTHER_GUILD)], 1)
