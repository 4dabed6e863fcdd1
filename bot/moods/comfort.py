"""Comfort songs: the tracks that a member came back to in the weeks from a turning point on.

*Came back to*: the member knew the track (at least `LEAST_BEFORE` plays, the first of them four weeks or more before)
and gave it, in these six weeks, at least `LEAST_TIMES` the share of plays that it had before, with `LEAST_PLAYS` or
more on `LEAST_DAYS` days or more. New songs are not among them, however often they were played, nor is one long loop.
Ranked by plays beyond what was expected: a share alone would put rare tracks first.

Source: our own definition; Conrad et al. (2019), Psychology of Music 47, for what people play again and again.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from bot.model.mood_months import ComfortSong

WEEKS_DAYS = 42
KNOWN_DAYS = 28
"""A track is known once it was first played this long before."""
LEAST_BEFORE = 3
LEAST_PLAYS, LEAST_DAYS = 5, 3
LEAST_TIMES = 2.0
MIN_WINDOW_PLAYS, MIN_PLAYS_BEFORE = 30, 200
"""Under these a share says too little, as for a stretch of `bot.moods.breakup`."""


def comfort_songs(plays: pd.DataFrame, since: date, most: int = 5) -> tuple[ComfortSong, ...]:
    """What a member came back to, the most beyond its usual share first; equals by track id.

    Args:
        plays: one member's plays by day, over all years: `day` (since 1970-01-01), `track_id`, `artist_id`, `plays`;
            several rows may tell of one track and day. Not modified.
        since: the first of the six weeks.
        most: how many at most.

    Returns:
        Nothing where the weeks hold fewer than 30 plays, or all time before them fewer than 200.
    """
    start = (since - date(1970, 1, 1)).days
    named = plays[plays["track_id"] >= 0]
    before = named[named["day"] < start]
    within = named[(named["day"] >= start) & (named["day"] < start + WEEKS_DAYS)]
    total, total_before = int(within["plays"].sum()), int(before["plays"].sum())
    if total < MIN_WINDOW_PLAYS or total_before < MIN_PLAYS_BEFORE:
        return ()
    now = within.groupby("track_id").agg(plays=("plays", "sum"), days=("day", "nunique"), artist=("artist_id", "max"))
    known = before.groupby("track_id").agg(before=("plays", "sum"), first=("day", "min"), last=("day", "max"))
    both = now.join(known, how="inner")
    both = both.assign(expected=both["before"] * (total / total_before))
    kept = both[
        (both["plays"] >= np.maximum(LEAST_PLAYS, LEAST_TIMES * both["expected"]))
        & (both["days"] >= LEAST_DAYS)
        & (both["before"] >= LEAST_BEFORE)
        & (both["first"] <= start - KNOWN_DAYS)
    ]
    beyond = (kept["plays"] - kept["expected"]).rename("beyond")
    ordered = kept.join(beyond).reset_index().sort_values(["beyond", "track_id"], ascending=[False, True])
    return tuple(
        ComfortSong(
            track_id=int(row["track_id"]),
            artist_id=int(row["artist"]),
            plays=int(row["plays"]),
            expected=float(row["expected"]),
            plays_before=int(row["before"]),
            last_before=date.fromordinal(date(1970, 1, 1).toordinal() + int(row["last"])),
        )
        for row in ordered.head(most).to_dict("records")
    )
