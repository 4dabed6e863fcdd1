"""Shares over months with their turning points, and a total that grows with its milestones."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Box, Canvas, columns, pixels
from bot.charts.months import every_month, month_ticks
from bot.charts.names import escaped, label, shorten
from bot.charts.placement import leads, place
from bot.charts.pointing import pointed
from bot.charts.rows import Milestone, MilestoneRows, TimelineLine, TimelineRows, TurningPoint
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme

MOST_LINES = 3
MOST_TURNS = 8
MOST_MILESTONES = 12

_HIGH = 320
_LEFT = SIDE + 66  # the numbers of the axis stand there
_DASHES = ("solid", "dash", "dot")
_TURN_HIGH = 32
_DOT = 8
_NUMBER = (30.0, 26.0)
_Ranges = tuple[Sequence[float], Sequence[float]]
_PERCENT_STEPS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
_COUNT_STEPS = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))


def timeline_figure(rows: TimelineRows, theme: Theme = Theme.DARK) -> str:
    """One to three lines over months, each with a dash of its own beside its colour.

    A month that is unknown breaks the line; months that no line knows are shaded. Turning points are upright lines with
    their month and words on top: at most `MOST_TURNS`, the first ones.

    Returns:
        Plotly's JSON with a trace per line: x are months from 0, y shares or null.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    lines = rows.lines[:MOST_LINES]
    known = [{month: value for month, value in line.values if value is not None} for line in lines]
    months = sorted({month for values in known for month in values})
    every = every_month(months[0], months[-1]) if months else []
    unknown = [not any(month in values for values in known) for month in every]
    keys = [(canvas.colours.series[at], line.name) for at, line in enumerate(lines) if line.name]
    canvas.keys(keys + ([(canvas.colours.track, rows.unknown_words)] if any(unknown) else []))
    room, middle = max(len(every), 6) / 2, (len(every) - 1) / 2
    a_month = (WIDTH - SIDE - _LEFT) / (2 * room)
    begins = {month: _LEFT + (at - 0.5 - middle + room) * a_month for at, month in enumerate(every)}
    turns = [turn for turn in rows.turns if turn.month in begins][:MOST_TURNS]
    high = _turns(canvas, turns, [begins[turn.month] for turn in turns])
    box = (float(_LEFT), canvas.y + high, float(WIDTH - SIDE), canvas.y + high + _HIGH)
    for begin, end in _runs(unknown):
        left = begins[every[begin]]
        canvas.panel((left, box[1], left + (end - begin) * a_month, box[3]), canvas.colours.track)
    across = month_ticks(every) | {"range": [middle - room, middle + room], "ticklabelstandoff": 8}
    top = max([value for values in known for value in values.values()], default=0)
    axes = canvas.axes(1, box, across, _upwards(max(top, 0.05), _PERCENT_STEPS, numbers.rule))
    for at, (line, values) in enumerate(zip(lines, known, strict=True)):
        canvas.add(
            _line(at, line.name, [values.get(month) for month in every], canvas, axes).update(_said(line, every))
        )
    canvas.y = box[3] + (78 if len(every) <= 18 else 54)
    return canvas.json()


