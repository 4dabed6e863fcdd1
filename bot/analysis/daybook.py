"""Daybooks: what questions about a group need of one member's history, small enough to keep beside it.

A daybook is made with the history and stored in parts, so that a question reads the parts it asks for and opens no
history: fifty members of fifty thousand plays each are side by side in some tens of milliseconds. What the frames mean
stands in `bot.analysis.group`.

A part is packed by `bot.analysis.packing`. A year of plays is two streams: the songs in it, then its rows, which name
songs by their place among them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from bot.analysis.discoveries import fresh_plays
from bot.analysis.frames import NOBODY, History, Int64s, is_musical
from bot.analysis.gaps import every_return
from bot.analysis.group import COLUMNS, Group, make_group, nothing
from bot.analysis.obsessions import every_month
from bot.analysis.packing import Integers, packed, unpacked
from bot.analysis.spans import AGAIN, MOOD_HOURS, SPAN, TITLES, span_parts
from bot.model.stored import COVERAGE, DAYBOOK_VERSION

__all__ = ["DAYBOOK_VERSION", "Part", "counted_parts", "daybook", "plays_of_artist", "unpack"]

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
PAUSE_MS = 30 * 60_000
"""This much silence ends a sitting."""
LOOP_PLAYS = 3
REPEATED_PLAYS = 5
NIGHT_ENDS, MORNING_ENDS = 5, 9

Columns = dict[str, Int64s]


class Part(StrEnum):
    """The parts of a daybook. The plays of a year are a part too, named by `Part.plays_of`."""

    COVERAGE = COVERAGE
    ARTISTS = "artists"
    TRACKS = "tracks"
    DAYS = "days"
    HOURS = "hours"
    SITTINGS = "sittings"
    LOOPS = "loops"
    RUNS = "runs"
    REPEATS = "repeats"
    RETURNS = "returns"
    MONTHS = "months"
    FRESH = "fresh"
    ALBUMS = "albums"
    SPAN = SPAN
    TITLES = TITLES
    MOOD_HOURS = MOOD_HOURS
    AGAIN = AGAIN

    @staticmethod
    def plays_of(year: int) -> str:
        """The part that holds the plays of this year, on the member's own clock: "2024"."""
        return f"{year:04}"


_ASCENDING = {
    Part.ARTISTS: ("artist_id",),
    Part.TRACKS: ("track_id",),
    Part.ALBUMS: ("album_id",),
    Part.DAYS: ("day",),
    Part.HOURS: ("day",),
    Part.SITTINGS: ("day", "started_at"),
    Part.LOOPS: ("day",),
    Part.RUNS: ("day",),
    Part.REPEATS: ("day",),
    Part.RETURNS: ("day",),
    Part.MONTHS: ("day",),
    Part.FRESH: ("day",),
}
"""Columns that are stored as differences. (Sittings ascend by day first: a clock set back can part the two.)"""

_SONG = ("track_id", "album_id", "artist_id")


def daybook(history: History, breakup: Collection[int], sad: Collection[int]) -> dict[str, bytes]:
    """All parts of a member's daybook, by name. A part without a row is left out, but for `Part.COVERAGE`.

    Args:
        history: not modified. Only its music and music videos are read, but for `Part.SPAN`.
        breakup: ids of the tracks whose titles speak of a breakup.
        sad: ids of the tracks whose titles speak of sadness.
    """
    listens = _Listens.of(history)
    days = listens.local // DAY_MS
    sittings = _sitting_numbers(listens)
    parts: dict[str, Columns] = {
        Part.COVERAGE: _coverage(listens, days),
        Part.ARTISTS: _per_name(listens.artist, listens, days, "artist_id"),
        Part.TRACKS: _with_artist(_per_name(listens.track, listens, days, "track_id"), listens),
        Part.ALBUMS: _per_name(listens.album, listens, days, "album_id"),
        Part.DAYS: _days(listens, days, breakup, sad),
        Part.HOURS: _hours(listens),
        Part.SITTINGS: _sittings(listens, days, sittings),
        Part.LOOPS: _loops(listens, days, sittings),
        Part.RUNS: _runs(listens, days, sittings),
        Part.REPEATS: _repeats(listens, days),
        **_habits(listens, days),
    }
    kept = {name: columns for name, columns in parts.items() if name == Part.COVERAGE or _rows(columns)}
    parts_packed = {str(name): packed(columns, _ASCENDING.get(Part(name), ())) for name, columns in kept.items()}
    return parts_packed | _packed_years(listens, days) | span_parts(history, breakup, sad)


