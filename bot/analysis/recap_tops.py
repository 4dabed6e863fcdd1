"""What a member played most in a period: artists, tracks and albums, with their places in the period before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from bot.analysis.frames import History
from bot.analysis.recap_listening import Listening, Sums, sums_of

TOP = 10


@dataclass(frozen=True, slots=True)
class TopRow:
    """One place of a ranking.

    Attributes:
        rank: 1 is first; equals share a rank, and the next is as many lower.
        id: the artist's, track's or album's.
        artist: who it is by, for tracks and albums; None where none is named.
        hours: known durations added up; None where none of its plays has one.
        share: of all that the ranking ranks by, in [0, 1].
        rank_before: its rank in the period before; None where it was not played then or there is none to compare.
    """

    rank: int
    id: int
    name: str
    artist: str | None
    plays: int
    hours: float | None
    share: float
    rank_before: int | None

    @property
    def rose(self) -> int | None:
        """Places won against the period before; negative for places lost; None where it is new or nothing is known."""
        return None if self.rank_before is None else self.rank_before - self.rank


@dataclass(frozen=True, slots=True)
class Top:
    """The first ten and whatever shares the tenth's place by name order; ranked by "hours" or "plays"."""

    ranked_by: Literal["hours", "plays"]
    rows: tuple[TopRow, ...]


def top_of(
    column: Literal["artist", "track", "album"],
    now: Listening,
    then: Listening | None,
    names: Names,
    *,
    by_time: bool,
) -> Top:
    """The first ten of a period by hours or by plays; by plays too where no duration is known.

    Args:
        column: what is ranked.
        now: the period's listens.
        then: those of the period before; None where there is none to compare.
        names: by id.
        by_time: whether hours rank.
    """
    sums = sums_of(getattr(now, column), now.ms)
    by_time = by_time and bool(sums.timed.any())
    weight = sums.ms if by_time else sums.plays.astype(np.float64)
    other = sums.plays if by_time else sums.ms
    # More than ten are named, so that equals at the tenth place are cut by name and not by the chance of an id.
    order = np.lexsort((-other, -weight))
    border = weight[order[min(TOP, len(order)) - 1]] if order.size else 0.0
    shown = [place for place in order.tolist() if weight[place] >= border]
    shown.sort(key=lambda place: (-weight[place], -other[place], names(int(sums.keys[place]))[0].casefold()))
    total = float(np.nansum(now.ms)) if by_time else float(len(now.started))
    ranks_before = _ranks(sums_of(getattr(then, column), then.ms), by_time=by_time) if then else {}
    rows = []
    for place in shown[:TOP]:
        key = int(sums.keys[place])
        name, artist = names(key)
        rows.append(
            TopRow(
                rank=1 + int((weight > weight[place]).sum()),
                id=key,
                name=name,
                artist=artist,
                plays=int(sums.plays[place]),
                hours=sums.hours(place),
                share=float(weight[place]) / total if total else 0.0,
                rank_before=ranks_before.get(key),
            )
        )
    return Top("hours" if by_time else "plays", tuple(rows))


def _ranks(sums: Sums, *, by_time: bool) -> dict[int, int]:
    weight = sums.ms if by_time else sums.plays.astype(np.float64)
    falling = np.sort(weight)[::-1]
    ranks = 1 + np.searchsorted(-falling, -weight, side="left")
    return dict(zip(sums.keys.tolist(), ranks.tolist(), strict=True))


class Names:
    """Names by id. A name that storage did not give is shown by its number: better than no recap."""

    def __init__(self, names: pd.Series[Any], artist_of: pd.Series[Any] | None, artists: pd.Series[Any]) -> None:
        self._names, self._artist_of, self._artists = names, artist_of, artists

    def __call__(self, key: int) -> tuple[str, str | None]:
        """The name, and the artist's beside a title's."""
        name = str(self._names.loc[key]) if key in self._names.index else f"#{key}"
        if self._artist_of is None or key not in self._artist_of.index:
            return name, None
        artist = int(self._artist_of.loc[key])
        return name, str(self._artists.loc[artist]) if artist in self._artists.index else None


def artist_names(history: History) -> Names:
    """Names of artists."""
    return Names(history.artists, None, history.artists)


def titles_of(history: History, titled: pd.DataFrame) -> Names:
    """Titles of `history.tracks` or `history.albums`, with their artists."""
    return Names(titled["title"], titled["artist_id"], history.artists)
