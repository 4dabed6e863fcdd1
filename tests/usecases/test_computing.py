"""Questions computed on what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from bot.__main__ import open_services
from bot.analysis.spans import span_parts
from bot.model.questions import Window
from bot.questions.execution.computed import Computed
from bot.questions.execution.resolved import Kept, ResolvedPlan
from bot.settings import Settings
from bot.usecases.computing import ListPart, MemberPart, compute_on, compute_plan
from bot.workers import Workers
from storage.blobs import pack
from tests.analysis.builders import Play, history, stored
from tests.storage.builders import ADA, GUILD, plays, upload

TODAY = date(2024, 3, 15)


def part(*plays: Play, time_zone: str = "UTC", breakup: Sequence[int] = (), sad: Sequence[int] = ()) -> MemberPart:
    return MemberPart(pack(stored(plays)), time_zone, span_parts(history(plays), breakup, sad))


def value(plan: ResolvedPlan, *parts: MemberPart) -> float | None:
    found = compute_on(plan, dict(enumerate(parts, 1)), {}, TODAY)
    assert isinstance(found, Computed)
    return found.rows[0].value


def test_titles_are_read_for_moods():
    plays = [Play(f"2024-02-{day:02}T12:00:00", track=day % 3 + 1) for day in range(1, 28)]
    plays += [replace(play, at=str(play.at).replace("-02-", "-01-")) for play in plays]
    plays.sort(key=lambda play: str(play.at))
    plan = ResolvedPlan("value", "sadness", (1,))
    assert value(plan, part(*plays, breakup=[2], sad=[3])) == pytest.approx(100 * 36 / 54)


def test_each_members_own_clock_counts():
    play = Play("2024-02-03T22:30:00")
    late = ResolvedPlan("value", "plays", (1, 2), Kept(hours=(23, 24)))
    assert value(late, part(play), part(play, time_zone="Europe/Berlin")) == 1


def test_playlists_are_opened_with_their_days_and_titles():
    tracks = pa.table(
        {
            "track": pa.array([1, 2, 2, 2, 3], pa.int64()).dictionary_encode(),
            "artist": pa.array([1, 1, 1, 1, None], pa.int64()).dictionary_encode(),
            "album": pa.array([None] * 5, pa.int64()).dictionary_encode(),
            "added_on": pa.array([date(2024, 2, 1), None, None, None, date(2024, 3, 1)], pa.date32()),
        }
    )
    listed = replace(
        part(Play("2024-02-03T22:30:00"), breakup=[2], sad=[3]), playlists=(ListPart(1, None, 42.0, pack(tracks)),)
    )
    window = Window(kind="since", start=date(2024, 2, 15))
    asked = [
        ResolvedPlan("value", "playlist_tracks", (1,)),
        ResolvedPlan("value", "playlist_tracks", (1,), window=window),
        ResolvedPlan("value", "sadness", (1,), scope="playlists"),
        ResolvedPlan("value", "breakup_intensity", (1,), scope="playlists"),
    ]
    assert [value(plan, listed) for plan in asked] == [5, 1, 80, 42]


def test_of_no_history_nothing_is_known():
    assert value(ResolvedPlan("value", "plays", (1,))) is None


async def test_a_member_whose_daybook_is_still_being_made_is_counted_from_their_history(tmp_path):
    pool = Workers(1)
    try:
        async with open_services(Settings(_env_file=None, data_dir=tmp_path), workers=pool) as services:
            await upload(services.store, GUILD, ADA, plays("A", "B", "C"))  # its daybook is of some other version
            found = await compute_plan(services, GUILD, ResolvedPlan("value", "plays", (ADA,)), {ADA: "UTC"}, TODAY)
    finally:
        pool.close()
    assert isinstance(found, Computed)
    assert found.rows[0].value == 3
