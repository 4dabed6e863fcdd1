"""Every day of some years."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Canvas
from bot.charts.pointing import pointed_cells
from bot.charts.rows import CalendarRows
from bot.charts.scale import MARKED_RAMPS, RAMPS, stepped
from bot.charts.theme import LABEL_PX, SIDE, WIDTH, Theme

MOST_YEARS = 6

_LEFT = SIDE + 64  # the year stands there
_WEEKS = 54
_CELL = (WIDTH - SIDE - _LEFT) / _WEEKS
_LEVELS = 4
_Cells = tuple[list[list[int | None]], list[list[tuple[str, ...]]]]
"""Of each weekday and week: the shade, and what is said of the day."""


def calendar_figure(rows: CalendarRows, theme: Theme = Theme.DARK) -> str:
    """A square for each day, a column for each week from Monday down, a block for each year, the latest first.

    A covered day without listening has the faintest square; a day that is not covered has none. The others have one of
    four shades, by the quarter of all listened days that they belong to; marked days have shades of another hue. The
    latest `MOST_YEARS` years are drawn.

    Returns:
        Plotly's JSON with one heat map per year: z[weekday][week] is 0 without listening, 1 to 4 by shade, 4 more where
        the day is marked, null where it is not covered.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    ends = _quarters([amount for _, amount in rows.days])
    shades = (canvas.colours.track, *RAMPS[theme][1:], *MARKED_RAMPS[theme][1:])
    _keys(canvas, rows, ends, shades)
    amounts = dict(rows.days)
    marked = {mark.first + timedelta(days) for mark in rows.marked for days in range((mark.last - mark.first).days + 1)}
    latest = range(rows.last.year, max(rows.first.year, rows.last.year - MOST_YEARS + 1) - 1, -1)
    for number, year in enumerate(latest, 1):
        z: list[list[int | None]] = [[None] * _WEEKS for _ in range(7)]
        said: list[list[tuple[str, ...]]] = [[()] * _WEEKS for _ in range(7)]
        first = max(rows.first, date(year, 1, 1))
        for days in range((min(rows.last, date(year, 12, 31)) - first).days + 1):
            day = first + timedelta(days)
            week, weekday = _place(day)
            amount = amounts.get(day, 0)
            level = 1 + bisect.bisect_left(ends, amount) if amount else 0
            z[weekday][week] = level + (_LEVELS if level and day in marked else 0)
            said[weekday][week] = (day.isoformat(), f"{amount:,.0f} {rows.unit}")
        _year(canvas, number, year, (z, said), shades)
    canvas.y += 6
    return canvas.json()


def _year(canvas: Canvas, number: int, year: int, cells: _Cells, shades: tuple[str, ...]) -> None:
    """A year's block, with its months above."""
    z, said = cells
    months = {
        "side": "top",
        "showticklabels": True,
        "tickvals": [_place(date(year, month, 1))[0] for month in range(1, 13)],
        "ticktext": [f"{month:02}" for month in range(1, 13)],
    }
    top = canvas.y + 30
    canvas.text(SIDE, top + _CELL * 3.5 - LABEL_PX * 0.75, f"<b>{year}</b>")
    box = (float(_LEFT), top, _LEFT + _CELL * _WEEKS, top + _CELL * 7)
    axes = canvas.axes(number, box, months | {"range": [-0.5, _WEEKS - 0.5]}, {"range": [6.5, -0.5]})
    canvas.add(
        go.Heatmap(
            z=z,
            colorscale=stepped(shades),
            zmin=-0.5,
            zmax=len(shades) - 0.5,
            xgap=2,
            ygap=2,
            showscale=False,
            hoverongaps=False,
            **pointed_cells(said),
            **axes,
        )
    )
    canvas.y = box[3] + 22


def _place(day: date) -> tuple[int, int]:
    """The column of a day in its year's block, and its row."""
    start = date(day.year, 1, 1).weekday()
    return ((day - date(day.year, 1, 1)).days + start) // 7, day.weekday()


def _quarters(amounts: Sequence[float]) -> list[float]:
    """The highest amount of each of the first three quarters of the days."""
    ordered = sorted(amounts)
    return [ordered[max(-(-len(ordered) * part // _LEVELS) - 1, 0)] for part in range(1, _LEVELS)] if ordered else []


def _keys(canvas: Canvas, rows: CalendarRows, ends: Sequence[float], shades: tuple[str, ...]) -> None:
    """What each shade stands for; shades of no day are left out."""
    words = [(shades[0], f"0 {rows.unit}")]
    if rows.days:
        top = max(amount for _, amount in rows.days)
        for level, (low, high) in enumerate(zip([0.0, *ends], [*ends, top], strict=True), 1):
            if high > low:
                words.append((shades[level], f"≤ {numbers.count(high)}"))
    canvas.keys(words)
    covered = [mark for mark in rows.marked if mark.first <= rows.last and mark.last >= rows.first]
    canvas.keys([(shades[-2], named) for named in dict.fromkeys(mark.label for mark in covered) if named])
