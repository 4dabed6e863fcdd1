from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.mood_months import MoodPlaylist
from bot.model.moods import CapReason, DensestAdditions, HeartbreakTracks, Note, PartName, TitleSays
from bot.moods.breakup import breakup_playlist
from bot.moods.playlists import mood_playlists

BREAKUP, OTHER = "She Left Me", "Windmill"
START = date(2024, 2, 1)


def points(score):
    return {part.name: part.points for part in score.parts}


def test_a_hand_worked_playlist():
    # Title: a breakup, 100 points. Tracks: 2 of 8 = .25, (.25 - .05) / .35 = 57.14 points. Additions: 6 of 8 within 14
    # days = .75, (.75 - .3) / .6 = 75 points. .55 * 100 + .30 * 57.14 + .15 * 75 = 83.4.
    days = [START] * 6 + [START + timedelta(days=30), START + timedelta(days=60)]
    score = breakup_playlist("breakup songs", [BREAKUP] * 2 + [OTHER] * 6, days)
    assert score.score == 83.4
    assert points(score) == pytest.approx(
        {PartName.TITLE: 100, PartName.TRACKS: 57.1429, PartName.ADDITIONS: 75}, abs=1e-3
    )


def test_its_evidence_is_the_title_the_tracks_and_the_fortnight():
    days = [START] * 6 + [START + timedelta(days=30), START + timedelta(days=60)]
    score = breakup_playlist("breakup songs", [BREAKUP] * 2 + [OTHER] * 6, days)
    assert score.evidence == (
        TitleSays("breakup songs", "breakup"),
        HeartbreakTracks(2, 8, (BREAKUP,)),
        DensestAdditions(START, START, 6, 8),
    )


def test_a_title_that_says_nothing_stays_under_forty():
    score = breakup_playlist("road trip", [BREAKUP] * 10, [START] * 10)
    assert (score.score, score.cap and score.cap.reason) == (40.0, CapReason.TITLE_SAYS_NOTHING)


def test_only_a_cap_that_took_something_away_says_so():
    assert breakup_playlist("road trip", [BREAKUP] * 10, [START] * 10).is_capped
    assert not breakup_playlist("road trip", [OTHER] * 10, [START] * 10).is_capped


def test_a_sad_title_counts_a_third():
    assert points(breakup_playlist("so sad", [OTHER] * 5))[PartName.TITLE] == 35.0


def test_without_dates_the_other_parts_weigh_more_and_it_says_so():
    score = breakup_playlist("breakup", [OTHER] * 5)
    assert [round(part.weight_used, 4) for part in score.parts] == [0.6471, 0.3529, 0.0]
    assert score.notes == (Note.NO_DATES,)
    assert score.score == 64.7


def test_dates_of_fewer_than_half_the_tracks_are_no_dates():
    assert breakup_playlist("breakup", [OTHER] * 5, [START, START, None, None, None]).notes == (Note.NO_DATES,)


def test_day_fifteen_is_not_in_the_fortnight():
    days = [START] * 3 + [START + timedelta(days=13), START + timedelta(days=14)]
    found = breakup_playlist("breakup", [OTHER] * 5, days).evidence
    assert DensestAdditions(START, START + timedelta(days=13), 4, 5) in found


def test_a_handful_of_tracks_is_too_few():
    score = breakup_playlist("breakup", [BREAKUP] * 4)
    assert (score.score, score.notes, score.n) == (None, (Note.TOO_FEW_TRACKS,), 4)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["breakup", "so sad", "gym"]),
    st.lists(st.tuples(st.sampled_from([BREAKUP, OTHER]), st.none() | st.integers(0, 90)), min_size=5, max_size=25),
    st.randoms(use_true_random=False),
)
def test_the_order_of_tracks_does_not_matter_and_the_score_stays_in_bounds(title, tracks, random):
    def scored(rows):
        days = [None if day is None else START + timedelta(days=day) for _, day in rows]
        return breakup_playlist(title, [name for name, _ in rows], days)

    shuffled = random.sample(tracks, len(tracks))
    assert scored(shuffled) == scored(tracks)
    assert 0 <= (scored(tracks).score or 0) <= 100
    assert sum(part.weight_used for part in scored(tracks).parts) == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 20), st.integers(0, 20))
def test_tracks_that_say_nothing_never_raise_the_share(hearts, others):
    before = breakup_playlist("breakup", [BREAKUP] * hearts)
    after = breakup_playlist("breakup", [BREAKUP] * hearts + [OTHER] * others)
    assert points(after)[PartName.TRACKS] <= points(before)[PartName.TRACKS]


def test_playlists_whose_titles_speak_of_a_mood_come_by_when_they_were_begun():
    day = date(2024, 5, 1)
    found = mood_playlists(
        [
            ("sad songs", (), None),
            ("Summer party", (day,), day),
            ("she left me", (None, day, day - timedelta(days=3)), day),
            ("crying in my room", (None, None), day - timedelta(days=9)),
        ]
    )
    assert found == (
        MoodPlaylist("crying in my room", "sad", day - timedelta(days=9)),
        MoodPlaylist("she left me", "breakup", day - timedelta(days=3)),
        MoodPlaylist("sad songs", "sad", None),
    )
