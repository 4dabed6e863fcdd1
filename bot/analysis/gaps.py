"""What members came back to: artists played, left for half a year or more, and played again.

Our own definition. A *return* is an artist who was played at least `PLAYS_BEFORE` times, then not for `SILENCE_DAYS`
or more, and then at least `PLAYS_AFTER` times within `RETURN_DAYS` of the first day back. One accidental play ends a
silence and is no return.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bot.analysis.coverage import FairWindow
from bot.analysis.frames import NOBODY, Int64s
from bot.analysis.group import COLUMNS as STORED
from bot.analysis.group import Group, day_number, within
from bot.analysis.periods import Period

SILENCE_DAYS = 180
"""Half a year between two days of playing: longer than a season. The artists of every Christmas are just in it."""

PLAYS_BEFORE = 5
PLAYS_AFTER = 3
RETURN_DAYS = 28

DARK_DAYS = 28
"""A pause of all music as long as this is where an export has a hole, or its member was away: nobody left an artist."""

DARK_SHARE = 0.5
"""A silence of which more than this share is such pauses is not counted."""

COLUMNS = (
    "member_id",
    "artist_id",
    "left_day",
    "returned_day",
    "silence_days",
    "plays_before",
    "plays_after",
    "track_id",
)


@dataclass(frozen=True, slots=True, eq=False)
class Returns:
    """What members came back to.

    Attributes:
        found: one row per return, longest silence first, equals by member_id, artist_id and returned_day. All int64:
            `member_id`, `artist_id`; `left_day`, the last day before; `returned_day`, the first day back;
            `silence_days`, their distance; `plays_before`, of the artist up to `left_day`; `plays_after`, in the
            `RETURN_DAYS` from `returned_day`; `track_id`, the artist's track played most on `returned_day` (equals: the
            lowest id; -1 where none is named).
        unheard: the same for silences that are not counted, because most of them had no music at all (`DARK_SHARE`).
    """

    found: pd.DataFrame
    unheard: pd.DataFrame


def every_return(plays: pd.DataFrame) -> pd.DataFrame:
    """All that is a return in these plays: the frame `returns` of a group, ascending by member, day and artist.

    Args:
        plays: any frame with `member_id`, `day`, `artist_id`, `track_id` and `plays`; silences are found within it.
    """
    found = _silences(_artist_days(plays[plays["artist_id"] != NOBODY]))
    found = found[(found["plays_before"] >= PLAYS_BEFORE) & (found["plays_after"] >= PLAYS_AFTER)]
    found = found.assign(track_id=_first_tracks(plays, found))
    return found.sort_values(["member_id", "day", "artist_id"], ignore_index=True)[list(STORED["returns"])]


def returns(group: Group, period: Period) -> Returns:
    """The artists that members came back to in a period.

    Args:
        group: reads `days` and `returns`; where it has none of the latter, `artists` and `plays`, and finds silences
            within the years of plays it was given.
        period: in which the first day back lies. What was before may lie before it.
    """
    every = group.returns if len(group.returns) else every_return(_worth_reading(group))
    found = within(every, period).rename(columns={"day": "returned_day"})
    found = found.assign(silence_days=found["returned_day"] - found["left_day"])
    order = ["silence_days", "member_id", "artist_id", "returned_day"]
    found = found.sort_values(order, ascending=[False, True, True, True], ignore_index=True)[list(COLUMNS)]
    dark = _dark_days(group.days, found) > DARK_SHARE * found["silence_days"].to_numpy()
    return Returns(found[~dark].reset_index(drop=True), found[dark].reset_index(drop=True))


def fair_returns(group: Group, period: Period, window: FairWindow) -> Returns:
    """Returns whose silence begins and ends within the days that all ranked members' exports cover.

    A silence needs an export that reaches from before it to after it: with their own spans the longest export would
    win. Without a window, or in one too short for a silence (`can_rank`), there are none.

    Args:
        group: as in `returns`.
        period: as in `returns`.
        window: `fair_window(group, period)`, or of a longer period: that bounds where silences begin.
    """
    every = returns(group, period)
    first = -np.inf if window.period.start is None else day_number(window.period.start)
    end = np.inf if window.period.end is None else day_number(window.period.end)

    def fair(found: pd.DataFrame) -> pd.DataFrame:
        inside = (found["left_day"] >= first) & (found["returned_day"] < end)
        kept = inside & ~found["member_id"].isin(window.left_out) & can_rank(window)
        return found[kept].reset_index(drop=True)

    return Returns(fair(every.found), fair(every.unheard))


def longest_silences(found: pd.DataFrame) -> pd.DataFrame:
    """Each member's longest silence that ended, ranked: `rank` (equals share one) and the columns of `Returns.found`.

    Args:
        found: as `Returns.found`: the longest first.
    """
    best = found.drop_duplicates("member_id")
    best.insert(0, "rank", best["silence_days"].rank(method="min", ascending=False).astype(int))
    return best.sort_values(["rank", "member_id"], ignore_index=True)


def can_rank(window: FairWindow) -> bool:
    """Whether a silence and a return fit into the window."""
    days = window.period.days
    return window.common and (days is None or days > SILENCE_DAYS)


def _worth_reading(group: Group) -> pd.DataFrame:
    """The plays of artists who can have a return at all: most artists are played a few times and never again."""
    artists, plays = group.artists, group.plays
    spans = artists["last_day"] - artists["first_day"] >= SILENCE_DAYS
    able = artists[spans & (artists["plays"] >= PLAYS_BEFORE + PLAYS_AFTER) & (artists["artist_id"] != NOBODY)]
    members = group.members.index
    wanted = pd.Index(_pairs(members, able))
    return plays[wanted.get_indexer(pd.Index(_pairs(members, plays))) >= 0]


def _pairs(members: pd.Index[int], frame: pd.DataFrame) -> Int64s:
    """Member and artist in one number: both parts stay below 2^31, the member as a place among the members."""
    place = members.get_indexer(pd.Index(frame["member_id"])).astype(np.int64)
    pairs: Int64s = (place << 32) | frame["artist_id"].to_numpy(dtype=np.int64)
    return pairs


def _artist_days(plays: pd.DataFrame) -> pd.DataFrame:
    """Plays of each member's artists on each day, ascending by member, artist and day."""
    return plays.groupby(["member_id", "artist_id", "day"])["plays"].sum().reset_index()


