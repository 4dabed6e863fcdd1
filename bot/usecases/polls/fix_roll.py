"""Who may vote in a poll, looked up once, at its opening."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.model.members import Consent
from bot.model.polls import Audience, Electorate, RollEntry
from bot.services import Services

_DISCORD_EPOCH_MS = 1_420_070_400_000
_LOOKED_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A member of the server as Discord lists them.

    Attributes:
        bot: no person.
        joined_at: aware; None where Discord does not say, who then meets no minimum of days.
    """

    member_id: int
    bot: bool
    role_ids: frozenset[int]
    joined_at: datetime | None


async def roll_for(
    services: Services, guild_id: int, electorate: Electorate, at: datetime, listed: Iterable[ListedMember] | None
) -> list[RollEntry]:
    """The roll as it would be fixed at this moment.

    Args:
        listed: the server's members; None where `needs_members` says that they are not needed.

    Returns:
        By id; empty where nobody fits.
    """
    pool = (
        {each.member_id for each in await services.store.members.consenting(guild_id, Consent.POOL)}
        if electorate.audience is Audience.POOL
        else None
    )
    if listed is None:
        return [RollEntry(each) for each in sorted(pool or ()) if _old_enough(each, electorate, at)]
    entries, remaining = [], iter(listed)
    while batch := list(itertools.islice(remaining, _LOOKED_AT_ONCE)):
        entries += roll(electorate, batch, at, pool)
        await asyncio.sleep(0)  # 18,000 members at once would hold everybody else up for 50 ms
    return sorted(entries, key=lambda entry: entry.member_id)


def roll(
    electorate: Electorate, listed: Iterable[ListedMember], at: datetime, pool: set[int] | None = None
) -> list[RollEntry]:
    """Those of the listed members whom the electorate takes, each with their votes.

    Bots have none. Membership counts from the day that Discord says they joined, an account's age from its id. Of
    several roles with weights the highest counts.

    Args:
        pool: of `Audience.POOL`, who pools their listening.
    """
    weights = dict(electorate.weights)
    entries = [
        RollEntry(member.member_id, max([1, *(weights[role] for role in member.role_ids & weights.keys())]))
        for member in listed
        if not member.bot and _asked(member, electorate, at, pool)
    ]
    return sorted(entries, key=lambda entry: entry.member_id)


def made_at(account_id: int) -> datetime:
    """When an account was made: Discord's ids carry it, in milliseconds since 2015."""
    return datetime.fromtimestamp(((account_id >> 22) + _DISCORD_EPOCH_MS) / 1000, UTC)


def _asked(member: ListedMember, electorate: Electorate, at: datetime, pool: set[int] | None) -> bool:
    if electorate.audience is Audience.POOL and member.member_id not in (pool or ()):
        return False
    if electorate.audience is Audience.ROLES and member.role_ids.isdisjoint(electorate.role_ids):
        return False
    days = timedelta(days=electorate.member_days)
    if days and (member.joined_at is None or at - member.joined_at < days):
        return False
    return _old_enough(member.member_id, electorate, at)


def _old_enough(account_id: int, electorate: Electorate, at: datetime) -> bool:
    days = timedelta(days=electorate.account_days)
    return not days or at - made_at(account_id) >= days
