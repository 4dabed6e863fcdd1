"""Turning points: weeks from which on a member's music is of another kind. Music words only.

What is looked at, week by week: how far titles speak of a breakup or of sadness (a breakup title counts 1, a sad one
.35, as in `bot.moods.formula`: sleep music is often titled sadly and is no turn), and the share of plays on repeat.
Weeks and not months, because what changes for six weeks would hide between two months.

1. Weeks of fewer than `WEEK_PLAYS` plays are left out: missing, not 0.
2. Both series are standardised by how much they vary *from week to week*: the median absolute difference of neighbours
   (Gaussian-consistent), which steps do not inflate, and at least what chance alone would give with plays that come in
   sittings of some eight.
3. `ruptures` cuts them where the sum of squared distances from segment means, plus `PENALTY` log(weeks) per cut, is
   least: PELT with the l2 cost, exact, in segments of `SEGMENT_WEEKS` or more.
4. A cut is a turning point only if three months that say something (`bot.moods.over_time`) lie on each side of it in
   the whole history, its own among the later ones, and one of the series changed enough: by `LEAST` in shares, and by
   `LEAST_ERRORS` standard errors, from the spread that is left within segments. What members see of it (`sad_share`,
   and shares of all plays of a segment) must have changed too, the same way: `LEAST_SHOWN`. Without these floors noise
   has turning points.
5. Its day is the one within two weeks of the cut that parts the daily shares best, by least squares.

Source: Killick, Fearnhead & Eckley (2012), Journal of the American Statistical Association 107, 1590-1598 (PELT);
Truong, Oudre & Vayatis (2020), Signal Processing 167 (ruptures). Scale and floors are our own definition, see
`tests/moods/test_turning_points.py` for how often noise passes them.
"""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import ruptures

from bot.model.mood_months import Change, Measure, TurningPoint, sad_share
from bot.moods.over_time import SAD_WEIGHT

SIDE_MONTHS = 3
"""Months that say something, on each side of a turning point."""
WEEK_PLAYS = 10
SEGMENT_WEEKS = 4
PENALTY = 6.0
"""Twice the Bayesian information criterion for two means and a place: weeks that follow each other are alike."""
SITTING_PLAYS = 8.0
"""Plays of one sitting are alike: chance works on sittings."""
LEAST_ERRORS = 5.0
LEAST = {Measure.SAD: 0.08, Measure.ON_REPEAT: 0.15}
LEAST_SHOWN = {Measure.SAD: 0.05, Measure.ON_REPEAT: 0.15}
"""What each must have changed by as members see it, of all plays together, where its weekly mean did."""
NEAR_DAYS = 14

Int64s = npt.NDArray[np.int64]
Float64s = npt.NDArray[np.float64]


def turning_points(months: pd.DataFrame, days: pd.DataFrame, repeats: pd.DataFrame) -> tuple[TurningPoint, ...]:
    """When one member's music changed, ascending; the same input gives the same points.

    Args:
        months: one member's rows of `bot.moods.over_time.mood_months`. Not modified.
        days: that member's days, as `mood_months` takes them; likewise `repeats`. Not modified.
    """
    known = months["month"].to_numpy()[months["sad"].notna()]
    if len(known) < 2 * SIDE_MONTHS:
        return ()
    weeks = _weeks(days, repeats)
    if len(weeks) < 2 * SEGMENT_WEEKS:
        return ()
    values = weeks[list(LEAST)].to_numpy()
    spread = _week_to_week(values, weeks["plays"].to_numpy())
    cuts = _cuts(values / spread)
    edges = [0, *cuts, len(weeks)]
    spread = np.maximum(spread, _within_segments(values, edges))
    found = []
    for before, cut, after in zip(edges, edges[1:], edges[2:], strict=False):
        changes = _changes(weeks, values, spread, (before, cut, after))
        point = _turning_point(weeks.index.to_numpy(), cut, days, changes) if changes else None
        if point and _has_both_sides(known, point.month):
            found.append(point)
    return tuple(found)


def _weeks(days: pd.DataFrame, repeats: pd.DataFrame) -> pd.DataFrame:
    """Weeks, from Monday on, that say something: by week number, `plays`, `shown` and one column per measure."""
    summed = days.assign(week=_week(days["day"])).groupby("week")[["plays", "breakup", "sad"]].sum().astype(np.float64)
    again = (
        repeats.assign(week=_week(repeats["day"])).groupby("week")["plays"].sum().reindex(summed.index, fill_value=0)
    )
    plays, breakup, sad = (summed[name].to_numpy() for name in ("plays", "breakup", "sad"))
    weeks = pd.DataFrame(
        {
            "plays": plays,
            "shown": sad_share(breakup, sad, plays),
            Measure.SAD: (breakup + SAD_WEIGHT * sad) / plays,
            Measure.ON_REPEAT: again.to_numpy() / plays,
        },
        index=summed.index,
    )
    return weeks[plays >= WEEK_PLAYS]


