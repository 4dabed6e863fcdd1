"""A period of two members' listening side by side, over the days that both exports cover. Our own definitions.

Shares are of each member's own plays, so that nobody leads by a longer export; plays and hours stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from bot.analysis.coverage import FairWindow
from bot.analysis.frames import NOBODY
from bot.analysis.group import Group, day_of, within
from bot.analysis.periods import Period
from bot.analysis.recap_shares import HOUR_MS, TOP, amounts_in, covering_both, own_shares, own_totals

_ALIKE_TO = 12
"""Decimals to which shares are the same."""

MOST_SAME_DAY_ARTISTS = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """What a pair's recap counts.

    Attributes:
        left: the member who is named first.
        right: the other.
        period: the days that both exports cover; what was asked for where they have no fair stretch in common.
        common: whether there is such a stretch. If not, only shares of own listening compare.
        earlier: the period before, where both exports cover all of the one asked for, and it too; else None.
    """

    left: int
    right: int
    period: Period
    common: bool
    earlier: Period | None

    @property
    def members(self) -> tuple[int, int]:
        """Both, in their order."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Side:
    """One member's totals.

    Attributes:
        hours: known durations; None where none is known.
        clock: 24 shares of own plays, midnight first, on the member's own clock.
        sad: share of own plays whose title says sadness or heartbreak; None without plays.
        breakup: whose title says heartbreak, likewise.
    """

    member_id: int
    plays: int
    hours: float | None
    artists: int
    active_days: int
    clock: tuple[float, ...]
    sad: float | None
    breakup: float | None


@dataclass(frozen=True, slots=True)
class SideRow:
    """One place of one member's own ranking by plays.

    Attributes:
        share: of own plays, in [0, 1].
        other_rank: its place with the other member; None where that one did not play it.
        rose: places won against the period before; None where it is new or nothing is compared.
        new: not played in the period before, where that is compared.
    """

    rank: int
    id: int
    plays: int
    share: float
    other_rank: int | None
    rose: int | None
    new: bool


@dataclass(frozen=True, slots=True)
class Favourite:
    """One place among what both played, by the smaller of their shares.

    Attributes:
        left: share of the left member's own plays, in (0, 1].
        right: of the right member's.
        rose: places won against the period before; None where not both played it then, or nothing is compared.
    """

    rank: int
    id: int
    left: float
    right: float
    rose: int | None


@dataclass(frozen=True, slots=True)
class PairTop:
    """Artists, tracks or albums of a pair: at most ten of each.

    Attributes:
        shared: how many both played.
    """

    left: tuple[SideRow, ...]
    right: tuple[SideRow, ...]
    favourites: tuple[Favourite, ...]
    shared: int

    @property
    def ids(self) -> tuple[int, ...]:
        """Everything that is named in it, once."""
        own = [row.id for row in (*self.left, *self.right)]
        return tuple(dict.fromkeys([*(row.id for row in self.favourites), *own]))


@dataclass(frozen=True, slots=True)
class SameDay:
    """Days on which both played the same artist, each by their own calendar.

    Attributes:
        first: the first such day in the period.
        artists: what they both played on it, most plays together first; at most three.
        days: how many such days there are.
        both_days: days on which both listened to anything.
    """

    first: date
    artists: tuple[int, ...]
    days: int
    both_days: int


@dataclass(frozen=True, slots=True)
class FoundFirst:
    """Who played an artist first, as far as the exports tell.

    Attributes:
        first: that member, both where it was the same day, none where the export of the later one begins after the
            other's first play: it may have been played before.
        left_on: first play ever, of the left member.
        right_on: of the right member.
    """

    artist_id: int
    first: tuple[int, ...]
    left_on: date
    right_on: date


def compared(group: Group, left: int, right: int, asked: Period, window: FairWindow) -> Compared:
    """What is counted for a pair.

    Args:
        group: both members; reads `members`.
        left: the member who is named first.
        right: the other.
        asked: the period as it was asked for.
        window: what `bot.analysis.coverage.fair_window` says of both.
    """
    earlier = asked.before() if window.common and window.period == asked else None
    if earlier is not None and len(covering_both(group, (left, right), earlier)) < 2:
        earlier = None
    return Compared(left, right, window.period, window.common, earlier)


def sides(group: Group, pair: Compared) -> tuple[Side, Side]:
    """Totals of both. Reads `days`, `hours`, and what `amounts_in` reads of artists."""
    artists = amounts_in(group, pair.period, "artist")
    days, hours = within(group.days, pair.period), within(group.hours, pair.period)
    left, right = (_side(member, artists, days, hours) for member in pair.members)
    return left, right


def pair_top(group: Group, pair: Compared, noun: str) -> PairTop:
    """What each played most, and what both did. Reads `days` and what `amounts_in` reads."""
    now = _side_shares(group, pair.period, pair, noun)
    then = _side_shares(group, pair.earlier, pair, noun) if pair.earlier else None
    common = _common(now)
    before = _common(then) if then is not None else None
    order = common.sort_values(["rank", "both"], ascending=[True, False], kind="stable").head(TOP)
    favourites = tuple(
        Favourite(rank, key, left, right, _rise(rank, before["rank"].get(key) if before is not None else None))
        for key, rank, left, right in zip(
            order.index.tolist(), *(order[name].tolist() for name in ("rank", "left", "right")), strict=True
        )
    )
    return PairTop(
        _side_rows(now, then, pair.left, pair.right),
        _side_rows(now, then, pair.right, pair.left),
        favourites,
        len(common),
    )


