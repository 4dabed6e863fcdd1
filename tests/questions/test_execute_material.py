"""Histories as questions take them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from bot.model.questions import Window
from bot.questions.execution.execute import execute, judges_among_everybody, members_in
from bot.questions.execution.material import (
    ALWAYS,
    BOOL,
    FLOAT,
    INT,
    Material,
    listens_of,
    no_listens,
    no_playlists,
    together,
)
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from tests.analysis.builders import Play, stored
from tests.questions.frames import material_of, play


def test_a_history_is_told_on_the_members_own_clock_and_misses_what_is_missing():
    found = listens_of(
        1,
        stored(
            [
                Play("2023-12-31T23:30:00", track=7, artist=2, album=3, skipped=True, platform="tv"),
                Play("2024-03-05T12:00:00", track=8, artist=None, ms=None, content="podcast"),
            ]
        ),
        "Europe/Berlin",
        {*INT, *FLOAT, *BOOL},
        breakup=[7],
        sad=[8],
    )
    same = material_of(
        [
            play(1, "2024-01-01 00:30", 2, 7, album=3, skipped=True, platform="tv", title="breakup", ahead=1),
            play(1, "2024-03-05 13:00", None, 8, minutes=None, content="podcast", title="sad", ahead=1),
        ]
    )
    pd.testing.assert_frame_equal(found[list(same.listens)], same.listens)


def test_columns_that_nobody_reads_are_not_made():
    found = listens_of(1, stored([Play("2024-02-03T12:00:00")]), "UTC", {"hour", "week"})
    assert set(found) == {*ALWAYS, "hour", "week"}


def test_members_histories_stand_one_after_another():
    one, two = (listens_of(member, stored([Play("2024-01-01T00:00:00")]), "UTC", ()) for member in (1, 2))
    assert together([one, no_listens(), two])["member_id"].tolist() == [1, 2]


def test_of_nobody_there_is_an_empty_frame_that_can_be_asked():
    material = Material(together([]), *no_playlists(), {}, {})
    found = execute(ResolvedPlan("value", "plays", (1,)), material, date(2024, 3, 15))
    assert (found.rows[0].value, found.left_out) == (None, (1,))


def test_histories_of_others_are_taken_only_for_what_is_judged_among_all():
    judged = [
        ResolvedPlan("rank", "uniqueness", (1,), by="member"),
        ResolvedPlan("rank", "firsts", (1,), by="member"),
        ResolvedPlan("value", "taste_overlap", (1, 2)),
        ResolvedPlan("rank", "change", (1,), of="uniqueness", by="member"),
        ResolvedPlan("rank", "plays", (1,), Kept(members_with="exactly_one"), by="artist"),
        ResolvedPlan("rank", "plays", (1,), by="artist"),
        ResolvedPlan("rank", "plays", (1,), Kept(members_with="all"), by="artist"),
    ]
    assert [judges_among_everybody(plan) for plan in judged] == [True] * 5 + [False] * 2


def test_a_comparison_is_about_the_members_of_both_sides():
    sides = tuple(ResolvedSide((member,), Kept(), Window()) for member in (2, 3))
    assert members_in(ResolvedPlan("compare", "plays", (1,), sides=sides)) == {1, 2, 3}
