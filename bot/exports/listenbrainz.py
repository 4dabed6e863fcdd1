"""ListenBrainz: the `listens/<year>/<month>.jsonl` of its export, the JSON array of its older one, pages of its API.

`listened_at` is when playing began. Of a row title, artist, album and the length of the track are read. Never decoded:
`user_name`, MusicBrainz's identifiers, players, addresses of the music. A row is left out for the first of these
reasons that holds: unreadable, not a listen (neither title nor time nor length), no title, no time, duplicate.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from bot.exports.columns import MISSING, FileCount, Ints
from bot.exports.limits import Allowance
from bot.exports.nested_rows import NestedRows
from bot.exports.numbers import Number
from bot.exports.scrobbles import LENGTH_NOTE, Scrobbles, Told, known, lengths_ms
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import SourceKind

KIND, OTHER = SourceKind.LISTENBRAINZ.value, "listenbrainz_other"

_FIRST_KEYS = ("listened_at", "inserted_at", "track_metadata", "user_name", "recording_msid")


class _More(msgspec.Struct, gc=False):
    duration_ms: object = None
    duration: object = None  # seconds


class _Track(msgspec.Struct, gc=False):
    track: str | None = msgspec.field(name="track_name", default=None)
    artist: str | None = msgspec.field(name="artist_name", default=None)
    album: str | None = msgspec.field(name="release_name", default=None)
    more: _More | None = msgspec.field(name="additional_info", default=None)


class _Row(msgspec.Struct, gc=False):
    listened_at: Number | str = None
    track: _Track | None = msgspec.field(name="track_metadata", default=None)


_NOTHING, _NO_MORE = _Track(), _More()


class ListenBrainz(Scrobbles):
    """Reader of ListenBrainz's exports."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.LISTENBRAINZ, allowance)

    def claim(self, head: Head) -> str | None:
        """Rows with `listened_at` and `track_metadata`; and the other files of the export, by their keys."""
        if head.form not in (Form.ROWS, Form.OBJECT):
            return None
        if head.has("listened_at", "track_metadata"):
            return KIND
        if head.keys == ("user_id", "username") or head.has("recording_msid", "score") or head.has("pinned_until"):
            return OTHER
        return None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file of listens; the others only by what they are."""
        count = FileCount(file.name, kind)
        if kind == OTHER:
            count.notes.append("ListenBrainz's file on your account or your likes, not on listening. Not read.")
            return count
        inside = "listens" if file.head.keys[:1] == ("payload",) else None
        rows = NestedRows(_Row, self.allowance, inside=inside, first_keys=_FIRST_KEYS)
        batches, long = [], False
        for batch in rows.batches(file.pieces):
            self.allowance.listen(len(batch))
            played_ms = _played_ms(tracks := [row.track or _NOTHING for row in batch])
            long |= known(played_ms)
            told = Told(
                times=[row.listened_at for row in batch],
                tracks=[track.track for track in tracks],
                artists=[track.artist for track in tracks],
                albums=[track.album for track in tracks],
                played_ms=played_ms,
            )
            batches.append(told.batch(self.listens.names, count))
        count.add_broken(rows.unreadable, cut=rows.cut)
        if long:
            count.notes.append(LENGTH_NOTE)
        self.listens.add(count, batches)
        return count


def _played_ms(tracks: Sequence[_Track]) -> Ints:
    """The tracks' lengths: a listen is told when half of the track, or four minutes, are over."""
    more = [track.more or _NO_MORE for track in tracks]
    exact = lengths_ms([one.duration_ms for one in more], 1)
    return np.where(exact != MISSING, exact, lengths_ms([one.duration for one in more], 1000))
