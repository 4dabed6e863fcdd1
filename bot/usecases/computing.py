"""A resolved plan is computed in a worker: on daybooks where they tell enough, else on the members' histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from bot.analysis.frames import ids_of
from bot.analysis.group import day_number
from bot.analysis.spans import SPAN, TITLES, titles_of
from bot.model.questions import Metric
from bot.questions.execution.choosing import in_period, of_content
from bot.questions.execution.computed import Computed, Refused
from bot.questions.execution.execute import execute, judges_among_everybody, members_in
from bot.questions.execution.grains import Reading, from_daybooks, reading_of
from bot.questions.execution.material import (
    Material,
    is_in,
    listens_of,
    no_listens,
    no_playlists,
    stored_columns,
    together,
)
from bot.questions.execution.needs import IN_ORDER, OF_EVERYTHING, Needs, needs_of
from bot.questions.execution.resolved import ResolvedPlan
from bot.services import Services
from storage.blobs import decode

_OF_TITLES = frozenset({"breakup", "sad"})
_OF_STRETCHES: frozenset[Metric] = frozenset({"breakup_intensity"})


@dataclass(frozen=True, slots=True)
class ListPart:
    """A playlist as it is stored.

    Attributes:
        score: breakup intensity, 0 to 100; None where it has none.
    """

    playlist_id: int
    modified_on: date | None
    score: float | None
    tracks_blob: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MemberPart:
    """What a worker needs of one member.

    Attributes:
        blob: their history; None where it is not read.
        titles: the part of their daybook that says which titles speak, where these are asked for.
    """

    blob: bytes | None = field(repr=False)
    time_zone: str
    titles: Mapping[str, bytes] = field(repr=False)
    playlists: tuple[ListPart, ...] = ()


Stretches = Mapping[int, float | None]
"""Breakup intensity of members' most striking four weeks; None where there is none."""


async def compute_plan(
    services: Services, guild_id: int, plan: ResolvedPlan, time_zones: Mapping[int, str], today: date
) -> Computed | Refused:
    """What the plan asks for, of these members.

    Args:
        time_zones: everyone whose listening may be opened, with their clocks: the plan's members, and those among whom
            something is nobody else's.
    """
    about = members_in(plan)
    members = [member_id for member_id in time_zones if member_id in about or judges_among_everybody(plan)]
    listening = services.store.listening
    stretches: dict[int, float | None] = {}
    if plan.metric in _OF_STRETCHES:
        for each in await listening.breakups(guild_id):
            stretches[each.member_id] = each.stretch.score if each.stretch else None
    needs = needs_of(plan, today)
    reading = None if needs is None else reading_of(needs, today)
    if reading is not None:
        books = await listening.daybooks_of(guild_id, members, reading.parts)
        # One that is still being made, after an update, would leave its member out.
        if all(SPAN in book for book in books.values()):
            found = await services.cpu(compute_on_daybooks, plan, reading, books, stretches, today)
            if found is not None:
                return found
    parts = await _parts(services, guild_id, plan, {each: time_zones[each] for each in members}, needs)
    return await services.cpu(compute_on, plan, parts, stretches, today)


async def _parts(
    services: Services, guild_id: int, plan: ResolvedPlan, time_zones: Mapping[int, str], needs: Needs | None
) -> dict[int, MemberPart]:
    listening, members = services.store.listening, list(time_zones)
    blobs = {} if needs is None else await listening.histories_of(guild_id, members)
    lists: Mapping[int, Sequence[ListPart]] = {}
    if _reads_playlists(plan):
        lists = {
            member_id: [
                ListPart(number, each.modified_on, each.breakup.score, each.tracks_blob)
                for number, each in enumerate(stored, start=1)
            ]
            for member_id, stored in (await listening.all_playlists_of(guild_id, members)).items()
        }
    titles: Mapping[int, Mapping[str, bytes]] = {}
    if needs is None or needs.columns & _OF_TITLES:
        titles = await listening.daybooks_of(guild_id, members, (TITLES,))
    return {
        member_id: MemberPart(blobs.get(member_id), zone, titles.get(member_id, {}), tuple(lists.get(member_id, ())))
        for member_id, zone in time_zones.items()
    }


