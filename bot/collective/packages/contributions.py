"""What members contribute to a package: from their daybooks to cells, a batch of members at a time.

A batch is all that later steps read of its members, small enough to keep thousands of them: 18,000 members are some
hundred batches. It names nobody: contributors are *tokens* that the caller made up and can keep from one package to the
next, such as a keyed hash of who they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from bot.collective.packages.codes import Int64s, encode, place_of
from bot.collective.packages.regions import REGIONS, region_of
from bot.model.slices import FIRST_DAY, Axes, Slice

MOODS = ("breakup", "sadness", "other")
ACTIVITIES = ("light", "medium", "heavy")
MEDIUM_FROM, HEAVY_FROM = 10, 30
"""Plays per day with music."""
HOUR_MS = 3_600_000
_ALONE = pa.ipc.IpcReadOptions(use_threads=False)  # streams are small: handing them to threads takes longer

_PLAYS = ("day", "artist_id", "album_id", "track_id", "plays", "ms")
_HOURS = ("day", "hour", "plays", "ms")


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind a member's frames.

    Attributes:
        token: opaque, the same in every package of this server, and never shown to anyone.
        time_zone: IANA name, as the member gave it to Tutti.
    """

    token: str
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Bounds:
    """With noise: the most that one contributor can add. Their cells with most plays are kept."""

    cells: int
    plays: int
    ms: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build needs of each member; made by `bot.collective.packages.earlier.asked_of`.

    Attributes:
        start: first day; likewise `end`, the last.
        tables: axes of the slice's own tables first, then of those in earlier packages that could be set against them.
        own: how many are the slice's own.
        bounds: on what one contributor can add to each table; None without noise.
    """

    start: date
    end: date
    tables: tuple[Axes, ...]
    own: int
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What some members contribute. Picklable; a few hundred bytes a member for small tables.

    Attributes:
        tokens: of members with anything in the window, ascending.
        digests: beside `tokens`, 32 bytes each: SHA-256 over all that the member played in the window, whatever the
            tables ask for, so that two packages of one window show whether anything of it changed.
        tables: in the order of what was asked, Arrow IPC streams: `member` (place in `tokens`), one column per axis,
            `plays` and `ms`; one row per member and cell.
    """

    tokens: tuple[str, ...]
    digests: tuple[bytes, ...]
    tables: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One table of a batch, a row per member and cell; ascending by both."""

    member: Int64s
    code: Int64s
    plays: Int64s
    ms: Int64s


def contribute(
    asked: Asked,
    plays: pd.DataFrame,
    hours: pd.DataFrame,
    people: Mapping[int, Person],
    breakup: Collection[int] = (),
    sad: Collection[int] = (),
) -> Batch:
    """For a worker: what these members contribute. Call it per some hundred members.

    Args:
        plays: the daybooks' plays of the window's years: `member_id`, `day` (since 1970-01-01, on the member's own
            clock), `artist_id`, `album_id`, `track_id` (-1: none), `plays`, `ms`. Not modified.
        hours: the daybooks' hours: `member_id`, `day`, `hour`, `plays`, `ms`. Not modified. Both are always needed:
            the digest is over both.
        people: by member id. Members who are not in it are left out.
        breakup: ids of the tracks whose titles speak of a breakup; `sad`: of sadness. As the daybooks were made with.
    """
    songs, clock = _within(asked, plays, people, _PLAYS), _within(asked, hours, people, _HOURS)
    members = np.union1d(songs["member_id"].to_numpy(), clock["member_id"].to_numpy())
    order = np.argsort([people[int(each)].token for each in members]) if len(members) else np.empty(0, np.int64)
    members = members[order]
    place = {int(member): number for number, member in enumerate(members)}
    songs, clock = (_of_members(frame, place) for frame in (songs, clock))
    songs["mood"] = np.select([songs["track_id"].isin(list(breakup)), songs["track_id"].isin(list(sad))], [0, 1], 2)
    regions = np.array([REGIONS.index(region_of(people[int(each)].time_zone)) for each in members], np.int64)
    cohorts = {"activity": _activities(songs, len(members)), "region": regions}
    tables = []
    for number, axes in enumerate(asked.tables):
        rows = _cells(clock if "hour" in axes else songs, axes, cohorts)
        if asked.bounds is not None and number < asked.own:
            rows = _bounded(rows, asked.bounds)
        tables.append(_packed(rows, axes))
    tokens = tuple(people[int(each)].token for each in members)
    return Batch(tokens, tuple(_digests(songs, clock, regions)), tuple(tables))


def rows_of(batch: Batch, asked: Asked, table: int) -> Rows:
    """One of a batch's tables, by its place in `asked.tables`."""
    with pa.ipc.open_stream(batch.tables[table], options=_ALONE) as stream:
        read = stream.read_all()
    columns = {name: read[name].to_numpy().astype(np.int64) for name in read.column_names}
    code = encode(columns, asked.tables[table])
    return Rows(columns["member"], code, columns["plays"], columns["ms"])


