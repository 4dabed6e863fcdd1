"""Who lets whom vote for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadDelegation, PollClosed
from bot.model.polls import Delegation, Poll, PollState
from storage import dialect
from storage.columns import of_member
from storage.database import Database, fetched
from storage.ids import ensure_guild
from storage.poll_rows import as_poll, in_poll, in_state, read_poll, words
from storage.poll_tables import ballot, delegation, poll, roll

Cycle = Callable[[Mapping[int, int], int, int], Sequence[int]]
"""(member -> delegate, member, delegate) -> the circle that the new delegation would close; empty where none."""


def holding(guild_id: int, poll_id: int, topic: str) -> Executable:
    """Delegations that a poll looks at: (member, delegate, poll or 0), those of its topic first."""
    rows = select(delegation.c.member_id, delegation.c.delegate_id, delegation.c.poll_id)
    of_poll = (delegation.c.poll_id == poll_id) & (delegation.c.topic == "")
    scope = of_poll if not topic else of_poll | ((delegation.c.poll_id == 0) & (delegation.c.topic == topic))
    return rows.where(delegation.c.guild_id == guild_id, scope).order_by(delegation.c.poll_id, delegation.c.member_id)


def in_effect(rows: Iterable[Any], on_roll: Collection[int] | None = None) -> dict[int, int]:
    """Member id -> delegate of rows of `holding`: one of the poll goes before a topic's. Both must be on the roll."""
    chosen = {member_id: delegate_id for member_id, delegate_id, _ in rows}
    if on_roll is None:
        return chosen
    return {
        member_id: delegate_id
        for member_id, delegate_id in chosen.items()
        if member_id in on_roll and delegate_id in on_roll
    }


def votes_cast(connection: Connection, asked: Poll, voting: Collection[int]) -> tuple[int, int]:
    """What the ballots in a poll weigh, with what is delegated to them: before these members vote, and after."""
    query = (
        select(roll.c.member_id, roll.c.votes, ballot.c.seq)
        .outerjoin_from(
            roll,
            ballot,
            (ballot.c.guild_id == roll.c.guild_id)
            & (ballot.c.poll_id == roll.c.poll_id)
            & (ballot.c.member_id == roll.c.member_id),
        )
        .where(in_poll(roll, asked.guild_id, asked.poll_id))
    )
    rows = connection.execute(query).all()
    weights = {row.member_id: row.votes for row in rows}
    voted = {row.member_id for row in rows if row.seq is not None}
    conduct, delegates = asked.terms.conduct, dict[int, int]()
    if conduct.delegation:
        delegates = in_effect(connection.execute(holding(asked.guild_id, asked.poll_id, conduct.topic)), weights)
    return _weight(weights, voted, delegates), _weight(weights, {*voted, *voting}, delegates)


def _weight(weights: Mapping[int, int], voted: Collection[int], delegates: Mapping[int, int]) -> int:
    return sum(votes for member_id, votes in weights.items() if represented(member_id, voted, delegates))


def represented(member_id: int, voted: Collection[int], delegates: Mapping[int, int]) -> bool:
    """Whether the member voted, or somebody did to whom their vote was passed on."""
    passed: set[int] = set()
    while member_id not in voted:
        passed.add(member_id)
        following = delegates.get(member_id)
        if following is None or following in passed:
            return False
        member_id = following
    return True


