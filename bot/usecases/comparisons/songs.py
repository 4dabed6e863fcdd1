"""Tracks and artists by name, for rows that were counted by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.usecases.asking import Asking


@dataclass(frozen=True, slots=True)
class Song:
    """A track as cards and pictures call it, unescaped; None where an export named none."""

    title: str | None
    artist: str | None

    @property
    def words(self) -> str:
        """In one line, for a picture: "Nobody · Mitski"."""
        return " · ".join(part for part in (self.title, self.artist) if part)


async def songs(asking: Asking, track_ids: Iterable[int]) -> dict[int, Song]:
    """These tracks with their artists; every id has one, be it nameless."""
    wanted = set(track_ids)
    titles = await asking.track_names(sorted(wanted))
    artists = await asking.artist_names(sorted({artist for _, artist in titles.values() if artist is not None}))
    nameless: tuple[str | None, int | None] = (None, None)
    found = {track: titles.get(track, nameless) for track in wanted}
    return {
        track: Song(title, None if artist is None else artists.get(artist)) for track, (title, artist) in found.items()
    }
