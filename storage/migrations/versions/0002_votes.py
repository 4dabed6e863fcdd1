"""Offers, polls, ballots and results."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import freeze

revision = "0002"
down_revision = "0001"

FINAL = {
    "ballot_log": ("guild_id", "poll_id", "seq", "commitment", "chain"),
    "poll_result": (
        "guild_id", "poll_id", "closed_at", "electorate", "yes", "no", "abstain", "passed", "reason", "log_entries",
        "log_head",
    ),
}  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("price_cents", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("slice_words", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_offer_currency")),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_offer_price")),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_offer_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", name=op.f("pk_offer")),
    )
    op.create_table(
        "poll",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.BigInteger(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("quorum_part", sa.BigInteger(), nullable=False),
        sa.Column("quorum_whole", sa.BigInteger(), nullable=False),
        sa.Column("threshold_part", sa.BigInteger(), nullable=False),
        sa.Column("threshold_whole", sa.BigInteger(), nullable=False),
        sa.Column("electorate", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("announced_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_poll_closed")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_poll_state")),
        sa.CheckConstraint(
            "0 <= quorum_part AND quorum_part <= quorum_whole AND quorum_whole > 0", name=op.f("ck_poll_quorum")
        ),
        sa.CheckConstraint("0 <= threshold_part AND threshold_part < threshold_whole", name=op.f("ck_poll_threshold")),
        sa.CheckConstraint("closes_at > opened_at", name=op.f("ck_poll_deadline")),
        sa.CheckConstraint("electorate > 0", name=op.f("ck_poll_electorate")),
        sa.CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name=op.f("ck_poll_message")),
        sa.ForeignKeyConstraint(
            ["guild_id", "offer_id"],
            ["offer.guild_id", "offer.offer_id"],
            name=op.f("fk_poll_offer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_poll_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "poll_id", name=op.f("pk_poll")),
    )
    op.create_index(op.f("ix_poll_guild_id_offer_id"), "poll", ["guild_id", "offer_id"], unique=False)
    op.create_index(
        "ix_poll_open",
        "poll",
        ["guild_id", "closes_at"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_poll_unannounced",
        "poll",
        ["guild_id", "poll_id"],
        unique=False,
        sqlite_where=sa.text("state = 'closed' AND announced_at IS NULL"),
        postgresql_where=sa.text("state = 'closed' AND announced_at IS NULL"),
    )
    op.create_table(
        "ballot_log",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(choice IS NULL) = (nonce IS NULL)", name=op.f("ck_ballot_log_opening")),
        sa.CheckConstraint("choice IS NULL OR superseded_by IS NULL", name=op.f("ck_ballot_log_counted")),
        sa.CheckConstraint("length(commitment) = 32 AND length(chain) = 32", name=op.f("ck_ballot_log_digests")),
        sa.CheckConstraint("seq > 0 AND superseded_by > seq", name=op.f("ck_ballot_log_order")),
        sa.ForeignKeyConstraint(
            ["guild_id", "poll_id"],
            ["poll.guild_id", "poll.poll_id"],
            name=op.f("fk_ballot_log_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "poll_id", "seq", name=op.f("pk_ballot_log")),
        sa.UniqueConstraint(
            "guild_id", "poll_id", "commitment", name=op.f("uq_ballot_log_guild_id_poll_id_commitment")
        ),
    )
    op.create_table(
        "poll_result",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("electorate", sa.BigInteger(), nullable=False),
        sa.Column("yes", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("abstain", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("log_entries", sa.BigInteger(), nullable=False),
        sa.Column("log_head", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "yes + no + abstain <= log_entries AND length(log_head) = 32", name=op.f("ck_poll_result_log")
        ),
        sa.CheckConstraint(
            "yes >= 0 AND no >= 0 AND abstain >= 0 AND yes + no + abstain <= electorate",
            name=op.f("ck_poll_result_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "poll_id"],
            ["poll.guild_id", "poll.poll_id"],
            name=op.f("fk_poll_result_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "poll_id", name=op.f("pk_poll_result")),
    )
    op.create_table(
        "roll",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_roll_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "poll_id"], ["poll.guild_id", "poll.poll_id"], name=op.f("fk_roll_poll"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "poll_id", "member_id", name=op.f("pk_roll")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_roll_guild_id_member_id"), "roll", ["guild_id", "member_id"], unique=False)
    op.create_table(
        "ballot",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cast_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("choice IN ('yes', 'no', 'abstain')", name=op.f("ck_ballot_choice")),
        sa.ForeignKeyConstraint(
            ["guild_id", "poll_id", "member_id"],
            ["roll.guild_id", "roll.poll_id", "roll.member_id"],
            name=op.f("fk_ballot_roll"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "poll_id", "seq"],
            ["ballot_log.guild_id", "ballot_log.poll_id", "ballot_log.seq"],
            name=op.f("fk_ballot_ballot_log"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "poll_id", "member_id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("guild_id", "poll_id", "seq", name=op.f("uq_ballot_guild_id_poll_id_seq")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ballot_guild_id_member_id"), "ballot", ["guild_id", "member_id"], unique=False)
    dialect = op.get_bind().dialect.name
    for table, columns in FINAL.items():
        for statement in freeze(dialect, table, *columns):
            op.execute(statement)
