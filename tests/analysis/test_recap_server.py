from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.daybook import daybook, unpack
from bot.analysis.group import Group
from bot.analysis.periods import ALL_TIME, Period, parse_period
from bot.analysis.recap_server import (
    ENOUGH_PLAYS,
    MonthShare,
    SharedDay,
    Together,
    counted,
    server_clock,
    server_finds,
    server_overview,
    server_top,
)
from tests.analysis.builders import Play, history

ADA, BO, CY, DI, ED = 1, 2, 3, 4, 5
SONG_MS = 360_000  # ten an hour
TODAY = date(2024, 12, 31)


def day_of_plays(day: str, artist: int, count: int, hour: int = 10, album: int | None = None) -> list[Play]:
    """So many plays of one artist (and of the track of the same number), one a minute."""
    return [Play(f"{day}T{hour:02}:{minute:02}", artist, artist, album, ms=SONG_MS) for minute in range(count)]


def group(**members: list[Play]) -> Group:
    ids = {"ada": ADA, "bo": BO, "cy": CY, "di": DI, "ed": ED}
    return unpack({ids[name]: daybook(history(plays), (), ()) for name, plays in members.items()})


def period(words: str) -> Period:
    return parse_period(words, TODAY)


def test_who_played_less_than_enough_has_no_vote_and_adds_to_no_total():
    found = group(
        ada=day_of_plays("2024-01-01", 1, ENOUGH_PLAYS),
        bo=day_of_plays("2024-01-01", 1, 20),
        cy=day_of_plays("2024-01-01", 1, ENOUGH_PLAYS - 1),
    )
    who = counted(found, ALL_TIME)
    assert (who.members, who.left_out) == ((ADA, BO), (CY,))
    assert server_overview(found, who).now == Together(plays=30, hours=3.0, artists=1, active_days=1)


def test_what_most_listen_to_comes_first_then_the_mean_share():
    """Ada: 1 (3 of 12), 2 (9). Bo: 1 (5 of 20), 3 (15). Artist 1 has two listeners and the smallest mean share."""
    found = group(
        ada=day_of_plays("2024-01-01", 1, 3) + day_of_plays("2024-01-02", 2, 9),
        bo=day_of_plays("2024-01-01", 1, 5) + day_of_plays("2024-01-02", 3, 15),
    )
    rows = server_top(found, counted(found, ALL_TIME), "artist")
    assert [(row.id, row.rank, row.listeners, row.share, row.plays, row.hours) for row in rows] == [
        (1, 1, 2, 0.25, 8, 0.8),
        (3, 2, 1, 0.375, 15, 1.5),
        (2, 2, 1, 0.375, 9, 0.9),
    ]


def test_two_plays_make_no_listener():
    found = group(
        ada=day_of_plays("2024-01-01", 1, 2) + day_of_plays("2024-01-02", 2, 10),
        bo=day_of_plays("2024-01-01", 2, 2) + day_of_plays("2024-01-02", 3, 10),
    )
    rows = server_top(found, counted(found, ALL_TIME), "track")
    assert [(row.id, row.listeners, row.plays) for row in rows] == [(2, 1, 12), (3, 1, 10)]


def test_a_longer_export_weighs_no_more():
    """Cy played a hundred times as much of artist 3; it still has one listener of three."""
    once = day_of_plays("2024-01-01", 1, 12)
    found = group(
        ada=once, bo=once, cy=[play for day in range(1, 29) for play in day_of_plays(f"2024-01-{day:02}", 3, 50)]
    )
    rows = server_top(found, counted(found, ALL_TIME), "artist")
    assert [(row.id, row.listeners) for row in rows] == [(1, 2), (3, 1)]


def test_albums_are_ranked_like_artists():
    found = group(
        ada=day_of_plays("2024-01-01", 1, 10, album=7) + day_of_plays("2024-01-02", 2, 10),
        bo=day_of_plays("2024-01-01", 1, 10, album=7),
    )
    (row,) = server_top(found, counted(found, ALL_TIME), "album")
    assert (row.id, row.listeners, row.share, row.plays) == (7, 2, 0.75, 20)


def test_places_are_compared_by_those_who_cover_both_periods():
    """In January 1 leads at Ada's and Bo's; in February 2 does. Cy, who begins in February, moves nobody."""
    both = (
        day_of_plays("2024-01-01", 1, 20) + day_of_plays("2024-01-05", 2, 10) + day_of_plays("2024-02-01", 2, 20)
    ) + day_of_plays("2024-02-27", 1, 10)
    found = group(ada=both, bo=both, cy=day_of_plays("2024-02-01", 3, 40))
    who = counted(found, period("2024-02"))
    assert (who.both, who.earlier and who.earlier.label) == ((ADA, BO), "January 2024")
    rows = server_top(found, who, "artist")
    assert [(row.id, row.rose, row.new) for row in rows] == [(2, 1, False), (1, -1, False), (3, None, False)]
    assert server_overview(found, who).plays_change == 0.0


def test_totals_are_compared_only_where_all_of_the_period_is_known():
    """Until 26 February, which is before its last tenth, against all of January."""
    plays = day_of_plays("2024-01-01", 1, 20) + day_of_plays("2024-02-26", 1, 10)
    found = group(ada=plays, bo=plays)
    who = counted(found, period("2024-02"))
    assert who.earlier is not None
    assert server_overview(found, who).plays_change is None