def counted_parts(history: History) -> dict[str, bytes]:
    """The parts of a member's daybook that packages are counted from, as `daybook` makes them: in a fifth of its time.

    For simulations of many members; what is stored of a real one is the whole daybook.
    """
    listens = _Listens.of(history)
    days = listens.local // DAY_MS
    parts = {Part.COVERAGE: _coverage(listens, days), Part.HOURS: _hours(listens)}
    packed_parts = {str(name): packed(columns, _ASCENDING.get(name, ())) for name, columns in parts.items()}
    return packed_parts | _packed_years(listens, days)


def unpack(parts: Mapping[int, Mapping[str, bytes]]) -> Group:
    """Members' parts as the frames of a group. A part that is not given leaves its frame without rows of that member.

    Args:
        parts: by member id, then by name; made by this version of `daybook`.
    """
    members = sorted(parts)
    frames = {
        "members": _coverage_frame({member: parts[member].get(Part.COVERAGE) for member in members}),
        "plays": _frame("plays", [(member, _unpacked_years(parts[member])) for member in members]),
    }
    for part, ascending in _ASCENDING.items():
        found = [(member, parts[member].get(part)) for member in members]
        frames[part] = _frame(part, [(member, unpacked(blob, ascending)) for member, blob in found if blob])
    frames["sittings"] = _in_minutes(frames["sittings"])
    return make_group(**frames)


def holds_music(parts: Mapping[str, bytes]) -> bool:
    """Whether a member's daybook has any music in it: of a history of podcasts alone it has none."""
    return not _coverage_frame({0: parts.get(Part.COVERAGE)}).empty


def plays_of_artist(parts: Mapping[int, Mapping[str, bytes]], artist_id: int) -> pd.DataFrame:
    """The plays of one artist in the years that are given, per member and day: member_id, day, plays, all int64.

    Ascending by member and day. Years in which the artist was not played, most of them, stay packed.

    Args:
        parts: as in `unpack`.
        artist_id: of the catalogue.
    """
    nobody = np.empty(0, np.int64)
    found = [(nobody, nobody, nobody)]
    for member in sorted(parts):
        for year in sorted(name for name in parts[member] if name.isdecimal()):
            source = pa.BufferReader(parts[member][year])
            own = unpacked(source, (), only=(_SONG.index("artist_id"),))["artist_id"] == artist_id
            if own.any():
                rows = unpacked(source, ("day",), only=range(3))  # day, song, plays
                kept = own[rows["song"]]
                days = rows["day"][kept]
                found.append((np.full(len(days), member), days, rows["plays"][kept].astype(np.int64)))
    columns = zip(("member_id", "day", "plays"), map(np.concatenate, zip(*found, strict=True)), strict=True)
    return pd.DataFrame(dict(columns)).groupby(["member_id", "day"])["plays"].sum().reset_index()


