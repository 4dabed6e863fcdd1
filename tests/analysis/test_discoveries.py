from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.coverage import FairWindow
from bot.analysis.discoveries import (
    KNOWN_AFTER_DAYS,
    brought_first,
    discoveries,
    found_artists,
    novelty_window,
)
from bot.analysis.group import day_of, make_group
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


def test_the_share_of_plays_ranks_and_not_the_count():
    # Ada: two new artists, 10 of 100 plays. Bo: one, 5 of 20. Each also had plays before anything was known as new.
    group = make_group(
        members=members_frame({ADA: (0, 300), BO: (0, 300)}),
        artists=artists_frame(
            (ADA, 1, 130, 0, 300),
            (ADA, 2, 6, 100, 200),
            (ADA, 3, 4, 150, 160),
            (BO, 1, 25, 0, 300),
            (BO, 3, 5, 170, 171),
        ),
        days=days_frame(
            {
                ADA: {10: day_with(40, 1, 1), 100: day_with(60, 1, 3), 150: day_with(40, 1, 2)},
                BO: {10: day_with(10, 1, 1), 170: day_with(20, 1, 1)},
            }
        ),
    )
    found = discoveries(group, ALL_TIME, EVERY).set_index("member_id")
    assert found["rank"].to_dict() == {BO: 1, ADA: 2}
    assert found.loc[ADA, ["artists", "tracks", "new_plays", "plays", "share", "stuck_share", "brought"]].tolist() == [
        2, 5, 10, 100, 0.1, 0.5, 1,
    ]  # fmt: skip
    assert found.loc[BO, ["artists", "tracks", "new_plays", "plays", "share", "stuck_share", "brought"]].tolist() == [
        1, 1, 5, 20, 0.25, 0.0, 0,
    ]  # fmt: skip


def test_a_bounded_window_counts_only_its_plays():
    window = between(day_of(365), day_of(730))
    group = make_group(
        members=members_frame({ADA: (0, 900)}),
        artists=artists_frame((ADA, 1, 10, 0, 900), (ADA, 2, 7, 400, 800)),
        days=days_frame({ADA: {0: 5, 400: {"plays": 6, "new_artists": 1, "new_tracks": 1}, 800: 6}}),
        plays=plays_frame((ADA, 0, 1, 10, 5), (ADA, 400, 1, 10, 4), (ADA, 400, 2, 20, 2), (ADA, 800, 2, 20, 5)),
    )
    (row,) = discoveries(group, window, FairWindow(window, True, ())).to_dict("records")
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
        known = min(row[1] for row in own) + KNOWN_AFTER_DAYS
        late = [row for row in own if row[1] >= known]
        new = {row[2] for row in late} - {row[2] for row in own if row[1] < known}
        if not late:
            assert member not in found.index
            continue
        share = sum(row[4] for row in late if row[2] in new) / sum(row[4] for row in late)
        assert found.loc[member, "share"] == pytest.approx(share)
        assert found.loc[member, "artists"] == len(new)


@settings(deadline=None, max_examples=40)  # a frame a time
@given(played, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(discoveries(_of(rows), ALL_TIME, EVERY), discoveries(_of(shuffled), ALL_TIME, EVERY))


def _of(rows):
    frame = plays_frame(*rows)
    firsts = frame.groupby(["member_id", "artist_id"]).agg(
        plays=("plays", "sum"), first=("day", "min"), last=("day", "max")
    )
    spans = frame.groupby("member_id")["day"].agg(["min", "max"])
    days = frame.groupby(["member_id", "day"])["plays"].sum().rename("plays").to_frame()
    new = firsts.reset_index().groupby(["member_id", "first"]).size()
    days["new_artists"] = new.reindex(days.index, fill_value=0)
    return make_group(
        members=members_frame({member: (row["min"], row["max"]) for member, row in spans.iterrows()}),
        artists=artists_frame(
            *((*key, *row) for key, row in zip(firsts.index, firsts.to_numpy().tolist(), strict=True))
        ),
        days=days_frame({m: {d: days.loc[(m, d)].to_dict() for d in days.loc[m].index} for m in spans.index}),
        plays=frame,
    )
