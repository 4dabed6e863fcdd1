"""A plan's listening from daybooks: coarser rows than listens, as coarse as the question allows.

A daybook's row stands for many listens: all of a day, of an hour, of an artist. A plan that asks for nothing which such
rows do not tell is computed on them, and comes to the same; `grain_of` says on which. What remains, such as skips by
device or what came before what, is computed on histories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.daybook import Part, unpack
from bot.analysis.frames import CONTENTS, NOBODY
from bot.analysis.group import Group
from bot.analysis.spans import AGAIN, MOOD_HOURS, Span, span_of, titles_of, told_apart
from bot.model.listens import Content
from bot.model.questions import Metric
from bot.questions.execution.choosing import ITEMS
from bot.questions.execution.material import Reach, calendar_columns, is_in
from bot.questions.execution.metrics import MINUTE_MS
from bot.questions.execution.needs import DAY_BY_DAY, OF_EVERYTHING, Needs

_SINCE_YEAR = 1970
_MUSIC = CONTENTS.index(Content.MUSIC.value)
_CALENDAR = frozenset({"weekday", "week", "month", "months", "year"})
_TOLD = frozenset({"member_id", "day", "content", "plays", "ms"})
_MOODS = frozenset({"breakup", "sad"})
_SAID = frozenset({"fresh", "again", "longest", "sitting", "ends", "at"})
"""Columns that rows of daybooks have where histories leave them to be found."""
_IDS = ("artist_id", "track_id", "album_id")


class Grain(Enum):
    """What one row stands for, of one member."""

    DAY = auto()
    MOOD_OF_DAY = auto()
    SKIPS_OF_DAY = auto()
    NEW_OF_DAY = auto()
    AGAIN_OF_DAY = auto()
    RUNS_OF_DAY = auto()
    SITTING = auto()
    HOUR = auto()
    MOOD_OF_HOUR = auto()
    ARTIST = auto()
    TRACK = auto()
    ALBUM = auto()
    NAMED_ON_DAY = auto()
    """A track and album of a day, where it passes the filters by name; all else of the day is one row."""
    TRACK_OF_DAY = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a plan is read from daybooks.

    Attributes:
        parts: which of them are opened.
    """

    grain: Grain
    needs: Needs
    parts: tuple[str, ...]


def reading_of(needs: Needs, today: date) -> Reading | None:
    """From which parts of daybooks the plan can be computed; None where it takes histories."""
    if needs.contents != {"music"} or needs.by == "playlist":
        return None
    if any(each.playlists is not None for each in needs.kept):
        return None
    grain = _grain(needs)
    if grain is None:
        return None
    parts = {
        Grain.DAY: (Part.DAYS,),
        Grain.MOOD_OF_DAY: (Part.DAYS,),
        Grain.SKIPS_OF_DAY: (Part.DAYS,),
        Grain.NEW_OF_DAY: (Part.DAYS, Part.FRESH),
        Grain.AGAIN_OF_DAY: (Part.DAYS, Part.AGAIN),
        Grain.RUNS_OF_DAY: (Part.RUNS,),
        Grain.SITTING: (Part.SITTINGS,),
        Grain.HOUR: (Part.HOURS,),
        Grain.MOOD_OF_HOUR: (Part.HOURS, Part.MOOD_HOURS),
        Grain.ARTIST: (Part.ARTISTS,),
        Grain.TRACK: (Part.TRACKS, Part.TITLES),
        Grain.ALBUM: (Part.ALBUMS,),
        Grain.NAMED_ON_DAY: (Part.DAYS, Part.TITLES, *_years(needs, today)),
        Grain.TRACK_OF_DAY: (Part.TITLES, *_years(needs, today)),
    }[grain]
    return Reading(grain, needs, (Part.COVERAGE, Part.SPAN, *map(str, parts)))


