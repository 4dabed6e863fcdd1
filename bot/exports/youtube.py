"""YouTube Music's listens, from YouTube's watch history in Google Takeout.

`watch-history.json` or `.html`, or YouTube's part of "My Activity" in either form, told from other files by their
shape: files, folders and words in them are in the member's language. A record says what was begun when, and never how
long it played. A row is left out for the first of these reasons that holds: unreadable; not a listen (a search, a
visit, an advertisement, a post, or neither title nor time); not music (what YouTube itself played, even a song); no
title (the video is gone, or its address stands in its place); no time; duplicate (same second, artist and title).
Never taken: descriptions, places and devices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from bot.errors import UploadError
from bot.exports.columns import CONTENTS, MISSING, FileCount, ListenBatch, Listens, Names
from bot.exports.limits import Allowance
from bot.exports.moments import NO_MOMENT, utc_moments
from bot.exports.plain_listens import PlainRows
from bot.exports.sources import source_reading
from bot.exports.text import Form, Head, TextFile
from bot.exports.youtube_other import OTHER_PRODUCT, TakeoutOther
from bot.exports.youtube_pages import PageRecords, is_page
from bot.exports.youtube_records import JsonRecords, Record
from bot.exports.youtube_verbs import ENOUGH_LINES, Verb, plain_line, verb_of
from bot.exports.youtube_words import REMOVED
from bot.model.listens import PLAYLIST_TRACKS, Content, LeftOut, SourceKind, SourceReading

KIND = SourceKind.YOUTUBE.value
SEARCHES = "youtube_searches"
LENGTH_NOTE = "It does not say how long each track played."
ZONE_NOTE = (
    "For some of its times ({times:,}) the time zone is not certain, and I read them as UTC. Ask Google for JSON "
    "instead of HTML, which has exact times."
)

_MUSIC = CONTENTS.index(Content.MUSIC)
_WATCH = re.compile(
    r"https?://(?:[a-z]+\.)?(?:youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|shorts/|live/|embed/)|youtu\.be/)", re.IGNORECASE
)
_SEARCH = re.compile(r"https?://(?:[a-z]+\.)?youtube\.com/(?:results|search)\?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+\Z|(?:www\.|music\.)?youtube\.com/\S+\Z", re.IGNORECASE)
_TOPIC = re.compile(r"\s+-\s+Topic\Z", re.IGNORECASE)
_YOUTUBE_HEAD = re.compile(rb'"(?:header|products)"\s*:\s*\[?\s*"YouTube')
_NO_ARTIST = "Release"  # the channel of tracks whose artist has none: "Release - Topic"

_MOST_WAITING = 20_000  # records that are held until the file's verb is told

_LISTEN, _NOT_A_LISTEN, _NOT_MUSIC = range(3)


class YouTube:
    """Reader of YouTube's watch history; it keeps what YouTube Music played."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._listens = Listens(Names(allowance))
        self._other = TakeoutOther()

    def claim(self, head: Head) -> str | None:
        """An array of objects with `header`, `title` and `time`; a page of cells; or another file of a Takeout."""
        if head.form is Form.ROWS and head.has("header", "title", "time"):
            return KIND if _YOUTUBE_HEAD.search(head.text) else OTHER_PRODUCT
        return KIND if is_page(head) else self._other.claim(head)

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file of records; other files of a Takeout are only named."""
        if kind != KIND:
            return self._other.read(file, kind)
        count = FileCount(file.name, kind)
        records = (PageRecords if file.head.form is Form.HTML else JsonRecords)(self._allowance)
        first: list[Record] = []
        found = records.batches(file.pieces)
        for batch in found:
            first = batch
            break
        if file.head.form is Form.HTML and not any(_is_youtube(record) for record in first):
            return self._other.page(file, empty=not first)
        batches = self._batches(_chained(first, found), count)
        count.add_broken(records.unreadable, cut=records.cut)
        if isinstance(records, PageRecords) and records.unsure and batches:
            count.notes.append(ZONE_NOTE.format(times=records.unsure))
        if first and not any(_WATCH.match(record.url) for record in first) and _searches(first):
            count.kind = SEARCHES
            self._other.note_searches()
            count.notes.append("What you searched for, not what you played.")
        elif any(map(len, batches)):
            count.notes.append(LENGTH_NOTE)
        self._listens.add(count, batches)
        return count

    def finish(self) -> SourceReading | None:
        """The listens of all files, without duplicates."""
        return source_reading(SourceKind.YOUTUBE, self._listens.table(), (), PLAYLIST_TRACKS.empty_table())

    def complaint(self) -> UploadError | None:
        """Which part of a Takeout this is instead of a watch history."""
        return self._other.complaint()

    def _batches(self, found: Iterable[list[Record]], count: FileCount) -> list[ListenBatch]:
        """The listens; what has to wait until the file's verb is known waits."""
        verb: Verb | None = None
        lines: dict[str, None] = {}
        waiting: list[list[Record]] = []
        batches = []
        for records in found:
            self._allowance.listen(len(records))
            if verb is None:
                waiting.append(records)
                lines.update(dict.fromkeys(plain_line(r.line) for r in records if _WATCH.match(r.url) and r.line))
                if len(lines) < ENOUGH_LINES and sum(map(len, waiting)) < _MOST_WAITING:
                    continue
                verb = verb_of(list(lines)[: 2 * ENOUGH_LINES])
                batches += [self._batch(held, verb, count) for held in waiting]
                waiting.clear()
            else:
                batches.append(self._batch(records, verb, count))
        if verb is None:
            verb = verb_of(list(lines))
            batches += [self._batch(held, verb, count) for held in waiting]
        return batches

    def _batch(self, records: Sequence[Record], verb: Verb, count: FileCount) -> ListenBatch:
        fates, titles, artists = [], [], []
        for record in records:
            fate, title = _fate(record, verb)
            fates.append(fate)
            titles.append(title)
            artists.append(_artist(record) if title else None)
        fate_of = np.array(fates, dtype=np.int8)
        started_at = utc_moments([record.time for record in records])
        # Pages are exact to the second only; where both forms of one history are sent, they are to be one.
        same_at = np.where(started_at == NO_MOMENT, NO_MOMENT, started_at // 1000 * 1000)
        plain = PlainRows(
            started_at=started_at,
            same_at=same_at,
            played_ms=np.full(len(records), MISSING, dtype=np.int64),
            tracks=titles,
            artists=artists,
            albums=[None] * len(records),
            content=np.full(len(records), _MUSIC, dtype=np.int8),
            platform=np.full(len(records), MISSING, dtype=np.int8),
        )
        reasons = ((LeftOut.NOT_A_LISTEN, fate_of == _NOT_A_LISTEN), (LeftOut.NOT_MUSIC, fate_of == _NOT_MUSIC))
        return plain.batch(self._listens.names, count, reasons)


def _fate(record: Record, verb: Verb) -> tuple[int, str | None]:
    """What a record is, and the title if it is a listen that has one."""
    addressed = _WATCH.match(record.url) is not None
    line = plain_line(record.line)
    if record.advertised or (not addressed and (record.url or not line)):
        return _NOT_A_LISTEN, None
    # What leads to a video but has no line is a listen whose title is lost.
    title = verb.title(line, addressed=addressed) if line else ""
    if title is None and line.casefold() not in REMOVED:  # some languages put the verb into its middle
        return _NOT_A_LISTEN, None
    if not _is_music(record):
        return _NOT_MUSIC, None
    nameless = not addressed and not record.channel
    gone = title is None or nameless or _ADDRESS.match(title) or title.casefold() in REMOVED
    return _LISTEN, None if gone else title


def _is_music(record: Record) -> bool:
    return _product(record) == "youtube music"


def _is_youtube(record: Record) -> bool:
    return _product(record).startswith("youtube")


def _product(record: Record) -> str:
    return " ".join(record.header.casefold().split())


def _artist(record: Record) -> str | None:
    """Who made it: the channel, which YouTube calls "Artist - Topic" where it made the channel itself."""
    if not record.channel or (record.channel_url and "youtube.com/" not in record.channel_url):
        return None
    artist = _TOPIC.sub("", record.channel)
    return None if artist == _NO_ARTIST and artist != record.channel else artist


def _searches(records: Sequence[Record]) -> bool:
    return any(_SEARCH.match(record.url) for record in records)


def _chained(first: list[Record], rest: Iterator[list[Record]]) -> Iterator[list[Record]]:
    if first:
        yield first
    yield from rest
