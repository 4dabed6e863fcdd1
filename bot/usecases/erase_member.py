"""Everything about a member in one server is erased."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.model.sales import Share
from bot.model.stored import Erased
from bot.services import Services
from bot.usecases.issue_upload_link import end_upload_links


@dataclass(frozen=True, slots=True)
class Farewell:
    """An erasure, and what the member must take along.

    Attributes:
        owed: shares of sales that were not paid; they stay owed to their references, which nothing here ties to the
            member any more.
    """

    erased: Erased
    owed: tuple[Share, ...]


async def erase_member(services: Services, guild_id: int, member_id: int) -> Farewell:
    """Erase it all, at once and from the database's very bytes. What a poll counted before stays counted.

    An upload page that is open for the member ends, and what was sent to it goes too.
    """
    await asyncio.to_thread(end_upload_links, services.settings, guild_id, member_id)
    async with services.store.guild_writes(guild_id):
        owed = await unpaid_shares(services, guild_id, member_id)
        return Farewell(await services.store.members.erase(guild_id, member_id), owed)


async def unpaid_shares(services: Services, guild_id: int, member_id: int) -> tuple[Share, ...]:
    """What the member is still owed of sales here; for that member alone."""
    return tuple(share for share in await services.store.ledger.shares_of(guild_id, member_id) if share.open)
