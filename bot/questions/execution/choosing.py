"""Which listens count, and which group each belongs to."""

from __future__ import annotations

from collections.abc import Collection
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

_COLUMN: dict[Dimension, str] = {
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
_ITEMS = {"artist": "artist_id", "track": "track_id", "album": "album_id"}
_CONTENT: dict[ContentFilter, tuple[str, ...]] = {
    "music": MUSICAL,
    "podcast": (Content.PODCAST.value,),
    "all": CONTENTS,
}


def whole_of(listens: pd.DataFrame, members: Collection[int], content: ContentFilter, period: Period) -> pd.DataFrame:
    """All listens of these members in a period."""
    codes = [CONTENTS.index(value) for value in _CONTENT[content]]
    kept = is_in(listens["member_id"].to_numpy(), members) & is_in(listens["content"].to_numpy(), codes)
    return listens[kept & in_period(listens["day"].to_numpy(), period)]


def in_period(days: npt.NDArray[Any], period: Period) -> Bools:
    """Which days lie in it; NaN does not."""
    kept = ~np.isnan(days.astype(np.float64)) if period.start or period.end else np.ones(len(days), np.bool_)
    if period.start is not None:
        kept &= days >= day_number(period.start)
    if period.end is not None:
        kept &= days < day_number(period.end)
    return kept


def passing(
    material: Material, whole: pd.DataFrame, kept: Kept, by: Dimension | None, members: Collection[int]
) -> pd.DataFrame:
    """The listens of `whole` that pass every filter."""
    passes = _named(material, whole, kept) & _timed(whole, kept) & _told(whole, kept)
    chosen = whole[passes]
    if kept.members_with is None:
        return chosen
    item = _ITEMS.get(by or "", "artist_id")
    listeners = chosen[chosen[item] >= 0].groupby(item)["member_id"].nunique()
    wanted = listeners.index[listeners == (len(set(members)) if kept.members_with == "all" else 1)]
    return chosen[chosen[item].isin(wanted)]


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
    column = _COLUMN[by]
    named = rows[rows[column] >= 0] if column.endswith("_id") or column == "platform" else rows
    return named.assign(key=named[column])


def bucket_starts(rows: pd.DataFrame, by: Dimension | None, period: Period) -> pd.Series[float]:
    """The first day of the bucket that each row belongs to; of the window where buckets are no stretch of time."""
    if by in ("day", "week"):
        return rows["key"].astype(np.float64)
    if by in ("month", "year"):
        months = rows["key"].to_numpy() - 1970 * 12 if by == "month" else (rows["key"].to_numpy() - 1970) * 12
        days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        return pd.Series(days.astype(np.float64), rows.index)
    start = day_number(period.start) if period.start else np.nan
    return pd.Series(float(start), rows.index)


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
            says |= rows[mood].to_numpy() if mood in ("breakup", "sad") else says
        passes &= says
    return passes
