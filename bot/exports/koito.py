"""Koito: its one JSON file, everything its server was told.

`listened_at` is when playing began; the track's `duration`, in seconds, is its length. Of the names of a track, an
album or an artist the primary one is read, and of several artists the primary, else the first. A row is left out for
the first of these reasons that holds: unreadable, not a listen (neither title nor time nor length), no title, no time,
duplicate. Never decoded: `user`, `client`, identifiers and pictures.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.exports.columns import FileCount
from bot.exports.limits import Allowance
from bot.exports.nested_rows import NestedRows
from bot.exports.numbers import Number
from bot.exports.scrobbles import LENGTH_NOTE, Scrobbles, Told, known, lengths_ms
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import SourceKind

KIND = SourceKind.KOITO.value


class _Alias(msgspec.Struct, gc=False):
    alias: str | None = None
    is_primary: bool | None = None


class _Named(msgspec.Struct, gc=False):
    aliases: list[_Alias] | None = None
    is_primary: bool | None = None
    duration: Number = None


class _Row(msgspec.Struct, gc=False):
    listened_at: str | Number = None
    track: _Named | None = None
    album: _Named | None = None
    artists: list[_Named] | None = None


class Koito(Scrobbles):
    """Reader of Koito's exports."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.KOITO, allowance)

    def claim(self, head: Head) -> str | None:
        """An object with `listens`, whose names are `aliases`."""
        if head.form is not Form.OBJECT or not head.has("listens"):
            return None
        return KIND if head.has("listened_at", "aliases") or head.has("version", "exported_at") else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One export."""
        count = FileCount(file.name, kind)
        rows = NestedRows(_Row, self.allowance, inside="listens", first_keys=("listened_at", "client"))
        batches, long = [], False
        for batch in rows.batches(file.pieces):
            self.allowance.listen(len(batch))
            lengths = lengths_ms([row.track and row.track.duration for row in batch], 1000)
            long |= known(lengths)
            told = Told(
                times=[row.listened_at for row in batch],
                tracks=[_name(row.track) for row in batch],
                artists=[_name(_primary(row.artists)) for row in batch],
                albums=[_name(row.album) for row in batch],
                played_ms=lengths,
            )
            batches.append(told.batch(self.listens.names, count))
        count.add_broken(rows.unreadable, cut=rows.cut)
        if long:
            count.notes.append(LENGTH_NOTE)
        self.listens.add(count, batches)
        return count


def _primary(artists: Sequence[_Named] | None) -> _Named | None:
    return next((artist for artist in artists or () if artist.is_primary), artists[0] if artists else None)


def _name(named: _Named | None) -> str | None:
    aliases = [alias for alias in (named.aliases if named else None) or () if alias.alias and alias.alias.strip()]
    primary = next((alias for alias in aliases if alias.is_primary), aliases[0] if aliases else None)
    return primary.alias if primary else None
