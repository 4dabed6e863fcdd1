"""Music that was new to a member: how much of it, whether it stuck, and who had it before the others.

Our own definition. A *discovery* is an artist (or track) whose first play in the whole history falls in the period.
What is first seen in the first `KNOWN_AFTER_DAYS` days of a history is none: most of it was known before.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from bot.analysis.coverage import FairWindow, counted_in, fair_window
from bot.analysis.frames import NOBODY
from bot.analysis.group import Group, within
from bot.analysis.periods import Period

KNOWN_AFTER_DAYS = 90
"""Three months: by then the artists of a habit have shown themselves, and most of a year is left to judge."""

FRESH_DAYS = 28
"""An artist is new for four weeks: of a longer period all would be new in the end."""

SHARE_AFTER_DAYS = KNOWN_AFTER_DAYS + FRESH_DAYS
"""Before that, artists who are new for some weeks may have been met on days that are not judged."""

STUCK_AFTER_DAYS = 28
"""A discovery stuck if it was played again this many days after its first play, or later."""


def novelty_window(group: Group, period: Period, after_days: int = KNOWN_AFTER_DAYS) -> FairWindow:
    """`fair_window` of the days on which everyone's discoveries are known.

    Args:
        group: reads `members`. Those whose history is no longer than `after_days` are left out.
        period: as in `fair_window`.
        after_days: so many days of each history are not counted.
    """
    members = group.members.assign(first_day=group.members["first_day"] + after_days)
    known = members[members["first_day"] <= members["last_day"]]
    window = fair_window(replace(group, members=known), period)
    unknown = group.members.index.difference(known.index)
    return replace(window, left_out=tuple(sorted({*window.left_out, *unknown.tolist()})))


def fresh_plays(plays: pd.DataFrame) -> pd.DataFrame:
    """Plays of artists who were discovered shortly before: the frame `fresh` of a group.

    A play is fresh in the `FRESH_DAYS` days from its artist's first play on, if that was a discovery: not in the first
    `KNOWN_AFTER_DAYS` days of the history.

    Args:
        plays: any frame with `member_id`, `day`, `artist_id` and `plays`, of whole histories.

    Returns:
        One row per member and day with a fresh play, ascending by both.
    """
    begin = plays.groupby("member_id")["day"].transform("min")
    named = plays[plays["artist_id"] != NOBODY]
    met = named.groupby(["member_id", "artist_id"])["day"].transform("min")
    fresh = named[(met >= begin.reindex(named.index) + KNOWN_AFTER_DAYS) & (named["day"] < met + FRESH_DAYS)]
    return fresh.groupby(["member_id", "day"])["plays"].sum().reset_index()


def found_artists(group: Group, period: Period) -> pd.DataFrame:
    """Every member's discovered artists of a period: one row each, ascending by member and first day.

    Args:
        group: reads `members` and `artists`.

    Returns:
        All int64 but the last: `member_id`, `artist_id`, `first_day`, `last_day`, `plays` (ever since, to the export's
        end), and `stuck` (nullable boolean): see `STUCK_AFTER_DAYS`; missing where the export ends too early to tell.
    """
    artists = group.artists[group.artists["artist_id"] != NOBODY]
    members = group.members.reindex(artists["member_id"])
    known_from = members["first_day"].to_numpy() + KNOWN_AFTER_DAYS
    found = artists[artists["first_day"].to_numpy() >= known_from].rename(columns={"first_day": "day"})
    found = within(found, period).rename(columns={"day": "first_day"})
    ends = group.members["last_day"].reindex(found["member_id"]).to_numpy()
    stuck = (found["last_day"] - found["first_day"] >= STUCK_AFTER_DAYS).astype("boolean").array
    stuck[ends - found["first_day"].to_numpy() < STUCK_AFTER_DAYS] = pd.NA
    columns = ["member_id", "artist_id", "first_day", "last_day", "plays"]
    found = found[columns].assign(stuck=stuck)
    return found.sort_values(["member_id", "first_day", "artist_id"], ignore_index=True)


def discoveries(group: Group, period: Period, window: FairWindow) -> pd.DataFrame:
    """Members ranked by the share of their plays that went to artists who were new to them.

    Counts of new artists grow with listening and with the length of an export. The share does not, since an artist is
    new for `FRESH_DAYS` days, however long the period; and it is taken over the same days for everyone where there are
    such days.

    Args:
        group: reads `members`, `days`, `artists` and `fresh`.
        period: the one asked for; who brought artists here is told of it.
        window: `novelty_window(group, period, SHARE_AFTER_DAYS)`.

    Returns:
        One row per member with plays that count, ascending by `rank` and member_id: `rank` (by `share`; those
        level to a tenth of a percent share one), `member_id`; in the window `artists`, `tracks` (new ones),
        `new_plays` (fresh ones, see `fresh_plays`), `plays`, `share` (float64 in [0, 1], the former of the latter) and
        `stuck_share` (float64, of the discovered artists of whom it is known; NaN for none); in the period `brought`
        (see `brought_first`).
    """
    totals = _judged(group, group.days, window).groupby("member_id")[["plays", "new_artists", "new_tracks"]].sum()
    totals = totals[totals["plays"] > 0]
    new = _judged(group, group.fresh, window).groupby("member_id")["plays"].sum()
    brought = brought_first(group, found_artists(group, period)).groupby("member_id").size()
    table = pd.DataFrame(
        {
            "artists": totals["new_artists"],
            "tracks": totals["new_tracks"],
            # A member without a row here discovered nobody in these days: their days are covered, so 0 is known.
            "new_plays": new.reindex(totals.index, fill_value=0),
            "plays": totals["plays"],
        }
    )
    table["share"] = table["new_plays"] / table["plays"]
    table["stuck_share"] = _stuck_share(found_artists(group, window.period)).reindex(table.index)
    table["brought"] = brought.reindex(table.index, fill_value=0)
    table.insert(0, "rank", table["share"].round(3).rank(method="min", ascending=False).astype(int))
    return table.reset_index().sort_values(["rank", "member_id"], ignore_index=True)


def _judged(group: Group, rows: pd.DataFrame, window: FairWindow) -> pd.DataFrame:
    """The rows of a frame of days that count: from each member's `SHARE_AFTER_DAYS` on."""
    rows = counted_in(rows, window)
    from_day = group.members["first_day"].reindex(rows["member_id"]).to_numpy() + SHARE_AFTER_DAYS
    return rows[rows["day"].to_numpy() >= from_day]


