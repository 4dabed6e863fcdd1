"""When a server's recap is posted by itself. It belongs to the guild, and names no member."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, PrimaryKeyConstraint, Table, Text

from storage.columns import id_column, metadata, moment, number, of, words

recap_schedule = Table(
    "recap_schedule",
    metadata,
    id_column("guild_id"),
    id_column("channel_id"),
    words("every"),
    number("day"),
    number("hour"),
    moment("due_at"),
    moment("posting", nullable=True),  # the due moment whose post was begun and is not known to have ended
    moment("begun_at", nullable=True),
    moment("last_at", nullable=True),
    Column("outcome", Text),
    PrimaryKeyConstraint("guild_id"),
    of("guild"),
    CheckConstraint("every IN ('week', 'month')", name="every"),
    CheckConstraint("day >= 1 AND (every = 'month' AND day <= 28 OR every = 'week' AND day <= 7)", name="day"),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    CheckConstraint("(posting IS NULL) = (begun_at IS NULL)", name="begun"),
    CheckConstraint("(outcome IS NULL) = (last_at IS NULL)", name="settled"),
)
