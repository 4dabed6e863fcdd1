"""A resolved plan is computed in a worker, on the histories of the members it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from bot.analysis.frames import history_from_table, ids_of
from bot.analysis.group import day_number
from bot.model.questions import Metric
from bot.model.stored import MemberNames
from bot.moods.titles import TitleMood, title_mood
from bot.questions.execution.computed import Computed, Refused
from bot.questions.execution.execute import execute, judges_among_everybody, members_in
from bot.questions.execution.material import Material, listens_of, no_playlists, together
from bot.questions.execution.resolved import ResolvedPlan
from bot.services import Services
from storage.blobs import decode

TITLES_KEPT = 1 << 16
"""Titles whose moods a worker remembers: some megabytes, and most of the time that a question about moods takes."""

_OF_MOODS: frozenset[Metric] = frozenset({"sadness", "breakup_intensity"})


@dataclass(frozen=True, slots=True)
class ListPart:
    """A playlist as it is stored.

    Attributes:
        score: breakup intensity, 0 to 100; None where it has none.
    """

    playlist_id: int
    title: str
    modified_on: date | None
    score: float | None
    tracks_blob: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MemberPart:
    """What a worker needs of one member.

    Attributes:
        names: of tracks, where titles are to be read; None where they are not.
        stretch: breakup intensity of their most striking four weeks; None where there is none.
    """

    blob: bytes = field(repr=False)
    time_zone: str
    names: MemberNames | None
    playlists: tuple[ListPart, ...]
    stretch: float | None


async def compute_plan(
    services: Services, guild_id: int, plan: ResolvedPlan, time_zones: Mapping[int, str], today: date
) -> Computed | Refused:
    """What the plan asks for, of these members.

    Args:
        time_zones: everyone whose listening may be opened, with their clocks: the plan's members, and those among whom
            something is nobody else's.
    """
    about = members_in(plan)
    listening = services.store.listening
    wants_titles = _reads_titles(plan)
    wants_lists = _reads_playlists(plan)
    stretches: dict[int, float | None] = {}
    if plan.metric == "breakup_intensity":
        for each in await listening.breakups(guild_id):
            stretches[each.member_id] = each.stretch.score if each.stretch else None
    parts: dict[int, MemberPart] = {}
    for member_id, time_zone in time_zones.items():
        if member_id not in about and not judges_among_everybody(plan):
            continue
        stored = await listening.history_of(guild_id, member_id)
        if stored is None:
            continue
        titles = wants_titles and member_id in about
        names = await services.store.catalogue.names(guild_id, member_id) if titles else None
        lists = await listening.playlists_of(guild_id, member_id) if wants_lists else ()
        playlists = tuple(
            ListPart(number, each.title, each.modified_on, each.breakup.score, each.tracks_blob)
            for number, each in enumerate(lists, start=1)
        )
        parts[member_id] = MemberPart(stored.blob, time_zone, names, playlists, stretches.get(member_id))
    return await services.cpu(compute_on, plan, parts, today)


def compute_on(plan: ResolvedPlan, parts: Mapping[int, MemberPart], today: date) -> Computed | Refused:
    """For a worker: open what is stored, and compute."""
    frames, lists, list_tracks = [], [], []
    breakup, sad = _moods(part.names for part in parts.values() if part.names is not None)
    for member_id in sorted(parts):
        part = parts[member_id]
        history = history_from_table(decode(part.blob), (), (), time_zone=part.time_zone)
        frames.append(listens_of(member_id, history, breakup, sad))
        for each in part.playlists:
            whole, tracks = _playlist(member_id, each, breakup, sad)
            lists.append(whole)
            list_tracks.append(tracks)
    playlists, tracks = no_playlists()
    material = Material(
        together(frames),
        pd.concat(lists, ignore_index=True) if lists else playlists,
        pd.concat(list_tracks, ignore_index=True) if list_tracks else tracks,
        {member_id: np.nan if part.stretch is None else part.stretch for member_id, part in parts.items()},
    )
    return execute(plan, material, today)


def _reads_titles(plan: ResolvedPlan) -> bool:
    kept = (plan.kept, *(side.kept for side in plan.sides))
    return plan.metric in _OF_MOODS or plan.of in _OF_MOODS or any(each.moods for each in kept)


def _reads_playlists(plan: ResolvedPlan) -> bool:
    kept = (plan.kept, *(side.kept for side in plan.sides))
    named = any(each.playlists for each in kept)
    return plan.scope == "playlists" or plan.by == "playlist" or plan.metric.startswith("playlist") or named


def _moods(names: Iterable[MemberNames]) -> tuple[frozenset[int], frozenset[int]]:
    """Ids of tracks whose titles speak of a breakup, and of sadness."""
    titles: dict[int, str] = {}
    for each in names:
        titles.update(zip(each.tracks["track_id"].to_pylist(), each.tracks["name"].to_pylist(), strict=True))
    moods = {track_id: _mood(title) for track_id, title in titles.items()}
    breakup, sad = (
        frozenset(track_id for track_id, mood in moods.items() if mood == wanted) for wanted in ("breakup", "sad")
    )
    return breakup, sad


@lru_cache(maxsize=TITLES_KEPT)
def _mood(title: str) -> TitleMood:
    return title_mood(title)


def _playlist(
    member_id: int, part: ListPart, breakup: frozenset[int], sad: frozenset[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    table: pa.Table = decode(part.tracks_blob)
    track_ids = ids_of(table, "track")
    key = {"member_id": member_id, "playlist_id": part.playlist_id}
    added = [np.nan if day is None else float(day_number(day)) for day in table["added_on"].to_pylist()]
    whole = pd.DataFrame(
        {
            **{name: [value] for name, value in key.items()},
            "tracks": [table.num_rows],
            "breakup": [np.nan if part.score is None else part.score],
            "sad_title": [_mood(part.title) != "other"],
            "modified": [np.nan if part.modified_on is None else float(day_number(part.modified_on))],
        }
    )
    tracks = pd.DataFrame(
        {
            **{name: np.full(table.num_rows, value, np.int64) for name, value in key.items()},
            "track_id": track_ids,
            "artist_id": ids_of(table, "artist"),
            "breakup": np.isin(track_ids, np.fromiter(breakup, np.int64, len(breakup))),
            "sad": np.isin(track_ids, np.fromiter(sad, np.int64, len(sad))),
            "added": np.array(added, np.float64),
        }
    )
    return whole, tracks
