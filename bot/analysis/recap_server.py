"""A period of a whole server's listening: of the members who are compared, over what each covers.

Totals add up what those members played, and say nothing of anybody else. What most of them listen to ranks first, and
the clock and the months are means over them, so that one long export does not decide. Our own definitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from bot.analysis.discoveries import found_artists
from bot.analysis.frames import Int64s
from bot.analysis.group import Group, day_number, day_of, within
from bot.analysis.periods import Period
from bot.analysis.recap_shares import (
    HOUR_MS,
    LATE_START,
    TOP,
    Floats,
    SharedRow,
    covering_both,
    own_totals,
    shared_top,
)
from bot.analysis.taste import GroupLabel, affinity, group_label, tastes

ENOUGH_PLAYS = 10
"""Whoever played less in the period has no vote: single plays would count as tenths of a taste."""


@dataclass(frozen=True, slots=True)
class Together:
    """Totals of the counted members. `hours` adds up known durations; None where none is known."""

    plays: int
    hours: float | None
    artists: int
    active_days: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Who is in a server's recap.

    Attributes:
        period: what it is of.
        earlier: the period before, where places are compared with it; None where nothing can be.
        members: those with at least `ENOUGH_PLAYS` plays in the period, ascending.
        both: those of them whose music covers the period before too; empty without `earlier`.
        left_out: the others of the group, ascending.
    """

    period: Period
    earlier: Period | None
    members: tuple[int, ...]
    both: tuple[int, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedDay:
    """The day on which most members listened; of equals the one with most plays, then the earliest."""

    day: date
    listeners: int
    plays: int


@dataclass(frozen=True, slots=True)
class ServerOverview:
    """The first page.

    Attributes:
        now: totals of the counted members.
        plays_change: plays of the members who cover both periods, against the period before: 0.5 is half as many more;
            None where nothing can be compared, or where the music of one of them ends before the period's last tenth.
        label: what to call a group so much alike; None where fewer than two members have enough listening.
    """

    now: Together
    plays_change: float | None
    artists: tuple[SharedRow, ...]
    busiest: SharedDay | None
    label: GroupLabel | None


@dataclass(frozen=True, slots=True)
class MonthShare:
    """A month's mean over the members whose music covers any of it; None where nobody's does."""

    month: str
    mean: float | None
    members: int


@dataclass(frozen=True, slots=True)
class ServerClock:
    """When the group listens.

    Attributes:
        clock: 24 means of members' shares of own plays, midnight first, each on their own clock.
        weekdays: 7, Monday first, likewise.
        months: mean hours a member, ("2024-03"); mean plays where no duration is known.
        months_by: "hours" or "plays".
        days: mean plays of a day, over the members whose music covers it; days without plays are not in it.
    """

    clock: tuple[float, ...]
    weekdays: tuple[float, ...]
    months: tuple[MonthShare, ...]
    months_by: str
    days: tuple[tuple[date, float], ...]
    busiest: SharedDay | None


@dataclass(frozen=True, slots=True)
class GroupFind:
    """An artist that several members discovered in the period.

    Attributes:
        finders: those members, the first first, then by id.
        first_on: the first one's day.
        first: who found it on that day.
        plays: since then, of all finders.
    """

    artist_id: int
    finders: tuple[int, ...]
    first_on: date
    first: tuple[int, ...]
    plays: int


@dataclass(frozen=True, slots=True)
class ServerFinds:
    """What the group discovered.

    Attributes:
        shared: artists that at least two found, by how many did, then by plays; at most ten.
        shared_in_all: how many such artists there are.
    """

    shared: tuple[GroupFind, ...]
    shared_in_all: int


def counted(group: Group, period: Period) -> Counted:
    """Who is in the recap.

    Places are compared with the period before by the members whose music is known from within its first tenth: at
    least two, and at least half of those counted.

    Args:
        group: reads `members` and `days`.
        period: what the recap is of.
    """
    own = own_totals(group, period)
    members = tuple(own.index[own["plays"] >= ENOUGH_PLAYS].tolist())
    left_out = tuple(sorted(set(group.members.index.tolist()) - set(members)))
    earlier = period.before()
    both = covering_both(group, members, earlier) if earlier else ()
    if len(both) < 2 or 2 * len(both) < len(members):
        return Counted(period, None, members, (), left_out)
    return Counted(period, earlier, members, both, left_out)


def server_overview(group: Group, who: Counted) -> ServerOverview:
    """The first page of a server's recap. Reads `members`, `days` and what `amounts_in` reads of artists."""
    own = _own(group, who)
    top = shared_top(group, who.period, "artist", own, who.earlier, who.both)
    days = _shared_days(group, who)
    ms = int(own["ms"].sum())
    now = Together(int(own["plays"].sum()), ms / HOUR_MS if ms else None, top.of, len(days))
    change = None
    if who.earlier is not None and _complete(group, who):
        before = int(own_totals(group, who.earlier, who.both)["plays"].sum())
        change = int(own.loc[list(who.both), "plays"].sum()) / before - 1 if before else None
    return ServerOverview(
        now=now,
        plays_change=change,
        artists=top.rows,
        busiest=_busiest(days),
        label=_label(group, who),
    )


def server_top(group: Group, who: Counted, noun: str) -> tuple[SharedRow, ...]:
    """Artists, tracks or albums of a server; see `shared_top`. Reads `days` and what `amounts_in` reads."""
    return shared_top(group, who.period, noun, _own(group, who), who.earlier, who.both).rows


def server_clock(group: Group, who: Counted) -> ServerClock:
    """When the group listens. Reads `members`, `days` and `hours`."""
    days, hours = _counted_rows(group.days, who), _counted_rows(group.hours, who)
    by_time = bool(days["ms"].any())
    amount = days["ms"].to_numpy() / HOUR_MS if by_time else days["plays"].to_numpy(dtype=np.float64)
    shared = _shared_days(group, who)
    covering = _covering_days(group, who)
    return ServerClock(
        clock=_mean_profile(who, hours, hours["hour"].to_numpy(), 24),
        weekdays=_mean_profile(who, days, (days["day"].to_numpy() + 3) % 7, 7),  # 1970-01-01 was a Thursday
        months=_months(group, who, days["day"].to_numpy(), amount),
        months_by="hours" if by_time else "plays",
        days=tuple(
            (day_of(day), count / covering[day])
            for day, count in zip(shared.index.tolist(), shared["plays"].tolist(), strict=True)
        ),
        busiest=_busiest(shared),
    )


def server_finds(group: Group, who: Counted) -> ServerFinds:
    """What the group discovered. Reads `members` and `artists`; see `bot.analysis.discoveries`."""
    found = found_artists(group, who.period)
    found = found[found["member_id"].isin(who.members)].sort_values(["artist_id", "first_day", "member_id"])
    each = found.groupby("artist_id")
    sums = pd.DataFrame({"finders": each.size(), "plays": each["plays"].sum(), "day": each["first_day"].min()})
    sums = sums[sums["finders"] >= 2].sort_values(["finders", "plays"], ascending=False, kind="stable")
    shown = []
    for artist_id in sums.index[:TOP].tolist():
        rows = found[found["artist_id"] == artist_id]
        first_day = int(rows["first_day"].iloc[0])
        shown.append(
            GroupFind(
                artist_id,
                tuple(rows["member_id"].tolist()),
                day_of(first_day),
                tuple(rows.loc[rows["first_day"] == first_day, "member_id"].tolist()),
                int(rows["plays"].sum()),
            )
        )
    return ServerFinds(tuple(shown), len(sums))


def _complete(group: Group, who: Counted) -> bool:
    """Whether the music of all who are compared reaches into the period's last tenth."""
    end, days = who.period.end, who.period.days
    if end is None or days is None:
        return False
    last = group.members.loc[list(who.both), "last_day"].min()
    return bool(last >= day_number(end) - 1 - int(days * LATE_START))


def _own(group: Group, who: Counted) -> pd.DataFrame:
    return own_totals(group, who.period, who.members)


def _counted_rows(frame: pd.DataFrame, who: Counted) -> pd.DataFrame:
    rows = within(frame, who.period)
    kept = np.isin(rows["member_id"].to_numpy(), who.members)
    return rows if kept.all() else rows[kept].reset_index(drop=True)


def _shared_days(group: Group, who: Counted) -> pd.DataFrame:
    """Index day, ascending; how many counted members listened, and their plays."""
    rows = _counted_rows(group.days, who)
    codes, days = pd.factorize(rows["day"].to_numpy(), sort=True)
    columns = {
        "listeners": np.bincount(codes, minlength=len(days)),
        "plays": np.bincount(codes, rows["plays"].to_numpy(), len(days)).astype(np.int64),
    }
    return pd.DataFrame(columns, index=pd.Index(days, dtype=np.int64))


def _busiest(days: pd.DataFrame) -> SharedDay | None:
    if days.empty:
        return None
    listeners, plays = days["listeners"].to_numpy(), days["plays"].to_numpy()
    best = int(np.lexsort((days.index, -plays, -listeners))[0])
    return SharedDay(day_of(int(days.index[best])), int(listeners[best]), int(plays[best]))


def _label(group: Group, who: Counted) -> GroupLabel | None:
    """By the members of the recap alone, among whom those with too little listening for a taste are left out."""
    compared = tastes(group, who.period)
    alike = affinity(compared)
    chosen = alike.index.isin(who.members)
    return group_label(alike.loc[chosen, chosen])


def _mean_profile(who: Counted, rows: pd.DataFrame, slots: Int64s, count: int) -> tuple[float, ...]:
    """The mean over members of each slot's share of own plays; zeros where there are none."""
    members = len(who.members)
    if not members:
        return (0.0,) * count
    places = np.searchsorted(np.array(who.members, np.int64), rows["member_id"].to_numpy())
    table = np.bincount(places * count + slots, rows["plays"].to_numpy(), members * count).reshape(members, count)
    return tuple((table / np.maximum(table.sum(axis=1, keepdims=True), 1)).mean(axis=0).tolist())


def _months(group: Group, who: Counted, days: Int64s, amount: Floats) -> tuple[MonthShare, ...]:
    """Every month that anybody's music covers, and those between, with the mean over whoever covers it."""
    spans = _spans(group, who)
    if not spans:
        return ()
    first, last = _months_of(min(start for start, _ in spans), max(end for _, end in spans))
    sums = np.bincount(_month_numbers(days) - first, amount, last - first + 1).tolist()
    covered = [_months_of(*span) for span in spans]
    months = []
    for number in range(first, last + 1):
        members = sum(low <= number <= high for low, high in covered)
        months.append(MonthShare(_month_name(number), sums[number - first] / members if members else None, members))
    return tuple(months)


def _spans(group: Group, who: Counted) -> list[tuple[int, int]]:
    """The first and last covered day of each counted member, within the period."""
    rows = group.members.loc[list(who.members)]
    start = rows["first_day"].clip(lower=day_number(who.period.start) if who.period.start else None)
    end = rows["last_day"].clip(upper=day_number(who.period.end) - 1 if who.period.end else None)
    return list(zip(start.tolist(), end.tolist(), strict=True))


def _covering_days(group: Group, who: Counted) -> dict[int, int]:
    """How many counted members' music covers each day that anybody's covers."""
    spans = _spans(group, who)
    if not spans:
        return {}
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    steps = np.zeros(high - low + 2, np.int64)
    for start, end in spans:
        steps[start - low] += 1
        steps[end - low + 1] -= 1
    return {low + place: count for place, count in enumerate(steps.cumsum().tolist())}


def _month_numbers(days: Sequence[int] | Int64s) -> Int64s:
    return np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _months_of(first_day: int, last_day: int) -> tuple[int, int]:
    first, last = _month_numbers([first_day, last_day]).tolist()
    return first, last


def _month_name(number: int) -> str:
    return f"{1970 + number // 12}-{number % 12 + 1:02}"
