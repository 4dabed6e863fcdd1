"""Breakup intensity of a playlist; what it means stands in `bot.moods.breakup`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from bot.model.mood_months import MoodPlaylist
from bot.model.moods import BreakupScore, DensestAdditions, Evidence, HeartbreakTracks, Note, PartName, TitleSays
from bot.moods import formula
from bot.moods.titles import title_mood, title_moods

EXAMPLES = 3
"""Heartbreak tracks that are named as evidence."""


def breakup_playlist(title: str, track_titles: Sequence[str], added_on: Sequence[date | None] = ()) -> BreakupScore:
    """How far a playlist speaks of a breakup.

    Args:
        title: the playlist's.
        track_titles: of its tracks, in any order, repeats included.
        added_on: the day each of them was added, beside `track_titles`, or nothing; None where the export does not say.
            Where fewer than half are known the part on additions is left out.
    """
    n = len(track_titles)
    if n < formula.MIN_TRACKS:
        return formula.no_score("playlist", n, Note.TOO_FEW_TRACKS)
    mood = title_mood(title)
    heartbreak = title_moods(track_titles) == "breakup"
    dated = sorted(day for day in added_on if day is not None)
    densest = _densest(dated) if len(dated) * 2 >= n else None
    parts = formula.weighed(
        formula.PLAYLIST,
        {
            PartName.TITLE: {"breakup": 1.0, "sad": formula.SAD_TITLE, "other": 0.0}[mood],
            PartName.TRACKS: float(heartbreak.mean()),
            PartName.ADDITIONS: densest.added / densest.dated if densest else None,
        },
    )
    cap = formula.NO_TITLE if mood == "other" else None
    says, tracks, additions = (part.contribution for part in parts)
    found: list[tuple[float, Evidence]] = []
    if mood != "other":
        found.append((says, TitleSays(title, mood)))
    if heartbreak.any():
        names = dict.fromkeys(name for name, speaks in zip(track_titles, heartbreak, strict=True) if speaks)
        found.append((tracks, HeartbreakTracks(int(heartbreak.sum()), n, tuple(names)[:EXAMPLES])))
    if densest and additions:
        found.append((additions, densest))
    return BreakupScore(
        scope="playlist",
        score=formula.total(parts, cap),
        parts=parts,
        cap=cap,
        begins_on=densest.begins_on if densest else None,
        ends_on=densest.ends_on if densest else None,
        n=n,
        n_before=None,
        evidence=formula.weightiest(found),
        notes=() if densest else (Note.NO_DATES,),
        version=formula.VERSION,
    )


def mood_playlists(
    playlists: Sequence[tuple[str, Sequence[date | None], date | None]],
) -> tuple[MoodPlaylist, ...]:
    """Those whose titles speak of a breakup or of sadness, by when they were begun; undated ones last, then by title.

    Args:
        playlists: of each its title, the days on which its tracks were added, and the day it was last changed; None
            where the export does not say.
    """
    found = []
    for title, added_on, modified_on in playlists:
        mood = title_mood(title)
        if mood != "other":
            found.append(MoodPlaylist(title, mood, min((day for day in added_on if day), default=modified_on)))
    return tuple(sorted(found, key=lambda each: (each.begun_on is None, each.begun_on or date.min, each.title)))


def _densest(dated: Sequence[date]) -> DensestAdditions:
    """The earliest 14 days with most additions, narrowed to the days on which something was added. Ascending dates."""
    days = np.array([day.toordinal() for day in dated], dtype=np.int64)
    added = np.searchsorted(days, days + formula.DENSEST_DAYS) - np.arange(len(days))
    best = int(added.argmax())
    return DensestAdditions(dated[best], dated[best + int(added[best]) - 1], int(added[best]), len(dated))
