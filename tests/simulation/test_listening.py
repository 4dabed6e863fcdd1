from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bot.analysis.daybook import counted_parts, daybook, unpack
from bot.simulation.listening import ARTISTS, FEWEST_PLAYS, _history, _songs, sample_members

IDS = np.arange(1, ARTISTS + 1, dtype=np.int64)


def plays_of(count: int, seed: int = 1) -> pd.DataFrame:
    members = sample_members(seed, 0, count, 2025, IDS)
    return unpack({each.member_id: each.parts for each in members}).plays


def test_the_same_seed_makes_the_same_members_however_they_are_cut():
    whole = sample_members(3, 0, 6, 2025, IDS)
    assert whole == [*sample_members(3, 0, 4, 2025, IDS), *sample_members(3, 4, 2, 2025, IDS)]
    assert whole != sample_members(4, 0, 6, 2025, IDS)


def test_members_play_some_fifteen_hundred_songs_in_the_year():
    plays = plays_of(60)
    each = plays.groupby("member_id")["plays"].sum()
    assert 1_000 < each.mean() < 2_000
    assert each.min() >= FEWEST_PLAYS * 0.9
    days = pd.to_datetime(plays["day"], unit="D")
    assert days.min() >= pd.Timestamp("2024-12-31")  # the clocks of members are all over the world
    assert days.max() <= pd.Timestamp("2026-01-02")


def test_a_few_artists_are_known_to_nearly_everyone_and_most_to_a_few():
    listeners = plays_of(60).groupby("artist_id")["member_id"].nunique().sort_values(ascending=False)
    assert listeners.iloc[0] >= 50
    assert listeners.median() <= 2


def test_a_sitting_is_played_in_order_and_lasts_as_long_as_its_songs():
    rng = np.random.default_rng(5)
    artist, track = _songs(rng, 900)
    listens = _history(rng, 2025, "Europe/Berlin", artist, track).listens
    assert listens["started_at"].is_monotonic_increasing
    assert listens["played_ms"].between(2_000, 900_000).all()
    assert 0.05 < listens["skipped"].mean() < 0.2


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Sao_Paulo"])
def test_what_is_made_of_a_daybook_is_what_an_upload_makes_of_it(zone: str):
    rng = np.random.default_rng(7)
    artist, track = _songs(rng, 400)
    history = _history(rng, 2025, zone, artist, track)
    whole = daybook(history, (), ())
    parts = counted_parts(history)
    assert parts.keys() >= {"coverage", "hours", "2025"}
    assert {name: whole[name] for name in parts} == parts
