"""Crowns: who stands first with which artist, how many each holds, and which are closest to being lost."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bot.analysis.crowns import CROWN_MS, CROWN_PLAYS, NO_RIVAL, By, contested, crowns
from bot.analysis.daybook import Part, unpack
from bot.analysis.group import day_of
from bot.analysis.only import own_share
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import TooFewListeners
from bot.model.amounts import counted, hours_words
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.cell_words import percent
from bot.model.stored import Int64Array
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.habits import rows_of
from bot.usecases.comparisons.names import COVERED, LISTED, export_days, require_shown, top_words

CLOSEST_SHOWN = 10
DRAWN = 10
TOP_SHOWN = 2
"""Artists that stand behind a member's crowns."""

_BY_WORDS = {
    By.HOURS: "by hours: the longest exports hold the most",
    By.PLAYS: "by plays: the longest exports hold the most",
    By.SHARE: "by the share of each one's own listening, so that a longer export does not win",
}

WHY = Why(
    (
        (
            f"A member may claim an artist from **{CROWN_PLAYS} plays or one hour** on. The largest claim holds the "
            "**crown**; equal ones share it, and each of them counts it."
        ),
        (
            "**By hours**, over all time, as far as each export reaches: the longest export wins much. Where nobody's "
            "export says how long an artist was played, plays decide; where somebody's does, claims of unknown length "
            "do not count."
        ),
        (
            "**By share** of own listening, which is fair to short exports, and **by plays**: `/crowns by:`. Shares "
            "are of own hours, or of own plays where a member's exports never say how long."
        ),
        "**Closest** crowns are those whose holder has the smallest part of the amount to lose to the next claim.",
        "Only members who agreed to be compared are here, also as the next in line.",
    ),
    "closeness = (crown - next claim) / crown",
    ("Our own definition, after .fmbot's crowns: by plays, from 30 on (fmbot.xyz/guildsettings/crownsettings).",),
)


@dataclass(frozen=True, slots=True)
class _Crown:
    artist_id: int
    member_id: int
    plays: int
    amount: float
    by_plays: bool
    shared: bool
    rival_id: int
    margin: float | None


