"""Labels of turning points, tags of titles, and the consent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0008"


def upgrade() -> None:
    _allow_the_consent()
    op.create_table(
        "turning_label",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("length(label) BETWEEN 1 AND 40", name=op.f("ck_turning_label_length")),
        _of_member("turning_label"),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "month", name=op.f("pk_turning_label")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "turning_points_off",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _of_member("turning_points_off"),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_turning_points_off")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tagging",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_tagging_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_tagging")),
    )
    op.create_table(
        "title_tag",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mood", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "mood IN ('breakup', 'sad', 'happy', 'love', 'angry', 'chill', 'party', 'workout', 'focus', 'sleep', "
            "'other')",
            name=op.f("ck_title_tag_mood"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "track_id"],
            ["track.guild_id", "track.track_id"],
            name=op.f("fk_title_tag_track"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "track_id", name=op.f("pk_title_tag")),
        sqlite_with_rowid=False,
    )


def _allow_the_consent() -> None:
    """Both tables of consents, with one kind more. SQLite cannot change a CHECK: they are made anew, row by row.

    Nothing refers to them. Renaming a copy would leave another spelling of the name in SQLite's schema.
    """
    for table, keys in (("consent", ("kind",)), ("consent_log", ("seq",))):
        op.execute(f"CREATE TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608 - the two names above
        op.drop_table(table)
        seq = [sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False)]
        op.create_table(
            table,
            sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
            *(seq if "seq" in keys else []),
            sa.Column("kind", sa.Text(), nullable=False),
            sa.Column("given", sa.Boolean(), nullable=False),
            sa.Column("at", sa.BigInteger(), nullable=False),
            sa.CheckConstraint("kind IN ('compare', 'narrate', 'pool', 'tag')", name=op.f(f"ck_{table}_kind")),
            _of_member(table),
            sa.PrimaryKeyConstraint("guild_id", "member_id", *keys, name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
        op.execute(f"INSERT INTO {table} SELECT * FROM {table}_before")  # noqa: S608 - likewise
        op.drop_table(f"{table}_before")
    op.create_index(
        op.f("ix_consent_guild_id_kind_member_id"),
        "consent",
        ["guild_id", "kind", "member_id"],
        unique=False,
        sqlite_where=sa.text("given = 1"),
        postgresql_where=sa.text("given = true"),
    )


def _of_member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["guild_id", "member_id"],
        ["member.guild_id", "member.member_id"],
        name=op.f(f"fk_{table}_member"),
        ondelete="CASCADE",
    )
