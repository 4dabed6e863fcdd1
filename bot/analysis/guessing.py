"""Riddles about members' listening: whose track, whose numbers, whose clock.

A riddle is fair when it can be solved: its answer stands out among the members to choose from. What is drawn by lot is
drawn from a generator that the caller seeds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bot.analysis.group import Group

MOST_CANDIDATES = 5
"""Discord sets five buttons beside each other."""
ENOUGH_PLAYS = 100
"""A member with fewer plays is no riddle."""
TOP_TRACKS, TRACK_PLAYS, TIMES_OTHERS = 10, 5, 2
"""A riddle's track is among the answer's first ten, played five times or more, and twice as often as by any other."""
NUMBERS_SAID = 3


@dataclass(frozen=True, slots=True)
class TrackRiddle:
    """Whose most played track is this? `candidates` are member ids in the order of their buttons."""

    answer: int
    candidates: tuple[int, ...]
    track_id: int
    plays: int


@dataclass(frozen=True, slots=True)
class NumbersRiddle:
    """Who said this in numbers? `said` are (number's name, value), those first that stand out most."""

    answer: int
    candidates: tuple[int, ...]
    said: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ClockRiddle:
    """Whose day is this? 24 shares of the answer's plays, from midnight on."""

    answer: int
    candidates: tuple[int, ...]
    hours: tuple[float, ...]


def track_riddle(group: Group, seed: int) -> TrackRiddle | None:
    """A track of one of the members that the others do not play like that; None where there is no such track.

    Args:
        group: reads `members` and `tracks`.
        seed: of the lots.
    """
    rng, chosen = np.random.default_rng(seed), _chosen(group, seed)
    if len(chosen) < 2:
        return None
    tracks = group.tracks[group.tracks["member_id"].isin(chosen) & (group.tracks["track_id"] >= 0)]
    ordered = tracks.sort_values(["member_id", "plays", "track_id"], ascending=[True, False, True])
    top = ordered.groupby("member_id").head(TOP_TRACKS)
    most = tracks.groupby("track_id")["plays"].nlargest(2).groupby(level=0).agg(["first", "last", "size"])
    others = np.where(most["size"] > 1, most["last"], 0)
    second = pd.Series(others, index=most.index)
    fair = top[
        (top["plays"] >= TRACK_PLAYS) & (top["plays"] >= TIMES_OTHERS * second.reindex(top["track_id"]).to_numpy())
    ]
    if fair.empty:
        return None
    # First a member, then a track: whoever has most fair tracks must not be the answer most often.
    answer = int(rng.choice(fair["member_id"].unique()))
    row = fair[fair["member_id"] == answer].sample(1, random_state=rng).iloc[0]
    return TrackRiddle(answer, chosen, int(row["track_id"]), int(row["plays"]))


def numbers_riddle(group: Group, seed: int) -> NumbersRiddle | None:
    """The numbers by which one of the members stands out; None with fewer than two members.

    How far a number stands out is its distance from the median of all candidates, in median absolute deviations.

    Args:
        group: reads `members`, `artists`, `days` and `sittings`.
        seed: of the lots.
    """
    rng, chosen = np.random.default_rng(seed), _chosen(group, seed)
    if len(chosen) < 2:
        return None
    numbers = listening_numbers(group).loc[list(chosen)]
    far = (numbers - numbers.median()).abs()
    scaled = far / far.median().where(lambda spread: spread > 0, far.mean()).where(lambda spread: spread > 0, 1.0)
    answer = int(rng.choice(list(chosen)))
    mine: pd.Series[float] = scaled.loc[[answer]].iloc[0]
    telling = mine.dropna().sort_values(ascending=False, kind="stable").index[:NUMBERS_SAID]
    said = tuple((str(name), float(numbers.loc[answer, name])) for name in telling)
    return NumbersRiddle(answer, chosen, said) if said else None


def clock_riddle(group: Group, seed: int) -> ClockRiddle | None:
    """When one of the members listens; None with fewer than two members.

    Args:
        group: reads `members` and `hours`.
        seed: of the lots.
    """
    rng, chosen = np.random.default_rng(seed), _chosen(group, seed)
    if len(chosen) < 2:
        return None
    answer = int(rng.choice(list(chosen)))
    mine = group.hours[group.hours["member_id"] == answer]
    plays = np.bincount(mine["hour"].to_numpy(), mine["plays"].to_numpy(), 24)
    return ClockRiddle(answer, chosen, tuple((plays / plays.sum()).tolist()))


def listening_numbers(group: Group) -> pd.DataFrame:
    """What can be said of each member in a number: index member_id, float64, missing where it is not known.

    Columns: `artists` (how many), `top_share` (of all plays that go to the favourite artist), `night` and `morning`
    (shares of plays that begin from 00:00 to 04:59 and from 05:00 to 08:59), `skips` (share of the plays of which it is
    known; from 200 of them on), `a_day` (plays on a day with music), `longest` (the longest sitting in minutes), `once`
    (share of artists played a single time).
    """
    index = group.members.index
    by = group.artists.groupby("member_id")["plays"]
    days = group.days.groupby("member_id")[["plays", "skipped", "skip_known", "night", "morning"]].sum()
    known = days["skip_known"]
    found = {
        "artists": by.size(),
        "top_share": by.max() / by.sum(),
        "night": days["night"] / days["plays"],
        "morning": days["morning"] / days["plays"],
        "skips": (days["skipped"] / known.where(known >= 200)),
        "a_day": days["plays"] / group.days.groupby("member_id").size(),
        "longest": group.sittings.groupby("member_id")["minutes"].max(),
        "once": (group.artists["plays"] == 1).groupby(group.artists["member_id"]).mean(),
    }
    return pd.DataFrame({name: values.reindex(index).astype("float64") for name, values in found.items()}, index=index)


def _chosen(group: Group, seed: int) -> tuple[int, ...]:
    """Up to `MOST_CANDIDATES` members with enough plays, by lot, in a random order."""
    enough = group.members.index[group.members["plays"] >= ENOUGH_PLAYS].to_numpy()
    # Another stream than the riddle's own lots, so that seats say nothing of the answer.
    drawn = np.random.default_rng([seed, 1]).permutation(len(enough))[:MOST_CANDIDATES]
    return tuple(int(member_id) for member_id in enough[drawn])
