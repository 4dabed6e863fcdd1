"""What analysis works on: one member's history as a pandas frame, and how it is made from stored columns.

Storage keeps a history as an Arrow table of integer columns (server-wide ids), and the names in tables of the server.
Here they meet. Everything in `bot/analysis` and `bot/moods` takes a `History` as it stands: it was checked once, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from bot.model.listens import PLATFORMS, Content

NOBODY = -1
"""The id of "none named": no artist, no album."""

CONTENTS = tuple(content.value for content in Content)
MUSICAL = (Content.MUSIC.value, Content.VIDEO.value)
"""What counts as music: recordings and music videos. Podcasts and audiobooks are in the history, not in the charts."""

COLUMNS = (
    "started_at",
    "local_at",
    "played_ms",
    "artist_id",
    "track_id",
    "album_id",
    "content",
    "skipped",
    "shuffle",
    "platform",
    "reason_start",
    "reason_end",
)
REQUIRED = ("started_at", "played_ms", "track", "content")

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """All listens of one member in one server, merged over their sources, with the names they need.

    Attributes:
        listens: one row per listen, ascending by `started_at`; index 0..n-1. Columns:
            `started_at` datetime64[ms, UTC], the moment playing began;
            `local_at` datetime64[ms] without zone, the same moment on the member's own clock;
            `played_ms` float64, NaN where the service does not say;
            `artist_id`, `track_id`, `album_id` int64, -1 where none is named;
            `content` categorical with the values of `Content` in their order;
            `skipped`, `shuffle` boolean with missing;
            `platform`, `reason_start`, `reason_end` categorical with missing.
        artists: artist_id -> name.
        tracks: index track_id; columns `title` (str) and `artist_id` (int64, -1 where none is named).
        albums: index album_id; columns `title` and `artist_id`.
        time_zone: IANA name of the member's own clock.
    """

    listens: pd.DataFrame
    artists: pd.Series[str]
    tracks: pd.DataFrame
    albums: pd.DataFrame
    time_zone: str = "UTC"

    def __len__(self) -> int:
        return len(self.listens)

    @property
    def music(self) -> pd.DataFrame:
        """The listens of music and music videos, in order."""
        return self.listens[is_musical(self.listens["content"])]


def history_from_table(
    table: pa.Table,
    artists: Iterable[tuple[int, str]],
    tracks: Iterable[tuple[int, str, int | None]],
    albums: Iterable[tuple[int, str, int | None]] = (),
    time_zone: str = "UTC",
) -> History:
    """A member's history from stored columns and the server's names.

    Args:
        table: ascending by `started_at`. Columns `started_at` timestamp[ms, UTC], `played_ms` int32 with nulls, `track`
            int64 ids (plain or dictionary) and `content` (dictionary of the values of `Content`); optionally `album`
            and `artist` (int64 ids with nulls, plain or dictionary), `skipped`, `shuffle` (bool with nulls),
            `platform`, `reason_start`, `reason_end` (dictionaries of strings). Without an `artist` column a listen's
            artist is its track's.
        artists: (artist_id, name); those of the history at least.
        tracks: (track_id, title, artist_id or None).
        albums: (album_id, title, artist_id or None).
        time_zone: IANA name of the member's own clock.

    Raises:
        ValueError: a required column is missing, a start is null, or rows are not ascending.
        zoneinfo.ZoneInfoNotFoundError: no such time zone.
    """
    missing = [name for name in REQUIRED if name not in table.column_names]
    if missing:
        raise ValueError(f"a history needs the columns {', '.join(missing)}")
    started = instants(table)
    if started.size and bool((np.diff(started) < 0).any()):
        raise ValueError("a history is ascending by started_at")
    tracks_frame = _named(tracks)
    track_ids = ids_of(table, "track")
    artist_ids = ids_of(table, "artist") if "artist" in table.column_names else artist_of(tracks_frame, track_ids)
    utc = pd.DatetimeIndex(started.view("datetime64[ms]"), tz="UTC")
    listens = pd.DataFrame(
        {
            "started_at": utc,
            "local_at": utc.tz_convert(time_zone).tz_localize(None),
            "played_ms": durations(table),
            "artist_id": artist_ids,
            "track_id": track_ids,
            "album_id": ids_of(table, "album"),
            "content": _categories(table, "content", CONTENTS),
            "skipped": _booleans(table, "skipped"),
            "shuffle": _booleans(table, "shuffle"),
            "platform": _categories(table, "platform", PLATFORMS),
            "reason_start": _categories(table, "reason_start"),
            "reason_end": _categories(table, "reason_end"),
        },
        copy=False,
    )
    return History(listens, _names(artists), tracks_frame, _named(albums), time_zone)


def is_musical(content: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Which of these contents (a categorical of `CONTENTS`) are music or music videos."""
    return np.isin(content.cat.codes.to_numpy(), [CONTENTS.index(value) for value in MUSICAL])


