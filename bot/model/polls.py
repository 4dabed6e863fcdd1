"""Offers, polls, ballots, receipts and results.

An *offer* says who would buy which slice of the pool, for what price and use. A *poll* puts a question to an
*electorate* that is fixed when it opens (the *roll*). A *ballot* is what one member of it chose; only the last one
counts. Each cast leaves a *log entry* that names nobody, and gives the voter a *receipt* for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class Choice(StrEnum):
    """What a ballot says."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    """Takes part (counts towards the quorum) and takes no side."""


class PollState(StrEnum):
    """Where a poll stands. It goes from open to closed once, and never back."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a poll needs to pass, in exact fractions.

    Attributes:
        quorum: ballots / electorate must be at least this, in [0, 1].
        threshold: yes / (yes + no) must be strictly more than this, in [0, 1).
    """

    quorum: Fraction
    threshold: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.quorum <= 1:
            raise ValueError(f"a quorum lies between 0 and 1, not {self.quorum}")
        if not 0 <= self.threshold < 1:
            raise ValueError(f"a threshold lies between 0 and 1, and 1 could never be passed, not {self.threshold}")


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """What is offered, as it was put to the vote.

    Attributes:
        buyer: who would buy, as the proposer wrote it; unescaped.
        price_cents: the whole price, in hundredths of `currency`.
        currency: ISO 4217 code.
        slice_words: what would be sold, in the proposer's words.
        purpose: what the buyer would use it for.
    """

    buyer: str
    price_cents: int
    currency: str
    slice_words: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to buy a slice of what this server pooled.

    Attributes:
        proposed_by: the member who proposed it; None after that member erased everything.
    """

    guild_id: int
    offer_id: int
    terms: OfferTerms
    proposed_by: int | None
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class PollTerms:
    """What is asked, until when, and what it needs to pass.

    Attributes:
        closes_at: the deadline, aware. A ballot at this very moment is too late.
    """

    question: str
    closes_at: datetime
    rules: Rules


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to an electorate.

    Attributes:
        offer_id: the offer voted on.
        electorate: members on the roll when it opened. It stays, whoever leaves or erases later.
        closed_at: when it was closed; None while it is open.
        channel_id: where its card stands; None until it was posted.
        message_id: the card.
        announced_at: when the card was told the result; None before.
    """

    guild_id: int
    poll_id: int
    offer_id: int | None
    terms: PollTerms
    electorate: int
    opened_at: datetime
    state: PollState = PollState.OPEN
    closed_at: datetime | None = None
    channel_id: int | None = None
    message_id: int | None = None
    announced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one member chose, as it counts now.

    Attributes:
        seq: the log entry that this ballot stands behind.
    """

    poll_id: int
    member_id: int
    choice: Choice
    cast_at: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter is given, and nobody else.

    Attributes:
        nonce: 32 random bytes that keep the choice from being guessed out of the commitment.
        commitment: SHA-256 over poll, choice and nonce; the entry in the public log.
    """

    guild_id: int
    poll_id: int
    choice: Choice
    nonce: bytes = field(repr=False)
    commitment: bytes


@dataclass(frozen=True, slots=True)
class CastResult:
    """A ballot that is durably stored.

    Attributes:
        seq: place of the new entry in the poll's log, from 1.
        chain: the log's head with this entry.
        replaced: whether the member had voted before; that ballot no longer counts.
    """

    seq: int
    chain: bytes
    replaced: bool


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One cast in a poll's log. It names nobody.

    While the poll is open only `seq`, `commitment` and `chain` are shown. At its close each entry becomes one of three:
    counted (`choice` and `nonce` open the commitment), superseded (the same member voted again, by `superseded_by`),
    or withdrawn (the member erased everything before the close). So anyone can check the chain, open every counted
    commitment and count again.

    Attributes:
        seq: from 1, without gaps.
        chain: links this commitment to the entry before.
    """

    seq: int
    commitment: bytes
    chain: bytes
    superseded_by: int | None = None
    withdrawn: bool = False
    choice: Choice | None = None
    nonce: bytes | None = None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the electorate have voted."""

    ballots: int
    electorate: int


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the rules make of a poll's ballots.

    Attributes:
        yes: counted ballots that say so; likewise `no` and `abstain`.
        reason: what decided it, a short code from the rules that were applied.
    """

    yes: int
    no: int
    abstain: int
    passed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PollResult:
    """How a poll ended. Written once, in the transaction that closed it, and never changed.

    Attributes:
        electorate: members on the roll when it opened, whoever left since.
        log_entries: length of the log at the close.
        log_head: its last chain value; 32 zero bytes for a poll in which nobody voted.
    """

    guild_id: int
    poll_id: int
    closed_at: datetime
    electorate: int
    conclusion: Conclusion
    log_entries: int
    log_head: bytes
