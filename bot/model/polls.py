"""Polls: what is asked, of whom, how it is held; ballots, receipts, the log and results.

A *poll* puts a question to an *electorate* that is fixed when it opens (the *roll*). A *ballot* is what one member of
it chose; only the last one counts. Each cast leaves a *log entry* that names nobody, and gives the voter a *receipt*.

A ballot is kept as one line of text in the form of its *method*, so that a commitment is over what the tally reads:
`yes`, `no`, `abstain`; an option's number, `3`; approved ones in ascending order, `1,4,5`; a ranking from the best,
`3>1>2`, in which options may be missing; scores of every option in order, `1=5,2=0,3=4`. `abstain` is a ballot in every
method: it takes part and takes no side. `bot/collective/ballot_forms.py` reads and writes these forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction


class Choice(StrEnum):
    """What a ballot says where the question is answered by yes or no."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    """Takes part (counts towards the quorum) and takes no side."""


class Method(StrEnum):
    """How a poll is voted and counted."""

    YES_NO = "yes_no"
    SINGLE = "single"
    """One option each; the most votes win."""
    APPROVAL = "approval"
    """Any number of options each; the most approvals win."""
    RUNOFF = "runoff"
    """A ranking each; the option with the fewest first places is dropped until one has more than half."""
    SCHULZE = "schulze"
    """A ranking each; every option meets every other, and beatpaths settle circles (Schulze)."""
    SCORE = "score"
    """A score from 0 to `HIGHEST_SCORE` for every option; the highest sum wins."""


HIGHEST_SCORE = 5
MOST_OPTIONS = 25
ABSTAIN = Choice.ABSTAIN.value
"""A ballot in every method."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose among.

    Attributes:
        number: from 1, in the order in which they are listed; what ballots name it by.
        label: as typed by whoever asks, unescaped, at most 80 characters.
        description: a line that explains it, at most 100 characters; or "".
    """

    number: int
    label: str
    description: str = ""


class Audience(StrEnum):
    """Who is asked."""

    POOL = "pool"
    """Members who pool their listening for sales."""
    EVERYONE = "everyone"
    """Every member of the server who is a person; needs the list of members."""
    ROLES = "roles"
    """Members who hold one of the named roles; needs the list of members."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may vote. It is looked up once, when the poll opens, and written down as the roll.

    Attributes:
        role_ids: of `Audience.ROLES`; else empty.
        member_days: full days in this server at the opening, at least.
        account_days: full days that the account has existed at the opening, at least.
        weights: (role id, votes) for roles whose members have more than one vote, openly; the highest counts. Empty:
            one member, one vote.
    """

    audience: Audience = Audience.POOL
    role_ids: tuple[int, ...] = ()
    member_days: int = 0
    account_days: int = 0
    weights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a poll is held. Fixed when it opens: what is promised to voters cannot be taken back.

    Attributes:
        secret: nobody is shown who chose what, ever; else ballots are listed with their voters at the close.
        live: counts are shown while it is open, once five have voted; else they are hidden until the close.
        changeable: a member can vote again until the close, and the last ballot counts; else the first is final.
        early_close: it closes as soon as no ballot that is still missing could change the outcome.
        extension: where the quorum is reached later than this before the deadline, the deadline moves, once, so that
            this much time is left; zero: it never moves.
        remind: members who have not voted are reminded once, by direct message, unless they declined.
        delegation: members may let another member of the roll vote for them.
        topic: delegations by topic that count here; "" for none.
    """

    secret: bool = True
    live: bool = False
    changeable: bool = True
    early_close: bool = False
    extension: timedelta = timedelta(0)
    remind: bool = False
    delegation: bool = False
    topic: str = ""


