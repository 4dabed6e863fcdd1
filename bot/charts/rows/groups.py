"""Rows of a whole group at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class MatrixRows(Rows):
    """How alike each two of up to 40 members are, as a heat map.

    Attributes:
        names: n of them, in the order to be drawn: neighbours are alike where the caller sorted them so.
        values: n rows of n, in [0, 1], symmetric; None where there is no value, and on the diagonal.
        low_words: what the scale's lower end means.
        high_words: what its upper end means.
        groups: sizes of the groups that follow one another in `names`, adding up to n: each is framed; or none.
    """

    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    low_words: str = "least alike"
    high_words: str = "most alike"
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One member's place.

    Attributes:
        x: to the right; any unit, the same as that of y.
        y: upwards.
        group: 0 to 5, a colour and a shape; those of one group have the same.
    """

    name: str
    x: float
    y: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class MapRows(Rows):
    """Up to 60 members placed by taste: near is alike. One unit is as long across as it is up.

    Attributes:
        left: what lies at the left end, e.g. an artist's name; each of the four may be empty.
        right: at the right end.
        bottom: at the lower end.
        top: at the upper end.
    """

    points: tuple[MapPoint, ...]
    left: str = ""
    right: str = ""
    bottom: str = ""
    top: str = ""
