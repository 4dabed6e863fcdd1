"""How alike each two members are: a heat map that names everybody once."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts.canvas import Canvas, columns, pixels
from bot.charts.names import escaped, label, shorten
from bot.charts.pointing import pointed_cells
from bot.charts.rows import MatrixRows
from bot.charts.scale import RAMPS, colourscale, ink
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme

MOST_MEMBERS = 40
_LARGE_MOST = 12
"""Up to so many members, type is large."""
_LABELLED_PX = 34
"""Cells of this width, which at least 12 members have, hold their number."""

_NARROWEST_SCALE = 0.2
_LEGEND = (240, 18)


def matrix_figure(rows: MatrixRows, theme: Theme = Theme.DARK) -> str:
    """Each two members meet in one cell: the row of the later and the column of the earlier one.

    The upper half would say the same again; in its place stand the names, each at the end of its own row and on top of
    its own column. The scale reaches from the least to the most alike, but over at least 0.2. Groups are framed.

    Returns:
        Plotly's JSON with one heat map: z[i][j] for j < i, else null. At most `MOST_MEMBERS` members.

    Raises:
        ValueError: there are not as many rows and columns of values as names.
    """
    count = len(rows.names)
    if len(rows.values) != count or any(len(row) != count for row in rows.values):
        raise ValueError(f"values for {count} names have to be {count} by {count}")
    canvas = Canvas(rows.title, rows.note, theme)
    shown = min(count, MOST_MEMBERS)
    z = [[rows.values[row][column] if column < row else None for column in range(shown - 1)] for row in range(shown)]
    low, high = _scale([value for row in z for value in row if value is not None])
    _legend(canvas, rows, low, high, theme)
    few = shown <= _LARGE_MOST
    size = LABEL_PX if few else SMALL_PX
    most = columns(260 if few else 190, size)
    names = [shorten(name, most) for name in rows.names[:shown]]
    across, down = _cell([pixels(name, size) for name in names], few)
    box = (SIDE, canvas.y, SIDE + across * max(shown - 1, 1), canvas.y + down * shown)
    for row, name in enumerate(names):
        canvas.text(SIDE + across * row + 10, box[1] + down * (row + 0.5) - size * 0.75, escaped(name), size=size)
    axes = canvas.axes(1, box, {"range": [-0.5, max(shown - 1, 1) - 0.5]}, {"range": [shown - 0.5, -0.5]})
    gap = 3 if few else 1
    canvas.add(
        go.Heatmap(
            z=z,
            colorscale=colourscale(RAMPS[theme]),
            zmin=low,
            zmax=high,
            xgap=gap,
            ygap=gap,
            showscale=False,
            hoverongaps=False,
            **pointed_cells(_said(rows.names, z)),
            **axes,
        )
    )
    if across >= _LABELLED_PX:
        canvas.add(_percents(z, (low, high), theme, size, axes))
    _frames(canvas, rows.groups, shown, (box[0], box[1], across, down))
    canvas.y = box[3] + 26
    return canvas.json()


def _said(names: Sequence[str], z: Sequence[Sequence[float | None]]) -> list[list[tuple[str, ...]]]:
    """Of each cell, how alike and who."""
    return [
        [() if value is None else (f"{value * 100:.0f} %", names[y], names[x]) for x, value in enumerate(row)]
        for y, row in enumerate(z)
    ]


def _percents(
    z: list[list[float | None]], scale: tuple[float, float], theme: Theme, size: int, axes: dict[str, str]
) -> go.Scatter:
    """The cells' values as whole percents, in letters that stand out from each cell."""
    cells = [(x, y, value) for y, row in enumerate(z) for x, value in enumerate(row) if value is not None]
    low, high = scale
    return go.Scatter(
        mode="text",
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        text=[f"{value * 100:.0f}" for _, _, value in cells],
        textfont={"size": size, "color": [ink((value - low) / (high - low), RAMPS[theme]) for _, _, value in cells]},
        **axes,
    )


def _scale(values: list[float]) -> tuple[float, float]:
    """The ends of the scale, in whole percents: those of the values, apart by at least `_NARROWEST_SCALE`."""
    low, high = (min(values), max(values)) if len(values) > 1 else (0.0, 1.0)
    spare = max(_NARROWEST_SCALE - (high - low), 0) / 2
    low, high = low - spare, high + spare
    low, high = (0.0, high - low) if low < 0 else (1 - (high - low), 1.0) if high > 1 else (low, high)
    return math.floor(low * 100) / 100, math.ceil(high * 100) / 100


def _cell(wide: list[float], few: bool) -> tuple[float, float]:
    """The width and height of a cell, so that every name ends within the picture."""
    right = WIDTH - SIDE - 10
    fits = [(right - SIDE - name) / column for column, name in enumerate(wide) if column]
    across = min([112.0 if few else 56.0, *fits])
    return across, min(60.0, max(across, 40.0)) if few else max(25.0, min(across, 36.0))


def _legend(canvas: Canvas, rows: MatrixRows, low: float, high: float, theme: Theme) -> None:
    """The scale, with its words and numbers at its ends."""
    wide, high_px = _LEGEND
    before = f"{label(rows.low_words, 26)} {low * 100:.0f} %"
    canvas.text(SIDE, canvas.y, before, size=SMALL_PX, colour=canvas.colours.quiet)
    left = SIDE + pixels(before, SMALL_PX) + 14
    step = wide / len(RAMPS[theme])
    for number, colour in enumerate(RAMPS[theme]):
        x = left + number * step
        canvas.panel((x, canvas.y + 5, x + step, canvas.y + 5 + high_px), colour)
    after = f"{high * 100:.0f} % {label(rows.high_words, 26)}"
    canvas.text(left + wide + 14, canvas.y, after, size=SMALL_PX, colour=canvas.colours.quiet)
    canvas.y += 44


def _frames(canvas: Canvas, groups: tuple[int, ...], shown: int, cells: tuple[float, float, float, float]) -> None:
    """Frame the cells in which two of the same group meet: a stair, closed on the left and below."""
    left, top, across, down = cells
    for begin, end in itertools.pairwise(itertools.accumulate(groups, initial=0)):
        last = min(end, shown)
        if last - begin < 2:
            continue
        stairs = [(left + across * begin, top + down * last), (left + across * begin, top + down * (begin + 1))]
        for row in range(begin + 1, last):
            x = left + across * row
            stairs += [(x, top + down * row), (x, top + down * (row + 1))]
        stairs.append(stairs[0])
        for (x0, y0), (x1, y1) in itertools.pairwise(stairs):
            canvas.rule((x0, y0, x1, y1), canvas.colours.series[1])
