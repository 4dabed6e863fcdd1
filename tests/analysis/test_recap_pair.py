from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import FairWindow, fair_window
from bot.analysis.daybook import daybook, unpack
from bot.analysis.group import Group
from bot.analysis.periods import ALL_TIME, Period, between, parse_period
from bot.analysis.recap_pair import Compared, FoundFirst, SameDay, compared, found_first, pair_top, same_days, sides
from tests.analysis.builders import Play, history

ADA, BO = 1, 2
YEAR = between(date(2024, 1, 1), date(2025, 1, 1))
EVERYTHING = Compared(ADA, BO, ALL_TIME, common=True, earlier=None)


def on(day: str, artist: int, count: int = 1, track: int | None = None, hour: int = 10) -> list[Play]:
    """So many plays of one artist on a day, of six minutes each."""
    return [Play(f"{day}T{hour:02}:{minute:02}", track or artist, artist, ms=360_000) for minute in range(count)]


def pair(ada: list[Play], bo: list[Play], breakup: tuple[int, ...] = (), sad: tuple[int, ...] = ()) -> Group:
    return unpack({ADA: daybook(history(ada), breakup, sad), BO: daybook(history(bo), breakup, sad)})


def test_each_side_has_its_own_totals():
    found = pair(
        on("2024-01-01", 1, 3) + on("2024-01-02", 2, 1, hour=22), on("2024-01-01", 3, 10), breakup=(1,), sad=(2,)
    )
    left, right = sides(found, EVERYTHING)
    assert (left.plays, left.hours, left.artists, left.active_days) == (4, 0.4, 2, 2)
    assert (left.clock[10], left.clock[22], left.sad, left.breakup) == (0.75, 0.25, 1.0, 0.75)
    assert (right.member_id, right.plays, right.hours, right.sad) == (BO, 10, 1.0, 0.0)


def test_favourites_are_ranked_by_the_smaller_share():
    """Ada: 1 5 of 10, 2 3, 3 2. Bo: 1 1 of 10, 2 4, 4 5."""
    found = pair(
        on("2024-01-01", 1, 5) + on("2024-01-02", 2, 3) + on("2024-01-03", 3, 2),
        on("2024-01-01", 1, 1) + on("2024-01-02", 2, 4) + on("2024-01-03", 4, 5),
    )
    top = pair_top(found, EVERYTHING, "artist")
    assert [(row.id, row.rank, row.left, row.right) for row in top.favourites] == [(2, 1, 0.3, 0.4), (1, 2, 0.5, 0.1)]
    assert top.shared == 2
    assert [(row.id, row.rank, row.share, row.other_rank) for row in top.left] == [
        (1, 1, 0.5, 3),
        (2, 2, 0.3, 2),
        (3, 3, 0.2, None),
    ]
    assert set(top.ids) == {1, 2, 3, 4}


def test_equal_smaller_shares_share_a_place():
    found = pair(on("2024-01-01", 1, 2) + on("2024-01-02", 2, 2), on("2024-01-01", 1, 1) + on("2024-01-02", 2, 1))
    assert [row.rank for row in pair_top(found, EVERYTHING, "track").favourites] == [1, 1]


def test_places_are_compared_with_the_period_before():
    """What both like: in January 1 before 2, in February 2 before 1; 3 is new to both."""
    plays = (on("2024-01-01", 1, 6) + on("2024-01-02", 2, 4) + on("2024-02-01", 2, 5) + on("2024-02-02", 1, 3)) + on(
        "2024-02-29", 3, 2
    )
    found = pair(plays, plays)
    february = parse_period("2024-02", date(2024, 12, 31))
    who = compared(found, ADA, BO, february, FairWindow(february, common=True, left_out=()))
    assert who.earlier is not None
    top = pair_top(found, who, "artist")
    assert [(row.id, row.rose) for row in top.favourites] == [(2, 1), (1, -1), (3, None)]
    assert [(row.id, row.rose, row.new) for row in top.left] == [(2, 1, False), (1, -1, False), (3, None, True)]


