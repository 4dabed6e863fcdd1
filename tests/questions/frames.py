"""Small listening, written as rows: plain dicts, for the slow reference, and the same as `Material`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from bot.analysis.frames import CONTENTS
from bot.model.listens import PLATFORMS
from bot.questions.execution.material import Material, no_listens, no_playlists, reach_of

Row = dict[str, Any]
EPOCH = date(1970, 1, 1)


def play(member: int, at: str | datetime, artist: int | None = 1, track: int = 1, **more: Any) -> Row:
    """One listen, `at` on the member's own clock.

    Args:
        more: `minutes` (3; None for unknown), `album`, `skipped`, `shuffle`, `platform`, `content` ("music"), `title`
            (what it speaks of: "breakup", "sad" or "other"), `ahead` (hours that the own clock is ahead of UTC).
    """
    local = datetime.fromisoformat(at) if isinstance(at, str) else at
    minutes = more.get("minutes", 3)
    return {
        "member": member,
        "local": local,
        "at": int((local - timedelta(hours=more.get("ahead", 0))).replace(tzinfo=UTC).timestamp() * 1000),
        "artist": artist,
        "track": track,
        "album": more.get("album"),
        "ms": None if minutes is None else minutes * 60_000,
        "skipped": more.get("skipped"),
        "shuffle": more.get("shuffle"),
        "platform": more.get("platform"),
        "content": more.get("content", "music"),
        "title": more.get("title", "other"),
    }


def plays(member: int, first: str, count: int, artist: int | None = 1, track: int = 1, **more: Any) -> list[Row]:
    """`count` listens one after another, `every` minutes (3) from start to start; of `wide` artists (1) in turn."""
    begin, every, wide = datetime.fromisoformat(first), more.pop("every", 3), more.pop("wide", 1)
    return [
        play(
            member,
            begin + timedelta(minutes=every * number),
            artist if artist is None else artist + number % wide,
            track + number % wide,
            **more,
        )
        for number in range(count)
    ]


def held(member: int, number: int, *tracks: tuple[int, int | None, str, str | None], score: float | None = None) -> Row:
    """A playlist of tracks: (track, artist, what its title speaks of, day on which it was added)."""
    return {"member": member, "playlist": number, "tracks": list(tracks), "score": score}


def day_of(when: datetime | date) -> int:
    """Days since 1970-01-01."""
    return (when.date() if isinstance(when, datetime) else when).toordinal() - EPOCH.toordinal()


def ordered(rows: Iterable[Row]) -> list[Row]:
    """As members and moments go."""
    return sorted(rows, key=lambda row: (row["member"], row["at"]))


def material_of(
    rows: Iterable[Row], lists: Sequence[Row] = (), stretches: Mapping[int, float] | None = None
) -> Material:
    """The same rows as the executor takes them."""
    frame = pd.DataFrame([_columns(row) for row in ordered(rows)])
    frame = frame.astype(no_listens().dtypes.to_dict()) if len(frame) else no_listens()
    whole, tracks = no_playlists()
    found = [
        {
            "member_id": each["member"],
            "playlist_id": each["playlist"],
            "tracks": len(each["tracks"]),
            "breakup": float("nan") if each["score"] is None else each["score"],
            "modified": float("nan"),
        }
        for each in lists
    ]
    inside = [
        {
            "member_id": each["member"],
            "playlist_id": each["playlist"],
            "track_id": track,
            "artist_id": -1 if artist is None else artist,
            "breakup": title == "breakup",
            "sad": title == "sad",
            "added": float("nan") if added is None else float(day_of(date.fromisoformat(added))),
        }
        for each in lists
        for track, artist, title, added in each["tracks"]
    ]
    return Material(
        frame,
        pd.DataFrame(found).astype(whole.dtypes.to_dict()) if found else whole,
        pd.DataFrame(inside).astype(tracks.dtypes.to_dict()) if inside else tracks,
        stretches or {},
        reach_of(frame),
    )


def _columns(row: Row) -> Row:
    local = row["local"]
    day = day_of(local)
    return {
        "member_id": row["member"],
        "at": row["at"],
        "day": day,
        "hour": local.hour,
        "weekday": local.weekday(),
        "month": local.month,
        "year": local.year,
        "months": local.year * 12 + local.month - 1,
        "week": day - local.weekday(),
        "artist_id": -1 if row["artist"] is None else row["artist"],
        "track_id": row["track"],
        "album_id": -1 if row["album"] is None else row["album"],
        "platform": -1 if row["platform"] is None else PLATFORMS.index(row["platform"]),
        "content": CONTENTS.index(row["content"]),
        "plays": 1,
        "ms": row["ms"],
        "skipped": row["skipped"],
        "shuffle": row["shuffle"],
        "breakup": row["title"] == "breakup",
        "sad": row["title"] == "sad",
    }
