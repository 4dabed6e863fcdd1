"""What a daybook holds, worked out listen by listen in plain Python: slow, and easy to believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from bot.analysis.group import COLUMNS
from tests.analysis.builders import Play

Row = tuple[float, ...]
Rows = list[Row]


@dataclass(frozen=True)
class Heard:
    """A play on the member's own clock."""

    play: Play
    local: datetime

    @property
    def day(self) -> int:
        return (self.local.date() - date(1970, 1, 1)).days

    @property
    def ms(self) -> int:
        return self.play.ms or 0

    @property
    def artist(self) -> int:
        return self.play.artist or -1

    @property
    def album(self) -> int:
        return self.play.album or -1

    @property
    def start(self) -> int:
        return int(self.play.started_at.timestamp() * 1000)


def heard(plays: Iterable[Play], time_zone: str) -> list[Heard]:
    """The music among the plays, in order of time."""
    zone = ZoneInfo(time_zone)
    music = [play for play in plays if play.content in ("music", "video")]
    return [Heard(play, play.started_at.astimezone(zone)) for play in sorted(music, key=lambda play: play.started_at)]


def frames(member: int, listens: Sequence[Heard], breakup: set[int], sad: set[int]) -> dict[str, Rows]:
    """The rows of each frame of `bot.analysis.group`, for one member; the index of `members` comes first."""
    if not listens:
        return {name: [] for name in COLUMNS}
    days = [each.day for each in listens]
    sittings = list(_sittings(listens))
    return {
        "members": [(member, min(days), max(days), len(listens), sum(each.ms for each in listens))],
        "artists": [(member, key, *_amounts(some)) for (key,), some in _by(listens, "artist") if key != -1],
        "tracks": [(member, key, some[0].artist, *_amounts(some)) for (key,), some in _by(listens, "track")],
        "albums": [(member, key, *_amounts(some)) for (key,), some in _by(listens, "album") if key != -1],
        "days": [(member, day, *_day(some, listens, breakup, sad)) for (day,), some in _by(listens, "day")],
        "hours": [
            (member, day, hour, len(some), sum(each.ms for each in some))
            for (day, hour), some in _by(listens, "day", "hour")
        ],
        "sittings": sorted(
            (member, some[0].day, some[0].start, (some[-1].start + some[-1].ms - some[0].start) / 60_000, len(some))
            for some in sittings
        ),
        "loops": sorted(
            (
                (member, run[0].day, run[0].play.track, run[0].artist, len(run))
                for some in sittings
                for run in _runs(some)
                if len(run) >= 3
            ),
            key=lambda row: row[1],
        ),
        "runs": _longest_runs(member, [run for some in sittings for run in _runs(some)]),
        "repeats": [
            (member, day, track, some[0].artist, len(some))
            for (day, track), some in _by(listens, "day", "track")
            if len(some) >= 5
        ],
        "returns": sorted(_returns(member, listens)),
        "months": _months(member, listens),
        "fresh": _fresh(member, listens),
        "plays": [
            (member, day, some[0].artist, track, album, len(some), sum(each.ms for each in some))
            for (day, track, album), some in _by(listens, "day", "track", "album")
        ],
    }


def _longest_runs(member: int, runs: Sequence[Sequence[Heard]]) -> Rows:
    begun: dict[int, list[int]] = {}
    for run in runs:
        begun.setdefault(run[0].day, []).append(len(run))
    return [(member, day, sum(lengths), max(lengths)) for day, lengths in sorted(begun.items())]


def _returns(member: int, listens: Sequence[Heard]) -> Iterable[Row]:
    for (artist,), some in _by(listens, "artist"):
        for left, back in pairwise(sorted({each.day for each in some})):
            before = [each for each in some if each.day <= left]
            after = [each for each in some if back <= each.day < back + 28]
            if artist != -1 and back - left >= 180 and len(before) >= 5 and len(after) >= 3:
                yield member, back, artist, left, len(before), len(after), _most([e for e in some if e.day == back])


def _months(member: int, listens: Sequence[Heard]) -> Rows:
    rows: Rows = []
    months = sorted({(each.local.year, each.local.month) for each in listens})
    for year, number in months:
        some = [each for each in listens if (each.local.year, each.local.month) == (year, number)]
        track = _most(some, begun=True)
        own = [each for each in some if each.play.track == track]
        first = (date(year, number, 1) - date(1970, 1, 1)).days
        rows.append((member, first, track, own[0].artist, len(own), len(some)))
    return rows


def _most(some: Sequence[Heard], *, begun: bool = False) -> int:
    """The track played most; of equals the one that was begun earlier where asked, then the lower id."""
    counts = Counter(each.play.track for each in some)
    first = {track: min(each.day for each in some if each.play.track == track) if begun else 0 for track in counts}
    return min(counts, key=lambda track: (-counts[track], first[track], track))


def _fresh(member: int, listens: Sequence[Heard]) -> Rows:
    begin = min(each.day for each in listens)
    met = {artist: min(each.day for each in some) for (artist,), some in _by(listens, "artist") if artist != -1}
    discovered = {artist: day for artist, day in met.items() if day >= begin + 90}
    fresh = Counter(
        each.day for each in listens if each.artist in discovered and each.day < discovered[each.artist] + 28
    )
    return [(member, day, fresh[day]) for day in sorted(fresh)]


def _value(each: Heard, name: str) -> int:
    if name == "track":
        return each.play.track
    if name == "hour":
        return each.local.hour
    return int(getattr(each, name))


def _by(listens: Sequence[Heard], *names: str) -> list[tuple[tuple[int, ...], list[Heard]]]:
    found: dict[tuple[int, ...], list[Heard]] = {}
    for each in listens:
        found.setdefault(tuple(_value(each, name) for name in names), []).append(each)
    return sorted(found.items(), key=lambda pair: pair[0])


def _amounts(some: Sequence[Heard]) -> tuple[int, int, int, int]:
    days = [each.day for each in some]
    return len(some), sum(each.ms for each in some), min(days), max(days)


def _day(some: Sequence[Heard], listens: Sequence[Heard], breakup: set[int], sad: set[int]) -> tuple[int, ...]:
    hours = Counter(each.local.hour for each in some)
    day = some[0].day

    def new(name: str) -> int:
        earlier = {_value(each, name) for each in listens if each.day < day}
        return len({_value(each, name) for each in some} - earlier - {-1})

    return (
        len(some),
        sum(each.ms for each in some),
        sum(each.play.skipped is True for each in some),
        sum(each.play.skipped is not None for each in some),
        sum(hours[hour] for hour in range(5)),
        sum(hours[hour] for hour in range(5, 9)),
        new("artist"),
        new("track"),
        sum(each.play.track in breakup for each in some),
        sum(each.play.track in sad for each in some),
    )


def _sittings(listens: Sequence[Heard]) -> Iterable[list[Heard]]:
    some = [listens[0]]
    for before, each in pairwise(listens):
        if each.start - (before.start + before.ms) >= 30 * 60_000:
            yield some
            some = []
        some.append(each)
    yield some


def _runs(sitting: Sequence[Heard]) -> list[list[Heard]]:
    return [list(run) for _, run in groupby(sitting, key=lambda each: each.play.track)]