def instants(table: pa.Table) -> Int64s:
    """`started_at` in milliseconds since 1970, UTC.

    Raises:
        ValueError: a start is null.
    """
    column = _whole(table, "started_at").cast(pa.timestamp("ms", "UTC"))
    if column.null_count:
        raise ValueError("a listen needs the moment it started at")
    values: Int64s = column.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return values


def durations(table: pa.Table) -> npt.NDArray[np.float64]:
    """`played_ms` as float64, NaN where it is unknown."""
    values: npt.NDArray[np.float64] = _whole(table, "played_ms").cast(pa.float64()).to_numpy(zero_copy_only=False)
    return values


def ids_of(table: pa.Table, name: str) -> Int64s:
    """An id column, plain or dictionary, as int64 with -1 for null; all -1 where the table has no such column."""
    if name not in table.column_names:
        return np.full(table.num_rows, NOBODY, dtype=np.int64)
    column = _whole(table, name)
    if isinstance(column, pa.DictionaryArray):
        # The null goes to the dictionary's end, so that one `take` answers for all rows.
        values = np.append(column.dictionary.cast(pa.int64()).to_numpy(zero_copy_only=False), NOBODY)
        taken: Int64s = values.take(column.indices.fill_null(len(values) - 1).to_numpy(zero_copy_only=False))
        return taken.astype(np.int64, copy=False)
    plain: Int64s = column.cast(pa.int64()).fill_null(NOBODY).to_numpy(zero_copy_only=False)
    return plain


def artist_of(tracks: pd.DataFrame, track_ids: Int64s) -> Int64s:
    """The artist of each of these tracks, -1 where the frame of tracks does not know."""
    if tracks.empty:
        return np.full(len(track_ids), NOBODY, dtype=np.int64)
    rows = tracks.index.get_indexer(pd.Index(track_ids))
    found: Int64s = tracks["artist_id"].to_numpy()[rows]
    return np.where(rows >= 0, found, NOBODY)


def texts_of(table: pa.Table, name: str) -> tuple[Int64s, list[str]]:
    """A column of few strings as (codes with -1 for null, the strings the codes stand for)."""
    column = _whole(table, name)
    if not isinstance(column, pa.DictionaryArray):
        column = column.dictionary_encode()
    codes: Int64s = column.indices.fill_null(NOBODY).cast(pa.int64()).to_numpy(zero_copy_only=False)
    return codes, column.dictionary.to_pylist()


def musical_rows(table: pa.Table) -> npt.NDArray[np.bool_]:
    """Which rows of a stored table are music or music videos."""
    codes, values = texts_of(table, "content")
    return np.isin(codes, [code for code, value in enumerate(values) if value in MUSICAL])


def _whole(table: pa.Table, name: str) -> pa.Array:
    # Chunks of a dictionary column may each carry their own dictionary.
    column = table.column(name)
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.unify_dictionaries().combine_chunks()


def _booleans(table: pa.Table, name: str) -> pd.arrays.BooleanArray:
    if name not in table.column_names:
        rows = table.num_rows
        return pd.arrays.BooleanArray(np.zeros(rows, dtype=np.bool_), np.ones(rows, dtype=np.bool_))
    column = _whole(table, name)
    return pd.arrays.BooleanArray(
        column.fill_null(False).to_numpy(zero_copy_only=False),  # False only stands under the mask
        column.is_null().to_numpy(zero_copy_only=False),
    )


def _categories(table: pa.Table, name: str, known: Sequence[str] = ()) -> pd.Categorical[str]:
    """The column with `known` first among its categories, in their order, and whatever else it holds behind them."""
    if name not in table.column_names:
        nothing = np.full(table.num_rows, NOBODY, dtype=np.int64)
        return pd.Categorical.from_codes(nothing, categories=pd.Index(list(known), dtype="str"))
    codes, values = texts_of(table, name)
    categories = [*known, *dict.fromkeys(value for value in values if value not in known)]
    place = {value: code for code, value in enumerate(categories)}
    recoded = np.array([*(place[value] for value in values), NOBODY], dtype=np.int64)
    return pd.Categorical.from_codes(recoded.take(codes), categories=pd.Index(categories, dtype="str"))


def _names(rows: Iterable[tuple[int, str]]) -> pd.Series[str]:
    pairs = list(rows)
    index = pd.Index([pair[0] for pair in pairs], dtype="int64", name="artist_id")
    return pd.Series([pair[1] for pair in pairs], index=index, name="name", dtype="str")


def _named(rows: Iterable[tuple[int, str, int | None]]) -> pd.DataFrame:
    triples = list(rows)
    return pd.DataFrame(
        {
            "title": pd.Series([row[1] for row in triples], dtype="str"),
            "artist_id": np.array([NOBODY if row[2] is None else row[2] for row in triples], dtype=np.int64),
        }
    ).set_index(pd.Index([row[0] for row in triples], dtype="int64"))
