"""Who of us was there first: first listens, with a warning where exports start too late to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.analysis.firsts import CLOSE_DAYS, FirstListen, firsts
from bot.analysis.group import day_number, day_of
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import UnknownName
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import FEW, day_words
from bot.usecases.comparisons.names import (
    COVERED,
    LISTED,
    asked_name,
    listed,
    name_words,
    namesakes,
    on_own_clock,
    ordinal,
    rests_on,
)

PAGE_ROWS = 10

WHY = Why(
    (
        "A **first listen** is the first that the member's exports hold, as a date on that member's own clock.",
        "Who began on the same day is tied: many services tell no more than the day.",
        (
            "An export that **starts later** than the first of all first listens cannot show whether its member was "
            f"there before. One that starts on that day or up to {CLOSE_DAYS} days before may hide an earlier listen "
            "just as well: most of what one plays in the first weeks of an export was known before. Both are marked."
        ),
        "Only members who agreed to be compared are here.",
    ),
    sources=("Our own definition.",),
)

LATER = "export starts later"
CLOSE = "export starts just before"


@dataclass(frozen=True, slots=True)
class _Row:
    rank: int
    member_id: int
    first: date
    covers_from: date
    behind_days: int
    starts_later: bool
    starts_close: bool

    @property
    def doubt(self) -> str | None:
        return LATER if self.starts_later else CLOSE if self.starts_close else None


async def whofirst_draft(asking: Asking) -> Draft:
    """Order the members by their first listen to a name: `asked.name_id`, which is what `asked.option` says.

    Raises:
        TooFewListeners: fewer than two members agreed to be compared.
        UnknownName: none of them has played it.
    """
    noun, name = await asked_name(asking)
    stored = await asking.services.store.standings.first_plays(asking.guild_id, noun, name.name_id, LISTED)
    if not stored.plays:
        raise UnknownName(noun, name.name)
    plays_of = {each.member_id: each.plays for each in stored.plays}
    days = tuple(
        FirstListen(
            each.member_id,
            day_number(on_own_clock(each.first_at, each.time_zone)),
            day_number(on_own_clock(each.covers_from, each.time_zone)),
        )
        for each in stored.plays
    )
    rows = await asking.services.cpu(_ordered, days)
    title = f"Who was first to {name_words(noun, name)}?"
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("first_listen", Kind.DAY),
        Column("days_after_the_first", Kind.COUNT, "{day} later"),
        Column("plays", Kind.COUNT, "{play} since", small=True),
        COVERED[0],
        Column("doubt", Kind.TEXT, "⚠ {}", small=True),
    )
    cells = tuple(
        (
            row.rank,
            asking.name(row.member_id),
            row.first,
            row.behind_days or None,
            plays_of[row.member_id],
            row.covers_from,
            row.doubt,
        )
        for row in rows
    )
    rests = rests_on(noun, stored.total, len(rows), len(asking.consenting))
    return Draft(
        title,
        (Table(columns, cells),),
        WHY,
        frozenset(row.member_id for row in rows),
        verdict=_verdict(asking, rows),
        rests_on=tuple(filter(None, (rests, _doubts(asking, rows), await namesakes(asking, noun, name)))),
        aside=_own_place(asking, rows, stored.total),
        picture=(ranked_figure, RankedRows(title, rests, _bars(asking, rows), aside_words="first listen")),
        page_rows=PAGE_ROWS,
    )


def _ordered(listens: tuple[FirstListen, ...]) -> tuple[_Row, ...]:
    """For a worker."""
    ranking = firsts(listens).ranking
    columns = ["rank", "member_id", "first_day", "covers_from", "behind_days", "starts_later", "starts_close"]
    return tuple(
        _Row(rank, member_id, day_of(first), day_of(covers), behind, later, close)
        for rank, member_id, first, covers, behind, later, close in ranking[columns].itertuples(index=False, name=None)
    )


def _verdict(asking: Asking, rows: tuple[_Row, ...]) -> str:
    front = [row for row in rows if row.rank == 1]
    names = listed([f"**{safe(asking.name(row.member_id))}**" for row in front])
    reach = ", as far as the exports reach" if any(row.doubt for row in rows) else ""
    when = day_words(front[0].first)
    if len(rows) == 1:
        return f"Only {names} has been there at all: since {when}{reach}."
    if len(front) > 1:
        return f"{names} began on the same day: {when}{reach}."
    following = [row for row in rows if row.rank == 2]
    after = listed([safe(asking.name(row.member_id)) for row in following])
    return (
        f"{names} was there first, on {when}{reach}. {after} followed {counted(following[0].behind_days, 'day')} later."
    )


def _doubts(asking: Asking, rows: tuple[_Row, ...]) -> str:
    """Whose exports leave open who was first."""
    doubted = [row for row in rows if row.doubt]
    if not doubted:
        return ""
    if len(doubted) > FEW:
        late = f"their exports start later, or at most {CLOSE_DAYS} days before that"
        return f"⚠ {len(doubted):,} members may have been there before: {late}"
    each = (f"{safe(asking.name(row.member_id))}'s on {day_words(row.covers_from)}" for row in doubted)
    first = day_words(rows[0].first)
    return f"⚠ May have been there before: exports that start later than {first}, or just before: {', '.join(each)}"


def _own_place(asking: Asking, rows: tuple[_Row, ...], listeners: int) -> str:
    mine = next((row for row in rows[PAGE_ROWS:] if row.member_id == asking.asker_id), None)
    if mine is None:
        return ""
    return f"You: **{ordinal(mine.rank)}** of {listeners:,} · {day_words(mine.first)}"


def _bars(asking: Asking, rows: tuple[_Row, ...]) -> tuple[RankedBar, ...]:
    """As long as each has known it by now."""
    today = day_number(asking.today)
    return tuple(
        RankedBar(
            asking.name(row.member_id),
            max(today - day_number(row.first), 0),
            _for_words(max(today - day_number(row.first), 0)),
            aside=day_words(row.first),
            place=row.rank,
        )
        for row in rows
    )


def _for_words(days: int) -> str:
    """How long somebody has known it: "3.2 years", "45 days"."""
    return f"{days / 365.25:.1f} years" if days >= 365 else counted(days, "day")