def _week(days: pd.Series[int]) -> pd.Series[int]:
    return (days + 3) // 7  # 1970-01-01 was a Thursday


def _cuts(values: Float64s) -> list[int]:
    """Rows at which a new segment begins."""
    search = ruptures.KernelCPD(kernel="linear", min_size=SEGMENT_WEEKS).fit(values)
    *cuts, _ = search.predict(pen=PENALTY * np.log(len(values)))
    return [int(cut) for cut in cuts]


def _week_to_week(values: Float64s, plays: Float64s) -> Float64s:
    """The standard deviation of each series around its segments' means, as neighbours tell it; above 0."""
    steps = np.median(np.abs(np.diff(values, axis=0)), axis=0) / (0.6745 * np.sqrt(2))
    share = np.clip(np.median(values, axis=0), 0.02, 0.5)
    chance = np.sqrt(share * (1 - share) / (np.median(plays) / SITTING_PLAYS))
    spread: Float64s = np.maximum(steps, chance)
    return spread


def _within_segments(values: Float64s, edges: list[int]) -> Float64s:
    """The standard deviation around the segments' means, one degree of freedom a segment."""
    left = np.concatenate([values[a:b] - values[a:b].mean(axis=0) for a, b in itertools.pairwise(edges)])
    spread: Float64s = np.sqrt((left**2).sum(axis=0) / max(len(values) - len(edges) + 1, 1))
    return spread


def _changes(
    weeks: pd.DataFrame, values: Float64s, spread: Float64s, edges: tuple[int, int, int]
) -> tuple[Change, ...]:
    """What passes its floors between two segments, sad titles first."""
    passed = []
    before, cut, after = edges
    rises = values[cut:after].mean(axis=0) - values[before:cut].mean(axis=0)
    for place, measure in enumerate(LEAST):
        rise = float(rises[place])
        errors = abs(rise) / float(spread[place]) / float(np.sqrt(1 / (cut - before) + 1 / (after - cut)))
        if abs(rise) < LEAST[measure] or errors < LEAST_ERRORS:
            continue
        shares = weeks["shown" if measure is Measure.SAD else measure].to_numpy()
        was, now = (
            float(np.average(shares[rows], weights=weeks["plays"].to_numpy()[rows]))
            for rows in (slice(before, cut), slice(cut, after))
        )
        if (now - was) * np.sign(rise) >= LEAST_SHOWN[measure]:
            passed.append(Change(measure, was, now))
    return tuple(passed)


def _turning_point(weeks: Int64s, cut: int, days: pd.DataFrame, changes: tuple[Change, ...]) -> TurningPoint:
    monday, last = (_date(7 * int(weeks[row]) - 3) for row in (cut, cut - 1))
    gap = (monday - last).days > 7 * SEGMENT_WEEKS
    on = monday if gap else _best_day(days, _number(monday), changes)
    return TurningPoint(on, on.replace(day=1), last.replace(day=1) if gap else None, changes)


def _has_both_sides(known: Int64s, month: date) -> bool:
    number = (month.year - 1970) * 12 + month.month - 1
    return int((known < number).sum()) >= SIDE_MONTHS and int((known >= number).sum()) >= SIDE_MONTHS


def _best_day(days: pd.DataFrame, monday: int, changes: tuple[Change, ...]) -> date:
    """The day near the cut that parts the daily shares best, each weighing its plays; the earliest of equals.

    A track is on repeat by the day, and rarely: where only that changed, it is the Monday.
    """
    if all(change.measure is not Measure.SAD for change in changes):
        return _date(monday)
    near = days[(days["day"] >= monday - 2 * NEAR_DAYS) & (days["day"] < monday + 2 * NEAR_DAYS)].sort_values("day")
    day, plays = near["day"].to_numpy(), near["plays"].to_numpy(dtype=np.float64)
    weight = near["breakup"].to_numpy() + SAD_WEIGHT * near["sad"].to_numpy()
    places = np.flatnonzero(np.abs(day - monday) <= NEAR_DAYS)
    places = places[places > 0]
    if not places.size:
        return _date(monday)
    sums, weights = np.cumsum(weight), np.cumsum(plays)
    left = sums[places - 1] ** 2 / weights[places - 1]
    right = (sums[-1] - sums[places - 1]) ** 2 / (weights[-1] - weights[places - 1])
    return _date(int(day[places[int((left + right).argmax())]]))


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _date(number: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + number)
