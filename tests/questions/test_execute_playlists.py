"""Questions about playlists, and what is refused."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.model.questions import Dimension, Metric, Window
from bot.questions.execution.computed import Refused
from bot.questions.execution.execute import execute
from bot.questions.execution.resolved import Kept
from tests.questions.executed import ALL, FEBRUARY, FEW, TODAY, Y2024, answer, asked, refusal, side
from tests.questions.frames import held, material_of

# --- playlists --------------------------------------------------------------------------------------------------------


LISTS = [
    held(
        1, 1, *[(track, 1, "breakup", "2024-02-01") for track in range(1, 5)], (9, 2, "other", "2024-03-05"), score=80
    ),
    held(1, 2, (1, 1, "other", None), score=None),
    held(2, 1, (1, 1, "sad", "2023-12-31"), (2, None, "other", "2024-01-02"), score=30),
]


@pytest.mark.parametrize(
    ("metric", "by", "found"),
    [
        ("playlists", "member", [((1,), 2), ((2,), 1)]),
        ("playlist_tracks", "member", [((1,), 6), ((2,), 2)]),
        ("playlist_tracks", "playlist", [((1, 1), 5), ((2, 1), 2), ((1, 2), 1)]),
        ("playlist_tracks", "artist", [((1,), 6), ((2,), 1)]),
        ("playlist_age_days", "member", [((2,), 75), ((1,), 43)]),
        ("distinct_tracks", "member", [((1,), 5), ((2,), 2)]),
        ("distinct_artists", "member", [((1,), 2), ((2,), 1)]),
        ("breakup_intensity", "member", [((1,), 80), ((2,), 30)]),
        ("sadness", "playlist", [((1, 1), 80)]),  # the others have fewer than five tracks
    ],
)
def test_playlists_are_ranked(metric, by, found):
    rows = answer(asked("rank", metric, by, scope="playlists"), FEW, LISTS).rows
    assert [(row.key, row.value) for row in rows] == found


@pytest.mark.parametrize(
    ("kept", "window", "tracks"),
    [
        (Kept(), ALL, 8),
        (Kept(artists=frozenset({1})), ALL, 6),
        (Kept(tracks=frozenset({1})), ALL, 3),
        (Kept(playlists=frozenset({(1, 1)})), ALL, 5),
        (Kept(moods=("sad",)), ALL, 5),
        (Kept(), FEBRUARY, 4),
    ],
)
def test_filters_and_windows_keep_tracks_of_playlists(kept, window, tracks):
    (row,) = answer(asked("value", "playlist_tracks", kept=kept, window=window), FEW, LISTS).rows
    assert row.value == tracks


def test_a_playlist_counts_if_one_of_its_tracks_does():
    plan = asked("value", "playlists", kept=Kept(artists=frozenset({1, 2})))
    assert answer(plan, FEW, [*LISTS, held(2, 2)]).rows[0].value == 3


def test_tracks_added_by_month_with_a_month_in_which_nothing_was():
    found = answer(asked("trend", "playlist_tracks", "month"), FEW, LISTS)
    assert [row.value for row in found.rows] == [1, 1, 4, 1]


def test_an_export_without_playlists_says_nothing_of_them():
    found = answer(asked("value", "playlists", members=(2,)), FEW, LISTS[:2])
    assert (found.rows[0].value, found.left_out) == (None, (2,))


def test_playlists_of_two_are_compared():
    found = answer(asked("compare", "playlist_tracks", sides=(side((1,)), side((2,)))), FEW, LISTS)
    assert [row.value for row in found.rows] == [6, 2]


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (asked("rank", "plays", "country"), "no_data"),
        (asked("rank", "plays", "member", kept=Kept(moods=("happy",))), "no_data"),
        (asked("compare", "plays", sides=(side(), side(kept=Kept(moods=("sad", "party"))))), "no_data"),
        (asked("rank", "plays", "member_pair"), "ambiguous"),
        (asked("rank", "firsts", "artist"), "ambiguous"),
        (asked("trend", "firsts", "month"), "ambiguous"),
        (asked("rank", "distinct_artists", "artist"), "ambiguous"),
        (asked("rank", "listeners", "member"), "ambiguous"),
        (asked("rank", "sadness", "track"), "ambiguous"),
        (asked("rank", "change", "member", of="plays"), "ambiguous"),  # of all time there is nothing before
        (asked("rank", "change", "member", of="first_listen", window=Y2024), "ambiguous"),
        (asked("rank", "change", "member", of="firsts", window=Y2024), "ambiguous"),
        (asked("rank", "change", "member", of="playlists", window=Y2024), "ambiguous"),
        (asked("value", "change", of="plays", window=Window(kind="year", n=1)), "ambiguous"),
        (asked("compare", "change", of="plays", sides=(side(), side(window=Y2024))), "ambiguous"),
        (asked("compare", "taste_overlap", sides=(side((1,)), side((2,)))), "ambiguous"),
        (asked("rank", "hours", "member", scope="playlists"), "ambiguous"),
        (asked("rank", "playlists", "hour"), "ambiguous"),
        (asked("value", "playlist_tracks", kept=Kept(hours=(3, 4))), "no_data"),
        (asked("value", "playlist_tracks", kept=Kept(content="podcast")), "no_data"),
        (asked("value", "change", of="playlist_tracks", window=Y2024), "ambiguous"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_reason_and_a_sentence(plan, reason):
    found = refusal(plan)
    assert (found.reason, found.sentence.endswith(".")) == (reason, True)


@pytest.mark.parametrize("metric", get_args(Metric))
@pytest.mark.parametrize("by", get_args(Dimension))
def test_nothing_is_computed_of_nothing(metric, by):
    plan = asked("rank", metric, by, of="plays" if metric == "change" else None, window=FEBRUARY)
    found = execute(plan, material_of([]), TODAY)
    assert isinstance(found, Refused) or found.rows == ()
