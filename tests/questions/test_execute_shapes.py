"""Rankings, trends, values and comparisons, on listening small enough to check in the head."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.questions import Window
from bot.questions.execution.resolved import Kept
from tests.questions.executed import ALL, FEBRUARY, FEW, Y2023, Y2024, answer, asked, ranking, side, trend, value
from tests.questions.frames import day_of, held, play, plays

# --- rankings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("member", [(1, (1,), 3), (2, (2,), 2)]),
        ("artist", [(1, (1,), 3), (2, (2,), 1), (2, (3,), 1)]),
        ("track", [(1, (1,), 2), (2, (2,), 1), (2, (3,), 1), (2, (4,), 1)]),
        ("album", [(1, (1,), 1), (1, (2,), 1)]),
        ("hour", [(1, (12,), 3), (2, (3,), 1), (2, (22,), 1)]),
        ("weekday", [(1, (5,), 2), (2, (0,), 1), (2, (1,), 1), (2, (6,), 1)]),
        ("month", [(1, (2024 * 12 + 1,), 4), (2, (2024 * 12 + 2,), 1)]),
        ("year", [(1, (2024,), 5)]),
        ("week", [(1, (day_of(date(2024, 1, 29)),), 3), (2, (day_of(date(2024, 2, 5)),), 1),
                  (2, (day_of(date(2024, 3, 4)),), 1)]),
        ("day", [(1, (day_of(date(2024, 2, 3)),), 2), (2, (day_of(date(2024, 2, 4)),), 1),
                 (2, (day_of(date(2024, 2, 5)),), 1), (2, (day_of(date(2024, 3, 5)),), 1)]),
        ("platform", [(1, (0,), 2), (2, (3,), 1)]),
    ],
)  # fmt: skip
def test_groups_are_ranked_and_ties_share_a_place(by, found):
    assert ranking(FEW, "plays", by) == found


def test_playlists_are_ranked_by_their_owners_plays():
    lists = [held(1, 1, (1, 1, "sad", None), (2, 1, "other", None)), held(2, 1, (1, 1, "sad", None))]
    found = answer(asked("rank", "plays", "playlist"), FEW, lists).rows
    assert [(row.rank, row.key, row.value) for row in found] == [(1, (1, 1), 2), (2, (2, 1), 1)]


@pytest.mark.parametrize(
    ("by", "kept", "least"),
    [
        ("member", Kept(artists=frozenset({2})), [(1, (2,), 0), (2, (1,), 1)]),  # who played nothing of it
        ("weekday", Kept(weekdays=(5, 2)), [(1, (2,), 0), (2, (5,), 2)]),  # a silent weekday
        ("hour", Kept(hours=(22, 24)), [(1, (23,), 0), (2, (22,), 1)]),
    ],
)
def test_from_the_bottom_those_with_nothing_of_it_come_first(by, kept, least):
    assert ranking(FEW, "plays", by, kept=kept, order="asc") == least


def test_time_that_is_not_known_is_not_zero_from_the_bottom():
    assert ranking(FEW, "hours", "artist", order="asc") == [(1, (3,), 0.25), (2, (1,), 1.75)]


def test_members_without_listening_are_left_out_and_never_last():
    found = answer(asked("rank", "plays", "member", members=(1, 2, 9), order="asc"), FEW)
    assert ([row.key for row in found.rows], found.left_out) == ([(2,), (1,)], (9,))


def test_members_with_too_little_for_a_share_are_named():
    rows = plays(1, "2024-01-01 00:00", 60) + plays(2, "2024-01-01 00:00", 10)
    found = answer(asked("rank", "repeat_rate", "member"), rows)
    assert ([row.key for row in found.rows], found.left_out) == ([(1,)], (2,))


def test_shares_level_to_a_tenth_of_a_percent_are_a_tie():
    rows = plays(1, "2024-01-01 00:00", 2001, every=1) + plays(2, "2024-01-01 00:00", 2002, every=1)
    assert [rank for rank, _, _ in ranking(rows, "repeat_rate", "member")] == [1, 1]


def test_first_listens_go_by_the_day_on_the_own_clock_and_tell_whose_export_begins_later():
    rows = [
        play(1, "2024-02-03 23:50", ahead=-5),
        play(2, "2024-02-03 00:10", ahead=9),
        play(3, "2024-02-04 00:00"),
    ]
    found = answer(asked("rank", "first_listen", "member", members=(1, 2, 3), order="asc"), rows)
    assert ([row.rank for row in found.rows], found.late) == ([1, 1, 3], (3,))


def test_members_whose_export_begins_within_the_window_are_told():
    assert answer(asked("rank", "plays", "member", window=FEBRUARY), FEW).late == (1, 2)


def test_an_answer_says_which_days_each_export_covers():
    days = [day_of(date(2024, *day)) for day in ((2, 3), (2, 4), (2, 5), (3, 5))]
    assert answer(asked("rank", "plays", "member"), FEW).spans == ((1, *days[:2]), (2, *days[2:]))


# --- trends -----------------------------------------------------------------------------------------------------------


def test_a_month_without_a_play_between_others_is_a_known_zero():
    rows = [play(1, "2023-11-30 12:00"), play(1, "2024-02-01 12:00")]
    assert list(trend(rows, "plays", "month").values()) == [1, 0, 0, 1]


def test_a_rate_of_a_month_without_a_play_is_not_known():
    rows = plays(1, "2023-11-01 12:00", 60) + plays(1, "2024-01-01 12:00", 60)
    assert [found is None for found in trend(rows, "repeat_rate", "month").values()] == [False, True, False]


def test_days_that_no_export_covers_are_no_bucket():
    rows = [play(1, "2024-02-10 12:00"), play(1, "2024-02-12 12:00")]
    assert list(trend(rows, "plays", "day", window=FEBRUARY)) == [day_of(date(2024, 2, day)) for day in (10, 11, 12)]


def test_silent_months_at_the_windows_edge_are_known_where_the_export_goes_on():
    rows = [play(1, "2023-01-01 12:00"), play(1, "2024-02-10 12:00")]
    last = Window(kind="between", start=date(2023, 12, 1), end=date(2024, 1, 31))
    assert list(trend(rows, "plays", "month", window=last).values()) == [0, 0]


def test_time_of_a_month_that_is_not_known_is_not_zero():
    rows = [play(1, "2024-01-01 12:00", minutes=None), play(1, "2024-02-01 12:00", minutes=60)]
    assert list(trend(rows, "hours", "month").values()) == [None, 1]


@pytest.mark.parametrize(
    ("by", "kept", "keys"),
    [
        ("hour", Kept(), list(range(24))),
        ("hour", Kept(hours=(22, 2)), [0, 1, 22, 23]),
        ("weekday", Kept(), list(range(7))),
        ("weekday", Kept(weekdays=(6, 5)), [5, 6]),
        ("month", Kept(months=(3,)), [2024 * 12 + 2]),
        ("day", Kept(weekdays=(6,), months=(2,)), [day_of(date(2024, 2, day)) for day in (4, 11, 18, 25)]),
        ("week", Kept(), [day_of(date(2024, 1, 29)) + 7 * week for week in range(6)]),
        ("year", Kept(), [2024]),
    ],
)
def test_buckets_are_those_that_the_question_lets_through(by, kept, keys):
    assert list(trend(FEW, "plays", by, kept=kept)) == keys


# --- one value --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "window", "count"),
    [
        (Kept(artists=frozenset({99})), ALL, 0),
        (Kept(), Window(kind="between", start=date(2024, 2, 10), end=date(2024, 2, 20)), 0),  # covered, and silent
        (Kept(), Y2023, None),  # before any export
    ],
)
def test_nothing_played_is_zero_only_on_days_that_are_covered(kept, window, count):
    assert value(FEW, "plays", kept=kept, window=window) == count


def test_time_is_not_known_where_no_play_says():
    assert value(FEW, "hours", kept=Kept(artists=frozenset({2}))) is None


def test_a_value_is_of_everything_whatever_it_is_said_to_be_by():
    assert answer(asked("value", "plays", "hour"), FEW).rows[0].value == 5


def test_a_share_of_podcasts_is_of_music_too():
    rows = plays(1, "2024-01-01 00:00", 30) + plays(1, "2024-01-02 00:00", 20, content="podcast")
    assert value(rows, "share", kept=Kept(content="podcast")) == 0.4


# --- comparisons ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sides", "counts"),
    [
        ((side((1,)), side((2,))), [3, 2]),
        ((side(window=FEBRUARY), side(window=Window(kind="since", start=date(2024, 3, 1)))), [4, 1]),
        ((side(kept=Kept(weekdays=(5, 6))), side(kept=Kept(weekdays=(0, 1, 2, 3, 4)))), [3, 2]),
        ((side((1,), Kept(hours=(0, 12))), side((2,), window=Y2023)), [1, None]),
        # what both sides' members have: artist 1
        ((side((1,), Kept(members_with="all")), side((2,), Kept(members_with="all"))), [2, 1]),
        ((side((1,), Kept(members_with="exactly_one")), side((2,), Kept(members_with="exactly_one"))), [1, 1]),
    ],
)
def test_two_sides_are_set_against_each_other(sides, counts):
    assert [row.value for row in answer(asked("compare", "plays", sides=sides), FEW).rows] == counts


def test_sides_whose_exports_begin_within_their_window_are_told():
    found = answer(asked("compare", "plays", sides=(side(window=Y2024), side(window=ALL))), FEW)
    assert found.late == (1, 2)


def test_a_comparison_by_members_is_by_none():
    found = answer(asked("compare", "first_listen", "member", sides=(side((1,)), side((2,)))), FEW)
    assert found.by is None


def test_one_measure_is_taken_of_both_sides():
    rows = plays(1, "2024-01-01 00:00", 60, title="breakup")
    sides = (side((1,)), side((1,), window=Y2024))
    found = answer(asked("compare", "breakup_intensity", sides=sides), rows, stretches={1: 40.0})
    assert [row.value for row in found.rows] == [100, 100]


def test_breakup_scores_are_set_beside_breakup_scores():
    rows = plays(1, "2024-01-01 00:00", 60) + plays(2, "2024-01-01 00:00", 60)
    found = answer(
        asked("compare", "breakup_intensity", sides=(side((1,)), side((2,)))), rows, stretches={1: 40.0, 2: 12.0}
    )
    assert [row.value for row in found.rows] == [40, 12]
