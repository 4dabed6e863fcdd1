"""What a page says when a reader points at a mark. A picture says nothing: it cannot be pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.charts.names import label

_WIDEST = 60


def pointed(words: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Arguments of a trace.

    Args:
        words: of each point, its lines: plain words, shortened and escaped here; empty ones are left out.
    """
    return {"customdata": [_lines(each) for each in words], "hovertemplate": "%{customdata}<extra></extra>"}


def pointed_cells(words: Sequence[Sequence[Sequence[str]]]) -> dict[str, Any]:
    """The same for a heat map: lines of words for each cell of each row."""
    return {
        "customdata": [[_lines(cell) for cell in row] for row in words],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _lines(words: Sequence[str]) -> str:
    first, *others = [label(line, _WIDEST) for line in words if line] or [""]
    return "<br>".join([f"<b>{first}</b>", *others])
