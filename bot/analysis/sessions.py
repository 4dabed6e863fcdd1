"""Sittings: listening without a pause of 30 minutes. How long, how often, and when they begin.

The pause of 30 minutes is the one that web analytics and music research commonly cut sessions at; which plays belong
together was decided when the daybook was made (`bot/analysis/daybook.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from bot.analysis.coverage import coverage
from bot.analysis.group import Group, within
from bot.analysis.periods import Period

LEAST_SITTINGS = 10
"""Fewer have no typical length and no typical hour."""


def sessions(group: Group, period: Period) -> pd.DataFrame:
    """Members by their longest sitting, with what their sittings usually are.

    A longest hardly grows with the length of an export and the others do not, so each is taken from all of the period
    that the member's music covers.

    Args:
        group: reads `members`, `days` and `sittings`.

    Returns:
        One row per member with a sitting, ascending by `rank` and member_id: `rank` (by `longest_minutes`; those level
        to the minute share one), `member_id`, `longest_minutes` (float64), `longest_day`, `longest_plays`, `longest_at`
        (ms since 1970, UTC; of the earliest of equals), `sittings` (int64), `median_minutes` and `per_week` (float64;
        the latter over covered days of the period; both NaN for fewer than `LEAST_SITTINGS` sittings).
    """
    rows = within(group.sittings, period)
    best = rows.loc[rows.groupby("member_id")["minutes"].idxmax()]  # the first of equals, and rows ascend by day
    table = best.set_index("member_id").rename(columns={"started_at": "longest_at"})
    table = table.rename(columns={name: f"longest_{name}" for name in ("day", "minutes", "plays")})
    each = rows.groupby("member_id")["minutes"].agg(["size", "median"])
    enough = each["size"] >= LEAST_SITTINGS
    table["sittings"] = each["size"]
    table["median_minutes"] = each["median"].where(enough)
    covered = coverage(group, period)["days"].reindex(table.index)
    table["per_week"] = (each["size"] / covered * 7).where(enough)
    table.insert(0, "rank", table["longest_minutes"].round().rank(method="min", ascending=False).astype(int))
    columns = ["rank", "member_id", "longest_minutes", "longest_day", "longest_plays", "longest_at"]
    table = table.reset_index()[[*columns, "sittings", "median_minutes", "per_week"]]
    return table.sort_values(["rank", "member_id"], ignore_index=True)


def starts_by_hour(group: Group, period: Period, time_zones: Mapping[int, str]) -> pd.DataFrame:
    """In which hours of the day each member's sittings begin.

    Args:
        group: reads `sittings`.
        time_zones: member_id -> IANA name of their own clock; UTC for who is not in it.

    Returns:
        Index member_id, ascending; columns 0 to 23, the member's own clock; values int64, sittings begun then.
    """
    rows = within(group.sittings, period)
    place, members = pd.factorize(rows["member_id"].to_numpy(), sort=True)
    started = rows["started_at"].to_numpy()
    counts = np.zeros((len(members), 24), dtype=np.int64)
    for number, member_id in enumerate(members.tolist()):
        moments = pd.DatetimeIndex(started[place == number].view("datetime64[ms]"), tz="UTC")
        hours = moments.tz_convert(time_zones.get(member_id, "UTC")).hour
        counts[number] = np.bincount(hours, minlength=24)
    return pd.DataFrame(counts, index=pd.Index(members, name="member_id"), columns=range(24))


def usual_hours(starts: pd.DataFrame) -> pd.Series[int]:
    """The hour in which most of each member's sittings begin, the earliest of equals; index member_id.

    The most frequent hour and no mean: of a morning train and an evening at home the mean would be noon, when nothing
    ever begins. Members with fewer than `LEAST_SITTINGS` sittings are not in it.
    """
    enough = starts[starts.sum(axis=1) >= LEAST_SITTINGS]
    return enough.idxmax(axis=1).astype(np.int64)
