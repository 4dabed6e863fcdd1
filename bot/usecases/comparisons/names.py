"""What comparisons on one artist, track or album share: which name, in words, and how far exports reach."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import NothingStored, TooFewListeners, UnknownName
from bot.model.answers import Column, Kind
from bot.model.standings import Named, Noun
from bot.narration.fill import safe
from bot.usecases.asking import Asking
from bot.usecases.comparisons.coverage_words import day_words
from bot.usecases.find_name import named

LISTED = 100
"""Members that a table holds; whoever asks is told their own place."""

COVERED = (
    Column("exports_from", Kind.DAY, "exports from {}", small=True),
    Column("exports_to", Kind.DAY, "to {}", small=True),
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


def ordinal(place: int) -> str:
    """A place in words: "1st", "13th", "102nd"."""
    teens = 10 <= place % 100 < 20
    return f"{place:,}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def listed(names: list[str]) -> str:
    """Safe names as a sentence lists them; from the fourth on, the rest is counted."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3:,} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def since_words(first: date) -> str:
    """From a day on: "since 3 Mar 2024"."""
    return f"since {day_words(first)}"
