"""Round numbers: the 10,000th play, the 1,000th artist, 1,000 hours; the day each fell on, and the next one to come.

Our own definition. Dates are as far as the exports reach: what was played before an export begins is not counted, and a
longer export moves them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from bot.analysis.frames import NOBODY, History, Int64s
from bot.analysis.group import Group
from bot.analysis.recap import HOUR_MS

Counted: TypeAlias = Literal["plays", "artists", "tracks", "hours"]

ROUND: dict[Counted, tuple[int, ...]] = {
    "plays": (1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000),
    "artists": (100, 500, 1_000, 2_500, 5_000, 10_000, 25_000),
    "tracks": (1_000, 5_000, 10_000, 25_000, 50_000, 100_000),
    "hours": (100, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000),
}
"""The numbers that are milestones, ascending."""

TOGETHER: tuple[int, ...] = (10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000)
"""Plays of a whole group."""

PACE_DAYS = 90
"""The pace is that of the last so many days of an export: a season, neither a holiday nor an old habit."""

LEAST_PACE_DAYS = 28

FARTHEST_DAYS = 3_653
"""Ten years: nobody's pace says anything of later than that."""

_COLUMN: dict[Counted, tuple[str, int]] = {
    "plays": ("plays", 1),
    "artists": ("new_artists", 1),
    "tracks": ("new_tracks", 1),
    "hours": ("ms", HOUR_MS),
}


def milestones(group: Group) -> pd.DataFrame:
    """The round numbers that each member has passed.

    Args:
        group: reads `days`. Hours add up known durations.

    Returns:
        One row per member, measure and number passed: `member_id`, `counted` (str, a key of `ROUND`), `number` and
        `day` (int64, on which it was reached). Ascending by member_id, day, and then as in `ROUND`.
    """
    parts = [_passed(group.days, counted) for counted in ROUND]
    return pd.concat(parts).sort_values(["member_id", "day"], kind="stable", ignore_index=True)


def together(group: Group) -> pd.DataFrame:
    """The round numbers of plays that all members passed together: `number` and `day`, int64, ascending.

    Each play counts on its member's own day. A date is the latest that it can have been: more exports move it forward
    in time, never back.
    """
    days = group.days.groupby("day")["plays"].sum().cumsum()
    reached = np.searchsorted(days.to_numpy(), TOGETHER)
    passed = reached < len(days)
    return pd.DataFrame(
        {"number": np.array(TOGETHER)[passed], "day": days.index.to_numpy()[reached[passed]]}, dtype=np.int64
    )


def upcoming(group: Group) -> pd.DataFrame:
    """Each member's next round numbers, and the day on which they are due at the pace of their export's last days.

    Args:
        group: reads `members` and `days`.

    Returns:
        One row per member and measure that has begun and has a next number: `member_id`, `counted`, `number`, `reached`
        (float64, what the export adds up to), `per_day` (float64 over the last `PACE_DAYS` covered days; NaN for fewer
        than `LEAST_PACE_DAYS`) and `day` (nullable Int64; missing without a pace, or where it lies beyond
        `FARTHEST_DAYS`). Ascending by member_id and then as in `ROUND`.
    """
    members = group.members.sort_index()
    since = members["first_day"].clip(lower=members["last_day"] - PACE_DAYS + 1)
    span = (members["last_day"] - since + 1).astype(np.float64)
    recent = group.days[group.days["day"].to_numpy() >= since.reindex(group.days["member_id"]).to_numpy()]
    parts = []
    for counted, (column, unit) in _COLUMN.items():
        reached = group.days.groupby("member_id")[column].sum().reindex(members.index, fill_value=0) / unit
        pace = recent.groupby("member_id")[column].sum().reindex(members.index, fill_value=0) / unit / span
        pace = pace.where(span >= LEAST_PACE_DAYS)
        place = np.searchsorted(ROUND[counted], reached.to_numpy(), side="right")
        # A service that tells no durations has no hours: that is not known, and not 0 of them.
        left = (place < len(ROUND[counted])) & (reached.to_numpy() > 0)
        number = np.array([*ROUND[counted], 0])[place]
        wait = np.ceil(((number - reached) / pace.where(pace > 0)).round(9))  # 10 days, not 11 for a last bit
        due = (members["last_day"] + wait.where(wait <= FARTHEST_DAYS)).round().astype("Int64")
        part = {"counted": counted, "number": number, "reached": reached, "per_day": pace, "day": due}
        parts.append(pd.DataFrame(part, index=members.index)[left])
    found = pd.concat(parts).rename_axis("member_id").reset_index()
    return found.sort_values("member_id", kind="stable", ignore_index=True)


def played_at(history: History, found: pd.DataFrame) -> pd.DataFrame:
    """What was playing when a member passed their round numbers, read from the history itself.

    Args:
        history: that of the one member whom `found` is about.
        found: rows of `milestones`.

    Returns:
        `found` with `track_id`, `artist_id` (int64, -1 where none is named) and `at` (datetime64[ms], on the member's
        own clock): the play with which the number was reached.
    """
    listens = history.music
    artist, track = listens["artist_id"].to_numpy(), listens["track_id"].to_numpy()
    ms = np.nan_to_num(listens["played_ms"].to_numpy(), nan=0.0).astype(np.int64)  # unknown ones add nothing to hours
    # Running amounts after each play; the round number is reached with the first play that gets there.
    running: dict[Counted, Int64s] = {
        "plays": np.arange(1, len(listens) + 1),
        "artists": _distinct_so_far(artist),
        "tracks": _distinct_so_far(track),
        "hours": np.cumsum(ms),
    }
    wanted = zip(found["counted"], found["number"], strict=True)
    places = [int(np.searchsorted(running[counted], number * _COLUMN[counted][1])) for counted, number in wanted]
    return found.assign(track_id=track[places], artist_id=artist[places], at=listens["local_at"].to_numpy()[places])


def _passed(days: pd.DataFrame, counted: Counted) -> pd.DataFrame:
    column, unit = _COLUMN[counted]
    after = days.groupby("member_id")[column].cumsum().to_numpy()
    before = after - days[column].to_numpy()
    reached = [np.flatnonzero((before < number * unit) & (after >= number * unit)) for number in ROUND[counted]]
    places = np.concatenate(reached)
    passed = days[["member_id", "day"]].iloc[places]
    passed.insert(1, "counted", counted)
    passed.insert(2, "number", np.repeat(ROUND[counted], [len(each) for each in reached]))
    return passed


def _distinct_so_far(ids: Int64s) -> Int64s:
    """After each listen, how many different ids there have been; -1 is none."""
    first = ~pd.Series(ids).duplicated().to_numpy() & (ids != NOBODY)
    running: Int64s = np.cumsum(first)
    return running
