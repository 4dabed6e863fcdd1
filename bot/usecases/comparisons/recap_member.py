"""A member's listening in a period, looked back on, page by page."""

from __future__ import annotations

from dataclasses import replace

from bot.analysis.daybook import Part
from bot.analysis.frames import history_from_table
from bot.analysis.periods import Period
from bot.analysis.recap import Recap, recap, with_names
from bot.analysis.recap_tops import Top, TopRow
from bot.charts.bars import ranked_figure
from bot.charts.calendar import recap_figure
from bot.charts.rows import RankedBar, RankedRows, RecapRows, ShareRows
from bot.errors import NothingInPeriod, NothingStored, UnknownComparison
from bot.model.amounts import counted, hours_words
from bot.model.answers import Kind, Table
from bot.model.facts import FactSheet
from bot.model.members import Member
from bot.narration.fill import safe
from bot.narration.sheets import recap_sheet
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.recap_member_time import covered_words, member_clock, member_draft, member_finds
from bot.usecases.comparisons.recap_moods import MONTH_WHY, member_moods, mood_picture, mood_table, mood_verdict
from bot.usecases.comparisons.recap_names import names_of
from bot.usecases.comparisons.recap_words import (
    HOURS,
    MOODS_WHY,
    MOVED,
    PLACE,
    PLAYS,
    SHORT,
    Page,
    amount_words,
    bold,
    change_words,
    hidden,
    listed,
    moved,
    named,
    percent_words,
    period_name,
    sentence,
)
from bot.usecases.server_tone import server_tone
from bot.usecases.spending import accounts_of
from storage.blobs import decode

_ARTISTS_DRAWN = 5


async def member_recap(asking: Asking, page: Page) -> Draft:
    """One page of a member's recap. Everyone may ask about themself, and about whoever agreed to be compared.

    Raises:
        NotComparable, NothingStored, NothingInPeriod.
    """
    member, found = await _recapped(asking)
    match page:
        case Page.OVERVIEW:
            return await _overview(asking, member, found)
        case Page.ARTISTS | Page.TRACKS | Page.ALBUMS:
            return _top(member, found, page.noun)
        case Page.CLOCK:
            return member_clock(member, found)
        case Page.FINDS:
            return member_finds(member, found)
        case Page.MOODS:
            return await _moods(asking, member, found)
        case Page.SHARE:
            raise UnknownComparison


async def member_share_rows(asking: Asking) -> ShareRows:
    """A member's recap as a picture to be shown elsewhere."""
    member, found = await _recapped(asking)
    finds, total = found.finds, found.total
    figures = [(f"{total.artists:,}", "artists"), (f"{total.tracks:,}", "tracks")]
    new = finds.artists if finds else 0
    figures += [(f"{new:,}", "new artists")] if new else [(f"{total.active_days:,}", "days with music")]
    return ShareRows(
        member.display_name,
        found.label,
        hours=hours_words(total.hours) if total.hours is not None else counted(total.listens, "play"),
        artists=tuple((row.name, amount_words(row.hours, row.plays)) for row in found.top_artists.rows[:SHORT]),
        tracks=tuple((row.name, row.artist or "") for row in found.top_tracks.rows[:SHORT]),
        clock=_clock_values(found),
        figures=tuple(figures),
    )


def recap_of_blob(blob: bytes, time_zone: str, period: Period) -> Recap:
    """For a worker: open a stored history and recap it, without names: only those that are shown are looked up."""
    return recap(history_from_table(decode(blob), (), (), (), time_zone), period)


async def _recapped(asking: Asking) -> tuple[Member, Recap]:
    services, guild_id = asking.services, asking.guild_id
    (member_id,) = asking.asked.members
    own = member_id == asking.asker_id
    # The same sentence for who stored nothing: that somebody did is theirs to tell.
    name = asking.name(member_id)
    member = asking.members[member_id]
    stored = await services.store.listening.history_of(guild_id, member_id)
    if stored is None:
        raise NothingStored(None if own else name)
    found = await services.cpu(recap_of_blob, stored.blob, member.time_zone, asking.period)
    if not found.total.listens:
        raise NothingInPeriod(found.label, f"{found.covers_from}", f"{found.covers_to}")
    return member, replace(await _named(asking, found), label=period_name(asking.period))


async def _named(asking: Asking, found: Recap) -> Recap:
    new = found.finds.rows if found.finds else ()
    artists = [row.id for row in found.top_artists.rows] + [row.id for row in new]
    return with_names(
        found,
        await names_of(asking, "artist", artists),
        await names_of(asking, "track", [row.id for row in found.top_tracks.rows]),
        await names_of(asking, "album", [row.id for row in found.top_albums.rows]),
    )


