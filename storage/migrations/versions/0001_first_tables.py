"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import freeze

revision = "0001"
down_revision = None

FINAL = {
    "ballot_log": ("guild_id", "poll_id", "seq", "commitment", "chain"),
    "poll_result": (
        "guild_id", "poll_id", "closed_at", "electorate", "yes", "no", "abstain", "passed", "reason", "log_entries",
        "log_head",
    ),
}  # fmt: skip


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
        "ballot_log",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
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