class PollState(StrEnum):
    """Where a poll stands. It goes from scheduled to open to closed, each once, and never back."""

    SCHEDULED = "scheduled"
    """It opens by itself at `opens_at`; it has no roll yet."""
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a poll needs to pass, in exact fractions.

    Attributes:
        quorum: votes of the ballots / votes of the roll must be at least this, in [0, 1].
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
class PollTerms:
    """What is asked, of whom, until when, how, and what it needs to pass.

    Attributes:
        question: one line, unescaped.
        closes_at: the deadline, aware. A ballot at this very moment is too late.
        rules: the quorum, of all methods; the threshold, of yes or no: what yes / (yes + no) must exceed. In other
            methods what the winner's share must exceed: of the votes that take a side, or in a score of what could be
            reached; 0 there: the most is enough.
        options: 2 to `MOST_OPTIONS`; none where the method is yes or no.
        opens_at: aware; None: at once.
    """

    question: str
    closes_at: datetime
    rules: Rules
    method: Method = Method.YES_NO
    options: tuple[Option, ...] = ()
    electorate: Electorate = Electorate()
    conduct: Conduct = Conduct()
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to an electorate.

    Attributes:
        offer_id: the offer voted on; None for a poll about anything else.
        electorate: members on the roll when it opened. It stays, whoever leaves or erases later. 0 while scheduled.
        opened_at: when it opened; while it is scheduled, when it was made.
        closed_at: when it was closed; None while it is open.
        channel_id: where its card stands; None until it was posted.
        message_id: the card.
        announced_at: when the card was told the result; None before.
        created_by: who made it; None after that member erased everything.
        votes: what the roll's members weigh together; the same as `electorate` where each has one vote.
        extended_from: the first deadline, where a late quorum moved it; None otherwise. `terms.closes_at` is the one
            that holds.
        reminded_at: when the undecided were reminded; None before.
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
    created_by: int | None = None
    votes: int = 0
    extended_from: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one member chose, as it counts now.

    Attributes:
        seq: the log entry that this ballot stands behind.
    """

    poll_id: int
    member_id: int
    choice: str
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
    choice: str
    nonce: bytes = field(repr=False)
    commitment: bytes


@dataclass(frozen=True, slots=True)
class CastResult:
    """A ballot that is durably stored.

    Attributes:
        seq: place of the new entry in the poll's log, from 1.
        chain: the log's head with this entry.
        replaced: whether the member had voted before; that ballot no longer counts.
        poll: as it stands with this ballot; a late quorum may have moved its deadline.
    """

    seq: int
    chain: bytes
    replaced: bool
    poll: Poll


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
        votes: what a counted ballot weighed at the close: its voter's own votes and those delegated to them.
    """

    seq: int
    commitment: bytes
    chain: bytes
    superseded_by: int | None = None
    withdrawn: bool = False
    choice: str | None = None
    nonce: bytes | None = None
    votes: int = 1


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A member of the electorate, as it was fixed at the opening.

    Attributes:
        votes: at least 1.
    """

    member_id: int
    votes: int = 1


@dataclass(frozen=True, slots=True)
class Delegation:
    """One member lets another vote for them, in one poll or in all polls of a topic. An own ballot goes before it.

    Attributes:
        poll_id: the poll; None for a topic's.
        topic: the topic, casefolded; "" for a poll's.
    """

    guild_id: int
    member_id: int
    delegate_id: int
    poll_id: int | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class BoxContents:
    """Everything that a tally is made from, as it stands in the closing transaction.

    Attributes:
        ballots: (member id, log entry, choice) of every ballot that counts, in the order of casting.
        roll: member id -> votes, of everyone who was on the roll at the opening and has not erased everything.
        delegates: member id -> delegate, of delegations that hold in this poll; one of this poll goes before a topic's.
        head: the log's last chain value: what lots are drawn from, so that anyone can draw them again.
    """

    ballots: tuple[tuple[int, int, str], ...]
    roll: dict[int, int]
    delegates: dict[int, int] = field(default_factory=dict)
    head: bytes = bytes(32)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the electorate have voted.

    Attributes:
        counts: (choice or option number, votes) of a live poll with at least five ballots; empty for others.
    """

    ballots: int
    electorate: int
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RunoffRound:
    """One round of a runoff.

    Attributes:
        votes: (option number, votes) of those still in, most first, the lower number first among equals.
        exhausted: votes of ballots that rank nobody who is still in.
        dropped: the options that leave after this round; empty after the last.
        by_lot: whether a lot chose who is dropped, among options that were level in every round so far.
    """

    votes: tuple[tuple[int, int], ...]
    exhausted: int
    dropped: tuple[int, ...] = ()
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the rules make of a poll's ballots.

    Attributes:
        counts: (choice, votes) in the order of the choices: "yes" and "no", or option numbers as text; votes, first
            places, approvals or sums of scores by method. Abstentions are not in it.
        abstain: votes that take no side.
        ballots: members who voted themselves.
        votes: what those ballots weigh together, delegated votes included; the turnout.
        winners: choices that won, several where they tie; empty where nothing did.
        passed: whether quorum and threshold are met and one thing won; a tie decides nothing.
        reason: what decided it, a short code from the rules that were applied.
        rounds: of a runoff.
        duels: of Schulze: row i, column j: votes that rank option i+1 above option j+1.
        delegated: members who did not vote and whose votes another's ballot carried.
    """

    counts: tuple[tuple[str, int], ...]
    abstain: int
    ballots: int
    votes: int
    winners: tuple[str, ...]
    passed: bool
    reason: str
    rounds: tuple[RunoffRound, ...] = ()
    duels: tuple[tuple[int, ...], ...] = ()
    delegated: int = 0

    def of(self, choice: str) -> int:
        """Votes for one choice; 0 for one that is not counted here."""
        return dict(self.counts).get(choice, 0)


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion, and what goes with it into the log.

    Attributes:
        votes: log entry -> what its ballot weighed, of every ballot that counts.
    """

    conclusion: Conclusion
    votes: dict[int, int]


@dataclass(frozen=True, slots=True)
class PollResult:
    """How a poll ended. Written once, in the transaction that closed it, and never changed.

    Attributes:
        electorate: members on the roll when it opened, whoever left since.
        log_entries: length of the log at the close.
        log_head: its last chain value; 32 zero bytes for a poll in which nobody voted.
        log_root: Merkle root over the log's commitments in order (RFC 9162).
    """

    guild_id: int
    poll_id: int
    closed_at: datetime
    electorate: int
    conclusion: Conclusion
    log_entries: int
    log_head: bytes
    log_root: bytes = bytes(32)
