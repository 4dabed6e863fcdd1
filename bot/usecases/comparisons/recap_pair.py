"""Two members' listening in a period, side by side, page by page."""

from __future__ import annotations

from collections.abc import Mapping

from bot.analysis.coverage import basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.periods import Period
from bot.analysis.recap_pair import compared, found_first, pair_top, same_days, sides
from bot.analysis.taste import affinity, tastes
from bot.charts.mirror import mirror_figure
from bot.charts.recaps import pair_figure
from bot.charts.rows import MirrorBar, MirrorRows, PairRecapRows, RecapSide, ShareRows
from bot.errors import NothingInPeriod, NothingStored, UnknownComparison
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import day_words
from bot.usecases.comparisons.recap_names import names_of
from bot.usecases.comparisons.recap_pair_time import (
    PairPage,
    favourites_table,
    own_table,
    pair_clock,
    pair_draft,
    pair_finds,
    pair_moods,
    pair_title,
)
from bot.usecases.comparisons.recap_words import (
    PLAYS,
    SHORT,
    Page,
    amount_words,
    listed,
    percent_words,
    period_name,
    sentence,
    years_around,
)


async def pair_recap(asking: Asking, page: Page) -> Draft:
    """One page of a pair's recap. Both agreed to be compared, or one of them asks.

    Raises:
        NotComparable, NothingStored, NothingInPeriod.
    """
    found = await _paired(asking, page)
    match page:
        case Page.OVERVIEW:
            return await _overview(asking, found)
        case Page.ARTISTS | Page.TRACKS | Page.ALBUMS:
            return await _top(asking, found, page.noun)
        case Page.CLOCK:
            return pair_clock(asking, found)
        case Page.FINDS:
            return await pair_finds(asking, found)
        case Page.MOODS:
            return await pair_moods(asking, found)
        case Page.SHARE:
            raise UnknownComparison


async def pair_share_rows(asking: Asking) -> ShareRows:
    """A pair's recap as a picture to be shown elsewhere: what both like."""
    found = await _paired(asking, Page.OVERVIEW, tracks=True)
    artists = await names_of(asking, "artist", [row.id for row in found.tops["artist"].favourites])
    tracks = await names_of(asking, "track", [row.id for row in found.tops["track"].favourites])
    figures = [(percent_words(found.alike), "alike")] if found.alike is not None else []
    figures += [(f"{found.tops['artist'].shared:,}", "artists in common")]
    figures += [(f"{found.same_day.days:,}", "days with the same artist")] if found.same_day else []
    left, right = (amount_words(side.hours, side.plays) for side in found.sides)
    return ShareRows(
        " & ".join(asking.names(asking.asked.members)),
        period_name(found.pair.period),
        hours=f"{left} · {right}",
        artists=tuple(
            (artists[row.id][0], f"{percent_words(row.left)} · {percent_words(row.right)}")
            for row in found.tops["artist"].favourites[:SHORT]
        ),
        tracks=tuple((tracks[row.id][0], tracks[row.id][1] or "") for row in found.tops["track"].favourites[:SHORT]),
        figures=tuple(figures),
        artists_words="What both like",
        tracks_words="Tracks of both",
    )


def pair_page(
    parts: Mapping[int, Mapping[str, bytes]], left: int, right: int, asked: Period, nouns: tuple[str, ...], *, met: bool
) -> PairPage:
    """For a worker: what a page shows.

    Args:
        parts: both daybooks: artists, days, hours, and the plays of the period's years and of those before.
        left: the member who is named first.
        right: the other.
        asked: the period as it was asked for.
        nouns: of which tops.
        met: whether same days and first plays are wanted.
    """
    group = unpack(parts)
    rests = basis(group, asked)
    pair = compared(group, left, right, asked, rests.window)
    tops = {noun: pair_top(group, pair, noun) for noun in nouns}
    alike = None
    if met or "artist" in nouns:
        taste = affinity(tastes(group, pair.period))
        alike = (
            float(taste.to_numpy()[taste.index.get_loc(left), taste.index.get_loc(right)])
            if {left, right} <= set(taste.index)
            else None
        )
    return PairPage(
        pair,
        rests,
        sides(group, pair),
        alike,
        tops,
        same_days(group, pair) if met else None,
        found_first(group, pair) if met else (),
    )


