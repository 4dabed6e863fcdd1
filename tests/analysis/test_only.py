from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.only import only

HOUR = 3_600_000


def artists(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    """Rows of (member, artist, plays, hours)."""
    return pd.DataFrame(
        [(member, artist, plays, int(hours * HOUR)) for member, artist, plays, hours in rows],
        columns=["member_id", "artist_id", "plays", "ms"],
    ).astype("int64")


def members(**own: tuple[int, float]) -> pd.DataFrame:
    """`m1=(plays, hours)` of all listening."""
    index = pd.Index([int(name[1:]) for name in own], name="member_id")
    return pd.DataFrame(
        {"plays": [plays for plays, _ in own.values()], "ms": [int(hours * HOUR) for _, hours in own.values()]}, index
    ).astype("int64")


def test_an_artist_of_one_member_is_theirs_alone_and_one_of_two_is_nobodys():
    found = only(artists((1, 7, 50, 5), (1, 8, 50, 2), (2, 8, 1, 0.1)), members(m1=(200, 10), m2=(200, 10)))
    assert found.artists[["member_id", "artist_id", "share"]].values.tolist() == [[1, 7, 0.5]]
    assert found.members[["rank", "member_id", "artists", "share"]].values.tolist() == [[1, 1, 1, 0.5], [2, 2, 0, 0.0]]


@pytest.mark.parametrize(("plays", "counted"), [(9, 0), (10, 1)])
def test_what_was_met_by_accident_does_not_count(plays, counted):
    assert len(only(artists((1, 7, plays, 1)), members(m1=(200, 10))).artists) == counted


def test_shares_and_not_counts_decide():
    """Ten years find two artists, one month one; of their own listening it is more."""
    rows = artists((1, 7, 50, 5), (1, 8, 50, 5), (2, 9, 30, 3))
    ranked = only(rows, members(m1=(9_000, 1_000), m2=(120, 12))).members
    assert ranked[["member_id", "artists", "share"]].values.tolist() == [[2, 1, 0.25], [1, 2, 0.01]]


def test_where_no_length_is_known_the_share_is_of_plays():
    found = only(artists((1, 7, 50, 0)), members(m1=(200, 0)))
    assert found.members["share"].tolist() == [0.25]


def test_too_little_listening_is_left_out_and_still_keeps_artists_from_being_lone():
    found = only(artists((1, 7, 50, 5), (2, 7, 1, 0.1), (2, 8, 10, 1)), members(m1=(200, 10), m2=(99, 2)))
    assert found.left_out == (2,)
    assert found.members[["member_id", "artists"]].values.tolist() == [[1, 0]]


def test_equals_share_a_place():
    found = only(artists((1, 7, 50, 5), (2, 8, 40, 5)), members(m1=(200, 10), m2=(300, 10), m3=(100, 1)))
    assert found.members[["rank", "tied"]].values.tolist() == [[1, True], [1, True], [3, False]]


def test_the_largest_shares_of_a_member_come_first():
    found = only(artists((1, 7, 50, 1), (1, 8, 50, 3)), members(m1=(200, 10)))
    assert found.artists["artist_id"].tolist() == [8, 7]


def test_nobody_is_an_answer():
    found = only(artists(), members())
    assert (len(found.artists), len(found.members), found.left_out) == (0, 0, ())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 8), st.integers(1, 60), st.sampled_from([0, 0.5, 1, 2])),
        unique_by=lambda row: row[:2],
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter_and_shared_artists_may_be_left_out(rows, random):
    frame = artists(*rows)
    sums = frame.groupby("member_id")[["plays", "ms"]].sum().add(pd.Series({"plays": 90, "ms": HOUR}))
    found = only(frame, sums)
    again = only(artists(*random.sample(rows, len(rows))), sums)
    lone = only(frame[~frame["artist_id"].duplicated(keep=False)], sums)
    for other in (again, lone):
        assert other.artists.equals(found.artists)
        assert other.members.equals(found.members)
    assert found.artists["share"].between(0, 1).all()
    assert found.members["share"].between(0, 1).all()
    assert not found.artists["artist_id"].duplicated().any()