def compute_on_daybooks(
    plan: ResolvedPlan,
    reading: Reading,
    books: Mapping[int, Mapping[str, bytes]],
    stretches: Stretches,
    today: date,
) -> Computed | Refused | None:
    """For a worker: compute on parts of daybooks; None where they do not tell enough after all."""
    found = from_daybooks(reading, books)
    if found is None:
        return None
    listens, reach = found
    return execute(plan, Material(listens, *no_playlists(), _known(stretches), reach), today)


def compute_on(
    plan: ResolvedPlan, parts: Mapping[int, MemberPart], stretches: Stretches, today: date
) -> Computed | Refused:
    """For a worker: open what is stored, and compute."""
    needs = needs_of(plan, today)
    breakup, sad = _ids_of_titles(parts)
    frames: list[pd.DataFrame] = []
    reach: dict[int, tuple[int, int]] = {}
    for member_id in sorted(parts):
        part = parts[member_id]
        if needs is None or part.blob is None:
            continue
        table = decode(part.blob, stored_columns(needs.columns))
        whole = listens_of(member_id, table, part.time_zone, needs.columns, breakup, sad)
        if len(whole):
            days = whole["day"].to_numpy()
            reach[member_id] = int(days.min()), int(days.max())
        frames.append(_counted(whole, needs))
    whole_lists, tracks = _playlists(parts, breakup, sad)
    listens = together(frames) if frames else no_listens()
    return execute(plan, Material(listens, whole_lists, tracks, _known(stretches), reach), today)


def _counted(listens: pd.DataFrame, needs: Needs) -> pd.DataFrame:
    """Those of one member's listens that the plan can count."""
    if len(needs.contents) == 1:
        listens = of_content(listens, next(iter(needs.contents)))
    if needs.metric in OF_EVERYTHING | IN_ORDER:
        return listens
    days = listens["day"].to_numpy()
    kept = np.zeros(len(days), np.bool_)
    for period in needs.periods:
        kept |= in_period(days, period)
    return listens if kept.all() else listens[kept]


def _known(stretches: Stretches) -> dict[int, float]:
    return {member_id: np.nan if score is None else score for member_id, score in stretches.items()}


def _reads_playlists(plan: ResolvedPlan) -> bool:
    kept = (plan.kept, *(side.kept for side in plan.sides))
    named = any(each.playlists for each in kept)
    return plan.scope == "playlists" or plan.by == "playlist" or plan.metric.startswith("playlist") or named


def _ids_of_titles(parts: Mapping[int, MemberPart]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ids of tracks whose titles speak of a breakup, and of sadness: the same to every member."""
    found = [titles_of(part.titles) for part in parts.values()]
    nothing = np.empty(0, np.int64)
    breakup, sad = (np.unique(np.concatenate([nothing, *(each[place] for each in found)])) for place in (0, 1))
    return breakup, sad


def _playlists(
    parts: Mapping[int, MemberPart], breakup: npt.NDArray[np.int64], sad: npt.NDArray[np.int64]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All members' playlists and their tracks."""
    opened = [
        _playlist(member_id, each, breakup, sad) for member_id in sorted(parts) for each in parts[member_id].playlists
    ]
    if not opened:
        return no_playlists()
    whole, tracks = zip(*opened, strict=True)
    return pd.DataFrame(list(whole)), pd.concat(tracks, ignore_index=True)


def _playlist(
    member_id: int, part: ListPart, breakup: npt.NDArray[np.int64], sad: npt.NDArray[np.int64]
) -> tuple[dict[str, float], pd.DataFrame]:
    table: pa.Table = decode(part.tracks_blob)
    track_ids = ids_of(table, "track")
    key = {"member_id": member_id, "playlist_id": part.playlist_id}
    added = [np.nan if day is None else float(day_number(day)) for day in table["added_on"].to_pylist()]
    whole = {
        **key,
        "tracks": table.num_rows,
        "breakup": np.nan if part.score is None else part.score,
        "modified": np.nan if part.modified_on is None else float(day_number(part.modified_on)),
    }
    tracks = pd.DataFrame(
        {
            **{name: np.full(table.num_rows, value, np.int64) for name, value in key.items()},
            "track_id": track_ids,
            "artist_id": ids_of(table, "artist"),
            "breakup": is_in(track_ids, breakup),
            "sad": is_in(track_ids, sad),
            "added": np.array(added, np.float64),
        }
    )
    return whole, tracks
