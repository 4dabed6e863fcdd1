"""The tables of the guessing game. Resolved rounds are gone; scores stay until their member's erasure."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.columns import id_column, metadata, moment, number, of, words
from storage.dialect import CLUSTERED, where

guess_round = Table(
    "guess_round",
    metadata,
    id_column("guild_id"),
    id_column("round_id"),  # random: an old button never comes to mean another round
    id_column("member_id"),  # whom it is about; their erasure calls the round off
    id_column("channel_id"),
    number("message_id"),  # 0 until the card is posted
    words("riddle"),
    words("clue"),
    moment("opened_at"),
    moment("closes_at"),
    moment("closed_at", nullable=True),
    PrimaryKeyConstraint("guild_id", "round_id"),
    of("member", "member_id"),
    CheckConstraint("riddle IN ('track', 'numbers', 'clock')", name="riddle"),
    CheckConstraint("closes_at > opened_at", name="deadline"),
)
Index(None, guess_round.c.guild_id, guess_round.c.member_id)
# One round at a time in a channel.
Index(
    "uq_guess_round_open",
    guess_round.c.guild_id,
    guess_round.c.channel_id,
    unique=True,
    **where(guess_round.c.closed_at.is_(None)),
)

guess_candidate = Table(
    "guess_candidate",
    metadata,
    id_column("guild_id"),
    id_column("round_id"),
    id_column("seat"),
    id_column("member_id"),
    PrimaryKeyConstraint("guild_id", "round_id", "seat"),
    UniqueConstraint("guild_id", "round_id", "member_id"),
    of("guess_round", "round_id"),
    of("member", "member_id"),
    Index(None, "guild_id", "member_id"),
    **CLUSTERED,
)

guess = Table(
    "guess",
    metadata,
    id_column("guild_id"),
    id_column("round_id"),
    id_column("member_id"),
    number("seat"),
    number("place"),  # 1 for the first guess of the round
    PrimaryKeyConstraint("guild_id", "round_id", "member_id"),
    of("guess_round", "round_id"),
    of("member", "member_id"),
    Index(None, "guild_id", "member_id"),
    CheckConstraint("place > 0", name="place"),
    **CLUSTERED,
)

guess_score = Table(
    "guess_score",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    number("points"),
    number("correct"),
    number("rounds"),
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("member", "member_id"),
    CheckConstraint("0 <= correct AND correct <= rounds AND correct <= points", name="sums"),
    **CLUSTERED,
)
Index(None, guess_score.c.guild_id, guess_score.c.points.desc(), guess_score.c.member_id)
