"""Who really spends the most time on an artist, a track or an album."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.analysis.whoknows import HOUR_MS, Listener, whoknows
from bot.charts.bars import ranked_figure, whoknows_figure
from bot.charts.rows import RankedBar, RankedRows, WhoKnowsBar, WhoKnowsRows
from bot.errors import UnknownName
from bot.model.amounts import counted, hours_words
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.facts import FactKind
from bot.model.standings import Named, Noun, WhoKnows
from bot.narration.sheets import Standing, whoknows_sheet
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.names import (
    COVERED,
    LISTED,
    asked_name,
    name_words,
    namesakes,
    on_own_clock,
    ordinal,
    rests_on,
    since_words,
)

PAGE_ROWS = 10

WHY = Why(
    (
        (
            "**Hours** are the time that was really played, as each export says, music and music videos alike; "
            "podcasts do not count."
        ),
        "**Plays** count every listen, however short. Where nobody's export says how long, plays decide.",
        (
            "**Share** is its part of that member's own hours (where plays decide, of their own listens): fair to "
            "those whose exports are short, while hours let the longest export win."
        ),
        "**Since** is the first listen that the member's exports reach back to. Earlier ones may be missing.",
        "Only members who agreed to be compared are here. Equal amounts share a place.",
    ),
    sources=("Our own definition, after the command of that name in .fmbot, which ranks by plays.",),
)

_KINDS = {Noun.ARTIST: FactKind.ARTIST, Noun.TRACK: FactKind.TRACK, Noun.ALBUM: FactKind.ALBUM}


@dataclass(frozen=True, slots=True)
class _Row:
    """A member's place.

    `hours` and `share` (of own listening, 0-1) are None where they are unknown; so is the rank of whom hours would rank
    and whose exports never say how long.
    """

    rank: int | None
    member_id: int
    plays: int
    hours: float | None
    share: float | None

    @property
    def amount(self) -> float:
        return self.plays if self.hours is None else self.hours

    @property
    def shown(self) -> str:
        return counted(self.plays, "play") if self.hours is None else hours_words(self.hours)


async def whoknows_draft(asking: Asking) -> Draft:
    """Rank the members by their time with a name: `asked.name_id`, which is what `asked.option` says.

    Raises:
        TooFewListeners: fewer than two members agreed to be compared.
        UnknownName: none of them has played it.
    """
    noun, name = await asked_name(asking)
    stored = await asking.services.store.standings.whoknows(asking.guild_id, noun, name.name_id, LISTED)
    if not stored.listeners:
        raise UnknownName(noun, name.name)
    rows = await asking.services.cpu(_ranked, stored)
    words = name_words(noun, name)
    ranked = [row for row in rows if row.rank is not None]
    standings = [Standing(row.member_id, asking.name(row.member_id), row.amount, row.shown) for row in ranked]
    rests = rests_on(noun, stored.total, len(rows), len(asking.consenting))
    return Draft(
        f"Who knows {words}?",
        (_table(asking, stored, rows),),
        WHY,
        frozenset(row.member_id for row in rows),
        sheet=whoknows_sheet(words, standings, asking.narratable, kind=_KINDS[noun], listeners=stored.total),
        rests_on=tuple(filter(None, (rests, await namesakes(asking, noun, name)))),
        aside=await _own_place(asking, noun, name, rows, stored.total),
        picture=_picture(asking, f"Who knows {words}?", rests, rows),
        page_rows=PAGE_ROWS,
    )


def _ranked(stored: WhoKnows) -> tuple[_Row, ...]:
    """For a worker: the stored rows, ranked, with ties as ties."""
    answer = whoknows(
        Listener(
            each.member_id,
            each.plays,
            each.played_ms,
            round(each.first_at.timestamp() * 1000),
            round(each.last_at.timestamp() * 1000),
            each.own_listens,
            each.own_ms,
        )
        for each in stored.listeners
    )
    timed = answer.verdict.ranked_by == "hours"
    return tuple(
        _Row(
            None if timed and not hours else rank,
            member_id,
            plays,
            hours if timed and hours else None,
            None if math.isnan(share) or (timed and not hours) else share,
        )
        for rank, member_id, plays, hours, share in answer.ranking[
            ["rank", "member_id", "plays", "hours", "share"]
        ].itertuples(index=False, name=None)
    )


def _table(asking: Asking, stored: WhoKnows, rows: tuple[_Row, ...]) -> Table:
    timed = any(row.hours is not None for row in rows)
    plays = Column("plays", Kind.COUNT, "{play}", small=timed)
    hours = Column("hours", Kind.HOURS)
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        hours if timed else plays,
        Column("share_of_own_listening", Kind.SHARE, "{} of own listening"),
        *((plays,) if timed else ()),
        Column("first_listen", Kind.DAY, "since {}", small=True),
        Column("last_listen", Kind.DAY, ""),
        *COVERED,
    )
    listener = {each.member_id: each for each in stored.listeners}

    def cells(row: _Row) -> tuple[Cell, ...]:
        each = listener[row.member_id]
        moments = (each.first_at, each.last_at, each.covers_from, each.covers_to)
        days = tuple(on_own_clock(moment, each.time_zone) for moment in moments)
        amounts: tuple[Cell, ...] = (row.hours, row.share, row.plays) if timed else (row.plays, row.share)
        return (row.rank, asking.name(row.member_id), *amounts, *days)

    return Table(columns, tuple(map(cells, rows)))


async def _own_place(asking: Asking, noun: Noun, name: Named, rows: tuple[_Row, ...], listeners: int) -> str:
    """Where the asker stands, where the first page does not say it."""
    if asking.asker_id in {row.member_id for row in rows[:PAGE_ROWS]}:
        return ""
    store = asking.services.store.standings
    place = await store.place(asking.guild_id, noun, name.name_id, asking.asker_id)
    if place is None:
        return ""
    timed = any(row.hours is not None for row in rows)
    amount = hours_words(place.played_ms / HOUR_MS) if timed and place.played_ms else counted(place.plays, "play")
    since = since_words(on_own_clock(place.first_at, asking.members[asking.asker_id].time_zone))
    rank = f"**{ordinal(place.rank)}**" if place.played_ms or not timed else ""
    if place.compared:
        return " · ".join([f"You: {rank} of {listeners:,}" if rank else "You", amount, since])
    first = f"You would be {rank} with {amount}, {since}." if rank else f"You: {amount}, {since}."
    return f"{first} Only you see this: you have not agreed to be compared."


def _picture(asking: Asking, title: str, note: str, rows: tuple[_Row, ...]) -> tuple[Callable[..., str], Any]:
    if any(row.hours is not None for row in rows):
        timed = tuple(WhoKnowsBar(asking.name(row.member_id), row.hours, row.share) for row in rows if row.hours)
        return whoknows_figure, WhoKnowsRows(title, note, timed)
    bars = tuple(RankedBar(asking.name(row.member_id), row.plays, row.shown, place=row.rank) for row in rows)
    return ranked_figure, RankedRows(title, note, bars)
