"""A picture under construction, measured in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from bot.charts.names import display_width, label, shorten
from bot.charts.theme import COLOURS, LABEL_PX, SIDE, SMALL_PX, TITLE_PX, WIDTH, Colours, Theme, template

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels from the upper left corner of the picture."""

_EM_PER_COLUMN = 0.56  # Noto Sans, lower case
_BOLD = 1.08


def pixels(text: str, size: int) -> float:
    """About how wide a text is drawn at a size of type."""
    return display_width(text) * size * _EM_PER_COLUMN


def columns(width: float, size: int) -> float:
    """How many columns of `names.display_width` fit into that many pixels at a size of type."""
    return width / (size * _EM_PER_COLUMN)


def wrapped(text: str, most: float, lines: int) -> list[str]:
    """The text broken between words into at most `lines` lines of `most` columns, the last one shortened. Escaped."""
    broken = [""]
    for word in text.split():
        longer = f"{broken[-1]} {word}".strip()
        if broken[-1] and len(broken) < lines and display_width(longer) > most:
            broken.append(word)
        else:
            broken[-1] = longer
    return [label(line, most) for line in broken if line]


class Canvas:
    """A figure of the theme's width that grows downwards, title and note first.

    Args:
        title: shortened where two lines do not hold it.
        note: quiet, under the title; likewise; may be empty.
        theme: the ground.

    Attributes:
        y: pixels from the top to what is free; the figure's height in the end.
    """

    def __init__(self, title: str, note: str, theme: Theme) -> None:
        self.colours: Colours = COLOURS[theme]
        self.y = 20.0
        self._theme = theme
        self._plots: dict[str, tuple[Box, dict[str, Any]]] = {}
        self._texts: list[dict[str, Any]] = []
        self._lines: list[tuple[float, float, float, str]] = []
        self._traces: list[Any] = []
        for line in wrapped(title, columns(WIDTH - 2 * SIDE, TITLE_PX) / _BOLD, 2):
            self.text(SIDE, self.y, f"<b>{line}</b>", size=TITLE_PX)
            self.y += 44
        self.paragraph(wrapped(note, columns(WIDTH - 2 * SIDE, SMALL_PX), 2))
        self.y += 16

    def text(
        self, x: float, y: float, text: str, *, size: int = LABEL_PX, colour: str = "", anchor: str = "left"
    ) -> None:
        """Write one line, its upper edge at `y` and its `anchor` side (left, center or right) at `x`.

        Args:
            x: pixels from the left.
            y: pixels from the top.
            text: escaped already; nothing is written where it is empty.
            size: of the type, in pixels.
            colour: the theme's text colour where empty.
            anchor: which side of the text stands at `x`.
        """
        if text:
            font = {"size": size, "color": colour or self.colours.text}
            self._texts.append({"x": x, "y": y, "text": text, "xanchor": anchor, "font": font})

    def paragraph(self, lines: Sequence[str]) -> None:
        """Write quiet lines, escaped already, at the left, and move `y` below them."""
        for line in lines:
            self.text(SIDE, self.y, line, size=SMALL_PX, colour=self.colours.quiet)
            self.y += 28

    def keys(self, words: Sequence[tuple[str, str]]) -> None:
        """Write (colour, words) keys over the whole width, and move `y` below them."""
        x = float(SIDE)
        for colour, name in words:
            width = pixels(shorten(name, 40), SMALL_PX) + 52
            if x > SIDE and x + width > WIDTH:
                x, self.y = float(SIDE), self.y + 32
            self.text(x, self.y, f'<span style="color:{colour}">■</span> {label(name, 40)}', size=SMALL_PX)
            x += width
        self.y += 40 if words else 0

    def line(self, x: float, top: float, bottom: float, colour: str) -> None:
        """Draw a vertical line over the plots, from pixel `top` down to pixel `bottom`."""
        self._lines.append((x, top, bottom, colour))

    def axes(self, number: int, box: Box, x: dict[str, Any], y: dict[str, Any]) -> dict[str, str]:
        """Set up a pair of axes in a box. Returns what a trace needs to use it."""
        suffix = "" if number == 1 else str(number)
        self._plots[f"xaxis{suffix}"] = box, x | {"anchor": f"y{suffix}"}
        self._plots[f"yaxis{suffix}"] = box, y | {"anchor": f"x{suffix}"}
        return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}

    def polar(self, box: Box, polar: dict[str, Any]) -> None:
        """Set up polar axes in a box."""
        self._plots["polar"] = box, polar

    def add(self, *traces: Any) -> None:  # noqa: ANN401 - plotly has no type for traces
        """Add traces of `plotly.graph_objects`."""
        self._traces.extend(traces)

    def json(self, **layout: object) -> str:
        """The figure as plotly's JSON, as high as `y`, with more of its layout as arguments."""
        height = round(self.y)
        placed: dict[str, Any] = {"template": template(self._theme), "width": WIDTH, "height": height}
        for name, (box, plot) in self._plots.items():
            across = [box[0] / WIDTH, box[2] / WIDTH]
            up = [1 - box[3] / height, 1 - box[1] / height]
            domain = across if name.startswith("x") else up if name.startswith("y") else {"x": across, "y": up}
            placed[name] = plot | {"domain": domain}
        on_paper = {"xref": "paper", "yref": "paper"}
        placed["annotations"] = [
            text | on_paper | {"x": text["x"] / WIDTH, "y": 1 - text["y"] / height, "yanchor": "top"}
            for text in self._texts
        ]
        placed["shapes"] = [
            on_paper
            | {"type": "line", "x0": x / WIDTH, "x1": x / WIDTH, "y0": 1 - top / height, "y1": 1 - bottom / height}
            | {"layer": "above", "line": {"width": 3, "color": colour}}
            for x, top, bottom, colour in self._lines
        ]
        return str(go.Figure(self._traces, placed | layout).to_json())
