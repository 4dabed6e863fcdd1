"""Polls, ballots and results. Each step is one transaction, on the disk before it is acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import UnknownPoll, VoteError
from bot.model.polls import CastResult, Poll, PollResult, PollState, PollTerms, RollEntry
from storage import dialect
from storage.ballots import Cast, Extension, Link, take_ballots
from storage.closing import Conclude, Root, conclude_and_log
from storage.columns import of_member
from storage.database import Database, in_chunks
from storage.delegations import Delegations
from storage.group_commit import GroupCommit
from storage.ids import ensure_guild, next_ids
from storage.poll_reading import PollReading
from storage.poll_rows import as_poll, asked, in_poll, in_state, read_poll, read_result
from storage.poll_tables import poll, reminders_off, roll


class PollStore(PollReading, Delegations):
    """Votes, guild by guild. Nothing in it is ever deleted but with a member's erasure, and results not even then.

    What a poll promises when it is made stays: its terms, and from the opening on its roll. The database itself refuses
    to change them; the one exception is a deadline that a late quorum moves, once.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._casts = GroupCommit[Cast, CastResult](self._take)
        database.before_closing(self._casts.settled)

    # --- the life of a poll ------------------------------------------------------------------------------------------

    async def create(
        self,
        guild_id: int,
        terms: PollTerms,
        created_by: int,
        channel_id: int | None,
        at: datetime,
        offer_id: int | None = None,
    ) -> Poll:
        """Write a poll down: scheduled, without a roll, open to nobody yet.

        Args:
            guild_id: where.
            terms: what is asked, of whom, until when, and how. None of it can be changed any more.
            created_by: the member who makes it.
            channel_id: where the card will stand, so that a start can post one that was never posted.
            at: this moment, before the deadline.
            offer_id: the offer that is voted on.

        Raises:
            sqlalchemy.exc.IntegrityError: the deadline has passed, or comes before the opening, or there is no such
                offer. Nothing is stored.
        """
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            return await create_poll(connection, guild_id, terms, created_by, channel_id, at, offer_id)

    async def open(self, guild_id: int, poll_id: int, roll: Sequence[RollEntry], at: datetime) -> Poll | None:
        """Open a scheduled poll: from now on members on this roll can vote, and nobody else ever.

        Args:
            guild_id: where.
            poll_id: which poll.
            roll: at least one member, none twice. They need not be known here.
            at: this moment. After the deadline, which can be where the bot was down, it opens to be closed.

        Returns:
            The open poll for whoever opened it; None where somebody else has.

        Raises:
            UnknownPoll: no such poll here.
            sqlalchemy.exc.IntegrityError: the roll is empty or repeats. The poll stays scheduled.
        """
        async with self._database.writing(guild_id) as connection:
            if (await read_poll(connection, guild_id, poll_id)).state is not PollState.SCHEDULED:
                return None
            return await _open(connection, guild_id, poll_id, roll, at)

    async def call_off(self, guild_id: int, poll_id: int) -> bool:
        """Drop a poll that has not opened; whether this did. One that has opened goes on to its end."""
        async with self._database.writing(guild_id) as connection:
            dropping = delete(poll).where(in_poll(poll, guild_id, poll_id), in_state(PollState.SCHEDULED))
            return bool((await connection.execute(dropping)).rowcount)

    async def cast(
        self,
        guild_id: int,
        poll_id: int,
        member_id: int,
        choice: str,
        at: datetime,
        nonce: bytes,
        commitment: bytes,
        link: Link,
        extension: Extension | None = None,
    ) -> CastResult:
        """Take a member's ballot. When this returns, the ballot is on the disk.

        A member has one ballot in a poll. Where ballots are changeable another cast replaces it, and the log says at
        the close which entries were superseded. The log entry names nobody. Casts that arrive together share a commit.

        Args:
            guild_id: where.
            poll_id: in which poll.
            member_id: who votes.
            choice: what they choose, in the form of the poll's method; 1 to 200 characters.
            at: the moment of the cast; must be before the deadline.
            nonce: opens the commitment; shown in the log once the poll is closed, with the choice.
            commitment: 32 bytes, new in this poll.
            link: (previous chain value, commitment) -> chain value, 32 bytes each. Called inside the transaction,
                beside the event loop: a pure function. So is
            extension: (poll, votes cast with this ballot, moment, votes cast before it) -> the new deadline where a
                late quorum moves it, or None. Asked when less than the poll's `extension` is left; several casts that
                arrive together count as one.

        Raises:
            UnknownPoll: no such poll here.
            NotOpenYet: it is still to open.
            PollClosed: it is closed, or its deadline has passed.
            NotOnRoll: the member was not in the electorate when it opened, or erased everything since.
            AlreadyVoted: the first ballot is final here, and there is one. In each case nothing was counted.
        """
        return await self._casts.ask(Cast(guild_id, poll_id, member_id, choice, at, nonce, commitment, link, extension))

    async def _take(self, casts: Sequence[Cast]) -> Sequence[CastResult | VoteError]:
        return await self._database.write_in_one_step({cast.guild_id for cast in casts}, take_ballots, casts)

    async def close(
        self, guild_id: int, poll_id: int, at: datetime, conclude: Conclude, root: Root, *, early: bool = False
    ) -> PollResult | None:
        """Close a poll whose deadline has passed and write its result, in one transaction.

        However many try at once, exactly one closes it. The log then shows choice, nonce and votes of every counted
        entry.

        Args:
            guild_id: where.
            poll_id: which poll.
            at: the moment of the close.
            conclude: (poll, what is in the box) -> what the rules make of it. Called inside the transaction, and of a
                large box beside the event loop: a pure function. If it raises, the poll stays open. So is
            root: (the log's commitments in order) -> the Merkle root over them, 32 bytes.
            early: close before the deadline, where the poll's conduct says that this may be.

        Returns:
            The result for whoever closed it; None where somebody else has, or where it may not close yet.

        Raises:
            UnknownPoll: no such poll here.
        """
        due = poll.c.closes_at <= at
        closing = (
            update(poll)
            .where(
                in_poll(poll, guild_id, poll_id), in_state(PollState.OPEN), due | poll.c.early_close if early else due
            )
            .values(state=PollState.CLOSED, closed_at=at)
            .returning(*poll.c)
        )
        async with self._database.writing(guild_id) as connection:
            row = (await connection.execute(closing)).one_or_none()
            if row is None:
                await read_poll(connection, guild_id, poll_id)
                return None
            await conclude_and_log(connection, as_poll(row), at, conclude, root)
            return await read_result(connection, guild_id, poll_id)

    # --- notes about its card ----------------------------------------------------------------------------------------

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

    async def set_reminded(self, guild_id: int, poll_id: int, at: datetime) -> bool:
        """Remember that the undecided are being reminded; whether this caller is the one to do it.

        Said before the first message goes out: a bot that stops half-way reminds some members never, and none twice.
        """
        async with self._database.writing(guild_id) as connection:
            claiming = update(poll).where(in_poll(poll, guild_id, poll_id), in_state(PollState.OPEN))
            unclaimed = claiming.where(poll.c.reminded_at.is_(None)).values(reminded_at=at)
            return bool((await connection.execute(unclaimed)).rowcount)

    async def _note(self, guild_id: int, poll_id: int, **noted: int | datetime) -> None:
        async with self._database.writing(guild_id) as connection:
            noting = update(poll).where(in_poll(poll, guild_id, poll_id)).values(**noted)
            if not (await connection.execute(noting)).rowcount:
                raise UnknownPoll

    # --- reminders ---------------------------------------------------------------------------------------------------

    async def set_reminders(self, guild_id: int, member_id: int, wanted: bool, at: datetime) -> None:
        """Whether the member wants to be reminded of polls here; so it is until they say no."""
        async with self._database.writing(guild_id) as connection:
            if wanted:
                await connection.execute(delete(reminders_off).where(of_member(reminders_off, guild_id, member_id)))
                return
            await ensure_guild(connection, guild_id)
            row = dialect.insert(connection, reminders_off).values(guild_id=guild_id, member_id=member_id, since=at)
            await connection.execute(row.on_conflict_do_nothing())

    async def wants_reminders(self, guild_id: int, member_id: int) -> bool:
        """What they said."""
        query = select(reminders_off.c.since).where(of_member(reminders_off, guild_id, member_id))
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is None


