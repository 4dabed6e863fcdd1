"""What an answer's page is told: plain text and numbers as JSON; the page alone makes elements of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from bot.model.answers import Cell, Column, Kind, Table
from bot.model.cell_words import cell_words
from bot.usecases.open_in_browser import Opened
from bot.web.prose import pieces

_NUMBERS = {Kind.PLACE, Kind.COUNT, Kind.NUMBER, Kind.HOURS, Kind.MINUTES, Kind.SHARE, Kind.DAY}


def answer_view(opened: Opened) -> dict[str, Any]:
    """The answer: its words, its tables, how it is counted, and its figure on each ground."""
    draft, words = opened.answer.draft, opened.answer.words
    return {
        "title": draft.title,
        "verdict": [pieces(line) for line in words.text.splitlines() if line.strip()],
        "figures": {theme.value: json.loads(figure) for theme, figure in opened.figures.items()},
        "alt": opened.alt,
        "tables": [_table_view(table) for table in draft.tables],
        "rests_on": [pieces(line) for line in (*draft.rests_on, draft.left_out) if line],
        "why": {
            "definition": [pieces(point) for point in draft.why.definition],
            "formula": draft.why.formula,
            "sources": list(draft.why.sources),
        },
    }


def _table_view(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [
            {"heading": column.heading, "number": column.kind in _NUMBERS, "lead": column.kind is Kind.MEMBER}
            for column in table.columns
        ],
        "rows": [
            [_cell_view(column, cell) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows
        ],
    }


def _cell_view(column: Column, cell: Cell) -> dict[str, Any]:
    """A value in pieces of text, and what rows are sorted by: a number, or text; null where it is not known."""
    if cell is None:
        return {"words": [], "sort": None}
    if column.kind is Kind.TEXT:
        shown = pieces(str(cell))
        return {"words": shown, "sort": "".join(piece["text"] for piece in shown)}
    sort = cell.toordinal() if isinstance(cell, date) else cell
    return {"words": [{"text": cell_words(column.kind, cell), "look": "plain"}], "sort": sort}
