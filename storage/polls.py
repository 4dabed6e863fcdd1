"""Offers, polls and ballots. Each step is one transaction, on the disk before it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import UnknownPoll
from bot.model.polls import (
    Ballot,
    CastResult,
    Choice,
    Conclusion,
    LogEntry,
    Poll,
    PollResult,
    PollState,
    PollTerms,
    Rules,
    Turnout,
)
from bot.model.sales import Offer, OfferTerms
from storage.ballots import admitted, choices, in_poll, log_head, open_commitments, replace_ballot
from storage.database import Database, fetched, in_chunks
from storage.ids import ensure_guild, next_ids
from storage.tables import ballot, ballot_log, offer, poll, poll_result, roll

Link = Callable[[bytes, bytes], bytes]
Conclude = Callable[[Sequence[Choice], int], Conclusion]


class PollStore:
    """Votes, guild by guild. Nothing in it is ever deleted but with a member's erasure, and results not even then."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_sale(
        self,
        guild_id: int,
        offered: OfferTerms,
        asked: PollTerms,
        electorate: Sequence[int],
        proposed_by: int,
        channel_id: int | None,
        at: datetime,
    ) -> Poll:
        """Put an offer to the vote: offer, poll and roll appear together.

        Args:
            guild_id: where.
            offered: what is offered.
            asked: the question, its deadline and its rules.
            electorate: member ids, without repeats, all known here. This is the roll; it never grows.
            proposed_by: the member who proposes.
            channel_id: where the card will stand, so that a start can post one that was never posted.
            at: the moment of opening, before the deadline.

        Raises:
            sqlalchemy.exc.IntegrityError: the roll is empty, repeats or names an unknown member, or the deadline has
                passed. Nothing is stored.
        """
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            (offer_id,) = await next_ids(connection, guild_id, "offer")
            (poll_id,) = await next_ids(connection, guild_id, "poll")
            await connection.execute(
                insert(offer).values(
                    guild_id=guild_id,
                    offer_id=offer_id,
                    buyer=offered.buyer,
                    price_cents=offered.price_cents,
                    currency=offered.currency,
                    slice_words=offered.slice_words,
                    purpose=offered.purpose,
                    proposed_by=proposed_by,
                    proposed_at=at,
                )
            )
            opened = Poll(guild_id, poll_id, offer_id, asked, len(electorate), at, channel_id=channel_id)
            await connection.execute(insert(poll).values(**_as_row(opened)))
            rows = [{"guild_id": guild_id, "poll_id": poll_id, "member_id": member_id} for member_id in electorate]
            await in_chunks(connection, insert(roll), rows)
            return await _poll(connection, guild_id, poll_id)

    async def cast(
        self,
        guild_id: int,
        poll_id: int,
        member_id: int,
        choice: Choice,
        at: datetime,
        nonce: bytes,
        commitment: bytes,
        link: Link,
    ) -> CastResult:
        """Take a member's ballot. When this returns, the ballot is on the disk.

        A member has one ballot in a poll: another cast replaces it, and the log says at the close which entries were
        superseded. The log entry names nobody.

        Args:
            guild_id: where.
            poll_id: in which poll.
            member_id: who votes.
            choice: what they choose.
            at: the moment of the cast; must be before the deadline.
            nonce: opens the commitment; shown in the log once the poll is closed, with the choice.
            commitment: 32 bytes, new in this poll.
            link: (previous chain value, commitment) -> chain value, 32 bytes each. Called inside the transaction.

        Raises:
            UnknownPoll: no such poll here.
            NotOnRoll: the member was not in the electorate when it opened, or erased everything since.
            PollClosed: it is closed, or its deadline has passed. In each case nothing was counted.
        """
        key = {"guild_id": guild_id, "poll_id": poll_id}
        async with self._database.writing(guild_id) as connection:
            standing = await admitted(connection, guild_id, poll_id, member_id, at)
            seq, chain = standing.last_seq + 1, link(standing.last_chain, commitment)
            await connection.execute(insert(ballot_log).values(**key, seq=seq, commitment=commitment, chain=chain))
            row = {"member_id": member_id, "choice": choice, "nonce": nonce, "seq": seq, "cast_at": at}
            await replace_ballot(connection, {**key, **row}, standing.own_seq)
        return CastResult(seq, chain, replaced=standing.own_seq is not None)

    async def close(self, guild_id: int, poll_id: int, at: datetime, conclude: Conclude) -> PollResult | None:
        """Close a poll whose deadline has passed and write its result, in one transaction.

        However many try at once, exactly one closes it. The log then shows choice and nonce of every counted entry.

        Args:
            guild_id: where.
            poll_id: which poll.
            at: the moment of the close.
            conclude: (counted choices in the order of casting, electorate) -> what the rules make of them. Called
                inside the transaction: if it raises, the poll stays open.

        Returns:
            The result for whoever closed it; None where somebody else has, or where the deadline has not passed.

        Raises:
            UnknownPoll: no such poll here.
        """
        async with self._database.writing(guild_id) as connection:
            await _poll(connection, guild_id, poll_id)
            closing = (
                update(poll)
                .where(in_poll(poll, guild_id, poll_id), poll.c.state == PollState.OPEN, poll.c.closes_at <= at)
                .values(state=PollState.CLOSED, closed_at=at)
                .returning(poll.c.electorate)
            )
            electorate = (await connection.execute(closing)).scalar()
            if electorate is None:
                return None
            await open_commitments(connection, guild_id, poll_id)
            conclusion = conclude(await choices(connection, guild_id, poll_id), electorate)
            head = await log_head(connection, guild_id, poll_id)
            await connection.execute(
                insert(poll_result).values(
                    guild_id=guild_id, poll_id=poll_id, closed_at=at, electorate=electorate,
                    yes=conclusion.of(Choice.YES), no=conclusion.of(Choice.NO), abstain=conclusion.abstain,
                    passed=conclusion.passed, reason=conclusion.reason,
                    log_entries=head[0], log_head=head[1],
                )
            )  # fmt: skip
            return await _result(connection, guild_id, poll_id)

    async def set_message(self, guild_id: int, poll_id: int, channel_id: int, message_id: int) -> None:
        """Remember where the poll's card stands.

        Raises:
            UnknownPoll: no such poll here.
        """
        await self._note(guild_id, poll_id, channel_id=channel_id, message_id=message_id)

    async def set_announced(self, guild_id: int, poll_id: int, at: datetime) -> None:
        """Remember that the channel was told the result.

        Raises:
            UnknownPoll: no such poll here.
        """
        await self._note(guild_id, poll_id, announced_at=at)

    async def poll(self, guild_id: int, poll_id: int) -> Poll | None:
        """The poll; None where there is no such poll in this guild."""
        async with self._database.reading() as connection:
            try:
                return await _poll(connection, guild_id, poll_id)
            except UnknownPoll:
                return None

    async def offer(self, guild_id: int, offer_id: int) -> Offer | None:
        """The offer; None where there is no such offer in this guild."""
        query = select(offer).where(offer.c.guild_id == guild_id, offer.c.offer_id == offer_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        terms = OfferTerms(row.buyer, row.price_cents, row.currency, row.slice_words, row.purpose)
        return Offer(guild_id, offer_id, terms, row.proposed_by, row.proposed_at)

    async def result(self, guild_id: int, poll_id: int) -> PollResult | None:
        """How the poll ended; None while it is open, or where there is no such poll."""
        async with self._database.reading() as connection:
            return await _result(connection, guild_id, poll_id)

    async def turnout(self, guild_id: int, poll_id: int) -> Turnout:
        """How many have voted, whatever they chose.

        Raises:
            UnknownPoll: no such poll here.
        """
        counted = select(func.count()).select_from(ballot).where(in_poll(ballot, guild_id, poll_id))
        async with self._database.reading() as connection:
            found = await _poll(connection, guild_id, poll_id)
            return Turnout((await connection.execute(counted)).scalar_one(), found.electorate)

    async def ballot(self, guild_id: int, poll_id: int, member_id: int) -> Ballot | None:
        """The member's ballot as it counts now, for that member alone; None where they have not voted."""
        query = select(ballot).where(in_poll(ballot, guild_id, poll_id), ballot.c.member_id == member_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Ballot(poll_id, member_id, Choice(row.choice), row.cast_at, row.seq)

    async def log(self, guild_id: int, poll_id: int) -> tuple[LogEntry, ...]:
        """The poll's log, in order. While the poll is open it shows commitments and chain alone; see `LogEntry`.

        Raises:
            UnknownPoll: no such poll here.
        """
        query = select(ballot_log).where(in_poll(ballot_log, guild_id, poll_id)).order_by(ballot_log.c.seq)
        async with self._database.reading() as connection:
            closed = (await _poll(connection, guild_id, poll_id)).state is PollState.CLOSED
            return tuple(
                [
                    _entry(row) if closed else LogEntry(row.seq, row.commitment, row.chain)
                    async for chunk in fetched(connection, query)
                    for row in chunk
                ]
            )

    # --- across guilds -----------------------------------------------------------------------------------------------
    # The only queries that no guild leads. Deadlines pass while the bot is down, and a start does not know yet which
    # guilds it serves. Each reads a partial index that holds nothing but the polls it looks for.

    async def open_polls(self) -> tuple[Poll, ...]:
        """Every open poll of every guild, the next deadline first."""
        return await self._polls(poll.c.state == PollState.OPEN)

    async def overdue(self, at: datetime) -> tuple[Poll, ...]:
        """Every poll of every guild that is open and should not be: its deadline is `at` or earlier."""
        return await self._polls((poll.c.state == PollState.OPEN) & (poll.c.closes_at <= at))

    async def unannounced(self) -> tuple[Poll, ...]:
        """Every closed poll of every guild whose channel was not told yet: the bot stopped in between."""
        return await self._polls((poll.c.state == PollState.CLOSED) & poll.c.announced_at.is_(None))

    async def _polls(self, condition: ColumnElement[bool]) -> tuple[Poll, ...]:
        query = select(poll).where(condition).order_by(poll.c.closes_at, poll.c.guild_id, poll.c.poll_id)
        async with self._database.reading() as connection:
            return tuple([_as_poll(row) async for chunk in fetched(connection, query) for row in chunk])

    async def _note(self, guild_id: int, poll_id: int, **noted: int | datetime) -> None:
        async with self._database.writing(guild_id) as connection:
            noting = update(poll).where(in_poll(poll, guild_id, poll_id)).values(**noted)
            if not (await connection.execute(noting)).rowcount:
                raise UnknownPoll


async def _poll(connection: AsyncConnection, guild_id: int, poll_id: int) -> Poll:
    row = (await connection.execute(select(poll).where(in_poll(poll, guild_id, poll_id)))).one_or_none()
    if row is None:
        raise UnknownPoll
    return _as_poll(row)


async def _result(connection: AsyncConnection, guild_id: int, poll_id: int) -> PollResult | None:
    query: Select[Any] = select(poll_result).where(in_poll(poll_result, guild_id, poll_id))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    counts, cast = ((Choice.YES.value, row.yes), (Choice.NO.value, row.no)), row.yes + row.no + row.abstain
    winners = (Choice.YES.value,) if row.passed else ()
    conclusion = Conclusion(counts, row.abstain, cast, cast, winners, row.passed, row.reason)
    return PollResult(guild_id, poll_id, row.closed_at, row.electorate, conclusion, row.log_entries, row.log_head)


def _as_poll(row: Row[Any]) -> Poll:
    quorum, threshold = (
        Fraction(row.quorum_part, row.quorum_whole),
        Fraction(row.threshold_part, row.threshold_whole),
    )
    return Poll(
        row.guild_id,
        row.poll_id,
        row.offer_id,
        PollTerms(row.question, row.closes_at, Rules(quorum, threshold)),
        row.electorate,
        row.opened_at,
        PollState(row.state),
        row.closed_at,
        row.channel_id,
        row.message_id,
        row.announced_at,
    )


def _as_row(opened: Poll) -> dict[str, Any]:
    quorum, threshold = opened.terms.rules.quorum, opened.terms.rules.threshold
    return {
        "guild_id": opened.guild_id,
        "poll_id": opened.poll_id,
        "offer_id": opened.offer_id,
        "question": opened.terms.question,
        "quorum_part": quorum.numerator,
        "quorum_whole": quorum.denominator,
        "threshold_part": threshold.numerator,
        "threshold_whole": threshold.denominator,
        "electorate": opened.electorate,
        "opened_at": opened.opened_at,
        "closes_at": opened.terms.closes_at,
        "state": opened.state,
        "channel_id": opened.channel_id,
    }


def _entry(row: Row[Any]) -> LogEntry:
    choice = None if row.choice is None else Choice(row.choice)
    return LogEntry(row.seq, row.commitment, row.chain, row.superseded_by, row.withdrawn, choice, row.nonce)
