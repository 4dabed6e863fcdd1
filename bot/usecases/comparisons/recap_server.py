"""A server's listening in a period, page by page: of the members who agreed to be compared, and of nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.analysis.coverage import basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.periods import Period
from bot.analysis.recap_server import (
    counted as counted_in,
)
from bot.analysis.recap_server import (
    server_clock,
    server_finds,
    server_overview,
    server_top,
)
from bot.analysis.recap_shares import SharedRow
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows, ShareRows
from bot.errors import NobodyListened, UnknownComparison
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import day_words
from bot.usecases.comparisons.recap_names import names_of
from bot.usecases.comparisons.recap_server_time import (
    ServerPage,
    group_moods,
    server_calendar,
    server_draft,
    server_moods,
    server_new,
    server_title,
)
from bot.usecases.comparisons.recap_words import (
    HOURS,
    MOVED,
    PLACE,
    SHORT,
    Page,
    amount_words,
    bold,
    listed,
    moved,
    named,
    percent_words,
    period_name,
    sentence,
    years_around,
)

_PARTS: dict[Page, tuple[Part, ...]] = {
    Page.CLOCK: (Part.HOURS,),
    Page.SHARE: (Part.HOURS,),
    Page.FINDS: (Part.ARTISTS,),
    Page.MOODS: (Part.REPEATS,),
}
"""What a page needs besides the days."""
_ALL_TIME: dict[Page, tuple[Part, ...]] = {
    Page.OVERVIEW: (Part.ARTISTS, Part.TRACKS),
    Page.SHARE: (Part.ARTISTS, Part.TRACKS),
    Page.ARTISTS: (Part.ARTISTS,),
    Page.TRACKS: (Part.TRACKS,),
}
"""What stands for the plays of all years; of any other period, and for albums, the plays themselves are needed."""


async def server_recap(asking: Asking, page: Page) -> Draft:
    """One page of a server's recap.

    Raises:
        TooFewListeners: fewer than two members with music agreed to be compared.
        NobodyListened: fewer than two of them have enough listening in the period.
    """
    found = await _gathered(asking, page)
    match page:
        case Page.OVERVIEW:
            return await _overview(asking, found)
        case Page.ARTISTS | Page.TRACKS | Page.ALBUMS:
            return await _top(asking, found, page.noun)
        case Page.CLOCK:
            return server_calendar(asking, found)
        case Page.FINDS:
            return await server_new(asking, found)
        case Page.MOODS:
            return server_moods(asking, found)
        case Page.SHARE:
            raise UnknownComparison


async def server_share_rows(asking: Asking) -> ShareRows:
    """A server's recap as a picture to be shown elsewhere; whoever shows it puts the server's name on it."""
    found = await _gathered(asking, Page.SHARE)
    assert found.overview is not None and found.clock is not None  # noqa: S101, PT018 - asked for with this page
    overview, tracks = found.overview, found.tops["track"]
    artists = await names_of(asking, "artist", [row.id for row in overview.artists])
    titles = await names_of(asking, "track", [row.id for row in tracks])
    now, members = overview.now, len(found.who.members)
    figures = [(f"{members:,}", "members"), (f"{now.artists:,}", "artists")]
    figures += [(f"{now.plays:,}", "plays")] if now.hours is not None else []
    return ShareRows(
        "All of us",
        period_name(found.who.period),
        hours=amount_words(now.hours, now.plays),
        artists=tuple(
            (artists[row.id][0], f"{row.listeners} of {members} listened") for row in overview.artists[:SHORT]
        ),
        tracks=tuple((titles[row.id][0], titles[row.id][1] or "") for row in tracks[:SHORT]),
        clock=found.clock.clock,
        figures=tuple(figures),
        artists_words="What most listened to",
        tracks_words="Tracks of most",
    )


def parts_of(page: Page, period: Period, this_year: int) -> tuple[str, ...]:
    """The parts of daybooks that a page of a period needs."""
    unbounded = period.start is None and period.end is None
    listed = _ALL_TIME if unbounded else {}
    dated = page is Page.ALBUMS or (page in _ALL_TIME and not unbounded)
    years = years_around(period, this_year) if dated else ()
    return (Part.DAYS, *_PARTS.get(page, ()), *listed.get(page, ()), *years)


def server_page(parts: Mapping[int, Mapping[str, bytes]], asked: Period, page: Page) -> ServerPage:
    """For a worker: what a page shows.

    Args:
        parts: daybooks, with the parts that `parts_of` names.
        asked: the period.
        page: which page.
    """
    group = unpack(parts)
    who = counted_in(group, asked)
    found = ServerPage(who, basis(group, asked))
    if len(who.members) < 2:
        return found
    match page:
        case Page.OVERVIEW | Page.SHARE:
            found.overview = server_overview(group, who)
            found.clock = server_clock(group, who) if page is Page.SHARE else None
        case Page.ARTISTS | Page.TRACKS | Page.ALBUMS:
            found.tops[page.noun] = server_top(group, who, page.noun)
        case Page.CLOCK:
            found.clock = server_clock(group, who)
        case Page.FINDS:
            found.finds = server_finds(group, who)
        case Page.MOODS:
            found.moods = group_moods(group, who)
    return found


_WITH_TRACKS = (Page.OVERVIEW, Page.SHARE)
"""Pages that also show the first tracks."""


async def _gathered(asking: Asking, page: Page) -> ServerPage:
    parts = await asking.group(*parts_of(page, asking.period, asking.today.year))
    asked = [page] if page not in _WITH_TRACKS else [page, Page.TRACKS]  # side by side: each takes a worker as long
    found, *tracks = await asyncio.gather(
        *(asking.services.cpu(server_page, parts.parts, asking.period, each) for each in asked)
    )
    for each in tracks:
        found.tops |= each.tops
    if len(found.who.members) < 2:
        raise NobodyListened(asking.period.label)
    found.in_all = parts.in_all
    return found


async def _overview(asking: Asking, found: ServerPage) -> Draft:
    assert found.overview is not None  # noqa: S101 - asked for with this page
    overview, tracks = found.overview, found.tops["track"][:SHORT]
    artists = await names_of(asking, "artist", [row.id for row in overview.artists])
    titles = await names_of(asking, "track", [row.id for row in tracks])
    now = overview.now
    change = "" if overview.plays_change is None else f" ({overview.plays_change:+.0%})".replace("%", " %")
    numbers = [bold(len(found.who.members), "member")]
    numbers += [f"**{now.hours:,.0f}** hours"] if now.hours is not None else []
    numbers += [
        bold(now.plays, "play") + change,
        bold(now.artists, "artist"),
        f"{bold(now.active_days, 'day')} with music",
    ]
    said = []
    if overview.label is not None:
        label = overview.label
        said.append(f"this group is **{label.name}**: {label.meaning} ({percent_words(label.mean)} alike, two by two)")
    first = [row for row in overview.artists if row.rank == 1]
    if first and first[0].listeners > 1:
        heard = f"{first[0].listeners} of {len(found.who.members)}"
        said.append(f"most shared is **{listed([artists[row.id][0] for row in first])}**, with {heard} as listeners")
    if overview.busiest:
        day = overview.busiest
        said.append(
            f"on **{day_words(day.day)}** {day.listeners} of you listened, more than on any other day"
            if day.listeners > 1
            else f"the busiest day was **{day_words(day.day)}** with {counted(day.plays, 'play')}"
        )
    verdict = "\n".join([" · ".join(numbers), *(f"{part[:1].upper()}{part[1:]}." for part in said)])
    tables = (
        _top_table("artist", overview.artists[:SHORT], artists, found, "Top artists"),
        _top_table("track", tracks, titles, found, "Top tracks"),
    )
    picture = _bars(asking, found, "artist", overview.artists, artists)
    return server_draft(asking, found, verdict, tables, picture=(ranked_figure, picture))


async def _top(asking: Asking, found: ServerPage, noun: str) -> Draft:
    rows = found.tops[noun]
    if not rows:
        return server_draft(asking, found, f"No {noun} is named in this listening.", ())
    names = await names_of(asking, noun, [row.id for row in rows])
    first = [row for row in rows if row.rank == 1]
    listeners = f"{first[0].listeners} of {counted(len(found.who.members), 'member')}"
    verdict = (
        f"**{safe(names[first[0].id][0])}** comes first: {listeners} listened to it, and it had "
        f"{percent_words(first[0].share)} of a member's plays on average."
        if len(first) == 1
        else sentence([f"{listed([names[row.id][0] for row in first])} share the first place"])
    )
    picture = _bars(asking, found, noun, rows, names)
    return server_draft(
        asking, found, verdict, (_top_table(noun, rows, names, found),), picture=(ranked_figure, picture)
    )


def _bars(
    asking: Asking,
    found: ServerPage,
    noun: str,
    rows: tuple[SharedRow, ...],
    names: Mapping[int, tuple[str, str | None]],
) -> RankedRows:
    members = len(found.who.members)
    # Where as many listened to each, only the shares differ, in the same order.
    by_share = len({row.listeners for row in rows}) == 1
    bars = []
    for row in rows:
        listened, share = f"{row.listeners} of {members}", percent_words(row.share)
        amount, shown, aside = (row.share, share, listened) if by_share else (row.listeners, listened, share)
        name, artist = names[row.id]
        bars.append(RankedBar(name, float(amount), shown, detail=artist or "", aside=aside, place=row.rank))
    return RankedRows(
        f"{server_title(asking)} · top {noun}s",
        f"By how many of {counted(members, 'member')} listened to it, then by mean share of own plays",
        tuple(bars),
        aside_words="listened" if by_share else "of own plays",
        whole=None if by_share else float(members),
    )


def _top_table(
    noun: str,
    rows: tuple[SharedRow, ...],
    names: Mapping[int, tuple[str, str | None]],
    found: ServerPage,
    title: str = "",
) -> Table:
    columns = (
        PLACE,
        *named(noun),
        Column("listeners", Kind.COUNT, f"{{}} of {len(found.who.members)} listened"),
        Column("mean share of own plays", Kind.SHARE),
        MOVED,
        Column("plays in all", Kind.COUNT, "{play} in all", small=True),
        Column(HOURS.heading, Kind.HOURS, small=True),
    )
    return Table(
        columns,
        tuple(
            (
                row.rank,
                *(names[row.id][:1] if noun == "artist" else names[row.id]),
                row.listeners,
                row.share,
                moved(row.rose, new=row.new),
                row.plays,
                row.hours,
            )
            for row in rows
        ),
        title,
    )
