"""The tables of what language models cost: tokens by server, and by member in it. Days are in UTC."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, PrimaryKeyConstraint, Table

from storage.columns import id_column, metadata, number, of
from storage.dialect import CLUSTERED

server_spending = Table(
    "server_spending",
    metadata,
    id_column("guild_id"),
    Column("day", Date, nullable=False),
    number("tokens"),  # stays whole when a member of the server erases everything
    PrimaryKeyConstraint("guild_id", "day"),
    of("guild"),
    CheckConstraint("tokens >= 0", name="tokens"),
    **CLUSTERED,
)

member_spending = Table(
    "member_spending",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    Column("day", Date, nullable=False),
    number("tokens"),
    PrimaryKeyConstraint("guild_id", "member_id", "day"),
    of("member", "member_id"),
    CheckConstraint("tokens >= 0", name="tokens"),
    **CLUSTERED,
)
