"""What storage is handed and what it returns: frozen, without I/O, cheap to send between processes.

A guild's *catalogue* gives each artist, album and track that its members uploaded an integer id. Stored listens hold
ids instead of names: `STORED_LISTENS` has the columns of `LISTENS` with ids in place of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from bot.model.listens import LISTENS, PLAYLIST_TRACKS, SourceKind
from bot.model.members import Consent, Member, Scope

Int64Array = npt.NDArray[np.int64]

DAYBOOK_VERSION = 5
"""Of what the parts of a daybook hold and how they are packed. Those of another version are made anew."""
COVERAGE = "coverage"
"""The part of a daybook that is always there: which days the member's music covers, and all of it."""

_IDS = pa.dictionary(pa.int32(), pa.int64())
_NAMED = ("artist", "track", "album")


def _with_ids(schema: pa.Schema) -> pa.Schema:
    return pa.schema([column.with_type(_IDS) if column.name in _NAMED else column for column in schema])


STORED_LISTENS = _with_ids(LISTENS)
"""`LISTENS` with `artist`, `track` and `album` as dictionary<int32, int64> of catalogue ids."""

STORED_PLAYLIST_TRACKS = _with_ids(pa.schema([column for column in PLAYLIST_TRACKS if column.name != "playlist"]))
"""One playlist's tracks in its order: `PLAYLIST_TRACKS` without `playlist`, with catalogue ids."""

