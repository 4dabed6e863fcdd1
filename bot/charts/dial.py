"""The clock of the day, wherever a picture has one."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts.canvas import Box, Canvas
from bot.charts.numbers import share
from bot.charts.pointing import pointed
from bot.charts.theme import LABEL_PX


def dial(
    canvas: Canvas,
    number: int,
    box: Box,
    clock: Sequence[float],
    *,
    colour: str = "",
    marked: str = "",
    size: int = LABEL_PX,
) -> None:
    """A dial of 24 hours, midnight on top; each wedge is the hour that begins at its left edge.

    The busiest hour stands out and is named in the middle.

    Args:
        canvas: where it is drawn.
        number: which of the figure's dials it is, from 1.
        box: the dial is as large as fits between its upper and lower edge; leave room for digits around it.
        clock: 24 values from midnight, in any one unit.
        colour: of the wedges; the usual one where empty.
        marked: of the busiest hour's wedge; that of what stands out where empty.
        size: of the busiest hour's type; the other hours are written somewhat smaller.

    Raises:
        ValueError: the clock has not 24 values.
    """
    if len(clock) != 24:
        raise ValueError(f"a clock has 24 hours, not {len(clock)}")
    most, total = max(clock) or 1, sum(clock) or 1
    busiest = clock.index(max(clock)) if any(clock) else None
    colours = canvas.colours
    polar = {
        "hole": 0.34,
        "bargap": 0.12,
        "radialaxis": {"range": [0, most], "visible": False},
        "angularaxis": {
            "direction": "clockwise",
            "rotation": 90,
            "tickvals": [0, 90, 180, 270],
            "ticktext": ["00", "06", "12", "18"],
            "tickfont": {"size": round(size * 0.86)},
        },
    }
    usual, outstanding = colour or colours.series[0], marked or colours.series[1]
    wedges = [outstanding if hour == busiest else usual for hour in range(24)]
    canvas.add(
        go.Barpolar(
            theta=[15 * hour + 7.5 for hour in range(24)],
            r=list(clock),
            marker={"color": wedges, "line": {"width": 2, "color": colours.ground}},
            subplot=canvas.polar(number, box, polar),
            **pointed([(f"{hour:02}–{(hour + 1) % 24:02}", share(part / total)) for hour, part in enumerate(clock)]),
        )
    )
    if busiest is not None:
        hour = f"<b>{busiest:02}–{(busiest + 1) % 24:02}</b>"
        middle = (box[1] + box[3]) / 2
        canvas.text((box[0] + box[2]) / 2, middle - size * 0.64, hour, size=size, anchor="center")
