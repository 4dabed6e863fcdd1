"""The table of questions asked in words: what a card's buttons, and "and last summer?", come back to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, PrimaryKeyConstraint, Table, Text

from storage.columns import id_column, metadata, moment, of, words
from storage.dialect import CLUSTERED

question = Table(
    "question",
    metadata,
    id_column("guild_id"),
    id_column("question_id"),
    id_column("member_id"),  # who asked
    id_column("channel_id"),
    words("sentence"),
    words("plan"),
    Column("posted", Boolean, nullable=False),
    moment("asked_at"),
    Column("planned_by", Text, nullable=False, server_default="rules"),  # added later: SQLite asks for a default then
    Column("other", Text),  # the plan that it could also be read as
    PrimaryKeyConstraint("guild_id", "question_id"),
    of("member", "member_id"),
    **CLUSTERED,
)
Index(None, question.c.guild_id, question.c.member_id, question.c.asked_at)
Index(None, question.c.guild_id, question.c.posted, question.c.asked_at)
