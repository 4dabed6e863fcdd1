"""Large numbers side by side, on top of a recap."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.canvas import Canvas, columns
from bot.charts.names import label
from bot.charts.theme import SIDE, SMALL_PX, WIDTH

MOST_TILES = 4

_NUMBER_PX = 34
_GAP = 16
_HIGH = 104


def tiles(canvas: Canvas, figures: Sequence[tuple[str, str]]) -> None:
    """Draw a tile for each number with its words below, over the whole width, and move `y` below them.

    Args:
        canvas: where they are drawn.
        figures: number and words; the first `MOST_TILES`. Nothing is drawn where there are none.
    """
    shown = figures[:MOST_TILES]
    if not shown:
        return
    wide = (WIDTH - 2 * SIDE - _GAP * (len(shown) - 1)) / len(shown)
    for at, (number, words) in enumerate(shown):
        left = SIDE + at * (wide + _GAP)
        canvas.panel((left, canvas.y, left + wide, canvas.y + _HIGH), canvas.colours.panel, radius=14)
        middle = left + wide / 2
        large = label(number, columns(wide - 20, _NUMBER_PX) / 1.08)
        canvas.text(middle, canvas.y + 10, f"<b>{large}</b>", size=_NUMBER_PX, anchor="center")
        below = label(words, columns(wide - 16, SMALL_PX))
        canvas.text(middle, canvas.y + 62, below, size=SMALL_PX, colour=canvas.colours.quiet, anchor="center")
    canvas.y += _HIGH + 22