def _silences(days: pd.DataFrame) -> pd.DataFrame:
    """Every pause of `SILENCE_DAYS` or more between two days of an artist, with the plays on both sides."""
    changes = [np.diff(days[key].to_numpy(), prepend=0) != 0 for key in ("member_id", "artist_id")]
    pairs = np.cumsum(changes[0] | changes[1])
    day, plays = days["day"].to_numpy(), days["plays"].to_numpy()
    total = np.concatenate([[0], np.cumsum(plays)])
    back = np.flatnonzero((pairs[1:] == pairs[:-1]) & (np.diff(day) >= SILENCE_DAYS)) + 1
    # Pair and day in one ascending number, so that the end of a return is found by bisection.
    place = (pairs.astype(np.int64) << 32) + day
    first = np.searchsorted(pairs, pairs[back])
    after = np.searchsorted(place, place[back] + RETURN_DAYS)
    return pd.DataFrame(
        {
            "member_id": days["member_id"].to_numpy()[back],
            "artist_id": days["artist_id"].to_numpy()[back],
            "day": day[back],
            "left_day": day[back - 1],
            "plays_before": total[back] - total[first],
            "plays_after": total[after] - total[back],
        },
        dtype=np.int64,
    )


def _first_tracks(plays: pd.DataFrame, silences: pd.DataFrame) -> Int64s:
    keys = ["member_id", "artist_id", "day"]
    back = silences[keys]
    near = plays[plays["day"].isin(back["day"]) & plays["artist_id"].isin(back["artist_id"])]
    near = near[near["track_id"] != NOBODY].groupby([*keys, "track_id"])["plays"].sum().reset_index()
    near = near.sort_values(["plays", "track_id"], ascending=[False, True]).drop_duplicates(keys)
    found = back.merge(near, on=keys, how="left")["track_id"]
    return found.fillna(NOBODY).to_numpy(dtype=np.int64)


def _dark_days(days: pd.DataFrame, silences: pd.DataFrame) -> Int64s:
    """How many days of each silence lie in pauses of all music of `DARK_DAYS` days or more.

    There was music on the days that bound a silence, so that each pause lies in it wholly or not at all.
    """
    members = pd.Index(days["member_id"].unique())
    place = (members.get_indexer(days["member_id"]).astype(np.int64) << 32) + days["day"].to_numpy()
    pauses = np.diff(place, prepend=place[:1]) - 1
    pauses[(pauses < DARK_DAYS) | (pauses >= 1 << 31)] = 0  # between two members lies more than any pause
    dark = np.cumsum(pauses)
    member = members.get_indexer(silences["member_id"]).astype(np.int64) << 32
    left = np.searchsorted(place, member + silences["left_day"].to_numpy())
    back = np.searchsorted(place, member + silences["returned_day"].to_numpy())
    total: Int64s = dark[back] - dark[left]
    return total
