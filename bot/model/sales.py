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
        cells: what was published, packed, for holding later packages against it; it stays when the archive goes.
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
    cells: bytes = field(repr=False)
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
    """Whose side of the ledger a line stands on. Debits (above 0) and credits (below) of each entry are equal."""

    BUYER = "buyer"
    """What the buyer still owes: 0 or a debit."""
    HELD = "held"
    """Money that came in and is not paid out yet, in the hands of whoever pays: 0 or a debit."""
    POT = "pot"
    """What belongs to the contributors together and is not divided yet: 0 or a credit."""
    OWED = "owed"
    """What is owed to one contributor: 0 or a credit, by payout reference."""


class Posting(StrEnum):
    """What an entry of the ledger says. One that reverses another is of its kind, with the sides changed."""

    PRICE = "price"
    """The buyer owes the price. Once for an offer."""
    RECEIPT = "receipt"
    """Money came in, the whole price or a part."""
    SHORTFALL = "shortfall"
    """A part of the price that will not come, such as a bank's fee, is taken off what is divided. Never in silence."""
    SPLIT = "split"
    """The pot is divided among those in the package."""
    PAYOUT = "payout"
    """Contributors were paid."""
    RELEASE = "release"
    """A share that nobody can claim any more is divided among the others."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of an entry.

    Attributes:
        cents: a debit above 0, a credit below; never 0.
        reference: the payout reference, of `Account.OWED`; else "".
        member_id: whose, of `Account.OWED`; None for everything else, and after that member erased everything.
    """

    account: Account
    cents: int
    reference: str = ""
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to the money of an offer: legs that add up to 0.

    Attributes:
        note: why, without names of members; at most 200 characters.
        reverses: the transaction that this one takes back, all of it or a part; None for others.
    """

    posting: Posting
    currency: str
    legs: tuple[Leg, ...]
    note: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the double-entry ledger. Written once; a mistake is mended by an entry that reverses it.

    Attributes:
        line: from 1, in the order of writing.
        transaction: lines of one entry share it, and add up to 0.
        cents: a debit above 0, a credit below.
        reference: the payout reference of what is owed; it stays when the member erases everything.
        member_id: whose; None for accounts of nobody, and after that member erased everything.
        reverses: the transaction that this line's entry takes back.
    """

    guild_id: int
    line: int
    transaction: int
    offer_id: int
    posting: Posting
    account: Account
    cents: int
    currency: str
    at: datetime
    reference: str = ""
    member_id: int | None = None
    note: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """An entry of an offer's books as a whole.

    Attributes:
        number: its transaction, by which it can be taken back.
        cents: what moved, above 0.
        note: why.
        reverses: the transaction that it takes back; None for others.
    """

    number: int
    posting: Posting
    cents: int
    at: datetime
    note: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Balances:
    """Where the money of one offer stands, in cents and without signs: what is owed, held, undivided.

    Attributes:
        currency: "" before the first entry.
        price: what the buyer owed at first.
        buyer: what the buyer still owes.
        held: what came in and is not paid out.
        pot: what is not divided yet.
        owed: what is owed to contributors and not paid.
        received: all that came in.
        shortfall: what of the price will not come.
        paid: all that was paid out.
    """

    currency: str = ""
    price: int = 0
    buyer: int = 0
    held: int = 0
    pot: int = 0
    owed: int = 0
    received: int = 0
    shortfall: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What one contributor gets of one offer.

    Attributes:
        reference: by which whoever pays names the contributor; random, of this offer alone.
        member_id: None after that member erased everything. The share stays owed to its reference.
        display_name: as last seen, unescaped; "" where there is no member.
        owed: cents, all of it.
        paid: cents, of those.
        split_at: when it was divided.
    """

    guild_id: int
    offer_id: int
    reference: str
    member_id: int | None
    display_name: str
    owed: int
    paid: int
    currency: str
    split_at: datetime

    @property
    def open(self) -> int:
        """Cents that are still to be paid."""
        return self.owed - self.paid


@dataclass(frozen=True, slots=True)
class EarlierPackage:
    """A package that a buyer of this server has, and what is needed to hold a new one against it.

    Attributes:
        record: without its archive.
        roster: its contributors who have not erased everything since, by id. `record.contributors` - len(roster) have,
            and their part can no longer be known: it counts as different from anything.
    """

    record: PackageRecord
    roster: tuple[RosterEntry, ...]


@dataclass(frozen=True, slots=True)
class DeliveryLink:
    """A link by which the buyer fetches a package. Of the secret in its address only the digest is kept.

    Attributes:
        token_digest: SHA-256 of that secret.
        issued_by: None after that member erased everything.
        revoked_at: when it was ended before its time; None otherwise.
        downloads: how often it was used.
    """

    guild_id: int
    offer_id: int
    build: int
    token_digest: bytes
    issued_by: int | None
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    downloads: int = 0


@dataclass(frozen=True, slots=True)
class ConsentKey:
    """What makes a member's consent record theirs without naming them.

    Attributes:
        kind: which consent, a value of `bot.model.members.Consent`.
        record_id: a random UUID, of this member and this consent.
        subject: a random UUID that stands for the member; the same in all their records in this server.
        salt: 32 random bytes that keep a commitment to the record from being guessed open.
    """

    member_id: int
    kind: str
    record_id: str
    subject: str
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PackagedConsent:
    """A package that holds a member, and what the root over its contributors' consents stands on.

    Attributes:
        digest: SHA-256 of the package's archive.
        root: of the consents of those in it.
        leaves: under that root, ascending, 32 bytes each, one after the other.
    """

    offer_id: int
    digest: bytes
    root: bytes
    leaves: bytes = field(repr=False)
