from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.group import make_group
from bot.analysis.periods import ALL_TIME, between
from bot.analysis.skips import LEAST_KNOWN, TRACK_KNOWN, apart, skip_rates, skipped_tracks
from tests.analysis.builders import Play, history
from tests.analysis.frames_by_hand import days_frame

ADA, BO, CHI = 1, 2, 3


def skipping(**members: tuple[int, int, int]):
    """Each member's (plays, plays that say, skipped ones), halved over two days."""
    ids = {"ada": ADA, "bo": BO, "chi": CHI}
    halves = {
        ids[name]: {
            0: {"plays": plays // 2, "skip_known": known // 2, "skipped": skipped // 2},
            1: {"plays": plays - plays // 2, "skip_known": known - known // 2, "skipped": skipped - skipped // 2},
        }
        for name, (plays, known, skipped) in members.items()
    }
    return make_group(days=days_frame(halves))


def test_rates_rank_members_whose_service_says_and_leave_the_others_without_a_rank():
    found = skip_rates(skipping(ada=(400, 400, 100), bo=(300, 200, 80), chi=(900, 0, 0)), ALL_TIME)
    assert found["member_id"].tolist() == [BO, ADA, CHI]
    assert found["rank"].tolist()[:2] == [1, 2]
    assert found["rate"].tolist()[:2] == [0.4, 0.25]
    assert found.iloc[2][["rank", "rate", "low", "high"]].isna().all()


def test_the_interval_is_wilsons():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: 81 of 263.
    (row,) = skip_rates(skipping(ada=(263, 263, 81)), ALL_TIME).to_dict("records")
    assert (row["low"], row["high"]) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))


def test_too_few_plays_that_say_are_no_rank():
    found = skip_rates(skipping(ada=(500, LEAST_KNOWN - 1, 50), bo=(500, LEAST_KNOWN, 1)), ALL_TIME)
    assert found.loc[found["rank"].notna(), "member_id"].tolist() == [BO]


def test_the_first_is_surely_first_only_if_the_intervals_lie_apart():
    assert apart(skip_rates(skipping(ada=(1000, 1000, 500), bo=(1000, 1000, 300)), ALL_TIME))
    assert not apart(skip_rates(skipping(ada=(1000, 1000, 500), bo=(1000, 1000, 460)), ALL_TIME))
    assert not apart(skip_rates(skipping(ada=(1000, 1000, 500)), ALL_TIME))


def test_rates_level_to_a_tenth_of_a_percent_are_a_tie():
    found = skip_rates(skipping(ada=(4000, 4000, 1000), bo=(4000, 4000, 1001), chi=(4000, 4000, 1010)), ALL_TIME)
    assert found[["member_id", "rank"]].to_numpy().tolist() == [[CHI, 1], [ADA, 2], [BO, 2]]


def test_nobody_skips_in_an_empty_group():
    assert skip_rates(make_group(), ALL_TIME).empty


@settings(deadline=None, max_examples=40)  # a frame a time
@given(st.integers(1, 3000), st.floats(0, 1), st.floats(0, 1))
def test_the_rate_lies_within_its_interval_and_more_plays_narrow_it(plays, said, rate):
    known = round(plays * said)
    skipped = round(known * rate)
    (row,) = skip_rates(skipping(ada=(plays, known, skipped)), ALL_TIME).to_dict("records")
    if not known:
        return
    assert 0 <= row["low"] <= row["rate"] + 1e-12
    assert row["rate"] - 1e-12 <= row["high"] <= 1
    (more,) = skip_rates(skipping(ada=(9 * plays, 9 * known, 9 * skipped)), ALL_TIME).to_dict("records")
    assert more["high"] - more["low"] < row["high"] - row["low"]


def test_a_track_that_is_skipped_and_yet_played_on():
    plays = [
        *[Play(f"2024-01-0{day}T10:00", track=1, skipped=day < 4) for day in range(1, 7)],  # 3 of 6
        *[Play(f"2024-01-0{day}T11:00", track=2, skipped=True) for day in range(1, 7)],  # never heard through
        *[Play(f"2024-01-0{day}T12:00", track=3, skipped=False) for day in range(1, 7)],  # never skipped
        *[Play(f"2024-01-0{day}T13:00", track=4, skipped=day == 1) for day in range(1, TRACK_KNOWN)],  # too few
        Play("2024-01-07T10:00", track=1, skipped=None),
    ]
    (row,) = skipped_tracks(history(plays), ALL_TIME).to_dict("records")
    assert (row["track_id"], row["plays"], row["known"], row["skipped"], row["rate"]) == (1, 7, 6, 3, 0.5)
    assert skipped_tracks(history(plays), between(date(2025, 1, 1), date(2026, 1, 1))).empty
