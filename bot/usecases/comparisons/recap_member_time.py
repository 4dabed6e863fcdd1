"""The pages of a member's recap on when they listened, and on what was new; and the frame of all its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.analysis.discoveries import KNOWN_AFTER_DAYS
from bot.analysis.recap import Recap
from bot.charts.bars import ranked_figure
from bot.charts.days import calendar_figure
from bot.charts.rows import CalendarRows, MarkedDays, RankedBar, RankedRows, Rows
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.model.members import Member
from bot.usecases.asking import Draft
from bot.usecases.comparisons.coverage_words import day_words, span_words
from bot.usecases.comparisons.recap_words import (
    FINDS_WHY,
    HOURS,
    PLAYS,
    WEEKDAYS,
    amount_words,
    hidden,
    hour_words,
    percent_words,
    sentence,
)

_WHY = (
    (
        "**Hours** are the time that was really played, as the exports say, music and music videos alike. Plays "
        "of unknown length count as plays and not as hours; podcasts and audiobooks count in neither."
    ),
    (
        "Artists and albums are ranked by hours, so that a skip does not weigh as much as a whole listen; tracks "
        "by plays, because long ones would win by hours. Equal amounts share a place."
    ),
    (
        "▲ and ▼ are places won and lost against the period of the same kind before, and percentages are against "
        "it. They are missing where the history begins later than in its first tenth, percentages also where it ends "
        "before the last tenth of this one."
    ),
    "Days, months and hours are those of the member's own clock.",
)


def member_draft(
    member: Member,
    found: Recap,
    tables: tuple[Table, ...],
    verdict: str = "",
    *,
    picture: tuple[Callable[..., str], Rows] | None = None,
    why: tuple[str, ...] = _WHY,
    rests_on: tuple[str, ...] = (),
) -> Draft:
    """One page of a member's recap, with what it rests on."""
    return Draft(
        title=f"{member.display_name} · {found.label}",
        tables=tuple(table for table in tables if table.rows),
        why=Why(why, sources=("Our own definitions.",)),
        about=frozenset({member.member_id}),
        verdict=verdict,
        rests_on=(*rests_on, _rests_on(found)),
        picture=picture,
        page_rows=40,
    )


def member_clock(member: Member, found: Recap) -> Draft:
    """Hours, weekdays and days, with the calendar as the picture."""
    by_hours = found.total.hours is not None
    busiest = max(found.clock, key=lambda each: (each.hours or 0.0) if by_hours else each.plays)
    weekday = max(range(7), key=lambda day: found.weekdays[day])
    parts = [f"Most is played from {hour_words(busiest.hour)}, and on {WEEKDAYS[weekday]}s"]
    if found.longest_streak and found.longest_streak.days > 1:
        streak = found.longest_streak
        parts.append(
            f"the longest streak is **{streak.days}** days ({streak.first_on:%-d %b %Y} to {streak.last_on:%-d %b %Y})"
        )
    if found.busiest_day:
        day = found.busiest_day
        parts.append(f"the busiest day was **{day.day:%-d %b %Y}** with {amount_words(day.hours, day.plays)}")
    weekdays = Table(
        (Column("weekday", Kind.TEXT), Column("plays", Kind.COUNT, "{play}"), Column("share", Kind.SHARE)),
        tuple(
            (name, plays, plays / max(found.total.listens, 1))
            for name, plays in zip(WEEKDAYS, found.weekdays, strict=True)
        ),
        "Days of the week",
    )
    hours = Table(
        (
            hidden("hour", Kind.COUNT),
            hidden("plays", Kind.COUNT),
            hidden("hours", Kind.HOURS),
        ),
        tuple((each.hour, each.plays, each.hours) for each in found.clock),
        "Hours of the day",
    )
    days = Table(
        (
            hidden("day", Kind.DAY),
            hidden("plays", Kind.COUNT),
            hidden("hours", Kind.HOURS),
        ),
        tuple((each.day, each.plays, each.hours) for each in found.days),
        "Days",
    )
    return member_draft(member, found, (weekdays, hours, days), sentence(parts), picture=_calendar(member, found))


def _calendar(member: Member, found: Recap) -> tuple[Callable[..., str], Rows] | None:
    first, last = _covered(found)
    first = max(first, found.starts_on) if found.starts_on else first
    last = min(last, found.ends_before - timedelta(days=1)) if found.ends_before else last
    streak = found.longest_streak
    marked = (
        (MarkedDays(streak.first_on, streak.last_on, f"longest streak, {streak.days} days"),)
        if streak and streak.days > 1
        else ()
    )
    days = tuple((each.day, float(each.plays)) for each in found.days)
    rows = CalendarRows(f"{member.display_name} · every day", found.label, days, first, last, "plays", marked)
    return calendar_figure, rows


def member_finds(member: Member, found: Recap) -> Draft:
    """What was played for the first time ever, and what of it stayed."""
    finds = found.finds
    if finds is None:
        verdict = (
            f"What was new in {found.label} cannot be told: the history begins on {day_words(_covered(found)[0])}, and "
            f"what is first seen in its first {KNOWN_AFTER_DAYS} days was mostly known before."
        )
        return member_draft(member, found, (), verdict, why=(FINDS_WHY,))
    share = f"; **{percent_words(finds.share)}** of the plays since then went to them" if finds.share else ""
    artists = counted(finds.artists, "artist") if finds.artists else "no artist"
    said = f"**{artists}** and **{counted(finds.tracks, 'track')}** were played for the first time{share}"
    rests = () if finds.since == found.starts_on else (f"Counted from {day_words(finds.since)} on",)
    table = Table(
        (Column("artist", Kind.NAME), PLAYS, HOURS, Column("first played", Kind.DAY, "first on {}")),
        tuple((row.name, row.plays, row.hours, row.found_on) for row in finds.rows),
        "What stayed",
    )
    bars = tuple(
        RankedBar(row.name, float(row.plays), counted(row.plays, "play"), detail=f"first on {day_words(row.found_on)}")
        for row in finds.rows
    )
    rows = RankedRows(f"{member.display_name} · discoveries", found.label, bars, numbered=False)
    picture = (ranked_figure, rows) if bars else None
    return member_draft(
        member,
        found,
        (table,),
        f"{said[:2]}{said[2:3].upper()}{said[3:]}.",
        picture=picture,
        why=(FINDS_WHY,),
        rests_on=rests,
    )


def covered_words(found: Recap) -> str:
    """The days of the whole history: "3 Mar 2024 to 1 Nov 2026"."""
    return span_words(*_covered(found))


def _covered(found: Recap) -> tuple[date, date]:
    assert found.covers_from is not None and found.covers_to is not None  # noqa: S101, PT018 - there are listens
    return found.covers_from, found.covers_to


def _rests_on(found: Recap) -> str:
    words = [f"Rests on the history from {covered_words(found)}"]
    if found.before_label:
        words.append(f"arrows{' and percentages' if found.complete else ''} against {found.before_label}")
    if found.without_duration:
        words.append(f"{found.without_duration:,} plays of unknown length count as plays, not as hours")
    words.append(f"clock: {found.time_zone}")
    return "; ".join(words)
