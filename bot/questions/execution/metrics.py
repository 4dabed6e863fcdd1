"""Every measure of the grammar, defined once: what it means, its unit, and how it is taken of a set of listens.

Where a command measures the same, its definition is taken, and its constants are imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from bot.analysis.awards import KNOWN_FROM
from bot.analysis.awards import LEAST_PLAYS as LEAST_OF_SHARES
from bot.analysis.daybook import HOUR_MS
from bot.analysis.discoveries import FRESH_DAYS, KNOWN_AFTER_DAYS, SHARE_AFTER_DAYS
from bot.analysis.only import ENOUGH_PLAYS, LONE_PLAYS
from bot.analysis.sessions import LEAST_SITTINGS
from bot.analysis.skips import LEAST_KNOWN, TRACK_KNOWN
from bot.analysis.streaks import runs
from bot.analysis.taste import LEAST_ARTISTS, LEAST_PLAYS
from bot.model.questions import Dimension, Metric
from bot.moods.formula import MIN_TRACKS
from bot.phrasebook.phrasebook import msg
from bot.questions.execution.sequences import with_again, with_runs, with_sittings

Unit = Literal["plays", "hours", "count", "share", "score", "minutes", "days", "date"]

MINUTE_MS = 60_000
FEW_ARTISTS = 5
_ITEMS: frozenset[Dimension | None] = frozenset({"artist", "track", "album", "playlist"})


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a measure is taken of.

    Attributes:
        chosen: listens that pass every filter, with the column `key` of the group each belongs to (int64). A row
            stands for as many listens as its `plays` says.
        whole: listens of the same members and days, whether they pass the filters or not; with `key` where `nested`.
        nested: whether groups part the whole too (members and times), so that a share is a share of its own group.
        everything: all listens of that content of all members there are, whenever: for what is new to a member and what
            nobody else has.
    """

    chosen: pd.DataFrame
    whole: pd.DataFrame
    nested: bool
    everything: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A measure of each group.

    Attributes:
        values: float64 by key, NaN where it is not known.
        counts: by key, the plays that the value rests on: of a rate, what it is a rate of.
    """

    values: pd.Series[float]
    counts: pd.Series[int]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        words: a noun phrase after "the", for one member's amount.
        why: its definition in a sentence or two, with placeholders for `NUMBERS`.
        take: None where it is no measure of a set of listens, and the executor sees to it.
        of_playlists: its definition where the question is about playlists; "" where that is no other.
        prepare: what it needs to know of the order of listens, taken of whole histories.
        least: plays that a value must rest on to be known; of songs and their like, `least_of_items`.
        level_to: decimals to which two values are a tie; None for those of the unit.
    """

    words: str
    unit: Unit
    why: str
    take: Callable[[Given], Taken] | None = None
    of_playlists: str = ""
    prepare: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    least: int = 0
    least_of_items: int | None = None
    level_to: int | None = None

    def least_for(self, by: Dimension | None) -> int:
        """The plays that a value of one such group must rest on."""
        return self.least if self.least_of_items is None or by not in _ITEMS else self.least_of_items

    @property
    def decimals(self) -> int:
        """To how many decimals values are told apart: shares and scores as they are shown, as commands rank them."""
        return {"share": 3, "score": 1, "minutes": 0}.get(self.unit, 9) if self.level_to is None else self.level_to


def _sizes(given: Given) -> pd.Series[int]:
    return given.chosen.groupby("key")["plays"].sum()


def _counted(by_key: Callable[[Given], pd.Series[float]]) -> Callable[[Given], Taken]:
    def take(given: Given) -> Taken:
        counts = _sizes(given)
        return Taken(by_key(given).reindex(counts.index).astype(np.float64), counts)

    return take


def _of(column: str, how: str, **options: int) -> Callable[[Given], Taken]:
    return _counted(lambda given: getattr(given.chosen.groupby("key")[column], how)(**options))


def _hours(given: Given) -> pd.Series[float]:
    return given.chosen.groupby("key")["ms"].sum(min_count=1) / HOUR_MS


def _distinct(column: str) -> Callable[[Given], Taken]:
    def take(given: Given) -> Taken:
        counts = _sizes(given)
        found = given.chosen[given.chosen[column] >= 0].groupby("key")[column].nunique()
        return Taken(found.reindex(counts.index, fill_value=0).astype(np.float64), counts)

    return take


def _share(given: Given) -> Taken:
    counts = _sizes(given)
    if given.nested:
        # A group without a play that passes has a share of 0, not none.
        whole = given.whole.groupby("key")["plays"].sum()
        return Taken(counts.reindex(whole.index, fill_value=0) / whole, whole)
    plays = int(given.whole["plays"].sum())
    return Taken(counts / max(plays, 1), pd.Series(plays, counts.index))