async def create_poll(
    connection: AsyncConnection,
    guild_id: int,
    terms: PollTerms,
    created_by: int,
    channel_id: int | None,
    at: datetime,
    offer_id: int | None,
) -> Poll:
    """What `PollStore.create` does, within a writing transaction."""
    (poll_id,) = await next_ids(connection, guild_id, "poll")
    made = Poll(
        guild_id, poll_id, offer_id, terms, 0, at, PollState.SCHEDULED, channel_id=channel_id, created_by=created_by
    )
    await connection.execute(insert(poll).values(**asked(made)))
    return await read_poll(connection, guild_id, poll_id)


async def _open(
    connection: AsyncConnection, guild_id: int, poll_id: int, entries: Sequence[RollEntry], at: datetime
) -> Poll:
    key = {"guild_id": guild_id, "poll_id": poll_id}
    rows = [{**key, "member_id": entry.member_id, "votes": entry.votes} for entry in entries]
    if rows:
        # Before the state: the roll of a poll that is open takes nobody any more.
        await in_chunks(connection, insert(roll), rows)
    opening = update(poll).where(in_poll(poll, guild_id, poll_id))
    votes = sum(entry.votes for entry in entries)
    await connection.execute(opening.values(state=PollState.OPEN, opened_at=at, electorate=len(entries), votes=votes))
    return await read_poll(connection, guild_id, poll_id)
