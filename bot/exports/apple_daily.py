"""Apple Music's lists of what was played: Daily Tracks and Track Play History.

`Apple Music - Play History Daily Tracks.csv` has a row per track and day (and way of ending), with a number of plays
and the hours in which they began; `Apple Music - Track Play History.csv` when each track was last played. Both tell
less than Play Activity, so their rows are `same listen` on days that it covers; Track Play History's also on days that
Daily Tracks cover. Of their columns those of `_DAILY` and `_LAST` are read; ids of tracks only as far as they lead to a
title.

In Daily Tracks the receipt counts plays: a row of three plays counts as three. Their start is approximate: the hour
that is named (Apple does not say by which clock; it is taken for UTC), or noon where none is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from bot.exports.apple_activity import DAY_MS
from bot.exports.apple_artists import Artists
from bot.exports.apple_csv import Columns, CsvRows, Header, header_of, numbers
from bot.exports.archive import EntryRefused
from bot.exports.columns import CONTENTS, MISSING, FileCount, ListenBatch, Names, clean_name
from bot.exports.limits import Allowance
from bot.exports.numbers import LONGEST_PLAY_MS
from bot.exports.text import TextFile
from bot.model.listens import Content, LeftOut

DAILY, LAST_PLAYED = "apple_daily_tracks", "apple_track_play_history"

_HOUR_MS = 3_600_000
_NOON = 12
_MOST_ROWS = 1_000_000  # of an upload; forty years of fifty tracks a day are 700,000
_BATCH = 50_000
_MOST_PLAYS = 2000  # of one track on one day: one every 43 seconds
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
_EPOCH = date(1970, 1, 1).toordinal()
_HOUR = re.compile(r"\d{1,2}")
_DAILY = (
    "dateplayed",
    "hours",
    "trackdescription",
    "trackreference",
    "trackidentifier",
    "playdurationmilliseconds",
    "playcount",
    "skipcount",
    "endreasontype",
    "mediatype",
    "sourcetype",
)
_LAST = ("trackname", "lastplayeddate")
_MUSIC, _VIDEO = CONTENTS.index(Content.MUSIC), CONTENTS.index(Content.VIDEO)


def is_daily(header: Header) -> bool:
    """Whether a CSV file is Daily Tracks."""
    return header.has("dateplayed", "trackdescription")


def is_last_played(header: Header) -> bool:
    """Whether a CSV file is Track Play History."""
    return header.has("trackname", "lastplayeddate")


@dataclass(frozen=True, slots=True, order=True)
class _Day:
    """A row of Daily Tracks: plays of one track on one day."""

    day: int  # since 1970
    description: str
    hours: tuple[int, ...]
    played_ms: int  # all plays together, or MISSING
    plays: int
    skips: int
    ended: str
    source: str
    video: bool


@dataclass(slots=True)
class Daily:
    """All Daily Tracks and Track Play History of one upload."""

    names: Names
    allowance: Allowance
    _days: list[tuple[FileCount, list[_Day]]] = field(default_factory=list)
    _last: list[tuple[FileCount, list[tuple[int, str]]]] = field(default_factory=list)
    _untitled: list[tuple[FileCount, list[tuple[str, _Day]]]] = field(default_factory=list)
    _rows: int = 0

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One file of either kind; its count learns the rest in `batches`."""
        count = FileCount(file.name, kind)
        header = header_of(file.head)
        assert header is not None  # noqa: S101 -- it was claimed by its header
        rows = CsvRows(header, _DAILY if kind == DAILY else _LAST, self.allowance)
        days: list[_Day] = []
        last: list[tuple[int, str]] = []
        untitled: list[tuple[str, _Day]] = []
        for length, columns in rows.batches(file.pieces):
            self.allowance.listen(length)
            self._rows += length
            if self._rows > _MOST_ROWS:
                raise EntryRefused("This list of plays is longer than any real one, so I left it.")
            if kind == DAILY:
                for number, (track, row) in enumerate(_day_rows(columns, count)):
                    if number % 4096 == 0:
                        self.allowance.check_time()
                    if row.description:
                        days.append(row)
                    else:
                        untitled.append((track, row))
            else:
                last += _last_rows(columns, count)
        count.add_broken(rows.unreadable, cut=rows.cut)
        if kind == DAILY:
            self._days.append((count, days))
            self._untitled.append((count, untitled))
        else:
            self._last.append((count, last))
        return count

    def name(self, titles: dict[str, str]) -> None:
        """Give rows that name no track the title of their id; the rest have no title.

        Args:
            titles: id -> title, from other files of the upload.
        """
        own = {id(count): days for count, days in self._days}
        for count, untitled in self._untitled:
            for track, row in untitled:
                title = titles.get(track)
                if title:
                    own[id(count)].append(replace(row, description=title))
                else:
                    count.rows += 1
                    count.leave_out(LeftOut.NO_TITLE, 1)
        self._untitled = []

    def descriptions(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Each "Artist - Title" once, with the days (since 1970) on which it was played."""
        days: dict[str, set[int]] = {}
        for _, rows in self._days:
            for row in rows:
                days.setdefault(row.description, set()).add(row.day)
        for _, last in self._last:
            for at, description in last:
                days.setdefault(description, set()).add(at // DAY_MS)
        for description in sorted(days):
            yield description, sorted(days[description])

    def batches(
        self, covered: set[int], artists: Artists, titles: set[str]
    ) -> Iterator[tuple[FileCount, list[ListenBatch]]]:
        """The listens of each file.

        Args:
            covered: days (since 1970) of which Play Activity tells.
            artists: what else the upload says about who made what.
            titles: folded titles that are known from Play Activity.
        """
        listens: list[list[_Listen]] = [[] for _ in self._days]
        batches: list[list[ListenBatch]] = [[] for _ in self._days]
        told = set(covered)
        seen: set[_Day] = set()
        starts: Counter[tuple[int, str]] = Counter()
        # By what they say and not by their files, so that the order of files does not matter.
        every = sorted((row, file) for file, (_, rows) in enumerate(self._days) for row in rows)
        for number, (row, file) in enumerate(every):
            if number % 4096 == 0:
                self.allowance.check_time()
            count = self._days[file][0]
            count.rows += row.plays
            if row in seen:
                count.leave_out(LeftOut.DUPLICATE, row.plays)
            elif row.day in covered:
                count.leave_out(LeftOut.SAME_LISTEN, row.plays)
            else:
                self.allowance.listen(row.plays - 1)
                artist, title = artists.parted(row.description, titles)
                listens[file] += _listens(row, artist, title, starts)
                told.add(row.day)
                if len(listens[file]) > _BATCH:
                    batches[file].append(_batch(listens[file], self.names))
                    listens[file].clear()
            seen.add(row)
        for (count, _), whole, rest in zip(self._days, batches, listens, strict=True):
            yield count, [*whole, _batch(rest, self.names)]
        for count, last in self._last:
            yield count, [_batch(list(_last_listens(last, told, count, artists, titles)), self.names)]


@dataclass(frozen=True, slots=True)
class _Listen:
    started_at: int
    played_ms: int
    artist: str | None
    track: str
    content: int


def _day_rows(columns: Columns, count: FileCount) -> Iterator[tuple[str, _Day]]:
    """Rows that may become listens, with the id of their track; the others are counted."""
    played, strange = numbers(columns["playdurationmilliseconds"])
    plays, odd = numbers(columns["playcount"])
    skips, _ = numbers(columns["skipcount"])
    strange |= odd | (np.nan_to_num(plays) < 0) | (np.nan_to_num(plays) > _MOST_PLAYS)
    strange |= np.abs(np.nan_to_num(played)) > LONGEST_PLAY_MS
    texts = {name: column.to_pylist() for name, column in columns.items()}
    for number, written in enumerate(texts["dateplayed"]):
        description = clean_name(texts["trackdescription"][number] or "")
        track = _identifier(texts["trackreference"][number]) or _identifier(texts["trackidentifier"][number])
        day = _day(written)
        known = not np.isnan(played[number])
        reason = None
        if strange[number]:
            reason = LeftOut.UNREADABLE
        elif not description and day is None and not known:
            reason = LeftOut.NOT_A_LISTEN
        elif not description and not track:
            reason = LeftOut.NO_TITLE
        elif plays[number] == 0 or (known and played[number] <= 0):
            reason = LeftOut.NEVER_PLAYED
        elif day is None:
            reason = LeftOut.NO_TIME
        if reason is not None or day is None:
            count.rows += 1
            count.leave_out(reason or LeftOut.NO_TIME, 1)
            continue
        yield (
            track,
            _Day(
                day=day,
                description=description,
                hours=tuple(
                    sorted({hour for hour in map(int, _HOUR.findall(texts["hours"][number] or "")) if hour < 24})
                ),
                played_ms=int(played[number]) if known else MISSING,
                plays=1 if np.isnan(plays[number]) else max(1, int(plays[number])),
                skips=0 if np.isnan(skips[number]) else min(max(0, int(skips[number])), _MOST_PLAYS),
                ended=texts["endreasontype"][number] or "",
                source=texts["sourcetype"][number] or "",
                video="VIDEO" in (texts["mediatype"][number] or "").upper(),
            ),
        )


def _last_rows(columns: Columns, count: FileCount) -> list[tuple[int, str]]:
    """Moments (ms since 1970) and tracks; rows without are counted."""
    moments, strange = numbers(columns["lastplayeddate"])
    earliest, latest = ((day.toordinal() - _EPOCH) * DAY_MS for day in (_FIRST_DAY, _LAST_DAY))
    rows = []
    for number, written in enumerate(columns["trackname"].to_pylist()):
        description, at = clean_name(written or ""), moments[number]
        count.rows += 1
        if strange[number]:
            count.leave_out(LeftOut.UNREADABLE, 1)
        elif not description:
            count.leave_out(LeftOut.NOT_A_LISTEN if np.isnan(at) else LeftOut.NO_TITLE, 1)
        elif not earliest <= at < latest:
            count.leave_out(LeftOut.NO_TIME, 1)
        else:
            rows.append((int(at), description))
    return rows


def _last_listens(
    last: Sequence[tuple[int, str]], told: set[int], count: FileCount, artists: Artists, titles: set[str]
) -> Iterator[_Listen]:
    """Last plays on days of which nothing else tells."""
    for at, description in last:
        if at // DAY_MS in told:
            count.leave_out(LeftOut.SAME_LISTEN, 1)
        else:
            artist, title = artists.parted(description, titles)
            yield _Listen(at, MISSING, artist, title, _MUSIC)


def _identifier(written: str | None) -> str:
    # Re-saved by a spreadsheet, an id may have become a decimal number.
    return (written or "").strip().removesuffix(".0")


def _day(written: str | None) -> int | None:
    """Days since 1970 of 20240229, also as 20240229.0 or 2024-02-29."""
    try:
        day = date.fromisoformat((written or "").strip().removesuffix(".0"))
    except ValueError:
        return None
    return day.toordinal() - _EPOCH if _FIRST_DAY <= day < _LAST_DAY else None


def _listens(row: _Day, artist: str | None, title: str, starts: Counter[tuple[int, str]]) -> Iterator[_Listen]:
    """As many as the row has plays, each in one of its hours, one behind the other."""
    each_ms = row.played_ms // row.plays if row.played_ms != MISSING else MISSING
    for play in range(row.plays):
        hour = row.hours[play % len(row.hours)] if row.hours else _NOON
        hour_at = row.day * DAY_MS + hour * _HOUR_MS
        # Two plays of a track in one hour are two listens, and must not look like one that was exported twice.
        behind = starts[hour_at, row.description]
        starts[hour_at, row.description] += max(each_ms, 1000)
        yield _Listen(
            hour_at + behind,
            max(each_ms, 1) if each_ms != MISSING else MISSING,
            artist,
            title,
            _VIDEO if row.video else _MUSIC,
        )


def _batch(listens: Sequence[_Listen], names: Names) -> ListenBatch:
    started_at = np.array([listen.started_at for listen in listens], dtype=np.int64)
    played_ms = np.array([listen.played_ms for listen in listens], dtype=np.int64)
    unknown = np.full(len(listens), MISSING, dtype=np.int8)
    return ListenBatch(
        ended_at=started_at + np.maximum(played_ms, 0),
        started_at=started_at,
        played_ms=played_ms,
        artist=names.codes([listen.artist for listen in listens]),
        track=names.codes([listen.track for listen in listens]),
        album=np.full(len(listens), MISSING, dtype=np.int32),
        content=np.array([listen.content for listen in listens], dtype=np.int8),
        skipped=unknown,
        shuffle=unknown,
        platform=unknown,
        reason_start=unknown,
        reason_end=unknown,
    )