# --- measuring one member --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Listens:
    """The music of a history as arrays, ascending by `started` (ms since 1970, UTC); an unknown duration is 0 ms."""

    started: Int64s
    local: Int64s
    ms: Int64s
    artist: Int64s
    track: Int64s
    album: Int64s
    skipped: npt.NDArray[np.float64]

    @classmethod
    def of(cls, history: History) -> _Listens:
        frame = history.listens
        musical = is_musical(frame["content"])
        started = frame["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64)
        return cls(
            started=started[musical],
            local=frame["local_at"].to_numpy().astype("datetime64[ms]").astype(np.int64)[musical],
            ms=np.nan_to_num(frame["played_ms"].to_numpy()[musical], nan=0.0).astype(np.int64),
            artist=frame["artist_id"].to_numpy()[musical],
            track=frame["track_id"].to_numpy()[musical],
            album=frame["album_id"].to_numpy()[musical],
            skipped=frame["skipped"].to_numpy(dtype=np.float64, na_value=np.nan)[musical],
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """The distinct keys of some rows, ascending, and each row's place among them."""

    keys: Int64s
    place: Int64s

    @classmethod
    def of(cls, keys: Int64s) -> _Groups:
        # Hashing and sorting the distinct keys alone: np.unique, which sorts all rows, takes three times as long.
        place, found = pd.factorize(keys, sort=True)
        return cls(np.asarray(found, dtype=np.int64), place)

    def plays(self) -> Int64s:
        return np.bincount(self.place, minlength=len(self.keys)).astype(np.int64)

    def sums(self, values: npt.NDArray[np.generic]) -> Int64s:
        return np.bincount(self.place, values, minlength=len(self.keys)).astype(np.int64)

    def bounds(self, values: Int64s) -> tuple[Int64s, Int64s]:
        """The least and the greatest of each key's values."""
        least = np.full(len(self.keys), np.iinfo(np.int64).max)
        greatest = np.full(len(self.keys), np.iinfo(np.int64).min)
        np.minimum.at(least, self.place, values)
        np.maximum.at(greatest, self.place, values)
        return least, greatest


def _coverage(listens: _Listens, days: Int64s) -> Columns:
    """One row; none where there is no music."""
    first_last = (days.min(), days.max()) if days.size else (0, 0)
    row = (*first_last, days.size, listens.ms.sum())
    return {name: np.array([value], np.int64)[: days.size] for name, value in zip(COLUMNS["members"], row, strict=True)}


def _per_name(ids: Int64s, listens: _Listens, days: Int64s, name: str) -> Columns:
    """One row per id, without those that name none."""
    named = ids != NOBODY
    groups = _Groups.of(ids[named])
    first, last = groups.bounds(days[named])
    sums = groups.sums(listens.ms[named])
    return {name: groups.keys, "plays": groups.plays(), "ms": sums, "first_day": first, "last_day": last}


def _with_artist(tracks: Columns, listens: _Listens) -> Columns:
    artist = np.full(len(tracks["track_id"]), NOBODY, np.int64)
    artist[np.searchsorted(tracks["track_id"], listens.track)] = listens.artist
    return {"track_id": tracks["track_id"], "artist_id": artist, **tracks}


def _days(listens: _Listens, days: Int64s, breakup: Collection[int], sad: Collection[int]) -> Columns:
    groups = _Groups.of(days)
    hour = listens.local // HOUR_MS % 24
    known = ~np.isnan(listens.skipped)
    return {
        "day": groups.keys,
        "plays": groups.plays(),
        "ms": groups.sums(listens.ms),
        "skipped": groups.sums(np.where(known, listens.skipped, 0.0)),
        "skip_known": groups.sums(known),
        "night": groups.sums(hour < NIGHT_ENDS),
        "morning": groups.sums((hour >= NIGHT_ENDS) & (hour < MORNING_ENDS)),
        "new_artists": _new_ones(listens.artist, days, groups),
        "new_tracks": _new_ones(listens.track, days, groups),
        "breakup": groups.sums(np.isin(listens.track, np.fromiter(breakup, np.int64, len(breakup)))),
        "sad": groups.sums(np.isin(listens.track, np.fromiter(sad, np.int64, len(sad)))),
    }


def _new_ones(ids: Int64s, days: Int64s, groups: _Groups) -> Int64s:
    """How many ids are met for the first time on each day."""
    named = ids != NOBODY
    first, _ = _Groups.of(ids[named]).bounds(days[named])
    places = np.searchsorted(groups.keys, first)
    return np.bincount(places, minlength=len(groups.keys)).astype(np.int64)


def _hours(listens: _Listens) -> Columns:
    groups = _Groups.of(listens.local // HOUR_MS)
    return {
        "day": groups.keys // 24,
        "hour": groups.keys % 24,
        "plays": groups.plays(),
        "ms": groups.sums(listens.ms),
    }


def _sitting_numbers(listens: _Listens) -> Int64s:
    """Which sitting each listen is part of: 0, 1, ...

    A member plays one thing at a time: whatever a duration says, a listen ends when the next one begins.
    """
    pause = listens.started[1:] - (listens.started + listens.ms)[:-1]
    ends = np.cumsum(pause >= PAUSE_MS)
    return np.concatenate([np.zeros(min(len(listens.started), 1), np.int64), ends])


def _sittings(listens: _Listens, days: Int64s, sittings: Int64s) -> Columns:
    first = np.flatnonzero(np.diff(sittings, prepend=-1))
    last = np.append(first[1:], len(sittings))[: len(first)] - 1
    plays = last - first + 1
    started = listens.started[first]
    order = np.lexsort((started, days[first]))
    columns = {
        "day": days[first],
        "started_at": started,
        "ms": listens.started[last] + listens.ms[last] - started,
        "plays": plays,
    }
    return {name: values[order] for name, values in columns.items()}


def _in_a_row(listens: _Listens, sittings: Int64s) -> tuple[Int64s, Int64s]:
    """Where each run of one track begins, and how many plays it has."""
    changes = np.ones(len(sittings), dtype=np.bool_)
    changes[1:] = (np.diff(listens.track) != 0) | (np.diff(sittings) != 0)
    first = np.flatnonzero(changes)
    return first, np.diff(np.append(first, len(sittings)))


def _runs(listens: _Listens, days: Int64s, sittings: Int64s) -> Columns:
    first, plays = _in_a_row(listens, sittings)
    groups = _Groups.of(days[first])
    _, longest = groups.bounds(plays)
    return {"day": groups.keys, "plays": groups.sums(plays), "longest": longest}


def _loops(listens: _Listens, days: Int64s, sittings: Int64s) -> Columns:
    first, plays = _in_a_row(listens, sittings)
    first, plays = first[plays >= LOOP_PLAYS], plays[plays >= LOOP_PLAYS]
    order = np.argsort(days[first], kind="stable")
    first, plays = first[order], plays[order]
    return {
        "day": days[first],
        "track_id": listens.track[first],
        "artist_id": listens.artist[first],
        "plays": plays.astype(np.int64),
    }


def _repeats(listens: _Listens, days: Int64s) -> Columns:
    groups = _Groups.of((days << 32) | listens.track)  # ids of a catalogue stay below 2^31
    plays = groups.plays()
    artist = np.full(len(groups.keys), NOBODY, np.int64)
    artist[groups.place] = listens.artist
    often = plays >= REPEATED_PLAYS
    keys = groups.keys[often]
    return {"day": keys >> 32, "track_id": keys & 0xFFFF_FFFF, "artist_id": artist[often], "plays": plays[often]}


def _habits(listens: _Listens, days: Int64s) -> dict[str, Columns]:
    """What would take all plays of all years to find."""
    ids = {"artist_id": listens.artist, "track_id": listens.track}
    plays = pd.DataFrame({"member_id": 0, "day": days, **ids, "plays": 1})
    found = {Part.RETURNS: every_return(plays), Part.MONTHS: every_month(plays), Part.FRESH: fresh_plays(plays)}
    return {
        part: {name: frame[name].to_numpy(dtype=np.int64) for name in COLUMNS[part][1:]}
        for part, frame in found.items()
    }


def _packed_years(listens: _Listens, days: Int64s) -> dict[str, bytes]:
    """The plays of each year: per day, track and album."""
    pairs = _Groups.of((listens.track << 32) | (listens.album + 1))  # + 1 keeps "no album" from being negative
    groups = _Groups.of((days << 32) | pairs.place)
    plays, ms, day, pair = groups.plays(), groups.sums(listens.ms), groups.keys >> 32, groups.keys & 0xFFFF_FFFF
    artist = np.full(len(pairs.keys), NOBODY, np.int64)
    artist[pairs.place] = listens.artist
    years = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    found, starts = np.unique(years, return_index=True)
    ends = np.append(starts, len(years))[1:]
    parts = {}
    for year, start, end in zip(found.tolist(), starts, ends, strict=True):
        used, place = np.unique(pair[start:end], return_inverse=True)
        keys = pairs.keys[used]
        songs = dict(zip(_SONG, (keys >> 32, (keys & 0xFFFF_FFFF) - 1, artist[used]), strict=True))
        rows = {"day": day[start:end], "song": place, "plays": plays[start:end], "ms": ms[start:end]}
        parts[Part.plays_of(year)] = packed(songs, ("track_id",)) + packed(rows, ("day",))
    return parts


# --- packing and unpacking -------------------------------------------------------------------------------------------


def _rows(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def _unpacked_years(parts: Mapping[str, bytes]) -> dict[str, Integers]:
    """The plays of all years that are given, in their order."""
    years = []
    for year in sorted(name for name in parts if name.isdecimal()):
        source = pa.BufferReader(parts[year])
        songs, rows = unpacked(source, ("track_id",)), unpacked(source, ("day",))
        song = rows.pop("song")
        years.append(rows | {name: values[song] for name, values in songs.items()})
    return {name: np.concatenate([year[name] for year in years]) for name in years[0]} if years else {}


def _frame(name: str, columns_of: Sequence[tuple[int, dict[str, Integers]]]) -> pd.DataFrame:
    """One frame of all members' columns, one member after the other."""
    found = [(member, columns) for member, columns in columns_of if columns]
    if not found:
        return nothing(name) if name != "sittings" else nothing(name).rename(columns={"minutes": "ms"})
    lengths = [len(columns[COLUMNS[name][1]]) for _, columns in found]
    joined = {"member_id": np.repeat(np.array([member for member, _ in found], np.int64), lengths)}
    for column in COLUMNS[name][1:]:
        stored = "ms" if column == "minutes" else column
        joined[stored] = np.concatenate([columns[stored] for _, columns in found], dtype=np.int64)
    return pd.DataFrame(joined, copy=False)


def _in_minutes(sittings: pd.DataFrame) -> pd.DataFrame:
    minutes = sittings["ms"].to_numpy() / 60_000
    return sittings.assign(ms=minutes).rename(columns={"ms": "minutes"})


def _coverage_frame(blobs: Mapping[int, bytes | None]) -> pd.DataFrame:
    found = [(member, unpacked(blob, ())) for member, blob in blobs.items() if blob]
    kept = [(member, columns) for member, columns in found if columns["plays"].size]
    index = pd.Index(np.array([member for member, _ in kept], np.int64), name="member_id")
    if not kept:
        return nothing("members")
    joined = {name: np.concatenate([each[name] for _, each in kept], dtype=np.int64) for name in COLUMNS["members"]}
    return pd.DataFrame(joined, index=index, copy=False)
