"""The listening that a plan is computed on: every listen of the members it may count, as one frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.daybook import DAY_MS, HOUR_MS
from bot.analysis.frames import CONTENTS, History
from bot.model.listens import PLATFORMS

INT = (
    "member_id", "at", "day", "hour", "weekday", "month", "year", "months", "week",
    "artist_id", "track_id", "album_id", "platform", "content",
)  # fmt: skip
"""Columns of `Material.listens` in int64."""
FLOAT = ("ms", "skipped", "shuffle")
"""In float64, NaN where it is not known."""
BOOL = ("breakup", "sad")


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Members' listening and playlists.

    Attributes:
        listens: ascending by `member_id` and `at` (moment of the start, ms since 1970, UTC). On the member's own clock:
            `day` (since 1970-01-01), `hour`, `weekday` (0 is Monday), `month` (1-12), `year`, `months` (year * 12 +
            month - 1), `week` (day of its Monday). `artist_id`, `track_id`, `album_id`: -1 for none. `platform` and
            `content`: places in `PLATFORMS` (-1 unknown) and `CONTENTS`. `ms` played; `skipped`, `shuffle` 0 or 1.
            `breakup`, `sad`: what the title says, never both.
        playlists: member_id, playlist_id, tracks, breakup (score 0-100, NaN where it has none), sad_title (bool),
            modified (day, NaN where unknown).
        playlist_tracks: member_id, playlist_id, track_id, artist_id, breakup, sad (bool), added (day, NaN).
        stretches: breakup intensity of each member's most striking four weeks, by member id; NaN where there is none.
    """

    listens: pd.DataFrame
    playlists: pd.DataFrame
    playlist_tracks: pd.DataFrame
    stretches: Mapping[int, float]


def no_listens() -> pd.DataFrame:
    """The frame of listens without a row."""
    columns = {name: np.empty(0, np.int64) for name in INT}
    more = {name: np.empty(0, np.float64) for name in FLOAT} | {name: np.empty(0, np.bool_) for name in BOOL}
    return pd.DataFrame(columns | more)


def no_playlists() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Frames of playlists and of their tracks without a row."""
    whole = pd.DataFrame(
        {
            "member_id": np.empty(0, np.int64),
            "playlist_id": np.empty(0, np.int64),
            "tracks": np.empty(0, np.int64),
            "breakup": np.empty(0, np.float64),
            "sad_title": np.empty(0, np.bool_),
            "modified": np.empty(0, np.float64),
        }
    )
    tracks = pd.DataFrame(
        {
            "member_id": np.empty(0, np.int64),
            "playlist_id": np.empty(0, np.int64),
            "track_id": np.empty(0, np.int64),
            "artist_id": np.empty(0, np.int64),
            "breakup": np.empty(0, np.bool_),
            "sad": np.empty(0, np.bool_),
            "added": np.empty(0, np.float64),
        }
    )
    return whole, tracks


def listens_of(
    member_id: int, history: History, breakup: Collection[int] = (), sad: Collection[int] = ()
) -> pd.DataFrame:
    """One member's listens, as `Material.listens` describes them.

    Args:
        breakup: ids of tracks whose titles speak of a breakup; likewise `sad`.
    """
    frame = history.listens
    local = frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64)
    days = local // DAY_MS
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
    tracks = frame["track_id"].to_numpy()
    return pd.DataFrame(
        {
            "member_id": np.full(len(frame), member_id, np.int64),
            "at": frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64),
            "day": days,
            "hour": local // HOUR_MS % 24,
            "weekday": weekday,
            "month": months % 12 + 1,
            "year": months // 12,
            "months": months,
            "week": days - weekday,
            "artist_id": frame["artist_id"].to_numpy(),
            "track_id": tracks,
            "album_id": frame["album_id"].to_numpy(),
            "platform": frame["platform"].cat.set_categories(list(PLATFORMS)).cat.codes.to_numpy(dtype=np.int64),
            "content": frame["content"].cat.set_categories(list(CONTENTS)).cat.codes.to_numpy(dtype=np.int64),
            "ms": frame["played_ms"].to_numpy(dtype=np.float64),
            "skipped": frame["skipped"].to_numpy(dtype=np.float64, na_value=np.nan),
            "shuffle": frame["shuffle"].to_numpy(dtype=np.float64, na_value=np.nan),
            "breakup": np.isin(tracks, np.fromiter(breakup, np.int64, len(breakup))),
            "sad": np.isin(tracks, np.fromiter(sad, np.int64, len(sad))),
        }
    )


def together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Members' listens as one frame.

    Args:
        frames: one per member, ascending by member.
    """
    parts = [frame for frame in frames if len(frame)]
    return pd.concat(parts, ignore_index=True) if parts else no_listens()


def is_in(values: npt.NDArray[np.int64], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Which values are among the wanted ones."""
    return np.isin(values, np.fromiter(wanted, np.int64, len(wanted)))