async def _overview(asking: Asking, member: Member, found: Recap) -> Draft:
    words = await asking.services.narrator.words(
        _sheet(member, found, asking.narratable),
        accounts_of(asking.services, asking.guild_id, asking.asker_id),
        await server_tone(asking.services, asking.guild_id),
    )
    rows = RecapRows(
        f"{member.display_name} · {found.label}",
        f"History from {covered_words(found)}, {found.time_zone}",
        tuple((f"{each.month:%Y-%m}", each.hours or 0.0) for each in found.months if each.hours is not None),
        _clock_values(found),
        tuple((row.name, row.hours or 0.0) for row in found.top_artists.rows[:_ARTISTS_DRAWN]),
        moves=tuple(moved(row.rose, new=_is_new(found, row)) or "" for row in found.top_artists.rows[:_ARTISTS_DRAWN])
        if found.before
        else (),
    )
    tables = (
        _top_table(found, "artist", SHORT, "Top artists"),
        _top_table(found, "track", SHORT, "Top tracks"),
        _top_table(found, "album", SHORT, "Top albums"),
    )
    return member_draft(
        member,
        found,
        tuple(table for table in tables if table.rows),
        f"{words.text}\n{_numbers(found)}",
        picture=(recap_figure, rows),
    )


def _top(member: Member, found: Recap, noun: str) -> Draft:
    top = _top_of(found, noun)
    unit = "hours" if top.ranked_by == "hours" else "plays"
    if not top.rows:
        return member_draft(member, found, (), f"No {noun} is named in this listening.")
    first = [row for row in top.rows if row.rank == 1]
    hours = first[0].hours if unit == "hours" else None
    verdict = (
        f"**{safe(first[0].name)}** leads with {amount_words(hours, first[0].plays)}, "
        f"{percent_words(first[0].share)} of all {unit}."
        if len(first) == 1
        else f"{listed([row.name for row in first])} share the first place."
    )
    bars = tuple(
        RankedBar(
            row.name,
            (row.hours or 0.0) if unit == "hours" else float(row.plays),
            hours_words(row.hours) if unit == "hours" and row.hours is not None else counted(row.plays, "play"),
            detail=row.artist or "",
            aside=moved(row.rose, new=_is_new(found, row)) or "",
            place=row.rank,
        )
        for row in top.rows
    )
    aside = f"against {found.before_label}" if found.before_label else ""
    rows = RankedRows(f"{member.display_name} · top {noun}s", found.label, bars, aside_words=aside)
    return member_draft(member, found, (_top_table(found, noun),), verdict, picture=(ranked_figure, rows))


async def _moods(asking: Asking, member: Member, found: Recap) -> Draft:
    parts = await asking.group(Part.DAYS, Part.REPEATS, members=(member.member_id,), at_least=1)
    moods = await asking.services.cpu(member_moods, parts.parts, asking.period)
    title = f"{member.display_name} · moods of the music"
    return member_draft(
        member,
        found,
        (mood_table(moods),),
        mood_verdict(moods),
        picture=mood_picture(title, found.label, ((member.display_name, moods),)),
        why=(MOODS_WHY, MONTH_WHY),
    )


def _top_of(found: Recap, noun: str) -> Top:
    return {"artist": found.top_artists, "track": found.top_tracks, "album": found.top_albums}[noun]


def _top_table(found: Recap, noun: str, rows: int = 10, title: str = "") -> Table:
    top = _top_of(found, noun)
    amounts = (HOURS, PLAYS) if top.ranked_by == "hours" else (PLAYS, HOURS)
    whole = "hours" if top.ranked_by == "hours" else "plays"
    columns = (
        PLACE,
        *named(noun),
        *amounts,
        hidden(f"share of {whole}", Kind.SHARE),
        MOVED,
        hidden("place in the period before", Kind.COUNT),
    )
    return Table(
        columns,
        tuple(
            (
                row.rank,
                row.name,
                *(() if noun == "artist" else (row.artist,)),
                *((row.hours, row.plays) if top.ranked_by == "hours" else (row.plays, row.hours)),
                row.share,
                moved(row.rose, new=_is_new(found, row)),
                row.rank_before,
            )
            for row in top.rows[:rows]
        ),
        title,
    )


def _is_new(found: Recap, row: TopRow) -> bool:
    return found.before is not None and row.rank_before is None


def _numbers(found: Recap) -> str:
    total, before, parts = found.total, found.before if found.complete else None, []
    if total.hours is not None:
        parts.append(f"**{total.hours:,.0f}** hours{change_words(total.hours, before.hours if before else None)}")
    parts += [
        bold(total.listens, "play") + change_words(total.listens, before.listens if before else None),
        bold(total.artists, "artist"),
        bold(total.tracks, "track"),
        f"{bold(total.active_days, 'day')} with music",
    ]
    extras = []
    if total.skip_rate is not None:
        extras.append(f"**{percent_words(total.skip_rate)}** skipped")
    if found.spoken_listens:
        extras.append(f"{found.spoken_listens:,} podcasts and audiobook chapters beside")
    return "\n".join(filter(None, [" · ".join(parts), sentence(extras)]))


def _sheet(member: Member, found: Recap, told: frozenset[int]) -> FactSheet:
    artists, tracks = found.top_artists.rows, found.top_tracks.rows
    return recap_sheet(
        member.member_id,
        member.display_name,
        told,
        period=found.label,
        hours=hours_words(found.total.hours) if found.total.hours is not None else "unknown time",
        plays=counted(found.total.listens, "play"),
        top_artist=artists[0].name if artists else "",
        top_artist_time=hours_words(artists[0].hours) if artists and artists[0].hours is not None else "",
        top_track=tracks[0].name if tracks else "",
    )


def _clock_values(found: Recap) -> tuple[float, ...]:
    if found.total.hours is None:
        return tuple(float(each.plays) for each in found.clock)
    return tuple(each.hours or 0.0 for each in found.clock)
