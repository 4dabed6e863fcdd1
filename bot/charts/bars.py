"""Rankings of members: horizontal bars, one row each, everything labelled where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Box, Canvas, bold_pixels, columns, pixels
from bot.charts.names import escaped, label, listed, shorten
from bot.charts.pointing import pointed
from bot.charts.rows import BreakupRows, RankedBar, RankedRows, WhoKnowsRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme

MOST_BARS = 15
"""More would not be legible in a chat; the card's table has them all."""

_SCORE_PX = 28
_RANK_WIDE = 42
_NAMES_WIDE = 300
_DETAILS_WIDE = 340
_SHOWN_MOST, _ASIDE_MOST = 24, 16
_BAR = {"bargap": 0.36, "barcornerradius": 6}


def breakup_figure(rows: BreakupRows, theme: Theme = Theme.DARK) -> str:
    """Breakup intensity, 0 to 100: stacked bars of its parts, the score at the end of each.

    Those without enough listening are named below, without a bar. At most `MOST_BARS` bars.

    Returns:
        Plotly's JSON. One bar trace per part (its name is the part's label, its x are points), and one for the rest
        of the way to 100.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    bars = rows.bars[:MOST_BARS]
    parts = [part for part, _ in bars[0].parts] if bars else []
    canvas.keys(list(zip(canvas.colours.series, parts, strict=False)))
    step = _step(len(bars), any(bar.detail for bar in bars))
    scores = [f"{bar.score:.0f}" for bar in bars]
    left = _names(canvas, [bar.name for bar in bars], [bar.detail for bar in bars], numbers.ranks(scores), step)
    right = WIDTH - SIDE - 74
    for row, score in enumerate(scores):
        middle = canvas.y + step * (row + 0.5)
        canvas.text(WIDTH - SIDE, middle - 21, f"<b>{score}</b>", size=_SCORE_PX, anchor="right")
    axes = _row_axes(canvas, (left, canvas.y, right, canvas.y + step * len(bars)), len(bars), 100)
    fitted = [_fitted(bar.score, bar.parts) for bar in bars]
    for number, part in enumerate(parts):
        points = [points[number] for points in fitted]
        segment = _segment(part, points, canvas.colours.series[number], (right - left) / 100, canvas, axes)
        canvas.add(
            segment.update(pointed([(bar.name, f"{part}: {one:.0f}") for bar, one in zip(bars, points, strict=True)]))
        )
    canvas.add(_segment("", [100 - sum(points) for points in fitted], canvas.colours.track, 0, canvas, axes))
    canvas.y += step * len(bars) + 14
    left_out(canvas, rows.left_out_words, rows.left_out)
    canvas.y += 0 if rows.left_out else 18
    return canvas.json(barmode="stack", **_BAR)


def whoknows_figure(rows: WhoKnowsRows, theme: Theme = Theme.DARK) -> str:
    """Hours that members gave an artist, with the share of their own listening; those in first place stand out.

    At most `MOST_BARS` bars.

    Returns:
        Plotly's JSON, with one bar trace whose x are hours.
    """
    bars = tuple(
        RankedBar(
            bar.name,
            bar.hours,
            numbers.hours(bar.hours),
            aside="" if bar.share is None else numbers.share(bar.share),
        )
        for bar in rows.bars
    )
    return ranked_figure(RankedRows(rows.title, rows.note, bars, aside_words=rows.share_words), theme)


def ranked_figure(rows: RankedRows, theme: Theme = Theme.DARK) -> str:
    """Any ranking: one bar a row with its amount in words behind it; those in first place stand out.

    Those without enough listening are named below, without a bar. At most `MOST_BARS` bars.

    Returns:
        Plotly's JSON, with one bar trace whose x are the amounts.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    bars = rows.bars[:MOST_BARS]
    shown = [label(bar.shown, _SHOWN_MOST) for bar in bars]
    asides = [shorten(bar.aside, _ASIDE_MOST) for bar in bars]
    aside_wide = max([pixels(aside, LABEL_PX) for aside in asides], default=0)
    quiet = canvas.colours.quiet
    if aside_wide and rows.aside_words:
        canvas.text(WIDTH - SIDE, canvas.y, label(rows.aside_words, 30), size=SMALL_PX, colour=quiet, anchor="right")
        canvas.y += 36
    step = _step(len(bars), any(bar.detail for bar in bars))
    places = ranked_places(bars) if rows.numbered else None
    left = _names(canvas, [bar.name for bar in bars], [bar.detail for bar in bars], places, step)
    right = WIDTH - SIDE - (aside_wide + 34 if aside_wide else 0)
    most = rows.whole or max([bar.amount for bar in bars], default=0) or 1
    room = _room(bars, most, right - left)
    for row, bar in enumerate(bars):
        upper = canvas.y + step * (row + 0.5) - 17
        canvas.text(left + room * bar.amount / most + 12, upper, f"<b>{shown[row]}</b>" if shown[row] else "")
        canvas.text(WIDTH - SIDE, upper, escaped(asides[row]), colour=quiet, anchor="right")
    axes = _row_axes(canvas, (left, canvas.y, left + room, canvas.y + step * len(bars)), len(bars), most)
    usual, first = canvas.colours.series[:2]
    marker = {"color": [first if place == 1 else usual for place in places or [0] * len(bars)], "line_width": 0}
    amounts = [bar.amount for bar in bars]
    said = pointed(
        [(bar.name, bar.shown, f"{bar.aside} {rows.aside_words}" if bar.aside else "", bar.detail) for bar in bars]
    )
    canvas.add(go.Bar(orientation="h", x=amounts, y=list(range(len(bars))), marker=marker, **said, **axes))
    canvas.y += step * len(bars) + (14 if rows.left_out else 24)
    left_out(canvas, rows.left_out_words, rows.left_out)
    return canvas.json(**_BAR)


