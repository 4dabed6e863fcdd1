"""From what a member typed or chose to one artist, track or album."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.errors import TooFewListeners, UnknownName
from bot.model.members import Consent
from bot.model.standings import Named, Noun
from bot.services import Services

_NEAR_AT_LEAST = 60
"""How alike a name must be (0-100, rapidfuzz's weighted ratio) to be offered as "did you mean"."""

_CHOSEN = re.compile(r"(artist|track|album):(\d{1,18})")
_TITLE_FIRST = re.compile(r"(?P<title>.+) (?:·|[Bb][Yy]|[-–—]) (?P<by>.+)")
_ARTIST_FIRST = re.compile(r"(?P<by>.+?) [-–—] (?P<title>.+)")


def chosen(noun: Noun, name_id: int) -> str:
    """What a suggestion hands over in place of its words: two artists' titles may be spelled alike."""
    return f"{noun}:{name_id}"


def in_words(name: Named) -> str:
    """A name as it is suggested, unescaped: "Hurt · Johnny Cash"."""
    return f"{name.name} · {name.artist}" if name.artist else name.name


async def find_name(services: Services, guild_id: int, asker_id: int, noun: Noun, typed: str) -> Named:
    """The artist, track or album that a member means, among those of members who agreed to be compared.

    Args:
        typed: a name in any spelling, for a title perhaps with its artist ("Hurt by Johnny Cash", "Johnny Cash -
            Hurt"), or what `chosen` gave. Of titles that are spelled alike, the one with the most time is taken.

    Raises:
        TooFewListeners: nothing is found, and fewer than two members agreed to be compared.
        UnknownName: nobody who agreed has played it; it carries the names nearest to it.
    """
    picked = _CHOSEN.fullmatch(typed.strip())
    if picked and picked[1] == noun:
        found = await named(services, guild_id, noun, int(picked[2]))
    elif noun is Noun.ARTIST:
        artist = await services.store.catalogue.artist_named(guild_id, typed)
        found = Named(*artist) if artist else None
    else:
        found = await _titled(services, guild_id, noun, typed)
    if found is not None:
        return found
    compared = await services.store.members.consenting(guild_id, Consent.COMPARE)
    if len(compared) < 2:
        raise TooFewListeners(len(compared))
    raise UnknownName(noun, f"that {noun}" if picked else typed, await _near(services, guild_id, asker_id, noun, typed))


async def named(services: Services, guild_id: int, noun: Noun, name_id: int) -> Named | None:
    """The name with this id; None if nobody who agreed to be compared has played it."""
    if noun is not Noun.ARTIST:
        return await services.store.titles.with_id(guild_id, noun, name_id)
    name = await services.store.catalogue.artist_name(guild_id, name_id)
    return Named(name_id, name) if name is not None else None


async def _titled(services: Services, guild_id: int, noun: Noun, typed: str) -> Named | None:
    for title, by in _readings(typed):
        found = await services.store.titles.called(guild_id, noun, title, by)
        if found:
            return found[0]
    return None


def _readings(typed: str) -> Iterator[tuple[str, str | None]]:
    """Title and artist as they may be meant. The whole first: "Stand by Me" names nobody."""
    yield typed, None
    for pattern in (_TITLE_FIRST, _ARTIST_FIRST):
        if parts := pattern.fullmatch(typed.strip()):
            yield parts["title"], parts["by"]


async def _near(services: Services, guild_id: int, asker_id: int, noun: Noun, typed: str) -> list[str]:
    if noun is Noun.ARTIST:
        candidates = [name for _, name in await services.store.catalogue.near(guild_id, typed)]
    else:
        titles = await services.store.titles.near(guild_id, noun, typed, asker_id)
        candidates = list(dict.fromkeys(each.name for each in titles))
    near = process.extract(typed, candidates, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR_AT_LEAST)
    return [name for name, *_ in near]
