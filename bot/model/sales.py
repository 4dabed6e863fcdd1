"""Sales: what is offered, the way of an offer from draft to payment, packages, and who is owed what.

Money is integer cents of one currency. Nothing here moves money: whoever runs the group pays, Tutti keeps the books.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class OfferState(StrEnum):
    """Where an offer stands. Each step is logged with who and when; none leads back."""

    DRAFT = "draft"
    """Written and not yet voted on; it can be changed, previewed or dropped."""
    OPEN = "open"
    """Contributors vote."""
    FAILED = "failed"
    """They said no, or too few voted. The end."""
    OPT_OUT = "opt_out"
    """Passed. Until the window ends, and then until delivery, contributors can leave."""
    BUILT = "built"
    """The package is built from those who are still in."""
    DELIVERED = "delivered"
    """The buyer was handed the package. From now on a withdrawal holds for later packages alone."""
    PAID = "paid"
    """The buyer's money came in; every contributor is owed a share."""
    CLOSED = "closed"
    """Every cent is paid out. The end."""
    WITHDRAWN = "withdrawn"
    """Dropped by moderators before delivery. The end."""


class Inclusion(StrEnum):
    """Whose listening is in the package, if the offer passes. Each contributor can leave until delivery."""

    YES = "yes"
    """Only of those who voted yes."""
    NOT_OBJECTING = "not_objecting"
    """Of every contributor on the roll who did not vote no."""


class Split(StrEnum):
    """How the price is divided among those in the package."""

    EQUAL = "equal"
    CONTRIBUTION = "contribution"
    """By plays that stand behind the package's cells, within cap and floor."""


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """What is offered, as it was put to the vote.

    Attributes:
        buyer: who would buy, as the proposer wrote it; unescaped.
        price_cents: the whole price, in hundredths of `currency`.
        currency: ISO 4217 code.
        slice_words: what would be sold, in words.
        purpose: what the buyer would use it for.
        slice_spec: the slice as canonical JSON (`bot/model/slices.py`); "" in offers from before there was one.
        licence: the terms of use, an SPDX id or a line of words.
        expires_on: the day by which the buyer deletes the package; None: never.
        exclusive: whether the group promises not to sell this slice to anybody else until then.
        inclusion: who is in.
        split: how the price is divided.
        cap_cents: the most that one member can get of a split by contribution; None: no cap.
        floor_cents: the least that each member in the package gets; 0: no floor.
        opt_out: how long contributors have after a passed vote before the package can be built.
    """

    buyer: str
    price_cents: int
    currency: str
    slice_words: str
    purpose: str
    slice_spec: str = ""
    licence: str = ""
    expires_on: date | None = None
    exclusive: bool = False
    inclusion: Inclusion = Inclusion.NOT_OBJECTING
    split: Split = Split.EQUAL
    cap_cents: int | None = None
    floor_cents: int = 0
    opt_out: timedelta = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to buy a slice of what this server pooled.

    Attributes:
        proposed_by: the member who proposed it; None after that member erased everything.
        poll_id: the vote on it; None while it is a draft.
        opt_out_until: when the package can be built; None unless it passed.
    """

    guild_id: int
    offer_id: int
    terms: OfferTerms
    proposed_by: int | None
    proposed_at: datetime
    state: OfferState = OfferState.OPEN
    poll_id: int | None = None
    opt_out_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferStep:
    """One line of an offer's log. Written once, never changed.

    Attributes:
        seq: from 1, without gaps.
        step: what happened, a short code: "drafted", "previewed", "opened", "passed", "left", "built", "delivered", ...
        by: who did it; None: Tutti itself, at its time, or somebody who erased everything since.
        details: further facts as text, without names: a hash, an amount, a count.
    """

    offer_id: int
    seq: int
    at: datetime
    step: str
    by: int | None = None
    details: str = ""


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A package that was built for an offer. A later build for the same offer replaces it until it is delivered.

    Attributes:
        digest: SHA-256 of `archive`.
        slice_hash: SHA-256 of the slice's canonical JSON.
        consent_root: Merkle root of the consents of those in it.
        contributors: how many members are in it.
        suppressed: cells that were left out.
        archive: the ZIP that the buyer gets; None once it was cleared.
    """

    guild_id: int
    offer_id: int
    build: int
    built_at: datetime
    digest: bytes
    slice_spec: str
    slice_hash: bytes
    consent_root: bytes
    contributors: int
    suppressed: int
    archive: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One contributor to a package.

    Attributes:
        digest: SHA-256 over what they contributed, so that a later package shows whether it changed.
        plays: theirs behind the package's cells; what a split by contribution goes by.
    """

    member_id: int
    digest: bytes
    plays: int


class Account(StrEnum):
    """Whose side of the ledger a line stands on. Debits and credits of each transaction are equal."""

    BUYER = "buyer"
    """What the buyer owes."""
    HELD = "held"
    """Money that came in and is not paid out yet, in the hands of whoever pays."""
    OWED = "owed"
    """What is owed to a member."""
    PAID_OUT = "paid_out"
    """What a member was paid."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the double-entry ledger. Written once; a mistake is mended by a line that reverses it.

    Attributes:
        transaction: lines of one transaction add up to 0.
        cents: a debit above 0, a credit below.
        member_id: whose; None for accounts of nobody, and after that member erased everything.
    """

    guild_id: int
    line: int
    transaction: int
    offer_id: int
    account: Account
    cents: int
    currency: str
    at: datetime
    member_id: int | None = None
    note: str = ""
