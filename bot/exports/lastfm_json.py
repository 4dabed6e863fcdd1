"""Last.fm histories as JSON: pages of its API, as programs and ghan.nl save them, and lastfmstats.com's own form.

Of a page's row title, artist, album and `date.uts` are read; of lastfmstats.com's `track`, `artist`, `album` and `date`
(ms since 1970). Never decoded: addresses, pictures, MusicBrainz's identifiers, the user's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from bot.exports.columns import FileCount, ListenBatch, Names
from bot.exports.limits import Allowance
from bot.exports.nested_rows import NestedRows
from bot.exports.numbers import Number
from bot.exports.scrobbles import Told
from bot.exports.text import Form, Head, TextFile


class _Text(msgspec.Struct, gc=False):
    text: str | None = msgspec.field(name="#text", default=None)
    name: str | None = None  # where the API was asked for more
    title: str | None = None


class _Date(msgspec.Struct, gc=False):
    uts: Number | str = None
    text: str | None = msgspec.field(name="#text", default=None)


class _Row(msgspec.Struct, gc=False):
    """A row of either form: the API calls the track `name`, lastfmstats.com calls it `track`."""

    artist: _Text | str | None = None
    album: _Text | str | None = None
    name: str | None = None
    track: str | None = None
    date: _Date | Number | str = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the rows are.

    Attributes:
        inside: the key of the arrays that hold them; None if the file is one array of them.
        other: what it is if it is no history, else "".
    """

    inside: str | None
    other: str = ""


def shape_of(head: Head) -> Shape | None:
    """The shape of a file of Last.fm's, or None for any other file."""
    if head.form not in (Form.ROWS, Form.OBJECT):
        return None
    if head.has("scrobbles") and (head.has("username", "date") or head.has("albumId") or _only(head)):
        return Shape("scrobbles")
    if any(key in head.keys for key in ("toptracks", "topartists", "topalbums")):
        return Shape(None, "what you played most")
    if head.has("lovedtracks"):
        return Shape(None, "tracks that you love")
    listed = head.has("recenttracks")
    if not listed and not (head.has("artist", "name") and ("uts" in head.keys or "nowplaying" in head.keys)):
        return None
    if not listed and "album" not in head.keys:
        return Shape(None, "tracks that you love")
    return Shape("track" if listed or "track" in head.keys else None)


def _only(head: Head) -> bool:
    return head.keys == ("username", "scrobbles")


def read(file: TextFile, shape: Shape, names: Names, count: FileCount, allowance: Allowance) -> list[ListenBatch]:
    """The listens of the file; its count is complete but for duplicates."""
    first_keys = ("artist", "streamable", "date") if shape.inside != "scrobbles" else ("track", "artist", "date")
    rows = NestedRows(_Row, allowance, inside=shape.inside, first_keys=first_keys)
    batches = []
    for batch in rows.batches(file.pieces):
        allowance.listen(len(batch))
        batches.append(_told(batch).batch(names, count))
    count.add_broken(rows.unreadable, cut=rows.cut)
    return batches


def _told(rows: Sequence[_Row]) -> Told:
    return Told(
        times=[_time(row.date) for row in rows],
        tracks=[row.name or row.track for row in rows],
        artists=[_written(row.artist) for row in rows],
        albums=[_written(row.album) for row in rows],
    )


def _time(date: _Date | float | str | None) -> object:
    return (date.uts or date.text) if isinstance(date, _Date) else date


def _written(value: _Text | str | None) -> str | None:
    return (value.text or value.name or value.title) if isinstance(value, _Text) else value
