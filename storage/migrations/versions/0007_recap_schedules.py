"""When a server's recap is posted by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "recap_schedule",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("posting", sa.BigInteger(), nullable=True),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("every IN ('week', 'month')", name=op.f("ck_recap_schedule_every")),
        sa.CheckConstraint(
            "day >= 1 AND (every = 'month' AND day <= 28 OR every = 'week' AND day <= 7)",
            name=op.f("ck_recap_schedule_day"),
        ),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_recap_schedule_hour")),
        sa.CheckConstraint("(posting IS NULL) = (begun_at IS NULL)", name=op.f("ck_recap_schedule_begun")),
        sa.CheckConstraint("(outcome IS NULL) = (last_at IS NULL)", name=op.f("ck_recap_schedule_settled")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.guild_id"], name=op.f("fk_recap_schedule_guild"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_recap_schedule")),
    )
