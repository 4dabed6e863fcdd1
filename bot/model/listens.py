"""Listens and playlists: their columns, and the words for what they are and why a row is left out.

A *listen* is one member playing one recording once. On its way from a reader to storage it is a row of an Arrow table
with `LISTENS` columns; in analysis it is a row of a pandas frame (see `bot/analysis/frames.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pyarrow as pa


class Content(StrEnum):
    """What a listen was of."""

    MUSIC = "music"
    PODCAST = "podcast"
    AUDIOBOOK = "audiobook"
    VIDEO = "video"
    """A music video. A video podcast is a podcast."""


class SourceKind(StrEnum):
    """Which export a listen was read from."""

    SPOTIFY_ACCOUNT = "spotify_account"
    """Spotify's "Account data": the past year, times to the minute, no albums."""
    SPOTIFY_EXTENDED = "spotify_extended"
    """Spotify's "Extended streaming history": everything since the account began."""
    APPLE_MUSIC = "apple_music"
    """Apple Music's Play Activity, to the millisecond; where that is lacking, plays by the day or last plays only."""
    LASTFM = "lastfm"
    """Last.fm's scrobbles, as other people's exporters write them: no durations, often only minutes."""
    LISTENBRAINZ = "listenbrainz"
    """ListenBrainz's export: exact starts, and the tracks' lengths for durations."""
    MALOJA = "maloja"
    """Maloja's export: exact starts; durations, or the tracks' lengths."""
    KOITO = "koito"
    """Koito's export: exact starts, and the tracks' lengths for durations."""
    ROCKBOX = "rockbox"
    """A portable player's log: starts by the player's own clock, the tracks' lengths, what was skipped."""
    DEEZER = "deezer"
    """Deezer's export, a spreadsheet: to the second, in a zone that it does not state, with durations."""
    YOUTUBE = "youtube"
    """YouTube Music's part of YouTube's watch history: starts to the millisecond or second, no durations."""
    SOUNDCLOUD = "soundcloud"
    """SoundCloud's play history: starts and titles, which may name an artist; no durations."""
    TIDAL = "tidal"
    """Tidal's streams: starts and durations."""
    EXPORTIFY = "exportify"
    """Spotify's playlists as Exportify saves them; no listens."""


class LeftOut(StrEnum):
    """Why a row of an export did not become a listen. rows = kept + the sum over these."""

    NO_TITLE = "no title"
    """None of track, episode or chapter is named."""
    NEVER_PLAYED = "never played"
    """A known duration of 0 ms or less."""
    PRIVATE_SESSION = "private session"
    """The member had switched on a private session; we honour it."""
    DUPLICATE = "duplicate"
    """Same time, artist, title and duration as another row of this upload."""
    UNREADABLE = "unreadable"
    """Broken JSON, or a field of a type it cannot have."""
    NOT_A_LISTEN = "not a listen"
    """A row about something else."""
    NOT_MUSIC = "not music"
    """A video or a programme on a service that mixes them with music."""
    NO_TIME = "no time"
    """No readable moment of playing."""
    SAME_LISTEN = "same listen"
    """Segments, or two services' records, of one listen, joined into one."""


PLATFORMS = ("phone", "computer", "speaker", "tv", "car", "web", "other")
"""What a listen was played on, coarsely: the export's own text can hold device ids and is dropped while reading."""

_NAMES = pa.dictionary(pa.int32(), pa.string())

LISTENS = pa.schema(
    [
        pa.field("started_at", pa.timestamp("ms", "UTC"), nullable=False),
        pa.field("played_ms", pa.int32()),  # null: the service does not say how long
        pa.field("artist", _NAMES),  # null where the service names none; show, or author, for podcasts and books
        pa.field("track", _NAMES, nullable=False),  # episode, or chapter, for podcasts and books
        pa.field("album", _NAMES),
        pa.field("content", pa.dictionary(pa.int8(), pa.string()), nullable=False),  # values of Content
        pa.field("skipped", pa.bool_()),
        pa.field("shuffle", pa.bool_()),
        pa.field("platform", pa.dictionary(pa.int8(), pa.string())),  # values of PLATFORMS
        pa.field("reason_start", pa.dictionary(pa.int8(), pa.string())),
        pa.field("reason_end", pa.dictionary(pa.int8(), pa.string())),
    ]
)
"""One row per listen, ascending by `started_at` (UTC, the moment playing began)."""

PLAYLIST_TRACKS = pa.schema(
    [
        pa.field("playlist", pa.int32(), nullable=False),  # index into SourceReading.playlists
        pa.field("track", _NAMES, nullable=False),
        pa.field("artist", _NAMES),
        pa.field("album", _NAMES),
        pa.field("added_on", pa.date32()),
    ]
)
"""One row per track of a playlist, in the playlist's order."""


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist's own facts; its tracks are rows of `PLAYLIST_TRACKS`."""

    title: str
    modified_on: date | None
    tracks: int


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What one kind of export gave, in a form that crosses processes cheaply.

    Attributes:
        listens: an Arrow IPC stream of one table with `LISTENS` columns; dictionaries unified.
        playlist_tracks: the same with `PLAYLIST_TRACKS` columns.
        digest: SHA-256 (hex) over the normalised listens and playlists: the same export read twice has the same digest,
            whatever its file names, ZIP layout or order of files.
    """

    kind: SourceKind
    listens: bytes
    playlists: tuple[Playlist, ...]
    playlist_tracks: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """What became of one file of an upload. `rows == kept + sum(left_out.values())`, always.

    Attributes:
        name: the file's path inside the upload, as shown to the uploader.
        kind: what the content was recognised as: "spotify_extended", "spotify_account", "spotify_playlists"; of
            Spotify's files without a history "spotify_library", "spotify_other", "spotify_technical_log"; or "unknown".
        rows: rows read; for a playlist file, its items; of Apple's Daily Tracks, its plays.
        note: a sentence where there is something to say, else "".
    """

    name: str
    kind: str
    rows: int
    kept: int
    left_out: dict[LeftOut, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class UploadReceipt:
    """What became of an upload, for the uploader alone.

    Attributes:
        first: moment of the earliest kept listen, ISO 8601 in UTC, or None.
        last: moment of the latest kept listen.
        by_content: kept listens per `Content` value; every value is a key.
        by_year: kept listens per year (UTC), ascending.
        problem: a sentence when nothing could be read, else "".
    """

    files: tuple[FileReceipt, ...]
    listens: int
    by_content: dict[str, int]
    by_year: dict[int, int]
    first: str | None
    last: str | None
    played_ms: int
    playlists: int
    playlist_tracks: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An upload, read: what is to be stored, and what the uploader is told."""

    sources: tuple[SourceReading, ...]
    receipt: UploadReceipt
