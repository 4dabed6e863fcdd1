"""What a comparison answers: a table of raw values with how each is read, why it is so, and how to ask it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypeAlias

LONGEST_CODE = 90
"""Characters that a question may take in a button: Discord allows 100, and the button's action stands before it."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """A comparison that can be asked again: by a button, by the web page, after a restart.

    Attributes:
        what: the comparison's name among `COMPARISONS`.
        period: in words that `parse_period` reads; at most 32 characters.
        members: whom it is about, in the comparison's order; empty for the group.
        name_id: catalogue id of the artist, track or album that it is about; None for none.
        option: a word of the comparison's own closed list, or "".
    """

    what: str
    period: str = "all time"
    members: tuple[int, ...] = ()
    name_id: int | None = None
    option: str = ""

    def code(self) -> tuple[str, ...]:
        """As arguments of a button.

        Raises:
            ValueError: longer than a button can carry.
        """
        members = ".".join(map(_shortened, self.members))
        name = "" if self.name_id is None else _shortened(self.name_id)
        code = (self.what, " ".join(self.period.replace(":", " ").split()), members, name, self.option)
        if sum(map(len, code)) + len(code) > LONGEST_CODE:
            raise ValueError(f"too long for a button: {code}")
        return code

    @staticmethod
    def from_code(code: Sequence[str]) -> Asked:
        """What `code` gave.

        Raises:
            ValueError: it never gave this.
        """
        what, period, members, name, option = code
        ids = tuple(int(each, 36) for each in members.split(".")) if members else ()
        return Asked(what, period, ids, int(name, 36) if name else None, option)


def _shortened(number: int) -> str:
    """In base 36: Discord's ids take 12 or 13 characters instead of 19."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


class Kind(Enum):
    """What a column holds, and so how its values are read."""

    PLACE = auto()
    """A rank; equal ones are ties."""
    MEMBER = auto()
    """A member's name, unescaped."""
    NAME = auto()
    """The name of an artist, track, album or playlist, unescaped."""
    TEXT = auto()
    """Words of ours, in Discord's markdown."""
    COUNT = auto()
    NUMBER = auto()
    """A number without a unit, to one decimal."""
    HOURS = auto()
    MINUTES = auto()
    SHARE = auto()
    """A part of a whole, in [0, 1]."""
    DAY = auto()
    """A date."""


Cell: TypeAlias = str | int | float | date | None
"""None is "not known", which is never 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: in the CSV, and on the web page.
        kind: how values are written.
        shown: around a value in the card, e.g. "{} of own listening"; for a `COUNT`, a noun as "{play}" gives
            "1,204 plays". "" leaves the column out of the card.
        small: stands in the card's second, quiet line.
    """

    heading: str
    kind: Kind
    shown: str = "{}"
    small: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw values, in the order in which they are read; each has one cell per column.

    Attributes:
        title: above the rows where an answer has several tables.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each row has one cell per column")


@dataclass(frozen=True, slots=True)
class Why:
    """How the numbers are made.

    Attributes:
        definition: sentences in Discord's markdown, one point each.
        formula: in one line, or "".
        sources: papers, pages or "our own definition".
    """

    definition: tuple[str, ...]
    formula: str = ""
    sources: tuple[str, ...] = ()
