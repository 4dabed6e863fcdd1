from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.frames import history_from_table
from bot.analysis.merge import merge
from bot.model.listens import SourceKind
from bot.model.moods import CapReason, Lift, MostRepeated, Note, PartName
from bot.moods.breakup import breakup_stretch, heartbreak_tracks
from tests.analysis.builders import Play, history, stored
from tests.moods.planted import CHARACTERS, planted

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
START = datetime(2024, 1, 1, 12, tzinfo=UTC)
TITLES = {1: "She Left Me", 2: "Windmill", 3: "Getting Over You", 4: "My Ex"}


def everyday(days: int, per_day: int = 3) -> list[Play]:
    """Unrelated plays, three a day at noon, one and two."""
    return [Play(START + day * DAY + hour * HOUR, track=2, artist=2) for day in range(days) for hour in range(per_day)]


def wounded(first_day: int, days: int, per_day: int = 2, at: int = 10, track: int = 1) -> list[Play]:
    """Heartbreak plays of one track, an hour apart, every day."""
    return [
        Play(START.replace(hour=at) + (first_day + day) * DAY + hour * HOUR, track=track, artist=1)
        for day in range(days)
        for hour in range(per_day)
    ]


def member(plays: list[Play], time_zone: str = "UTC"):
    return history(plays, TITLES, time_zone=time_zone)


def points(score):
    return {part.name: part.points for part in score.parts}


def values(score):
    return {part.name: part.value for part in score.parts}


def test_a_hand_worked_stretch():
    # 100 days of 3 plays, then 28 days of 3 and 2 heartbreak plays a day, an hour apart, of one track: 56 of 140 plays
    # and 28 choices, none before. Lift 28 / max(0, .05 * 140) = 4. Again within a day: all but the first, 55 of 140.
    # 7 choices a week against 0, the variance floored at 1: 7 / sqrt(1/4 + 1/14). No night. One artist: 56 of 140.
    score = breakup_stretch(member(everyday(128) + wounded(100, 28)))
    assert values(score) == pytest.approx(
        {
            PartName.LIFT: 4.0,
            PartName.REPEATS: 55 / 140,
            PartName.CHANGE: 7 / (1 / 4 + 1 / 14) ** 0.5,
            PartName.NIGHT: 0.0,
            PartName.TOP_ARTIST: 0.4,
        }
    )
    assert (score.score, score.n, score.cap) == (90.0, 140, None)


def test_it_says_when_and_by_what():
    score = breakup_stretch(member(everyday(128) + wounded(100, 28)))
    assert (score.begins_on, score.ends_on) == ((START + 100 * DAY).date(), (START + 127 * DAY).date())
    repeated, lift, _ = score.evidence
    assert repeated == MostRepeated("She Left Me", "Artist 1", 56, score.begins_on, score.ends_on)
    assert lift == Lift(56, 140, 0, 4.0)


def test_what_was_usual_before_is_no_lift_now():
    # One heartbreak track a day before, two different ones a day now: twice what 28 days held.
    score = breakup_stretch(member(everyday(128) + wounded(0, 128, per_day=1) + wounded(100, 28, 1, at=15, track=3)))
    assert values(score)[PartName.LIFT] == 2.0


def test_usual_is_what_the_fullest_28_days_held():
    # Two tracks a day for a month in between, one a day else.
    waves = wounded(0, 210, per_day=1) + wounded(90, 28, 1, at=15, track=3) + wounded(182, 28, 1, at=15, track=3)
    last = breakup_stretch(member([play for play in everyday(210) + waves if play.started_at >= START + 60 * DAY]))
    assert values(last)[PartName.LIFT] == 1.0


def test_an_album_counts_once_in_a_sitting():
    album = [
        Play(START.replace(hour=16) + (100 + day) * DAY + number * HOUR / 4, track=track, artist=1, album=5)
        for day in range(28)
        for number, track in enumerate((1, 3, 4))
    ]
    score = breakup_stretch(member(everyday(128, per_day=20) + album))
    assert values(score)[PartName.LIFT] == pytest.approx(28 / (0.05 * score.n))