def milestone_figure(rows: MilestoneRows, theme: Theme = Theme.DARK) -> str:
    """A growing total as a line, its milestones as numbered points, and below them what each was.

    At most `MOST_MILESTONES`, the latest ones.

    Returns:
        Plotly's JSON: traces of the line (x are ordinals of days, y totals), of what leads to numbers, of points and of
        numbers.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    colours = canvas.colours
    canvas.text(SIDE, canvas.y, f"<b>{label(rows.unit, 50)}</b>", size=SMALL_PX, colour=colours.quiet)
    canvas.y += 38
    milestones = rows.milestones[-MOST_MILESTONES:]
    days = [day for day, _ in rows.totals] + [each.day for each in milestones]
    box = (float(_LEFT), canvas.y, float(WIDTH - SIDE), canvas.y + _HIGH)
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 2))
    span = max((last - first).days, 1)
    most = max([total for _, total in rows.totals] + [each.at for each in milestones], default=0)
    up = _upwards(max(most, 5), _COUNT_STEPS, numbers.count)
    range_x = (first.toordinal() - span * 0.04, first.toordinal() + span * 1.02)
    axes = canvas.axes(1, box, _day_ticks(first, last) | {"range": list(range_x)}, up)
    totals = rows.totals
    canvas.add(
        go.Scatter(
            mode="lines",
            x=[day.toordinal() for day, _ in totals],
            y=[total for _, total in totals],
            line={"width": 4, "color": colours.series[0]},
            **pointed([(day.isoformat(), f"{total:,.0f} {rows.unit}") for day, total in totals]),
            **axes,
        )
    )
    _points(canvas, rows, box, (range_x, up["range"]), axes)
    canvas.y = box[3] + 56
    _list(canvas, milestones)
    return canvas.json()


def _line(at: int, name: str, shares: Sequence[float | None], canvas: Canvas, axes: dict[str, str]) -> go.Scatter:
    """A line with gaps; a month between two unknown ones, which has no line, is a dot."""
    padded = [None, *shares, None]
    alone = [before is None and after is None for before, after in zip(padded, padded[2:], strict=False)]
    alone = [lonely and share is not None for lonely, share in zip(alone, shares, strict=True)]
    few = len(shares) <= 24
    return go.Scatter(
        name=name,
        mode="lines+markers",
        x=list(range(len(shares))),
        y=list(shares),
        connectgaps=False,
        cliponaxis=False,
        line={"width": 4, "dash": _DASHES[at], "color": canvas.colours.series[at]},
        marker={"size": [10 if few or lonely else 0 for lonely in alone], "opacity": 1, "line_width": 0},
        **axes,
    )


def _said(line: TimelineLine, every: Sequence[str]) -> dict[str, Any]:
    shares = {month: numbers.share(value) for month, value in line.values if value is not None}
    return pointed([(month, f"{line.name} {shares.get(month, '')}".strip()) for month in every])


def _turns(canvas: Canvas, turns: Sequence[TurningPoint], begins: Sequence[float]) -> float:
    """Write the turning points' words on as many lines as keep them apart, and draw their upright lines.

    Returns:
        The height that the words take.
    """
    words = [shorten(f"{turn.month} {turn.label}".strip(), 28) for turn in turns]
    labels = _apart(begins, [pixels(each, SMALL_PX) + 12 for each in words])
    rows = 1 + max([row for row, _, _ in labels], default=-1)
    for x, text, (row, left, _) in zip(begins, words, labels, strict=True):
        top = canvas.y + _TURN_HIGH * (rows - 1 - row)
        canvas.text(left, top, escaped(text), size=SMALL_PX)
        ends = (x, top + 28, x, canvas.y + _TURN_HIGH * rows + 10 + _HIGH)
        canvas.rule(ends, canvas.colours.text, width=2, dash="dot")
    return _TURN_HIGH * rows + 10


_Label = tuple[int, float, float]  # its row, 0 being the lowest, and its left and right edge


def _apart(begins: Sequence[float], widths: Sequence[float]) -> list[_Label]:
    """A place for each label on top of its line, to its right or left.

    Where it can be had, none covers another label or another line, and no line runs through a label below its own. Each
    takes the lowest row that is free of that; they take turns from right to left, and again until nothing changes.
    """
    placed: dict[int, _Label] = {}
    numbered = list(reversed(range(len(begins))))
    for _ in range(4):
        before = dict(placed)
        for number in numbered:
            x, wide = begins[number], widths[number]
            spots = [(row, left, left + wide) for left in (x - 4, x + 4 - wide) for row in range(len(begins))]
            inside = [spot for spot in spots if spot[1] >= SIDE and spot[2] <= WIDTH - SIDE] or spots
            others = [(begins[at], label) for at, label in placed.items() if at != number]
            placed[number] = min(inside, key=lambda spot: _clashes(spot, x, others))
        if placed == before:
            break
    return [placed[number] for number in range(len(begins))]


def _clashes(spot: _Label, x: float, others: Sequence[tuple[float, _Label]]) -> int:
    """With how many of the other labels and lines a label and its own line, at `x`, would be drawn."""
    row, left, right = spot
    return sum(
        (row == other[0] and left < other[2] and right > other[1])
        + (row < other[0] and left < line < right)
        + (row > other[0] and other[1] < x < other[2])
        for line, other in others
    )


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Begin and end of each run of true ones, the end not included."""
    runs, at = [], 0
    for flag, group in itertools.groupby(flags):
        size = len(list(group))
        if flag:
            runs.append((at, at + size))
        at += size
    return runs


def _upwards(most: float, steps: Sequence[float], words: Callable[[float], str]) -> dict[str, Any]:
    """An axis from 0 to a round number, with two to five rules."""
    step = next((step for step in steps if most <= 5 * step), steps[-1])
    rules = max(math.ceil(most / step), 1)
    ticks = [step * number for number in range(rules + 1)]
    shown = {"showticklabels": True, "showgrid": True, "tickvals": ticks, "ticktext": [words(tick) for tick in ticks]}
    shown |= {"ticklabelstandoff": 6}
    return shown | {"range": [0, ticks[-1] * 1.02]}


