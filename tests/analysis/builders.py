"""Small histories, written as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from bot.analysis.frames import History, history_from_table

IDS = pa.dictionary(pa.int32(), pa.int64())
FEW = pa.dictionary(pa.int8(), pa.string())


@dataclass(frozen=True)
class Play:
    """One listen. Times are ISO 8601, UTC where they say nothing else; ids count from 1."""

    at: str | datetime
    track: int = 1
    artist: int | None = 1
    album: int | None = None
    ms: int | None = 180_000
    content: str = "music"
    skipped: bool | None = None
    platform: str | None = None

    @property
    def started_at(self) -> datetime:
        moment = datetime.fromisoformat(self.at) if isinstance(self.at, str) else self.at
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def stored(plays: Iterable[Play]) -> pa.Table:
    """The plays as storage gives them back, in the order given."""
    rows = list(plays)
    return pa.table(
        {
            "started_at": pa.array([play.started_at for play in rows], pa.timestamp("ms", "UTC")),
            "played_ms": pa.array([play.ms for play in rows], pa.int32()),
            "artist": pa.array([play.artist for play in rows], pa.int64()).dictionary_encode(),
            "track": pa.array([play.track for play in rows], pa.int64()).dictionary_encode(),
            "album": pa.array([play.album for play in rows], pa.int64()).dictionary_encode(),
            "content": pa.array([play.content for play in rows], pa.string()).dictionary_encode().cast(FEW),
            "skipped": pa.array([play.skipped for play in rows], pa.bool_()),
            "shuffle": pa.array([None for _ in rows], pa.bool_()),
            "platform": pa.array([play.platform for play in rows], pa.string()).dictionary_encode().cast(FEW),
            "reason_start": pa.array([None for _ in rows], pa.string()).dictionary_encode().cast(FEW),
            "reason_end": pa.array([None for _ in rows], pa.string()).dictionary_encode().cast(FEW),
        }
    )


def history(
    plays: Sequence[Play],
    titles: dict[int, str] | None = None,
    artists: dict[int, str] | None = None,
    time_zone: str = "UTC",
) -> History:
    """The plays, in order of time, as analysis sees them; what is not named here is called by its number."""
    rows = sorted(plays, key=lambda play: play.started_at)
    who = {play.track: play.artist for play in rows}
    named = {number: f"Artist {number}" for play in rows if (number := play.artist) is not None} | (artists or {})
    albums = {number: play.artist for play in rows if (number := play.album) is not None}
    return history_from_table(
        stored(rows),
        named.items(),
        [(track, (titles or {}).get(track, f"Track {track}"), artist) for track, artist in who.items()],
        [(album, f"Album {album}", artist) for album, artist in albums.items()],
        time_zone,
    )
