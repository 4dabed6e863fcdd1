"""A guessing round: opened, guessed at, resolved, once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from bot.analysis.daybook import Part, unpack
from bot.analysis.guessing import (
    ClockRiddle,
    NumbersRiddle,
    TrackRiddle,
    clock_riddle,
    numbers_riddle,
    track_riddle,
)
from bot.charts.awards import guess_figure
from bot.charts.rows import GuessRows
from bot.errors import AboutYou, NothingToGuess, RoundOver
from bot.model.guesses import Guess, Riddle, Round, Score
from bot.model.members import Consent
from bot.services import Services
from bot.usecases.pictures import NO_PICTURE, Drawing, draw

SHORTEST_S, LONGEST_S, USUAL_S = 10, 300, 30
_NOTHING_OPEN = timedelta(hours=1)
_GROUP_MOST = 60
"""Members whose daybooks are opened for a round; of a larger server, those with most listening."""

_PARTS: Mapping[Riddle, tuple[str, ...]] = {
    Riddle.TRACK: (Part.TRACKS,),
    Riddle.NUMBERS: (Part.ARTISTS, Part.DAYS, Part.SITTINGS),
    Riddle.CLOCK: (Part.HOURS,),
}


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round as its card shows it.

    Attributes:
        clue: for a track its `title`, `artist` (None where none is named) and `plays`; for numbers `said`, pairs of a
            name and a value; for a clock nothing more than the picture.
    """

    round: Round
    clue: Mapping[str, Any] = field(repr=False)
    drawing: Drawing = NO_PICTURE


@dataclass(frozen=True, slots=True)
class EndedRound:
    """A round whose time is up.

    Attributes:
        answer: display name of whom it was about; None where it was called off, because that member no longer agrees
            to be compared. Nothing of it may be shown then.
        guesses: in the order they came, with their points.
        scores: of the server, the first few.
    """

    open: OpenRound
    answer: str | None
    guesses: tuple[Guess, ...]
    scores: tuple[Score, ...]


async def open_round(
    services: Services, guild_id: int, channel_id: int, riddle: Riddle | None, seconds: int = USUAL_S
) -> OpenRound:
    """Make a riddle about a member who agreed to be compared, and open a round in this channel.

    Args:
        riddle: None for any.
        seconds: until the answer, `SHORTEST_S` to `LONGEST_S`.

    Raises:
        RoundUnderWay: this channel has one.
        NothingToGuess: too few members with enough listening, or none of them stands out.
    """
    seconds = max(SHORTEST_S, min(seconds, LONGEST_S))
    kinds = [riddle] if riddle else sorted(Riddle, key=lambda _: secrets.randbits(32))
    for kind in kinds:
        found = await services.store.listening.daybooks(guild_id, _PARTS[kind], limit=_GROUP_MOST)
        made = await services.cpu(make_riddle, kind, found.parts, secrets.randbits(32))
        if made is not None:
            break
    else:
        raise NothingToGuess
    clue = await _clue(services, guild_id, made)
    now = services.clock.now()
    opened = await services.store.guesses.open_round(
        guild_id,
        secrets.randbits(48),
        channel_id,
        kind,
        json.dumps(clue),
        made.answer,
        made.candidates,
        now,
        now + timedelta(seconds=seconds),
    )
    return await _shown(services, opened)


def make_riddle(
    kind: Riddle, parts: Mapping[int, Mapping[str, bytes]], seed: int
) -> TrackRiddle | NumbersRiddle | ClockRiddle | None:
    """For a worker: a riddle from these members' daybooks."""
    group = unpack({member_id: each for member_id, each in parts.items() if each})
    make = {Riddle.TRACK: track_riddle, Riddle.NUMBERS: numbers_riddle, Riddle.CLOCK: clock_riddle}[kind]
    return make(group, seed)


async def guess(
    services: Services, guild_id: int, round_id: int, member_id: int, display_name: str, seat: int
) -> Round:
    """Take a member's guess. The round's scores name them, so Tutti knows their name from now on.

    Raises:
        RoundOver, GuessedAlready: nothing was counted.
        AboutYou: the riddle is made of their own listening.
    """
    found = await services.store.guesses.round(guild_id, round_id)
    if found.answer_id == member_id:
        raise AboutYou
    await services.store.members.see(guild_id, member_id, display_name)
    await services.store.guesses.place_guess(guild_id, round_id, member_id, seat, services.clock.now())
    return found


async def resolve_due(services: Services) -> Sequence[EndedRound]:
    """Every round whose time is up and whose channel has not seen its end, in all servers, with its points given."""
    now = services.clock.now()
    return [await _end(services, each, now) for each in await services.store.guesses.rounds() if each.closes_at <= now]


async def next_end(services: Services) -> datetime:
    """When the next round ends; an hour from now where none is open."""
    now = services.clock.now()
    return min(
        (each.closes_at for each in await services.store.guesses.rounds() if each.closes_at > now),
        default=now + _NOTHING_OPEN,
    )


async def _end(services: Services, each: Round, now: datetime) -> EndedRound:
    shown = OpenRound(each, json.loads(each.clue))
    answer = await services.store.members.member(each.guild_id, each.answer_id)
    if answer is None or not answer.consents.allows(Consent.COMPARE):
        return EndedRound(shown, None, (), ())
    try:
        guesses = await services.store.guesses.resolve(each.guild_id, each.round_id, now)
    except RoundOver:  # the member erased everything a moment ago
        return EndedRound(shown, None, (), ())
    scores = await services.store.guesses.scores(each.guild_id, 5)
    return EndedRound(shown, answer.display_name, guesses, scores)


async def place_card(services: Services, each: Round, message_id: int) -> None:
    """Remember where the round's card stands."""
    await services.store.guesses.set_message(each.guild_id, each.round_id, message_id)


async def forget_round(services: Services, each: Round) -> None:
    """The channel has seen the round's end: nothing of it is kept but the points."""
    await services.store.guesses.forget(each.guild_id, each.round_id)


async def guess_scores(services: Services, guild_id: int) -> tuple[Score, ...]:
    """Most points first."""
    return await services.store.guesses.scores(guild_id)


async def _shown(services: Services, opened: Round) -> OpenRound:
    clue = json.loads(opened.clue)
    drawing = NO_PICTURE
    if opened.riddle is Riddle.CLOCK:
        rows = GuessRows("Whose day is this?", "When the music starts, hour by hour", (), tuple(clue["hours"]))
        drawing = await draw(services, guess_figure, rows)
    return OpenRound(opened, clue, drawing)


async def _clue(services: Services, guild_id: int, made: TrackRiddle | NumbersRiddle | ClockRiddle) -> dict[str, Any]:
    match made:
        case TrackRiddle(track_id=track_id, plays=plays):
            title, artist_id = (await services.store.catalogue.track_names(guild_id, [track_id]))[track_id]
            artists = await services.store.catalogue.artist_names(guild_id, [] if artist_id is None else [artist_id])
            return {"title": title, "artist": artists.get(cast("int", artist_id)), "plays": plays}
        case NumbersRiddle(said=said):
            return {"said": said}
        case ClockRiddle(hours=hours):
            return {"hours": [round(share, 4) for share in hours]}
