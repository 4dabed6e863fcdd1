"""Casting: what arrives together is admitted, logged and stored in one transaction, in the order in which it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, insert, select, true, update

from bot.errors import AlreadyVoted, NotOnRoll, NotOpenYet, PollClosed, UnknownPoll, VoteError
from bot.model.polls import CastResult, Poll, PollState
from storage import dialect
from storage.delegations import votes_cast
from storage.poll_rows import as_poll, in_poll, same_poll, words
from storage.poll_tables import ballot, ballot_log, poll, roll

BEFORE_FIRST = bytes(32)
"""What the first link of a poll's log follows, and the head of a log without entries."""

Link = Callable[[bytes, bytes], bytes]
Extension = Callable[[Poll, int, datetime, int], datetime | None]


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot that asks to be taken; see `PollStore.cast`."""

    guild_id: int
    poll_id: int
    member_id: int
    choice: str
    at: datetime
    nonce: bytes
    commitment: bytes
    link: Link
    extension: Extension | None = None


@dataclass(slots=True)
class _Box:
    """Where a poll stands while ballots are put into it.

    Attributes:
        own: member id -> log entry of their ballot, None where they have not voted; only of those who cast now.
        entries: rows for the log.
        ballots: member id -> row; a member's last one.
        superseded: log entries from before that count no more -> the entry that took their place.
    """

    poll: Poll
    last_seq: int
    last_chain: bytes
    own: dict[int, int | None]
    entries: list[dict[str, Any]] = field(default_factory=list)
    ballots: dict[int, dict[str, Any]] = field(default_factory=dict)
    superseded: dict[int, int] = field(default_factory=dict)

    def take(self, cast: Cast) -> tuple[int, bytes, bool]:
        """Put a ballot in: its log entry, the chain with it, and whether it replaced one.

        Raises:
            NotOpenYet, PollClosed, NotOnRoll, AlreadyVoted: it may not be cast, for the first of these reasons.
        """
        self._admit(cast)
        before = self.own[cast.member_id]
        chain = cast.link(self.last_chain, cast.commitment)
        seq, self.last_chain = self.last_seq + 1, chain
        self.last_seq = seq
        key = {"guild_id": cast.guild_id, "poll_id": cast.poll_id}
        entry = {**key, "seq": seq, "commitment": cast.commitment, "chain": chain, "superseded_by": None}
        if before is not None:
            first = self.entries[0]["seq"] if self.entries else seq
            if before >= first:
                self.entries[before - first]["superseded_by"] = seq
            else:
                self.superseded[before] = seq
        self.entries.append(entry)
        self.own[cast.member_id] = seq
        given = {"member_id": cast.member_id, "choice": cast.choice, "nonce": cast.nonce, "seq": seq}
        self.ballots[cast.member_id] = {**key, **given, "cast_at": cast.at}
        return seq, chain, before is not None

    def _admit(self, cast: Cast) -> None:
        if self.poll.state is PollState.SCHEDULED:
            raise NotOpenYet(f"on {words(self.poll.terms.opens_at)}" if self.poll.terms.opens_at else "soon")
        if self.poll.state is PollState.CLOSED or self.poll.terms.closes_at <= cast.at:
            raise PollClosed(f"on {words(self.poll.closed_at or self.poll.terms.closes_at)}")
        if cast.member_id not in self.own:
            raise NotOnRoll(words(self.poll.opened_at))
        if self.own[cast.member_id] is not None and not self.poll.terms.conduct.changeable:
            raise AlreadyVoted


def take_ballots(connection: Connection, casts: Sequence[Cast]) -> list[CastResult | VoteError]:
    """Store the ballots that may be cast, and answer all of them in order. Within a writing transaction.

    Rapid taps of one member are all logged, and the last one counts.
    """
    boxes = {key: _box(connection, *key, members) for key, members in _members(casts).items()}
    taken: list[tuple[int, bytes, bool] | VoteError] = []
    for cast in casts:
        box = boxes[cast.guild_id, cast.poll_id]
        try:
            taken.append(UnknownPoll() if box is None else box.take(cast))
        except VoteError as refusal:
            taken.append(refusal)
    filled = {key: box for key, box in boxes.items() if box is not None and box.entries}
    rules = {(cast.guild_id, cast.poll_id): cast.extension for cast in casts if cast.extension is not None}
    for key, extension in rules.items():  # once for each poll: it looks at the whole roll
        if key in filled:
            _extend(connection, filled[key], extension)
    _store(connection, filled.values())
    answers: list[CastResult | VoteError] = []
    for cast, came in zip(casts, taken, strict=True):
        if isinstance(came, VoteError):
            answers.append(came)
        else:
            seq, chain, replaced = came
            answers.append(CastResult(seq, chain, replaced, filled[cast.guild_id, cast.poll_id].poll))
    return answers


def _members(casts: Iterable[Cast]) -> dict[tuple[int, int], list[int]]:
    voting: dict[tuple[int, int], dict[int, None]] = {}
    for cast in casts:
        voting.setdefault((cast.guild_id, cast.poll_id), {})[cast.member_id] = None
    return {key: list(members) for key, members in voting.items()}


_GUILD, _POLL = bindparam("guild_id", type_=BigInteger), bindparam("poll_id", type_=BigInteger)
_LAST = (
    select(ballot_log.c.seq, ballot_log.c.chain)
    .where(in_poll(ballot_log, _GUILD, _POLL))
    .order_by(ballot_log.c.seq.desc())
    .limit(1)
    .subquery()
)
_STANDING = (
    select(
        poll,
        roll.c.member_id.label("voter"),
        ballot.c.seq.label("own_seq"),
        func.coalesce(_LAST.c.seq, 0).label("last_seq"),
        func.coalesce(_LAST.c.chain, BEFORE_FIRST).label("last_chain"),
    )
    .select_from(poll)
    .outerjoin(roll, same_poll(roll) & roll.c.member_id.in_(bindparam("members", expanding=True)))
    .outerjoin(ballot, same_poll(ballot) & (ballot.c.member_id == roll.c.member_id))
    .outerjoin(_LAST, true())
    .where(in_poll(poll, _GUILD, _POLL))
)
"""A poll, the end of its log, and those of some members who are on its roll, a row each (or one without any)."""


def _box(connection: Connection, guild_id: int, poll_id: int, members: Sequence[int]) -> _Box | None:
    given = {"guild_id": guild_id, "poll_id": poll_id, "members": members}
    rows = connection.execute(_STANDING, given).all()
    if not rows:
        return None
    own = {row.voter: row.own_seq for row in rows if row.voter is not None}
    return _Box(as_poll(rows[0]), rows[0].last_seq, rows[0].last_chain, own)


def _extend(connection: Connection, box: _Box, extension: Extension) -> None:
    """Move the deadline where the rule says so of what the box weighed before these ballots and weighs with them."""
    conduct, at = box.poll.terms.conduct, max(row["cast_at"] for row in box.ballots.values())
    late = box.poll.terms.closes_at - at < conduct.extension
    if not late or box.poll.extended_from is not None:
        return
    before, now = votes_cast(connection, box.poll, box.ballots)
    closes_at = extension(box.poll, now, at, before)
    if closes_at is None:
        return
    first = box.poll.terms.closes_at
    moving = update(poll).where(in_poll(poll, box.poll.guild_id, box.poll.poll_id))
    connection.execute(moving.values(closes_at=closes_at, extended_from=first))
    box.poll = replace(box.poll, terms=replace(box.poll.terms, closes_at=closes_at), extended_from=first)


_LOGGING = insert(ballot_log)
_SUPERSEDING = (
    update(ballot_log)
    .where(
        in_poll(ballot_log, bindparam("in_guild", type_=BigInteger), bindparam("in_poll", type_=BigInteger)),
        ballot_log.c.seq == bindparam("superseded"),
    )
    .values(superseded_by=bindparam("by"))
)


def _store(connection: Connection, boxes: Iterable[_Box]) -> None:
    filled = list(boxes)
    entries = [row for box in filled for row in box.entries]
    if not entries:
        return
    connection.execute(_LOGGING, entries)
    ballots = [row for box in filled for row in box.ballots.values()]
    connection.execute(dialect.replace_rows(connection.dialect.name, ballot), ballots)
    superseded = [
        {"in_guild": box.poll.guild_id, "in_poll": box.poll.poll_id, "superseded": seq, "by": by}
        for box in filled
        for seq, by in box.superseded.items()
    ]
    if superseded:
        connection.execute(_SUPERSEDING, superseded)