def _skip_rate(given: Given) -> Taken:
    known = given.chosen[given.chosen["skipped"].notna()]
    return _weighted(known["skipped"], known)


def _repeat_rate(given: Given) -> Taken:
    return _weighted(given.chosen["again"].astype(np.float64), given.chosen)


def _weighted(values: pd.Series[float], rows: pd.DataFrame) -> Taken:
    """The mean of the rows' values over the plays that they stand for, and these plays; by key."""
    plays = rows.groupby("key")["plays"].sum()
    return Taken((values * rows["plays"]).groupby(rows["key"]).sum() / plays, plays)


def _longest_loop(given: Given) -> pd.Series[float]:
    if "longest" in given.chosen:  # a daybook's rows say it
        return given.chosen.groupby("key")["longest"].max().astype(np.float64)
    return given.chosen.groupby(["key", "run"]).size().groupby(level="key").max().astype(np.float64)


def _concentration(given: Given) -> Taken:
    named = given.chosen[given.chosen["artist_id"] >= 0]
    per = named.groupby(["key", "artist_id"])["plays"].sum().sort_values(ascending=False)
    few = per.groupby(level="key").head(FEW_ARTISTS).groupby(level="key").sum()
    counts = per.groupby(level="key").sum()
    return Taken(few / counts, counts)


def _discovery_rate(given: Given) -> Taken:
    everything = given.everything
    if "fresh" in given.chosen:  # a daybook's rows say it
        begun = everything.groupby("member_id")["day"].min().reindex(given.chosen["member_id"]).to_numpy()
        rows = given.chosen[given.chosen["day"].to_numpy() >= begun + SHARE_AFTER_DAYS]
        return _weighted(rows["fresh"], rows)
    begins = everything.groupby("member_id")["day"].min()
    first = everything[everything["artist_id"] >= 0].groupby(["member_id", "artist_id"])["day"].min().rename("met")
    rows = given.chosen[["key", "member_id", "artist_id", "day", "plays"]]
    begun = begins.reindex(rows["member_id"]).to_numpy()
    rows = rows.assign(begun=begun)[rows["day"].to_numpy() >= begun + SHARE_AFTER_DAYS]
    rows = rows.join(first, on=["member_id", "artist_id"])
    new = (rows["met"] >= rows["begun"] + KNOWN_AFTER_DAYS) & (rows["day"] < rows["met"] + FRESH_DAYS)
    return _weighted(new.astype(np.float64), rows)


def _streak_days(given: Given) -> pd.Series[float]:
    both = given.chosen.groupby(["key", "member_id"])
    owner = both.ngroup().rename("member_id")  # each member's days within a group are a history of their own
    found = runs(pd.DataFrame({"member_id": owner, "day": given.chosen["day"]}))
    keys = both.size().index.get_level_values("key").to_numpy()
    return found.groupby(keys[found["member_id"].to_numpy()])["days"].max().rename_axis("key").astype(np.float64)


def _sittings(given: Given) -> pd.Series[float]:
    """Minutes of each sitting, by (key, sitting): from its first start among the chosen to its last end."""
    by = given.chosen.groupby(["key", "sitting"])
    minutes: pd.Series[float] = (by["ends"].last() - by["at"].first()) / MINUTE_MS
    return minutes


def _session_minutes(given: Given) -> pd.Series[float]:
    by = _sittings(given).groupby(level="key")
    return by.median().where(by.size() >= LEAST_SITTINGS)


def _longest_session(given: Given) -> pd.Series[float]:
    return _sittings(given).groupby(level="key").max()


def _uniqueness(given: Given) -> pd.Series[float]:
    everything = given.everything[given.everything["artist_id"] >= 0]
    plays = everything.groupby(["artist_id", "member_id"])["plays"].sum()
    own = plays[plays >= LONE_PLAYS].reset_index(level="member_id", drop=True)
    nobody_else = plays.groupby(level="artist_id").size() == 1
    alone = own.index[nobody_else.reindex(own.index).to_numpy()]
    rows = given.chosen.assign(alone=given.chosen["artist_id"].isin(alone).to_numpy())
    ms = rows.groupby("key")["ms"].sum()
    lone_ms = rows["ms"].where(rows["alone"], 0.0).groupby(rows["key"]).sum()
    by_plays = _weighted(rows["alone"].astype(np.float64), rows).values
    return (lone_ms / ms.where(ms > 0)).where(ms > 0, by_plays)


