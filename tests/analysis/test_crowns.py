from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.crowns import NO_RIVAL, By, contested, crowns

HOUR = 3_600_000


def listening(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    """Rows of (artist, member, plays, hours)."""
    return pd.DataFrame(
        [(artist, member, plays, int(hours * HOUR)) for artist, member, plays, hours in rows],
        columns=["artist_id", "member_id", "plays", "ms"],
    ).astype("int64")


def held(frame: pd.DataFrame, by: By = By.HOURS) -> list[list[object]]:
    return crowns(frame, by).held[["artist_id", "member_id", "rival_id", "margin"]].values.tolist()


def test_the_most_hours_hold_the_crown_and_the_next_is_the_rival():
    frame = listening((7, 1, 40, 3), (7, 2, 90, 5), (7, 3, 50, 4))
    assert held(frame) == [[7, 2, 3, 1.0]]
    assert crowns(frame).held["closeness"].tolist() == [0.2]


def test_plays_decide_where_asked():
    assert held(listening((7, 1, 40, 3), (7, 2, 90, 2)), By.PLAYS) == [[7, 2, 1, 50.0]]


def test_the_share_of_own_listening_decides_where_asked():
    frame = listening((7, 1, 40, 30), (7, 2, 40, 3), (7, 3, 40, 9)).assign(share=[0.1, 0.6, math.nan])
    found = crowns(frame, By.SHARE).held
    assert found[["member_id", "rival_id"]].values.tolist() == [[2, 1]]
    assert found["margin"].tolist() == pytest.approx([0.5])


@pytest.mark.parametrize(("plays", "hours", "crowned"), [(29, 0.99, 0), (30, 0.1, 1), (1, 1.0, 1)])
def test_a_crown_needs_thirty_plays_or_an_hour(plays, hours, crowned):
    assert len(crowns(listening((7, 1, plays, hours))).held) == crowned


def test_a_crown_that_nobody_else_claims_has_no_rival_and_no_margin():
    found = crowns(listening((7, 1, 40, 3), (7, 2, 5, 0.5))).held
    assert found["rival_id"].tolist() == [NO_RIVAL]
    assert found[["rival_amount", "margin", "closeness"]].isna().all(axis=None)


def test_equals_share_a_crown_and_each_is_the_others_rival():
    found = crowns(listening((7, 3, 40, 3), (7, 1, 50, 3), (7, 2, 40, 1)))
    assert found.held[["member_id", "rival_id", "margin"]].values.tolist() == [[1, 3, 0.0], [3, 1, 0.0]]
    assert found.held["shared"].tolist() == [True, True]
    assert found.leaderboard["shared"].tolist() == [1, 1]


def test_without_any_known_length_plays_decide_and_with_one_unknown_lengths_do_not_count():
    assert held(listening((7, 1, 40, 0), (7, 2, 90, 0))) == [[7, 2, 1, 50.0]]
    assert crowns(listening((7, 1, 40, 0), (7, 2, 90, 0))).held["by_plays"].tolist() == [True]
    assert held(listening((7, 1, 40, 2), (7, 2, 90, 0)))[0][:3] == [7, 1, NO_RIVAL]


def test_the_leaderboard_counts_crowns_with_ties_as_ties():
    frame = listening((7, 1, 40, 3), (8, 1, 40, 3), (8, 2, 40, 2), (9, 2, 40, 1), (10, 3, 40, 1))
    board = crowns(frame).leaderboard
    assert board[["rank", "tied", "member_id", "crowns", "uncontested"]].values.tolist() == [
        [1, False, 1, 2, 1],
        [2, True, 2, 1, 1],
        [2, True, 3, 1, 1],
    ]


def test_the_closest_crowns_are_those_with_the_smallest_part_to_lose():
    frame = listening((7, 1, 40, 100), (7, 2, 40, 98), (8, 1, 40, 2), (8, 2, 40, 1), (9, 1, 40, 1))
    assert contested(crowns(frame).held)["artist_id"].tolist() == [7, 8]


def test_nobody_is_an_answer():
    for by in By:
        found = crowns(listening().assign(share=[]), by)
        assert (len(found.held), len(found.leaderboard)) == (0, 0)


ROWS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 60), st.sampled_from([0, 0.5, 1, 2, 2, 3.5])),
    unique_by=lambda row: row[:2],
    max_size=20,
)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.randoms(use_true_random=False), st.sampled_from([By.HOURS, By.PLAYS]))
def test_the_order_of_rows_does_not_matter_and_nobody_has_more_than_a_holder(rows, random, by):
    frame = listening(*rows)
    found = crowns(frame, by)
    assert crowns(listening(*random.sample(rows, len(rows))), by).held.equals(found.held)
    assert found.leaderboard["crowns"].sum() == len(found.held)
    for _, crown in found.held.iterrows():
        same = frame[(frame["artist_id"] == crown["artist_id"]) & (frame["plays"] >= 30)]
        most = same["plays" if by is By.PLAYS or crown["by_plays"] else "ms"].max()
        assert math.isnan(most) or crown["amount"] * (1 if crown["by_plays"] else HOUR) >= most
        assert not crown["margin"] < 0


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_what_stands_below_the_second_claim_changes_nothing(rows):
    """So storage may leave it out."""
    frame = listening(*rows)
    claims = frame[(frame["plays"] >= 30) | (frame["ms"] >= HOUR)].sort_values(
        ["artist_id", "ms", "plays"], ascending=[True, False, False]
    )
    second = claims.groupby("artist_id").nth(1).set_index("artist_id").reindex(claims["artist_id"], fill_value=0)
    first_ms = claims.groupby("artist_id")["ms"].transform("max")
    kept = (claims["ms"] >= second["ms"].clip(lower=1).to_numpy()) | (
        (first_ms == 0) & (claims["plays"] >= second["plays"].to_numpy())
    )
    assert crowns(claims[kept]).held.equals(crowns(frame).held)
