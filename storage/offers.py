"""Offers and their way from draft to payment. Each step is one transaction, and only one of many that try takes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, insert, literal_column, select, update

from bot.errors import NotPreviewed
from bot.model.polls import Poll, PollState, PollTerms
from bot.model.sales import Offer, OfferState, OfferStep, OfferTerms
from storage import dialect
from storage.columns import of_member
from storage.database import Database, fetched
from storage.ids import ensure_guild, next_ids
from storage.ledger import void_price
from storage.offer_steps import (
    MILLISECOND,
    as_offer,
    confirmations,
    contributing,
    demand_confirmations,
    found_offer,
    in_offer,
    log_step,
    move,
    offers,
    wants_two,
)
from storage.offer_tables import offer_confirmation, offer_opt_out, offer_step, sale_setting
from storage.poll_tables import poll, roll
from storage.polls import create_poll
from storage.tables import offer

LEAVABLE = frozenset({OfferState.OPEN, OfferState.OPT_OUT, OfferState.BUILT})
"""States in which a contributor can leave: until the buyer has the package."""
_WAITING = offer.c.state.in_([literal_column("'open'"), literal_column("'opt_out'")])
"""The condition of the partial index, word for word and without parameters, so that it is read and not the table."""


class OfferStore:
    """What is offered, where it stands, who took which step, and who is still in. Nothing in it is ever deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, guild_id: int, terms: OfferTerms, by: int, at: datetime) -> Offer:
        """Write an offer down, to be changed, previewed and then voted on. Its log begins with "drafted"."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            (offer_id,) = await next_ids(connection, guild_id, "offer")
            row = {"guild_id": guild_id, "offer_id": offer_id, "proposed_by": by, "proposed_at": at}
            await connection.execute(insert(offer).values(**row, state=OfferState.DRAFT, **_as_columns(terms)))
            await log_step(connection, guild_id, offer_id, "drafted", by, at)
            return await found_offer(connection, guild_id, offer_id)

    async def rewrite(self, guild_id: int, offer_id: int, terms: OfferTerms, by: int, at: datetime) -> Offer | None:
        """Other terms for a draft; logged as "rewritten". None where it is no draft any more: nothing is changed.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            await found_offer(connection, guild_id, offer_id)
            drafts = in_offer(offer, guild_id, offer_id) & (offer.c.state == OfferState.DRAFT)
            if not (await connection.execute(update(offer).where(drafts).values(**_as_columns(terms)))).rowcount:
                return None
            await log_step(connection, guild_id, offer_id, "rewritten", by, at)
            return await found_offer(connection, guild_id, offer_id)

    async def open_vote(
        self,
        guild_id: int,
        offer_id: int,
        asked: PollTerms,
        channel_id: int | None,
        by: int,
        at: datetime,
        terms: OfferTerms | None = None,
    ) -> Poll | None:
        """Put a draft to the vote: the offer is open and its poll scheduled in one transaction; logged as "opened".

        From now on its terms cannot be changed. The poll then opens with its roll (`PollStore.open`), at once or by
        itself; one that never opened can still be, since it is found among those that are due.

        Args:
            guild_id: where.
            offer_id: which draft.
            asked: of the poll.
            channel_id: where its card is to stand.
            by: who opens it.
            at: now.
            terms: those that were looked at; None: whatever they are.

        Returns:
            The poll; None where the offer is no draft any more: then nothing is changed.

        Raises:
            UnknownOffer: no such offer here.
            NotPreviewed: the draft was written anew meanwhile. Nothing is changed.
            sqlalchemy.exc.IntegrityError: as `PollStore.create`.
        """
        async with self._database.writing(guild_id) as connection:
            if not await move(connection, guild_id, offer_id, [OfferState.DRAFT], OfferState.OPEN):
                return None
            if terms is not None and (await found_offer(connection, guild_id, offer_id)).terms != terms:
                raise NotPreviewed
            await log_step(connection, guild_id, offer_id, "opened", by, at)
            return await create_poll(connection, guild_id, asked, by, channel_id, at, offer_id)

    async def step(
        self,
        guild_id: int,
        offer_id: int,
        from_states: Collection[OfferState],
        to_state: OfferState,
        step: str,
        by: int | None,
        at: datetime,
        details: str = "",
        *,
        opt_out_until: datetime | None = None,
        confirmed: str | None = None,
    ) -> OfferStep | None:
        """Take an offer from one state to the next, with a line in its log, in one transaction.

        However many try at once, exactly one takes it.

        Args:
            guild_id: where.
            offer_id: which offer.
            from_states: where it may stand.
            to_state: where it stands then.
            step: a short code for the log, such as "passed".
            by: who does it; None: Tutti itself.
            at: now.
            details: further facts for the log, without names.
            opt_out_until: when the window ends, with `OfferState.OPT_OUT`; otherwise it stays as it is.
            confirmed: for a step that cannot be taken back, what it is about, such as a package's digest: where the
                server wants two moderators, both must have confirmed this step on this very subject.

        Returns:
            The line in the log; None where the offer stands elsewhere, and then nothing is changed.

        Raises:
            UnknownOffer: no such offer here.
            NeedsConfirmation: one of two moderators is missing. Nothing is changed.
            LedgerRefused: it would be withdrawn while the buyer's money is here. Nothing is changed.
        """
        async with self._database.writing(guild_id) as connection:
            if confirmed is not None:
                await demand_confirmations(connection, guild_id, offer_id, step, confirmed, at)
            window = {} if opt_out_until is None else {"opt_out_until": opt_out_until}
            if not await move(connection, guild_id, offer_id, from_states, to_state, **window):
                return None
            if to_state is OfferState.WITHDRAWN:
                await void_price(connection, guild_id, offer_id, at)
            return await log_step(connection, guild_id, offer_id, step, by, at, details)

    async def note(
        self, guild_id: int, offer_id: int, step: str, by: int | None, at: datetime, details: str = ""
    ) -> OfferStep:
        """A line in the log of something that moves no state: "previewed", a link that was issued.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            await found_offer(connection, guild_id, offer_id)
            return await log_step(connection, guild_id, offer_id, step, by, at, details)

    async def offer(self, guild_id: int, offer_id: int) -> Offer | None:
        """The offer; None where there is no such offer in this guild."""
        async with self._database.reading() as connection:
            row = (await connection.execute(offers().where(in_offer(offer, guild_id, offer_id)))).one_or_none()
        return None if row is None else as_offer(row)

    async def offers_of(self, guild_id: int, states: Collection[OfferState] = tuple(OfferState)) -> tuple[Offer, ...]:
        """The guild's offers in these states, the newest first."""
        query = offers().where(offer.c.guild_id == guild_id, offer.c.state.in_(list(states)))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(offer.c.offer_id.desc()))).all()
        return tuple(map(as_offer, rows))

    async def steps(self, guild_id: int, offer_id: int) -> tuple[OfferStep, ...]:
        """The offer's log, in order; empty where there is no such offer."""
        query = select(offer_step).where(in_offer(offer_step, guild_id, offer_id)).order_by(offer_step.c.seq)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(OfferStep(offer_id, row.seq, row.at, row.step, row.by_id, row.details) for row in rows)

    async def undecided(self) -> tuple[Offer, ...]:
        """Offers of all guilds whose vote has closed and which do not say so yet."""
        closed = exists().where(
            poll.c.guild_id == offer.c.guild_id, poll.c.offer_id == offer.c.offer_id, poll.c.state == PollState.CLOSED
        )
        query = offers().where(offer.c.state == OfferState.OPEN, _WAITING, closed).order_by(offer.c.proposed_at)
        async with self._database.reading() as connection:
            return tuple(map(as_offer, (await connection.execute(query)).all()))

    async def ripe(self, at: datetime) -> tuple[Offer, ...]:
        """Offers of all guilds that passed and whose window to leave has ended, the longest over first."""
        over = (offer.c.state == OfferState.OPT_OUT) & (offer.c.opt_out_until <= at)
        query = offers().where(over, _WAITING).order_by(offer.c.opt_out_until)
        async with self._database.reading() as connection:
            return tuple(map(as_offer, (await connection.execute(query)).all()))

    async def next_ripe(self, after: datetime) -> datetime | None:
        """When the next window ends, in any guild; None where none ends after this moment."""
        waits = (offer.c.state == OfferState.OPT_OUT) & (offer.c.opt_out_until > after)
        query = select(func.min(offer.c.opt_out_until)).where(waits, _WAITING)
        async with self._database.reading() as connection:
            first: datetime | None = (await connection.execute(query)).scalar()
        return first

    async def contributors(self, guild_id: int, offer_id: int) -> tuple[int, ...]:
        """Who is in the package as things stand, ascending.

        Members on the roll of the offer's vote who voted yes, or did not vote no (the offer says which), who have
        pooled their listening ever since it opened and did not leave this sale. Their own ballot decides; nobody
        else's does.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.reading() as connection:
            found = await found_offer(connection, guild_id, offer_id)
            query = contributing(found).order_by(roll.c.member_id)
            return tuple([row.member_id async for chunk in fetched(connection, query) for row in chunk])

    async def leave(self, guild_id: int, offer_id: int, member_id: int, at: datetime) -> bool:
        """Take a member out of one sale, in one transaction; logged as "left", without who.

        The log must not show who left: its line says that somebody did. A package that was built with them cannot be
        delivered any more. Of somebody whom the vote never asked nothing is written down: they are out as it is.

        Returns:
            Whether they are out; False where it was delivered before, or ended: then it is too late.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            found = await found_offer(connection, guild_id, offer_id)
            if found.state not in LEAVABLE:
                return False
            asked = (roll.c.guild_id == guild_id) & (roll.c.poll_id == found.poll_id) & (roll.c.member_id == member_id)
            if (await connection.execute(select(roll.c.member_id).where(asked))).first() is None:
                return True
            row = dialect.insert(connection, offer_opt_out).values(
                guild_id=guild_id, offer_id=offer_id, member_id=member_id, at=at
            )
            if (await connection.execute(row.on_conflict_do_nothing())).rowcount:
                await log_step(connection, guild_id, offer_id, "left", None, at)
            return True

    async def has_left(self, guild_id: int, offer_id: int, member_id: int) -> bool:
        """Whether the member left this sale; for that member alone."""
        query = select(offer_opt_out.c.at).where(
            in_offer(offer_opt_out, guild_id, offer_id), offer_opt_out.c.member_id == member_id
        )
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def asked(self, guild_id: int, member_id: int) -> frozenset[int]:
        """Offers on the roll of whose vote the member stands; for that member alone."""
        same = (poll.c.guild_id == roll.c.guild_id) & (poll.c.poll_id == roll.c.poll_id)
        query = select(poll.c.offer_id).join(roll, same).where(of_member(roll, guild_id, member_id))
        async with self._database.reading() as connection:
            found = (await connection.execute(query.where(poll.c.offer_id.is_not(None)))).scalars()
            return frozenset(found.all())

    async def is_in(self, guild_id: int, offer_id: int, member_id: int) -> bool:
        """Whether the member is among the `contributors` as things stand; for that member alone.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.reading() as connection:
            query = contributing(await found_offer(connection, guild_id, offer_id))
            return (await connection.execute(query.where(roll.c.member_id == member_id))).first() is not None

    async def confirm(self, guild_id: int, offer_id: int, step: str, subject: str, by: int, at: datetime) -> int:
        """Note that a moderator confirms a step on a subject; how many different moderators have by now.

        Raises:
            UnknownOffer: no such offer here.
        """
        async with self._database.writing(guild_id) as connection:
            await found_offer(connection, guild_id, offer_id)
            key = {"guild_id": guild_id, "offer_id": offer_id, "step": step, "subject": subject, "member_id": by}
            row = dialect.insert(connection, offer_confirmation).values(**key, at=at)
            await connection.execute(row.on_conflict_do_update(index_elements=list(key), set_={"at": at}))
            return await confirmations(connection, guild_id, offer_id, step, subject, at)

    async def two_moderators(self, guild_id: int) -> bool:
        """Whether this server wants two moderators to confirm what cannot be taken back; not until they say so."""
        async with self._database.reading() as connection:
            return await wants_two(connection, guild_id)

    async def set_two_moderators(self, guild_id: int, wanted: bool) -> None:
        """Choose it. It holds for steps from now on."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            row = dialect.insert(connection, sale_setting).values(guild_id=guild_id, two_moderators=wanted)
            await connection.execute(
                row.on_conflict_do_update(index_elements=["guild_id"], set_={"two_moderators": wanted})
            )


def _as_columns(terms: OfferTerms) -> dict[str, Any]:
    same = (
        "buyer", "price_cents", "currency", "slice_words", "purpose", "slice_spec", "licence", "expires_on",
        "exclusive", "inclusion", "split", "cap_cents", "floor_cents",
    )  # fmt: skip
    return {name: getattr(terms, name) for name in same} | {"opt_out_ms": terms.opt_out // MILLISECOND}
