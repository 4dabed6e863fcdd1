"""Every measure of the grammar, defined once: what it means, its unit, and how it is taken of a set of listens.

A measure is given the listens that pass the filters (`chosen`), all listens of the same members and days (`whole`), and
the column to group by. It gives one value per group, NaN where it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from bot.model.questions import Metric

Unit = Literal["plays", "hours", "count", "share", "score", "minutes", "days", "moment"]

HOUR_MS, MINUTE_MS = 3_600_000, 60_000
LEAST_KNOWN = 50
"""Plays of which it must be known whether they were skipped."""
KNOWN_AFTER_DAYS = 90
"""Artists of the first days of a history are not discoveries: they may have been known for years."""
FEW_ARTISTS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a measure is taken of.

    Attributes:
        chosen: listens that pass every filter, with the column `key` of the group each belongs to (int64).
        whole: listens of the same members and days, whether they pass the filters or not; with `key` where `nested`.
        nested: whether groups part the whole too (members and times), so that a share is a share of its own group.
        everything: all listens of music of all members there are, for what is new to a member and what nobody else has.
        last_before: by (member_id, artist_id), the day of the member's first listen of the artist; by member, the first
            day of all.
        starts: first day of the bucket or window that a listen belongs to, beside `chosen`; for what was new in it.
    """

    chosen: pd.DataFrame
    whole: pd.DataFrame
    nested: bool
    everything: pd.DataFrame
    starts: pd.Series[float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        words: a noun phrase after "the", for one member's amount.
        why: its definition in a sentence.
        take: one value per key of `chosen`, NaN where it is not known; None where the executor itself computes it.
    """

    words: str
    unit: Unit
    why: str
    take: Callable[[Given], pd.Series[float]] | None = None


def _sizes(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key").size().astype(np.float64)


def _hours(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["ms"].sum(min_count=1) / HOUR_MS


def _distinct(column: str) -> Callable[[Given], pd.Series[float]]:
    def take(given: Given) -> pd.Series[float]:
        rows = given.chosen[given.chosen[column] >= 0]
        found = rows.groupby("key")[column].nunique()
        return found.reindex(given.chosen["key"].unique(), fill_value=0).astype(np.float64)

    return take


def _share(given: Given) -> pd.Series[float]:
    counts = _sizes(given)
    if given.nested:
        whole = given.whole.groupby("key").size().reindex(counts.index).astype(np.float64)
        return counts / whole
    return counts / max(len(given.whole), 1)


def _skip_rate(given: Given) -> pd.Series[float]:
    by = given.chosen.groupby("key")["skipped"]
    known = by.count()
    return by.mean().where(known >= LEAST_KNOWN)


def _repeat_rate(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["again"].mean().astype(np.float64)


def _longest_loop(given: Given) -> pd.Series[float]:
    runs = given.chosen.groupby(["key", "run"]).size()
    return runs.groupby(level="key").max().astype(np.float64)


def _concentration(given: Given) -> pd.Series[float]:
    named = given.chosen[given.chosen["artist_id"] >= 0]
    per = named.groupby(["key", "artist_id"]).size()
    few = per.groupby(level="key").nlargest(FEW_ARTISTS).groupby(level=0).sum()
    return few / per.groupby(level="key").sum()


def _discovery_rate(given: Given) -> pd.Series[float]:
    everything = given.everything[given.everything["artist_id"] >= 0]
    first = everything.groupby(["member_id", "artist_id"])["day"].min()
    begins = given.everything.groupby("member_id")["day"].min()
    chosen = given.chosen.assign(start=given.starts)
    chosen = chosen[chosen["artist_id"] >= 0]
    known_from = begins.reindex(chosen["member_id"]).to_numpy() + KNOWN_AFTER_DAYS
    met = first.reindex(pd.MultiIndex.from_frame(chosen[["member_id", "artist_id"]])).to_numpy()
    told = chosen["day"].to_numpy() >= known_from
    is_new = (met >= known_from) & (met >= chosen["start"].fillna(-np.inf).to_numpy())
    rows = pd.DataFrame({"key": chosen["key"].to_numpy(), "new": is_new})[told]
    return rows.groupby("key")["new"].mean().astype(np.float64)


def _first(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["at"].min().astype(np.float64)


def _last(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["at"].max().astype(np.float64)


def _active_days(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["day"].nunique().astype(np.float64)


def _streak_days(given: Given) -> pd.Series[float]:
    days = given.chosen[["key", "member_id", "day"]].drop_duplicates().sort_values(["key", "member_id", "day"])
    new = (days["day"].diff() != 1) | (days["key"].diff() != 0) | (days["member_id"].diff() != 0)
    runs = days.assign(streak=new.cumsum()).groupby(["key", "streak"]).size()
    return runs.groupby(level="key").max().astype(np.float64)


def _sittings(given: Given) -> pd.Series[float]:
    """Minutes of each sitting, by (key, sitting): from its first start among the chosen to its last end."""
    by = given.chosen.groupby(["key", "sitting"])
    minutes: pd.Series[float] = (by["ends"].max() - by["at"].min()) / MINUTE_MS
    return minutes


def _session_minutes(given: Given) -> pd.Series[float]:
    return _sittings(given).groupby(level="key").mean()


def _longest_session(given: Given) -> pd.Series[float]:
    return _sittings(given).groupby(level="key").max()


def _uniqueness(given: Given) -> pd.Series[float]:
    everything = given.everything[given.everything["artist_id"] >= 0]
    listeners = everything.groupby("artist_id")["member_id"].nunique()
    alone = listeners.index[listeners == 1]
    named = given.chosen[given.chosen["artist_id"] >= 0]
    rows = pd.DataFrame({"key": named["key"].to_numpy(), "alone": named["artist_id"].isin(alone).to_numpy()})
    return rows.groupby("key")["alone"].mean().astype(np.float64)


def _titled(*columns: str) -> Callable[[Given], pd.Series[float]]:
    def take(given: Given) -> pd.Series[float]:
        says = given.chosen[list(columns)].any(axis=1)
        return pd.Series(says.to_numpy(), given.chosen["key"].to_numpy()).groupby(level=0).mean() * 100.0

    return take


MEASURES: Mapping[Metric, Measure] = {
    "plays": Measure("most plays", "plays", "Plays count every listen, however short.", _sizes),
    "hours": Measure(
        "most time", "hours", "Hours add up what was really played, where the export says how long.", _hours
    ),
    "listeners": Measure("most listeners", "count", "How many of you played it at least once.", _distinct("member_id")),
    "distinct_tracks": Measure(
        "widest choice of tracks",
        "count",
        "Different tracks; a track counts once however often it was played.",
        _distinct("track_id"),
    ),
    "distinct_artists": Measure(
        "widest choice of artists",
        "count",
        "Different artists; an artist counts once however often they were played.",
        _distinct("artist_id"),
    ),
    "distinct_albums": Measure(
        "widest choice of albums",
        "count",
        "Different albums; plays that name no album are not counted.",
        _distinct("album_id"),
    ),
    "share": Measure(
        "largest share",
        "share",
        "The part of one's own plays in these days that passes the question's conditions.",
        _share,
    ),
    "skip_rate": Measure(
        "highest skip rate",
        "share",
        (
            f"Skipped plays, of those of which the export says whether they were skipped; from {LEAST_KNOWN} such "
            "plays on."
        ),
        _skip_rate,
    ),
    "repeat_rate": Measure(
        "highest share of repeats",
        "share",
        "Plays of a track that the same member had begun within the 24 hours before.",
        _repeat_rate,
    ),
    "longest_loop": Measure(
        "longest loop",
        "plays",
        "The longest run of one track, played again and again without another in between.",
        _longest_loop,
    ),
    "concentration": Measure(
        "narrowest listening",
        "share",
        f"The share of plays that went to the {FEW_ARTISTS} most played artists.",
        _concentration,
    ),
    "discovery_rate": Measure(
        "most discoveries",
        "share",
        (
            f"The share of plays that went to artists first heard in these days; the first {KNOWN_AFTER_DAYS} days "
            "of an export tell nothing of it."
        ),
        _discovery_rate,
    ),
    "first_listen": Measure("earliest listen", "moment", "The first listen that the export reaches back to.", _first),
    "last_listen": Measure("latest listen", "moment", "The last listen in the export.", _last),
    "active_days": Measure(
        "most days with music", "days", "Days with at least one play, on the member's own clock.", _active_days
    ),
    "streak_days": Measure(
        "longest streak", "days", "The longest run of days in a row with at least one play.", _streak_days
    ),
    "session_minutes": Measure(
        "longest usual sitting",
        "minutes",
        "The mean length of a sitting: listening without a pause of 30 minutes.",
        _session_minutes,
    ),
    "longest_session": Measure(
        "longest sitting", "minutes", "The longest listening without a pause of 30 minutes.", _longest_session
    ),
    "uniqueness": Measure(
        "most one-of-a-kind taste",
        "share",
        "The share of plays that went to artists whom nobody else here has played.",
        _uniqueness,
    ),
    "sadness": Measure(
        "saddest titles",
        "score",
        "Of a hundred plays, how many are of tracks whose titles speak of sadness or a breakup.",
        _titled("breakup", "sad"),
    ),
    "breakup_intensity": Measure(
        "most intense breakup",
        "score",
        (
            "Of members: the score of /breakup, from 0 to 100. Of anything else: of a hundred plays, how many are "
            "of tracks whose titles speak of a breakup."
        ),
        _titled("breakup"),
    ),
    "firsts": Measure(
        "most firsts",
        "count",
        ("Artists that several of you know and that one had played before all others, as far as the exports reach."),
    ),
    "taste_overlap": Measure(
        "closest taste",
        "share",
        ("How alike two members' shares of artists are: 100 % would be the same artists in the same proportions."),
    ),
    "change": Measure("largest change", "share", "What these days show, against as many days before."),
    "playlists": Measure("most playlists", "count", "Playlists in the export."),
    "playlist_tracks": Measure(
        "most tracks in playlists", "count", "Tracks in playlists, a track of two playlists twice."
    ),
    "playlist_age_days": Measure("oldest playlists", "days", "Days since the first track was added to the playlist."),
}
"""Every metric of the grammar."""