def test_more_listening_of_the_same_kind_is_no_lift():
    # Sittings of two heartbreak plays: one a day before, three a day now.
    def sitting(day: int, hour: int) -> list[Play]:
        return [
            Play(START.replace(hour=hour) + day * DAY + number * HOUR / 2, track=track)
            for number, track in ((0, 1), (1, 3))
        ]

    before = [play for day in range(200) for play in sitting(day, 8)]
    more = [play for day in range(172, 200) for hour in (16, 20) for play in sitting(day, hour)]
    score = breakup_stretch(member(everyday(200) + before + more))
    assert values(score)[PartName.LIFT] == 1.0
    assert score.score <= 35


def test_a_song_in_a_loop_is_more_at_a_time():
    two = [play for day in range(0, 172, 4) for play in wounded(day, 1, 1) + wounded(day, 1, 1, at=11, track=3)]
    loop = [
        Play(START.replace(hour=16) + (172 + day) * DAY + n * HOUR / 12, track=1) for day in range(28) for n in range(9)
    ]
    assert points(breakup_stretch(member(everyday(200) + two + loop)))[PartName.LIFT] > 20


def test_little_lift_is_held_under_thirty_five():
    score = breakup_stretch(member(everyday(230) + wounded(0, 230, per_day=1)))
    assert score.cap is not None
    assert score.cap.reason is CapReason.LITTLE_LIFT
    assert score.score <= 35


def test_thirty_plays_in_the_stretch_and_two_hundred_before_are_enough():
    base = everyday(67)[:200]
    after = [Play(START + 70 * DAY + hour * HOUR, track=1, artist=1) for hour in range(30)]
    assert breakup_stretch(member(base + after)).score is not None
    assert breakup_stretch(member(base + after[:29])).notes == (Note.NOT_ENOUGH_LISTENING,)
    assert breakup_stretch(member(base[:199] + after)).notes == (Note.NOT_ENOUGH_LISTENING,)


def test_two_hundred_plays_in_one_week_are_no_base():
    base = [Play(START + play * HOUR / 2, track=2, artist=2) for play in range(300)]
    after = [Play(START + 10 * DAY + hour * HOUR, track=1, artist=1) for hour in range(60)]
    assert breakup_stretch(member(base + after)).score is None


def test_nights_and_repeats_of_unrelated_tracks_count_nothing():
    nights = [Play(START.replace(hour=2) + (101 + day) * DAY, track=2, artist=2) for day in range(26)]
    score = breakup_stretch(member(everyday(128) + wounded(100, 28) + nights))
    assert values(score)[PartName.NIGHT] == 0
    assert values(score)[PartName.REPEATS] == pytest.approx(55 / 166)


def test_an_empty_history_is_not_enough():
    score = breakup_stretch(member([]))
    assert (score.score, score.n, score.notes) == (None, 0, (Note.NOT_ENOUGH_LISTENING,))


def test_without_a_heartbreak_track_the_score_is_nought():
    score = breakup_stretch(member(everyday(150)))
    assert (score.score, score.notes, score.evidence) == (0.0, (Note.NO_HEARTBREAK,), ())


def test_a_podcast_about_breakups_is_no_music():
    spoken = [Play(play.at, track=1, artist=1, content="podcast") for play in wounded(100, 28)]
    assert breakup_stretch(member(everyday(128) + spoken)).score == 0.0


def test_where_no_artist_is_named_that_part_is_left_out_and_it_says_so():
    nameless = [Play(play.at, track=1, artist=None) for play in wounded(100, 28)]
    score = breakup_stretch(member(everyday(128) + nameless))
    assert score.notes == (Note.NO_ARTISTS,)
    assert [round(part.weight_used, 4) for part in score.parts] == [0.4444, 0.2778, 0.1667, 0.1111, 0.0]


def test_where_one_album_is_most_of_it_repeats_and_the_top_artist_count_half():
    album = [
        Play(START.replace(hour=15) + (100 + day) * DAY + number * HOUR / 4, track=track, artist=9, album=9)
        for day in range(28)
        for number, track in enumerate((1, 11, 12, 13))
    ]
    score = breakup_stretch(member(everyday(128) + album))
    assert score.notes == (Note.ONE_ALBUM,)
    assert {part.name for part in score.parts if part.halved} == {PartName.REPEATS, PartName.TOP_ARTIST}


def test_a_single_on_repeat_is_no_album():
    single = [Play(play.at, track=1, artist=1, album=7) for play in wounded(100, 28)]
    assert breakup_stretch(member(everyday(128) + single)).notes == ()


