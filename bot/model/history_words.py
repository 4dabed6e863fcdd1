"""How a merged history is worded: what its sources are called, what counts once, what a window leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.model.amounts import counted

SOURCES = {
    "spotify_extended": "Spotify extended streaming history",
    "spotify_account": "Spotify account data",
    "apple_music": "Apple Music",
    "youtube": "YouTube Music",
    "soundcloud": "SoundCloud",
    "tidal": "Tidal",
    "exportify": "Exportify",
    "lastfm": "Last.fm",
    "listenbrainz": "ListenBrainz",
    "maloja": "Maloja",
    "koito": "Koito",
    "rockbox": "Rockbox",
    "deezer": "Deezer",
}
"""What each kind of source is called; one that is not here is shown as it is written."""


def source_name(kind: str) -> str:
    """A kind of source in words, e.g. "Last.fm scrobbles"."""
    return SOURCES.get(kind, kind.replace("_", " "))


def joined_words(pairs: Iterable[tuple[str, str, int]], most: int = 6) -> list[str]:
    """What several sources tell of and counts once, a line per pair of kinds.

    Args:
        pairs: kind that stayed, kind that went, listens; a kind with itself is an upload that repeats another.
        most: lines at most; the rest becomes one.
    """
    lines = [
        f"{counted(listens, 'listen')} of {source_name(goes)} counted once: also in {source_name(stays)}"
        for stays, goes, listens in pairs
        if stays != goes
    ]
    more = len(lines) - most
    return lines if more <= 0 else [*lines[:most], f"and {more} more such pairs"]


def window_words(since: date | None, outside: int) -> str:
    """What a window leaves out, e.g. "Only what you played since 1 January 2022 counts"; "" where there is none."""
    if since is None:
        return ""
    words = f"Only what you played since {since:%-d %B %Y} counts"
    return words + (f"; {counted(outside, 'earlier listen')} stored and not counted" if outside else "")


def superseded_words(earlier: Iterable[tuple[str, int]]) -> list[str]:
    """Which earlier uploads a new one wholly contains.

    Args:
        earlier: kind and listens of each.
    """
    return [
        f"It holds all of your earlier {source_name(kind)} ({counted(listens, 'listen')}), which it replaces"
        for kind, listens in earlier
    ]
