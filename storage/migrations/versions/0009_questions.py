"""Questions asked in words."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("posted", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_question_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "question_id", name=op.f("pk_question")),
        sqlite_with_rowid=False,
    )
    for columns in (["guild_id", "member_id", "asked_at"], ["guild_id", "posted", "asked_at"]):
        op.create_index(op.f(f"ix_question_{'_'.join(columns)}"), "question", columns)
