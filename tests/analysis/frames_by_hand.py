"""The frames of a group, written as rows small enough to check in the head."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from bot.analysis.group import COLUMNS

SONG_MS = 180_000


def members_frame(covered: Mapping[int, tuple[int, int]]) -> pd.DataFrame:
    """Members who cover these days, the first and the last; their totals are 0."""
    index = pd.Index(sorted(covered), dtype="int64", name="member_id")
    rows = [(*covered[member], 0, 0) for member in index.tolist()]
    return pd.DataFrame(rows, columns=list(COLUMNS["members"]), index=index, dtype="int64")


def days_frame(played: Mapping[int, Mapping[int, int | Mapping[str, int]]]) -> pd.DataFrame:
    """member -> day -> plays, or the columns that are not 0."""
    rows = []
    for member in sorted(played):
        for day in sorted(played[member]):
            cells = played[member][day]
            columns = {"plays": cells} if isinstance(cells, int) else cells
            rows.append({"member_id": member, "day": day, "ms": columns.get("plays", 0) * SONG_MS, **columns})
    return pd.DataFrame(rows, columns=list(COLUMNS["days"])).fillna(0).astype("int64")


def plays_frame(*rows: tuple[int, int, int, int, int]) -> pd.DataFrame:
    """Rows of (member, day, artist, track, plays)."""
    cells = [(member, day, artist, track, -1, plays, plays * SONG_MS) for member, day, artist, track, plays in rows]
    return pd.DataFrame(sorted(cells), columns=list(COLUMNS["plays"]), dtype="int64")


def artists_frame(*rows: tuple[int, int, int, int, int]) -> pd.DataFrame:
    """Rows of (member, artist, plays, first day, last day)."""
    cells = [(member, artist, plays, plays * SONG_MS, first, last) for member, artist, plays, first, last in rows]
    return pd.DataFrame(sorted(cells), columns=list(COLUMNS["artists"]), dtype="int64")
