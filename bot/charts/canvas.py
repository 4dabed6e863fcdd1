"""A picture under construction, measured in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from plotly.io.json import to_json_plotly

from bot.charts.names import display_width, label, shorten
from bot.charts.theme import COLOURS, LABEL_PX, SIDE, SMALL_PX, TITLE_PX, WIDTH, Colours, Theme, template

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels from the upper left corner of the picture."""

_EM_PER_COLUMN = 0.56  # Noto Sans, lower case
_BOLD = 1.08


def pixels(text: str, size: int) -> float:
    """About how wide a text is drawn at a size of type."""
    return display_width(text) * size * _EM_PER_COLUMN


def bold_pixels(text: str, size: int) -> float:
    """About how wide a text is drawn in bold."""
    return pixels(text, size) * _BOLD


def columns(width: float, size: int) -> float:
    """How many columns of `names.display_width` fit into that many pixels at a size of type."""
    return width / (size * _EM_PER_COLUMN)


def in_lines(text: str, most: float, lines: int) -> list[str]:
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
    """A figure that grows downwards, title and note first.

    Args:
        title: shortened where two lines do not hold it; may be empty.
        note: quiet, under the title; likewise.
        theme: the ground.
        width: pixels of the figure.

    Attributes:
        y: pixels from the top to what is free; the figure's height in the end.
    """

    def __init__(self, title: str, note: str, theme: Theme, width: int = WIDTH) -> None:
        self.colours: Colours = COLOURS[theme]
        self.y = 20.0
        self._width = width
        self._theme = theme
        self._plots: dict[str, tuple[Box, dict[str, Any]]] = {}
        self._texts: list[dict[str, Any]] = []
        self._shapes: list[tuple[Box, dict[str, Any], float]] = []
        self._traces: list[Any] = []
        for line in in_lines(title, columns(width - 2 * SIDE, TITLE_PX) / _BOLD, 2):
            self.text(SIDE, self.y, f"<b>{line}</b>", size=TITLE_PX)
            self.y += 44
        self.paragraph(in_lines(note, columns(width - 2 * SIDE, SMALL_PX), 2))
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
            if x > SIDE and x + width > self._width:
                x, self.y = float(SIDE), self.y + 32
            self.text(x, self.y, f'<span style="color:{colour}">■</span> {label(name, 40)}', size=SMALL_PX)
            x += width
        self.y += 40 if words else 0

    def line(self, x: float, top: float, bottom: float, colour: str) -> None:
        """Draw a vertical line over the plots, from pixel `top` down to pixel `bottom`."""
        self.rule((x, top, x, bottom), colour)

    def rule(self, ends: Box, colour: str, *, width: float = 3, dash: str = "solid", layer: str = "above") -> None:
        """Draw a straight line between two points, above the plots or below them."""
        look = {"type": "line", "line": {"width": width, "color": colour, "dash": dash}, "layer": layer}
        self._shapes.append((ends, look, 0))

    def panel(self, box: Box, colour: str, *, radius: float = 0) -> None:
        """Fill a box under everything else, its corners rounded by `radius` pixels."""
        self._shapes.append(
            (box, {"type": "rect", "fillcolor": colour, "line": {"width": 0}, "layer": "below"}, radius)
        )

    def axes(self, number: int, box: Box, x: dict[str, Any], y: dict[str, Any]) -> dict[str, str]:
        """Set up a pair of axes in a box. Returns what a trace needs to use it."""
        suffix = "" if number == 1 else str(number)
        self._plots[f"xaxis{suffix}"] = box, x | {"anchor": f"y{suffix}"}
        self._plots[f"yaxis{suffix}"] = box, y | {"anchor": f"x{suffix}"}
        return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}

    def polar(self, number: int, box: Box, polar: dict[str, Any]) -> str:
        """Set up polar axes in a box. Returns their name, as a trace's `subplot`."""
        suffix = "" if number == 1 else str(number)
        self._plots[f"polar{suffix}"] = box, polar
        return f"polar{suffix}"

    def add(self, *traces: Any) -> None:  # noqa: ANN401 - plotly has no type for traces
        """Add traces of `plotly.graph_objects`."""
        self._traces.extend(traces)

    def json(self, **layout: object) -> str:
        """The figure as plotly's JSON, as high as `y`, with more of its layout as arguments."""
        width, height = self._width, round(self.y)
        placed: dict[str, Any] = {"template": _template(self._theme), "width": width, "height": height}
        for name, (box, plot) in self._plots.items():
            across = [box[0] / width, box[2] / width]
            up = [1 - box[3] / height, 1 - box[1] / height]
            domain = across if name.startswith("x") else up if name.startswith("y") else {"x": across, "y": up}
            placed[name] = plot | {"domain": domain}
        on_paper = {"xref": "paper", "yref": "paper"}
        placed["annotations"] = [
            text | on_paper | {"x": text["x"] / width, "y": 1 - text["y"] / height, "yanchor": "top"}
            for text in self._texts
        ]
        placed["shapes"] = [
            on_paper | look | _outline(box, radius, width, height) for box, look, radius in self._shapes
        ]
        # Traces were checked when they were made. A `go.Figure` would check them again, and the layout too, which takes
        # ten times as long as everything else; the tests let it check every picture.
        data = [trace.to_plotly_json() for trace in self._traces]
        return str(to_json_plotly({"data": data, "layout": placed | layout}))


@cache
def _template(theme: Theme) -> dict[str, Any]:
    plain: dict[str, Any] = template(theme).to_plotly_json()
    return plain


def _outline(box: Box, radius: float, width: int, height: int) -> dict[str, object]:
    """A shape's place in fractions of the paper: a line or rectangle between two corners, or a path with round ones."""
    left, top, right, bottom = box[0] / width, 1 - box[1] / height, box[2] / width, 1 - box[3] / height
    if not radius:
        return {"x0": left, "y0": top, "x1": right, "y1": bottom}
    across, down = radius / width, radius / height
    corners = (
        f"M {left + across:.5f} {top:.5f} L {right - across:.5f} {top:.5f} "
        f"Q {right:.5f} {top:.5f} {right:.5f} {top - down:.5f} L {right:.5f} {bottom + down:.5f} "
        f"Q {right:.5f} {bottom:.5f} {right - across:.5f} {bottom:.5f} L {left + across:.5f} {bottom:.5f} "
        f"Q {left:.5f} {bottom:.5f} {left:.5f} {bottom + down:.5f} L {left:.5f} {top - down:.5f} "
        f"Q {left:.5f} {top:.5f} {left + across:.5f} {top:.5f} Z"
    )
    return {"type": "path", "path": corners}
