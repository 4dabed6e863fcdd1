"""Turning points: planted ones are found, and noise has none."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from bot.analysis.daybook import daybook, unpack
from bot.analysis.group import Group, day_number, nothing
from bot.model.mood_months import Change, Measure, TurningPoint
from bot.moods.over_time import mood_months
from bot.moods.titles import title_moods
from bot.moods.turning_points import turning_points
from tests.moods.planted import CHARACTERS, planted, planted_on

NO_REPEATS = nothing("repeats")
START = date(2021, 1, 4)  # a Monday
MONTH = timedelta(days=31)


def found(days: pd.DataFrame, repeats: pd.DataFrame = NO_REPEATS) -> tuple[TurningPoint, ...]:
    return turning_points(mood_months(days, repeats), days, repeats)


def diary(*stretches: tuple[int, int, int, int]) -> pd.DataFrame:
    """Day after day from `START`. Each stretch: days, plays, of which of a breakup, and sad."""
    rows = [each[1:] for each in stretches for _ in range(each[0])]
    frame = pd.DataFrame(rows, columns=["plays", "breakup", "sad"])
    return frame.assign(member_id=1, day=day_number(START) + np.arange(len(rows)), night=0)


def wandering(seed: int, step: float = 0.0) -> tuple[pd.DataFrame, date]:
    """Two to four years whose weeks wander around a level, each a little like the one before; plays by the sitting.

    With a step, shares rise by it from the day that is returned.
    """
    rng = np.random.default_rng(seed)
    weeks = int(rng.integers(100, 200))
    at = int(rng.integers(weeks // 3, weeks * 2 // 3))
    level, wobble, like_the_last = rng.uniform(0.03, 0.25), rng.uniform(0.01, 0.05), rng.uniform(0, 0.5)
    drift = [0.0]
    for push in rng.normal(0, np.sqrt(1 - like_the_last**2), weeks):
        drift.append(like_the_last * drift[-1] + push)
    share = level + wobble * np.array(drift[1:]) + np.where(np.arange(weeks) >= at, step, 0.0)
    plays = 8 * rng.poisson(rng.uniform(1.5, 4), 7 * weeks)
    hearts = rng.binomial(plays, np.repeat(np.clip(share, 0, 1), 7))
    frame = pd.DataFrame({"member_id": 1, "day": day_number(START) + np.arange(7 * weeks), "plays": plays})
    frame = frame.assign(breakup=hearts, sad=0, night=0)
    return frame[plays > 0], START + timedelta(weeks=at)


@cache
def member(character: str, seed: int) -> Group:
    history = planted(character, seed)
    moods = title_moods(history.tracks["title"])
    breakup, sad = (history.tracks.index[moods == mood].tolist() for mood in ("breakup", "sad"))
    return unpack({1: daybook(history, breakup, sad)})


def test_a_hand_worked_step():
    # Half a year of 20 plays a day, 1 of them of a breakup, then half a year with 6 of 20.
    turn = START + timedelta(days=180)
    (point,) = found(diary((180, 20, 1, 0), (180, 20, 6, 0)))
    assert (point.on, point.month, point.since) == (turn, turn.replace(day=1), None)
    (change,) = point.changes
    assert change.measure is Measure.SAD
    # The cut is at a Monday: of the 26 weeks before it two or so days may belong to the other side.
    assert (change.before, change.after) == (pytest.approx(0.05, abs=0.01), pytest.approx(0.30, abs=0.01))


def test_a_step_on_a_monday_is_told_exactly():
    (point,) = found(diary((182, 20, 1, 1), (182, 20, 6, 2)))
    assert point == TurningPoint(
        START + timedelta(days=182), date(2021, 7, 1), None, (Change(Measure.SAD, 0.1, 0.4),)
    )  # fmt: skip


def test_six_weeks_have_a_beginning_and_an_end():
    points = found(diary((182, 20, 1, 0), (42, 20, 8, 0), (182, 20, 1, 0)))
    assert [point.on for point in points] == [START + timedelta(days=182), START + timedelta(days=224)]
    assert [change.after > change.before for point in points for change in point.changes] == [True, False]


def test_more_on_repeat_is_a_turn_too():
    days = diary((364, 20, 1, 0))
    again = days[days["day"] >= day_number(START) + 182].assign(plays=6, track_id=1, artist_id=1)
    (point,) = found(days, again)
    assert point.on == START + timedelta(days=182)
    assert point.changes == (Change(Measure.ON_REPEAT, 0.0, 0.3),)


def test_more_of_the_same_is_no_turn():
    assert found(diary((182, 20, 2, 0), (182, 80, 8, 0))) == ()


def test_a_few_sad_titles_more_are_no_turn():
    # From 5 % to 20 % of plays, of titles that are sad and not of a breakup: .35 of 15 points.
    assert found(diary((182, 20, 1, 0), (182, 20, 1, 3))) == ()


@pytest.mark.parametrize(("after", "turns"), [(22, 0), (30, 1)])
def test_a_change_that_is_certain_and_small_is_no_turn(after: int, turns: int):
    # Of 200 plays a day: from 5 % to 11 %, and to 15 %.
    assert len(found(diary((182, 200, 10, 0), (182, 200, after, 0)))) == turns


def test_only_what_changed_beyond_its_own_noise_is_named():
    # Every other week half of the titles are sad. In four weeks of repeats three are such weeks: 12 points more.
    sad = [0, 5] * 13 + [5, 5, 0, 5] + [0, 5] * 11
    days = diary(*((7, 10, hearts, 0) for hearts in sad))
    loops = (days["day"] >= day_number(START) + 26 * 7) & (days["day"] < day_number(START) + 30 * 7)
    first, last = found(days, days[loops].assign(plays=6))
    assert [change.measure for point in (first, last) for change in point.changes] == [Measure.ON_REPEAT] * 2


@pytest.mark.parametrize(("before", "after", "turns"), [(85, 200, 0), (95, 200, 1), (200, 40, 0), (200, 50, 1)])
def test_three_months_lie_on_each_side(before: int, after: int, turns: int):
    assert len(found(diary((before, 20, 1, 0), (after, 20, 10, 0)))) == turns


def test_months_that_say_nothing_are_no_side_and_a_gap_is_told():
    days = diary((182, 20, 1, 0), (182, 20, 8, 0), (182, 20, 8, 0))
    silent = (days["day"] >= day_number(START) + 182) & (days["day"] < day_number(START) + 364)
    (point,) = found(days[~silent])
    assert point.on == START + timedelta(days=364)
    assert point.since == date(2021, 6, 1)


def test_too_little_to_say_anything():
    assert found(nothing("days")) == ()
    assert found(diary((60, 20, 1, 0), (60, 20, 10, 0))) == ()
    assert found(diary((200, 1, 0, 0), (200, 1, 1, 0))) == ()  # seven plays a week


def test_noise_has_none():
    turned = sum(bool(found(wandering(seed)[0])) for seed in range(200))
    assert turned < 200 * 0.05


def test_planted_steps_are_found_within_a_month():
    near = 0
    for seed in range(60):
        days, turn = wandering(seed, step=0.15)
        near += any(abs(point.on - turn) <= MONTH for point in found(days))
    assert near > 60 * 0.90


def test_the_same_days_give_the_same_points_in_any_order():
    days, _ = wandering(3, step=0.2)
    assert found(days) == found(days)
    assert found(days) == found(days.sample(frac=1, random_state=1))


def test_the_breakup_member_turned_when_planted():
    near = 0
    for seed in range(20):
        group = member("breakup", seed)
        turn = planted_on("breakup", seed)
        near += any(abs(point.on - turn) <= MONTH for point in found(group.days, group.repeats))
    assert near >= 18


@pytest.mark.parametrize("character", ["always emo", "sleep playlist", "ordinary", "night shift"])
def test_the_others_did_not_turn(character: str):
    assert character in CHARACTERS
    groups = [member(character, seed) for seed in range(20)]
    assert sum(bool(found(group.days, group.repeats)) for group in groups) <= 4
