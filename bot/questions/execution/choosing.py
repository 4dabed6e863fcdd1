"""Which listens count, and which group each belongs to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.frames import CONTENTS, MUSICAL
from bot.analysis.group import day_number
from bot.analysis.periods import Period
from bot.model.listens import PLATFORMS, Content
from bot.model.questions import ContentFilter, Dimension
from bot.questions.execution.material import Material, is_in
from bot.questions.execution.resolved import Kept

Bools = npt.NDArray[np.bool_]

COLUMN: dict[Dimension, str] = {
    "member": "member_id",
    "artist": "artist_id",
    "track": "track_id",
    "album": "album_id",
    "hour": "hour",
    "weekday": "weekday",
    "day": "day",
    "week": "week",
    "month": "months",
    "year": "year",
    "platform": "platform",
}
NESTED: frozenset[Dimension | None] = frozenset({"member", "hour", "weekday", "day", "week", "month", "year", None})
"""Dimensions whose groups part all listening, so that a share is a share of the group's own."""
ITEMS = {"artist": "artist_id", "track": "track_id", "album": "album_id"}
CONTENT: dict[ContentFilter, tuple[str, ...]] = {
    "music": MUSICAL,
    "podcast": (Content.PODCAST.value,),
    "all": CONTENTS,
}
"""What each filter lets through."""


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Which days count: those of a period, of each member no more than their own bounds allow.

    Attributes:
        bounds: by member_id, `start` and `end` (days since 1970-01-01, half-open); None where the period says it all.
    """

    period: Period
    bounds: pd.DataFrame | None = None


def of_content(listens: pd.DataFrame, content: ContentFilter) -> pd.DataFrame:
    """The listens of this content."""
    wanted = np.array([*(value in CONTENT[content] for value in CONTENTS), False])  # the last stands for none
    kept = wanted[listens["content"].to_numpy()]
    return listens if kept.all() else listens[kept]


def of_members(listens: pd.DataFrame, members: Collection[int]) -> pd.DataFrame:
    """The listens of these members.

    Args:
        listens: ascending by `member_id`.
    """
    ids = listens["member_id"].to_numpy()
    wanted = np.unique(np.fromiter(members, np.int64, len(members)))
    begins, ends = np.searchsorted(ids, wanted), np.searchsorted(ids, wanted, side="right")
    if int((ends - begins).sum()) == len(ids):
        return listens
    steps = np.zeros(len(ids) + 1, np.int64)
    np.add.at(steps, begins, 1)
    np.subtract.at(steps, ends, 1)
    return listens[np.cumsum(steps[:-1]) > 0]


def on_days(listens: pd.DataFrame, days: Days) -> pd.DataFrame:
    """The listens of these days."""
    day = listens["day"].to_numpy()
    kept = in_period(day, days.period)
    if days.bounds is not None:
        own = days.bounds.reindex(listens["member_id"])
        kept &= (day >= own["start"].to_numpy()) & (day < own["end"].to_numpy())
    return listens if kept.all() else listens[kept]


def in_period(days: npt.NDArray[Any], period: Period) -> Bools:
    """Which days lie in it; NaN does not."""
    kept = np.ones(len(days), np.bool_)
    if period.start is not None:
        kept &= days >= day_number(period.start)
    if period.end is not None:
        kept &= days < day_number(period.end)
    return kept


def passing(material: Material, rows: pd.DataFrame, kept: Kept) -> pd.DataFrame:
    """The listens that pass every filter that a listen passes by itself: all but `content` and `members_with`."""
    passes = _named(material, rows, kept) & _timed(rows, kept) & _told(rows, kept)
    return rows if passes.all() else rows[passes]


def with_listeners(chosen: pd.DataFrame, pool: pd.DataFrame, wanted: int, by: Dimension | None) -> pd.DataFrame:
    """The chosen listens of what exactly `wanted` members of the pool played: artists, or whatever groups are of."""
    item = ITEMS.get(by or "", "artist_id")
    listeners = pool[pool[item] >= 0].groupby(item)["member_id"].nunique()
    return chosen[chosen[item].isin(listeners.index[listeners == wanted])]


def keyed(material: Material, rows: pd.DataFrame, by: Dimension | None) -> pd.DataFrame:
    """The rows with the column `key` of their group; rows of no group are left out, and one of several comes several
    times. A playlist's key is its place in `material.playlists`.
    """
    if by is None:
        return rows.assign(key=np.zeros(len(rows), np.int64))
    if by == "playlist":
        places = pd.DataFrame(
            {
                "member_id": material.playlists["member_id"],
                "playlist_id": material.playlists["playlist_id"],
                "key": np.arange(len(material.playlists)),
            }
        )
        held = material.playlist_tracks[["member_id", "playlist_id", "track_id"]].drop_duplicates()
        held = held.merge(places, on=["member_id", "playlist_id"])[["member_id", "track_id", "key"]]
        return rows.merge(held, on=["member_id", "track_id"])
    column = COLUMN[by]
    named = rows[rows[column] >= 0] if column.endswith("_id") or column == "platform" else rows
    return named.assign(key=named[column])


def _named(material: Material, rows: pd.DataFrame, kept: Kept) -> Bools:
    passes = np.ones(len(rows), np.bool_)
    for column, wanted in (("artist_id", kept.artists), ("track_id", kept.tracks), ("album_id", kept.albums)):
        if wanted is not None:
            passes &= is_in(rows[column].to_numpy(), wanted)
    if kept.playlists is not None:
        held = pd.MultiIndex.from_frame(material.playlist_tracks[["member_id", "playlist_id"]])
        tracks = material.playlist_tracks.loc[held.isin(list(kept.playlists)), "track_id"]
        passes &= is_in(rows["track_id"].to_numpy(), set(tracks.tolist()))
    return passes


def _timed(rows: pd.DataFrame, kept: Kept) -> Bools:
    passes = np.ones(len(rows), np.bool_)
    if kept.hours is not None:
        begins, ends = kept.hours
        hour = rows["hour"].to_numpy()
        inside = (hour >= begins) & (hour < ends) if begins < ends else (hour >= begins) | (hour < ends)
        passes &= inside
    if kept.weekdays:
        passes &= is_in(rows["weekday"].to_numpy(), kept.weekdays)
    if kept.months:
        passes &= is_in(rows["month"].to_numpy(), kept.months)
    return passes


def _told(rows: pd.DataFrame, kept: Kept) -> Bools:
    passes = np.ones(len(rows), np.bool_)
    for column, wanted in (("skipped", kept.skipped), ("shuffle", kept.shuffle)):
        if wanted is not None:
            passes &= rows[column].to_numpy() == float(wanted)  # NaN is neither
    if kept.platform is not None:
        passes &= rows["platform"].to_numpy() == PLATFORMS.index(kept.platform)
    if kept.moods:
        says = np.zeros(len(rows), np.bool_)
        for mood in kept.moods:
            says |= rows[mood].to_numpy()
            if mood == "sad":
                says |= rows["breakup"].to_numpy()  # as in the measure: who sings of a breakup is sad
        passes &= says
    return passes
