"""A pair's recap, and the one that is made to be shown elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Canvas, bold_pixels, columns, in_lines, pixels
from bot.charts.dial import dial
from bot.charts.names import escaped, label
from bot.charts.rows import PairRecapRows, ShareRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme
from bot.charts.tiles import tiles

MOST_ARTISTS = 6
MOST_SHARED = 5

_GAP = 48
_SIDE_WIDE = (WIDTH - 2 * SIDE - _GAP) / 2
_STEP = 56
_NAME_PX = 27
_DIAL = 260

SHARE_WIDE, SHARE_HIGH = 1080, 1350
"""4 by 5: what shared pictures are shown as without being cut, nearly everywhere."""
_EDGE = 72
_HEAD_HIGH = 408
_LOWER = 932
HEAD = {Theme.DARK: ("#56b4e9", "#74c2ee"), Theme.LIGHT: ("#0072b2", "#1a7db9")}
"""The block's own colour, and that of the columns on its floor, from both of which letters stand out."""


def pair_figure(rows: PairRecapRows, theme: Theme = Theme.DARK) -> str:
    """Two columns: each member's large number, top artists as bars of own listening, and clock.

    Bars of both sides have the same scale. Artists of the same name in both lists are marked.

    Returns:
        Plotly's JSON with two bar traces, named by the members, whose x are shares, and two clocks.

    Raises:
        ValueError: a clock has not 24 values.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    tiles(canvas, rows.figures)
    sides = (rows.left, rows.right)
    shown = [side.artists[:MOST_ARTISTS] for side in sides]
    shared = {name for name, _ in shown[0]} & {name for name, _ in shown[1]}
    lefts = (float(SIDE), SIDE + _SIDE_WIDE + _GAP)
    for left, side, colour in zip(lefts, sides, canvas.colours.series, strict=False):
        room = columns(_SIDE_WIDE - pixels(side.shown, LABEL_PX) - 24, _NAME_PX) / 1.08
        canvas.text(left, canvas.y, f"<b>{label(side.name, room)}</b>", size=_NAME_PX, colour=colour)
        canvas.text(left + _SIDE_WIDE, canvas.y + 5, f"<b>{label(side.shown, 20)}</b>", anchor="right")
    canvas.y += 50
    most = max([share for artists in shown for _, share in artists], default=0) or 1
    longest = max(len(artists) for artists in shown)
    _headings(canvas, rows.artists_words if longest else "", lefts)
    for number, (left, artists) in enumerate(zip(lefts, shown, strict=True), 1):
        _artists(canvas, number, left, (artists, shared), (most, longest), sides[number - 1].name)
    canvas.y += _STEP * longest
    canvas.keys([(canvas.colours.series[2], rows.shared_words)] if shared else [])
    canvas.y += 8
    _headings(canvas, rows.clock_words, lefts)
    for number, (left, side) in enumerate(zip(lefts, sides, strict=True), 1):
        middle = left + _SIDE_WIDE / 2
        box = (middle - _DIAL / 2, canvas.y + 28, middle + _DIAL / 2, canvas.y + 28 + _DIAL)
        colour = canvas.colours.series[number - 1]
        dial(canvas, number, box, side.clock, colour=colour, marked=canvas.colours.text)
    canvas.y += _DIAL + 76
    return canvas.json(barcornerradius=4)


def _headings(canvas: Canvas, words: str, lefts: Sequence[float]) -> None:
    if not words:
        return
    for left in lefts:
        heading = f"<b>{label(words, columns(_SIDE_WIDE, SMALL_PX) / 1.08)}</b>"
        canvas.text(left, canvas.y, heading, size=SMALL_PX, colour=canvas.colours.quiet)
    canvas.y += 38


def _artists(
    canvas: Canvas,
    number: int,
    left: float,
    shown: tuple[Sequence[tuple[str, float]], set[str]],
    scale: tuple[float, int],
    member: str,
) -> None:
    """One side's artists: names with their shares, thin bars under them."""
    (artists, shared), (most, longest) = shown, scale
    for row, (name, share) in enumerate(artists):
        top = canvas.y + _STEP * row
        amount = numbers.share(share)
        mark = f'<span style="color:{canvas.colours.series[2]}">■</span> ' if name in shared else ""
        room = columns(_SIDE_WIDE - pixels(amount, LABEL_PX) - 64, LABEL_PX)
        canvas.text(left, top - 4, f"{mark}{label(name, room)}")
        canvas.text(left + _SIDE_WIDE, top - 4, escaped(amount), colour=canvas.colours.quiet, anchor="right")
    box = (left, canvas.y, left + _SIDE_WIDE, canvas.y + _STEP * max(longest, 1))
    axes = canvas.axes(number, box, {"range": [0, most]}, {"range": [max(longest, 1) - 0.5, -0.5]})
    canvas.add(
        go.Bar(
            name=member,
            orientation="h",
            x=[share for _, share in artists],
            y=[row + 0.2 for row in range(len(artists))],
            width=0.18,
            marker={"color": canvas.colours.series[number - 1], "line_width": 0},
            **axes,
        )
    )


