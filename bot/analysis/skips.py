"""How often members skip, where their service says so, with how sure one can be of it.

A rate over one's own plays is fair whatever an export spans; a rate over few plays is not known well. Each is given
with Wilson's interval, as scipy computes it.

Source: E. B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
American Statistical Association 22(158), 209-212.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from bot.analysis.frames import NOBODY, History
from bot.analysis.group import Group, within
from bot.analysis.periods import Period

LEAST_KNOWN = 200
"""Plays whose skipping must be known: half of Wilson's interval is then at most 7 points wide."""

CONFIDENCE = 0.95

TRACK_KNOWN = 5
"""Plays of one track whose skipping must be known before it can be among the most skipped."""


def skip_rates(group: Group, period: Period) -> pd.DataFrame:
    """Members by the share of plays that they skipped.

    Args:
        group: reads `days`.

    Returns:
        One row per member with a play in the period: `rank` (nullable Int64; highest rate first, those level to a tenth
        of a percent share one; missing where fewer than `LEAST_KNOWN` plays say), `member_id`, `plays`, `known` (plays
        that say whether they were skipped), `skipped` (int64), `rate`, `low` and `high` (float64 in [0, 1], the
        interval at `CONFIDENCE`; NaN where no play says). Ranked rows first, then by member_id.
    """
    rows = within(group.days, period)
    sums = rows.groupby("member_id")[["plays", "skip_known", "skipped"]].sum().rename(columns={"skip_known": "known"})
    sums = sums[sums["plays"] > 0]
    known = sums["known"] > 0
    sums["rate"] = sums["skipped"] / sums["known"].where(known)
    bounds = [_wilson(skipped, of) for skipped, of in zip(sums["skipped"], sums["known"], strict=True)]
    sums[["low", "high"]] = np.array(bounds, dtype=np.float64).reshape(-1, 2)
    enough = sums["rate"].round(3).where(sums["known"] >= LEAST_KNOWN)
    sums.insert(0, "rank", enough.rank(method="min", ascending=False).astype("Int64"))
    return sums.reset_index().sort_values(["rank", "member_id"], na_position="last", ignore_index=True)[
        ["rank", "member_id", "plays", "known", "skipped", "rate", "low", "high"]
    ]


def apart(rates: pd.DataFrame) -> bool:
    """Whether the first is surely first: their interval lies above that of everyone else who is ranked."""
    ranked = rates[rates["rank"].notna()]
    return len(ranked) > 1 and bool(ranked["low"].iloc[0] > ranked["high"].iloc[1:].max())


def skipped_tracks(history: History, period: Period) -> pd.DataFrame:
    """The tracks that a member skips and yet keeps playing.

    Returns:
        One row per track of which `TRACK_KNOWN` plays or more say, and that was skipped and also heard through:
        `track_id`, `artist_id`, `plays`, `known`, `skipped` (int64), `rate` (float64 in (0, 1)), `last_day`. Most
        skipped first; of equals the higher rate, then the lower id.
    """
    listens = history.music
    rows = pd.DataFrame(
        {
            "day": listens["local_at"].to_numpy().astype("datetime64[D]").astype(np.int64),
            "track_id": listens["track_id"].to_numpy(),
            "artist_id": listens["artist_id"].to_numpy(),
            "known": listens["skipped"].notna().to_numpy(dtype=np.int64),
            "skipped": listens["skipped"]
            .fillna(False)
            .to_numpy(dtype=np.int64),  # False stands for unknown: not counted
        }
    )
    rows = within(rows[rows["track_id"] != NOBODY], period)
    sums = rows.groupby("track_id").agg(
        artist_id=("artist_id", "first"),
        plays=("known", "size"),
        known=("known", "sum"),
        skipped=("skipped", "sum"),
        last_day=("day", "max"),
    )
    sums = sums[(sums["known"] >= TRACK_KNOWN) & (sums["skipped"] > 0) & (sums["skipped"] < sums["known"])]
    sums["rate"] = sums["skipped"] / sums["known"]
    order = ["skipped", "rate", "track_id"]
    return sums.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)


def _wilson(skipped: int, known: int) -> tuple[float, float]:
    if known == 0:
        return np.nan, np.nan
    interval = binomtest(int(skipped), int(known)).proportion_ci(CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)
