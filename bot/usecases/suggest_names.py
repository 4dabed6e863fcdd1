"""Artists, tracks and albums to choose from while typing."""

from __future__ import annotations

from bot.model.standings import Named, Noun
from bot.services import Services
from bot.usecases.find_name import chosen, in_words

LONGEST = 100
"""Characters that Discord allows for a choice, shown and handed over alike."""


async def suggest_names(
    services: Services, guild_id: int, asker_id: int, noun: Noun, typed: str, limit: int = 25
) -> list[tuple[str, str]]:
    """Names that members who agreed to be compared have played: (as shown, as handed over to `find_name`).

    Titles are shown with their artist and hand over their id: two artists' titles may be spelled alike.
    """
    if noun is not Noun.ARTIST:
        titles = await services.store.titles.like(guild_id, noun, typed, asker_id, limit)
        return [(_shown(each), chosen(noun, each.name_id)) for each in titles]
    artists = await services.store.catalogue.artists_like(guild_id, typed, limit)
    return [
        (_shown(Named(artist_id, name)), name if 0 < len(name) <= LONGEST else chosen(noun, artist_id))
        for artist_id, name in artists
    ]


def _shown(name: Named) -> str:
    """At most `LONGEST` characters, in which the artist is not what a long title pushes out."""
    words = in_words(name)
    if len(words) <= LONGEST or not name.artist:
        return words[:LONGEST]
    artist = name.artist if len(name.artist) <= LONGEST // 2 else f"{name.artist[: LONGEST // 2 - 1]}…"
    return f"{name.name[: LONGEST - len(artist) - 4]}… · {artist}"