def same_days(group: Group, pair: Compared) -> SameDay | None:
    """When both played the same artist on one day; None where they never did. Reads `plays`."""
    rows = within(group.plays, pair.period)
    sums = rows.groupby(["member_id", "day", "artist_id"], as_index=False)["plays"].sum()
    left, right = (sums[sums["member_id"] == member] for member in pair.members)
    both_days = len(np.intersect1d(left["day"].unique(), right["day"].unique()))
    named = [side[side["artist_id"] != NOBODY] for side in (left, right)]
    both = named[0].merge(named[1], on=["day", "artist_id"])
    if both.empty:
        return None
    first = both[both["day"] == both["day"].min()]
    together = first["plays_x"] + first["plays_y"]
    order = np.lexsort((first["artist_id"], -together))[:MOST_SAME_DAY_ARTISTS]
    return SameDay(
        day_of(int(both["day"].min())), tuple(first["artist_id"].iloc[order].tolist()), both["day"].nunique(), both_days
    )


def found_first(group: Group, pair: Compared) -> tuple[FoundFirst, ...]:
    """Who played first what both played in the period, by the smaller of their shares.

    Reads `members`, `days`, what `amounts_in` reads of artists, and `artists`: first plays of the whole history.
    """
    common = _common(_side_shares(group, pair.period, pair, "artist"))
    artist_ids = common.sort_values(["rank", "both"], ascending=[True, False], kind="stable").index.tolist()
    firsts = [group.artists[group.artists["member_id"] == member].set_index("artist_id") for member in pair.members]
    begins = group.members["first_day"]
    found = []
    for artist_id in artist_ids:
        days = [int(side["first_day"].loc[artist_id]) for side in firsts]
        later = pair.right if days[0] < days[1] else pair.left
        first: tuple[int, ...] = (pair.left,) if days[0] < days[1] else (pair.right,)
        if days[0] == days[1]:
            first = pair.members
        elif begins.loc[later] > min(days):
            first = ()
        found.append(FoundFirst(artist_id, first, day_of(days[0]), day_of(days[1])))
    return tuple(found)


def _side(member: int, artists: pd.DataFrame, days: pd.DataFrame, hours: pd.DataFrame) -> Side:
    own, own_hours = days[days["member_id"] == member], hours[hours["member_id"] == member]
    plays, ms = int(own["plays"].sum()), int(own["ms"].sum())
    clock = own_hours.groupby("hour")["plays"].sum().reindex(range(24), fill_value=0) / max(plays, 1)
    breakup, sad = int(own["breakup"].sum()), int(own["sad"].sum())
    return Side(
        member_id=member,
        plays=plays,
        hours=ms / HOUR_MS if ms else None,
        artists=int((artists["member_id"] == member).sum()),
        active_days=len(own),
        clock=tuple(clock.tolist()),
        sad=(sad + breakup) / plays if plays else None,
        breakup=breakup / plays if plays else None,
    )


def _side_shares(group: Group, period: Period, pair: Compared, noun: str) -> dict[int, pd.DataFrame]:
    """Each member's rows by id, with `share` and `rank` by plays."""
    shares = own_shares(amounts_in(group, period, noun), own_totals(group, period, pair.members))
    found = {}
    for member in pair.members:
        rows = shares[shares["member_id"] == member].set_index("id")
        rank = rows["plays"].rank(method="min", ascending=False).astype(np.int64)
        found[member] = rows.assign(rank=rank).sort_values(["rank", "ms"], ascending=[True, False], kind="stable")
    return found


def _common(shares: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """What both have: index id; `left`, `right`, `both` (their sum) and `rank` by the smaller."""
    left, right = (rows["share"].rename(side) for rows, side in zip(shares.values(), ("left", "right"), strict=True))
    common = pd.concat([left, right], axis=1, join="inner").sort_index()
    least = common.min(axis=1).round(_ALIKE_TO)
    return common.assign(both=common.sum(axis=1), rank=least.rank(method="min", ascending=False).astype(np.int64))


def _side_rows(
    now: dict[int, pd.DataFrame], then: dict[int, pd.DataFrame] | None, member: int, other: int
) -> tuple[SideRow, ...]:
    rows = now[member].head(TOP)
    others = now[other]["rank"]
    before = then[member]["rank"] if then is not None else None
    return tuple(
        SideRow(
            rank=rank,
            id=key,
            plays=plays,
            share=share,
            other_rank=int(others.loc[key]) if key in others.index else None,
            rose=_rise(rank, before.get(key) if before is not None else None),
            new=before is not None and key not in before.index,
        )
        for key, rank, plays, share in zip(
            rows.index.tolist(), *(rows[name].tolist() for name in ("rank", "plays", "share")), strict=True
        )
    )


def _rise(rank: int, before: object) -> int | None:
    return int(before) - rank if isinstance(before, int | np.integer) else None