def test_what_nobody_of_them_listened_to_before_is_new():
    plays = day_of_plays("2024-01-01", 1, 20) + day_of_plays("2024-02-01", 2, 20)
    found = group(ada=plays, bo=plays)
    (row,) = server_top(found, counted(found, period("2024-02")), "artist")
    assert (row.id, row.new, row.rose) == (2, True, None)


def test_where_fewer_than_half_cover_the_period_before_nothing_is_compared():
    old = day_of_plays("2024-01-01", 1, 20) + day_of_plays("2024-02-01", 1, 20)
    new = day_of_plays("2024-02-01", 1, 20)
    assert counted(group(ada=old, bo=old, cy=new, di=new, ed=new), period("2024-02")).earlier is None
    assert counted(group(ada=old, bo=old, cy=new, di=new), period("2024-02")).both == (ADA, BO)
    assert counted(group(ada=old, bo=new), period("2024-02")).both == ()
    late = day_of_plays("2024-01-05", 1, 20) + day_of_plays("2024-02-01", 1, 20)  # after January's first tenth
    assert counted(group(ada=old, bo=late), period("2024-02")).earlier is None


def test_the_clock_is_the_mean_of_own_shares():
    """Ada: all at 10. Bo, who plays more: half at 10, half at 22."""
    found = group(
        ada=day_of_plays("2024-01-01", 1, 10),  # a Monday
        bo=day_of_plays("2024-01-01", 1, 20) + day_of_plays("2024-01-02", 1, 20, hour=22),
    )
    clock = server_clock(found, counted(found, ALL_TIME))
    assert (clock.clock[10], clock.clock[22], sum(clock.clock)) == (0.75, 0.25, 1.0)
    assert clock.weekdays[:3] == (0.75, 0.25, 0.0)
    assert clock.busiest == SharedDay(date(2024, 1, 1), 2, 30)
    assert clock.days == ((date(2024, 1, 1), 15.0), (date(2024, 1, 2), 20.0))  # Ada's export ends on the first


def test_months_are_means_over_those_who_cover_them():
    found = group(
        ada=day_of_plays("2024-01-01", 1, 10) + day_of_plays("2024-03-01", 1, 10),
        bo=day_of_plays("2024-03-01", 1, 30),
    )
    clock = server_clock(found, counted(found, ALL_TIME))
    assert clock.months == (MonthShare("2024-01", 1.0, 1), MonthShare("2024-02", 0.0, 1), MonthShare("2024-03", 2.0, 2))
    assert clock.months_by == "hours"


def test_what_several_found_names_who_was_first():
    """All three know their first artist; 5 is new to Ada in June and to Bo in July; 6 to Ada alone."""

    def old(artist: int) -> list[Play]:
        return day_of_plays("2024-01-01", artist, 10)

    found = group(
        ada=old(1) + day_of_plays("2024-06-01", 5, 3) + day_of_plays("2024-06-02", 6, 3),
        bo=old(2) + day_of_plays("2024-07-01", 5, 4),
        cy=old(5) + day_of_plays("2024-08-01", 3, 1),  # has 5 from the beginning: known before, as far as one can tell
    )
    finds = server_finds(found, counted(found, ALL_TIME))
    assert finds.shared_in_all == 1
    (only,) = finds.shared
    assert (only.artist_id, only.finders, only.first, only.first_on, only.plays) == (
        5,
        (ADA, BO),
        (ADA,),
        date(2024, 6, 1),
        7,
    )


def test_nobody_has_an_answer_too():
    found = group(ada=day_of_plays("2024-01-01", 1, 12), bo=day_of_plays("2024-01-01", 1, 12))
    who = counted(found, period("2019"))
    assert who.members == ()
    overview = server_overview(found, who)
    assert (overview.now.plays, overview.artists, overview.busiest, overview.label) == (0, (), None, None)
    assert server_clock(found, who).months == ()
    assert server_finds(found, who).shared == ()


LISTENING = st.lists(
    st.tuples(st.integers(1, 28), st.integers(0, 23), st.integers(1, 5), st.sampled_from([None, 1, 2])),
    min_size=ENOUGH_PLAYS,
    max_size=60,
)


def plays_of(rows: list[tuple[int, int, int, int | None]]) -> list[Play]:
    return [
        Play(f"2024-01-{day:02}T{hour:02}:00", artist, artist, album, ms=SONG_MS) for day, hour, artist, album in rows
    ]


@settings(max_examples=15, deadline=None)
@given(LISTENING, LISTENING, st.sampled_from(["artist", "track", "album"]))
def test_shares_are_shares_and_who_is_who_does_not_matter(left, right, noun):
    one, two = group(ada=plays_of(left), bo=plays_of(right)), group(ada=plays_of(right), bo=plays_of(left))
    rows = server_top(one, counted(one, ALL_TIME), noun)
    assert rows == server_top(two, counted(two, ALL_TIME), noun)
    assert sum(row.share for row in rows) <= 1 + 1e-9
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    assert all(1 <= row.listeners <= 2 for row in rows)


@settings(max_examples=10, deadline=None)
@given(LISTENING, LISTENING)
def test_the_clock_and_the_days_are_of_all_plays(left, right):
    found = group(ada=plays_of(left), bo=plays_of(right))
    clock = server_clock(found, counted(found, ALL_TIME))
    assert sum(clock.clock) == pytest.approx(1)
    assert sum(clock.weekdays) == pytest.approx(1)
    assert pd.Series(dict(clock.days)).gt(0).all()