def left_out(canvas: Canvas, words: str, names: Sequence[str]) -> None:
    """Name those without enough listening on up to two quiet lines, and move `y` below them."""
    if names:
        canvas.paragraph(listed(f"{words}:", names, columns(WIDTH - 2 * SIDE, SMALL_PX), 2))
        canvas.y += 18


def ranked_places(bars: Sequence[RankedBar]) -> list[int]:
    """The places that the caller counted, and those that follow from what is shown."""
    counted = numbers.ranks([bar.shown for bar in bars])
    return [place if bar.place is None else bar.place for place, bar in zip(counted, bars, strict=True)]


def _room(bars: Sequence[RankedBar], most: float, wide: float) -> float:
    """Pixels of the longest bar, so that every bar leaves room behind it for its amount in words."""
    ends = [(bar.amount / most, 22 + bold_pixels(shorten(bar.shown, _SHOWN_MOST), LABEL_PX)) for bar in bars]
    return min([wide, *((wide - words) / part for part, words in ends if part)])


def _step(bars: int, detailed: bool) -> int:
    """Pixels from one row to the next: roomy where there are few."""
    return 74 if bars <= 4 or detailed else 52


def _names(
    canvas: Canvas, names: Sequence[str], details: Sequence[str], places: Sequence[int] | None, step: float
) -> float:
    """Write the rows' places, names and details. Returns the pixel where bars may begin."""
    small = round(columns(_DETAILS_WIDE, SMALL_PX))
    most = columns(_NAMES_WIDE, LABEL_PX)
    begin = SIDE + (0 if places is None else _RANK_WIDE)
    wide = [0.0]
    for row, (name, detail) in enumerate(zip(names, details, strict=True)):
        middle = canvas.y + step * (row + 0.5)
        upper = middle - (32 if detail else 17)
        if places is not None:
            canvas.text(SIDE, upper, str(places[row]), colour=canvas.colours.quiet)
        canvas.text(begin, upper, label(name, most))
        canvas.text(begin, middle, label(detail, small), size=SMALL_PX, colour=canvas.colours.quiet)
        wide += [pixels(shorten(name, most), LABEL_PX), pixels(shorten(detail, small), SMALL_PX)]
    return begin + max(wide) + 22


def _row_axes(canvas: Canvas, box: Box, rows: int, most: float) -> dict[str, str]:
    # Rows are numbered from the top, so that the order of the rows is the order of the trace.
    return canvas.axes(1, box, {"range": [0, most]}, {"range": [max(rows, 1) - 0.5, -0.5]})


def _segment(
    name: str, points: Sequence[float], colour: str, pixels_a_point: float, canvas: Canvas, axes: dict[str, str]
) -> go.Bar:
    """One part of every bar; its points are written into it where they fit."""
    return go.Bar(
        name=name,
        orientation="h",
        x=list(points),
        y=list(range(len(points))),
        text=[f"{value:.0f}" if value * pixels_a_point >= 36 else "" for value in points],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": SMALL_PX, "color": canvas.colours.ink},
        marker={"color": colour, "line": {"width": 2, "color": canvas.colours.ground}},
        **axes,
    )


def _fitted(score: float, parts: Sequence[tuple[str, float]]) -> list[float]:
    """The parts' points, scaled down to the score where a cap holds it below their sum."""
    total = sum(points for _, points in parts)
    return [points * min(1, score / total) if total else 0 for _, points in parts]
