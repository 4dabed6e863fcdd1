"""What storage says of members side by side on one name, and on names that some of them alone have.

Everything here is of members who agreed to be compared, but for a `Place`, which is one member's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.stored import Int64Array


class Noun(StrEnum):
    """What a name of the catalogue can be the name of."""

    ARTIST = "artist"
    TRACK = "track"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the catalogue that somebody who agreed to be compared has played.

    Attributes:
        artist: of a track or an album; None for an artist, and where nobody is named.
    """

    name_id: int
    name: str
    artist: str | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """One member's time with a name.

    Attributes:
        played_ms: known milliseconds with it.
        own_ms: known milliseconds of all the member's music.
        own_listens: all the member's listens, of every content.
        covers_from: the first of all listens that the member's exports hold; likewise `covers_to`, the last.
    """

    member_id: int
    display_name: str
    time_zone: str
    played_ms: int
    plays: int
    first_at: datetime
    last_at: datetime
    own_ms: int
    own_listens: int
    covers_from: datetime
    covers_to: datetime


@dataclass(frozen=True, slots=True)
class WhoKnows:
    """Who listens to one artist, track or album.

    Attributes:
        listeners: the most time first; ties by plays, then by member id.
        total: how many listen to it, beyond those listed too.
    """

    listeners: tuple[Listener, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where one member stands with a name, for that member alone.

    Attributes:
        rank: one more than there are compared members with more of it.
        compared: whether the member is one of those.
        played_ms: known milliseconds with it.
    """

    rank: int
    compared: bool
    played_ms: int
    plays: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class FirstPlay:
    """A member's first listen to a name.

    Attributes:
        time_zone: the member's clock, IANA.
        covers_from: the first of all listens that the member's exports hold.
    """

    member_id: int
    display_name: str
    time_zone: str
    first_at: datetime
    covers_from: datetime
    plays: int


@dataclass(frozen=True, slots=True)
class FirstPlays:
    """First listens, the oldest first.

    Attributes:
        plays: the oldest; ties by member id.
        total: how many members have listened, beyond those listed too.
    """

    plays: tuple[FirstPlay, ...]
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class OwnTotals:
    """All listening of each member with a history, ascending by member id; int64 arrays of one length.

    Attributes:
        listens: of every content.
        music_ms: known milliseconds of music.
        first_at: moment of the first listen, ms since 1970; likewise `last_at`. 0 where there are no listens.
    """

    member_ids: Int64Array
    listens: Int64Array
    music_ms: Int64Array
    first_at: Int64Array
    last_at: Int64Array
