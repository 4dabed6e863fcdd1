"""Polls and results as rows, and rows as polls and results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Row, Table, bindparam, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import UnknownPoll
from bot.model.polls import (
    Audience,
    Conclusion,
    Conduct,
    Electorate,
    LogEntry,
    Method,
    Option,
    Poll,
    PollResult,
    PollState,
    PollTerms,
    Rules,
    RunoffRound,
)
from storage.poll_tables import poll, poll_result

_MILLISECOND = timedelta(milliseconds=1)
_CONDUCT = ("secret", "live", "changeable", "early_close", "remind", "delegation", "topic")
_TALLY = ("counts", "abstain", "winners", "rounds", "duels", "delegated")
"""Fields of a conclusion that are one JSON text; the others have columns."""


Given = int | ColumnElement[int]
"""A value, or a column or parameter that holds one."""


def in_poll(table: Table, guild_id: Given, poll_id: Given) -> ColumnElement[bool]:
    """The table's rows of one poll."""
    return (table.c.guild_id == guild_id) & (table.c.poll_id == poll_id)


def same_poll(table: Table) -> ColumnElement[bool]:
    """The table's rows of the poll that stands beside them."""
    return (table.c.guild_id == poll.c.guild_id) & (table.c.poll_id == poll.c.poll_id)


def in_state(state: PollState) -> ColumnElement[bool]:
    """Polls that stand there, spelled as a constant: SQLite reads a partial index for nothing else."""
    column: Column[str] = poll.c.state
    return column == literal_column(f"'{state.value}'")


def asked(made: Poll) -> dict[str, Any]:
    """The row of a poll that was just made: scheduled, without a roll."""
    terms, electorate, conduct = made.terms, made.terms.electorate, made.terms.conduct
    return {
        "guild_id": made.guild_id,
        "poll_id": made.poll_id,
        "offer_id": made.offer_id,
        "question": terms.question,
        "method": terms.method,
        "options": _json([[option.label, option.description] for option in terms.options]),
        "quorum_part": terms.rules.quorum.numerator,
        "quorum_whole": terms.rules.quorum.denominator,
        "threshold_part": terms.rules.threshold.numerator,
        "threshold_whole": terms.rules.threshold.denominator,
        "audience": electorate.audience,
        "role_ids": _json(electorate.role_ids),
        "member_days": electorate.member_days,
        "account_days": electorate.account_days,
        "weights": _json(electorate.weights),
        "extension_ms": conduct.extension // _MILLISECOND,
        **{name: getattr(conduct, name) for name in _CONDUCT},
        "electorate": 0,
        "votes": 0,
        "created_by": made.created_by,
        "created_at": made.opened_at,
        "opens_at": terms.opens_at,
        "closes_at": terms.closes_at,
        "state": PollState.SCHEDULED,
        "channel_id": made.channel_id,
    }


def as_poll(row: Row[Any]) -> Poll:
    """A row of `poll`, or a wider one that holds its columns."""
    opens_at = row.opens_at
    return Poll(
        row.guild_id,
        row.poll_id,
        row.offer_id,
        _terms(
            *(row.question, row.method, row.options, row.closes_at, opens_at),
            *(row.quorum_part, row.quorum_whole, row.threshold_part, row.threshold_whole),
            *(row.audience, row.role_ids, row.member_days, row.account_days, row.weights),
            *(row.extension_ms, tuple(getattr(row, name) for name in _CONDUCT)),
        ),
        row.electorate,
        row.opened_at or row.created_at,
        PollState(row.state),
        row.closed_at,
        row.channel_id,
        row.message_id,
        row.announced_at,
        row.created_by,
        row.votes,
        row.extended_from,
        row.reminded_at,
    )


@lru_cache(maxsize=256)  # the same for every cast in a poll; only a late quorum changes one of them
def _terms(
    question: str, method: str, options: str, closes_at: datetime, opens_at: datetime | None,
    quorum_part: int, quorum_whole: int, threshold_part: int, threshold_whole: int,
    audience: str, role_ids: str, member_days: int, account_days: int, weights: str,
    extension_ms: int, conduct: tuple[Any, ...],
) -> PollTerms:  # fmt: skip
    held = Conduct(**dict(zip(_CONDUCT, conduct, strict=True)), extension=extension_ms * _MILLISECOND)
    return PollTerms(
        question,
        closes_at,
        Rules(Fraction(quorum_part, quorum_whole), Fraction(threshold_part, threshold_whole)),
        Method(method),
        tuple(Option(number, *words) for number, words in enumerate(json.loads(options), start=1)),
        Electorate(
            Audience(audience),
            tuple(json.loads(role_ids)),
            member_days,
            account_days,
            tuple((role_id, votes) for role_id, votes in json.loads(weights)),
        ),
        held,
        opens_at,
    )


def concluded(conclusion: Conclusion) -> dict[str, Any]:
    """The columns of a result that say what the rules made of the ballots."""
    said = asdict(conclusion)
    return {
        "ballots": conclusion.ballots,
        "votes": conclusion.votes,
        "passed": conclusion.passed,
        "reason": conclusion.reason,
        "tally": _json({name: said[name] for name in _TALLY}),
    }


def as_result(row: Row[Any]) -> PollResult:
    """A row of `poll_result`."""
    told = json.loads(row.tally)
    conclusion = Conclusion(
        _pairs(told["counts"]),
        told["abstain"],
        row.ballots,
        row.votes,
        tuple(told["winners"]),
        row.passed,
        row.reason,
        tuple(
            RunoffRound(_pairs(each["votes"]), each["exhausted"], tuple(each["dropped"]), each["by_lot"])
            for each in told["rounds"]
        ),
        tuple(map(tuple, told["duels"])),
        told["delegated"],
    )
    return PollResult(
        row.guild_id,
        row.poll_id,
        row.closed_at,
        row.electorate,
        conclusion,
        row.log_entries,
        row.log_head,
        row.log_root,
    )


def as_entry(row: Row[Any]) -> LogEntry:
    """A row of the log of a closed poll."""
    return LogEntry(
        row.seq, row.commitment, row.chain, row.superseded_by, row.withdrawn, row.choice, row.nonce, row.votes
    )


_ONE = select(poll).where(
    in_poll(poll, bindparam("guild_id", type_=BigInteger), bindparam("poll_id", type_=BigInteger))
)


async def read_poll(connection: AsyncConnection, guild_id: int, poll_id: int) -> Poll:
    """The poll.

    Raises:
        UnknownPoll: no such poll here.
    """
    row = (await connection.execute(_ONE, {"guild_id": guild_id, "poll_id": poll_id})).one_or_none()
    if row is None:
        raise UnknownPoll
    return as_poll(row)


def find_polls(connection: Connection, keys: Sequence[tuple[int, int]]) -> list[Poll | None]:
    """The polls with these guilds and ids, each read once; None where there is none."""
    found: dict[tuple[int, int], Poll | None] = {}
    for key in dict.fromkeys(keys):
        row = connection.execute(_ONE, {"guild_id": key[0], "poll_id": key[1]}).one_or_none()
        found[key] = None if row is None else as_poll(row)
    return [found[key] for key in keys]


async def read_result(connection: AsyncConnection, guild_id: int, poll_id: int) -> PollResult | None:
    """How the poll ended; None while it has not."""
    row = (await connection.execute(select(poll_result).where(in_poll(poll_result, guild_id, poll_id)))).one_or_none()
    return None if row is None else as_result(row)


def words(moment: datetime) -> str:
    """A moment as errors tell it."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _pairs(rows: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((left, right) for left, right in rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
