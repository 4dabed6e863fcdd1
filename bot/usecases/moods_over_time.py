"""A member's own moods over time, for that member alone: with turning points, what they call them, and comfort songs.

What others may see of it is the comparison "moods" (`bot/usecases/comparisons/moods.py`), which knows none of these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.analysis.coverage import basis
from bot.analysis.daybook import Part, holds_music, unpack
from bot.analysis.group import within
from bot.analysis.periods import Period, parse_period
from bot.charts.rows import TurningPoint as DrawnTurn
from bot.errors import NothingInPeriod, NothingStored
from bot.model.answers import Asked
from bot.model.mood_months import Change, ComfortSong, Measure, TurningPoint
from bot.model.stored import StoredPlaylist
from bot.moods.comfort import comfort_songs
from bot.moods.over_time import as_months, mood_months
from bot.moods.tagging import TagShares, sad_with_tags, tag_shares
from bot.moods.turning_points import turning_points
from bot.narration.fill import safe
from bot.services import Services
from bot.usecases.comparisons.habits import own_span_words
from bot.usecases.comparisons.mood_words import MONTHS_APART, member_title, timeline, verdict_words
from bot.usecases.comparisons.moods import PARTS, MemberMoods, playlists_in
from bot.usecases.pictures import Drawing, draw
from bot.usecases.tagging import Tagging, tagging

COMFORT_SHOWN = 3
_SINCE_YEAR = 1970


@dataclass(frozen=True, slots=True)
class Comfort:
    """A comfort song with its names, unescaped; `artist` is "" where nobody is named."""

    title: str
    artist: str
    song: ComfortSong


@dataclass(frozen=True, slots=True)
class OwnTurningPoint:
    """A turning point as its member sees it.

    Attributes:
        label: what they call its month, or "".
        label_month: the month under which that is kept, or would be.
    """

    point: TurningPoint
    label: str
    label_month: date
    comfort: tuple[Comfort, ...]


@dataclass(frozen=True, slots=True)
class OwnMoods:
    """A member's own moods over a period. For that member's eyes alone.

    Attributes:
        asked: the comparison that others may see where the member agreed.
        found: months and playlists of the period.
        turns: the turning points of the period, ascending; empty where they are switched off.
        shows_turns: whether the member wants to see them.
        postable: whether the member agreed to be compared, so that the line, without turning points, can be posted.
        tags: what tags say of the period's plays; None where there are none.
        tagging: whether titles can be tagged.
    """

    asked: Asked
    title: str
    verdict: str
    rests_on: str
    found: MemberMoods
    turns: tuple[OwnTurningPoint, ...]
    shows_turns: bool
    drawing: Drawing
    postable: bool
    tags: TagShares | None
    tagging: Tagging


async def moods_over_time(services: Services, guild_id: int, member_id: int, period_words: str) -> OwnMoods:
    """The asker's own moods over time.

    Turning points are found in the whole history, so that they are the same whatever the period, which chooses those
    that are shown.

    Raises:
        NothingStored, UnknownPeriod, NothingInPeriod.
    """
    store = services.store
    member = await store.members.member(guild_id, member_id)
    if member is None:
        raise NothingStored
    today = services.clock.now().astimezone(ZoneInfo(member.time_zone)).date()
    period = parse_period(period_words, today)
    shown = await store.moods.shows_turning_points(guild_id, member_id)
    tag_of = await store.moods.tags_of(guild_id, member_id)
    years = [Part.plays_of(year) for year in range(_SINCE_YEAR, today.year + 2)] if shown or tag_of else []
    parts = await store.listening.own_daybook(guild_id, member_id, [*PARTS, *years])
    if not holds_music(parts):
        raise NothingStored
    playlists = await store.listening.playlists_of(guild_id, member_id)
    worked = await services.cpu(_of_own, member_id, parts, playlists, period, tag_of, shown=shown)
    found, turns = worked.found, worked.turns
    if not found.cover.plays:
        raise NothingInPeriod(period.label, f"{found.cover.first_day}", f"{found.cover.last_day}")
    labels = await store.moods.turning_labels(guild_id, member_id) if shown else {}
    named = await _named(services, guild_id, turns)
    own = tuple(
        OwnTurningPoint(point, labels.get(month, ""), month, comfort)
        for (point, _), month, comfort in zip(
            turns, label_months([each for each, _ in turns], labels), named, strict=True
        )
    )
    title = member_title(member.display_name, period)
    drawn = tuple(DrawnTurn(f"{each.point.month:%Y-%m}", each.label or turn_words(each.point)) for each in own)
    note = "Only you see this · shares of the month's plays"
    figure, rows = timeline(title, note, found.months, drawn, worked.sad_with_tags)
    return OwnMoods(
        asked=Asked("moods", period_words, (member_id,)),
        title=title,
        verdict=verdict_words("your music", found.months),
        rests_on=own_span_words(safe(member.display_name), found.cover),
        found=found,
        turns=own,
        shows_turns=shown,
        drawing=await draw(services, figure, rows),
        postable=member.consents.compare,
        tags=worked.tags,
        tagging=await tagging(services, guild_id, member_id),
    )


def label_months(points: Sequence[TurningPoint], labels: Mapping[date, str]) -> list[date]:
    """Under which month the label of each point is kept.

    That is the point's own month; where the point has moved to a month beside it, since more was uploaded, the month
    that it was labelled under.
    """
    months = {point.month for point in points}
    kept = []
    for point in points:
        beside = [month for month in labels if month not in months and _months_apart(month, point.month) == 1]
        kept.append(min(beside) if beside and point.month not in labels else point.month)
    return kept


def turn_words(point: TurningPoint) -> str:
    """What changed, in two words: "sadder titles"."""
    return change_words(point.changes[0])


def change_words(change: Change) -> str:
    """What changed, in words about music alone."""
    more = change.after > change.before
    if change.measure is Measure.SAD:
        return "sadder titles" if more else "fewer sad titles"
    return "more on repeat" if more else "less on repeat"


def _months_apart(one: date, other: date) -> int:
    return abs((one.year - other.year) * 12 + one.month - other.month)


@dataclass(frozen=True, slots=True)
class _Worked:
    found: MemberMoods
    turns: tuple[tuple[TurningPoint, tuple[ComfortSong, ...]], ...]
    sad_with_tags: tuple[float | None, ...]
    tags: TagShares | None


def _of_own(
    member_id: int,
    parts: Mapping[str, bytes],
    playlists: Sequence[StoredPlaylist],
    period: Period,
    tag_of: Mapping[int, str],
    *,
    shown: bool,
) -> _Worked:
    """For a worker: the period's months, playlists, tags and turning points, with the comfort songs around these."""
    group = unpack({member_id: parts})
    frame = mood_months(within(group.days, period), within(group.repeats, period))
    found = MemberMoods(basis(group, period).covers[0], as_months(frame), playlists_in(playlists, period))
    points: tuple[TurningPoint, ...] = ()
    if shown:
        points = turning_points(mood_months(group.days, group.repeats), group.days, group.repeats)
    turns = tuple(
        (point, comfort_songs(group.plays, point.on, COMFORT_SHOWN))
        for point in points
        if (period.start is None or period.start <= point.on) and (period.end is None or point.on < period.end)
    )
    if not tag_of:
        return _Worked(found, turns, (), None)
    plays = within(group.plays, period)
    shares = sad_with_tags(frame, plays, tag_of, smooth=len(frame) > MONTHS_APART)
    tagged = tuple(None if math.isnan(share) else share for share in shares.tolist())
    return _Worked(found, turns, tagged, tag_shares(plays, tag_of))


async def _named(
    services: Services, guild_id: int, turns: Sequence[tuple[TurningPoint, tuple[ComfortSong, ...]]]
) -> list[tuple[Comfort, ...]]:
    """The comfort songs of each turning point with their names; those whose names are gone are left out."""
    songs = [song for _, each in turns for song in each]
    catalogue = services.store.catalogue
    titles = await catalogue.track_names(guild_id, sorted({song.track_id for song in songs}))
    artists = await catalogue.artist_names(guild_id, sorted({song.artist_id for song in songs if song.artist_id >= 0}))
    return [
        tuple(
            Comfort(titles[song.track_id][0], artists.get(song.artist_id, ""), song)
            for song in each
            if song.track_id in titles
        )
        for _, each in turns
    ]
