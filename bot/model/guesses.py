"""A guessing round: a clue about a member's listening, a few members to choose from, a deadline, points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

RIGHT, FASTEST = 1, 1
"""Points for a right guess, and one more for the first right one of a round."""


class Riddle(StrEnum):
    """What a round asks."""

    TRACK = "track"
    """Whose most played track is this?"""
    NUMBERS = "numbers"
    """Who said this in numbers?"""
    CLOCK = "clock"
    """Whose day is this?"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who may be the answer, on the button with this number."""

    seat: int
    member_id: int
    display_name: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round.

    Attributes:
        clue: as the card shows it, by kind of riddle: see `bot/analysis/guessing.py`; JSON.
        answer_id: whom it is about.
        candidates: by seat.
        message_id: of its card; None until it was posted.
        guesses: how many members have guessed.
    """

    guild_id: int
    round_id: int
    channel_id: int
    message_id: int | None
    riddle: Riddle
    clue: str
    answer_id: int
    candidates: tuple[Candidate, ...]
    opened_at: datetime
    closes_at: datetime
    guesses: int


@dataclass(frozen=True, slots=True)
class Guess:
    """One member's guess. `points` are 0 until the round is closed, and for a wrong one."""

    member_id: int
    display_name: str
    seat: int
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a member has guessed in this server so far."""

    member_id: int
    display_name: str
    points: int
    right: int
    rounds: int