class Delegations:
    """The part of `PollStore` about delegations: at most one per member and scope. They go with either member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def delegate(self, given: Delegation, at: datetime, cycle: Cycle) -> None:
        """Let one member vote for another from now on; what the member had chosen for this scope is replaced.

        Args:
            given: of a poll that is not closed and takes delegations, or of a topic.
            at: the moment.
            cycle: called inside the transaction with what holds besides: in the poll, or in the topic and then in each
                open poll of it.

        Raises:
            UnknownPoll, PollClosed: of a poll's.
            BadDelegation: the poll takes none, one of the two is not on the roll, or it would come back to the member.
                In each case nothing was changed.
        """
        async with self._database.writing(given.guild_id) as connection:
            await ensure_guild(connection, given.guild_id)
            if given.poll_id is None:
                await self._check_topic(connection, given, cycle)
            else:
                await self._check_poll(connection, given, given.poll_id, cycle)
            row = dialect.insert(connection, delegation).values(
                guild_id=given.guild_id,
                member_id=given.member_id,
                poll_id=given.poll_id or 0,
                topic=given.topic,
                delegate_id=given.delegate_id,
                at=at,
            )
            await connection.execute(
                row.on_conflict_do_update(
                    index_elements=["guild_id", "member_id", "poll_id", "topic"],
                    set_={"delegate_id": given.delegate_id, "at": at},
                )
            )

    async def revoke(self, guild_id: int, member_id: int, poll_id: int | None = None, topic: str = "") -> bool:
        """Take it back, for this poll or this topic; whether there was one. A closed poll stays as it was counted."""
        scope = (delegation.c.poll_id == (poll_id or 0)) & (delegation.c.topic == topic)
        async with self._database.writing(guild_id) as connection:
            removing = delete(delegation).where(of_member(delegation, guild_id, member_id), scope)
            return bool((await connection.execute(removing)).rowcount)

    async def delegations_of(self, guild_id: int, member_id: int) -> tuple[Delegation, ...]:
        """Whom the member lets vote for them, topics first."""
        return await self._read(guild_id, delegation.c.member_id == member_id)

    async def delegations_to(self, guild_id: int, delegate_id: int) -> tuple[Delegation, ...]:
        """Who lets this member vote for them, topics first."""
        return await self._read(guild_id, delegation.c.delegate_id == delegate_id)

    async def _read(self, guild_id: int, condition: ColumnElement[bool]) -> tuple[Delegation, ...]:
        query = (
            select(delegation)
            .where(delegation.c.guild_id == guild_id, condition)
            .order_by(delegation.c.poll_id, delegation.c.topic, delegation.c.member_id)
        )
        async with self._database.reading() as connection:
            return tuple(
                [
                    Delegation(guild_id, row.member_id, row.delegate_id, row.poll_id or None, row.topic)
                    async for chunk in fetched(connection, query)
                    for row in chunk
                ]
            )

    async def _check_poll(self, connection: AsyncConnection, given: Delegation, poll_id: int, cycle: Cycle) -> None:
        asked = await read_poll(connection, given.guild_id, poll_id)
        if asked.state is PollState.CLOSED:
            raise PollClosed(f"on {words(asked.closed_at or asked.terms.closes_at)}")
        if not asked.terms.conduct.delegation:
            raise BadDelegation("In this vote everybody votes for themselves.")
        if asked.state is PollState.OPEN:
            both = select(roll.c.member_id).where(
                in_poll(roll, given.guild_id, poll_id), roll.c.member_id.in_([given.member_id, given.delegate_id])
            )
            on_roll = set((await connection.execute(both)).scalars())
            if given.member_id not in on_roll:
                raise BadDelegation("You were not on the roll of this vote when it opened.")
            if given.delegate_id not in on_roll:
                raise BadDelegation("That member was not on the roll of this vote when it opened.")
        await self._check(connection, given, poll_id, asked.terms.conduct.topic, cycle)

    async def _check_topic(self, connection: AsyncConnection, given: Delegation, cycle: Cycle) -> None:
        await self._check(connection, given, 0, given.topic, cycle)
        query = select(poll).where(
            poll.c.guild_id == given.guild_id, in_state(PollState.OPEN), poll.c.topic == given.topic, poll.c.delegation
        )
        for row in (await connection.execute(query)).all():
            await self._check(connection, given, as_poll(row).poll_id, given.topic, cycle)

    async def _check(
        self, connection: AsyncConnection, given: Delegation, poll_id: int, topic: str, cycle: Cycle
    ) -> None:
        rows = (await connection.execute(holding(given.guild_id, poll_id, topic))).all()
        if cycle(
            in_effect(row for row in rows if row.member_id != given.member_id), given.member_id, given.delegate_id
        ):
            raise BadDelegation("That would lead your vote back to you: whom you name lets you vote for them.")
