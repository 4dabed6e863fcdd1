"""Changes, and members beside one another, on listening small enough to check in the head."""

from __future__ import annotations

from datetime import date

from bot.model.questions import Window
from tests.questions.executed import FEBRUARY, Y2024, answer, asked, ranking, side, trend, value
from tests.questions.frames import play, plays

# --- change -----------------------------------------------------------------------------------------------------------


TWO_YEARS = [
    play(1, "2023-01-01 12:00"),
    *plays(1, "2024-01-10 12:00", 2),
    *plays(1, "2024-02-10 12:00", 5),
    play(1, "2024-03-05 12:00"),
    *plays(2, "2024-02-10 12:00", 4),
    play(2, "2024-03-10 12:00"),
]


def test_a_change_is_of_those_whose_export_covers_both_stretches():
    found = answer(asked("rank", "change", "member", window=FEBRUARY, of="plays"), TWO_YEARS)
    assert ([(row.key, row.value, row.before) for row in found.rows], found.left_out) == ([((1,), 3, 2)], (2,))


def test_what_is_gone_and_what_is_new_has_changed():
    rows = [play(1, "2023-06-01 12:00", 3), play(1, "2024-01-05 12:00", 1), play(1, "2024-02-05 12:00", 2)]
    rows.append(play(1, "2024-03-01 12:00", 3))
    found = ranking(rows, "change", "artist", members=(1,), window=FEBRUARY, of="plays")
    assert found == [(1, (2,), 1), (2, (1,), -1)]


def test_where_an_export_ends_within_the_window_as_many_days_before_are_counted():
    rows = [play(1, "2023-01-01 12:00"), play(1, "2023-12-05 12:00"), play(1, "2023-12-25 12:00")]
    rows += plays(1, "2024-01-08 12:00", 3)  # the export ends on the 8th
    january = Window(kind="between", start=date(2024, 1, 1), end=date(2024, 1, 31))
    (row,) = answer(asked("value", "change", members=(1,), window=january, of="plays"), rows).rows
    assert (row.value, row.before) == (2, 1)


def test_a_share_changes_only_where_both_stretches_have_enough():
    rows = [play(1, "2023-06-01 12:00"), *plays(1, "2024-01-10 12:00", 10), *plays(1, "2024-02-10 12:00", 60)]
    rows.append(play(1, "2024-03-01 12:00"))
    assert value(rows, "change", members=(1,), window=FEBRUARY, of="repeat_rate") is None


def test_a_share_falls():
    rows = [play(1, "2023-06-01 12:00"), *plays(1, "2024-01-10 12:00", 60), *plays(1, "2024-02-10 12:00", 60, wide=60)]
    rows.append(play(1, "2024-03-01 12:00"))
    found = value(rows, "change", members=(1,), window=FEBRUARY, of="repeat_rate")
    assert found == -59 / 60


def test_months_are_set_against_the_month_before_each():
    found = answer(asked("trend", "change", "month", members=(1,), window=Y2024, of="plays"), TWO_YEARS)
    assert [(row.value, row.before) for row in found.rows] == [(None, None), (3, 2), (-4, 5)]


def test_the_month_that_changed_most():
    found = ranking(TWO_YEARS, "change", "month", members=(1,), window=Y2024, of="plays")
    assert found == [(1, (2024 * 12 + 1,), 3), (2, (2024 * 12 + 2,), -4)]


def test_weekdays_are_set_against_the_same_weekdays_before():
    found = trend(TWO_YEARS, "change", "weekday", members=(1,), window=FEBRUARY, of="plays")
    assert found == {0: 0, 1: 0, 2: -2, 3: 0, 4: 0, 5: 5, 6: 0}


# --- members beside one another ---------------------------------------------------------------------------------------


TASTES = [
    *plays(1, "2024-01-01 00:00", 120, wide=12),
    *plays(2, "2024-01-01 00:00", 240, wide=12),
    *plays(3, "2024-01-01 00:00", 120, 50, wide=12),
    *plays(4, "2024-01-01 00:00", 5),
]


