"""Parts of a daybook for questions in words: how far a history reaches, which titles speak and when, what was repeated.

A history that holds podcasts beside music reaches as far as its first and its last listen of anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bot.analysis.frames import History, Int64s, is_musical
from bot.analysis.packing import packed, unpacked

SPAN, TITLES, MOOD_HOURS, AGAIN = "span", "titles", "mood_hours", "again"
"""Names of these parts. `MOOD_HOURS`: per hour that has any, the plays whose titles speak (day, hour, breakup, sad).
`AGAIN`: of each day that has any, the plays of what the member had begun within `AGAIN_MS` before (day, plays)."""

AGAIN_MS = 24 * 3_600_000
"""A play repeats a track if the member began it within the 24 hours before."""

_BREAKUP, _SAD = 1, 2


@dataclass(frozen=True, slots=True)
class Span:
    """How far a history reaches.

    Attributes:
        first_day, last_day: of all listens, whatever they are of, in days since 1970-01-01 on the member's own clock.
        untimed: plays of music of which nobody knows how long they lasted.
    """

    first_day: int
    last_day: int
    untimed: int


def span_parts(history: History, breakup: Collection[int], sad: Collection[int]) -> dict[str, bytes]:
    """These parts of a history; none of one without a listen.

    Args:
        history: not modified.
        breakup: ids of the tracks whose titles speak of a breakup; they may be of playlists alone.
        sad: likewise of sadness.
    """
    listens = history.listens
    if listens.empty:
        return {}
    days = listens["local_at"].to_numpy().astype("datetime64[D]").astype(np.int64)
    untimed = listens["played_ms"].isna().to_numpy() & is_musical(listens["content"])
    row = {"first_day": days.min(), "last_day": days.max(), "untimed": untimed.sum()}
    columns = {
        SPAN: {name: np.array([value], np.int64) for name, value in row.items()},
        TITLES: _titles(breakup, sad),
        MOOD_HOURS: _mood_hours(history.music, breakup, sad),
        AGAIN: _again(history.music),
    }
    return {name: packed(each, ("track_id", "day")) for name, each in columns.items() if len(next(iter(each.values())))}


def _titles(breakup: Collection[int], sad: Collection[int]) -> dict[str, Int64s]:
    ids = np.array(sorted({*breakup, *sad}), np.int64)
    moods = np.where(np.isin(ids, np.fromiter(breakup, np.int64, len(breakup))), _BREAKUP, _SAD)
    return {"track_id": ids, "mood": moods}


def _mood_hours(music: pd.DataFrame, breakup: Collection[int], sad: Collection[int]) -> dict[str, Int64s]:
    track = music["track_id"].to_numpy()
    says = {
        name: np.isin(track, np.fromiter(ids, np.int64, len(ids))) for name, ids in (("breakup", breakup), ("sad", sad))
    }
    spoken = says["breakup"] | says["sad"]
    hours = music["local_at"].to_numpy()[spoken].astype("datetime64[h]").astype(np.int64)
    place, keys = pd.factorize(hours, sort=True)
    counts = {name: np.bincount(place, told[spoken], len(keys)).astype(np.int64) for name, told in says.items()}
    return {"day": keys // 24, "hour": keys % 24, **counts}


def _again(music: pd.DataFrame) -> dict[str, Int64s]:
    started = music["started_at"].dt.tz_localize(None).to_numpy().astype("datetime64[ms]").astype(np.int64)
    track = music["track_id"].to_numpy()
    order = np.argsort(track, kind="stable")
    again = np.zeros(len(track), np.bool_)
    same = (np.diff(track[order]) == 0) & (track[order][1:] >= 0) & (np.diff(started[order]) <= AGAIN_MS)
    again[order[1:][same]] = True
    days = music["local_at"].to_numpy()[again].astype("datetime64[D]").astype(np.int64)
    found, plays = np.unique(days, return_counts=True)
    return {"day": found, "plays": plays.astype(np.int64)}


def span_of(parts: Mapping[str, bytes]) -> Span | None:
    """How far the history reaches; None where it has no listen, or the part is not given."""
    blob = parts.get(SPAN)
    if not blob:
        return None
    columns = unpacked(blob, ("day",))
    return Span(*(int(columns[name][0]) for name in ("first_day", "last_day", "untimed")))


def titles_of(parts: Mapping[str, bytes]) -> tuple[Int64s, Int64s]:
    """Ids of the member's tracks whose titles speak of a breakup, and of sadness; ascending, none in both."""
    blob = parts.get(TITLES)
    if not blob:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    columns = unpacked(blob, ("track_id",))
    ids, moods = columns["track_id"].astype(np.int64), columns["mood"]
    return ids[moods == _BREAKUP], ids[moods == _SAD]


def told_apart(parts: Mapping[int, Mapping[str, bytes]], name: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """`MOOD_HOURS` or `AGAIN` of all these members: member_id and the columns, int64, ascending by member and day."""
    found = {member: unpacked(parts[member][name], ("day",)) for member in sorted(parts) if parts[member].get(name)}
    frames = [pd.DataFrame({"member_id": member, **each}, dtype=np.int64) for member, each in found.items()]
    empty = pd.DataFrame({column: np.empty(0, np.int64) for column in ("member_id", *columns)})
    return pd.concat(frames, ignore_index=True) if frames else empty