ARTIST_NAMES = pa.schema([pa.field("key", pa.string(), nullable=False), pa.field("name", pa.string(), nullable=False)])
TITLE_NAMES = pa.schema(
    [
        pa.field("artist", pa.int32()),  # row of the artists' table; null where nobody is named
        pa.field("key", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The distinct names of an upload, ready to be given catalogue ids.

    Spellings that share a key (see `bot/model/spelling.py`) are one row, named as most of the upload's rows spell it.

    Attributes:
        artists: `ARTIST_NAMES` columns, one row per artist.
        albums: `TITLE_NAMES` columns, one row per (artist, album).
        tracks: `TITLE_NAMES` columns, one row per (artist, track).
    """

    artists: pa.Table
    albums: pa.Table
    tracks: pa.Table


@dataclass(frozen=True, slots=True, eq=False)
class Ids:
    """Catalogue ids, ascending or row by row beside a `Names`; each an int64 array."""

    artists: Int64Array
    albums: Int64Array
    tracks: Int64Array


@dataclass(frozen=True, slots=True, eq=False)
class MemberNames:
    """The catalogue's names for everything in one member's listens and playlists, by ascending id.

    Attributes:
        artists: columns artist_id (int64), name (string).
        albums: columns album_id (int64), artist_id (int64, null where nobody is named), name.
        tracks: columns track_id (int64), artist_id (int64, null where nobody is named), name.
    """

    artists: pa.Table
    albums: pa.Table
    tracks: pa.Table


@dataclass(frozen=True, slots=True)
class NewSource:
    """One kind of export that a member uploaded, to be stored.

    Attributes:
        digest: see `SourceReading.digest`; storing the same digest again changes nothing.
        first_at: moment of its earliest listen; None where it holds none. Likewise `last_at`.
        blob: its listens, by `storage.blobs.encode`.
    """

    kind: SourceKind
    digest: str
    listens: int
    first_at: datetime | None
    last_at: datetime | None
    blob: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a stored source, without its listens."""

    source_id: int
    kind: SourceKind
    digest: str
    uploaded_at: datetime
    listens: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Score:
    """A breakup intensity with its evidence.

    Attributes:
        score: 0 to 100; None for "not enough listening".
        detail: JSON text: the parts, the dates, the evidence.
        version: of the formula, so that old scores can be told apart.
    """

    score: float | None
    detail: str
    version: int


@dataclass(frozen=True, slots=True)
class StoredPlaylist:
    """One playlist of a member.

    Attributes:
        source_digest: of the source it came with; it goes when that source goes.
        tracks_blob: `STORED_PLAYLIST_TRACKS` rows, by `storage.blobs.encode_playlists`.
    """

    source_digest: str
    title: str
    modified_on: date | None
    tracks: int
    tracks_blob: bytes = field(repr=False)
    breakup: Score


@dataclass(frozen=True, slots=True, eq=False)
class StoredHistory:
    """Everything that one upload makes of a member's listening; stored in one transaction.

    The rollups are int64 arrays of shape (rows, columns), keys without repeats, any order. They count music listens;
    a listen of unknown length counts 1 play and 0 ms.

    Attributes:
        at: the moment of the upload.
        new_sources: to be added to those that are there.
        dropped_sources: ids of stored sources to be removed, with their playlists.
        scope: the clock and the window that all of this was made for, to be stored as the member's; None keeps theirs.
        merged: the history over all sources, as far as it lies in the member's window, by `storage.blobs.pack`.
        listens: rows of `merged`, of every content.
        first_at: moment of the earliest of them; None where there are none. Likewise `last_at`.
        played_ms: known milliseconds of them all, of every content.
        music_ms: known milliseconds of the music among them: what shares of own listening are shares of.
        member_artist: columns artist_id, plays, ms, first_at, last_at (moments in ms since 1970, UTC).
        member_album: columns album_id and the same four.
        member_track: columns track_id and the same four.
        member_hour: columns month (year * 100 + month), hour (0-23), plays, ms; both on the member's own clock.
        uses: every catalogue id in any blob of the member (sources, merged, playlists), by `storage.blobs.ids_in`.
            Names that no member uses any more are removed from the catalogue.
        playlists: all of the member's playlists, also those stored before.
        stretch: the member's most intense stretch of listening.
        daybook: its parts by name, of `DAYBOOK_VERSION`; see `bot.analysis.daybook`.
    """

    at: datetime
    new_sources: tuple[NewSource, ...]
    merged: bytes = field(repr=False)
    listens: int
    first_at: datetime | None
    last_at: datetime | None
    played_ms: int
    music_ms: int
    member_artist: Int64Array = field(repr=False)
    member_album: Int64Array = field(repr=False)
    member_track: Int64Array = field(repr=False)
    member_hour: Int64Array = field(repr=False)
    uses: Ids = field(repr=False)
    playlists: tuple[StoredPlaylist, ...] = ()
    stretch: Score | None = None
    daybook: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    dropped_sources: tuple[int, ...] = ()
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A member's merged history in one guild.

    Attributes:
        blob: `STORED_LISTENS` rows; `storage.blobs.decode` reads it, in a worker.
    """

    blob: bytes = field(repr=False)
    listens: int
    first_at: datetime | None
    last_at: datetime | None
    played_ms: int
    music_ms: int


@dataclass(frozen=True, slots=True)
class ScoredPlaylist:
    """A playlist with its breakup intensity."""

    playlist_id: int
    title: str
    tracks: int
    breakup: Score


@dataclass(frozen=True, slots=True)
class MemberBreakups:
    """The breakup intensities stored for one member who agreed to be compared.

    Attributes:
        playlists: by their order of upload; those too small to score have a `score` of None.
        stretch: None where no history is stored.
    """

    member_id: int
    display_name: str
    playlists: tuple[ScoredPlaylist, ...]
    stretch: Score | None


@dataclass(frozen=True, slots=True)
class Daybooks:
    """Parts of members' daybooks.

    Attributes:
        parts: by member id, then by name. A member without the part asked for, or whose daybook is not made yet, has
            fewer of them, or none.
        members: how many there are in all, beyond those given too.
    """

    parts: Mapping[int, Mapping[str, bytes]] = field(repr=False)
    members: int


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """One line of a member's consent log."""

    consent: Consent
    given: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAbout:
    """All that is stored about a member in one guild, for that member alone.

    Attributes:
        member: None where Tutti does not know the member here.
        first_at: moment of the earliest stored listen. Likewise `last_at`.
        artists: distinct artists in the listens and playlists; likewise `albums` and `tracks`.
        changes: the consent log, oldest first.
        ballots: votes cast here, in open and closed polls.
        rolls: polls whose electorate the member belongs to; they need not be known here otherwise.
        delegations: scopes in which the member lets another vote for them, or another them.
        reminders: whether the member wants to be reminded of polls.
        guessed: guessing rounds that the member's score counts.
        questions: asked in words, and still kept for their cards.
        labels: turning points of their music that the member gave a name.
        shows_turns: whether the member wants to see any.
        tags: titles of the member, who agreed to it, that a language model was asked about.
        tokens: spent on a language model for the member on the day they last did.
        packages: built or sold, that the member's listening is in.
        sales_left: sales that the member left and stayed in the pool.
        shares: of sales that the member is owed, or was paid.
        sale_steps: in the logs of sales that name the member as a moderator.
    """

    member: Member | None
    sources: tuple[Source, ...]
    listens: int
    first_at: datetime | None
    last_at: datetime | None
    played_ms: int
    artists: int
    albums: int
    tracks: int
    playlists: int
    playlist_tracks: int
    changes: tuple[ConsentChange, ...]
    ballots: int
    rolls: int
    guessed: int = 0
    questions: int = 0
    labels: int = 0
    shows_turns: bool = True
    tags: int = 0
    tokens: int = 0
    delegations: int = 0
    reminders: bool = True
    packages: int = 0
    sales_left: int = 0
    shares: int = 0
    sale_steps: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to show or to erase."""
        return bool(
            self.member or self.rolls or self.ballots or self.delegations or not self.reminders or self.sale_steps
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure removed.

    Attributes:
        names: artists, albums and tracks removed from the catalogue because no other member has them.
        scrubbed: whether the bytes are gone from the files too; False where that waits for a quiet moment (see
            `docs/storage.md`).
    """

    sources: int
    listens: int
    playlists: int
    consents: int
    ballots: int
    names: int
    scrubbed: bool
