"""Closing: what is in the box, what the log then shows, and the result, inside the closing transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.polls import BoxContents, Concluded, Poll
from storage.ballots import BEFORE_FIRST
from storage.database import fetched, in_chunks
from storage.delegations import holding, in_effect
from storage.poll_rows import concluded, in_poll
from storage.poll_tables import ballot, ballot_log, poll_result, roll

Conclude = Callable[[Poll, BoxContents], Concluded]
Root = Callable[[Sequence[bytes]], bytes]

_COUNTED_BESIDE = 300
"""More ballots than this are counted in a thread, so that the event loop goes on meanwhile."""


async def contents(connection: AsyncConnection, asked: Poll) -> BoxContents:
    """Everything that a tally is made from, as this transaction sees it."""
    here = (asked.guild_id, asked.poll_id)
    cast = select(ballot.c.member_id, ballot.c.seq, ballot.c.choice).where(in_poll(ballot, *here))
    ballots = [tuple(row) async for chunk in fetched(connection, cast.order_by(ballot.c.seq)) for row in chunk]
    entitled = select(roll.c.member_id, roll.c.votes).where(in_poll(roll, *here))
    weights = {row.member_id: row.votes async for chunk in fetched(connection, entitled) for row in chunk}
    delegates: dict[int, int] = {}
    if asked.terms.conduct.delegation:
        held = holding(*here, asked.terms.conduct.topic)
        rows = [row async for chunk in fetched(connection, held) for row in chunk]
        delegates = in_effect(rows, weights)
    last = select(ballot_log.c.chain).where(in_poll(ballot_log, *here)).order_by(ballot_log.c.seq.desc()).limit(1)
    head = (await connection.execute(last)).scalar()
    return BoxContents(tuple(ballots), weights, delegates, head or BEFORE_FIRST)


async def conclude_and_log(
    connection: AsyncConnection, asked: Poll, at: datetime, conclude: Conclude, root: Root
) -> None:
    """Count the box of a poll that this transaction has just closed, open the counted commitments, write the result."""
    box = await contents(connection, asked)
    beside = len(box.ballots) > _COUNTED_BESIDE
    came = await asyncio.to_thread(conclude, asked, box) if beside else conclude(asked, box)
    await _open_commitments(connection, asked, came.votes)
    logged = select(ballot_log.c.commitment).where(in_poll(ballot_log, asked.guild_id, asked.poll_id))
    in_order = logged.order_by(ballot_log.c.seq)
    commitments = [row.commitment async for chunk in fetched(connection, in_order) for row in chunk]
    await connection.execute(
        insert(poll_result).values(
            guild_id=asked.guild_id,
            poll_id=asked.poll_id,
            closed_at=at,
            electorate=asked.electorate,
            **concluded(came.conclusion),
            log_entries=len(commitments),
            log_head=box.head,
            log_root=await asyncio.to_thread(root, commitments) if beside else root(commitments),
        )
    )


async def _open_commitments(connection: AsyncConnection, asked: Poll, votes: Mapping[int, int]) -> None:
    """Show in the log what every ballot that counts says, and what it weighed."""
    here = (asked.guild_id, asked.poll_id)
    await connection.execute(
        update(ballot_log)
        .where(in_poll(ballot_log, *here), in_poll(ballot, *here), ballot.c.seq == ballot_log.c.seq)
        .values(choice=ballot.c.choice, nonce=ballot.c.nonce)
    )
    weighing = (
        update(ballot_log)
        .where(in_poll(ballot_log, *here), ballot_log.c.seq == bindparam("entry"))
        .values(votes=bindparam("weight"))
    )
    heavy = [{"entry": seq, "weight": weight} for seq, weight in votes.items() if weight != 1]
    if heavy:
        await in_chunks(connection, weighing, heavy)
