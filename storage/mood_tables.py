"""The tables of moods over time: what members call their turning points, and tags of titles."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, PrimaryKeyConstraint, Table

from bot.model.mood_months import LONGEST_LABEL
from storage.columns import id_column, metadata, moment, of, words
from storage.dialect import CLUSTERED

# For the member alone: shown to nobody else, and to no model.
turning_label = Table(
    "turning_label",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    Column("month", Date, nullable=False),  # the first day of the turning point's month
    words("label"),
    PrimaryKeyConstraint("guild_id", "member_id", "month"),
    of("member", "member_id"),
    CheckConstraint(f"length(label) BETWEEN 1 AND {LONGEST_LABEL}", name="length"),
    **CLUSTERED,
)

# Members who switched their turning points off.
turning_points_off = Table(
    "turning_points_off",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("member", "member_id"),
    **CLUSTERED,
)

# Servers whose moderators allow a language model to tag titles. Without a row: no.
tagging = Table(
    "tagging",
    metadata,
    id_column("guild_id"),
    moment("since"),
    PrimaryKeyConstraint("guild_id"),
    of("guild"),
)

# What a language model takes a title for. Only titles that a member who agreed has; they go with the last of them.
title_tag = Table(
    "title_tag",
    metadata,
    id_column("guild_id"),
    id_column("track_id"),
    words("mood"),
    words("model"),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "track_id"),
    of("track", "track_id"),
    CheckConstraint(
        "mood IN ('breakup', 'sad', 'happy', 'love', 'angry', 'chill', 'party', 'workout', 'focus', 'sleep', 'other')",
        name="mood",
    ),
    **CLUSTERED,
)
