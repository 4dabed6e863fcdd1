"""Sentences made for Discord, for a page: what its markdown says, as pieces of plain text."""

from __future__ import annotations

import re
from typing import TypedDict

_MARK = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*|`(?P<code>[^`]+)`")
_UNSEEN = str.maketrans("", "", "\u200b")
"""Zero-width spaces keep a name on a card from mentioning anybody; on a page nothing is mentioned."""


class Piece(TypedDict):
    """Text of one look: "plain", "strong" or "code"."""

    text: str
    look: str


def pieces(markdown: str) -> list[Piece]:
    """The text in pieces, in order. Bold, code and escapes are read; everything else is text as it stands."""
    found: list[Piece] = []
    at = 0
    for mark in _MARK.finditer(markdown):
        _add(found, markdown[at : mark.start()], "plain")
        if mark["bold"] is not None:
            _add(found, "".join(piece["text"] for piece in pieces(mark["bold"])), "strong")
        elif mark["code"] is not None:
            _add(found, mark["code"], "code")
        else:
            _add(found, mark["escaped"], "plain")
        at = mark.end()
    _add(found, markdown[at:], "plain")
    return found


def _add(found: list[Piece], text: str, look: str) -> None:
    text = text.translate(_UNSEEN)
    if found and found[-1]["look"] == look == "plain":
        found[-1]["text"] += text
    elif text:
        found.append({"text": text, "look": look})