def _grain(needs: Needs) -> Grain | None:
    more = needs.columns - _TOLD - _CALENDAR
    if needs.metric in _OF_THEIR_OWN:
        wanted, grain = _OF_THEIR_OWN[needs.metric]
        return grain if more == wanted and not _names_matter(needs) else None
    found = _of_days(more, timed="ms" in needs.columns)
    if found is None and not _days_matter(needs):
        found = _of_names(more)
    if found is None and more <= {*_IDS, *_MOODS} and needs.metric not in OF_EVERYTHING:
        found = _of_songs(needs)
    return found


_OF_THEIR_OWN: Mapping[Metric, tuple[frozenset[str], Grain]] = {
    "repeat_rate": (frozenset({"at", "track_id"}), Grain.AGAIN_OF_DAY),
    "session_minutes": (frozenset({"at"}), Grain.SITTING),
    "longest_session": (frozenset({"at"}), Grain.SITTING),
    "discovery_rate": (frozenset({"artist_id"}), Grain.NEW_OF_DAY),
    "longest_loop": (frozenset({"at", "track_id"}), Grain.RUNS_OF_DAY),
}
"""Measures that have rows of their own, where nothing else is asked than what they are taken of."""


def _of_days(more: frozenset[str], *, timed: bool) -> Grain | None:
    """Where nothing is asked that days do not tell, or hours."""
    if not more:
        return Grain.DAY
    if more == {"hour"}:
        return Grain.HOUR
    if timed:  # how long these plays lasted and those did is not told
        return None
    if more <= _MOODS:
        return Grain.MOOD_OF_DAY
    if more <= {"hour", *_MOODS}:
        return Grain.MOOD_OF_HOUR
    return Grain.SKIPS_OF_DAY if more == {"skipped"} else None


def _of_names(more: frozenset[str]) -> Grain | None:
    """Where whole histories are asked about, and no days."""
    if more == {"artist_id"}:
        return Grain.ARTIST
    if more <= {"artist_id", "track_id", *_MOODS}:
        return Grain.TRACK
    return Grain.ALBUM if more == {"album_id"} else None


def _of_songs(needs: Needs) -> Grain | None:
    """Where days and names are asked about."""
    if all(each.artists or each.tracks or each.albums for each in needs.kept):
        return Grain.NAMED_ON_DAY
    # Years upon years of single songs are no smaller than the histories.
    return Grain.TRACK_OF_DAY if all(period.start for period in needs.periods) else None


def _names_matter(needs: Needs) -> bool:
    named = any(each.artists or each.tracks or each.albums or each.members_with is not None for each in needs.kept)
    return named or needs.by in ITEMS


def _days_matter(needs: Needs) -> bool:
    by_days = bool(needs.columns & _CALENDAR) or needs.by == "day" or needs.metric in DAY_BY_DAY
    return by_days or any(period.start or period.end for period in needs.periods)


def _years(needs: Needs, today: date) -> Iterator[str]:
    """The years that the plan's days are in."""
    wanted: set[int] = set()
    for period in needs.periods:
        first = max(period.start.year, _SINCE_YEAR) if period.start else _SINCE_YEAR
        last = min(period.end.year, today.year + 1) if period.end else today.year + 1
        wanted |= set(range(first, last + 1))
    return (Part.plays_of(year) for year in sorted(wanted))


# --- for a worker ----------------------------------------------------------------------------------------------------


def from_daybooks(reading: Reading, parts: Mapping[int, Mapping[str, bytes]]) -> tuple[pd.DataFrame, Reach] | None:
    """The rows, as `Material.listens` describes them, and how far each member's export goes.

    Args:
        parts: those that the reading names, by member.

    Returns:
        None where daybooks do not tell after all: a sum of time does not say of how much of it is unknown.
    """
    spans = {member: span for member in sorted(parts) if (span := span_of(parts[member])) is not None}
    group = unpack({member: parts[member] for member in spans})
    timed = _timed(group, spans) if "ms" in reading.needs.columns and reading.grain not in _IN_ORDER else {}
    if None in timed.values():
        return None
    rows = _ROWS[reading.grain](reading.needs, group, parts)
    if reading.needs.columns & _MOODS and reading.grain not in (Grain.MOOD_OF_DAY, Grain.MOOD_OF_HOUR):
        rows = _with_moods(rows, parts)
    untimed = [member for member, told in timed.items() if not told]
    if untimed:
        rows = rows.assign(ms=rows["ms"].astype(np.float64).mask(is_in(rows["member_id"].to_numpy(), untimed)))
    days = rows["day"].to_numpy()
    wanted = sorted(((reading.needs.columns | _SAID) & set(rows.columns)) - {"content"})
    rows = rows[wanted].assign(content=_MUSIC, **calendar_columns(days, reading.needs.columns))
    return rows, {member: (span.first_day, span.last_day) for member, span in spans.items()}


