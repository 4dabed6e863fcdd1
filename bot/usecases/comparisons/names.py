"""What comparisons on one artist, track or album share: which name, in words, and how far exports reach."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.charts.names import shorten
from bot.errors import NothingStored, TooFewListeners, UnknownName
from bot.model.answers import Cell, Column, Kind
from bot.model.standings import Named, Noun, OwnTotals
from bot.narration.fill import safe
from bot.usecases.asking import Asking
from bot.usecases.comparisons.coverage_words import day_words
from bot.usecases.find_name import named

LISTED = 100
"""Members that a table holds; whoever asks is told their own place."""

_TOP_NAME = 22

COVERED = (
    Column("exports_from", Kind.DAY, "exports from {}", small=True),
    Column("exports_to", Kind.DAY, ""),
)
"""The first and the last day that a member's exports hold."""


async def asked_name(asking: Asking) -> tuple[Noun, Named]:
    """What is asked about: `asked.option` says what it is, `asked.name_id` which one.

    Raises:
        TooFewListeners: fewer than two members agreed to be compared.
        UnknownName: none of them has played it (any more).
    """
    if len(asking.consenting) < 2:
        raise TooFewListeners(len(asking.consenting))
    try:
        noun = Noun(asking.asked.option)
    except ValueError:
        noun = Noun.ARTIST
    found = None
    if asking.asked.name_id is not None:
        found = await named(asking.services, asking.guild_id, noun, asking.asked.name_id)
    if found is None:
        raise UnknownName(noun, f"that {noun}")
    return noun, found


def require_shown(asking: Asking, member_id: int) -> None:
    """Refuse a question about a member who is not to be shown.

    Raises:
        NotComparable: the member did not agree, and is not the asker.
        NothingStored: the asker is not known here.
    """
    if member_id == asking.asker_id and member_id not in asking.members:
        raise NothingStored
    asking.name(member_id)


def name_words(noun: Noun, name: Named) -> str:
    """A name inside a sentence, unescaped: "Mitski", "“Hurt” by Johnny Cash"."""
    if noun is Noun.ARTIST:
        return name.name
    return f"“{name.name}” by {name.artist}" if name.artist else f"“{name.name}”"


async def namesakes(asking: Asking, noun: Noun, name: Named) -> str:
    """A sentence that names other artists' titles of the same name; "" where there are none."""
    if noun is Noun.ARTIST:
        return ""
    same = await asking.services.store.titles.called(asking.guild_id, noun, name.name)
    others = [each.artist for each in same if each.name_id != name.name_id and each.artist]
    if not others:
        return ""
    listed = ", ".join(map(safe, others[:3])) + (f" and {len(others) - 3:,} more" if len(others) > 3 else "")
    return f"Also called “{safe(name.name)}” here: {noun}s by {listed}"


def rests_on(noun: Noun, listeners: int, shown: int, compared: int) -> str:
    """How many of those who agreed have played it."""
    first = f"The first {shown:,} of " if listeners > shown else ""
    return f"{first}{listeners:,} of {compared:,} members who agreed to be compared have played this {noun}"


def on_own_clock(moment: datetime, time_zone: str) -> date:
    """The date of a moment on a member's own clock."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def export_days(asking: Asking, totals: OwnTotals, member_ids: Collection[int]) -> dict[int, tuple[Cell, Cell]]:
    """What `COVERED` shows of these members, on their own clocks."""
    days: dict[int, tuple[Cell, Cell]] = {}
    rows = zip(totals.member_ids.tolist(), totals.first_at.tolist(), totals.last_at.tolist(), strict=True)
    for member_id, *moments in rows:
        if member_id in member_ids:
            zone = asking.members[member_id].time_zone
            first, last = (on_own_clock(datetime.fromtimestamp(moment / 1000, UTC), zone) for moment in moments)
            days[member_id] = (first, last)
    return days


def ordinal(place: int) -> str:
    """A place in words: "1st", "13th", "102nd"."""
    teens = 10 <= place % 100 < 20
    return f"{place:,}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def top_words(names: list[str]) -> str | None:
    """A few names in one cell, each short enough that all are seen; None for none."""
    return ", ".join(shorten(name, _TOP_NAME) for name in names) or None


def listed(names: list[str]) -> str:
    """Safe names as a sentence lists them; from the fourth on, the rest is counted."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3:,} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def since_words(first: date) -> str:
    """From a day on: "since 3 Mar 2024"."""
    return f"since {day_words(first)}"
