"""Rows of recaps: a member's or a server's, a pair's, and the one to be shared."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.rows.base import Rows


@dataclass(frozen=True, slots=True)
class RecapRows(Rows):
    """A member's or a server's listening in a period.

    Attributes:
        months: ("2024-03", hours) ascending; a month that is missing between two others had no listening.
        clock: 24 values, hours listened from h:00 to h+1:00 on the member's own clock, midnight first.
        artists: (name, hours), the most first.
        moves: words behind each artist about the period before, in the order of `artists`: "▲ 2", "▼ 1", "new", "";
            none where there is nothing to compare with.
        figures: (number, words) of up to four large numbers on top, e.g. ("1,204 h", "of music"); or none.
    """

    months: tuple[tuple[str, float], ...]
    clock: tuple[float, ...]
    artists: tuple[tuple[str, float], ...]
    months_words: str = "Hours by month"
    clock_words: str = "Clock of the day"
    artists_words: str = "Top artists"
    moves: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RecapSide:
    """One of two members in a pair's recap.

    Attributes:
        shown: one large number in words: "1,204 h".
        artists: (name, share of own listening in [0, 1]), the most first.
        clock: 24 values from midnight, in any one unit; each side is drawn against its own busiest hour.
    """

    name: str
    shown: str
    artists: tuple[tuple[str, float], ...]
    clock: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PairRecapRows(Rows):
    """Two members' periods side by side: top artists and clocks; artists of the same name in both lists are
    marked.

    Attributes:
        figures: (number, words) of up to four large numbers about both, e.g. ("61 %", "alike"); or none.
    """

    left: RecapSide
    right: RecapSide
    artists_words: str = "Top artists, of own listening"
    clock_words: str = "Clock of the day"
    shared_words: str = "in both lists"
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShareRows(Rows):
    """A recap to be shown elsewhere: portrait, 4 by 5.

    The title is the member's or the server's name, the note the period.

    Attributes:
        hours: the large number, in words: "1,204 hours".
        artists: (name, amount in words), the most first; five are drawn.
        tracks: (name, artist), the most first; five are drawn.
        clock: none, or 24 values from midnight, in any one unit.
        figures: (number, words) of up to three smaller numbers, e.g. ("312", "new artists"); or none.
        foot: the quiet line at the bottom.
    """

    hours: str
    artists: tuple[tuple[str, str], ...]
    tracks: tuple[tuple[str, str], ...]
    clock: tuple[float, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    hours_words: str = "of music"
    artists_words: str = "Top artists"
    tracks_words: str = "Top tracks"
    clock_words: str = "Clock of the day"
    foot: str = "Tutti"
