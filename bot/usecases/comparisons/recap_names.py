"""Names for the ids of a recap's rows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.usecases.asking import Asking


async def names_of(asking: Asking, noun: str, ids: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """Names by id, with the artist's beside a title's; an id that nobody knows any more is shown by its number."""
    if noun == "artist":
        found = await asking.artist_names(ids)
        return {key: (found.get(key, f"#{key}"), None) for key in ids}
    titles = await (asking.track_names(ids) if noun == "track" else asking.album_names(ids))
    artists = await asking.artist_names([artist for _, artist in titles.values() if artist is not None])
    return {
        key: (titles[key][0], artists.get(titles[key][1] or -1)) if key in titles else (f"#{key}", None) for key in ids
    }
