"""A resolved plan is computed in a worker, on the histories of the members it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from bot.analysis.frames import history_from_table, ids_of
from bot.analysis.group import day_number
from bot.model.questions import Metric
from bot.model.stored import MemberNames
from bot.moods.titles import title_moods
from bot.questions.execution.computed import Computed, Refused
from bot.questions.execution.execute import execute
from bot.questions.execution.material import Material, listens_of, no_playlists, together
from bot.questions.execution.resolved import ResolvedPlan
from bot.services import Services
from bot.usecases.standings import name_rows
from storage.blobs import decode

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
        time_zones: everyone whose listening is opened, with their clocks: the plan's members, and those among whom
            something is new or nobody else's.
    """
    listening = services.store.listening
    wants_titles = _reads_titles(plan)
    wants_lists = _reads_playlists(plan)
    stretches: dict[int, float | None] = {}
    if plan.metric == "breakup_intensity":
        for each in await listening.breakups(guild_id):
            stretches[each.member_id] = each.stretch.score if each.stretch else None
    parts: dict[int, MemberPart] = {}
    for member_id, time_zone in time_zones.items():
        stored = await listening.history_of(guild_id, member_id)
        if stored is None:
            continue
        names = await services.store.catalogue.names(guild_id, member_id) if wants_titles else None
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
    for member_id in sorted(parts):
        part = parts[member_id]
        breakup, sad = _moods(part.names)
        history = history_from_table(decode(part.blob), *_name_rows(part.names), time_zone=part.time_zone)
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


def _name_rows(names: MemberNames | None) -> tuple[Sequence[tuple[int, str]], Sequence[tuple[int, str, int | None]]]:
    if names is None:
        return (), ()
    artists, tracks, _ = name_rows(names)
    return artists, tracks


def _moods(names: MemberNames | None) -> tuple[frozenset[int], frozenset[int]]:
    """Ids of tracks whose titles speak of a breakup, and of sadness."""
    if names is None:
        return frozenset(), frozenset()
    ids = names.tracks["track_id"].to_numpy()
    moods = title_moods(names.tracks["name"].to_pylist())
    return frozenset(ids[moods == "breakup"].tolist()), frozenset(ids[moods == "sad"].tolist())


def _playlist(
    member_id: int, part: ListPart, breakup: frozenset[int], sad: frozenset[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    table: pa.Table = decode(part.tracks_blob)
    track_ids = ids_of(table, "track")
    key = {"member_id": member_id, "playlist_id": part.playlist_id}
    (mood,) = title_moods([part.title]).tolist()
    added = [np.nan if day is None else float(day_number(day)) for day in table["added_on"].to_pylist()]
    whole = pd.DataFrame(
        {
            **{name: [value] for name, value in key.items()},
            "tracks": [table.num_rows],
            "breakup": [np.nan if part.score is None else part.score],
            "sad_title": [mood != "other"],
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
