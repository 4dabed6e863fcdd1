"""Members placed by taste: near is alike."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts.canvas import Canvas, columns, pixels
from bot.charts.names import escaped, label, shorten
from bot.charts.placement import leads, place
from bot.charts.pointing import pointed
from bot.charts.rows import MapPoint, MapRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Colours, Theme

MOST_POINTS = 60

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
"""One for each group beside its colour, so that neither has to be told apart alone."""

_HIGH = (380, 860)
_MARGIN = 40
_RADIUS = 9
_ANCHORED = {"left": (0, "middle right"), "center": (0.5, "middle center"), "right": (1, "middle left")}
"""For each anchor of a label, which part of its width it is at, and where plotly draws the text from there."""


def map_figure(rows: MapRows, theme: Theme = Theme.DARK) -> str:
    """Dots with their names, which never lie on one another; a name that stands further off has a line to its dot.

    Both directions have the same scale. At most `MOST_POINTS` dots.

    Returns:
        Plotly's JSON with a trace of lines, one of dots and one of names; all in pixels, y downwards.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    points = rows.points[:MOST_POINTS]
    colours = canvas.colours
    if rows.top:
        canvas.text(WIDTH / 2, canvas.y, f"↑ {_end(rows.top)}", size=SMALL_PX, colour=colours.quiet, anchor="center")
        canvas.y += 40
    dots, high = _spread(points)
    box = (float(SIDE), canvas.y, float(WIDTH - SIDE), canvas.y + high)
    canvas.panel(box, colours.panel, radius=14)
    size = LABEL_PX if len(points) <= 24 else SMALL_PX
    names = [shorten(point.name, columns(230 if len(points) <= 24 else 150, size)) for point in points]
    sizes = [(pixels(name, size) + 6, size * 1.3) for name in names]
    placed = place(dots, sizes, (8, 6, box[2] - box[0] - 8, high - 6), _RADIUS)
    axes = canvas.axes(1, box, _free([0, box[2] - box[0]]), _free([high, 0]))
    x, y = leads(dots, sizes, placed)
    canvas.add(go.Scatter(mode="lines", x=x, y=y, line={"width": 2, "color": colours.absent}, **axes))
    canvas.add(
        _dots(points, dots, colours, axes),
        go.Scatter(
            mode="text",
            x=[spot.x + wide * _ANCHORED[spot.anchor][0] for spot, (wide, _) in zip(placed, sizes, strict=True)],
            y=[spot.y + tall / 2 for spot, (_, tall) in zip(placed, sizes, strict=True)],
            text=[escaped(name) for name in names],
            textposition=[_ANCHORED[spot.anchor][1] for spot in placed],
            textfont={"size": size, "color": colours.text},
            cliponaxis=False,
            **axes,
        ),
    )
    canvas.y = box[3] + 12
    _ends(canvas, rows)
    return canvas.json()


def _dots(
    points: Sequence[MapPoint], dots: Sequence[tuple[float, float]], colours: Colours, axes: dict[str, str]
) -> go.Scatter:
    """The dots, each in the colour and the shape of its group."""
    groups = [point.group % len(SYMBOLS) for point in points]
    return go.Scatter(
        mode="markers",
        x=[x for x, _ in dots],
        y=[y for _, y in dots],
        marker={
            "size": 2 * _RADIUS,
            "color": [colours.series[group] for group in groups],
            "symbol": [SYMBOLS[group] for group in groups],
            "line": {"width": 2, "color": colours.ground},
        },
        cliponaxis=False,
        **pointed([(point.name,) for point in points]),
        **axes,
    )


def _free(ends: list[float]) -> dict[str, object]:
    """An axis that a page may stretch: dots, names and lines all stand on it."""
    return {"range": ends, "fixedrange": False}


def _spread(points: Sequence[MapPoint]) -> tuple[list[tuple[float, float]], float]:
    """The dots in pixels from the upper left corner of their box, and its height."""
    wide = WIDTH - 2 * SIDE
    across = [point.x for point in points] or [0.0]
    up = [point.y for point in points] or [0.0]
    span_x, span_y = max(across) - min(across), max(up) - min(up)
    room_x, room_y = wide - 4 * _MARGIN, _HIGH[1] - 2 * _MARGIN  # names stand at the sides
    scale = min([room / span for room, span in ((room_x, span_x), (room_y, span_y)) if span], default=0)
    high = max(_HIGH[0], span_y * scale + 2 * _MARGIN)
    middle_x, middle_y = (max(across) + min(across)) / 2, (max(up) + min(up)) / 2
    dots = [(wide / 2 + (point.x - middle_x) * scale, high / 2 - (point.y - middle_y) * scale) for point in points]
    return dots, high


def _ends(canvas: Canvas, rows: MapRows) -> None:
    """The words at the left, lower and right ends, on one line below the map."""
    quiet = canvas.colours.quiet
    if rows.left:
        canvas.text(SIDE, canvas.y, f"← {_end(rows.left)}", size=SMALL_PX, colour=quiet)
    if rows.bottom:
        canvas.text(WIDTH / 2, canvas.y, f"↓ {_end(rows.bottom)}", size=SMALL_PX, colour=quiet, anchor="center")
    if rows.right:
        canvas.text(WIDTH - SIDE, canvas.y, f"{_end(rows.right)} →", size=SMALL_PX, colour=quiet, anchor="right")
    canvas.y += 48 if rows.left or rows.bottom or rows.right else 24


def _end(words: str) -> str:
    return label(words, columns(270, SMALL_PX))
