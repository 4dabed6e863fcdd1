"""Whose breakup playlists, or stretches of listening, are most intense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.charts.bars import breakup_figure
from bot.charts.rows import BreakupBar, BreakupRows
from bot.errors import TooFewListeners
from bot.model.facts import Words
from bot.model.moods import BreakupScore, PartName
from bot.model.stored import MemberBreakups
from bot.moods.scores import score_from_json
from bot.narration.sheets import Standing, breakup_sheet
from bot.services import Services
from bot.usecases.pictures import NO_PICTURE, Drawing, draw
from bot.usecases.server_tone import server_tone
from bot.usecases.spending import accounts_of
from bot.usecases.standings import narratable

_DRAWN = 12


class Scope(StrEnum):
    """What is ranked."""

    PLAYLISTS = "playlists"
    """Each member by their most intense playlist."""
    LISTENING = "listening"
    """Each member by their most intense 28 days."""


PART_NAMES = {
    PartName.TITLE: "title",
    PartName.TRACKS: "heartbreak tracks",
    PartName.ADDITIONS: "added at once",
    PartName.LIFT: "more heartbreak than before",
    PartName.REPEATS: "on repeat",
    PartName.CHANGE: "sudden change",
    PartName.NIGHT: "at night",
    PartName.TOP_ARTIST: "one artist",
}


@dataclass(frozen=True, slots=True)
class RankedBreakup:
    """One member's place.

    Attributes:
        rank: 1 is first; equal scores share a rank.
        title: of the playlist; "" for a stretch.
    """

    rank: int
    tied: bool
    member_id: int
    display_name: str
    title: str
    score: float
    breakup: BreakupScore


@dataclass(frozen=True, slots=True)
class BreakupRanking:
    """The members who agreed to be compared, ranked.

    Attributes:
        left_out: names of those whose exports hold too little to score.
    """

    scope: Scope
    ranked: tuple[RankedBreakup, ...]
    left_out: tuple[str, ...]
    words: Words
    drawing: Drawing


async def rank_breakups(services: Services, guild_id: int, scope: Scope, *, drawn: bool = True) -> BreakupRanking:
    """Rank the members who agreed to be compared by their breakup intensity, 0 to 100.

    Reads the scores that each upload left, and opens nobody's history.

    Args:
        drawn: False where no picture is wanted.

    Raises:
        TooFewListeners: fewer than two members with a history agreed to be compared.
    """
    members = await services.store.listening.breakups(guild_id)
    if len(members) < 2:
        raise TooFewListeners(len(members))
    found = {member.member_id: _best(member, scope) for member in members}
    left_out = tuple(member.display_name for member in members if found[member.member_id] is None)
    ranked = _ranked([each for each in found.values() if each is not None])
    standings = [Standing(each.member_id, each.display_name, each.score, f"{each.score:.0f} of 100") for each in ranked]
    sheet = breakup_sheet(
        standings,
        await narratable(services, guild_id),
        leader_playlist=ranked[0].title if ranked else "",
        left_out=len(left_out),
    )
    words = await services.narrator.words(sheet, accounts_of(services, guild_id), await server_tone(services, guild_id))
    drawing = await draw(services, breakup_figure, _chart(scope, ranked, left_out)) if drawn else NO_PICTURE
    return BreakupRanking(scope, ranked, left_out, words, drawing)


def _best(member: MemberBreakups, scope: Scope) -> RankedBreakup | None:
    """The member's most intense playlist or stretch; None where there is too little to score."""
    if scope is Scope.LISTENING:
        scores = [("", member.stretch)] if member.stretch else []
    else:
        scores = [(playlist.title, playlist.breakup) for playlist in member.playlists]
    scored = [(title, score) for title, score in scores if score.score is not None]
    if not scored:
        return None
    title, best = max(scored, key=lambda pair: pair[1].score or 0.0)
    breakup = score_from_json(best.detail)
    return RankedBreakup(0, False, member.member_id, member.display_name, title, round(breakup.score or 0.0), breakup)


def _ranked(found: list[RankedBreakup]) -> tuple[RankedBreakup, ...]:
    """By score, as shown: whole numbers, so that nobody wins by a decimal that nobody sees."""
    ordered = sorted(found, key=lambda each: (-each.score, each.member_id))
    scores = [each.score for each in ordered]
    return tuple(
        replace(each, rank=scores.index(each.score) + 1, tied=scores.count(each.score) > 1) for each in ordered
    )


def _chart(scope: Scope, ranked: tuple[RankedBreakup, ...], left_out: tuple[str, ...]) -> BreakupRows:
    bars = tuple(
        BreakupBar(
            each.display_name,
            each.score,
            tuple((PART_NAMES[part.name], part.contribution) for part in each.breakup.parts),
            each.title or _dates(each.breakup),
        )
        for each in ranked[:_DRAWN]
    )
    title = "Most intense breakup playlists" if scope is Scope.PLAYLISTS else "Most intense four weeks of listening"
    return BreakupRows(title, "Breakup intensity from 0 to 100, by what it is made of", bars, left_out)


def _dates(breakup: BreakupScore) -> str:
    if breakup.begins_on is None or breakup.ends_on is None:
        return ""
    return f"{breakup.begins_on:%-d %b} to {breakup.ends_on:%-d %b %Y}"
