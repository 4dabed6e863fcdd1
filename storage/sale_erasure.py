"""What a member's erasure does to sales: everything that outlives them names nobody any more."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.sales import OfferState
from storage.columns import of_member
from storage.ledger import forget_in_ledger
from storage.offer_tables import delivery_link, offer_confirmation, offer_step, package, package_member
from storage.tables import offer


async def forget_in_sales(connection: AsyncConnection, guild_id: int, member_id: int) -> int:
    """Within an erasure, before the member's own row goes: how many rows of sales named them.

    Offers, steps and links stay without who. Confirmations go. Ledger lines stay with their cents and references, so
    that the books still add up and what is owed can still be paid to whoever has the reference. A package that they
    are in and that the buyer does not have yet loses its archive: it must be built anew. Places on rosters, opt-outs
    and keys of consent records go with the member's own row.
    """
    undelivered = (
        select(package_member.c.offer_id)
        .join(offer, (offer.c.guild_id == package_member.c.guild_id) & (offer.c.offer_id == package_member.c.offer_id))
        .where(of_member(package_member, guild_id, member_id), offer.c.state == OfferState.BUILT)
    )
    cleared = update(package).where(package.c.guild_id == guild_id, package.c.offer_id.in_(undelivered))
    await connection.execute(cleared.values(archive=None))
    rows = await forget_in_ledger(connection, guild_id, member_id)
    for column in (offer.c.proposed_by, offer_step.c.by_id, delivery_link.c.issued_by):
        theirs = update(column.table).where(column.table.c.guild_id == guild_id, column == member_id)
        rows += (await connection.execute(theirs.values({column.name: None}))).rowcount
    gone = delete(offer_confirmation).where(of_member(offer_confirmation, guild_id, member_id))
    return rows + int((await connection.execute(gone)).rowcount)
