"""What is asked about polls, without changing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from bot.model.polls import Ballot, BoxContents, LogEntry, Poll, PollResult, PollState, RollEntry, Turnout
from storage.closing import contents
from storage.columns import same_member
from storage.database import Database, fetched
from storage.delegations import holding, in_effect
from storage.group_commit import GroupCommit
from storage.poll_rows import as_entry, as_poll, find_polls, in_poll, in_state, read_poll, read_result
from storage.poll_tables import ballot, ballot_log, poll, reminders_off, roll

RECENT = 25


class PollReading:
    """The part of `PollStore` that reads. `guild_id` leads every question but the few at the end."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lookups = GroupCommit[tuple[int, int], Poll | None](self._look_up)
        database.before_closing(self._lookups.settled)

    async def poll(self, guild_id: int, poll_id: int) -> Poll | None:
        """The poll; None where there is no such poll in this guild. Whoever asks at once is answered by one look."""
        return await self._lookups.ask((guild_id, poll_id))

    async def _look_up(self, keys: Sequence[tuple[int, int]]) -> Sequence[Poll | None]:
        return await self._database.read_in_one_step(find_polls, keys)

    async def result(self, guild_id: int, poll_id: int) -> PollResult | None:
        """How the poll ended; None while it is open, or where there is no such poll."""
        async with self._database.reading() as connection:
            return await read_result(connection, guild_id, poll_id)

    async def turnout(self, guild_id: int, poll_id: int) -> Turnout:
        """How many have voted, whatever they chose; `counts` is left empty.

        Raises:
            UnknownPoll: no such poll here.
        """
        counted = select(func.count()).select_from(ballot).where(in_poll(ballot, guild_id, poll_id))
        async with self._database.reading() as connection:
            found = await read_poll(connection, guild_id, poll_id)
            return Turnout((await connection.execute(counted)).scalar_one(), found.electorate)

    async def box(self, guild_id: int, poll_id: int) -> BoxContents:
        """What is in the box now. For rules alone (live counts, an early close, a package): it says who chose what.

        Raises:
            UnknownPoll: no such poll here.
        """
        async with self._database.reading() as connection:
            return await contents(connection, await read_poll(connection, guild_id, poll_id))

    async def ballot(self, guild_id: int, poll_id: int, member_id: int) -> Ballot | None:
        """The member's ballot as it counts now, for that member alone; None where they have not voted."""
        query = select(ballot).where(in_poll(ballot, guild_id, poll_id), ballot.c.member_id == member_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Ballot(poll_id, member_id, row.choice, row.cast_at, row.seq)

    async def ballots_by_member(self, guild_id: int, poll_id: int) -> tuple[tuple[int, str], ...]:
        """(member id, choice) of a closed public poll, by member; nothing of a secret one, ever, or of an open one.

        Who erased everything since is not in it.

        Raises:
            UnknownPoll: no such poll here.
        """
        query = select(ballot.c.member_id, ballot.c.choice).where(in_poll(ballot, guild_id, poll_id))
        async with self._database.reading() as connection:
            found = await read_poll(connection, guild_id, poll_id)
            if found.state is not PollState.CLOSED or found.terms.conduct.secret:
                return ()
            rows = fetched(connection, query.order_by(ballot.c.member_id))
            return tuple([(row.member_id, row.choice) async for chunk in rows for row in chunk])

    async def roll_of(self, guild_id: int, poll_id: int) -> tuple[RollEntry, ...]:
        """Who may vote, by id, without those who erased everything since the opening; nobody while it is scheduled."""
        query = select(roll.c.member_id, roll.c.votes).where(in_poll(roll, guild_id, poll_id))
        async with self._database.reading() as connection:
            rows = fetched(connection, query.order_by(roll.c.member_id))
            return tuple([RollEntry(row.member_id, row.votes) async for chunk in rows for row in chunk])

    async def roll_entry(self, guild_id: int, poll_id: int, member_id: int) -> RollEntry | None:
        """The member's own entry; None where they are not on the roll."""
        query = select(roll.c.votes).where(in_poll(roll, guild_id, poll_id), roll.c.member_id == member_id)
        async with self._database.reading() as connection:
            votes = (await connection.execute(query)).scalar()
        return None if votes is None else RollEntry(member_id, votes)

    async def undecided(self, guild_id: int, poll_id: int) -> tuple[int, ...]:
        """Whom a reminder is for, by id: on the roll, without a ballot, letting nobody vote for them, not declining.

        Raises:
            UnknownPoll: no such poll here.
        """
        voted = in_poll(ballot, guild_id, poll_id) & (ballot.c.member_id == roll.c.member_id)
        query = (
            select(roll.c.member_id)
            .where(in_poll(roll, guild_id, poll_id), ~exists().where(voted))
            .where(~exists().where(same_member(reminders_off, roll)))
            .order_by(roll.c.member_id)
        )
        async with self._database.reading() as connection:
            conduct = (await read_poll(connection, guild_id, poll_id)).terms.conduct
            waiting = [row.member_id async for chunk in fetched(connection, query) for row in chunk]
            if not conduct.delegation:
                return tuple(waiting)
            rows = (await connection.execute(holding(guild_id, poll_id, conduct.topic))).all()
        lent = in_effect(rows)
        return tuple(member_id for member_id in waiting if member_id not in lent)

    async def log(self, guild_id: int, poll_id: int) -> tuple[LogEntry, ...]:
        """The poll's log, in order. While the poll is open it shows commitments and chain alone; see `LogEntry`.

        Raises:
            UnknownPoll: no such poll here.
        """
        query = select(ballot_log).where(in_poll(ballot_log, guild_id, poll_id)).order_by(ballot_log.c.seq)
        async with self._database.reading() as connection:
            closed = (await read_poll(connection, guild_id, poll_id)).state is PollState.CLOSED
            return tuple(
                [
                    as_entry(row) if closed else LogEntry(row.seq, row.commitment, row.chain)
                    async for chunk in fetched(connection, query)
                    for row in chunk
                ]
            )

    async def log_end(self, guild_id: int, poll_id: int) -> LogEntry | None:
        """The last entry of the poll's log, as it is shown while the poll is open; None where nobody voted."""
        query = select(ballot_log).where(in_poll(ballot_log, guild_id, poll_id)).order_by(ballot_log.c.seq.desc())
        async with self._database.reading() as connection:
            row = (await connection.execute(query.limit(1))).one_or_none()
        return None if row is None else LogEntry(row.seq, row.commitment, row.chain)

    async def open_polls_of(self, guild_id: int) -> tuple[Poll, ...]:
        """The guild's open polls, the next deadline first."""
        return await self._polls(in_state(PollState.OPEN) & (poll.c.guild_id == guild_id))

    async def recent_polls(self, guild_id: int, most: int = RECENT) -> tuple[Poll, ...]:
        """The guild's latest polls, whatever their state, the newest first."""
        query = select(poll).where(poll.c.guild_id == guild_id).order_by(poll.c.poll_id.desc()).limit(most)
        async with self._database.reading() as connection:
            return tuple(as_poll(row) for row in await connection.execute(query))

    # --- across guilds -----------------------------------------------------------------------------------------------
    # The only queries that no guild leads. Deadlines pass while the bot is down, and a start does not know yet which
    # guilds it serves. Each reads a partial index that holds nothing but the polls it looks for.

    async def scheduled(self) -> tuple[Poll, ...]:
        """Every poll of every guild that is still to open, by its deadline."""
        return await self._polls(in_state(PollState.SCHEDULED))

    async def to_open(self, at: datetime) -> tuple[Poll, ...]:
        """Every poll of every guild that should be open and is not: it opens at `at` or earlier, or at once."""
        due = poll.c.opens_at.is_(None) | (poll.c.opens_at <= at)
        return await self._polls(in_state(PollState.SCHEDULED) & due)

    async def open_polls(self) -> tuple[Poll, ...]:
        """Every open poll of every guild, the next deadline first."""
        return await self._polls(in_state(PollState.OPEN))

    async def overdue(self, at: datetime) -> tuple[Poll, ...]:
        """Every poll of every guild that is open and should not be: its deadline is `at` or earlier."""
        return await self._polls(in_state(PollState.OPEN) & (poll.c.closes_at <= at))

    async def unreminded(self) -> tuple[Poll, ...]:
        """Every open poll of every guild that promised a reminder and has not sent it, the next deadline first."""
        return await self._polls(in_state(PollState.OPEN) & poll.c.remind & poll.c.reminded_at.is_(None))

    async def unannounced(self) -> tuple[Poll, ...]:
        """Every closed poll of every guild whose channel was not told yet: the bot stopped in between."""
        return await self._polls(in_state(PollState.CLOSED) & poll.c.announced_at.is_(None))

    async def _polls(self, condition: ColumnElement[bool]) -> tuple[Poll, ...]:
        query = select(poll).where(condition).order_by(poll.c.closes_at, poll.c.guild_id, poll.c.poll_id)
        async with self._database.reading() as connection:
            return tuple([as_poll(row) async for chunk in fetched(connection, query) for row in chunk])