def share_figure(rows: ShareRows, theme: Theme = Theme.DARK) -> str:
    """A poster, `SHARE_WIDE` by `SHARE_HIGH`: one large number, five artists, five tracks, and the clock of the day.

    Returns:
        Plotly's JSON, with the clock's trace where there is one.

    Raises:
        ValueError: there is a clock that has not 24 values.
    """
    canvas = Canvas("", "", theme, SHARE_WIDE)
    colours = canvas.colours
    _head(canvas, rows, theme)
    column = (SHARE_WIDE - 2 * _EDGE - 40) / 2
    right = _EDGE + column + 40
    _column(canvas, (_EDGE, column), rows.artists_words, rows.artists)
    _column(canvas, (right, column), rows.tracks_words, rows.tracks)
    if rows.clock:
        heading = f"<b>{label(rows.clock_words, columns(column, 27) / 1.08)}</b>"
        canvas.text(_EDGE, _LOWER, heading, size=27, colour=colours.quiet)
        dial(canvas, 1, (_EDGE + 50, _LOWER + 78, _EDGE + 330, _LOWER + 358), rows.clock, size=27)
        for at, (number, words) in enumerate(rows.figures[:3]):
            y = _LOWER - 6 + at * 112
            canvas.text(right, y, f"<b>{label(number, columns(column, 46) / 1.08)}</b>", size=46)
            canvas.text(right, y + 62, label(words, columns(column, 27)), size=27, colour=colours.quiet)
    else:
        _cards(canvas, rows.figures[:3])
    foot = f"<b>{label(rows.foot, 30)}</b>"
    canvas.text(SHARE_WIDE - _EDGE, 1290, foot, size=27, colour=colours.quiet, anchor="right")
    canvas.y = SHARE_HIGH
    return canvas.json()


def _cards(canvas: Canvas, figures: Sequence[tuple[str, str]]) -> None:
    """Where there is no clock: the smaller numbers as cards over the whole width."""
    gap = 24
    wide = (SHARE_WIDE - 2 * _EDGE - gap * (len(figures) - 1)) / max(len(figures), 1)
    for at, (number, words) in enumerate(figures):
        left = _EDGE + at * (wide + gap)
        canvas.panel((left, _LOWER + 50, left + wide, _LOWER + 290), canvas.colours.panel, radius=24)
        large = label(number, columns(wide - 32, 58) / 1.08)
        canvas.text(left + wide / 2, _LOWER + 100, f"<b>{large}</b>", size=58, anchor="center")
        for line, shown in enumerate(in_lines(words, columns(wide - 32, 27), 2)):
            y = _LOWER + 186 + 38 * line
            canvas.text(left + wide / 2, y, shown, size=27, colour=canvas.colours.quiet, anchor="center")


def _head(canvas: Canvas, rows: ShareRows, theme: Theme) -> None:
    """The coloured block on top: whose, when, how much; on its floor the clock once more, as a row of columns."""
    ground, columns_of_hours = HEAD[theme]
    ink = canvas.colours.ink
    wide = SHARE_WIDE - 2 * _EDGE
    canvas.panel((0, 0, SHARE_WIDE, _HEAD_HIGH), ground)
    most = max(rows.clock, default=0) or 1
    step = SHARE_WIDE / 24
    for hour, amount in enumerate(rows.clock):
        top = _HEAD_HIGH - 150 * amount / most
        canvas.panel((hour * step + 4, top, (hour + 1) * step - 4, _HEAD_HIGH), columns_of_hours)
    canvas.text(_EDGE, 48, f"<b>{label(rows.title, columns(wide, 50) / 1.08)}</b>", size=50, colour=ink)
    canvas.text(_EDGE, 116, label(rows.note, columns(wide, 31)), size=31, colour=ink)
    size = next((size for size in (140, 116, 96, 76) if bold_pixels(rows.hours, size) <= wide), 58)
    hours = label(rows.hours, columns(wide, size) / 1.08)
    canvas.text(_EDGE - 4, 251 - size * 0.68, f"<b>{hours}</b>", size=size, colour=ink)
    canvas.text(_EDGE, 342, label(rows.hours_words, columns(wide, 36)), size=36, colour=ink)


def _column(canvas: Canvas, place: tuple[float, float], words: str, rows: Sequence[tuple[str, str]]) -> None:
    """A heading and up to five names, each with a quiet line below."""
    left, wide = place
    colours = canvas.colours
    canvas.text(left, 442, f"<b>{label(words, columns(wide, 27) / 1.08)}</b>", size=27, colour=colours.quiet)
    for at, (name, below) in enumerate(rows[:MOST_SHARED]):
        y = 490 + at * 82
        colour = colours.series[1] if not at else colours.quiet
        canvas.text(left, y, f"<b>{at + 1}</b>", size=32, colour=colour)
        canvas.text(left + 42, y, f"<b>{label(name, columns(wide - 42, 32) / 1.08)}</b>", size=32)
        canvas.text(left + 42, y + 42, label(below, columns(wide - 42, 24)), size=24, colour=colours.quiet)
