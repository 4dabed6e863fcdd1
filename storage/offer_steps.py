"""What a step of an offer reads and writes, inside its transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NeedsConfirmation, UnknownOffer
from bot.model.members import Consent
from bot.model.polls import Choice
from bot.model.sales import Inclusion, Offer, OfferState, OfferStep, OfferTerms, Split
from storage.offer_tables import offer_confirmation, offer_opt_out, offer_step, sale_setting
from storage.poll_tables import ballot, poll, roll
from storage.tables import consent, offer

CONFIRMATIONS = 2
"""Moderators who confirm what cannot be taken back, where the server wants it."""
CONFIRMED_WITHIN = timedelta(days=7)
"""An older confirmation no longer counts: what was sensible then may not be now."""
MILLISECOND = timedelta(milliseconds=1)


def in_offer(table: Table, guild_id: int, offer_id: int) -> ColumnElement[bool]:
    """The table's rows of one offer."""
    return (table.c.guild_id == guild_id) & (table.c.offer_id == offer_id)


def contributing(found: Offer) -> Select[int]:
    """The ids of those who are in the package as things stand; see `OfferStore.contributors`."""
    guild_id = found.guild_id
    own = (ballot.c.guild_id == roll.c.guild_id) & (ballot.c.poll_id == roll.c.poll_id)
    own &= ballot.c.member_id == roll.c.member_id
    said = exists().where(own, ballot.c.choice == (Choice.YES if found.terms.inclusion is Inclusion.YES else Choice.NO))
    # Who left the pool has left its open sales for good, even if they pool again: a package that somebody left can
    # never become deliverable again, so that those built meanwhile need not be held against it.
    opened = select(poll.c.opened_at).where(poll.c.guild_id == guild_id, poll.c.poll_id == found.poll_id)
    pools = exists().where(
        consent.c.guild_id == guild_id,
        consent.c.member_id == roll.c.member_id,
        consent.c.kind == Consent.POOL,
        consent.c.given,
        consent.c.at <= opened.scalar_subquery(),
    )
    left = exists().where(
        in_offer(offer_opt_out, guild_id, found.offer_id), offer_opt_out.c.member_id == roll.c.member_id
    )
    in_vote = (roll.c.guild_id == guild_id) & (roll.c.poll_id == found.poll_id)
    return select(roll.c.member_id).where(
        in_vote, said if found.terms.inclusion is Inclusion.YES else ~said, pools, ~left
    )


async def move(
    connection: AsyncConnection,
    guild_id: int,
    offer_id: int,
    from_states: Collection[OfferState],
    to_state: OfferState,
    **also: Any,  # noqa: ANN401 - values of columns
) -> bool:
    """Within a writing transaction: whether the offer stood in one of these states, and now stands in the next.

    Raises:
        UnknownOffer: no such offer here.
    """
    moving = update(offer).where(in_offer(offer, guild_id, offer_id), offer.c.state.in_(list(from_states)))
    if (await connection.execute(moving.values(state=to_state, **also).returning(offer.c.offer_id))).first():
        return True
    await found_offer(connection, guild_id, offer_id)
    return False


async def log_step(
    connection: AsyncConnection,
    guild_id: int,
    offer_id: int,
    step: str,
    by: int | None,
    at: datetime,
    details: str = "",
) -> OfferStep:
    """Within a writing transaction: the next line of an offer's log."""
    last = select(func.coalesce(func.max(offer_step.c.seq), 0)).where(in_offer(offer_step, guild_id, offer_id))
    seq = (await connection.execute(last)).scalar_one() + 1
    row = {"guild_id": guild_id, "offer_id": offer_id, "seq": seq, "at": at, "step": step}
    await connection.execute(insert(offer_step).values(**row, by_id=by, details=details))
    return OfferStep(offer_id, seq, at, step, by, details)


async def demand_confirmations(
    connection: AsyncConnection, guild_id: int, offer_id: int, step: str, subject: str, at: datetime
) -> None:
    """Within a writing transaction, before a step that cannot be taken back.

    Raises:
        NeedsConfirmation: the server wants two moderators, and they have not both confirmed this on this subject.
    """
    if await wants_two(connection, guild_id):
        confirmed = await confirmations(connection, guild_id, offer_id, step, subject, at)
        if confirmed < CONFIRMATIONS:
            raise NeedsConfirmation(confirmed, CONFIRMATIONS)


async def wants_two(connection: AsyncConnection, guild_id: int) -> bool:
    """Whether this server wants two moderators to confirm what cannot be taken back."""
    query = select(sale_setting.c.two_moderators).where(sale_setting.c.guild_id == guild_id)
    return bool((await connection.execute(query)).scalar())


async def confirmations(
    connection: AsyncConnection, guild_id: int, offer_id: int, step: str, subject: str, at: datetime
) -> int:
    """How many different moderators have confirmed this step on this subject lately."""
    query = select(func.count()).where(
        in_offer(offer_confirmation, guild_id, offer_id),
        offer_confirmation.c.step == step,
        offer_confirmation.c.subject == subject,
        offer_confirmation.c.at > at - CONFIRMED_WITHIN,
    )
    return int((await connection.execute(query)).scalar_one())


async def found_offer(connection: AsyncConnection, guild_id: int, offer_id: int) -> Offer:
    """The offer, within a transaction.

    Raises:
        UnknownOffer: no such offer here.
    """
    row = (await connection.execute(offers().where(in_offer(offer, guild_id, offer_id)))).one_or_none()
    if row is None:
        raise UnknownOffer
    return as_offer(row)


def offers() -> Select[Any]:
    """Offers, with the poll by which each is voted on."""
    vote = select(func.max(poll.c.poll_id)).where(
        poll.c.guild_id == offer.c.guild_id, poll.c.offer_id == offer.c.offer_id
    )
    return select(offer, vote.correlate(offer).scalar_subquery().label("poll_id"))


def as_offer(row: Row[Any]) -> Offer:
    """A row of `offers`."""
    terms = OfferTerms(
        row.buyer, row.price_cents, row.currency, row.slice_words, row.purpose, row.slice_spec, row.licence,
        row.expires_on, row.exclusive, Inclusion(row.inclusion), Split(row.split), row.cap_cents, row.floor_cents,
        row.opt_out_ms * MILLISECOND,
    )  # fmt: skip
    state = OfferState(row.state)
    return Offer(
        row.guild_id, row.offer_id, terms, row.proposed_by, row.proposed_at, state, row.poll_id, row.opt_out_until
    )
