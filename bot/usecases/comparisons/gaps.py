"""What members came back to: artists left for half a year or more, and played again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.coverage import Basis, Cover, basis, fair_window
from bot.analysis.daybook import Part, unpack
from bot.analysis.gaps import (
    DARK_DAYS,
    PLAYS_AFTER,
    PLAYS_BEFORE,
    RETURN_DAYS,
    SILENCE_DAYS,
    fair_returns,
    longest_silences,
    returns,
)
from bot.analysis.group import day_of
from bot.analysis.periods import Period
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.model.amounts import counted
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import day_words, left_out_words, rests_on_words
from bot.usecases.comparisons.habits import (
    own_span_words,
    parts_of_one,
    require_listening,
    require_own_listening,
    rows_of,
)
from bot.usecases.comparisons.songs import Song, songs

OWN_SHOWN = 50
DRAWN = 10

WHY = Why(
    (
        (
            f"A return is an artist who was played at least {counted(PLAYS_BEFORE, 'time')}, then not once for "
            f"{counted(SILENCE_DAYS, 'day')} or more, and then at least {counted(PLAYS_AFTER, 'time')} within "
            f"{RETURN_DAYS} days of the first day back. One accidental play ends a silence and is no return."
        ),
        "“With” names the artist's song that was played most on the first day back.",
        (
            f"A silence of which more than half had no music at all, for {DARK_DAYS} days or more at a stretch, is "
            "not counted: there the export has a hole, or the member was away, and no artist was left."
        ),
        (
            "Members are ranked by silences that begin and end within the days that all exports cover: an export of a "
            "year cannot hold a silence of two. Their own longest stands beside it."
        ),
    ),
    "silence = first day back - last day before",
    ("Our own definition.",),
)

OF_ALL = "Of all that each export covers"

PARTS = (Part.DAYS, Part.RETURNS)


@dataclass(frozen=True, slots=True)
class _Return:
    rank: int
    member_id: int
    artist_id: int
    left_day: int
    returned_day: int
    silence_days: int
    plays_before: int
    plays_after: int
    track_id: int


@dataclass(frozen=True, slots=True)
class _Own:
    cover: Cover
    found: tuple[_Return, ...]
    unheard: int


@dataclass(frozen=True, slots=True)
class _Names:
    artists: Mapping[int, str]
    tracks: Mapping[int, Song]


async def gaps_draft(asking: Asking) -> Draft:
    """Everything that one member came back to in a period, or the longest silence of each member of a group.

    Raises:
        TooFewListeners, NobodyListened: of a group.
        NotComparable, NothingStored, NothingInPeriod: of a member.
    """
    if asking.asked.members:
        return await _of_member(asking, asking.asked.members[0])
    parts = await asking.group(*PARTS)
    rested, fair, own = await asking.services.cpu(_longest, parts, asking.period)
    require_listening(asking, rested, found=bool(own))
    names = await _names(asking, (*fair, *own))
    title = f"What you came back to · {asking.period.label}"
    standings = [
        Standing(row.member_id, asking.name(row.member_id), row.silence_days, counted(row.silence_days, "day"))
        for row in fair
    ]
    rests = rests_on_words(rested, asking.name)
    if not fair:
        rests = (f"Nobody is ranked: no silence of {SILENCE_DAYS} days ended within days that all cover", rests[-1])
    bars = tuple(_bar(row, asking.name(row.member_id), names) for row in fair or own)
    note = rests[0] if fair else OF_ALL
    return Draft(
        title,
        _tables(asking, fair, own, names),
        WHY,
        frozenset(row.member_id for row in own),
        sheet=ranking_sheet("longest silence that ended", standings, asking.narratable) if fair else None,
        verdict="" if fair else _verdict(safe(asking.name(own[0].member_id)), own, names),
        rests_on=rests,
        left_out=left_out_words(rested, asking.name) if fair else "",
        picture=(ranked_figure, RankedRows(title, note, bars, numbered=bool(fair))),
    )


def _bar(row: _Return, name: str, names: _Names) -> RankedBar:
    artist, back = names.artists.get(row.artist_id, ""), f"back {day_of(row.returned_day):%b %Y}"
    return RankedBar(name, row.silence_days, length_words(row.silence_days), detail=artist, aside=back, place=row.rank)


def _tables(asking: Asking, fair: Sequence[_Return], own: Sequence[_Return], names: _Names) -> tuple[Table, ...]:
    """Those who are ranked, and each one's longest where that is another one."""
    columns = (Column("member", Kind.MEMBER), Column("silence_days", Kind.COUNT, "{day} of silence"), *_RETURN)
    placed = (Column("place", Kind.PLACE), *columns)
    every = Table(columns, tuple(_member_cells(asking, row, names) for row in own), OF_ALL)
    ranked = tuple((row.rank, *_member_cells(asking, row, names)) for row in fair)
    if [(row.member_id, row.silence_days) for row in fair] == [(row.member_id, row.silence_days) for row in own]:
        return (Table(placed, ranked),)
    return (Table(placed, ranked, "In the days that all cover"), every) if fair else (every,)


