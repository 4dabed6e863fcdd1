from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.group import COLUMNS, day_number, make_group
from bot.analysis.obsessions import MONTH_PLAYS, best_months, every_month, records, songs_of_months
from bot.analysis.periods import ALL_TIME, between
from tests.analysis.frames_by_hand import plays_frame

ADA, BO = 1, 2


def loops(*rows: tuple[int, int, int, int]) -> pd.DataFrame:
    """Rows of (member, day, track, plays) by artist 9."""
    cells = [(member, day, track, 9, plays) for member, day, track, plays in rows]
    return pd.DataFrame(cells, columns=list(COLUMNS["loops"]), dtype="int64")


def test_each_members_longest_loop_is_ranked_and_the_earliest_of_equals_is_told():
    group = make_group(loops=loops((ADA, 3, 70, 5), (ADA, 1, 71, 5), (ADA, 2, 72, 4), (BO, 9, 80, 6)))
    assert records(group, ALL_TIME, "loops").to_numpy().tolist() == [[1, BO, 9, 80, 9, 6], [2, ADA, 1, 71, 9, 5]]


def test_equal_loops_are_a_tie():
    group = make_group(loops=loops((ADA, 3, 70, 5), (BO, 9, 80, 5)))
    assert records(group, ALL_TIME, "loops")["rank"].tolist() == [1, 1]


def test_repeats_are_read_from_their_own_frame_and_within_the_period():
    year = between(date(2024, 1, 1), date(2025, 1, 1))
    day = day_number(date(2024, 3, 1))
    group = make_group(repeats=loops((ADA, day - 100, 70, 50), (ADA, day, 71, 6)))
    assert records(group, year, "repeats")["plays"].tolist() == [6]
    assert records(group, year, "loops").empty


def months_of(*rows: tuple[int, int, int, int, int]):
    return make_group(months=every_month(plays_frame(*rows)))


JANUARY, FEBRUARY = day_number(date(2024, 1, 1)), day_number(date(2024, 2, 1))


def test_the_song_of_a_month_takes_its_share_of_all_plays_that_month():
    group = months_of(
        (ADA, FEBRUARY - 1, 9, 70, 30),
        (ADA, FEBRUARY - 1, -1, -1, 50),
        (ADA, FEBRUARY - 4, 9, 71, 20),
        (ADA, FEBRUARY, 9, 71, MONTH_PLAYS - 1),
        (BO, FEBRUARY, 9, 71, MONTH_PLAYS),
    )
    songs = songs_of_months(group, ALL_TIME)
    assert songs[["member_id", "day", "track_id", "plays", "all_plays", "share"]].to_numpy().tolist() == [
        [ADA, JANUARY, 70, 30, 100, 0.3],
        [BO, FEBRUARY, 71, 100, 100, 1.0],
    ]
    assert best_months(songs)[["rank", "member_id"]].to_numpy().tolist() == [[1, BO], [2, ADA]]


def test_only_whole_months_of_a_period_have_a_song():
    group = months_of((ADA, JANUARY + 20, 9, 70, 100), (ADA, FEBRUARY + 20, 9, 70, 100))
    for start, end, expected in [
        (date(2024, 1, 1), date(2024, 3, 1), [JANUARY, FEBRUARY]),
        (date(2024, 1, 2), date(2024, 3, 1), [FEBRUARY]),
        (date(2024, 1, 1), date(2024, 2, 29), [JANUARY]),
    ]:
        assert songs_of_months(group, between(start, end))["day"].tolist() == expected


def test_of_equal_songs_the_one_begun_earlier_is_the_months():
    assert every_month(plays_frame((ADA, 5, 9, 70, 50), (ADA, 4, 9, 71, 50)))["track_id"].tolist() == [71]


def test_nobody_was_obsessed_in_an_empty_group():
    assert records(make_group(), ALL_TIME, "loops").empty
    assert best_months(songs_of_months(make_group(), ALL_TIME)).empty


@settings(deadline=None, max_examples=40)  # a frame a time
@given(
    st.lists(
        st.tuples(
            st.sampled_from([ADA, BO]), st.integers(0, 100), st.just(9), st.integers(70, 74), st.integers(1, 200)
        ),
        unique_by=lambda row: (row[0], row[1], row[3]),
        max_size=30,
    ),
    st.randoms(),
)
def test_shares_are_shares_and_order_does_not_matter(rows, random):
    songs = songs_of_months(months_of(*rows), ALL_TIME)
    assert ((songs["share"] > 0) & (songs["share"] <= 1)).all()
    assert (songs["all_plays"] >= MONTH_PLAYS).all()
    plays = plays_frame(*rows)
    shuffled = plays.sample(frac=1, random_state=random.randrange(99)).reset_index(drop=True)
    pd.testing.assert_frame_equal(every_month(plays), every_month(shuffled))
