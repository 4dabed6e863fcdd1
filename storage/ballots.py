"""What a cast and a close read and write, inside their transactions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotOnRoll, PollClosed, UnknownPoll
from bot.model.polls import Choice, PollState
from storage import dialect
from storage.database import fetched
from storage.tables import ballot, ballot_log, poll, roll

BEFORE_FIRST = bytes(32)
"""What the first link of a poll's log follows, and the head of a log without entries."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a poll stands before a cast: the entry of the member's ballot so far, and the end of the log."""

    own_seq: int | None
    last_seq: int
    last_chain: bytes


async def admitted(connection: AsyncConnection, guild_id: int, poll_id: int, member_id: int, at: datetime) -> Standing:
    """What a cast builds on.

    Raises:
        UnknownPoll, PollClosed, NotOnRoll: it may not be cast, for the first of these reasons.
    """
    last = (
        select(ballot_log.c.seq, ballot_log.c.chain)
        .where(in_poll(ballot_log, guild_id, poll_id))
        .order_by(ballot_log.c.seq.desc())
        .limit(1)
        .subquery()
    )
    query = (
        select(
            poll.c.state, poll.c.opened_at, poll.c.closes_at, poll.c.closed_at, roll.c.member_id.label("on_roll"),
            ballot.c.seq.label("own_seq"), func.coalesce(last.c.seq, 0).label("last_seq"),
            func.coalesce(last.c.chain, BEFORE_FIRST).label("last_chain"),
        )
        .select_from(poll)
        .outerjoin(roll, _same_poll(roll) & (roll.c.member_id == member_id))
        .outerjoin(ballot, _same_poll(ballot) & (ballot.c.member_id == member_id))
        .outerjoin(last, true())
        .where(in_poll(poll, guild_id, poll_id))
    )  # fmt: skip
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise UnknownPoll
    if row.state != PollState.OPEN or row.closes_at <= at:
        raise PollClosed(f"on {_words(row.closed_at or row.closes_at)}")
    if row.on_roll is None:
        raise NotOnRoll(_words(row.opened_at))
    return Standing(row.own_seq, row.last_seq, row.last_chain)


async def replace_ballot(connection: AsyncConnection, cast: dict[str, Any], own_seq: int | None) -> None:
    """Make this the member's ballot; the log entry of the one before, if there was one, points to it."""
    row = dialect.insert(connection, ballot).values(**cast)
    changed = {name: row.excluded[name] for name in ("choice", "nonce", "seq", "cast_at")}
    key = ["guild_id", "poll_id", "member_id"]
    await connection.execute(row.on_conflict_do_update(index_elements=key, set_=changed))
    if own_seq is not None:
        await connection.execute(
            update(ballot_log)
            .where(in_poll(ballot_log, cast["guild_id"], cast["poll_id"]), ballot_log.c.seq == own_seq)
            .values(superseded_by=cast["seq"])
        )


async def open_commitments(connection: AsyncConnection, guild_id: int, poll_id: int) -> None:
    """Show in the log what every ballot that counts says."""
    await connection.execute(
        update(ballot_log)
        .where(
            in_poll(ballot_log, guild_id, poll_id),
            in_poll(ballot, guild_id, poll_id),
            ballot.c.seq == ballot_log.c.seq,
        )
        .values(choice=ballot.c.choice, nonce=ballot.c.nonce)
    )


async def choices(connection: AsyncConnection, guild_id: int, poll_id: int) -> list[Choice]:
    """Every ballot that counts, in the order of casting."""
    query = select(ballot.c.choice).where(in_poll(ballot, guild_id, poll_id)).order_by(ballot.c.seq)
    return [Choice(row.choice) async for chunk in fetched(connection, query) for row in chunk]


async def log_head(connection: AsyncConnection, guild_id: int, poll_id: int) -> tuple[int, bytes]:
    """How many entries the log has, and its last chain value."""
    entries = select(ballot_log.c.seq, ballot_log.c.chain).where(in_poll(ballot_log, guild_id, poll_id))
    row = (await connection.execute(entries.order_by(ballot_log.c.seq.desc()).limit(1))).one_or_none()
    return (0, BEFORE_FIRST) if row is None else (row.seq, row.chain)


def in_poll(table: Table, guild_id: int, poll_id: int) -> ColumnElement[bool]:
    """The table's rows of one poll."""
    return (table.c.guild_id == guild_id) & (table.c.poll_id == poll_id)


def _same_poll(table: Table) -> ColumnElement[bool]:
    return (table.c.guild_id == poll.c.guild_id) & (table.c.poll_id == poll.c.poll_id)


def _words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