def _day_ticks(first: date, last: date) -> dict[str, object]:
    """An axis over ordinals of days: Januaries where they are many, else months, else three days."""
    every = [date.fromisoformat(f"{month}-01") for month in every_month(f"{first:%Y-%m}", f"{last:%Y-%m}")]
    margin = (last - first) * 0.05  # a word at the very end would stick out
    inside = [day for day in every if first + margin <= day <= last - margin]
    years = [day for day in inside if day.month == 1]
    if len(every) > 24:
        shown, form = years[:: -(-len(years) // 12)], "%Y"
    elif len(inside) > 1:
        shown, form = inside[:: -(-len(inside) // 7)], "%Y-%m"
    else:
        shown, form = sorted({first + margin * 2, first + (last - first) / 2, last - margin * 2}), "%Y-%m-%d"
    places = [day.toordinal() for day in shown]
    text = [f"{day:{form}}" for day in shown]
    return {"showticklabels": True, "tickvals": places, "ticktext": text, "ticklabelstandoff": 8}


def _points(canvas: Canvas, rows: MilestoneRows, box: Box, ranges: _Ranges, axes: dict[str, str]) -> None:
    """Points at the milestones, with numbers beside them that lie neither on one another nor on the line."""
    (left, right), (low, high) = ranges
    wide, tall = box[2] - box[0], box[3] - box[1]
    a_day, a_unit = wide / (right - left), tall / (high - low)
    milestones = rows.milestones[-MOST_MILESTONES:]
    days, totals = [each.day.toordinal() for each in milestones], [each.at for each in milestones]
    dots = [((day - left) * a_day, tall - (at - low) * a_unit) for day, at in zip(days, totals, strict=True)]
    line = [((day.toordinal() - left) * a_day, tall - (at - low) * a_unit) for day, at in rows.totals]
    sizes = [_NUMBER] * len(dots)
    placed = place(dots, sizes, (0, 0, wide, tall), _DOT, _along(line))
    x, y = leads(dots, sizes, placed)
    colours = canvas.colours
    canvas.add(
        go.Scatter(
            mode="lines",
            x=[None if each is None else left + each / a_day for each in x],
            y=[None if each is None else low + (tall - each) / a_unit for each in y],
            line={"width": 2, "color": colours.absent},
            cliponaxis=False,
            **axes,
        ),
        go.Scatter(
            mode="markers",
            x=days,
            y=totals,
            marker={"size": 2 * _DOT, "color": colours.series[1], "line": {"width": 2, "color": colours.ground}},
            cliponaxis=False,
            **pointed([(each.label, each.day.isoformat(), each.detail) for each in milestones]),
            **axes,
        ),
        go.Scatter(
            mode="text",
            x=[left + (spot.x + _NUMBER[0] / 2) / a_day for spot in placed],
            y=[low + (tall - spot.y - _NUMBER[1] / 2) / a_unit for spot in placed],
            text=[f"<b>{number}</b>" for number in range(1, len(dots) + 1)],
            textfont={"size": SMALL_PX, "color": colours.text},
            cliponaxis=False,
            **axes,
        ),
    )


def _along(line: Sequence[tuple[float, float]]) -> list[Box]:
    """A line in pixels, as boxes of a few pixels each."""
    if len(line) < 2:
        return []
    x = np.arange(line[0][0], line[-1][0] + 6, 6)
    y = np.interp(x, [each for each, _ in line], [each for _, each in line])
    return [
        (float(one), float(min(up, down)) - 2, float(other), float(max(up, down)) + 2)
        for one, other, up, down in zip(x, x[1:], y, y[1:], strict=False)
    ]


def _list(canvas: Canvas, milestones: Sequence[Milestone]) -> None:
    """What each point is: its number, its words, its day and more."""
    wide = min(max([pixels(shorten(each.label, 30), LABEL_PX) for each in milestones], default=0), 330)
    dated, more = SIDE + 44 + wide + 26, SIDE + 44 + wide + 26 + 132
    for number, each in enumerate(milestones, 1):
        canvas.text(SIDE, canvas.y, f"<b>{number}</b>", colour=canvas.colours.series[1])
        canvas.text(SIDE + 44, canvas.y, label(each.label, columns(330, LABEL_PX)))
        canvas.text(dated, canvas.y + 3, each.day.isoformat(), size=SMALL_PX, colour=canvas.colours.quiet)
        detail = label(each.detail, columns(WIDTH - SIDE - more, SMALL_PX))
        canvas.text(more, canvas.y + 3, detail, size=SMALL_PX, colour=canvas.colours.quiet)
        canvas.y += 40
    canvas.y += 16
