"""The artist that a member means by what they typed."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.errors import UnknownName
from bot.services import Services

NEAR_AT_LEAST = 60
"""How alike a name must be (0-100, rapidfuzz's weighted ratio) to be offered as "did you mean"."""


async def find_artist(services: Services, guild_id: int, name: str) -> int:
    """The id of an artist whom members who agreed to be compared have played.

    Args:
        name: in any spelling.

    Raises:
        UnknownName: there is none; carries names that are near.
    """
    catalogue = services.store.catalogue
    found = await catalogue.artist_named(guild_id, name)
    if found is None:
        candidates = [near for _, near in await catalogue.near(guild_id, name)]
        near = process.extract(name, candidates, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR_AT_LEAST)
        raise UnknownName("artist", name, [candidate for candidate, *_ in near])
    return found[0]
