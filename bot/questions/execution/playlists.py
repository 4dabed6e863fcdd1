"""Questions about playlists: how many, how long, how old, how sad."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from bot.analysis.group import day_number
from bot.model.questions import Dimension, Metric
from bot.moods.formula import MIN_TRACKS
from bot.phrasebook.phrasebook import msg
from bot.questions.execution.choosing import in_period
from bot.questions.execution.computed import Computed, Refused, Row, ranked
from bot.questions.execution.material import Material, is_in
from bot.questions.execution.metrics import MEASURES
from bot.questions.execution.resolved import Kept, ResolvedPlan, period_of

_ANSWERED: dict[Metric, frozenset[Dimension | None]] = {
    "breakup_intensity": frozenset({None, "member", "playlist"}),
    "sadness": frozenset({None, "member", "playlist"}),
    "playlists": frozenset({None, "member"}),
    "playlist_tracks": frozenset({None, "member", "playlist", "artist", "track", "day", "week", "month", "year"}),
    "playlist_age_days": frozenset({None, "member", "playlist"}),
    "distinct_tracks": frozenset({None, "member", "playlist"}),
    "distinct_artists": frozenset({None, "member", "playlist"}),
}
"""What can be asked of playlists, and by what."""
OF_PLAYLISTS: frozenset[Metric] = frozenset({"playlists", "playlist_tracks", "playlist_age_days"})
"""Measures of playlists and of nothing else."""


def playlists_refuse(plan: ResolvedPlan) -> Refused | None:
    """Why a plan whose scope is playlists is not computed; None where it is."""
    by = plan.by if plan.op in ("rank", "trend") else None
    if plan.metric not in _ANSWERED or by not in _ANSWERED[plan.metric]:
        return Refused(
            "ambiguous",
            msg("Of playlists I can tell how many there are, how long, how old, and what their titles speak of."),
        )
    kept = [side.kept for side in plan.sides] if plan.op == "compare" else [plan.kept]
    told = [Kept(each.artists, each.tracks, None, each.playlists, each.moods) for each in kept]
    if any(each != replace(one, content=each.content) for each, one in zip(kept, told, strict=True)) or any(
        each.content == "podcast" for each in kept
    ):
        return Refused(
            "no_data",
            msg(
                "Of what is in a playlist I know the track, the artist, what the title speaks of and when it was added."
            ),
        )
    return None


def execute_playlists(plan: ResolvedPlan, material: Material, today: date) -> Computed:
    """A plan whose scope is playlists. Filters and the window narrow the tracks that count: a window counts those that
    were added in it, where the export says when. A playlist counts if one of its tracks does.
    """
    measure = MEASURES[plan.metric]
    has = set(material.playlists["member_id"].tolist())
    rows = _rows(plan, material, today)
    if plan.op == "value" and not has & set(plan.members):
        rows = (Row((), None, 0),)  # an export without playlists says nothing about them
    out = tuple(sorted(set(plan.members) - has))
    return Computed(
        plan.op, plan.metric, measure.unit, plan.by, rows, (measure.of_playlists or measure.why,), out,
        limit=plan.limit, order=plan.order,
    )  # fmt: skip


def _rows(plan: ResolvedPlan, material: Material, today: date) -> tuple[Row, ...]:
    lists, tracks = _counted(plan, material, today)
    per_list = _per_list(plan.metric, lists, tracks, today)
    values, counts = _grouped(plan, lists, tracks, per_list)
    if plan.op == "trend":
        keys = (
            range(int(min(values.index)), int(max(values.index)) + 1, 7 if plan.by == "week" else 1)
            if len(values)
            else ()
        )
        return tuple(Row((key,), float(values.get(key, 0.0)), int(counts.get(key, 0))) for key in keys)
    if plan.by is None:
        value = values.get(0)
        return (Row((), None if value is None or np.isnan(value) else float(value), int(counts.get(0, 0))),)
    pairs = zip(values.index.tolist(), values.tolist(), strict=True)
    known = [(key, value, int(counts.get(key, 0))) for key, value in pairs if not np.isnan(value)]
    decimals = MEASURES[plan.metric].decimals
    if plan.by != "playlist":
        return ranked(known, plan.order, lambda key: (key,), decimals)
    owners, ids = lists["member_id"].to_dict(), lists["playlist_id"].to_dict()
    return ranked(known, plan.order, lambda key: (int(owners[key]), int(ids[key])), decimals)


def _counted(plan: ResolvedPlan, material: Material, today: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Playlists of the members, and those of their tracks that count; `key` is a playlist's place."""
    kept = plan.kept
    lists = material.playlists[is_in(material.playlists["member_id"].to_numpy(), plan.members)]
    if kept.playlists is not None:
        named = pd.MultiIndex.from_frame(lists[["member_id", "playlist_id"]])
        lists = lists[named.isin(list(kept.playlists))]
    lists = lists.assign(key=lists.index.to_numpy())
    tracks = material.playlist_tracks.merge(lists[["member_id", "playlist_id", "key"]], on=["member_id", "playlist_id"])
    passes = np.ones(len(tracks), np.bool_)
    for column, wanted in (("artist_id", kept.artists), ("track_id", kept.tracks)):
        if wanted is not None:
            passes &= is_in(tracks[column].to_numpy(), wanted)
    if kept.moods:
        says = ["breakup", "sad"] if "sad" in kept.moods else ["breakup"]
        passes &= tracks[says].any(axis=1).to_numpy(dtype=np.bool_)
    passes &= in_period(tracks["added"].to_numpy(), period_of(plan.window, today))
    narrowed = plan.window.kind != "all" or bool(kept.moods) or kept.artists is not None or kept.tracks is not None
    tracks = tracks[passes]
    return (lists[lists["key"].isin(tracks["key"])] if narrowed else lists), tracks


