"""Who spends the most time on an artist, among members who agreed to be compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.analysis.whoknows import Listener, Verdict, whoknows
from bot.charts.bars import whoknows_figure
from bot.charts.rows import WhoKnowsBar, WhoKnowsRows
from bot.errors import TooFewListeners, UnknownName
from bot.model.amounts import counted, hours_words
from bot.model.facts import Words
from bot.model.members import Consent
from bot.model.stored import WhoKnows as Stored
from bot.narration.sheets import Standing, whoknows_sheet
from bot.services import Services
from bot.usecases.pictures import Drawing, draw
from bot.usecases.standings import narratable

SHOWN = 10
_NEAR_AT_LEAST = 60
"""How alike a name must be (0-100, rapidfuzz's weighted ratio) to be offered as "did you mean"."""


@dataclass(frozen=True, slots=True)
class RankedListener:
    """One member's place. `hours` and `share` (of own listening, 0-1) are None where durations are unknown."""

    rank: int
    tied: bool
    member_id: int
    display_name: str
    plays: int
    hours: float | None
    share: float | None
    first_at: datetime


@dataclass(frozen=True, slots=True)
class WhoKnowsAnswer:
    """The first `SHOWN` members by time with an artist.

    Attributes:
        total: how many of those who agreed to be compared have played the artist.
        compared: how many agreed to be compared.
    """

    artist_id: int
    artist: str
    listeners: tuple[RankedListener, ...]
    total: int
    compared: int
    verdict: Verdict
    words: Words
    drawing: Drawing


async def who_knows(services: Services, guild_id: int, artist: str | int) -> WhoKnowsAnswer:
    """Rank the members by their time with an artist.

    Args:
        artist: a name in any spelling, or an id from an earlier answer.

    Raises:
        TooFewListeners: fewer than two members agreed to be compared.
        UnknownName: none of them has played that artist.
    """
    compared = await services.store.members.consenting(guild_id, Consent.COMPARE)
    if len(compared) < 2:
        raise TooFewListeners(len(compared))
    artist_id, name = await _find(services, guild_id, artist)
    stored = await services.store.listening.whoknows(guild_id, artist_id, SHOWN)
    if not stored.listeners:
        raise UnknownName("artist", name)
    ranked, verdict = await services.cpu(rank_listeners, stored)
    standings = [
        Standing(each.member_id, each.display_name, each.hours or each.plays, _amount(each)) for each in ranked
    ]
    words = await services.narrator.words(whoknows_sheet(name, standings, await narratable(services, guild_id)))
    bars = tuple(WhoKnowsBar(each.display_name, each.hours or 0, each.share) for each in ranked)
    rows = WhoKnowsRows(f"Who knows {name}?", _rests_on(stored.total, len(compared)), bars)
    drawing = await draw(services, whoknows_figure, rows)
    return WhoKnowsAnswer(artist_id, name, ranked, stored.total, len(compared), verdict, words, drawing)


def rank_listeners(stored: Stored) -> tuple[tuple[RankedListener, ...], Verdict]:
    """For a worker: the stored rows, ranked, with ties as ties."""
    names = {each.member_id: each.display_name for each in stored.listeners}
    answer = whoknows(
        Listener(
            each.member_id, each.plays, each.played_ms, _ms(each.first_at), _ms(each.last_at), 0, each.own_total_ms
        )
        for each in stored.listeners
    )
    known = answer.verdict.ranked_by == "hours"
    ranked = tuple(
        RankedListener(
            row["rank"],
            row["tied"],
            row["member_id"],
            names[row["member_id"]],
            row["plays"],
            row["hours"] if known else None,
            None if math.isnan(row["share"]) else row["share"],
            row["first_at"].to_pydatetime(),
        )
        for row in answer.ranking.to_dict("records")
    )
    return ranked, answer.verdict


async def _find(services: Services, guild_id: int, artist: str | int) -> tuple[int, str]:
    catalogue = services.store.catalogue
    if isinstance(artist, int):
        name = await catalogue.artist_name(guild_id, artist)
        if name is None:
            raise UnknownName("artist", "that artist")
        return artist, name
    found = await catalogue.artist_named(guild_id, artist)
    if found is None:
        candidates = [name for _, name in await catalogue.near(guild_id, artist)]
        near = process.extract(artist, candidates, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR_AT_LEAST)
        raise UnknownName("artist", artist, [name for name, *_ in near])
    return found


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _amount(each: RankedListener) -> str:
    return counted(each.plays, "play") if each.hours is None else hours_words(each.hours)


def _rests_on(listeners: int, compared: int) -> str:
    return f"{listeners} of {compared} members who agreed to be compared have played this artist"
