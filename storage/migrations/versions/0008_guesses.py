"""The guessing game: rounds under way, and scores."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "guess_round",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("riddle", sa.Text(), nullable=False),
        sa.Column("clue", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("closes_at > opened_at", name=op.f("ck_guess_round_deadline")),
        sa.CheckConstraint("riddle IN ('track', 'numbers', 'clock')", name=op.f("ck_guess_round_riddle")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_guess_round_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "round_id", name=op.f("pk_guess_round")),
    )
    op.create_index(op.f("ix_guess_round_guild_id_member_id"), "guess_round", ["guild_id", "member_id"])
    op.create_index(
        "uq_guess_round_open",
        "guess_round",
        ["guild_id", "channel_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "guess_candidate",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *_of_round_and_member("guess_candidate"),
        sa.PrimaryKeyConstraint("guild_id", "round_id", "seat", name=op.f("pk_guess_candidate")),
        sa.UniqueConstraint(
            "guild_id", "round_id", "member_id", name=op.f("uq_guess_candidate_guild_id_round_id_member_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_guess_candidate_guild_id_member_id"), "guess_candidate", ["guild_id", "member_id"])
    op.create_table(
        "guess",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seat", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("place > 0", name=op.f("ck_guess_place")),
        *_of_round_and_member("guess"),
        sa.PrimaryKeyConstraint("guild_id", "round_id", "member_id", name=op.f("pk_guess")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_guess_guild_id_member_id"), "guess", ["guild_id", "member_id"])
    op.create_table(
        "guess_score",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("correct", sa.BigInteger(), nullable=False),
        sa.Column("rounds", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "0 <= correct AND correct <= rounds AND correct <= points", name=op.f("ck_guess_score_sums")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_guess_score_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_guess_score")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_guess_score_guild_id_points_member_id"),
        "guess_score",
        ["guild_id", sa.literal_column("points DESC"), "member_id"],
    )


def _of_round_and_member(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["guild_id", "round_id"],
            ["guess_round.guild_id", "guess_round.round_id"],
            name=op.f(f"fk_{table}_guess_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f(f"fk_{table}_member"),
            ondelete="CASCADE",
        ),
    )
