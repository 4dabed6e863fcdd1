"""The listening that a plan is computed on: every listen of the members it may count, as one frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.frames import CONTENTS, History
from bot.model.listens import PLATFORMS

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
SITTING_PAUSE_MS = 30 * 60_000
"""As in daybooks: a pause of half an hour ends a sitting."""
AGAIN_MS = DAY_MS
"""A play repeats a track if the member began it within the 24 hours before."""

INT = (
    "member_id", "at", "day", "hour", "weekday", "month", "year", "months", "week",
    "artist_id", "track_id", "album_id", "platform", "content", "sitting", "run",
)  # fmt: skip
"""Columns of `Material.listens` in int64."""
FLOAT = ("ms", "skipped", "shuffle", "ends")
"""In float64, NaN where it is not known."""
BOOL = ("breakup", "sad", "again")


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Members' listening and playlists.

    Attributes:
        listens: ascending by `member_id` and `at` (moment of the start, ms since 1970, UTC). On the member's own clock:
            `day` (since 1970-01-01), `hour`, `weekday` (0 is Monday), `month` (1-12), `year`, `months` (year * 12 +
            month - 1), `week` (day of its Monday). `artist_id`, `track_id`, `album_id`: -1 for none. `platform` and
            `content`: places in `PLATFORMS` (-1 unknown) and `CONTENTS`. `ms` played; `skipped`, `shuffle` 0 or 1;
            `ends` the moment at which playing ended, of unknown durations the start. `breakup`, `sad`: what the title
            says. `again`: repeats a track of the 24 hours before. `sitting`, `run`: numbers of the sitting and of the
            run of one track in it that the listen belongs to, unique over all members.
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
    found = pd.DataFrame(
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
    return with_sequences(found)


def with_sequences(listens: pd.DataFrame) -> pd.DataFrame:
    """The listens with `ends`, `again`, `sitting` and `run`, which follow from the others.

    Args:
        listens: of any members, ascending by member_id and `at`.
    """
    member, at, track = (listens[name].to_numpy() for name in ("member_id", "at", "track_id"))
    ends = at + np.nan_to_num(listens["ms"].to_numpy(), nan=0.0)
    # What ended last so far, not just before: a listen can lie inside another, of a second device.
    last_end = pd.Series(ends).groupby(member).cummax().to_numpy()
    begins = np.ones(len(listens), np.bool_)
    begins[1:] = (member[1:] != member[:-1]) | (at[1:] - last_end[:-1] >= SITTING_PAUSE_MS)
    turns = begins.copy()
    turns[1:] |= (track[1:] != track[:-1]) | (track[1:] < 0)
    before = pd.Series(at).groupby([member, track]).diff().to_numpy(dtype=np.float64)
    again = (before <= AGAIN_MS) & (track >= 0)
    return listens.assign(ends=ends, again=again, sitting=np.cumsum(begins) - 1, run=np.cumsum(turns) - 1)


def together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Members' listens as one frame; sittings and runs numbered through."""
    parts = []
    sittings = runs = 0
    for frame in frames:
        if len(frame):
            parts.append(frame.assign(sitting=frame["sitting"] + sittings, run=frame["run"] + runs))
            sittings, runs = int(parts[-1]["sitting"].max()) + 1, int(parts[-1]["run"].max()) + 1
    return pd.concat(parts, ignore_index=True) if parts else no_listens()


def is_in(values: npt.NDArray[np.int64], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Which values are among the wanted ones."""
    return np.isin(values, np.fromiter(wanted, np.int64, len(wanted)))
