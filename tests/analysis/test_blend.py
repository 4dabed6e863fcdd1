from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from bot.analysis.blend import FULL, blend, playlist
from bot.analysis.periods import ALL_TIME, between
from tests.analysis.tastes import even, groups, played

ADA, BO, CHIDI = 1, 2, 3


def test_artists_rank_by_the_smallest_share_of_own_plays():
    ada = {0: 60, 1: 20} | even(*range(50, 58), times=15)  # of 200: .3, .1
    bo = {0: 10, 1: 50} | even(*range(60, 68), times=5)  # of 100: .1, .5
    chidi = {0: 200, 1: 160} | even(*range(70, 78), times=5)  # of 400: .5, .4
    found = blend(played({ADA: ada, BO: bo, CHIDI: chidi}), ALL_TIME)
    shown = ["rank", "tied", "artist_id", "members", "least_share", "least_id", "plays"]
    assert found.ranking[shown].values.tolist() == [
        [1, True, 1, 3, 0.1, ADA, 230],
        [1, True, 0, 3, 0.1, BO, 270],
    ]
    assert found.ranking["mean_share"].tolist() == pytest.approx([1 / 3, 0.3])
    assert (found.by_all, found.blended.tolist()) == (2, [ADA, BO, CHIDI])


def test_an_artist_counts_from_three_plays_of_each():
    ada = {0: 3, 1: 2} | even(*range(50, 59), times=11)
    bo = {0: 3, 1: 90} | even(*range(60, 68))
    assert blend(played({ADA: ada, BO: bo}), ALL_TIME).ranking["artist_id"].tolist() == [0]


def test_where_few_are_shared_by_all_those_of_most_members_follow():
    ada = {0: 3, 1: 90} | even(*range(50, 58))
    bo = {0: 3, 1: 90, 2: 5} | even(*range(60, 68))
    chidi = {0: 3, 2: 90} | even(*range(70, 78))
    found = blend(played({ADA: ada, BO: bo, CHIDI: chidi}), ALL_TIME)
    assert found.ranking[["rank", "artist_id", "members"]].values.tolist() == [[1, 0, 3], [2, 1, 2], [3, 2, 2]]


def test_where_enough_are_shared_by_all_the_others_stay_away():
    everyone = even(*range(FULL))
    found = blend(played({ADA: everyone | {40: 50}, BO: everyone | {40: 50}, CHIDI: everyone}), ALL_TIME)
    assert (len(found.ranking), found.by_all) == (FULL, FULL)
    assert set(found.ranking["members"]) == {3}


def test_tracks_come_with_their_artists():
    found = blend(played({ADA: even(*range(10)), BO: even(*range(5, 15))}), ALL_TIME, "tracks")
    assert found.ranking[["track_id", "artist_id"]].values.tolist() == [[1005 + at, 5 + at] for at in range(5)]


def test_who_has_too_little_is_left_out_and_hinders_nobody():
    found = blend(played({ADA: even(*range(10)), BO: even(*range(10)), CHIDI: even(0, times=99)}), ALL_TIME)
    assert (found.by_all, found.left_out[0].member_id) == (10, CHIDI)
    assert set(found.ranking["members"]) == {2}


def test_a_period_reads_the_plays_within_it():
    group = played({ADA: even(*range(10)), BO: even(*range(10))})
    for of in ("artists", "tracks"):
        assert len(blend(group, between(date(1970, 1, 1), date(1971, 1, 1)), of).ranking) == 10
        nothing = blend(group, between(date(1980, 1, 1), date(1981, 1, 1)), of)
        assert (len(nothing.ranking), nothing.by_all, len(nothing.left_out)) == (0, 0, 2)


def test_a_playlist_holds_no_artist_too_often():
    ranking = pd.DataFrame({"track_id": range(6), "artist_id": [7, 7, 8, 7, -1, -1]})
    assert playlist(ranking, by_one_artist=1)["track_id"].tolist() == [0, 2, 4, 5]
    assert playlist(ranking, length=2)["track_id"].tolist() == [0, 1]


@settings(max_examples=60, deadline=None)
@given(groups())
def test_the_least_share_is_the_least_and_places_are_true(amounts):
    found = blend(played(amounts), ALL_TIME)
    order = list(zip(-found.ranking["members"], -found.ranking["least_share"], strict=True))
    for _, row in found.ranking.iterrows():
        shares = {
            member: own[row["artist_id"]] / sum(own.values())
            for member, own in amounts.items()
            if own.get(row["artist_id"], 0) >= 3
        }
        assert len(shares) == row["members"] >= 2
        assert row["least_share"] == pytest.approx(min(shares.values()))
        assert shares[row["least_id"]] == pytest.approx(min(shares.values()))
        assert row["mean_share"] == pytest.approx(np.mean(list(shares.values())))
        better = [each for each in order if each < (-row["members"], -row["least_share"] - 1e-12)]
        assert row["rank"] == 1 + len(better)
    assert found.by_all >= FULL or (found.ranking["members"] == len(amounts)).sum() == found.by_all
