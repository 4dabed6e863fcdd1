"""The tracks that a member came back to."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.group import day_number
from bot.model.mood_months import ComfortSong
from bot.moods.comfort import comfort_songs

TURN = date(2024, 6, 1)


def played(*rows: tuple[int, int, int]) -> pd.DataFrame:
    """Each row: track, days from the turning point, plays. The artist is ten times the track."""
    return pd.DataFrame(
        [(day_number(TURN) + day, track, 10 * track, plays) for track, day, plays in rows],
        columns=["day", "track_id", "artist_id", "plays"],
    )


def everyday(before: int = 390, after: int = 52) -> list[tuple[int, int, int]]:
    """Track 1, before and within the six weeks."""
    return [(1, -100, before), (1, 5, after)]


def test_a_hand_worked_comfort_song():
    # Track 2: 10 of 400 plays before, 8 of 60 within: 1.5 were expected. Track 1 fell from 390 of 400 to 52 of 60.
    songs = comfort_songs(
        played(*everyday(), (2, -200, 4), (2, -90, 6), (2, 0, 3), (2, 20, 3), (2, 41, 2)),
        TURN,
    )
    assert songs == (ComfortSong(2, 20, 8, 1.5, 10, TURN - timedelta(days=90)),)
    assert songs[0].times == 8 / 1.5


def test_a_new_song_is_none():
    assert comfort_songs(played(*everyday(), (2, 0, 9), (2, 3, 9), (2, 9, 9)), TURN) == ()


def test_a_song_first_met_in_the_weeks_before_is_none():
    rows = [(2, -27, 5), (2, 0, 9), (2, 3, 9), (2, 9, 9)]
    assert comfort_songs(played(*everyday(), *rows), TURN) == ()
    assert comfort_songs(played(*everyday(), *[(2, -28, 5), *rows[1:]]), TURN) != ()


def test_one_loop_is_none_and_neither_is_what_was_always_played_as_much():
    assert comfort_songs(played(*everyday(), (2, -90, 5), (2, 0, 30), (2, 1, 10)), TURN) == ()
    assert comfort_songs(played((1, -50, 200), (1, 3, 30), (1, 4, 30), (1, 5, 30)), TURN) == ()


def test_plays_after_the_six_weeks_do_not_count():
    rows = [(2, -90, 5), (2, 39, 3), (2, 40, 2)]
    assert comfort_songs(played(*everyday(), *rows, (2, 42, 9)), TURN) == ()
    assert comfort_songs(played(*everyday(), *rows, (2, 41, 9)), TURN) != ()


def test_too_little_listening_says_nothing():
    song = [(2, -90, 5), (2, 1, 5), (2, 2, 5), (2, 3, 5)]
    assert comfort_songs(played((1, -100, 195), (1, 5, 15), *song), TURN) != ()
    assert comfort_songs(played((1, -100, 194), (1, 5, 15), *song), TURN) == ()
    assert comfort_songs(played((1, -100, 195), (1, 5, 14), *song), TURN) == ()


def test_ranked_by_plays_beyond_the_usual_and_equals_by_id():
    rows = [(track, day, 3) for track in (2, 3) for day in (-90, 1, 2, 3)] + [
        (4, -90, 10), *((4, day, 4) for day in (1, 2, 3))
    ]  # fmt: skip
    songs = comfort_songs(played(*everyday(), *rows), TURN)
    assert [song.track_id for song in songs] == [4, 2, 3]
    assert [song.track_id for song in comfort_songs(played(*everyday(), *rows), TURN, most=1)] == [4]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(-300, 60), st.integers(1, 40)), max_size=60), st.randoms())
def test_every_one_was_known_and_risen_whatever_the_order(rows, random):
    frame = played(*everyday(), *rows)
    songs = comfort_songs(frame, TURN)
    assert songs == comfort_songs(frame.sample(frac=1, random_state=random.randrange(2**31)), TURN)
    for song in songs:
        assert song.plays >= 5
        assert song.times >= 2
        assert song.plays_before >= 3
        assert song.last_before < TURN
