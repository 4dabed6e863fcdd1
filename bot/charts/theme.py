"""The one look of every picture: Discord's own grounds, colours that colour-blind members tell apart, big type.

Discord shows a picture at most 550 pixels wide, so that 20 pixels of type here are 11 there. The colours come from
Okabe and Ito's set ("Color Universal Design", 2008), lightened for the dark ground and darkened for the light one until
each stands out from it by at least 3:1 (WCAG 2.2, 1.4.11); a test simulates the three kinds of colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import plotly.graph_objects as go

WIDTH = 1000
"""Pixels of every figure; its PNG has twice as many."""
SIDE = 36
"""Empty pixels left and right."""

TITLE_PX, LABEL_PX, SMALL_PX = 31, 22, 19

FONTS = "Noto Sans, Noto Sans CJK JP, Noto Color Emoji, sans-serif"
"""Noto where it is installed; the browser takes any letter that these lack from whatever font has it."""


class Theme(StrEnum):
    """The ground of a picture."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours on one ground.

    Attributes:
        ground: of the whole picture; Discord's card.
        panel: what lies under a part of the picture, e.g. a card.
        track: what a bar runs in, and rules.
        absent: those who are counted and did nothing.
        text: names and numbers.
        quiet: notes and axes.
        series: for parts that stand side by side in this order. The first is the usual one, the second marks what
            stands out.
        ballots: yes, no and abstain: told apart in any order, and from `absent`.
        ink: letters on top of a `series` colour.
    """

    ground: str
    panel: str
    track: str
    absent: str
    text: str
    quiet: str
    series: tuple[str, str, str, str, str, str]
    ballots: tuple[str, str, str]
    ink: str


COLOURS = {
    Theme.DARK: Colours(
        ground="#2b2d31",
        panel="#232428",
        track="#3b3e45",
        absent="#7d818a",
        text="#f2f3f5",
        quiet="#b5bac1",
        series=("#56b4e9", "#e69f00", "#1fae86", "#f0e442", "#8c7bd8", "#e8703a"),
        ballots=("#56b4e9", "#e8703a", "#f0e442"),
        ink="#16171a",
    ),
    Theme.LIGHT: Colours(
        ground="#ffffff",
        panel="#f2f3f5",
        track="#e3e5e8",
        absent="#8b8e96",
        text="#1e1f22",
        quiet="#5c5e66",
        series=("#0072b2", "#b97300", "#005a46", "#8a8500", "#7a3db8", "#b33c00"),
        ballots=("#0072b2", "#b33c00", "#005a46"),
        ink="#ffffff",
    ),
}


def template(theme: Theme) -> go.layout.Template:
    """Plotly's template for a ground: nothing of the default look is left."""
    colours = COLOURS[theme]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "showticklabels": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": False,
        "gridcolor": colours.track,
        "tickfont": {"size": SMALL_PX, "color": colours.quiet},
        "title": {"text": ""},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONTS, "size": LABEL_PX, "color": colours.text},
            "paper_bgcolor": colours.ground,
            "plot_bgcolor": colours.ground,
            "colorway": colours.series,
            "showlegend": False,
            "hovermode": False,
            "xaxis": axis,
            "yaxis": axis,
            "polar": {
                "bgcolor": colours.ground,
                "radialaxis": {"visible": False},
                "angularaxis": {
                    "showline": False,
                    "ticks": "",
                    "gridcolor": colours.track,
                    "tickfont": axis["tickfont"],
                },
            },
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},  # so that "paper" is the whole picture
            "annotationdefaults": {"showarrow": False, "borderpad": 0},
        }
    )