def _per_list(metric: Metric, lists: pd.DataFrame, tracks: pd.DataFrame, today: date) -> pd.Series[float]:
    """The measure of each playlist, by key."""
    by = tracks.groupby("key")
    match metric:
        case "breakup_intensity":
            return lists.set_index("key")["breakup"]
        case "sadness":
            says = (tracks["breakup"] | tracks["sad"]).groupby(tracks["key"]).mean() * 100.0
            return says.where(by.size() >= MIN_TRACKS)
        case "playlist_age_days":
            return day_number(today) - by["added"].min()
        case "distinct_tracks":
            return by["track_id"].nunique().astype(np.float64)
        case "distinct_artists":
            return tracks[tracks["artist_id"] >= 0].groupby("key")["artist_id"].nunique().astype(np.float64)
        case "playlists":
            return pd.Series(1.0, index=pd.Index(lists["key"]))
        case _:
            return by.size().reindex(lists["key"], fill_value=0).astype(np.float64)


def _grouped(
    plan: ResolvedPlan, lists: pd.DataFrame, tracks: pd.DataFrame, per_list: pd.Series[float]
) -> tuple[pd.Series[float], pd.Series[int]]:
    """By what was asked: sums of counts, and of scores and ages a member's highest playlist."""
    size = tracks.groupby("key").size().reindex(lists["key"], fill_value=0)
    if plan.by == "playlist":
        return per_list, size
    if plan.by not in ("member", None):
        key = _track_keys(plan.by, tracks)
        counts = key[key.notna()].astype(np.int64).value_counts().sort_index()
        return counts.astype(np.float64), counts
    owner = lists.set_index("key")["member_id"] if plan.by == "member" else pd.Series(0, index=pd.Index(lists["key"]))
    counts = size.groupby(owner.reindex(size.index)).sum()
    if plan.metric in ("distinct_tracks", "distinct_artists"):
        column = "track_id" if plan.metric == "distinct_tracks" else "artist_id"
        rows = tracks[tracks[column] >= 0]
        values = rows.groupby(owner.reindex(rows["key"]).to_numpy())[column].nunique().astype(np.float64)
        return values, counts
    by = per_list.groupby(owner.reindex(per_list.index))
    values = by.sum() if plan.metric in ("playlists", "playlist_tracks") else by.max()
    if plan.by is None and plan.metric in ("playlists", "playlist_tracks") and values.empty:
        values = pd.Series([0.0], index=[0])
    return values.astype(np.float64), counts


def _track_keys(by: Dimension | None, tracks: pd.DataFrame) -> pd.Series[float]:
    if by in ("artist", "track"):
        ids = tracks[f"{by}_id"].astype(np.float64)
        return ids.where(ids >= 0)
    days = tracks["added"]
    if by == "day":
        return days
    if by == "week":
        return days - (days + 3) % 7
    known = days.dropna().astype(np.int64).to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months = pd.Series(known + 1970 * 12, index=days.dropna().index).reindex(days.index)
    return months if by == "month" else months // 12
