"""What members who are compared have played, side by side: the frames that questions about a group are asked of.

Made from the *daybooks* that each upload leaves (`bot/analysis/daybook.py`), so that no history has to be opened. The
grain is the day: `day` columns are whole days since 1970-01-01 on each member's own clock. Music and music videos only.
Ids are the server's own; names are looked up for what is shown, afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from bot.analysis.periods import Period

EPOCH = date(1970, 1, 1)

COLUMNS: dict[str, tuple[str, ...]] = {
    "members": ("first_day", "last_day", "plays", "ms"),
    "artists": ("member_id", "artist_id", "plays", "ms", "first_day", "last_day"),
    "tracks": ("member_id", "track_id", "artist_id", "plays", "ms", "first_day", "last_day"),
    "albums": ("member_id", "album_id", "plays", "ms", "first_day", "last_day"),
    "days": (
        "member_id",
        "day",
        "plays",
        "ms",
        "skipped",
        "skip_known",
        "night",
        "morning",
        "new_artists",
        "new_tracks",
        "breakup",
        "sad",
    ),
    "hours": ("member_id", "day", "hour", "plays", "ms"),
    "sittings": ("member_id", "day", "started_at", "minutes", "plays"),
    "loops": ("member_id", "day", "track_id", "artist_id", "plays"),
    "runs": ("member_id", "day", "plays", "longest"),
    "repeats": ("member_id", "day", "track_id", "artist_id", "plays"),
    "returns": ("member_id", "day", "artist_id", "left_day", "plays_before", "plays_after", "track_id"),
    "months": ("member_id", "day", "track_id", "artist_id", "plays", "all_plays"),
    "fresh": ("member_id", "day", "plays"),
    "plays": ("member_id", "day", "artist_id", "track_id", "album_id", "plays", "ms"),
}
"""The columns of each frame, all int64; `minutes` is float64. Ids are -1 where none is named."""


def nothing(frame: str) -> pd.DataFrame:
    """The frame of this name without a row."""
    empty = pd.DataFrame({name: np.empty(0, np.int64) for name in COLUMNS[frame]})
    if frame == "members":
        empty.index = pd.Index(np.empty(0, np.int64), name="member_id")
    return empty.astype({"minutes": np.float64}) if frame == "sittings" else empty


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Members side by side. Every frame ascends by member_id and then by day, or id; a part not asked for is empty.

    Attributes:
        members: index member_id. Which days each member's music covers (`first_day` to `last_day`), and all of it:
            `plays`, and `ms` of known durations. Members without music are not in it.
        artists: one row per member and artist, over the whole history. `ms` adds up known durations.
        tracks: one row per member and track, likewise; `albums` per member and album.
        days: one row per member and day with music. `skipped` of `skip_known` plays were skipped; `night` counts plays
            that began from 00:00 to 04:59 and `morning` from 05:00 to 08:59, on the member's own clock; `new_artists`
            and `new_tracks` are those never played before by that member; `breakup` and `sad` count plays of tracks
            whose titles say so.
        hours: one row per member, day and hour (0-23) with music.
        sittings: listening without a pause of 30 minutes, by the day it began on. `started_at` in ms since 1970, UTC;
            `minutes` from the first start to the last end.
        loops: runs of one track, played 3 times or more in a row within a sitting.
        runs: one row per member and day on which one begins: the plays of all runs of one track in a row, also of a
            single play, and of the `longest`.
        repeats: tracks played 5 times or more on one day, in a row or not.
        returns: artists left for half a year and played again from `day` on; see `bot.analysis.gaps`.
        months: the track played most in each month; `day` is the month's first; see `bot.analysis.obsessions`.
        fresh: plays of artists discovered shortly before, per day that has any; see `bot.analysis.discoveries`.
        plays: one row per member, day, track and album, of the years that were asked for.
    """

    members: pd.DataFrame
    artists: pd.DataFrame
    tracks: pd.DataFrame
    albums: pd.DataFrame
    days: pd.DataFrame
    hours: pd.DataFrame
    sittings: pd.DataFrame
    loops: pd.DataFrame
    runs: pd.DataFrame
    repeats: pd.DataFrame
    returns: pd.DataFrame
    months: pd.DataFrame
    fresh: pd.DataFrame
    plays: pd.DataFrame


def make_group(**frames: pd.DataFrame) -> Group:
    """A group of these frames; those not named are empty."""
    return Group(**{name: frames[name] if name in frames else nothing(name) for name in COLUMNS})


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The date of a number of days since 1970-01-01."""
    return date.fromordinal(EPOCH.toordinal() + int(number))


def within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows whose `day` lies in the period."""
    kept = np.ones(len(frame), dtype=np.bool_)
    days = frame["day"].to_numpy()
    if period.start is not None:
        kept &= days >= day_number(period.start)
    if period.end is not None:
        kept &= days < day_number(period.end)
    return frame if kept.all() else frame[kept].reset_index(drop=True)


def artists_in(group: Group, period: Period) -> pd.DataFrame:
    """Each member's artists in a period: member_id, artist_id, plays, ms, ascending by the first two.

    All time is read from `group.artists`, any other period from `group.plays`. Plays that name no artist are left out.
    """
    return _amounts(group.artists, group.plays, period, "artist_id")


def tracks_in(group: Group, period: Period) -> pd.DataFrame:
    """Each member's tracks in a period: member_id, track_id, artist_id, plays, ms; see `artists_in`."""
    found = _amounts(group.tracks, group.plays, period, "track_id")
    source = group.tracks if period.start is None and period.end is None else group.plays
    artist_of = source.drop_duplicates("track_id").set_index("track_id")["artist_id"]
    found.insert(2, "artist_id", artist_of.reindex(found["track_id"]).to_numpy(dtype=np.int64))
    return found


def _amounts(whole: pd.DataFrame, plays: pd.DataFrame, period: Period, key: str) -> pd.DataFrame:
    columns = ["member_id", key, "plays", "ms"]
    if period.start is None and period.end is None:
        return whole.loc[whole[key] >= 0, columns].reset_index(drop=True)
    rows = within(plays, period)
    rows = rows[rows[key] >= 0]
    # One int64 key for two columns, both parts below 2^31 (places, catalogue ids); hashing finds the distinct ones in a
    # third of the time that sorting all rows takes.
    place, members = pd.factorize(rows["member_id"].to_numpy(), sort=True)
    where, pairs = pd.factorize((place.astype(np.int64) << 32) | rows[key].to_numpy(), sort=True)
    count = len(pairs)
    return pd.DataFrame(
        {
            "member_id": members[pairs >> 32] if count else np.empty(0, np.int64),
            key: pairs & 0xFFFF_FFFF,
            "plays": np.bincount(where, rows["plays"].to_numpy(), count).astype(np.int64),
            "ms": np.bincount(where, rows["ms"].to_numpy(), count).astype(np.int64),
        }
    )
