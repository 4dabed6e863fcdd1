"""What all rows have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """What a figure is given. Each kind has a figure function, and its words in `bot.charts.alt`.

    Attributes:
        title: the picture's headline; at most two lines are drawn.
        note: quiet, under the title: what the picture rests on; may be empty.
    """

    title: str
    note: str
