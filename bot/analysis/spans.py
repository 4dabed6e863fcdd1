"""Parts of a daybook that are about all of a history: how far it reaches, and which titles speak.

A history that holds podcasts beside music reaches as far as its first and its last listen of anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from bot.analysis.frames import History, Int64s, is_musical
from bot.analysis.packing import packed, unpacked

SPAN, TITLES = "span", "titles"
"""Names of these parts."""

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
    """The two parts of a history; none of one without a listen.

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
    ids = np.array(sorted({*breakup, *sad}), np.int64)
    moods = np.where(np.isin(ids, np.fromiter(breakup, np.int64, len(breakup))), _BREAKUP, _SAD)
    parts = {SPAN: packed({name: np.array([value], np.int64) for name, value in row.items()}, ())}
    return parts | ({TITLES: packed({"track_id": ids, "mood": moods}, ("track_id",))} if ids.size else {})


def span_of(parts: Mapping[str, bytes]) -> Span | None:
    """How far the history reaches; None where it has no listen, or the part is not given."""
    blob = parts.get(SPAN)
    if not blob:
        return None
    columns = unpacked(blob, ())
    return Span(*(int(columns[name][0]) for name in ("first_day", "last_day", "untimed")))


def titles_of(parts: Mapping[str, bytes]) -> tuple[Int64s, Int64s]:
    """Ids of the member's tracks whose titles speak of a breakup, and of sadness; ascending, none in both."""
    blob = parts.get(TITLES)
    if not blob:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    columns = unpacked(blob, ("track_id",))
    ids, moods = columns["track_id"].astype(np.int64), columns["mood"]
    return ids[moods == _BREAKUP], ids[moods == _SAD]
