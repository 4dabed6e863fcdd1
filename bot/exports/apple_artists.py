"""Whom a title is by, for Apple's files that do not say.

Since about 2021 Play Activity names no artist. Other files of the same upload do: the library (title, album, artist),
and Daily Tracks and Track Play History ("Artist - Title"). A title that several artists share is left without one
rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_BETWEEN = " - "

Found = dict[str, str]
"""Folded artist -> the artist as written."""


def fold(name: str | None) -> str:
    """A name without case and without doubled blanks, for comparing."""
    return " ".join((name or "").casefold().split())


def splits(description: str) -> Iterator[tuple[str, str]]:
    """Every way to read "Artist - Title", the shortest artist first; none where there is no dash between blanks."""
    at = description.find(_BETWEEN)
    while at >= 0:
        artist, title = description[:at].strip(), description[at + len(_BETWEEN) :].strip()
        if artist and title:
            yield artist, title
        at = description.find(_BETWEEN, at + 1)


@dataclass(slots=True)
class Artists:
    """What the files of one upload say about who made what."""

    _by_album: dict[tuple[str, str], Found] = field(default_factory=dict)
    _by_day: dict[tuple[str, int], Found] = field(default_factory=dict)
    _by_title: dict[str, Found] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    def add(self, artist: str | None, title: str | None, album: str | None = None, day: int | None = None) -> None:
        """Somebody made this; `day` (since 1970) if it was played then."""
        name, key = fold(artist), fold(title)
        if not artist or not name or not key:
            return
        self._known.add(name)
        places = [self._by_title.setdefault(key, {})]
        if album:
            places.append(self._by_album.setdefault((key, fold(album)), {}))
        if day is not None:
            places.append(self._by_day.setdefault((key, day), {}))
        for found in places:
            # Of several spellings always the same, whichever file came first.
            found[name] = min(found.get(name, artist), artist)

    def add_played(self, descriptions: Iterable[tuple[str, Sequence[int]]], titles: set[str]) -> None:
        """Tracks as "Artist - Title", and the days on which they were played.

        Args:
            descriptions: each once, with its days.
            titles: folded titles that are known from elsewhere; they settle where a title begins that holds a dash.
        """
        for description, days in descriptions:
            artist, title = self.parted(description, titles)
            for day in days or (None,):
                self.add(artist, title, day=day)

    def parted(self, description: str, titles: set[str]) -> tuple[str | None, str]:
        """Artist and title of "Artist - Title"; no artist where there is no dash.

        Where there are several dashes, the first reading whose title is known counts, then the first whose artist is,
        then the first.
        """
        ways = list(splits(description))
        if not ways:
            return None, description
        if len(ways) > 1:
            known = [way for way in ways if fold(way[1]) in titles or fold(way[1]) in self._by_title]
            known += [way for way in ways if fold(way[0]) in self._known]
            ways = known + ways
        return ways[0]

    def of(self, title: str, album: str | None, days: Sequence[int]) -> str | None:
        """Who made it, if only one artist can have.

        Args:
            title: as Play Activity has it.
            album: the same, or None.
            days: since 1970, on which it was played, by any clock. Daily Tracks' days are by a clock that Apple does
                not name, so the days beside these are looked at as well.
        """
        key = fold(title)
        if key not in self._by_title:
            return None
        candidates = []
        if album:
            candidates.append(self._by_album.get((key, fold(album)), {}))
        if self._by_day:
            nearby: Found = {}
            for near in sorted({day + beside for day in days for beside in (-1, 0, 1)}):
                nearby |= self._by_day.get((key, near), {})
            candidates.append(nearby)
        candidates.append(self._by_title[key])
        return next((next(iter(found.values())) for found in candidates if len(found) == 1), None)
