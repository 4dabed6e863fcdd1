from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import FairWindow
from bot.analysis.discoveries import (
    FRESH_DAYS,
    KNOWN_AFTER_DAYS,
    brought_first,
    discoveries,
    found_artists,
    fresh_plays,
    novelty_window,
)
from bot.analysis.group import COLUMNS, day_of, make_group
from bot.analysis.periods import ALL_TIME, between
from tests.analysis.frames_by_hand import artists_frame, days_frame, members_frame, plays_frame

ADA, BO, CHI = 1, 2, 3
EVERY = FairWindow(ALL_TIME, False, ())


def test_an_artist_first_seen_in_the_first_days_of_a_history_is_no_discovery():
    group = make_group(
        members=members_frame({ADA: (0, 300)}),
        artists=artists_frame((ADA, 5, 9, 0, 300), (ADA, 6, 9, 89, 300), (ADA, 7, 9, 90, 300)),
    )
    assert found_artists(group, ALL_TIME)["artist_id"].tolist() == [7]


def test_a_discovery_stuck_if_it_was_played_four_weeks_later_and_is_unknown_at_the_end():
    group = make_group(
        members=members_frame({ADA: (0, 300)}),
        artists=artists_frame(
            (ADA, 1, 2, 100, 127), (ADA, 2, 2, 100, 128), (ADA, 3, 2, 272, 280), (ADA, 4, 2, 273, 300)
        ),
    )
    found = found_artists(group, ALL_TIME).set_index("artist_id")["stuck"]
    assert found.loc[[1, 2, 3]].tolist() == [False, True, False]
    assert found.isna().to_dict() == {1: False, 2: False, 3: False, 4: True}


def test_a_period_takes_what_was_first_played_in_it():
    group = make_group(
        members=members_frame({ADA: (0, 900)}),
        artists=artists_frame((ADA, 1, 2, 364, 400), (ADA, 2, 2, 365, 400), (ADA, 3, 2, 730, 740)),
    )
    assert found_artists(group, between(day_of(365), day_of(730)))["artist_id"].tolist() == [2]


def day_with(plays: int, new_artists: int, new_tracks: int) -> dict[str, int]:
    return {"plays": plays, "new_artists": new_artists, "new_tracks": new_tracks}


def fresh_frame(*rows: tuple[int, int, int]) -> pd.DataFrame:
    """Rows of (member, day, plays)."""
    return pd.DataFrame(rows, columns=list(COLUMNS["fresh"]), dtype="int64")


def test_an_artist_is_fresh_for_four_weeks_from_a_discovery_on():
    plays = plays_frame(
        (ADA, 0, 1, 10, 5),
        (ADA, 89, 2, 20, 5),
        (ADA, 100, 2, 20, 5),  # met too early to be known as new
        (ADA, 100, 3, 30, 2),
        (ADA, 127, 3, 30, 1),
        (ADA, 128, 3, 30, 1),  # four weeks have passed
        (ADA, 128, -1, 40, 7),
        (BO, 100, 3, 30, 9),
    )
    assert fresh_plays(plays).to_numpy().tolist() == [[ADA, 100, 2], [ADA, 127, 1]]


def test_the_share_of_plays_ranks_and_not_the_count():
    # Ada: two new artists, 10 of 100 plays. Bo: one, 5 of 20. Each also had plays before anything is judged.
    group = make_group(
        members=members_frame({ADA: (0, 300), BO: (0, 300)}),
        artists=artists_frame(
            (ADA, 1, 130, 0, 300),
            (ADA, 2, 6, 120, 200),
            (ADA, 3, 4, 150, 160),
            (BO, 1, 25, 0, 300),
            (BO, 3, 5, 170, 171),
        ),
        days=days_frame(
            {
                ADA: {10: day_with(40, 1, 1), 117: day_with(7, 9, 9), 120: day_with(60, 1, 3), 150: day_with(40, 1, 2)},
                BO: {10: day_with(10, 1, 1), 170: day_with(20, 1, 1)},
            }
        ),
        fresh=fresh_frame((ADA, 117, 7), (ADA, 120, 6), (ADA, 150, 4), (BO, 170, 5)),
    )
    found = discoveries(group, ALL_TIME, EVERY).set_index("member_id")
    assert found["rank"].to_dict() == {BO: 1, ADA: 2}
    columns = ["artists", "tracks", "new_plays", "plays", "share", "stuck_share", "brought"]
    assert found.loc[ADA, columns].tolist() == [2, 5, 10, 100, 0.1, 0.5, 1]
    assert found.loc[BO, columns].tolist() == [1, 1, 5, 20, 0.25, 0.0, 0]


