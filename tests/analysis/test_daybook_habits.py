from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.daybook import Part, daybook, plays_of_artist, unpack
from bot.analysis.gaps import returns
from bot.analysis.group import make_group
from bot.analysis.periods import ALL_TIME
from tests.analysis import slow_daybook
from tests.analysis.builders import Play, history

ADA = 7001
HABITS = (Part.RETURNS, Part.MONTHS, Part.FRESH)

BEGIN = datetime(2020, 1, 30, 12, tzinfo=UTC)


@st.composite
def years(draw: st.DrawFn) -> list[Play]:
    """Some years of bursts of plays, with pauses short and long between them."""
    moment, found = BEGIN, []
    for _ in range(draw(st.integers(0, 12))):
        moment += timedelta(days=draw(st.sampled_from([1, 27, 28, 28, 28, 62, 90, 91, 179, 180])))
        track = draw(st.sampled_from([1, 2, 2, 3, 4]))
        found += [
            Play(
                moment + timedelta(minutes=4 * n),
                track + draw(st.sampled_from([0, 0, 10])),
                {4: None}.get(track, track),
            )
            for n in range(draw(st.integers(1, 6)))
        ]
    return found


@settings(deadline=None, max_examples=60)  # a daybook a time
@given(years())
def test_the_habits_of_a_daybook_are_those_of_a_plain_reckoning(plays):
    found = unpack({ADA: daybook(history(plays), (), ())})
    expected = slow_daybook.frames(ADA, slow_daybook.heard(plays, "UTC"), set(), set())
    for name in HABITS:
        assert list(getattr(found, name).itertuples(index=False, name=None)) == expected[name], name


@settings(deadline=None, max_examples=30)  # a daybook a time
@given(years())
def test_stored_returns_are_those_that_the_plays_show(plays):
    found = unpack({ADA: daybook(history(plays), (), ())})
    from_plays = make_group(members=found.members, artists=found.artists, days=found.days, plays=found.plays)
    stored = make_group(members=found.members, days=found.days, returns=found.returns)
    for name in ("found", "unheard"):
        left, right = (getattr(returns(group, ALL_TIME), name) for group in (from_plays, stored))
        assert left.to_numpy().tolist() == right.to_numpy().tolist()


def test_years_of_silence_are_kept_with_what_ended_them():
    before = [Play(BEGIN + timedelta(minutes=4 * n), track=1, artist=1) for n in range(5)]
    after = [Play(BEGIN + timedelta(days=700, minutes=4 * n), track=2, artist=1) for n in range(3)]
    found = unpack({ADA: daybook(history(before + after), (), ())})
    day = (BEGIN.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    assert found.returns.to_numpy().tolist() == [[ADA, day + 700, 1, day, 5, 3, 2]]


@settings(deadline=None, max_examples=30)  # a daybook a time
@given(years(), years(), st.integers(1, 5))
def test_one_artists_plays_are_those_among_all_plays(ada, bo, artist):
    parts = {ADA: daybook(history(ada), (), ()), ADA + 1: daybook(history(bo), (), ())}
    plays = unpack(parts).plays
    expected = plays[plays["artist_id"] == artist].groupby(["member_id", "day"])["plays"].sum().reset_index()
    assert plays_of_artist(parts, artist).to_numpy().tolist() == expected.to_numpy().tolist()
