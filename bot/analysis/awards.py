"""An evening's awards: who of those present stands out, by what, and who comes next. Our own definitions.

Exports differ in span, so nothing here is a total. Most awards go by shares or rates of a member's own listening in the
period that was asked for. What grows with the days one has (the longest sitting, the longest silence) is only looked
for in the fair window, which every counted member covers, and is not awarded where there is none. What depends on how
far back an export reaches is only judged where the others' reach back far enough.

Who has too little listening for an award is left out of it and never its last; an award that nobody can get is not
given; equals share a place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from bot.analysis.coverage import FairWindow, counted_in, fair_window
from bot.analysis.discoveries import KNOWN_AFTER_DAYS, novelty_window
from bot.analysis.frames import NOBODY, Int64s
from bot.analysis.gaps import can_rank, fair_returns
from bot.analysis.group import Group, artists_in, day_of, within
from bot.analysis.periods import Period

LEAST_PLAYS, LEAST_DAYS = 50, 3
"""Enough listening for an award: so many plays, on so many days. With less, one evening would decide."""

LEAST_DUELS = 20
"""Enough for the first footprint: so many times that it can be told which of two members was first."""

KNOWN_FROM = 3
"""Plays from which an artist counts as reached: one or two can be somebody else's playlist."""

_ALIKE_TO = 3
"""Decimals to which amounts are equal: a tenth of a percent, as shares are shown. What reads the same is level."""


class AwardName(StrEnum):
    """The awards, in the order in which they are given, each with what its amount is."""

    RAINCLOUD = "raincloud"
    """Share of plays of tracks whose titles speak of sadness or a breakup."""
    LARK = "lark"
    """Share of plays that began from 05:00 to 08:59 on the member's own clock."""
    OWL = "owl"
    """Share of plays that began from 00:00 to 04:59."""
    BUTTERFLY = "butterfly"
    """Share of plays that were skipped, of those of which it is known."""
    SUPERFAN = "superfan"
    """Share of plays that went to one artist."""
    CARTOGRAPHER = "cartographer"
    """New artists per 100 plays; see `new_artists_rate`."""
    LOYALIST = "loyalist"
    """The effective number of artists; the fewest win. See `effective_artists`."""
    FIRST_FOOTPRINT = "first footprint"
    """Share of the member's duels of who reached an artist first that they won; see `duels`."""
    DEEP_CUT = "deep cut"
    """Share of plays that went to artists whom nobody else here has played."""
    COMEBACK = "comeback"
    """Days of the longest silence of an artist that ended; see `bot.analysis.gaps`."""
    MARATHON = "marathon"
    """Minutes of the longest sitting."""


class Refusal(StrEnum):
    """Why an award is not given."""

    FEW = "few"
    """Fewer than two members have enough listening."""
    NOBODY = "nobody"
    """Those who have enough have nothing of it."""
    NO_WINDOW = "no window"
    """It needs days that all exports cover, and there are too few."""