_IN_ORDER = (Grain.SITTING, Grain.RUNS_OF_DAY)
"""Of these a play of unknown duration ends as it begins, in histories too."""


def _timed(group: Group, spans: Mapping[int, Span]) -> dict[int, bool | None]:
    """Whether it is known how long each member's plays lasted: True of all, False of none, None of some."""
    plays = group.members["plays"].to_dict()
    return {
        member: True if not span.untimed else False if span.untimed == plays.get(member) else None
        for member, span in spans.items()
    }


def _with_moods(rows: pd.DataFrame, parts: Mapping[int, Mapping[str, bytes]]) -> pd.DataFrame:
    """A track's title says the same to every member, so that one list serves for all."""
    titles = [titles_of(parts[member]) for member in parts]
    breakup, sad = (np.unique(np.concatenate([each[place] for each in titles])) for place in (0, 1))
    track = rows["track_id"].to_numpy()
    return rows.assign(breakup=np.isin(track, breakup), sad=np.isin(track, sad))


Parts = Mapping[int, Mapping[str, bytes]]


def _days(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return group.days[["member_id", "day", "plays", "ms"]]


def _hours(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return group.hours


def _split(rows: pd.DataFrame, *told: tuple[pd.Series[int], Mapping[str, bool | float]]) -> pd.DataFrame:
    """Days, or hours, as several rows each: how many plays, and what is to be said of them."""
    when = [column for column in ("member_id", "day", "hour") if column in rows]
    parts = [rows.loc[plays > 0, when].assign(plays=plays[plays > 0], **says) for plays, says in told]
    return pd.concat(parts).sort_values("member_id", kind="stable", ignore_index=True)


def _moods(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return _split_by_mood(group.days)


def _moods_of_hours(_: Needs, group: Group, parts: Parts) -> pd.DataFrame:
    spoken, hours = told_apart(parts, MOOD_HOURS, ("day", "hour", "breakup", "sad")), group.hours
    # Both ascend by member, day and hour, so that no hour has to be looked for among all.
    members = group.members.index.to_numpy()
    places = np.searchsorted(_hour_numbers(hours, members), _hour_numbers(spoken, members))
    says = {name: np.zeros(len(hours), np.int64) for name in ("breakup", "sad")}
    for name, counts in says.items():
        counts[places] = spoken[name].to_numpy()
    return _split_by_mood(hours.assign(**says))


def _hour_numbers(rows: pd.DataFrame, members: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Hours of members, who are given ascending, as numbers that ascend as the rows do."""
    place = np.searchsorted(members, rows["member_id"].to_numpy())
    numbers: npt.NDArray[np.int64] = (place << 32) + rows["day"].to_numpy() * 24 + rows["hour"].to_numpy()
    return numbers


def _split_by_mood(rows: pd.DataFrame) -> pd.DataFrame:
    other = rows["plays"] - rows["breakup"] - rows["sad"]
    return _split(
        rows,
        (rows["breakup"], {"breakup": True, "sad": False}),
        (rows["sad"], {"breakup": False, "sad": True}),
        (other, {"breakup": False, "sad": False}),
    )


def _apart(name: str, group: Group, some: pd.DataFrame) -> pd.DataFrame:
    """Days with the plays of which something is said, and the others."""
    days = group.days.set_index(["member_id", "day"])["plays"]
    said = some.set_index(["member_id", "day"])["plays"].reindex(days.index, fill_value=0).to_numpy()
    told = pd.Series(said, group.days.index)
    return _split(group.days, (told, {name: 1.0}), (group.days["plays"] - told, {name: 0.0}))


def _new(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return _apart("fresh", group, group.fresh)


def _repeated(_: Needs, group: Group, parts: Parts) -> pd.DataFrame:
    return _apart("again", group, told_apart(parts, AGAIN, ("day", "plays")))


def _runs(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return group.runs


def _sittings(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    found = group.sittings
    lasted = (found["minutes"] * MINUTE_MS).round().astype(np.int64)
    at = found["started_at"]
    return found.assign(sitting=np.arange(len(found)), at=at, ends=(at + lasted).astype(np.float64))


def _skips(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    days = group.days
    return _split(
        days,
        (days["skipped"], {"skipped": 1.0}),
        (days["skip_known"] - days["skipped"], {"skipped": 0.0}),
        (days["plays"] - days["skip_known"], {"skipped": np.nan}),
    )


def _per_name(name: str, needs: Needs, group: Group, _: Parts) -> pd.DataFrame:
    """One row per artist, track or album; one for what names none; two that say how far the music goes."""
    day = "last_day" if needs.metric == "last_listen" else "first_day"
    named: pd.DataFrame = getattr(group, f"{name}s")
    named = named.assign(day=named[day])
    amounts = named.groupby("member_id")[["plays", "ms"]].sum()
    whole = group.members
    rest = whole[["plays", "ms"]] - amounts.reindex(whole.index, fill_value=0)
    nobody = dict.fromkeys((each for each in _IDS if each in named), NOBODY)
    margins = [
        pd.DataFrame({"member_id": whole.index, "day": whole["first_day"], **nobody, **rest}),
        pd.DataFrame({"member_id": whole.index, "day": whole["last_day"], **nobody, "plays": 0, "ms": 0}),
    ]
    rows = pd.concat([named[list(margins[0].columns)], *margins])
    return rows.sort_values("member_id", kind="stable", ignore_index=True)


def _plays(_: Needs, group: Group, __: Parts) -> pd.DataFrame:
    return group.plays


def _named_on_days(needs: Needs, group: Group, _: Parts) -> pd.DataFrame:
    plays = group.plays
    kept = np.zeros(len(plays), np.bool_)
    for each in needs.kept:
        passes = np.ones(len(plays), np.bool_)
        for column, wanted in (("artist_id", each.artists), ("track_id", each.tracks), ("album_id", each.albums)):
            if wanted is not None:
                passes &= is_in(plays[column].to_numpy(), wanted)
        kept |= passes
    named = plays[kept]
    days = group.days.set_index(["member_id", "day"])[["plays", "ms"]]
    told = named.groupby(["member_id", "day"])[["plays", "ms"]].sum()
    rest = (days - told.reindex(days.index, fill_value=0)).reset_index()
    rest = rest[rest["plays"] > 0].assign(**dict.fromkeys(_IDS, NOBODY))
    return pd.concat([named, rest]).sort_values(["member_id", "day"], kind="stable", ignore_index=True)


_ROWS: Mapping[Grain, Callable[[Needs, Group, Parts], pd.DataFrame]] = {
    Grain.DAY: _days,
    Grain.MOOD_OF_DAY: _moods,
    Grain.SKIPS_OF_DAY: _skips,
    Grain.NEW_OF_DAY: _new,
    Grain.AGAIN_OF_DAY: _repeated,
    Grain.RUNS_OF_DAY: _runs,
    Grain.SITTING: _sittings,
    Grain.HOUR: _hours,
    Grain.MOOD_OF_HOUR: _moods_of_hours,
    Grain.ARTIST: partial(_per_name, "artist"),
    Grain.TRACK: partial(_per_name, "track"),
    Grain.ALBUM: partial(_per_name, "album"),
    Grain.NAMED_ON_DAY: _named_on_days,
    Grain.TRACK_OF_DAY: _plays,
}
