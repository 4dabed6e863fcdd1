"""Artists that only one of us has, and how much of each one's own listening they are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bot.analysis.only import ENOUGH_PLAYS, LONE_PLAYS, only
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import NobodyListened, TooFewListeners
from bot.model.amounts import counted, hours_words
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.cell_words import percent
from bot.model.standings import OwnTotals
from bot.model.stored import Int64Array
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import FEW
from bot.usecases.comparisons.habits import rows_of
from bot.usecases.comparisons.names import COVERED, LISTED, export_days, require_shown, top_words

DRAWN = 10
TOP_SHOWN = 2
"""Artists that stand behind a member's place."""

OWN_SHOWN = 500
"""Artists that are listed of one member."""

WHY = Why(
    (
        (
            f"An artist is **yours alone** if you played it at least {LONE_PLAYS} times, and nobody else who agreed to "
            "be compared here played it even once, as far as all the exports reach."
        ),
        (
            "Members are ranked by the **share** of their own listening that goes to such artists, not by how many "
            "they have: ten years of listening meet more artists than one."
        ),
        "The share is of own hours; of own listens for a member whose exports never say how long.",
        f"From {ENOUGH_PLAYS} listens on a member is ranked: of ten plays, one artist would be a tenth.",
        "Only members who agreed to be compared are counted, also as those who have an artist too.",
    ),
    "share = time with artists that nobody else here plays / all own listening",
    ("Our own definition.",),
)


@dataclass(frozen=True, slots=True)
class _Member:
    rank: int
    member_id: int
    artists: int
    plays: int
    ms: int
    share: float


@dataclass(frozen=True, slots=True)
class _Artist:
    member_id: int
    artist_id: int
    plays: int
    ms: int
    share: float


@dataclass(frozen=True, slots=True)
class _Found:
    """What a worker hands back.

    Attributes:
        artists: of the member who was asked about, or the first few of each listed member.
        ranked: members who are ranked, beyond those listed too.
        own: artists that the member who was asked about has alone.
    """

    members: tuple[_Member, ...]
    artists: tuple[_Artist, ...]
    left_out: tuple[int, ...]
    ranked: int
    own: int


async def only_draft(asking: Asking) -> Draft:
    """Whose listening nobody else here shares, or, with a member, which artists are theirs alone.

    Raises:
        TooFewListeners: fewer than two members who agreed to be compared have a history.
        NobodyListened: none of them has enough listening.
        NotComparable: the member did not agree, and is not the asker.
        NothingStored: the asker uploaded nothing here.
    """
    store = asking.services.store.standings
    if len(asking.consenting) < 2:
        raise TooFewListeners(len(asking.consenting))
    member_id = asking.asked.members[0] if asking.asked.members else None
    if member_id is not None:
        require_shown(asking, member_id)
    totals = await store.own_totals(asking.guild_id)
    if len(totals.member_ids) < 2:
        raise TooFewListeners(len(totals.member_ids))
    lone = await store.lone_artists(asking.guild_id, LONE_PLAYS)
    found = await asking.services.cpu(_found, lone, totals, member_id)
    names = await asking.artist_names([each.artist_id for each in found.artists])
    if member_id is not None:
        return _of_member(asking, member_id, found, names)
    days = export_days(asking, totals, {row.member_id for row in found.members})
    return _of_all(asking, found, names, days)


def _found(lone: Int64Array, totals: OwnTotals, member_id: int | None) -> _Found:
    """For a worker."""
    members = pd.DataFrame(
        {"plays": totals.listens, "ms": totals.music_ms}, index=pd.Index(totals.member_ids, name="member_id")
    )
    found = only(pd.DataFrame(lone, columns=["member_id", "artist_id", "plays", "ms"]), members)
    shown = found.members.head(LISTED)
    if member_id is not None:
        shown = found.members[found.members["member_id"] == member_id]
    artists = found.artists[
        found.artists["member_id"].isin([member_id] if member_id is not None else shown["member_id"])
    ]
    first = artists.head(OWN_SHOWN) if member_id is not None else artists.groupby("member_id").head(TOP_SHOWN)
    return _Found(
        rows_of(shown, _Member),
        rows_of(first, _Artist),
        found.left_out,
        len(found.members),
        len(artists) if member_id is not None else 0,
    )