def digests_of(batches: Iterable[Batch]) -> dict[str, bytes]:
    """Every contributor's digest, by token: the roster that a package is kept with."""
    return {token: digest for batch in batches for token, digest in zip(batch.tokens, batch.digests, strict=True)}


def bounds_of(spec: Slice) -> Bounds | None:
    """The bounds that a slice with noise states."""
    if spec.noise_cells is None or spec.noise_plays is None or spec.noise_hours is None:
        return None
    return Bounds(spec.noise_cells, spec.noise_plays, spec.noise_hours * HOUR_MS)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - FIRST_DAY).days


def _within(asked: Asked, frame: pd.DataFrame, people: Mapping[int, Person], columns: tuple[str, ...]) -> pd.DataFrame:
    days = frame["day"].to_numpy()
    kept = (days >= day_number(asked.start)) & (days <= day_number(asked.end))
    kept &= frame["member_id"].isin(list(people)).to_numpy() & (frame["plays"].to_numpy() > 0)
    return frame.loc[kept, ["member_id", *columns]]


def _of_members(frame: pd.DataFrame, place: Mapping[int, int]) -> pd.DataFrame:
    """With `member` (place) for `member_id`, in one order whatever order rows came in, and with calendar columns."""
    found = frame.assign(member=frame["member_id"].map(place).astype(np.int64)).drop(columns="member_id")
    found = found.sort_values(["member", *(str(name) for name in found if name != "member")], ignore_index=True)
    days = found["day"].to_numpy(dtype=np.int64)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return found.assign(
        year=months // 12 + FIRST_DAY.year,
        month=months % 12 + 1,
        weekday=(days + 3) % 7 + 1,  # 1970-01-01 was a Thursday
    )


def _activities(songs: pd.DataFrame, members: int) -> Int64s:
    member, day = songs["member"].to_numpy(), songs["day"].to_numpy()
    plays = np.bincount(member, songs["plays"].to_numpy(), members)
    first_of_day = np.ones(len(member), np.bool_)
    first_of_day[1:] = (member[1:] != member[:-1]) | (day[1:] != day[:-1])
    days = np.maximum(np.bincount(member[first_of_day], minlength=members), 1)
    # Whole numbers on both sides: no rounding decides who is in which cohort.
    return (plays >= MEDIUM_FROM * days).astype(np.int64) + (plays >= HEAVY_FROM * days)


def _cells(source: pd.DataFrame, axes: Axes, cohorts: Mapping[str, Int64s]) -> Rows:
    member = source["member"].to_numpy(dtype=np.int64)
    places = {
        axis: cohorts[axis][member] if axis in cohorts else source[_column(axis)].to_numpy(dtype=np.int64)
        for axis in axes
    }
    frame = pd.DataFrame(
        {
            "member": member,
            "code": encode(places, axes),
            "plays": source["plays"].to_numpy(dtype=np.int64),
            "ms": source["ms"].to_numpy(dtype=np.int64),
        }
    )
    summed = frame.groupby(["member", "code"], sort=True, as_index=False).sum()
    return Rows(*(summed[name].to_numpy(dtype=np.int64) for name in ("member", "code", "plays", "ms")))


def _column(axis: str) -> str:
    return f"{axis}_id" if axis in ("artist", "album") else axis


def _bounded(rows: Rows, bounds: Bounds) -> Rows:
    order = np.lexsort((rows.code, -rows.plays, rows.member))
    member = rows.member[order]
    starts = np.searchsorted(member, member)
    kept = np.sort(order[np.arange(len(order)) - starts < bounds.cells])
    plays, ms = np.minimum(rows.plays[kept], bounds.plays), np.minimum(rows.ms[kept], bounds.ms)
    return Rows(rows.member[kept], rows.code[kept], plays, ms)


def _packed(rows: Rows, axes: Axes) -> bytes:
    columns = {"member": pa.array(rows.member.astype(np.int32))}
    columns |= {axis: pa.array(place_of(rows.code, axes, axis).astype(np.int32)) for axis in axes}
    columns |= {"plays": pa.array(rows.plays), "ms": pa.array(rows.ms)}
    table, sink = pa.table(columns), pa.BufferOutputStream()
    with pa.ipc.new_stream(
        sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
    ) as stream:
        stream.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _digests(songs: pd.DataFrame, clock: pd.DataFrame, regions: Int64s) -> Iterable[bytes]:
    count = len(regions)
    parts = []
    for frame, columns in ((songs, (*_PLAYS, "mood")), (clock, _HOURS)):
        bounds = np.searchsorted(frame["member"].to_numpy(), np.arange(count + 1))
        parts.append((bounds, np.ascontiguousarray(frame[list(columns)].to_numpy(dtype="<i8"))))
    for member in range(count):
        digest = hashlib.sha256(int(regions[member]).to_bytes(8, "little"))
        for bounds, values in parts:
            rows = values[bounds[member] : bounds[member + 1]]
            digest.update(len(rows).to_bytes(8, "little") + rows.tobytes())
        yield digest.digest()
