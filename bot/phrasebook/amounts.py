"""Amounts as members read them, in their language; in English as `bot.model.cell_words` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.model.answers import Cell, Kind
from bot.phrasebook.phrasebook import Phrasebook, noun

NOUNS: Mapping[str, tuple[str, str]] = {
    "play": noun("{n} play", "{n} plays"),
    "track": noun("{n} track", "{n} tracks"),
    "artist": noun("{n} artist", "{n} artists"),
    "album": noun("{n} album", "{n} albums"),
    "playlist": noun("{n} playlist", "{n} playlists"),
    "member": noun("{n} member", "{n} members"),
    "day": noun("{n} day", "{n} days"),
    "minute": noun("{n} minute", "{n} minutes"),
    "other": noun("{n} other", "{n} others"),
}
"""Things that are counted, by the noun that a table's column or a fact calls them by."""

_TEN_HOURS = 10


def things(book: Phrasebook, n: int, what: str) -> str:
    """A number of things: "1 play", "1,204 plays". Of what is in no catalogue, in English."""
    one, many = NOUNS.get(what, (f"{{n}} {what}", f"{{n}} {what}s"))
    return book.counted(one, many, n)


def hours_in(book: Phrasebook, hours: float) -> str:
    """A stretch of time: "312 hours", "4.2 hours", "38 minutes"."""
    tenths = round(hours, 1)
    if hours >= _TEN_HOURS or (hours >= 1 and tenths == round(tenths)) or tenths == 1:
        return book.counted("{n} hour", "{n} hours", round(hours))
    if hours >= 1:
        return book.say("{decimal} hours", decimal=book.number(tenths, 1))
    return things(book, max(round(hours * 60), 1) if hours > 0 else 0, "minute")


def percent_in(book: Phrasebook, share: float) -> str:
    """A share in [0, 1]: "6.1 %", "under 0.1 %"."""
    if 0 < share < 0.001:
        return book.say("under {number} %", number=book.number(0.1, 1))
    return book.say("{number} %", number=book.number(share * 100, 1))


def minutes_in(book: Phrasebook, minutes: float) -> str:
    """Minutes, short: "38 min", "3 h 05 min"."""
    whole = round(minutes)
    if whole < 60:
        return book.say("{minutes} min", minutes=whole)
    return book.say("{hours} h {minutes} min", hours=whole // 60, minutes=f"{whole % 60:02}")


def cell_in(book: Phrasebook, kind: Kind, cell: Cell) -> str:
    """A value of a table; names and texts as they are, unescaped."""
    match kind:
        case Kind.DAY if isinstance(cell, date):
            return book.day(cell)
        case Kind.COUNT | Kind.PLACE:
            return book.number(int(str(cell)))
        case Kind.HOURS:
            return hours_in(book, float(str(cell)))
        case Kind.MINUTES:
            return minutes_in(book, float(str(cell)))
        case Kind.SHARE:
            return percent_in(book, float(str(cell)))
        case Kind.NUMBER:
            return book.number(float(str(cell)), 1, always=True)
        case _:
            return str(cell)