def _of_all(asking: Asking, found: _Found, names: dict[int, str], days: dict[int, tuple[Cell, Cell]]) -> Draft:
    if not found.members:
        raise NobodyListened("all time")
    title = "What only one of us plays"
    standings = [
        Standing(row.member_id, asking.name(row.member_id), row.share, f"{percent(row.share)} unshared")
        for row in found.members
    ]
    tops = {
        row.member_id: top_words(
            [names.get(each.artist_id, "") for each in found.artists if each.member_id == row.member_id]
        )
        for row in found.members
    }
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("share_of_own_listening", Kind.SHARE, "{} of own listening"),
        Column("artists", Kind.COUNT, "{artist}"),
        Column("plays", Kind.COUNT, ""),
        Column("hours", Kind.HOURS, ""),
        Column("above_all", Kind.NAME, "above all {}", small=True),
        *COVERED,
    )
    rows = tuple(
        (
            row.rank,
            asking.name(row.member_id),
            row.share,
            row.artists,
            row.plays,
            row.ms / 3_600_000 if row.ms else None,
            tops[row.member_id],
            *days[row.member_id],
        )
        for row in found.members
    )
    bars = tuple(
        RankedBar(each.name, row.share, percent(row.share), detail=tops[row.member_id] or "", place=row.rank)
        for each, row in zip(standings, found.members, strict=True)
    )
    rests = "Shares of each one's own listening, all time, so that a longer export does not win"
    cut = f"The first {len(found.members):,} of {found.ranked:,} members" if found.ranked > len(found.members) else ""
    sheet = ranking_sheet("most uncommon listening", standings, asking.narratable, left_out=len(found.left_out))
    if all(row.share == 0 for row in found.members):
        none = f"Nobody here has an artist alone: whatever one of you played {LONE_PLAYS} times, another played too."
        left_out = _left_out(asking, found.left_out)
        return Draft(title, (), WHY, frozenset(), verdict=none, rests_on=(rests,), left_out=left_out)
    return Draft(
        title,
        (Table(columns, rows),),
        WHY,
        frozenset(row.member_id for row in found.members),
        sheet=sheet,
        rests_on=tuple(filter(None, (rests, cut))),
        left_out=_left_out(asking, found.left_out),
        picture=(
            ranked_figure,
            RankedRows(title, "Share of own listening that goes to artists nobody else here plays", bars),
        ),
    )


def _of_member(asking: Asking, member_id: int, found: _Found, names: dict[int, str]) -> Draft:
    name = asking.name(member_id)
    title = f"What only {name} plays here"
    if member_id not in asking.consenting:
        none = "You have not agreed to be compared, so you are set beside nobody. `/privacy` changes that."
        return Draft(title, (), WHY, frozenset({member_id}), verdict=none)
    if not found.artists:
        none = f"There is no artist that {safe(name)} has alone here, with {LONE_PLAYS} plays or more."
        return Draft(title, (), WHY, frozenset({member_id}), verdict=none)
    timed = any(each.ms for each in found.artists)
    plays = Column("plays", Kind.COUNT, "{play}", small=timed)
    columns = (
        Column("artist", Kind.NAME),
        *((Column("hours", Kind.HOURS),) if timed else (plays,)),
        Column("share_of_own_listening", Kind.SHARE, "{} of own listening"),
        *((plays,) if timed else ()),
    )
    rows = tuple(
        (names.get(each.artist_id, ""), each.ms / 3_600_000 or None, each.share, each.plays)
        if timed
        else (names.get(each.artist_id, ""), each.plays, each.share)
        for each in found.artists
    )
    first = found.artists[0]
    top = f"{safe(names.get(first.artist_id, ''))} with {_amount(first)}"
    share = f", {percent(found.members[0].share)} of own listening" if found.members else ""
    note = "Artists that nobody else here plays"
    words = f"{safe(name)} alone here plays **{counted(found.own, 'artist')}**{share}. Above all {top}."
    bars = tuple(
        RankedBar(names.get(each.artist_id, ""), each.share, _amount(each), aside=percent(each.share))
        for each in found.artists[:DRAWN]
    )
    return Draft(
        title,
        (Table(columns, rows),),
        WHY,
        frozenset({member_id}),
        verdict=words,
        rests_on=("Shares of own listening, all time",),
        picture=(ranked_figure, RankedRows(title, note, bars, aside_words="of own listening", numbered=False)),
    )


def _amount(each: _Artist) -> str:
    return hours_words(each.ms / 3_600_000) if each.ms else counted(each.plays, "play")


def _left_out(asking: Asking, left_out: tuple[int, ...]) -> str:
    if not left_out:
        return ""
    if len(left_out) > FEW:
        return f"Left out: {len(left_out):,} members with fewer than {ENOUGH_PLAYS} listens"
    named = ", ".join(safe(asking.name(each)) for each in left_out)
    return f"Left out: {named} (fewer than {ENOUGH_PLAYS} listens)"
