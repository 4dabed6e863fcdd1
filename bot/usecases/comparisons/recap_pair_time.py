"""The frame of all pages of a pair's recap, their tables, and the pages on when both listened, found and felt what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.coverage import Basis
from bot.analysis.daybook import Part
from bot.analysis.recap_pair import Compared, FoundFirst, PairTop, SameDay, Side, SideRow
from bot.charts.recaps import pair_figure
from bot.charts.rows import PairRecapRows, RecapSide, Rows
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import day_words, left_out_words, rests_on_words
from bot.usecases.comparisons.recap_moods import MONTH_WHY, member_moods, mood_picture, mood_table, mood_words
from bot.usecases.comparisons.recap_names import names_of
from bot.usecases.comparisons.recap_words import (
    MOODS_WHY,
    MOVED,
    PLACE,
    PLAYS,
    formatted,
    hidden,
    hour_words,
    listed,
    moved,
    named,
    percent_words,
    period_name,
    sentence,
    share_of,
)

_WHY = (
    (
        "Both are counted over **the days that both exports cover**, at least 28 of them. Where there is no such "
        "stretch, each is counted over what there is, and only shares compare."
    ),
    (
        "**Shares** are of each one's own plays. What both like is ranked by the **smaller** of the two shares: "
        "what one plays all day and the other once a year ranks by the other. Equal shares share a place."
    ),
    (
        "▲ and ▼ are places won and lost against the period of the same kind before; they are there only where "
        "both exports cover that too, from within its first tenth."
    ),
)
_FIRST_WHY = (
    "**First** is the first play in the whole export, each on their own calendar. Nobody is named where the export of "
    "the later one begins after the other's first play: it may have been played before."
)
_FIRSTS_SHOWN = 10
_FORMULA = "shared favourite = min(plays of it / own plays, for each of both)"


@dataclass(frozen=True, slots=True)
class PairPage:
    """What a page of a pair's recap shows; parts that it does not need are None or empty."""

    pair: Compared
    rests: Basis
    sides: tuple[Side, Side]
    alike: float | None
    tops: dict[str, PairTop]
    same_day: SameDay | None
    firsts: tuple[FoundFirst, ...]


def pair_draft(
    asking: Asking,
    found: PairPage,
    verdict: str,
    tables: tuple[Table, ...],
    *,
    picture: tuple[Callable[..., str], Rows] | None = None,
    why: tuple[str, ...] = _WHY,
) -> Draft:
    """One page of a pair's recap, with what it rests on."""
    shares = not found.pair.common
    rests = [*rests_on_words(found.rests, asking.name, shares=shares)]
    if found.pair.earlier is not None and any(MOVED in table.columns for table in tables):
        rests.append(f"Arrows against {period_name(found.pair.earlier)}")
    return Draft(
        title=pair_title(asking),
        tables=tuple(table for table in tables if table.rows),
        why=Why(why, _FORMULA, ("Our own definitions.",)),
        about=frozenset(asking.asked.members),
        verdict=verdict,
        rests_on=tuple(rests),
        left_out=left_out_words(found.rests, asking.name, shares=shares),
        picture=picture,
        page_rows=40,
    )


def pair_title(asking: Asking) -> str:
    """Both names and the period."""
    return f"{' and '.join(asking.names(asking.asked.members))} · {period_name(asking.period)}"


def favourites_table(
    top: PairTop, noun: str, names: Mapping[int, tuple[str, str | None]], left: str, right: str, rows: int = 10
) -> Table:
    """What both played, by the smaller share."""
    columns = (
        PLACE,
        *named(noun),
        Column("share of the left member", Kind.SHARE, share_of(left)),
        Column("share of the right member", Kind.SHARE, share_of(right)),
        MOVED,
    )
    return Table(
        columns,
        tuple(
            (row.rank, *name_cells(noun, names[row.id]), row.left, row.right, moved(row.rose, new=False))
            for row in top.favourites[:rows]
        ),
        "What both like",
    )


def own_table(
    title: str, noun: str, names: Mapping[int, tuple[str, str | None]], rows: Sequence[SideRow], other: str
) -> Table:
    """One member's own top, with its place at the other's."""
    columns = (
        PLACE,
        *named(noun),
        Column("share of own plays", Kind.SHARE),
        PLAYS,
        MOVED,
        hidden(f"place with {other}", Kind.COUNT),
    )
    return Table(
        columns,
        tuple(
            (
                row.rank,
                *name_cells(noun, names[row.id]),
                row.share,
                row.plays,
                moved(row.rose, new=row.new),
                row.other_rank,
            )
            for row in rows
        ),
        title,
    )