async def _paired(asking: Asking, page: Page, *, tracks: bool = False) -> PairPage:
    left, right = asking.asked.members
    years = years_around(asking.period, asking.today.year)
    parts = await asking.group(
        Part.ARTISTS, Part.TRACKS, Part.DAYS, Part.HOURS, *years, members=(left, right), at_least=0
    )
    for member_id in (left, right):
        if member_id not in parts.parts:
            raise NothingStored(None if member_id == asking.asker_id else asking.name(member_id))
    tops = {Page.TRACKS: ("track",), Page.ALBUMS: ("album",), Page.CLOCK: (), Page.MOODS: ()}.get(page, ("artist",))
    nouns = ("artist", "track") if tracks else tops
    met = page in {Page.FINDS, Page.OVERVIEW, Page.CLOCK}
    found = await asking.services.cpu(pair_page, parts.parts, left, right, asking.period, nouns, met=met)
    for side in found.sides:
        if not side.plays:
            cover = next(each for each in found.rests.covers if each.member_id == side.member_id)
            raise NothingInPeriod(found.pair.period.label, f"{cover.first_day}", f"{cover.last_day}")
    return found


async def _overview(asking: Asking, found: PairPage) -> Draft:
    top = found.tops["artist"]
    names = await names_of(asking, "artist", [*top.ids, *(found.same_day.artists if found.same_day else ())])
    left, right = asking.names(asking.asked.members)
    parts = []
    if found.alike is not None:
        parts.append(f"Their artists are **{percent_words(found.alike)}** alike")
    if top.favourites:
        parts.append(f"what both like best is **{safe(names[top.favourites[0].id][0])}**")
    else:
        parts.append("no artist was played by both")
    if found.same_day:
        first = found.same_day
        parts.append(
            f"on **{counted(first.days, 'day')}** both played the same artist, first on {day_words(first.first)}: "
            f"{listed([names[each][0] for each in first.artists])}"
        )
    totals = Table(
        (
            Column("member", Kind.MEMBER),
            Column("hours", Kind.HOURS),
            PLAYS,
            Column("artists", Kind.COUNT, "{artist}", small=True),
            Column("days with music", Kind.COUNT, "{day} with music", small=True),
        ),
        tuple(
            (asking.name(side.member_id), side.hours, side.plays, side.artists, side.active_days)
            for side in found.sides
        ),
    )
    left_side, right_side = (
        RecapSide(
            asking.name(side.member_id),
            amount_words(side.hours, side.plays),
            tuple((names[row.id][0], row.share) for row in own[:SHORT]),
            side.clock,
        )
        for side, own in zip(found.sides, (top.left, top.right), strict=True)
    )
    note = f"Counted over {period_name(found.pair.period)}" if found.pair.common else "Shares of each one's own plays"
    figures = ((percent_words(found.alike), "alike"),) if found.alike is not None else ()
    rows = PairRecapRows(pair_title(asking), note, left_side, right_side, figures=figures)
    favourites = favourites_table(top, "artist", names, left, right, SHORT)
    return pair_draft(asking, found, sentence(parts), (totals, favourites), picture=(pair_figure, rows))


async def _top(asking: Asking, found: PairPage, noun: str) -> Draft:
    top = found.tops[noun]
    names = await names_of(asking, noun, top.ids)
    left, right = asking.names(asking.asked.members)
    if top.favourites:
        first = [row for row in top.favourites if row.rank == 1]
        both = listed([names[row.id][0] for row in first])
        verdict = f"Both played **{counted(top.shared, noun)}**; what both like best: **{both}**."
    else:
        verdict = f"No {noun} was played by both."
    bars = tuple(MirrorBar(names[row.id][0], row.left, row.right) for row in top.favourites)
    rows = MirrorRows(f"{left} and {right} · {noun}s", period_name(found.pair.period), left, right, bars)
    tables = (
        favourites_table(top, noun, names, left, right),
        *(
            own_table(f"{name}'s own", noun, names, side[:SHORT], other)
            for name, other, side in ((left, right, top.left), (right, left, top.right))
        ),
    )
    return pair_draft(asking, found, verdict, tables, picture=(mirror_figure, rows) if bars else None)