def test_a_bounded_window_counts_only_its_days_and_members():
    window = between(day_of(365), day_of(730))
    group = make_group(
        members=members_frame({ADA: (0, 900), BO: (0, 900)}),
        artists=artists_frame((ADA, 1, 2, 200, 201), (ADA, 2, 2, 400, 500), (ADA, 3, 2, 800, 801)),
        days=days_frame({ADA: {0: 5, 400: day_with(6, 1, 1), 800: 6}, BO: {400: 3}}),
        fresh=fresh_frame((ADA, 400, 2), (ADA, 800, 5)),
    )
    assert discoveries(group, ALL_TIME, FairWindow(window, True, (BO,)))["stuck_share"].tolist() == [1.0]
    (row,) = discoveries(group, window, FairWindow(window, True, (BO,))).to_dict("records")
    assert (row["new_plays"], row["plays"], row["share"]) == (2, 6, 2 / 6)


def test_the_window_leaves_out_days_on_which_somebodys_new_music_is_not_known():
    group = make_group(members=members_frame({ADA: (0, 1000), BO: (500, 1000), CHI: (950, 1000)}))
    window = novelty_window(group, ALL_TIME)
    assert window.common
    assert (window.period.start, window.period.end) == (day_of(500 + KNOWN_AFTER_DAYS), day_of(1001))
    assert window.left_out == (CHI,)


def test_who_had_it_first_brought_it_to_those_who_found_it_later():
    group = make_group(
        members=members_frame({ADA: (0, 500), BO: (0, 500), CHI: (300, 500)}),
        artists=artists_frame(
            (ADA, 1, 4, 200, 250), (BO, 1, 9, 210, 220), (ADA, 2, 4, 200, 201), (CHI, 2, 4, 310, 320)
        ),
    )
    rows = brought_first(group, found_artists(group, ALL_TIME))
    # Chi's first play of artist 2 lies in the first days of her history: she may have known it long before Ada.
    assert rows[["member_id", "artist_id", "followers"]].to_numpy().tolist() == [[ADA, 1, 1]]


def test_first_on_one_day_are_both_first():
    group = make_group(
        members=members_frame({ADA: (0, 500), BO: (0, 500), CHI: (0, 500)}),
        artists=artists_frame((ADA, 1, 4, 200, 250), (BO, 1, 4, 200, 220), (CHI, 1, 4, 201, 220)),
    )
    rows = brought_first(group, found_artists(group, ALL_TIME))
    assert rows[["member_id", "followers"]].to_numpy().tolist() == [[ADA, 1], [BO, 1]]


def test_a_group_without_music_discovers_nothing():
    assert discoveries(make_group(), ALL_TIME, EVERY).empty
    assert brought_first(make_group(), found_artists(make_group(), ALL_TIME)).empty


played = st.lists(
    st.tuples(st.sampled_from([ADA, BO]), st.integers(0, 400), st.integers(1, 6), st.just(10), st.integers(1, 5)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[:3],
)


@settings(deadline=None, max_examples=40)  # a frame a time
@given(played)
def test_shares_are_shares_and_agree_with_a_plain_reading(rows):
    found = discoveries(_of(rows), ALL_TIME, EVERY).set_index("member_id")
    assert found["share"].between(0, 1).all()
    for member in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == member]
        begin = min(row[1] for row in own)
        met = {artist: min(row[1] for row in own if row[2] == artist) for artist in {row[2] for row in own}}
        judged = [row for row in own if row[1] >= begin + KNOWN_AFTER_DAYS + FRESH_DAYS]
        if not judged:
            assert member not in found.index
            continue
        new = [row for row in judged if met[row[2]] >= begin + KNOWN_AFTER_DAYS and row[1] < met[row[2]] + FRESH_DAYS]
        share = sum(row[4] for row in new) / sum(row[4] for row in judged)
        assert found.loc[member, "share"] == pytest.approx(share)


@settings(deadline=None, max_examples=40)  # a frame a time
@given(played, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    plays = plays_frame(*rows)
    shuffled = plays.sample(frac=1, random_state=random.randrange(99)).reset_index(drop=True)
    pd.testing.assert_frame_equal(fresh_plays(plays), fresh_plays(shuffled))


def _of(rows):
    frame = plays_frame(*rows)
    spans = frame.groupby("member_id")["day"].agg(["min", "max"])
    days = frame.groupby(["member_id", "day"])["plays"].sum()
    return make_group(
        members=members_frame({member: (row["min"], row["max"]) for member, row in spans.iterrows()}),
        days=days_frame({member: days[member].to_dict() for member in spans.index}),
        fresh=fresh_plays(frame),
    )
