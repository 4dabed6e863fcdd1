"""Polls for storage tests: real commitments and links, and rules simple enough to check in the head."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from bot.model.polls import (
    BoxContents,
    CastResult,
    Choice,
    Concluded,
    Conclusion,
    Conduct,
    Poll,
    PollResult,
    PollTerms,
    RollEntry,
    Rules,
)
from storage import Store
from storage.ballots import Extension
from tests.storage.builders import GUILD, NOON

DEADLINE = NOON + timedelta(hours=1)
RULES = Rules(Fraction(1, 2), Fraction(2, 3))
WAIT = timedelta(minutes=10)
EXTENDED = Conduct(extension=WAIT)
LATE, LATER = DEADLINE - timedelta(minutes=5), DEADLINE - timedelta(minutes=4)
"""Moments at which less than `WAIT` is left."""


def half(_: Poll, now: int, at: datetime, before: int) -> datetime | None:
    """A late quorum of two votes leaves `WAIT` from then on."""
    return at + WAIT if before < 2 <= now else None


def link(previous: bytes, commitment: bytes) -> bytes:
    return hashlib.sha256(previous + commitment).digest()


def commitment(choice: str, nonce: bytes) -> bytes:
    return hashlib.sha256(choice.encode() + nonce).digest()


def root(commitments: Sequence[bytes]) -> bytes:
    return hashlib.sha256(b"".join(commitments)).digest()


def conclude(poll: Poll, box: BoxContents) -> Concluded:
    """One member, one vote; the roll is told in the reason."""
    choices = [choice for _, _, choice in box.ballots]
    yes, no = choices.count(Choice.YES), choices.count(Choice.NO)
    counts, winners = (("yes", yes), ("no", no)), ("yes",) if yes > no else ()
    abstain, reason = choices.count(Choice.ABSTAIN), f"of {poll.electorate}"
    conclusion = Conclusion(counts, abstain, len(choices), len(choices), winners, yes > no, reason)
    return Concluded(conclusion, {seq: 1 for _, seq, _ in box.ballots})


async def close(store: Store, poll: Poll, at: datetime | None = None, *, early: bool = False) -> PollResult | None:
    """At its deadline, or at another moment."""
    moment = at or poll.terms.closes_at
    return await store.polls.close(poll.guild_id, poll.poll_id, moment, conclude, root, early=early)


async def open_poll(store: Store, *electorate: int, guild_id: int = GUILD, closes_at: datetime = DEADLINE) -> Poll:
    """A poll from noon to one, on a roll of these members, who are known here."""
    for member_id in electorate:
        await store.members.see(guild_id, member_id, f"member {member_id}")
    return await hold(store, *electorate, guild_id=guild_id, closes_at=closes_at)


def asked(**terms: Any) -> PollTerms:
    """Yes or no until one o'clock, or as these terms say."""
    return PollTerms(**{"question": "Well?", "closes_at": DEADLINE, "rules": RULES, **terms})


async def hold(
    store: Store, *roll: int | RollEntry, guild_id: int = GUILD, conduct: Conduct | None = None, **terms: Any
) -> Poll:
    """A poll about anything, open from noon on, on a roll of these members, whom nobody needs to know."""
    made = await store.polls.create(guild_id, asked(conduct=conduct or Conduct(), **terms), 9, 555, NOON)
    entries = [entry if isinstance(entry, RollEntry) else RollEntry(entry) for entry in roll]
    opened = await store.polls.open(guild_id, made.poll_id, entries, NOON)
    assert opened is not None
    return opened


async def cast(
    store: Store,
    poll: Poll,
    member_id: int,
    choice: str,
    nonce: int,
    at: datetime = NOON + timedelta(minutes=1),
    extension: Extension | None = None,
) -> CastResult:
    """A ballot whose nonce is this number in 32 bytes."""
    secret = nonce.to_bytes(32, "big")
    return await store.polls.cast(
        poll.guild_id, poll.poll_id, member_id, choice, at, secret, commitment(choice, secret), link, extension
    )
