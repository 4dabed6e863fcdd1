"""Values of an answer's table as people read them, on a card and on a page."""

from __future__ import annotations

from datetime import date

from bot.model.amounts import hours_words
from bot.model.answers import Cell, Kind


def cell_words(kind: Kind, cell: Cell) -> str:
    """A value in words: "1,204", "6.1 %", "3 h 05 min", "3 Mar 2024". Names and texts as they are, unescaped."""
    match kind:
        case Kind.DAY if isinstance(cell, date):
            return f"{cell:%-d %b %Y}"
        case Kind.COUNT | Kind.PLACE:
            return f"{int(str(cell)):,}"
        case Kind.HOURS:
            return hours_words(float(str(cell)))
        case Kind.MINUTES:
            return _minutes(float(str(cell)))
        case Kind.SHARE:
            return percent(float(str(cell)))
        case Kind.NUMBER:
            return f"{float(str(cell)):,.1f}"
        case _:
            return str(cell)


def percent(share: float) -> str:
    """A share in [0, 1]: "6.1 %", "under 0.1 %"."""
    return "under 0.1 %" if 0 < share < 0.001 else f"{share * 100:.1f}".removesuffix(".0") + " %"


def _minutes(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02} min"
