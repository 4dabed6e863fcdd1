"""Two members back to back: what they share, and how much each gives to it."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.bars import MOST_BARS
from bot.charts.canvas import Canvas, bold_pixels, columns, pixels
from bot.charts.names import escaped, label, shorten
from bot.charts.pointing import pointed
from bot.charts.rows import MirrorBar, MirrorRows
from bot.charts.theme import LABEL_PX, SIDE, WIDTH, Theme

_STEP = 54
_MIDDLE_MOST = 300
_GAP = 16
_HEADING_PX = 26


def mirror_figure(rows: MirrorRows, theme: Theme = Theme.DARK) -> str:
    """What two members share: names in the middle, one member's bars to the left, the other's to the right.

    Both sides have the same scale, and each bar ends with its share. At most `MOST_BARS` rows.

    Returns:
        Plotly's JSON with two bar traces, named by the members, whose x are shares: those of the left are negative.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    bars = rows.bars[:MOST_BARS]
    wide = max([_GAP * 4, *(pixels(_middle(bar.name), LABEL_PX) for bar in bars)]) + 2 * _GAP
    left, right = (WIDTH - wide) / 2, (WIDTH + wide) / 2
    quiet = canvas.colours.text
    for name, x, anchor, colour in (
        (rows.left, left, "right", canvas.colours.series[0]),
        (rows.right, right, "left", canvas.colours.series[1]),
    ):
        words = f"<b>{label(name, columns(left - SIDE, _HEADING_PX) / 1.1)}</b>"
        canvas.text(x, canvas.y, words, size=_HEADING_PX, colour=colour, anchor=anchor)
    canvas.y += 52
    ends = [tuple(_shown(bar)) for bar in bars]
    longest = max([bold_pixels(end, LABEL_PX) for pair in ends for end in pair], default=0)
    room = left - SIDE - longest - 12
    most = max([max(bar.left, bar.right) for bar in bars], default=0) or 1
    for row, (bar, (left_shown, right_shown)) in enumerate(zip(bars, ends, strict=True)):
        upper = canvas.y + _STEP * (row + 0.5) - 17
        canvas.text(WIDTH / 2, upper, escaped(_middle(bar.name)), anchor="center")
        x = left - room * bar.left / most - 12
        canvas.text(x, upper, f"<b>{escaped(left_shown)}</b>", colour=quiet, anchor="right")
        x = right + room * bar.right / most + 12
        canvas.text(x, upper, f"<b>{escaped(right_shown)}</b>", colour=quiet)
    said = [
        (bar.name, f"{rows.left}: {left_shown}", f"{rows.right}: {right_shown}")
        for bar, (left_shown, right_shown) in zip(bars, ends, strict=True)
    ]
    _side(canvas, 1, (left - room, left), [-most, 0], (rows.left, [-bar.left for bar in bars], said))
    _side(canvas, 2, (right, right + room), [0, most], (rows.right, [bar.right for bar in bars], said))
    canvas.y += _STEP * len(bars) + 24
    return canvas.json(bargap=0.36, barcornerradius=6)


def _side(
    canvas: Canvas,
    number: int,
    across: tuple[float, float],
    scale: list[float],
    member: tuple[str, Sequence[float], Sequence[Sequence[str]]],
) -> None:
    """One member's bars: their name, shares, and what is said of each."""
    name, shares, said = member
    box = (across[0], canvas.y, across[1], canvas.y + _STEP * len(shares))
    axes = canvas.axes(number, box, {"range": scale}, {"range": [max(len(shares), 1) - 0.5, -0.5]})
    marker = {"color": canvas.colours.series[number - 1], "line_width": 0}
    canvas.add(
        go.Bar(
            name=name,
            orientation="h",
            x=list(shares),
            y=list(range(len(shares))),
            marker=marker,
            **pointed(said),
            **axes,
        )
    )


def _middle(name: str) -> str:
    return shorten(name, columns(_MIDDLE_MOST, LABEL_PX))


def _shown(bar: MirrorBar) -> tuple[str, str]:
    return (
        shorten(bar.left_shown or numbers.share(bar.left), 12),
        shorten(bar.right_shown or numbers.share(bar.right), 12),
    )
