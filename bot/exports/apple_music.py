"""Apple Music, from the package "Apple Media Services information": one source from several files.

Play Activity (`apple_activity.py`) tells most; Daily Tracks and Track Play History (`apple_daily.py`) fill the days
that it lacks; the library (`apple_library.py`) names artists and holds the playlists. Files may explain one another, so
nothing is settled before the last of them is read.
"""

from __future__ import annotations

import numpy as np

from bot.errors import UploadError, WrongPackage
from bot.exports import apple_activity, apple_daily, apple_library, apple_other
from bot.exports.apple_activity import DAY_MS, Activity, Heard
from bot.exports.apple_artists import Artists, fold
from bot.exports.apple_csv import header_of
from bot.exports.apple_daily import Daily
from bot.exports.apple_library import Library
from bot.exports.columns import MISSING, FileCount, Listens, Names
from bot.exports.limits import Allowance
from bot.exports.sources import source_reading
from bot.exports.text import Head, TextFile
from bot.model.listens import SourceKind, SourceReading

_GET_HISTORY = (
    "On privacy.apple.com choose “Request a copy of your data”, tick “Apple Media Services information”, and send its "
    "ZIP here when Apple's e-mail comes (up to a week). The history is in “Apple Music Activity”, in “Apple Music Play "
    "Activity.csv”."
)


class AppleMusic:
    """Reader of Apple Music's exports."""

    def __init__(self, allowance: Allowance) -> None:
        names = Names(allowance)
        self._listens = Listens(names)
        self._artists = Artists()
        self._activity = Activity(names, allowance)
        self._daily = Daily(names, allowance)
        self._library = Library(allowance)
        self._beside: set[str] = set()

    def claim(self, head: Head) -> str | None:
        """CSV files by their columns, whatever their spelling; JSON files by their keys."""
        header = header_of(head)
        if header is not None:
            if apple_activity.is_activity(header):
                return apple_activity.KIND
            if apple_daily.is_daily(header):
                return apple_daily.DAILY
            if apple_daily.is_last_played(header):
                return apple_daily.LAST_PLAYED
        kind = apple_library.kind_of(head)
        return kind or (apple_other.KIND if apple_other.what_is(head) else None)

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file; what its rows become is settled in `finish`."""
        if kind == apple_activity.KIND:
            return self._activity.read(file)
        if kind in (apple_daily.DAILY, apple_daily.LAST_PLAYED):
            return self._daily.read(file, kind)
        self._beside.add(kind)
        if kind == apple_other.KIND:
            what = apple_other.what_is(file.head)
            return FileCount(file.name, kind, notes=[f"Apple's file on {what}. Not read."])
        return self._library.read(file, kind, self._artists)

    def finish(self) -> SourceReading | None:
        """The listens and the playlists of all files; each listen once, with its artist where the upload tells it."""
        heard = self._activity.heard()
        self._daily.name(self._library.titles())
        titles = self._name_artists(heard)
        for number, count in enumerate(self._activity.counts):
            self._listens.add(count, [heard.batch(number)])
        covered = set(heard.days().tolist())
        for count, batches in self._daily.batches(covered, self._artists, titles):
            self._listens.add(count, batches)
        playlists, tracks = self._library.playlists()
        return source_reading(SourceKind.APPLE_MUSIC, self._listens.table(), playlists, tracks)

    def complaint(self) -> UploadError | None:
        """Which part of Apple's data this is instead of a history."""
        if not self._beside:
            return None
        if apple_library.TRACKS in self._beside:
            return WrongPackage("Apple Music's library without Play Activity", _GET_HISTORY)
        return WrongPackage("a part of Apple's data without Apple Music's Play Activity", _GET_HISTORY)

    def _name_artists(self, heard: Heard) -> set[str]:
        """Give listens of Play Activity without an artist theirs, and note in each file for how many that was possible.

        Returns:
            The folded titles of Play Activity.
        """
        names, rows = _Spelled(self._listens.names), heard.segments
        triples = np.unique(np.stack([rows.artist, rows.track, rows.album]), axis=1)
        titles = {fold(names[track]) for track in np.unique(rows.track).tolist()}
        for artist, track, album in triples.T.tolist():
            if artist != MISSING:
                self._artists.add(names[artist], names[track], names[album])
        self._artists.add_played(self._daily.descriptions(), titles)
        unnamed = np.flatnonzero(rows.artist == MISSING)
        local = (rows.started_at + rows.offset_ms) // DAY_MS
        found: dict[tuple[int, ...], int] = {}
        for row in unnamed.tolist():
            key = (int(rows.track[row]), int(rows.album[row]), int(rows.started_at[row] // DAY_MS), int(local[row]))
            if key not in found:
                who = self._artists.of(names[key[0]] or "", names[key[1]], key[2:])
                found[key] = self._listens.names[who]
            rows.artist[row] = found[key]
        self._note_artists(heard, unnamed)
        return titles

    def _note_artists(self, heard: Heard, unnamed: np.typing.NDArray[np.intp]) -> None:
        for number, count in enumerate(self._activity.counts):
            own = unnamed[heard.files[unnamed] == number]
            if not len(own):
                continue
            named = int((heard.segments.artist[own] != MISSING).sum())
            share = f"{named:,} of {len(own):,} ({named / len(own):.0%})"
            note = f"Apple names no artist here; I found the artist of {share} listens in the other files."
            if not named:
                listens = "one listen" if len(own) == 1 else f"{len(own):,} listens"
                note = (
                    f"Apple names no artist for {listens} here, and the upload's other files do not either. "
                    "Send “Play History Daily Tracks” and “Library Tracks” along."
                )
            count.notes.append(note)


class _Spelled:
    """Code of a name -> the name; None for MISSING."""

    def __init__(self, names: Names) -> None:
        ranks, dictionary = names.ranked()
        spelled = dictionary.to_pylist()
        self._names = [spelled[rank] for rank in ranks[:-1].tolist()]

    def __getitem__(self, code: int) -> str | None:
        return None if code == MISSING else self._names[code]