def test_tastes_in_the_same_proportions_are_wholly_alike():
    assert value(TASTES, "taste_overlap", members=(1, 2)) == 1


def test_pairs_of_members_are_ranked():
    found = ranking(TASTES, "taste_overlap", "member_pair", members=(1, 2, 3))
    assert found == [(1, (1, 2), 1), (2, (2, 3), 0), (2, (1, 3), 0)]


def test_who_has_too_little_listening_for_a_taste_is_left_out():
    assert answer(asked("rank", "taste_overlap", "member_pair", members=(1, 2, 4)), TASTES).left_out == (4,)


def test_one_members_taste_is_set_beside_everybodys():
    found = ranking(TASTES, "taste_overlap", "member_pair", members=(3,))
    assert [key for _, key, _ in found] == [(2, 3), (1, 3)]


FIRSTS = [
    play(1, "2022-01-01 12:00", 9),
    play(2, "2022-01-01 12:00", 9),
    *plays(1, "2023-01-01 12:00", 3),  # artist 1 first
    *plays(2, "2023-02-01 12:00", 3),
    *plays(2, "2023-01-01 12:00", 3, 2),  # artist 2 second
    *plays(1, "2023-02-01 12:00", 3, 2),
    *plays(2, "2023-03-01 12:00", 3, 3),  # artist 3 on one day: nobody
    *plays(1, "2023-03-01 18:00", 3, 3),
    *plays(2, "2023-04-01 12:00", 3, 4),  # artist 4, whom the other played too seldom
    *plays(1, "2023-05-01 12:00", 2, 4),
    *plays(2, "2023-06-01 12:00", 3, 5),  # artist 5
    *plays(1, "2023-07-01 12:00", 3, 5),
]


def test_firsts_are_shared_artists_reached_on_an_earlier_day():
    assert ranking(FIRSTS, "firsts", "member") == [(1, (2,), 2), (2, (1,), 1)]


def test_of_two_who_began_on_one_day_nobody_was_first_though_a_third_came_later():
    rows = [row for row in FIRSTS if row["artist"] in (3, 9)]
    rows += [play(3, "2022-01-01 12:00", 9), *plays(3, "2023-05-01 12:00", 3, 3)]
    assert {found for _, _, found in ranking(rows, "firsts", "member", members=(1, 2, 3))} == {0}


def test_firsts_are_judged_among_all_whoever_is_asked_about():
    found = answer(asked("compare", "firsts", sides=(side((1,)), side((2,)))), FIRSTS)
    assert [row.value for row in found.rows] == [1, 2]


def test_a_window_counts_firsts_that_lie_in_it_and_not_artists_known_before():
    window = Window(kind="since", start=date(2023, 1, 15))
    assert ranking(FIRSTS, "firsts", "member", window=window) == [(1, (2,), 1), (2, (1,), 0)]


def test_nobody_was_first_where_the_others_export_had_hardly_begun():
    late = [row for row in FIRSTS if row["local"].year > 2022 or row["member"] == 2]
    late.append(play(1, "2022-11-01 12:00", 9))  # 61 days before
    assert {key: found for _, key, found in ranking(late, "firsts", "member")} == {(1,): 1, (2,): 1}


def test_breakup_of_members_is_the_score_of_the_command_and_says_so():
    rows = plays(1, "2024-01-01 00:00", 60) + plays(2, "2024-01-01 00:00", 60)
    found = answer(asked("rank", "breakup_intensity", "member"), rows, stretches={1: 40.0})
    assert ([(row.key, row.value) for row in found.rows], found.left_out) == ([((1,), 40)], (2,))
    assert "/breakup" in " ".join(found.why)


def test_breakup_of_a_window_is_a_share_of_titles_and_says_so():
    rows = plays(1, "2024-01-01 00:00", 60, title="breakup")
    found = answer(asked("rank", "breakup_intensity", "member", window=Y2024), rows, stretches={1: 40.0})
    assert found.rows[0].value == 100
    assert "Of a hundred plays" in " ".join(found.why)
