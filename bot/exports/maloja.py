"""Maloja: `maloja_export_<time>.json`, everything its server was told.

`time` is when playing began; `duration` how long it was listened to, where Maloja knows it, else the track's length is
taken. Of several artists the first is read, as in the other services' exports. A row is left out for the first of these
reasons that holds: unreadable, not a listen (neither title nor time nor duration), no title, never played, no time,
duplicate. Never decoded: `origin`, which names the player, and the album's artists.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from bot.exports.columns import MISSING, FileCount, Ints
from bot.exports.limits import Allowance
from bot.exports.nested_rows import NestedRows
from bot.exports.numbers import LONGEST_PLAY_MS, Number
from bot.exports.scrobbles import LENGTH_NOTE, Scrobbles, Told, known, lengths_ms
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import SourceKind

KIND = SourceKind.MALOJA.value


class _Album(msgspec.Struct, gc=False):
    title: str | None = msgspec.field(name="albumtitle", default=None)


class _Track(msgspec.Struct, gc=False):
    artists: list[str | None] | str | None = None
    title: str | None = None
    album: _Album | None = None
    length: Number = None


class _Row(msgspec.Struct, gc=False):
    time: Number = None
    track: _Track | None = None
    duration: Number = None


_NOTHING, _NO_ALBUM = _Track(), _Album()


class Maloja(Scrobbles):
    """Reader of Maloja's exports."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.MALOJA, allowance)

    def claim(self, head: Head) -> str | None:
        """An object with `scrobbles`, each with a `time` and a `track` with `artists`."""
        if head.form is not Form.OBJECT or not head.has("scrobbles"):
            return None
        return KIND if head.has("time", "track", "artists") or head.has("maloja", "export_time") else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One export."""
        count = FileCount(file.name, kind)
        rows = NestedRows(_Row, self.allowance, inside="scrobbles", first_keys=("time", "track", "origin"))
        batches, long = [], False
        for batch in rows.batches(file.pieces):
            self.allowance.listen(len(batch))
            tracks = [row.track or _NOTHING for row in batch]
            played_ms, lengths = _played_ms(batch), lengths_ms([track.length for track in tracks], 1000)
            long |= known(lengths[played_ms == MISSING])
            told = Told(
                times=[row.time for row in batch],
                tracks=[track.title for track in tracks],
                artists=[_first(track.artists) for track in tracks],
                albums=[(track.album or _NO_ALBUM).title for track in tracks],
                played_ms=np.where(played_ms == MISSING, lengths, played_ms),
            )
            batches.append(told.batch(self.listens.names, count))
        count.add_broken(rows.unreadable, cut=rows.cut)
        if long:
            count.notes.append(LENGTH_NOTE)
        self.listens.add(count, batches)
        return count


def _played_ms(rows: Sequence[_Row]) -> Ints:
    """How long each was listened to, in ms; MISSING where Maloja does not know, 0 where it knows that it was not."""
    told = [row.duration for row in rows]
    return np.array(
        [round(s * 1000) if s is not None and 0 <= s * 1000 <= LONGEST_PLAY_MS else MISSING for s in told],
        dtype=np.int64,
    )


def _first(artists: list[str | None] | str | None) -> str | None:
    if isinstance(artists, list):
        return next((artist for artist in artists if artist and artist.strip()), None)
    return artists
