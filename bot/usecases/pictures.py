"""Drawing for a card: a picture where it can be had, else the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.charts.alt import alt_text
from bot.charts.rows import Rows
from bot.errors import PictureError
from bot.services import Services

AnyRows = TypeVar("AnyRows", bound=Rows)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture for a card.

    Attributes:
        png: None where it could not be drawn.
        alt: what it shows, for those who do not see it.
        why_missing: a sentence where a picture was wanted and could not be had, else "".
    """

    png: bytes | None
    alt: str
    why_missing: str = ""


NO_PICTURE = Drawing(None, "")


async def draw(services: Services, figure: Callable[[AnyRows], str], rows: AnyRows) -> Drawing:
    """The picture that `figure(rows)` describes. A missing browser costs the picture and not the answer."""
    alt = alt_text(rows)
    try:
        return Drawing(await services.painter.png(figure, rows), alt)
    except PictureError as error:
        return Drawing(None, alt, error.why)
