"""The listening that a plan is computed on: what the members it may count listened to, as one frame."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from bot.analysis.daybook import DAY_MS, HOUR_MS
from bot.analysis.frames import CONTENTS, NOBODY, durations, ids_of, instants, texts_of
from bot.model.listens import PLATFORMS

INT = (
    "member_id", "at", "day", "hour", "weekday", "month", "year", "months", "week",
    "artist_id", "track_id", "album_id", "platform", "content", "plays",
)  # fmt: skip
"""Columns of `Material.listens` in int64."""
FLOAT = ("ms", "skipped", "shuffle")
"""In float64, NaN where it is not known."""
BOOL = ("breakup", "sad")
ALWAYS = frozenset({"member_id", "day", "content", "plays"})
"""Columns that every frame of listens has. Of the others those are made that a plan reads; see `needs`."""

Ints = npt.NDArray[np.int64]
_STORED = {
    "artist_id": "artist",
    "track_id": "track",
    "album_id": "album",
    "platform": "platform",
    "ms": "played_ms",
    "skipped": "skipped",
    "shuffle": "shuffle",
    "breakup": "track",
    "sad": "track",
}

Reach = Mapping[int, tuple[int, int]]
"""Of members with any listen, ascending by id: the first and the last day of all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Members' listening and playlists.

    Attributes:
        listens: ascending by `member_id` and `at` (moment of the start, ms since 1970, UTC). On the member's own clock:
            `day` (since 1970-01-01), `hour`, `weekday` (0 is Monday), `month` (1-12), `year`, `months` (year * 12 +
            month - 1), `week` (day of its Monday). `artist_id`, `track_id`, `album_id`: -1 for none. `platform` and
            `content`: places in `PLATFORMS` (-1 unknown) and `CONTENTS`. `ms` played; `skipped`, `shuffle` 0 or 1.
            `breakup`, `sad`: what the title says, never both. `plays`: how many listens a row stands for, 1 where it
            comes from a history; of some it may be none, and then it only says that there was listening on that day.
        playlists: member_id, playlist_id, tracks, breakup (score 0-100, NaN where it has none), modified (day, NaN
            where unknown).
        playlist_tracks: member_id, playlist_id, track_id, artist_id, breakup, sad (bool), added (day, NaN).
        stretches: breakup intensity of each member's most striking four weeks, by member id; NaN where there is none.
        reach: how far each member's export goes, whatever of it stands in `listens`.
    """

    listens: pd.DataFrame
    playlists: pd.DataFrame
    playlist_tracks: pd.DataFrame
    stretches: Mapping[int, float]
    reach: Reach


def no_listens() -> pd.DataFrame:
    """The frame of listens without a row."""
    columns = {name: np.empty(0, np.int64) for name in INT}
    more = {name: np.empty(0, np.float64) for name in FLOAT} | {name: np.empty(0, np.bool_) for name in BOOL}
    return pd.DataFrame(columns | more)


def reach_of(listens: pd.DataFrame) -> dict[int, tuple[int, int]]:
    """How far each member's listens go."""
    found = listens.groupby("member_id")["day"].agg(["min", "max"])
    return {int(member): (int(first), int(last)) for member, first, last in found.itertuples(name=None)}


def no_playlists() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Frames of playlists and of their tracks without a row."""
    whole = pd.DataFrame(
        {
            "member_id": np.empty(0, np.int64),
            "playlist_id": np.empty(0, np.int64),
            "tracks": np.empty(0, np.int64),
            "breakup": np.empty(0, np.float64),
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
    member_id: int,
    table: pa.Table,
    time_zone: str,
    wanted: Collection[str],
    breakup: Collection[int] | Ints = (),
    sad: Collection[int] | Ints = (),
) -> pd.DataFrame:
    """One member's listens, as `Material.listens` describes them.

    Args:
        table: a stored history, ascending; see `bot.model.stored.STORED_LISTENS`.
        time_zone: IANA name of the member's own clock.
        wanted: columns to make besides `ALWAYS`.
        breakup: ids of tracks whose titles speak of a breakup; likewise `sad`.
    """
    at = instants(table)
    local = on_own_clock(at, time_zone)
    made: dict[str, Callable[[], npt.NDArray[np.generic]]] = {
        "at": lambda: at,
        "hour": lambda: local // HOUR_MS % 24,
        "artist_id": lambda: ids_of(table, "artist"),
        "track_id": lambda: ids_of(table, "track"),
        "album_id": lambda: ids_of(table, "album"),
        "platform": lambda: _places(table, "platform", PLATFORMS),
        "ms": lambda: durations(table),
        "skipped": lambda: _truths(table, "skipped"),
        "shuffle": lambda: _truths(table, "shuffle"),
        "breakup": lambda: is_in(ids_of(table, "track"), breakup),
        "sad": lambda: is_in(ids_of(table, "track"), sad),
    }
    days = local // DAY_MS
    columns: dict[str, npt.NDArray[np.generic]] = {
        "member_id": np.full(len(at), member_id, np.int64),
        "day": days,
        "content": _places(table, "content", CONTENTS),
        "plays": np.ones(len(at), np.int64),
    }
    columns |= {name: make() for name, make in made.items() if name in wanted}
    return pd.DataFrame(columns | calendar_columns(days, wanted), copy=False)


def stored_columns(wanted: Collection[str]) -> frozenset[str]:
    """Which columns of a stored history `listens_of` reads for these."""
    return frozenset({"started_at", "content", *(_STORED[name] for name in wanted if name in _STORED)})


def on_own_clock(at: Ints, time_zone: str) -> Ints:
    """Moments (ms since 1970, UTC) as a clock in that zone shows them, in ms likewise."""
    utc = pd.DatetimeIndex(at.view("datetime64[ms]"), tz="UTC")
    local: Ints = utc.tz_convert(time_zone).tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64)
    return local


def calendar_columns(days: Ints, wanted: Collection[str]) -> dict[str, npt.NDArray[np.generic]]:
    """What follows from the day, of the columns that are wanted."""
    found: dict[str, npt.NDArray[np.generic]] = {}
    if {"weekday", "week"} & set(wanted):
        weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
        found |= {"weekday": weekday, "week": days - weekday}
    if {"month", "year", "months"} & set(wanted):
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
        found |= {"month": months % 12 + 1, "year": months // 12, "months": months}
    return {name: values for name, values in found.items() if name in wanted}


def _places(table: pa.Table, name: str, known: tuple[str, ...]) -> Ints:
    """A column of few strings as places among those that are known; -1 for null and whatever else."""
    codes, values = texts_of(table, name)
    place = np.array([*(known.index(value) if value in known else NOBODY for value in values), NOBODY], np.int64)
    found: Ints = place[codes]
    return found


def _truths(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    """A column of truths as 0 and 1, NaN where it is not known."""
    column = table.column(name).cast(pa.int8()).cast(pa.float64())
    found: npt.NDArray[np.float64] = column.to_numpy()
    return found


def together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Members' listens as one frame.

    Args:
        frames: one per member, ascending by member.
    """
    parts = [frame for frame in frames if len(frame)]
    return pd.concat(parts, ignore_index=True) if parts else no_listens()


def is_in(values: Ints, wanted: Collection[int] | Ints) -> npt.NDArray[np.bool_]:
    """Which values are among the wanted ones."""
    found = wanted if isinstance(wanted, np.ndarray) else np.fromiter(wanted, np.int64, len(wanted))
    return np.isin(values, found)