def name_cells(noun: str, name: tuple[str, str | None]) -> tuple[str | None, ...]:
    """The cells beside `named(noun)`."""
    return name[:1] if noun == "artist" else name


def pair_clock(asking: Asking, found: PairPage) -> Draft:
    """Hours of the day of both, and the days on which they listened."""
    left, right = asking.names(asking.asked.members)
    busiest = [side.clock.index(max(side.clock)) for side in found.sides]
    together = sum(min(pair) for pair in zip(found.sides[0].clock, found.sides[1].clock, strict=True))
    parts = [
        f"**{safe(left)}** listens most from {hour_words(busiest[0])}, **{safe(right)}** from {hour_words(busiest[1])}",
        f"their clocks are {percent_words(together)} alike",
    ]
    if found.same_day:
        parts.append(f"both had music on {counted(found.same_day.both_days, 'day')}")
    columns = (
        hidden("hour", Kind.COUNT),
        hidden("share of the left member", Kind.SHARE),
        hidden("share of the right member", Kind.SHARE),
    )
    hours = Table(
        columns,
        tuple((hour, *pair) for hour, pair in enumerate(zip(*(side.clock for side in found.sides), strict=True))),
    )
    left_side, right_side = (
        RecapSide(name, counted(side.active_days, "day"), (), side.clock)
        for name, side in zip((left, right), found.sides, strict=True)
    )
    note = "Hours of the day as shares of own plays, each on their own clock"
    rows = PairRecapRows(pair_title(asking), note, left_side, right_side, artists_words="")
    return pair_draft(asking, found, sentence(parts), (hours,), picture=(pair_figure, rows))


async def pair_finds(asking: Asking, found: PairPage) -> Draft:
    """Who found what both like first, and the first day on which both played the same."""
    known = [each for each in found.firsts if each.first]
    shown = known[:_FIRSTS_SHOWN]
    same_day = found.same_day
    ids = [each.artist_id for each in shown] + list(same_day.artists if same_day else ())
    names = await names_of(asking, "artist", ids)
    left, right = asking.names(asking.asked.members)
    wins = [sum(each.first == (member,) for each in known) for member in asking.asked.members]
    parts = []
    if known:
        parts.append(
            f"of {counted(len(found.firsts), 'shared artist')}, the exports tell of {len(known)} who played it first: "
            f"**{safe(left)}** {wins[0]}, **{safe(right)}** {wins[1]}"
        )
    elif found.firsts:
        parts.append("of no shared artist the exports tell who played it first")
    if same_day:
        parts.append(
            f"the first day on which both played the same artist was **{day_words(same_day.first)}** "
            f"({listed([names[each][0] for each in same_day.artists])}), of {counted(same_day.days, 'such day')}"
        )
    else:
        parts.append("there is no day on which both played the same artist")
    table = Table(
        (
            Column("artist", Kind.NAME),
            Column("found first by", Kind.TEXT),
            Column("first play of the left member", Kind.DAY, formatted(safe(left)) + " on {}", small=True),
            Column("first play of the right member", Kind.DAY, formatted(safe(right)) + " on {}", small=True),
        ),
        tuple((names[each.artist_id][0], _first_words(asking, each), each.left_on, each.right_on) for each in shown),
        "Who was there first",
    )
    return pair_draft(asking, found, sentence(parts), (table,), why=(_FIRST_WHY, *_WHY))


async def pair_moods(asking: Asking, found: PairPage) -> Draft:
    """What the titles of both said, month by month."""
    members = asking.asked.members
    parts = await asking.group(Part.DAYS, Part.REPEATS, members=members)
    moods = [
        await asking.services.cpu(member_moods, {member: parts.parts[member]}, found.pair.period) for member in members
    ]
    names = asking.names(members)
    verdict = "\n".join(
        f"**{safe(name)}**: of the plays, {mood_words(each)}" for name, each in zip(names, moods, strict=True)
    )
    return pair_draft(
        asking,
        found,
        verdict,
        tuple(mood_table(each, name) for name, each in zip(names, moods, strict=True)),
        picture=mood_picture(pair_title(asking), period_name(found.pair.period), list(zip(names, moods, strict=True))),
        why=(MOODS_WHY, MONTH_WHY),
    )


def _first_words(asking: Asking, each: FoundFirst) -> str:
    if len(each.first) == 2:
        return "both on the same day"
    return f"{safe(asking.name(each.first[0]))} first"