def length_words(days: int) -> str:
    """A long stretch as one says it: "240 days", "2 years and 3 months"; months are of 30.4 days."""
    months = round(days / 30.4375)
    if months < 12:
        return counted(days, "day")
    years, left = divmod(months, 12)
    return counted(years, "year") + (f" and {counted(left, 'month')}" if left else "")


def _longest(parts: GroupParts, period: Period) -> tuple[Basis, tuple[_Return, ...], tuple[_Return, ...]]:
    group = unpack(parts.parts)
    # What was before the period counts too, so that all the days that the exports share are looked at.
    fair = fair_returns(group, period, fair_window(group, Period(None, period.end, period.label)))
    own = returns(group, period)
    ranked, every = (rows_of(longest_silences(each.found), _Return) for each in (fair, own))
    return basis(group, Period(None, period.end, period.label)), ranked, every


def _own(parts: GroupParts, period: Period) -> _Own:
    group = unpack(parts.parts)
    found = returns(group, period)
    ranks = found.found["silence_days"].rank(method="min", ascending=False).astype(int)
    return _Own(basis(group, period).covers[0], rows_of(found.found.assign(rank=ranks), _Return), len(found.unheard))


async def _of_member(asking: Asking, member_id: int) -> Draft:
    parts = await parts_of_one(asking, member_id, *PARTS)
    found = await asking.services.cpu(_own, parts, asking.period)
    require_own_listening(asking, found.cover)
    name = asking.name(member_id)
    shown = found.found[:OWN_SHOWN]
    names = await _names(asking, shown)
    title = f"What {name} came back to · {asking.period.label}"
    columns = (Column("place", Kind.PLACE), *_RETURN[:1], Column("silence_days", Kind.COUNT, "{day} of silence"))
    cells = []
    for row in shown:
        artist, *rest = _cells(row, names)
        cells.append((row.rank, artist, row.silence_days, *rest))
    bars = tuple(
        RankedBar(
            names.artists.get(row.artist_id, ""),
            row.silence_days,
            length_words(row.silence_days),
            detail=_silence(row),
            place=row.rank,
        )
        for row in shown[:DRAWN]
    )
    unheard = f"Not counted: {counted(found.unheard, 'silence')} with no music at all for most of it"
    return Draft(
        title,
        (Table((*columns, *_RETURN[1:]), tuple(cells)),) if cells else (),
        WHY,
        frozenset({member_id}),
        verdict=_verdict(safe(name), shown, names) + _more(found.found),
        rests_on=(own_span_words(safe(name), found.cover), *((unheard,) if found.unheard else ())),
        picture=(ranked_figure, RankedRows(title, "How long each artist was not played", bars)) if bars else None,
    )


async def _names(asking: Asking, rows: Sequence[_Return]) -> _Names:
    artists = await asking.artist_names(sorted({row.artist_id for row in rows}))
    return _Names(artists, await songs(asking, (row.track_id for row in rows)))


_RETURN = (
    Column("artist", Kind.NAME),
    Column("first_day_back", Kind.DAY, "back on {}"),
    Column("track", Kind.NAME, "with “{}”", small=True),
    Column("plays_before", Kind.COUNT, "{play} before", small=True),
    Column("plays_after", Kind.COUNT, f"{{play}} in the {RETURN_DAYS} days after", small=True),
    Column("last_day_before", Kind.DAY, ""),
)


def _cells(row: _Return, names: _Names) -> tuple[Cell, ...]:
    return (
        names.artists.get(row.artist_id),
        day_of(row.returned_day),
        names.tracks[row.track_id].title,
        row.plays_before,
        row.plays_after,
        day_of(row.left_day),
    )


def _member_cells(asking: Asking, row: _Return, names: _Names) -> tuple[Cell, ...]:
    return (asking.name(row.member_id), row.silence_days, *_cells(row, names))


def _silence(row: _Return) -> str:
    return f"{day_of(row.left_day):%b %Y} to {day_of(row.returned_day):%b %Y}"


def _verdict(name: str, rows: Sequence[_Return], names: _Names) -> str:
    if not rows:
        return f"{name} came back to no artist after {counted(SILENCE_DAYS, 'day')} or more in this period."
    best = rows[0]
    words = f"{name} came back to **{safe(names.artists.get(best.artist_id, 'an artist'))}** after "
    words += f"**{length_words(best.silence_days)}**, on {day_words(day_of(best.returned_day))}"
    title = names.tracks[best.track_id].title
    return words + (f", with “{safe(title)}”." if title else ".")


def _more(found: Sequence[_Return]) -> str:
    return f" {counted(len(found), 'return')} in all." if len(found) > 1 else ""