def brought_first(group: Group, found: pd.DataFrame) -> pd.DataFrame:
    """The discoveries that nobody here had before, and that somebody discovered after.

    As far as the exports reach: an artist from before a member's export is not in it. So followers are only those whose
    own first play is a discovery, not part of the first `KNOWN_AFTER_DAYS` days of their history.

    Args:
        found: as `found_artists` gives them.

    Returns:
        Those rows of `found` where the member's first play is the group's first (several members on one day are all
        first), with `followers` (int64, at least 1); most followers first, then most plays, then ids.
    """
    artists = group.artists[group.artists["artist_id"].isin(found["artist_id"])]
    first = artists.groupby("artist_id")["first_day"].min()
    known_from = group.members["first_day"].reindex(artists["member_id"]).to_numpy() + KNOWN_AFTER_DAYS
    later = artists[
        (artists["first_day"].to_numpy() >= known_from)
        & (artists["first_day"].to_numpy() > first.reindex(artists["artist_id"]).to_numpy())
    ]
    followers = later.groupby("artist_id").size().reindex(found["artist_id"], fill_value=0).to_numpy()
    ahead = found["first_day"].to_numpy() == first.reindex(found["artist_id"]).to_numpy()
    rows: pd.DataFrame = found.assign(followers=followers)[ahead & (followers > 0)]
    order = ["followers", "plays", "member_id", "artist_id"]
    return rows.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _stuck_share(found: pd.DataFrame) -> pd.Series[float]:
    known = found[found["stuck"].notna()]
    return known["stuck"].astype(np.float64).groupby(known["member_id"]).mean()