def _titled(*columns: str) -> Callable[[Given], Taken]:
    def take(given: Given) -> Taken:
        says = np.zeros(len(given.chosen), np.float64)
        for column in columns:  # never two at once
            says += given.chosen[column].to_numpy()
        found = _weighted(pd.Series(says, given.chosen.index), given.chosen)
        return Taken(found.values * 100.0, found.counts)

    return take


NUMBERS: Mapping[str, int] = {
    "enough_plays": ENOUGH_PLAYS,
    "few_artists": FEW_ARTISTS,
    "fresh_days": FRESH_DAYS,
    "known_after_days": KNOWN_AFTER_DAYS,
    "known_from": KNOWN_FROM,
    "least_artists": LEAST_ARTISTS,
    "least_known": LEAST_KNOWN,
    "least_of_shares": LEAST_OF_SHARES,
    "least_plays": LEAST_PLAYS,
    "least_sittings": LEAST_SITTINGS,
    "lone_plays": LONE_PLAYS,
    "min_tracks": MIN_TRACKS,
    "share_after_days": SHARE_AFTER_DAYS,
    "track_known": TRACK_KNOWN,
}
"""What definitions are filled in with, by the names of their placeholders."""

MEASURES: Mapping[Metric, Measure] = {
    "plays": Measure(
        msg("most plays"),
        "plays",
        msg("Plays count every listen, however short."),
        _counted(lambda given: _sizes(given).astype(np.float64)),
    ),
    "hours": Measure(
        msg("most time"),
        "hours",
        msg("Hours add up what was really played, where the export says how long."),
        _counted(_hours),
    ),
    "listeners": Measure(
        msg("most listeners"),
        "count",
        msg("How many of those asked about played it at least once."),
        _distinct("member_id"),
    ),
    "distinct_tracks": Measure(
        msg("widest choice of tracks"),
        "count",
        msg("Different tracks; a track counts once however often it was played."),
        _distinct("track_id"),
    ),
    "distinct_artists": Measure(
        msg("widest choice of artists"),
        "count",
        msg("Different artists; an artist counts once however often they were played."),
        _distinct("artist_id"),
    ),
    "distinct_albums": Measure(
        msg("widest choice of albums"),
        "count",
        msg("Different albums; plays that name no album are not counted."),
        _distinct("album_id"),
    ),
    "share": Measure(
        msg("largest share"),
        "share",
        msg(
            "The part of all plays of the same members and days that fits the question, from {least_of_shares} "
            "plays on."
        ),
        _share,
        least=LEAST_OF_SHARES,
    ),
    "skip_rate": Measure(
        msg("highest skip rate"),
        "share",
        msg(
            "Skipped plays, of those of which the export says whether they were skipped; known from {least_known} "
            "such plays on, of artists, tracks, albums and playlists from {track_known}."
        ),
        _skip_rate,
        least=LEAST_KNOWN,
        least_of_items=TRACK_KNOWN,
    ),
    "repeat_rate": Measure(
        msg("highest share of repeats"),
        "share",
        msg(
            "The share of plays of a track that the same member had begun within the 24 hours before, from "
            "{least_of_shares} plays on."
        ),
        _repeat_rate,
        prepare=with_again,
        least=LEAST_OF_SHARES,
    ),
    "longest_loop": Measure(
        msg("longest loop"),
        "plays",
        msg("The longest run of one track in a row within a sitting. It counts for the moment at which it began."),
        _counted(_longest_loop),
        prepare=with_runs,
    ),
    "concentration": Measure(
        msg("narrowest listening"),
        "share",
        msg(
            "The share of plays that went to the {few_artists} most played artists, from {least_of_shares} "
            "plays on that name an artist."
        ),
        _concentration,
        least=LEAST_OF_SHARES,
    ),
    "discovery_rate": Measure(
        msg("most discoveries"),
        "share",
        msg(
            "The share of plays that went to artists in the {fresh_days} days from a member's first play of them on. "
            "Artists of the first {known_after_days} days of an export are not new, and plays count from its day "
            "{share_after_days} on, from {least_of_shares} plays on."
        ),
        _discovery_rate,
        least=LEAST_OF_SHARES,
    ),
    "first_listen": Measure(
        msg("earliest listen"),
        "date",
        msg("The day of the first listen, on the member's own clock, as far as the export reaches back."),
        _of("day", "min"),
    ),
    "last_listen": Measure(
        msg("latest listen"),
        "date",
        msg("The day of the last listen in the export, on the member's own clock."),
        _of("day", "max"),
    ),
    "active_days": Measure(
        msg("most days with music"),
        "days",
        msg(
            "Days with at least one play, on the member's own clock; of several members, days on which any of "
            "them played."
        ),
        _of("day", "nunique"),
    ),
    "streak_days": Measure(
        msg("longest streak"),
        "days",
        msg("The longest run of days in a row on each of which one member played something that fits the question."),
        _counted(_streak_days),
    ),
    "session_minutes": Measure(
        msg("longest usual sitting"),
        "minutes",
        msg(
            "Half of the sittings are longer, half shorter (the median). A sitting is listening without a pause of 30 "
            "minutes. It counts for the moment at which it began; from {least_sittings} sittings on."
        ),
        _counted(_session_minutes),
        prepare=with_sittings,
    ),
    "longest_session": Measure(
        msg("longest sitting"),
        "minutes",
        msg("The longest listening without a pause of 30 minutes. It counts for the moment at which it began."),
        _counted(_longest_session),
        prepare=with_sittings,
    ),
    "uniqueness": Measure(
        msg("most one-of-a-kind taste"),
        "share",
        msg(
            "The share of own listening (by time, or by plays where exports do not say how long) that went to artists "
            "whom nobody else here has played at all, and this member {lone_plays} times or more; from {enough_plays} "
            "plays on."
        ),
        _counted(_uniqueness),
        least=ENOUGH_PLAYS,
        level_to=9,
    ),
    "sadness": Measure(
        msg("saddest titles"),
        "score",
        msg(
            "Of a hundred plays, how many are of tracks whose titles speak of sadness or a breakup, from "
            "{least_of_shares} plays on."
        ),
        _titled("breakup", "sad"),
        of_playlists=msg(
            "Of a hundred tracks of a playlist, how many have titles that speak of sadness or a breakup, from "
            "{min_tracks} tracks on; of a member, their highest playlist."
        ),
        least=LEAST_OF_SHARES,
    ),
    "breakup_intensity": Measure(
        msg("most intense breakup"),
        "score",
        msg(
            "Of a hundred plays, how many are of tracks whose titles speak of a breakup, from {least_of_shares} "
            "plays on."
        ),
        _titled("breakup"),
        of_playlists=msg("The score of /breakup, from 0 to 100, of a playlist; of a member, their highest."),
        least=LEAST_OF_SHARES,
    ),
    "firsts": Measure(
        msg("most firsts"),
        "count",
        msg(
            "Artists whom several of you have played {known_from} times or more, and this member on an earlier day "
            "than all others; only where the others' exports begin {known_after_days} days or more before that day."
        ),
    ),
    "taste_overlap": Measure(
        msg("closest taste"),
        "share",
        msg(
            "How alike two members' shares of artists are: 100 % would be the same artists in the same proportions. "
            "From {least_plays} plays of {least_artists} artists on."
        ),
        level_to=9,
    ),
    "change": Measure(
        msg("largest change"),
        "share",
        msg(
            "What these days show, less what as many days before them do; of days, weeks, months and years, less the "
            "one before. Members count whose exports reach back far enough, and where an export ends within these "
            "days, as many days before are counted."
        ),
    ),
    "playlists": Measure(msg("most playlists"), "count", msg("Playlists in the export.")),
    "playlist_tracks": Measure(
        msg("most tracks in playlists"), "count", msg("Tracks in playlists, a track of two playlists twice.")
    ),
    "playlist_age_days": Measure(
        msg("oldest playlists"),
        "days",
        msg("Days since the first track was added to the playlist; of a member, their oldest playlist."),
    ),
}
"""Every metric of the grammar."""

OF_STRETCHES = msg("The score of /breakup, from 0 to 100: how far a member's most striking four weeks stand out.")
"""What breakup intensity means where it is asked of members' whole listening."""
COUNTS: frozenset[Metric] = frozenset(
    {"plays", "hours", "listeners", "distinct_tracks", "distinct_artists", "distinct_albums", "active_days"}
)
"""Measures that are 0 where nothing was played on days that are covered."""
SAME_FOR_ALL: frozenset[tuple[Metric, Dimension]] = frozenset(
    {
        ("listeners", "member"),
        ("distinct_tracks", "track"),
        ("distinct_artists", "track"),
        ("distinct_artists", "artist"),
        ("distinct_albums", "album"),
        ("concentration", "artist"),
        ("concentration", "track"),
        ("uniqueness", "artist"),
        ("uniqueness", "track"),
        ("sadness", "track"),
        ("breakup_intensity", "track"),
        ("active_days", "day"),
        ("streak_days", "day"),
        ("first_listen", "day"),
        ("last_listen", "day"),
    }
)
"""Measures that say nothing of such groups: all or nothing, by their definition."""
