"""Reading a figure's JSON as somebody would look at it."""

from __future__ import annotations

import json
from typing import Any

Figure = dict[str, Any]


def read(figure: str) -> Figure:
    return json.loads(figure)


def texts(figure: Figure) -> list[str]:
    """What is written on the picture, from top to bottom and left to right."""
    notes = figure["layout"]["annotations"]
    return [note["text"] for note in sorted(notes, key=lambda note: (-round(note["y"], 3), note["x"]))]


def traces(figure: Figure) -> list[dict[str, Any]]:
    return figure["data"]