@dataclass(frozen=True, slots=True)
class Placing:
    """One member's place.

    Attributes:
        rank: from 1; equals share one, the next is as many lower.
        amount: see `AwardName`.
        artist_id: the artist it is about, -1 for none.
        day: the day on which it happened, or ended; None where it has no day.
        cases: how many duels a share of duels is of; 0 for all other awards.
    """

    rank: int
    tied: bool
    member_id: int
    amount: float
    artist_id: int = NOBODY
    day: date | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Award:
    """One award.

    Attributes:
        places: best first, equals by member id; empty where it is not given.
        left_out: members without enough listening for it, ascending.
        refused: why it is not given, else None.
    """

    name: AwardName
    places: tuple[Placing, ...]
    left_out: tuple[int, ...]
    refused: Refusal | None = None

    @property
    def winners(self) -> tuple[Placing, ...]:
        """Whom it goes to; more than one is a tie."""
        return tuple(each for each in self.places if each.rank == 1)

    @property
    def runners_up(self) -> tuple[Placing, ...]:
        """Who comes next, ties together; nobody who has nothing of it."""
        return tuple(each for each in self.places if each.rank == len(self.winners) + 1 and each.amount != 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was measured.

    Attributes:
        amounts: float64 by member_id: those with enough listening; NaN for having nothing that could be placed.
        artists: by member_id, what it is about.
        days: likewise, days since 1970-01-01.
        cases: likewise, of how many cases the amount is a share.
        lowest: whether the lowest amount wins.
    """

    amounts: pd.Series[float]
    artists: pd.Series[int] | None = None
    days: pd.Series[int] | None = None
    cases: pd.Series[int] | None = None
    lowest: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """What all awards are decided on: `totals` of `enough` over the period, for members with enough of it."""

    group: Group
    period: Period
    window: FairWindow
    totals: pd.DataFrame
    artists: pd.DataFrame


def awards(group: Group, period: Period, artists: pd.DataFrame | None = None) -> tuple[Award, ...]:
    """All awards of a period, in their order.

    Args:
        group: reads `members`, `artists`, `days`, `sittings` and `returns`; `plays` for any period but all time.
        artists: `artists_in(group, period)`, where it was made already.
    """
    totals = enough(within(group.days, period))
    played = artists_in(group, period) if artists is None else artists
    stage = _Stage(group, period, fair_window(group, period), totals, played)
    return tuple(_award(name, measure(stage), group.members.index) for name, measure in _MEASURES.items())


def enough(days: pd.DataFrame) -> pd.DataFrame:
    """Members with enough listening for an award on these days: sums of their columns, and `active_days`.

    Index member_id, ascending.
    """
    sums = days.drop(columns="day").groupby("member_id").sum()
    sums["active_days"] = days.groupby("member_id").size()
    return sums[(sums["plays"] >= LEAST_PLAYS) & (sums["active_days"] >= LEAST_DAYS)]


def effective_artists(artists: pd.DataFrame) -> pd.Series[float]:
    """As how many artists, played equally often, a member's artists are as varied.

    The inverse of the probability that two plays drawn at random are of one artist. Drawn without putting back, this
    estimates the same however many plays there are, so that a short export does not seem loyal.

    Args:
        artists: `artists_in`.

    Returns:
        By member_id, at least 1; missing where no artist was played twice.

    Source:
        Simpson (1949), Measurement of diversity, Nature 163, 688. Its inverse is the Hill number of order 2.
    """
    plays = artists["plays"]
    pairs = (plays * (plays - 1)).groupby(artists["member_id"]).sum()
    total = plays.groupby(artists["member_id"]).sum()
    varied: pd.Series[float] = (total * (total - 1) / pairs.where(pairs > 0)).astype(np.float64)
    return varied


def new_artists_rate(group: Group, period: Period) -> pd.Series[float]:
    """New artists per 100 plays, by member_id: members with enough listening on the days that count.

    An artist is new on the day of the first play in the whole history; in the first `KNOWN_AFTER_DAYS` days of an
    export nobody counts, since most were known before. The older an export, the fewer artists can still be new to it.
    So of all time the same days of each export's own age are counted: from its 91st on, as many as all have. Of any
    other period, the same dates.

    Args:
        group: reads `members` and `days`.
    """
    if period.start is None and period.end is None:
        group = _aged(group)
    days = counted_in(group.days, novelty_window(group, period))
    known_from = group.members["first_day"].reindex(days["member_id"]).to_numpy() + KNOWN_AFTER_DAYS
    totals = enough(days[days["day"].to_numpy() >= known_from])
    rate: pd.Series[float] = 100 * totals["new_artists"] / totals["plays"]
    return rate


def _aged(group: Group) -> Group:
    """The same group as if all exports had begun on one day."""
    first = group.members["first_day"]
    members = group.members.assign(first_day=0, last_day=group.members["last_day"] - first)
    days = group.days[["member_id", "day", "plays", "new_artists"]]
    days = days.assign(day=days["day"] - first.reindex(days["member_id"]).to_numpy())
    return replace(group, members=members, days=days)


def duels(group: Group, period: Period) -> pd.DataFrame:
    """How often it can be told which of two members reached a shared artist first, and who did.

    Two members who both reached an artist (`KNOWN_FROM` plays) are a duel where one played it first on an earlier day
    than the other, that day lies in the period, and the other's export had begun `KNOWN_AFTER_DAYS` days before it:
    else the later one may have been first, before the export begins.

    Args:
        group: reads `members` and `artists`.

    Returns:
        Index member_id, ascending: members with a duel. int64: `won` and `lost`.
    """
    rows = group.artists[(group.artists["plays"] >= KNOWN_FROM) & (group.artists["artist_id"] != NOBODY)]
    artist = rows["artist_id"].to_numpy() << 32  # with a day below 2^31 behind it: one ascending number
    first = rows["first_day"].to_numpy(dtype=np.int64)
    known_from = group.members["first_day"].reindex(rows["member_id"]).to_numpy(dtype=np.int64) + KNOWN_AFTER_DAYS
    in_period = within(pd.DataFrame({"day": first, "row": np.arange(len(first))}), period)["row"].to_numpy()
    judged = np.zeros(len(first), dtype=np.bool_)
    judged[in_period] = True
    # Won against those whose export had begun by then, but for those who had also come by then.
    begun = _until(artist + known_from, artist, first)
    come = _until(artist + np.maximum(known_from, first), artist, first)
    # Lost against those who came before, on a day by which one's own export had begun.
    earlier = np.sort((artist + first)[judged])
    before = np.searchsorted(earlier, artist + first, side="left")
    lost = np.maximum(before - np.searchsorted(earlier, artist + known_from, side="left"), 0)
    sums = pd.DataFrame({"won": np.where(judged, begun - come, 0), "lost": lost}, dtype=np.int64)
    found = sums.groupby(rows["member_id"].to_numpy()).sum().rename_axis("member_id")
    return found[found.sum(axis=1) > 0]


def _until(ends: Int64s, artist: Int64s, day: Int64s) -> Int64s:
    """How many of an artist's `ends` lie on each day or before it."""
    ends = np.sort(ends)
    count: Int64s = np.searchsorted(ends, artist + day, side="right") - np.searchsorted(ends, artist, side="left")
    return count


def _share_of(*columns: str) -> Callable[[_Stage], _Found]:
    def measure(stage: _Stage) -> _Found:
        return _Found(stage.totals[list(columns)].sum(axis=1) / stage.totals["plays"])

    return measure


def _butterfly(stage: _Stage) -> _Found:
    known = stage.totals[stage.totals["skip_known"] >= LEAST_PLAYS]
    return _Found(known["skipped"] / known["skip_known"])


def _superfan(stage: _Stage) -> _Found:
    order = stage.artists.sort_values(["plays", "artist_id"], ascending=[False, True], kind="stable")
    best = order.drop_duplicates("member_id").set_index("member_id").reindex(stage.totals.index)
    return _Found(best["plays"] / stage.totals["plays"], best["artist_id"])


def _cartographer(stage: _Stage) -> _Found:
    return _Found(new_artists_rate(stage.group, stage.period))


def _loyalist(stage: _Stage) -> _Found:
    varied = effective_artists(stage.artists)
    named = stage.artists["plays"].groupby(stage.artists["member_id"]).sum().reindex(stage.totals.index, fill_value=0)
    return _Found(varied.reindex(named.index[named >= LEAST_PLAYS]), lowest=True)


def _first_footprint(stage: _Stage) -> _Found:
    fought = duels(stage.group, stage.period)
    cases = fought.sum(axis=1)
    cases = cases[cases >= LEAST_DUELS]
    return _Found(fought["won"].reindex(cases.index) / cases, cases=cases)


def _deep_cut(stage: _Stage) -> _Found:
    everywhere = stage.group.artists["artist_id"]
    lone = everywhere[~everywhere.duplicated(keep=False)]
    alone = stage.artists[stage.artists["artist_id"].isin(lone)]
    plays = alone.groupby("member_id")["plays"].sum().reindex(stage.totals.index, fill_value=0)
    return _Found(plays / stage.totals["plays"])


def _comeback(stage: _Stage) -> _Found | None:
    if not can_rank(stage.window):
        return None
    found = fair_returns(stage.group, stage.period, stage.window).found
    able = enough(counted_in(stage.group.days, stage.window)).index
    best = found.drop_duplicates("member_id").set_index("member_id").reindex(able)
    return _Found(best["silence_days"], best["artist_id"], best["returned_day"])


def _marathon(stage: _Stage) -> _Found | None:
    if not stage.window.common:
        return None
    sittings = counted_in(stage.group.sittings, stage.window)
    longest = sittings.loc[sittings.groupby("member_id")["minutes"].idxmax()]
    best = longest.set_index("member_id").reindex(enough(counted_in(stage.group.days, stage.window)).index)
    return _Found(best["minutes"], days=best["day"])


_MEASURES: dict[AwardName, Callable[[_Stage], _Found | None]] = {
    AwardName.RAINCLOUD: _share_of("breakup", "sad"),
    AwardName.LARK: _share_of("morning"),
    AwardName.OWL: _share_of("night"),
    AwardName.BUTTERFLY: _butterfly,
    AwardName.SUPERFAN: _superfan,
    AwardName.CARTOGRAPHER: _cartographer,
    AwardName.LOYALIST: _loyalist,
    AwardName.FIRST_FOOTPRINT: _first_footprint,
    AwardName.DEEP_CUT: _deep_cut,
    AwardName.COMEBACK: _comeback,
    AwardName.MARATHON: _marathon,
}


_READ_TO = {AwardName.LOYALIST: 1, AwardName.CARTOGRAPHER: 2, AwardName.COMEBACK: 0, AwardName.MARATHON: 0}
"""`_ALIKE_TO` of what is shown as artists, artists per 100 plays, days and minutes."""


def _award(name: AwardName, found: _Found | None, everyone: pd.Index[int]) -> Award:
    if found is None:
        return Award(name, (), (), Refusal.NO_WINDOW)
    left_out = tuple(sorted(set(everyone.tolist()) - set(found.amounts.index.tolist())))
    amounts = found.amounts.dropna().astype(np.float64)
    level = amounts.round(_READ_TO.get(name, _ALIKE_TO))
    if len(found.amounts) < 2:
        return Award(name, (), left_out, Refusal.FEW)
    if not (level > 0).any():
        return Award(name, (), left_out, Refusal.NOBODY)
    ranks = level.rank(method="min", ascending=found.lowest).astype(np.int64)
    tied = ranks.duplicated(keep=False)
    places = (
        Placing(
            rank,
            bool(tied[member]),
            member,
            float(amounts[member]),
            NOBODY if found.artists is None else int(found.artists[member]),
            None if found.days is None else day_of(int(found.days[member])),
            0 if found.cases is None else int(found.cases[member]),
        )
        for rank, member in sorted(zip(ranks.tolist(), ranks.index.tolist(), strict=True))
    )
    return Award(name, tuple(places), left_out)
