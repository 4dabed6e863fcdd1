"""Members of a server, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Consent(StrEnum):
    """One use of a member's listening in one server. Each is off until the member switches it on."""

    COMPARE = "compare"
    """Others in this server may see me in comparisons."""
    NARRATE = "narrate"
    """A language model may word things about me."""
    POOL = "pool"
    """My listening is in the pool that this server may vote to sell, and I vote on it."""
    TAG = "tag"
    """A language model may be shown titles and artists of what I played, to say what mood they speak of."""


@dataclass(frozen=True, slots=True)
class Consents:
    """What a member agreed to in one server."""

    compare: bool = False
    narrate: bool = False
    pool: bool = False
    tag: bool = False

    def allows(self, consent: Consent) -> bool:
        """Whether the member agreed to this use."""
        return bool(getattr(self, consent.value))


@dataclass(frozen=True, slots=True)
class Scope:
    """How a member wants their listening to be read in one server.

    Attributes:
        time_zone: IANA name; whose clock "3 am" is on.
        since: the first day that counts, on that clock; None for all.
    """

    time_zone: str = "UTC"
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member as Tutti knows them in one server.

    Attributes:
        display_name: as last seen in this server; at most 100 characters, unescaped.
        time_zone: IANA name; "3 am" for this member means this clock.
        since: what was played before this day, on that clock, is stored and does not count; None: everything counts.
    """

    guild_id: int
    member_id: int
    display_name: str
    time_zone: str = "UTC"
    consents: Consents = Consents()
    since: date | None = None