@dataclass(frozen=True, slots=True)
class _Holder:
    rank: int
    member_id: int
    crowns: int
    shared: int
    uncontested: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Crowns as a worker hands them back.

    Attributes:
        crowns: of the member who was asked about, or the closest and those behind the leaderboard's members.
        days: first and last day of the exports, by member; filled where daybooks say it.
        in_all: crowns there are.
    """

    board: tuple[_Holder, ...]
    closest: tuple[_Crown, ...]
    tops: tuple[_Crown, ...]
    own: tuple[_Crown, ...]
    days: tuple[tuple[int, int, int], ...]
    in_all: int


async def crowns_draft(asking: Asking) -> Draft:
    """The leaderboard of crowns and the closest ones, or, with a member, that member's.

    `asked.option` is one of `By`. By hours it holds for a server of any size; by plays and by share up to
    `asking.GROUP_MOST` members are set side by side, which the card says.

    Raises:
        TooFewListeners: fewer than two members agreed to be compared.
        NotComparable: the member did not agree, and is not the asker.
        NothingStored: the asker uploaded nothing here.
    """
    if len(asking.consenting) < 2:
        raise TooFewListeners(len(asking.consenting))
    by = By(asking.asked.option) if asking.asked.option in set(By) else By.HOURS
    member_id = asking.asked.members[0] if asking.asked.members else None
    if member_id is not None:
        require_shown(asking, member_id)
    if by is By.HOURS:
        claims = await asking.services.store.standings.leading_claims(asking.guild_id, CROWN_PLAYS, CROWN_MS)
        found = await asking.services.cpu(_by_hours, claims, member_id)
        limits = ""
    else:
        parts = await asking.group(Part.ARTISTS)
        found = await asking.services.cpu(_by_daybooks, parts, by, member_id)
        cut = parts.in_all - len(parts.parts)
        limits = f"Among the {len(parts.parts)} members with most listening, of {parts.in_all:,}" if cut else ""
    rests = tuple(filter(None, (f"All time, {_BY_WORDS[by]}", limits)))
    if member_id is not None:
        return await _of_member(asking, by, member_id, found, rests)
    return await _of_all(asking, by, found, rests)


def _by_hours(claims: Int64Array, member_id: int | None) -> _Found:
    """For a worker."""
    return _found(pd.DataFrame(claims, columns=["artist_id", "member_id", "plays", "ms"]), By.HOURS, member_id)


def _by_daybooks(parts: GroupParts, by: By, member_id: int | None) -> _Found:
    """For a worker."""
    group = unpack(parts.parts)
    listening = group.artists[group.artists["artist_id"] >= 0]
    days = group.members[["first_day", "last_day"]].itertuples(name=None)
    listening = listening.assign(share=own_share(listening, group.members))
    return _found(listening, by, member_id, tuple(days))


def _found(
    listening: pd.DataFrame, by: By, member_id: int | None, days: tuple[tuple[int, int, int], ...] = ()
) -> _Found:
    found = crowns(listening, by)
    ordered = found.held.sort_values(["by_plays", "amount", "artist_id"], ascending=[True, False, True])
    own = ordered[ordered["member_id"] == member_id] if member_id is not None else ordered.iloc[:0]
    shown = found.leaderboard.head(LISTED)
    tops = ordered[ordered["member_id"].isin(shown["member_id"])].groupby("member_id").head(TOP_SHOWN)
    return _Found(
        rows_of(shown, _Holder),
        rows_of(contested(found.held).drop_duplicates("artist_id").head(CLOSEST_SHOWN), _Crown),
        rows_of(tops, _Crown),
        rows_of(own, _Crown),
        days,
        found.held["artist_id"].nunique(),
    )


async def _of_all(asking: Asking, by: By, found: _Found, rests: tuple[str, ...]) -> Draft:
    title = f"Crowns · {_heading(by)}"
    if not found.board:
        none = f"Nobody holds a crown yet: it takes {CROWN_PLAYS} plays of an artist, or an hour."
        return Draft(title, (), WHY, frozenset(), verdict=none, rests_on=rests)
    names = await asking.artist_names([each.artist_id for each in (*found.tops, *found.closest)])
    days = await _export_days(asking, found)
    standings = [
        Standing(row.member_id, asking.name(row.member_id), row.crowns, counted(row.crowns, "crown"))
        for row in found.board
    ]
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("crowns", Kind.COUNT, "{crown}"),
        Column("nobody_else_claims", Kind.COUNT, "{} that nobody else claims"),
        Column("shared", Kind.COUNT, "{} shared"),
        Column("above_all", Kind.NAME, "above all {}", small=True),
        *COVERED,
    )
    rows = tuple(
        (
            row.rank,
            asking.name(row.member_id),
            row.crowns,
            row.uncontested or None,
            row.shared or None,
            top_words([names.get(each.artist_id, "") for each in found.tops if each.member_id == row.member_id]),
            *days.get(row.member_id, (None, None)),
        )
        for row in found.board
    )
    about = {row.member_id for row in found.board} | {
        member for each in found.closest for member in (each.member_id, each.rival_id)
    }
    bars = tuple(
        RankedBar(each.name, each.amount, each.shown, place=row.rank)
        for each, row in zip(standings, found.board, strict=True)
    )
    tables = [Table(columns, rows)]
    if found.closest:
        tables.append(_crown_table(asking, by, found.closest, names, "Closest to changing hands"))
    return Draft(
        title,
        tuple(tables),
        WHY,
        frozenset(about),
        sheet=ranking_sheet("largest collection of crowns", standings, asking.narratable),
        rests_on=(f"{counted(found.in_all, 'crown')} in all", *rests),
        picture=(ranked_figure, RankedRows(title, rests[0], bars)),
    )


async def _of_member(asking: Asking, by: By, member_id: int, found: _Found, rests: tuple[str, ...]) -> Draft:
    name = asking.name(member_id)
    title = f"{name}'s crowns · {_heading(by)}"
    if not found.own:
        none = f"{safe(name)} holds no crown: it takes the most of an artist, and {CROWN_PLAYS} plays of it or an hour."
        if member_id not in asking.consenting:
            none = "You have not agreed to be compared, so no crown can be yours. `/privacy` changes that."
        return Draft(title, (), WHY, frozenset({member_id}), verdict=none, rests_on=rests)
    names = await asking.artist_names([each.artist_id for each in found.own])
    days = (await _export_days(asking, found, member_id)).get(member_id)
    covered = f"{safe(name)}'s exports: {days[0]:%-d %b %Y} to {days[1]:%-d %b %Y}" if days else ""
    about = {member_id} | {each.rival_id for each in found.own if each.rival_id != NO_RIVAL}
    first = found.own[:DRAWN]
    bars = tuple(
        RankedBar(names.get(each.artist_id, ""), each.amount, _amount_words(by, each, each.amount))
        for each in first
        if each.by_plays == first[0].by_plays  # bars of one unit
    )
    return Draft(
        title,
        (_crown_table(asking, by, found.own, names, ""),),
        WHY,
        frozenset(about),
        verdict=_own_verdict(asking, by, safe(name), found.own, names),
        rests_on=tuple(filter(None, (*rests, covered))),
        picture=(ranked_figure, RankedRows(title, rests[0], bars, numbered=False)),
    )


def _own_verdict(asking: Asking, by: By, name: str, own: tuple[_Crown, ...], names: dict[int, str]) -> str:
    alone = sum(each.rival_id == NO_RIVAL for each in own)
    words = f"{name} holds **{counted(len(own), 'crown')}**"
    words += f", {alone:,} of them unclaimed by anybody else." if alone else "."
    rivalled = [each for each in own if each.margin is not None]
    if rivalled:
        closest = min(rivalled, key=lambda each: ((each.margin or 0) / each.amount, -each.amount, each.artist_id))
        artist, rival = safe(names.get(closest.artist_id, "")), safe(asking.name(closest.rival_id))
        words += (
            f" Closest: {artist}, shared with {rival}."
            if closest.shared
            else (f" Closest: {artist}, {_amount_words(by, closest, closest.margin or 0)} ahead of {rival}.")
        )
    return words


def _crown_table(asking: Asking, by: By, held: tuple[_Crown, ...], names: dict[int, str], title: str) -> Table:
    """Crowns with holder, runner-up and margin; by hours, some artists may be in plays."""
    kind = Kind.SHARE if by is By.SHARE else Kind.HOURS
    unit = "share_of_own_listening" if by is By.SHARE else "hours"
    of_own = " of own listening" if by is By.SHARE else ""
    columns = (
        Column("artist", Kind.NAME),
        Column("held_by", Kind.MEMBER, "{}" if title else ""),
        Column(unit, kind, "{}" + of_own),
        Column("plays", Kind.COUNT, "{play}" if by is not By.SHARE else ""),
        Column("shared", Kind.TEXT, "{}"),
        Column("runner_up", Kind.MEMBER, "{} is next", small=True),
        Column(f"ahead_by_{unit}", kind, "{} behind", small=True),
        Column("ahead_by_plays", Kind.COUNT, "{play} behind", small=True),
    )

    def cells(each: _Crown) -> tuple[Cell, ...]:
        rival = None if each.rival_id == NO_RIVAL else asking.name(each.rival_id)
        margin = None if each.shared else each.margin
        return (
            names.get(each.artist_id, ""),
            asking.name(each.member_id),
            None if each.by_plays else each.amount,
            each.plays if each.by_plays or by is By.SHARE else None,
            f"shared with {safe(rival)}" if each.shared and rival else None,
            None if each.shared else rival,
            None if each.by_plays else margin,
            round(margin) if each.by_plays and margin is not None else None,
        )

    return Table(columns, tuple(map(cells, held)), title)


async def _export_days(asking: Asking, found: _Found, member_id: int | None = None) -> dict[int, tuple[Cell, Cell]]:
    """First and last day of the exports of those who are shown."""
    shown = {row.member_id for row in found.board} if member_id is None else {member_id}
    if found.days:
        return {member: (day_of(first), day_of(last)) for member, first, last in found.days if member in shown}
    return export_days(asking, await asking.services.store.standings.own_totals(asking.guild_id), shown)


def _heading(by: By) -> str:
    return "by share of own listening" if by is By.SHARE else f"by {by}"


def _amount_words(by: By, crown: _Crown, amount: float) -> str:
    if by is By.SHARE:
        return percent(amount)
    return counted(round(amount), "play") if crown.by_plays else hours_words(amount)
