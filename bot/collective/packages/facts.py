"""What a package says of the offer and the vote that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """How the vote on the offer ended."""

    electorate: int
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What a package says of the offer it was built for. Nothing here comes from Discord.

    Attributes:
        offer: the offer's own number in this server.
        offer_sha256: of the terms that were voted on, 32 bytes.
        consent_root: `consent_root` of the consents of everyone in the package, 32 bytes.
        built_at: aware; the package says no other time.
        issuer: who sells, in words that the group chose; a legal name where it has one.
        previous_at: when a package of the same slice was last delivered; None: never.
    """

    offer: int
    offer_sha256: bytes
    vote: Vote
    consent_root: bytes
    built_at: datetime
    issuer: str = "Contributors to a listening pool, who decided by vote"
    previous_at: datetime | None = None