@pytest.mark.parametrize(
    ("starts", "common", "narrower"),
    [("2024-01-10", True, False), ("2024-01-01", False, False), ("2024-01-01", True, True)],
)
def test_nothing_is_compared_with_a_period_that_is_not_covered(starts, common, narrower):
    """One begins after January's first tenth; there is no fair window; the window is not the period asked for."""
    found = pair(on(starts, 1) + on("2024-02-29", 1), on("2024-01-01", 1) + on("2024-02-29", 1))
    february = parse_period("2024-02", date(2024, 12, 31))
    window = between(date(2024, 2, 1), date(2024, 2, 20)) if narrower else february
    assert compared(found, ADA, BO, february, FairWindow(window, common, ())).earlier is None


def test_only_the_days_that_both_cover_count():
    found = pair(
        on("2023-01-01", 1, 50) + on("2024-06-01", 2, 5) + on("2024-12-31", 2),
        on("2024-06-01", 2, 5) + on("2024-12-31", 2),
    )
    who = compared(found, ADA, BO, ALL_TIME, fair_window(found, ALL_TIME))
    assert (who.common, who.period.start) == (True, date(2024, 6, 1))
    assert [side.plays for side in sides(found, who)] == [6, 6]


def test_the_first_day_with_the_same_artist():
    found = pair(
        on("2024-01-01", 1) + on("2024-01-02", 2) + on("2024-01-03", 3, 2) + on("2024-01-03", 4, hour=11),
        on("2024-01-01", 9) + on("2024-01-03", 3) + on("2024-01-03", 4, 5, hour=11) + on("2024-01-05", 2),
    )
    assert same_days(found, EVERYTHING) == SameDay(date(2024, 1, 3), artists=(4, 3), days=1, both_days=2)


def test_plays_that_name_no_artist_are_of_no_same_artist():
    nameless = [Play("2024-01-01", 1, None)]
    assert same_days(pair(nameless, nameless), EVERYTHING) is None


def test_who_was_first_is_said_only_where_the_later_export_reaches_back():
    """1: Ada's first play is before Bo's export begins. 2: Bo's export has begun. 3: on the same day. 4: Bo first."""
    found = pair(
        on("2024-01-01", 1) + on("2024-03-01", 2) + on("2024-03-02", 3) + on("2024-05-01", 4),
        on("2024-02-01", 1) + on("2024-04-01", 2) + on("2024-03-02", 3) + on("2024-03-05", 4),
    )
    firsts = {each.artist_id: each for each in found_first(found, EVERYTHING)}
    assert {artist: each.first for artist, each in firsts.items()} == {1: (), 2: (ADA,), 3: (ADA, BO), 4: (BO,)}
    assert firsts[2] == FoundFirst(2, (ADA,), date(2024, 3, 1), date(2024, 4, 1))


def test_a_period_without_listening_has_an_answer():
    found = pair(on("2024-01-01", 1), on("2024-01-01", 1))
    empty = Compared(ADA, BO, Period(date(2019, 1, 1), date(2020, 1, 1), "2019"), common=False, earlier=None)
    assert [(side.plays, side.hours, side.sad) for side in sides(found, empty)] == [(0, None, None)] * 2
    assert pair_top(found, empty, "artist").favourites == ()
    assert same_days(found, empty) is None
    assert found_first(found, empty) == ()


LISTENING = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 6)), min_size=1, max_size=40)


@settings(max_examples=15, deadline=None)
@given(LISTENING, LISTENING)
def test_left_and_right_are_the_same_the_other_way_round(ada, bo):
    left, right = ([Play(f"2024-01-{day:02}", artist, artist) for day, artist in rows] for rows in (ada, bo))
    one, other = pair(left, right), pair(right, left)
    top, turned = pair_top(one, EVERYTHING, "artist"), pair_top(other, EVERYTHING, "artist")
    assert {(row.id, row.rank, row.left, row.right) for row in top.favourites} == {
        (row.id, row.rank, row.right, row.left) for row in turned.favourites
    }
    assert top.left == turned.right
    assert sum(row.share for row in top.left) <= 1 + 1e-9
    assert all(0 < min(row.left, row.right) <= 1 for row in top.favourites)
    assert same_days(one, EVERYTHING) == same_days(other, EVERYTHING)
