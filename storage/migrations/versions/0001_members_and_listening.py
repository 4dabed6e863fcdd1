"""Members, the catalogue, listening and its rollups."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guild",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild")),
    )
    op.create_table(
        "artist",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artist_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("search", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_artist_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "artist_id", name=op.f("pk_artist")),
        sa.UniqueConstraint("guild_id", "key", name=op.f("uq_artist_guild_id_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_artist_guild_id_search"), "artist", ["guild_id", "search"], unique=False)
    op.create_table(
        "counter",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("swept_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "noun IN ('artist', 'album', 'track', 'source', 'offer', 'poll')", name=op.f("ck_counter_noun")
        ),
        sa.CheckConstraint("0 <= swept_id AND swept_id <= last_id", name=op.f("ck_counter_swept")),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_counter_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "noun", name=op.f("pk_counter")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_member_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_member")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "scrub_due",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_scrub_due_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_scrub_due")),
    )
    op.create_table(
        "album",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("album_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "artist_id"], ["artist.guild_id", "artist.artist_id"], name=op.f("fk_album_artist")
        ),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_album_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "album_id", name=op.f("pk_album")),
        sa.UniqueConstraint("guild_id", "artist_id", "key", name=op.f("uq_album_guild_id_artist_id_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_album_without_artist",
        "album",
        ["guild_id", "key"],
        unique=True,
        sqlite_where=sa.text("artist_id IS NULL"),
        postgresql_where=sa.text("artist_id IS NULL"),
    )
    op.create_table(
        "consent",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('compare', 'narrate', 'pool')", name=op.f("ck_consent_kind")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_consent_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "kind", name=op.f("pk_consent")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consent_guild_id_kind_member_id"),
        "consent",
        ["guild_id", "kind", "member_id"],
        unique=False,
        sqlite_where=sa.text("given = 1"),
        postgresql_where=sa.text("given = true"),
    )
    op.create_table(
        "consent_log",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('compare', 'narrate', 'pool')", name=op.f("ck_consent_log_kind")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_consent_log_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "seq", name=op.f("pk_consent_log")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "guild_artist",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artist_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("listeners", sa.BigInteger(), nullable=False),
        sa.Column("plays", sa.BigInteger(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("listeners >= 0 AND plays >= listeners AND ms >= 0", name=op.f("ck_guild_artist_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "artist_id"], ["artist.guild_id", "artist.artist_id"], name=op.f("fk_guild_artist_artist")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.guild_id"], name=op.f("fk_guild_artist_guild"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "artist_id", name=op.f("pk_guild_artist")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_guild_artist_by_time", "guild_artist", ["guild_id", sa.text("ms DESC"), "artist_id"], unique=False
    )
    op.create_table(
        "history",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("listens", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("played_ms", sa.BigInteger(), nullable=False),
        sa.Column("music_ms", sa.BigInteger(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("listens >= 0 AND 0 <= music_ms AND music_ms <= played_ms", name=op.f("ck_history_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_history_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_history")),
    )
    op.create_table(
        "member_artist",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artist_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plays", sa.BigInteger(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(plays = 0) = (first_at IS NULL) AND (plays = 0) = (last_at IS NULL)", name=op.f("ck_member_artist_span")
        ),
        sa.CheckConstraint("plays >= 0 AND ms >= 0", name=op.f("ck_member_artist_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "artist_id"], ["artist.guild_id", "artist.artist_id"], name=op.f("fk_member_artist_artist")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_member_artist_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "artist_id", name=op.f("pk_member_artist")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_member_artist_by_time",
        "member_artist",
        ["guild_id", "artist_id", sa.text("ms DESC"), sa.text("plays DESC"), "member_id"],
        unique=False,
    )
    op.create_table(
        "member_hour",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("plays", sa.BigInteger(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_member_hour_hour")),
        sa.CheckConstraint("month % 100 BETWEEN 1 AND 12", name=op.f("ck_member_hour_month")),
        sa.CheckConstraint("plays > 0 AND ms >= 0", name=op.f("ck_member_hour_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_member_hour_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "month", "hour", name=op.f("pk_member_hour")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("listens", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("listens >= 0", name=op.f("ck_source_listens")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_source_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "source_id", name=op.f("pk_source")),
        sa.UniqueConstraint("guild_id", "member_id", "digest", name=op.f("uq_source_guild_id_member_id_digest")),
    )
    op.create_table(
        "stretch",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_stretch_score")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_stretch_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_stretch")),
    )
    op.create_table(
        "track",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artist_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "artist_id"], ["artist.guild_id", "artist.artist_id"], name=op.f("fk_track_artist")
        ),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_track_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "track_id", name=op.f("pk_track")),
        sa.UniqueConstraint("guild_id", "artist_id", "key", name=op.f("uq_track_guild_id_artist_id_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_track_without_artist",
        "track",
        ["guild_id", "key"],
        unique=True,
        sqlite_where=sa.text("artist_id IS NULL"),
        postgresql_where=sa.text("artist_id IS NULL"),
    )
    op.create_table(
        "member_album",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("album_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plays", sa.BigInteger(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(plays = 0) = (first_at IS NULL) AND (plays = 0) = (last_at IS NULL)", name=op.f("ck_member_album_span")
        ),
        sa.CheckConstraint("plays >= 0 AND ms >= 0", name=op.f("ck_member_album_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "album_id"], ["album.guild_id", "album.album_id"], name=op.f("fk_member_album_album")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_member_album_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "album_id", name=op.f("pk_member_album")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_member_album_by_time",
        "member_album",
        ["guild_id", "album_id", sa.text("ms DESC"), sa.text("plays DESC"), "member_id"],
        unique=False,
    )
    op.create_table(
        "member_track",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plays", sa.BigInteger(), nullable=False),
        sa.Column("ms", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(plays = 0) = (first_at IS NULL) AND (plays = 0) = (last_at IS NULL)", name=op.f("ck_member_track_span")
        ),
        sa.CheckConstraint("plays >= 0 AND ms >= 0", name=op.f("ck_member_track_sums")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_member_track_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "track_id"], ["track.guild_id", "track.track_id"], name=op.f("fk_member_track_track")
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "track_id", name=op.f("pk_member_track")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_member_track_by_time",
        "member_track",
        ["guild_id", "track_id", sa.text("ms DESC"), sa.text("plays DESC"), "member_id"],
        unique=False,
    )
    op.create_table(
        "playlist",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("playlist_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("modified_on", sa.Date(), nullable=True),
        sa.Column("tracks", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tracks_blob", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_playlist_score")),
        sa.CheckConstraint("tracks >= 0", name=op.f("ck_playlist_tracks")),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id", "source_id"],
            ["source.guild_id", "source.member_id", "source.source_id"],
            name=op.f("fk_playlist_source"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "member_id"],
            ["member.guild_id", "member.member_id"],
            name=op.f("fk_playlist_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "playlist_id", name=op.f("pk_playlist")),
    )
    op.create_index(
        op.f("ix_playlist_guild_id_member_id_source_id"),
        "playlist",
        ["guild_id", "member_id", "source_id"],
        unique=False,
    )
