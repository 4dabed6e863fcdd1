"""The result of a vote, drawn against what it needed; of a vote among options, with a bar for each."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Canvas, bold_pixels, columns, pixels
from bot.charts.names import escaped, label, shorten
from bot.charts.pointing import pointed
from bot.charts.rows import OptionRows, PollRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme

_BAR_HIGH = 58
_NAMES_WIDE = 340
_FEW = 8
"""Up to so many options, rows are roomy."""


def poll_figure(rows: PollRows, theme: Theme = Theme.DARK) -> str:
    """Two bars: who of the electorate voted, with the quorum as a line; and yes against no, with the threshold.

    Where the breakdown is withheld, the first bar shows how many voted and the second is not drawn.

    Returns:
        Plotly's JSON. The traces are named by `rows.words`, their x are members: first those of the electorate, then
        yes and no once more.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    colours, words = canvas.colours, rows.words
    said = ((words.yes, rows.yes), (words.no, rows.no), (words.abstain, rows.abstain))
    yes, no, abstain = ((*each, colour) for each, colour in zip(said, colours.ballots, strict=True))
    cast = rows.yes + rows.no + rows.abstain
    ballots = [(words.voted, cast, colours.series[0])] if rows.withheld else [yes, no, abstain]
    ballots.append((words.silent, rows.electorate - cast, colours.absent))
    canvas.keys([(colour, f"{name} {members:,}") for name, members, colour in ballots])
    _bar(canvas, 1, words.electorate, ballots, (words.quorum, rows.quorum))
    if rows.yes + rows.no and not rows.withheld:
        _bar(canvas, 2, words.sides, [yes, no], (words.threshold, rows.threshold))
    canvas.y += 14
    return canvas.json(barmode="stack", bargap=0, barcornerradius=8)


def option_figure(rows: OptionRows, theme: Theme = Theme.DARK) -> str:
    """Who of the electorate voted, with the quorum as a line; then a bar for each option, winners standing out.

    Where the breakdown is withheld, only the first is drawn.

    Returns:
        Plotly's JSON: the traces of the electorate, and one bar trace whose x are the options' votes.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    colours, words = canvas.colours, rows.words
    silent = max(rows.electorate - rows.voted, 0)
    turnout = [(words.voted, rows.voted, colours.series[2]), (words.silent, silent, colours.absent)]
    canvas.keys([(colour, f"{name} {votes:,}") for name, votes, colour in turnout])
    _bar(canvas, 1, words.electorate, turnout, (words.quorum, rows.quorum) if rows.quorum else None)
    if not rows.withheld and rows.bars:
        _options(canvas, rows)
    canvas.y += 14
    return canvas.json(barmode="stack", bargap=0.3, barcornerradius=6)


def _options(canvas: Canvas, rows: OptionRows) -> None:
    few = len(rows.bars) <= _FEW
    step, size = (58, LABEL_PX) if few else (40, SMALL_PX)
    wide = min(_NAMES_WIDE, max(pixels(bar.name, size) for bar in rows.bars))
    most = columns(wide, size)
    left = SIDE + wide + 18
    behind = max(bold_pixels(bar.shown, size) for bar in rows.bars) + 22
    longest = max(1, *(bar.votes for bar in rows.bars))
    room = WIDTH - SIDE - left - behind
    for row, bar in enumerate(rows.bars):
        upper = canvas.y + step * (row + 0.5) - size * 0.75
        canvas.text(SIDE + wide, upper, escaped(shorten(bar.name, most)), size=size, anchor="right")
        canvas.text(left + room * bar.votes / longest + 12, upper, f"<b>{escaped(bar.shown)}</b>", size=size)
    box = (left, canvas.y, left + room, canvas.y + step * len(rows.bars))
    axes = canvas.axes(2, box, {"range": [0, longest]}, {"range": [len(rows.bars) - 0.5, -0.5]})
    usual, first = canvas.colours.series[:2]
    marker = {"color": [first if bar.won else usual for bar in rows.bars], "line_width": 0}
    said = pointed([(bar.name, bar.shown) for bar in rows.bars])
    votes, places = [bar.votes for bar in rows.bars], list(range(len(rows.bars)))
    canvas.add(go.Bar(orientation="h", x=votes, y=places, marker=marker, **said, **axes))
    canvas.y = box[3] + 10


def _bar(
    canvas: Canvas, number: int, heading: str, parts: list[tuple[str, int, str]], rule: tuple[str, Fraction] | None
) -> None:
    """One stacked bar of members over the whole width, with the rule's line, if any, through it and its words below."""
    whole = sum(members for _, members, _ in parts)
    canvas.text(SIDE, canvas.y, f"{label(heading, 60)}: {whole:,}", size=SMALL_PX, colour=canvas.colours.quiet)
    top = canvas.y + 34
    box = (SIDE, top, WIDTH - SIDE, top + _BAR_HIGH)
    axes = canvas.axes(number, box, {"range": [0, whole]}, {"range": [-0.5, 0.5]})
    for name, members, colour in parts:
        marker = {"color": colour, "line": {"width": 2, "color": canvas.colours.ground}}
        canvas.add(go.Bar(name=name, orientation="h", x=[members], y=[0], marker=marker, **axes))
    if rule is None:
        canvas.y = top + _BAR_HIGH + 30
        return
    words, share = rule
    x = SIDE + (WIDTH - 2 * SIDE) * float(share)
    anchor = "left" if share < Fraction(1, 6) else "right" if share > Fraction(5, 6) else "center"
    canvas.line(x, top - 8, top + _BAR_HIGH + 8, canvas.colours.text)
    canvas.text(x, top + _BAR_HIGH + 12, f"{label(words, 40)} {numbers.rule(share)}", size=SMALL_PX, anchor=anchor)
    canvas.y = top + _BAR_HIGH + 52
