"""Rows of rankings, and of two members back to back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class BreakupBar:
    """One ranked member or playlist.

    Attributes:
        detail: a second, smaller line under the name, e.g. the playlist's title; may be empty.
        score: breakup intensity, 0 to 100.
        parts: label and points of what the score is made of, in the same order for every bar. Where a cap holds the
            score below their sum, they are drawn scaled down to it.
    """

    name: str
    score: float
    parts: tuple[tuple[str, float], ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BreakupRows(Rows):
    """Members or playlists by breakup intensity, the most intense first.

    Attributes:
        left_out: names of those with not enough listening; they are named, and have no bar.
        left_out_words: what stands before those names, e.g. "Not enough listening".
    """

    bars: tuple[BreakupBar, ...]
    left_out: tuple[str, ...] = ()
    left_out_words: str = "Not enough listening"


@dataclass(frozen=True, slots=True)
class WhoKnowsBar:
    """One member's time with an artist.

    Attributes:
        share: of the member's own listening time, in [0, 1]; None where it is unknown.
    """

    name: str
    hours: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class WhoKnowsRows(Rows):
    """Members by the hours that they gave an artist, the most first.

    Attributes:
        share_words: what stands behind each share, e.g. "of own listening".
    """

    bars: tuple[WhoKnowsBar, ...]
    share_words: str = "of own listening"


@dataclass(frozen=True, slots=True)
class RankedBar:
    """One row of a ranking: a member, an artist, a track, a playlist.

    Attributes:
        amount: what the bar's length means; 0 or more, in any one unit.
        shown: the amount in words, behind the bar: "45 days", "31 %".
        detail: a second, smaller line under the name; may be empty.
        aside: a quiet word at the right edge, e.g. "6.1 %"; `RankedRows.aside_words` says what it is. May be empty.
        place: its place where the caller has counted it; else None, and equal `shown` share a place.
    """

    name: str
    amount: float
    shown: str
    detail: str = ""
    aside: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class RankedRows(Rows):
    """Anything ranked by one number, the first place first.

    Attributes:
        left_out: names of those with not enough listening; they are named, and have no bar.
        left_out_words: what stands before those names.
        aside_words: what the words at the right edge are, above them, e.g. "of own listening".
        whole: the amount of a bar over the full width, e.g. 1.0 for shares; None: that of the longest bar.
        numbered: whether places are written and those in first place stand out; else it is a plain list in an order.
        kind_words: what sort of picture it is, for those who do not see it.
    """

    bars: tuple[RankedBar, ...]
    left_out: tuple[str, ...] = ()
    left_out_words: str = "Not enough listening"
    aside_words: str = ""
    whole: float | None = None
    numbered: bool = True
    kind_words: str = "Bar chart"


@dataclass(frozen=True, slots=True)
class MirrorBar:
    """One thing that two members share, e.g. an artist.

    Attributes:
        left: how much of it the left member has: a share of own listening in [0, 1], so that both are fair.
        right: the same of the right member.
        left_shown: what stands at the bar's end; the share as a percentage where empty.
        right_shown: likewise.
    """

    name: str
    left: float
    right: float
    left_shown: str = ""
    right_shown: str = ""


@dataclass(frozen=True, slots=True)
class MirrorRows(Rows):
    """Two members back to back: names in the middle, the bars of one to the left and of the other to the right.

    Attributes:
        left: the left member's name.
        right: the right member's name.
        bars: in the order to be drawn, e.g. by the smaller of the two shares.
    """

    left: str
    right: str
    bars: tuple[MirrorBar, ...]
