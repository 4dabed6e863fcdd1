"""Moods over time: how much of the music had sad titles, was on repeat, was played at night, month by month.

Of the group, or of one member. Turning points and what members call them are theirs alone: `bot/usecases/own_moods.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.analysis.coverage import Basis, Cover, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.group import within
from bot.analysis.periods import Period
from bot.errors import NobodyListened
from bot.model.amounts import counted
from bot.model.answers import Table
from bot.model.mood_months import MoodMonth, MoodPlaylist
from bot.model.stored import StoredPlaylist
from bot.moods.over_time import MIN_PLAYS, as_months, group_months, mood_months
from bot.moods.playlists import mood_playlists
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.coverage_words import FEW, left_out_words, rests_on_words
from bot.usecases.comparisons.habits import own_span_words, parts_of_one, require_own_listening
from bot.usecases.comparisons.mood_words import (
    GROUP_WHY,
    MEMBER_WHY,
    member_tables,
    member_title,
    month_columns,
    month_row,
    timeline,
    verdict_words,
)
from storage.blobs import decode

PARTS = (Part.DAYS, Part.REPEATS)


@dataclass(frozen=True, slots=True)
class GroupMoods:
    """A worker's answer about the group; `silent` are members without a month that says something."""

    rested: Basis
    months: tuple[MoodMonth, ...]
    silent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MemberMoods:
    """A worker's answer about one member."""

    cover: Cover
    months: tuple[MoodMonth, ...]
    playlists: tuple[MoodPlaylist, ...]


async def moods(asking: Asking) -> Draft:
    """Moods over time, of the group or of the one member that is asked about.

    Raises:
        TooFewListeners, NobodyListened: of a group.
        NotComparable, NothingStored, NothingInPeriod: of a member.
    """
    if asking.asked.members:
        return await _of_member(asking, asking.asked.members[0])
    parts = await asking.group(*PARTS)
    found = await asking.services.cpu(of_group, parts, asking.period)
    if not any(month.members for month in found.months):
        raise NobodyListened(asking.period.label)
    title = f"Moods over time · {asking.period.label}"
    return Draft(
        title,
        (Table(month_columns(group=True), tuple(month_row(month) for month in reversed(found.months))),),
        GROUP_WHY,
        frozenset(each.member_id for each in found.rested.covers if each.days) - set(found.silent),
        verdict=verdict_words("the group's music", found.months),
        rests_on=(
            "The mean of members' shares, so that each counts the same; at least two members a month",
            rests_on_words(found.rested, asking.name, shares=True)[1],
        ),
        left_out=_left_out(asking, found),
        aside="Yours, with turning points that only you see: `/moods member:` and your own name.",
        picture=timeline(title, _group_note(found.months), found.months),
    )


def of_group(parts: GroupParts, period: Period) -> GroupMoods:
    """For a worker."""
    group = unpack(parts.parts)
    months = mood_months(within(group.days, period), within(group.repeats, period))
    speaking = set(months.loc[months["sad"].notna(), "member_id"].tolist())
    rested = basis(group, period)
    silent = tuple(each.member_id for each in rested.covers if each.days and each.member_id not in speaking)
    return GroupMoods(rested, as_months(group_months(months)), silent)


def of_member(parts: GroupParts, playlists: Sequence[StoredPlaylist], period: Period) -> MemberMoods:
    """For a worker."""
    group = unpack(parts.parts)
    months = as_months(mood_months(within(group.days, period), within(group.repeats, period)))
    return MemberMoods(basis(group, period).covers[0], months, playlists_in(playlists, period))


def playlists_in(playlists: Sequence[StoredPlaylist], period: Period) -> tuple[MoodPlaylist, ...]:
    """For a worker: those of the period whose titles speak of a mood. Without a date they are of all time alone."""
    found = mood_playlists(
        [(each.title, decode(each.tracks_blob)["added_on"].to_pylist(), each.modified_on) for each in playlists]
    )
    return tuple(each for each in found if _is_in(each.begun_on, period))


async def _of_member(asking: Asking, member_id: int) -> Draft:
    parts = await parts_of_one(asking, member_id, *PARTS)
    playlists = await asking.services.store.listening.playlists_of(asking.guild_id, member_id)
    found = await asking.services.cpu(of_member, parts, playlists, asking.period)
    require_own_listening(asking, found.cover)
    name = asking.name(member_id)
    title = member_title(name, asking.period)
    return Draft(
        title,
        member_tables(found.months, found.playlists),
        MEMBER_WHY,
        frozenset({member_id}),
        verdict=verdict_words(f"{safe(name)}'s music", found.months),
        rests_on=(own_span_words(safe(name), found.cover),),
        picture=timeline(title, "Shares of the month's plays", found.months),
    )


def _group_note(months: Sequence[MoodMonth]) -> str:
    """Whose mean it is changes with those who have listening: a line can move because somebody joins it."""
    counts = [month.members for month in months if month.members]
    most = counted(max(counts), "member")
    return f"Means of the shares of {most if min(counts) == max(counts) else f'{min(counts)} to {most}'}"


def _left_out(asking: Asking, found: GroupMoods) -> str:
    words = [left_out_words(found.rested, asking.name, shares=True)]
    silent = asking.names(found.silent)
    if silent:
        who = ", ".join(map(safe, silent)) if len(silent) <= FEW else f"{len(silent)} members"
        words.append(f"No month of {MIN_PLAYS} plays: {who}")
    return " · ".join(each for each in words if each)


def _is_in(day: date | None, period: Period) -> bool:
    if day is None:
        return period.start is None and period.end is None
    return (period.start is None or period.start <= day) and (period.end is None or day < period.end)
