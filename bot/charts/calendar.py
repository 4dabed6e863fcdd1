"""Listening over time: a member's recap in one picture, and the years of an upload."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Canvas, columns, pixels
from bot.charts.dial import dial
from bot.charts.months import every_month, month_ticks
from bot.charts.names import escaped, label, shorten
from bot.charts.pointing import pointed
from bot.charts.rows import RecapRows, UploadRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme
from bot.charts.tiles import tiles

MOST_ARTISTS = 6

_COLUMNS_HIGH = 190
_CLOCK_HIGH = 330
_MIDDLE = 610  # left of it the artists, right of it the clock


def recap_figure(rows: RecapRows, theme: Theme = Theme.DARK) -> str:
    """Hours by month as columns, below them the top artists as bars and the hours of the day as a clock.

    The tallest month and the busiest hour stand out and are named. Months without listening stay empty.

    Returns:
        Plotly's JSON with three traces, in this order: months (x from 0, y hours), artists (x hours), clock (theta
        degrees from midnight, r hours).

    Raises:
        ValueError: the clock has not 24 values.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    tiles(canvas, rows.figures)
    _heading(canvas, SIDE, rows.months_words)
    canvas.y += 34
    _months(canvas, rows.months)
    canvas.y += 30
    _heading(canvas, SIDE, rows.artists_words)
    _heading(canvas, _MIDDLE + 24, rows.clock_words)
    canvas.y += 42
    _artists(canvas, rows.artists[:MOST_ARTISTS], rows.moves)
    dial(canvas, 1, (_MIDDLE + 60, canvas.y + 10, WIDTH - SIDE - 24, canvas.y + _CLOCK_HIGH - 18), rows.clock)
    canvas.y += _CLOCK_HIGH + 26
    return canvas.json(barcornerradius=4)


def upload_figure(rows: UploadRows, theme: Theme = Theme.DARK) -> str:
    """An upload's amount year by year, as columns with their amounts on top.

    Returns:
        Plotly's JSON with one bar trace: x are years, without gaps, y the amounts.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    _heading(canvas, SIDE, rows.unit)
    canvas.y += 34
    amounts = dict(rows.years)
    years = list(range(min(amounts), max(amounts) + 1)) if amounts else []
    most = max(amounts.values(), default=0) or 1
    tallest = next((year for year in years if amounts.get(year) == most), None)
    few = len(years) <= 12
    box = (SIDE, canvas.y, WIDTH - SIDE, canvas.y + _COLUMNS_HIGH)
    ticks = {"showticklabels": True, "tickvals": years[:: 1 if few else -(-len(years) // 12)], "tickformat": "d"}
    room = max(len(years), 6) / 2  # a single year is a column, not a wall
    centre = (years[0] + years[-1]) / 2 if years else 0
    axes = canvas.axes(1, box, ticks | {"range": [centre - room, centre + room]}, {"range": [0, most * 1.2]})
    colours = canvas.colours
    canvas.add(
        go.Bar(
            x=years,
            y=[amounts.get(year, 0) for year in years],
            **pointed([(str(year), f"{amounts.get(year, 0):,}") for year in years]),
            text=[numbers.count(amounts.get(year, 0)) if few or year == tallest else "" for year in years],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            constraintext="none",
            textfont={"size": SMALL_PX, "color": colours.text},
            marker={"color": [colours.series[1 if year == tallest else 0] for year in years], "line_width": 0},
            **axes,
        )
    )
    canvas.y += _COLUMNS_HIGH + 52
    return canvas.json(bargap=0.34, barcornerradius=5)


def _heading(canvas: Canvas, x: float, words: str) -> None:
    canvas.text(x, canvas.y, f"<b>{label(words, 50)}</b>", size=SMALL_PX, colour=canvas.colours.quiet)


def _months(canvas: Canvas, months: Sequence[tuple[str, float]]) -> None:
    """Columns of hours, their years below, the tallest one named above."""
    hours = dict(months)
    every = every_month(months[0][0], months[-1][0]) if months else []
    most = max(hours.values(), default=0) or 1
    tallest = next((number for number, month in enumerate(every) if hours.get(month) == most), None)
    box = (SIDE, canvas.y, WIDTH - SIDE, canvas.y + _COLUMNS_HIGH)
    room = max(len(every), 12) / 2
    centre = (len(every) - 1) / 2
    across = {"range": [centre - room, centre + room]} | month_ticks(every)
    axes = canvas.axes(1, box, across, {"range": [0, most * 1.2]})
    colours = canvas.colours
    canvas.add(
        go.Bar(
            x=list(range(len(every))),
            y=[hours.get(month) for month in every],
            **pointed([(month, numbers.hours(hours.get(month, 0))) for month in every]),
            width=0.72,
            marker={"color": [colours.series[1 if n == tallest else 0] for n in range(len(every))], "line_width": 0},
            **axes,
        )
    )
    if tallest is not None:
        words = f"<b>{every[tallest]}: {escaped(numbers.hours(most))}</b>"
        wide = pixels(words, SMALL_PX) - 40  # without the tags
        x = SIDE + (tallest - centre + room) / (2 * room) * (WIDTH - 2 * SIDE)
        canvas.text(
            min(max(x, SIDE + wide / 2), WIDTH - SIDE - wide / 2), canvas.y, words, size=SMALL_PX, anchor="center"
        )
    canvas.y += _COLUMNS_HIGH + 34


def _artists(canvas: Canvas, artists: Sequence[tuple[str, float]], moves: Sequence[str]) -> None:
    """Bars under their names: a name has the whole width, and is rarely shortened."""
    quiet = canvas.colours.quiet
    step = _CLOCK_HIGH / MOST_ARTISTS
    most = max([hours for _, hours in artists], default=0) or 1
    for row, (name, hours) in enumerate(artists):
        top = canvas.y + row * step
        amount = escaped(numbers.hours(hours))
        move = shorten(moves[row], 8) if row < len(moves) else ""
        behind = pixels(move, SMALL_PX) + 30 if move else 0
        room = columns(_MIDDLE - SIDE - 24 - 28 - pixels(amount, LABEL_PX) - behind, LABEL_PX)
        short = shorten(name, room)
        canvas.text(SIDE, top - 4, escaped(short))
        canvas.text(SIDE + pixels(short, LABEL_PX) + 14, top - 2, escaped(move), size=SMALL_PX, colour=quiet)
        canvas.text(_MIDDLE - 24, top - 4, amount, colour=quiet, anchor="right")
    rows = MOST_ARTISTS
    axes = canvas.axes(
        2,
        (SIDE, canvas.y, _MIDDLE - 24, canvas.y + _CLOCK_HIGH),
        {"range": [0, most]},
        {"range": [rows - 0.5, -0.5]},
    )
    canvas.add(
        go.Bar(
            orientation="h",
            x=[hours for _, hours in artists],
            **pointed([(name, numbers.hours(hours)) for name, hours in artists]),
            y=[row + 0.22 for row in range(len(artists))],
            width=0.2,
            marker={"color": canvas.colours.series[0], "line_width": 0},
            **axes,
        )
    )
