"""The result of a vote, drawn against what it needed."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go

from bot.charts import numbers
from bot.charts.canvas import Canvas
from bot.charts.names import label
from bot.charts.rows import PollRows
from bot.charts.theme import SIDE, SMALL_PX, WIDTH, Theme

_BAR_HIGH = 58


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


def _bar(
    canvas: Canvas, number: int, heading: str, parts: list[tuple[str, int, str]], rule: tuple[str, Fraction]
) -> None:
    """One stacked bar of members over the whole width, with the rule's line through it and its words below."""
    whole = sum(members for _, members, _ in parts)
    canvas.text(SIDE, canvas.y, f"{label(heading, 60)}: {whole:,}", size=SMALL_PX, colour=canvas.colours.quiet)
    top = canvas.y + 34
    box = (SIDE, top, WIDTH - SIDE, top + _BAR_HIGH)
    axes = canvas.axes(number, box, {"range": [0, whole]}, {"range": [-0.5, 0.5]})
    for name, members, colour in parts:
        marker = {"color": colour, "line": {"width": 2, "color": canvas.colours.ground}}
        canvas.add(go.Bar(name=name, orientation="h", x=[members], y=[0], marker=marker, **axes))
    words, share = rule
    x = SIDE + (WIDTH - 2 * SIDE) * float(share)
    anchor = "left" if share < Fraction(1, 6) else "right" if share > Fraction(5, 6) else "center"
    canvas.line(x, top - 8, top + _BAR_HIGH + 8, canvas.colours.text)
    canvas.text(x, top + _BAR_HIGH + 12, f"{label(words, 40)} {numbers.rule(share)}", size=SMALL_PX, anchor=anchor)
    canvas.y = top + _BAR_HIGH + 52