def test_tracks_may_be_named_where_more_is_known_than_titles_say():
    plays = member(everyday(128) + [Play(play.at, track=8, artist=8) for play in wounded(100, 28)])
    assert breakup_stretch(plays).score == 0.0
    assert breakup_stretch(plays, {8}).score == 90.0


def test_heartbreak_tracks_are_known_by_their_titles():
    assert heartbreak_tracks(member(everyday(1) + wounded(0, 1))) == {1}


def test_a_shift_of_the_clock_moves_only_the_night_part():
    plays = everyday(128) + wounded(100, 28, at=16)
    here, there = breakup_stretch(member(plays)), breakup_stretch(member(plays, "Asia/Tokyo"))
    changed = {part.name for part, other in zip(here.parts, there.parts, strict=True) if part != other}
    assert changed == {PartName.NIGHT}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(CHARACTERS), st.integers(0, 50), st.sampled_from(["Asia/Tokyo", "America/Lima", "Asia/Kolkata"]))
def test_a_shift_of_the_clock_moves_only_the_night_part_of_any_member(character, seed, time_zone):
    here = breakup_stretch(planted(character, seed))
    there = breakup_stretch(planted(character, seed, time_zone))
    assert here.n == there.n
    for part, other in zip(here.parts, there.parts, strict=True):
        assert part == other or part.name is PartName.NIGHT


def moments(first_day: int, last_day: int) -> st.SearchStrategy[datetime]:
    return st.integers(first_day * 24 * 60, last_day * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@settings(max_examples=60, deadline=None)
@given(
    hearts=st.lists(
        st.tuples(moments(70, 200), st.sampled_from([1, 3, 4]), st.sampled_from([None, 5, 6])), max_size=60
    ),
    unrelated=st.lists(
        st.tuples(
            moments(0, 230),
            st.sampled_from([2, 21, 22, 23, 24, 25]),
            st.sampled_from([1, 2]),
            st.sampled_from([None, 5, 6]),
        ),
        max_size=80,
    ),
)
def test_unrelated_plays_raise_no_part_and_no_score(hearts, unrelated):
    """Wherever they fall, at whatever hour, by whomever, of whatever album, however often repeated.

    Every day with heartbreak here has listening enough before and after it to be looked at, with the others or without.
    """
    plays = everyday(231) + [Play(at, track=track, artist=1, album=album) for at, track, album in hearts]
    more = [Play(at, track=track, artist=artist, album=album) for at, track, artist, album in unrelated]
    before, after = breakup_stretch(member(plays)), breakup_stretch(member(plays + more))
    assert after.score <= before.score
    for part, other in zip(before.parts, after.parts, strict=True):
        assert other.points <= part.points + 1e-9


@settings(max_examples=10, deadline=None)
@given(st.integers(60, 120), st.integers(1, 4), st.integers(0, 23))
def test_importing_twice_changes_nothing(first_day, per_day, hour):
    plays = sorted(everyday(160) + wounded(first_day, 28, per_day, hour), key=lambda play: play.started_at)
    table = stored(plays)
    names = ([(1, "Ada"), (2, "Bo")], [(number, title, 1) for number, title in TITLES.items()])
    once = merge([(SourceKind.SPOTIFY_EXTENDED, table)]).table
    twice = merge([(SourceKind.SPOTIFY_EXTENDED, table), (SourceKind.SPOTIFY_EXTENDED, table)]).table
    assert breakup_stretch(history_from_table(twice, *names)) == breakup_stretch(history_from_table(once, *names))


def test_the_order_of_rows_within_an_instant_does_not_matter():
    plays = everyday(128) + wounded(100, 28)
    assert breakup_stretch(member(plays)) == breakup_stretch(member(plays[::-1]))


@pytest.fixture(scope="module")
def scores() -> dict[str, list[float]]:
    """Twenty members of each character."""
    return {name: [breakup_stretch(planted(name, seed)).score or 0 for seed in range(20)] for name in CHARACTERS}


def test_the_breakup_ranks_first_among_the_six_characters(scores):
    others = [max(scores[name][seed] for name in CHARACTERS[1:]) for seed in range(20)]
    assert sum(breakup > other for breakup, other in zip(scores["breakup"], others, strict=True)) >= 19


@pytest.mark.parametrize("character", CHARACTERS[1:])
def test_nobody_else_is_taken_for_a_breakup(scores, character):
    assert sum(score > 40 for score in scores[character]) <= 1
