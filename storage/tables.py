"""The tables. `guild_id` leads every primary key and every index, and every row goes with its guild.

What belongs to a member goes with the member: each such table has a foreign key to `member` with ON DELETE CASCADE.
Moments are milliseconds since 1970 in UTC, `*_ms` that are no moments are durations. docs/storage.md draws the whole.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from storage.columns import id_column, metadata, moment, named, number, of, words
from storage.dialect import CLUSTERED, bytewise, where

# --- who -------------------------------------------------------------------------------------------------------------

guild = Table(
    "guild",
    metadata,
    id_column("guild_id"),
    words("time_zone"),  # IANA; what a new member's clock is until they choose
    Column("tone", Text, server_default="warm", nullable=False),  # bot.model.facts.Tone
    Column("poll_role_id", BigInteger),  # whose members may make polls, beside those with Manage Server
    PrimaryKeyConstraint("guild_id"),
)

# Ids that are given once and never again: a button or a suggestion from before cannot come to mean something else.
counter = Table(
    "counter",
    metadata,
    id_column("guild_id"),
    words("noun"),
    number("last_id"),
    number("swept_id"),  # catalogue: names up to here are used by a member; later ones are checked at the next sweep
    PrimaryKeyConstraint("guild_id", "noun"),
    of("guild"),
    CheckConstraint("noun IN ('artist', 'album', 'track', 'source', 'offer', 'poll')", name="noun"),
    CheckConstraint("0 <= swept_id AND swept_id <= last_id", name="swept"),
    **CLUSTERED,
)

member = Table(
    "member",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    words("display_name"),
    words("time_zone"),
    Column("since", Date),  # listens before this day, on the member's own clock, do not count; null: all count
    moment("joined_at"),  # when Tutti first met the member here
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("guild"),
    **CLUSTERED,
)

_CONSENT_KIND = "kind IN ('compare', 'narrate', 'pool', 'tag')"

consent = Table(
    "consent",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    words("kind"),
    Column("given", Boolean, nullable=False),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "member_id", "kind"),
    of("member", "member_id"),
    CheckConstraint(_CONSENT_KIND, name="kind"),
    **CLUSTERED,
)
Index(None, consent.c.guild_id, consent.c.kind, consent.c.member_id, **where(consent.c.given == true()))

consent_log = Table(
    "consent_log",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    id_column("seq"),
    words("kind"),
    Column("given", Boolean, nullable=False),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "member_id", "seq"),
    of("member", "member_id"),
    CheckConstraint(_CONSENT_KIND, name="kind"),
    **CLUSTERED,
)

# An erasure whose bytes may still be in the files. Rows go when the files were rewritten.
scrub_due = Table(
    "scrub_due",
    metadata,
    id_column("guild_id"),
    moment("since"),
    PrimaryKeyConstraint("guild_id"),
    of("guild"),
)

# --- the catalogue: names as this guild's members spell them ---------------------------------------------------------

artist = Table(
    "artist",
    metadata,
    id_column("guild_id"),
    id_column("artist_id"),
    words("key"),
    Column("search", bytewise(), nullable=False),
    words("name"),
    PrimaryKeyConstraint("guild_id", "artist_id"),
    UniqueConstraint("guild_id", "key"),
    of("guild"),
    Index(None, "guild_id", "search"),
    **CLUSTERED,
)


def _titles(noun: str) -> Table:
    """Albums or tracks: a title belongs to an artist, or to nobody where no artist is named."""
    table = Table(
        noun,
        metadata,
        id_column("guild_id"),
        id_column(f"{noun}_id"),
        Column("artist_id", BigInteger),
        words("key"),
        Column("search", bytewise(), nullable=False, server_default=""),  # added later: SQLite asks for a default then
        words("name"),
        PrimaryKeyConstraint("guild_id", f"{noun}_id"),
        UniqueConstraint("guild_id", "artist_id", "key"),
        of("guild"),
        named("artist"),
        Index(None, "guild_id", "search"),
        **CLUSTERED,
    )
    # NULLs are distinct in a UNIQUE constraint, so titles without an artist need their own.
    Index(f"uq_{noun}_without_artist", table.c.guild_id, table.c.key, unique=True, **where(table.c.artist_id.is_(None)))
    return table


album = _titles("album")
track = _titles("track")

# --- listening -------------------------------------------------------------------------------------------------------

source = Table(
    "source",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    id_column("source_id"),
    words("kind"),
    words("digest"),
    moment("uploaded_at"),
    number("listens"),
    moment("first_at", nullable=True),
    moment("last_at", nullable=True),
    Column("blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "source_id"),
    UniqueConstraint("guild_id", "member_id", "digest"),
    of("member", "member_id"),
    CheckConstraint("listens >= 0", name="listens"),
)

history = Table(
    "history",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    number("listens"),
    moment("first_at", nullable=True),
    moment("last_at", nullable=True),
    number("played_ms"),
    number("music_ms"),
    Column("blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("member", "member_id"),
    CheckConstraint("listens >= 0 AND 0 <= music_ms AND music_ms <= played_ms", name="sums"),
)


def _scored() -> CheckConstraint:
    return CheckConstraint("score BETWEEN 0 AND 100", name="score")  # holds for NULL: "not enough listening"


playlist = Table(
    "playlist",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    id_column("playlist_id"),
    number("source_id"),
    words("title"),
    Column("modified_on", Date),
    number("tracks"),
    Column("score", Float),
    words("detail"),
    Column("version", Integer, nullable=False),
    Column("tracks_blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "playlist_id"),
    of("member", "member_id"),
    of("source", "member_id", "source_id"),
    Index(None, "guild_id", "member_id", "source_id"),
    CheckConstraint("tracks >= 0", name="tracks"),
    _scored(),
)

# What questions about a group read of one member's history, made by `bot.analysis.daybook`.
daybook = Table(
    "daybook",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    words("part"),
    Column("version", Integer, nullable=False),
    Column("blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "part"),
    of("member", "member_id"),
)

stretch = Table(
    "stretch",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    Column("score", Float),
    words("detail"),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("member", "member_id"),
    _scored(),
)

# --- rollups: what questions about the whole guild read --------------------------------------------------------------


def _rollup(noun: str) -> Table:
    """One member's music by artist, album or track.

    A row with 0 plays says that the member's listens or playlists hold the name (a podcast, a playlist's track that was
    never played): it keeps the name in the catalogue, and no count sees it.
    """
    table = Table(
        f"member_{noun}",
        metadata,
        id_column("guild_id"),
        id_column("member_id"),
        id_column(f"{noun}_id"),
        number("plays"),
        number("ms"),
        Column("first_at", BigInteger),  # plain integers: thousands are written per upload
        Column("last_at", BigInteger),
        PrimaryKeyConstraint("guild_id", "member_id", f"{noun}_id"),
        of("member", "member_id"),
        named(noun),
        CheckConstraint("plays >= 0 AND ms >= 0", name="sums"),
        CheckConstraint("(plays = 0) = (first_at IS NULL) AND (plays = 0) = (last_at IS NULL)", name="span"),
        **CLUSTERED,
    )
    # In the order in which listeners are ranked, so that the top is read without sorting.
    columns = table.c
    Index(
        f"ix_member_{noun}_by_time",
        columns.guild_id,
        columns[f"{noun}_id"],
        columns.ms.desc(),
        columns.plays.desc(),
        columns.member_id,
    )
    return table


member_artist = _rollup("artist")
member_album = _rollup("album")
member_track = _rollup("track")

member_hour = Table(
    "member_hour",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    Column("month", Integer, nullable=False),  # year * 100 + month, on the member's own clock
    Column("hour", Integer, nullable=False),
    number("plays"),
    number("ms"),
    PrimaryKeyConstraint("guild_id", "member_id", "month", "hour"),
    of("member", "member_id"),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    CheckConstraint("month % 100 BETWEEN 1 AND 12", name="month"),
    CheckConstraint("plays > 0 AND ms >= 0", name="sums"),
    **CLUSTERED,
)

# Sums of member_artist over the members who agreed to be compared, and nobody else: exact at every commit.
guild_artist = Table(
    "guild_artist",
    metadata,
    id_column("guild_id"),
    id_column("artist_id"),
    number("listeners"),
    number("plays"),
    number("ms"),
    PrimaryKeyConstraint("guild_id", "artist_id"),
    of("guild"),
    named("artist"),
    CheckConstraint("listeners >= 0 AND plays >= listeners AND ms >= 0", name="sums"),
    **CLUSTERED,
)
Index("ix_guild_artist_by_time", guild_artist.c.guild_id, guild_artist.c.ms.desc(), guild_artist.c.artist_id)
# What one member alone plays.
Index(
    "ix_guild_artist_lone",
    guild_artist.c.guild_id,
    guild_artist.c.plays.desc(),
    guild_artist.c.artist_id,
    **where(guild_artist.c.listeners == 1),
)

# --- offers; votes on them stand in `storage/poll_tables.py` ----------------------------------------------------------

offer = Table(
    "offer",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    words("buyer"),
    number("price_cents"),
    words("currency"),
    words("slice_words"),
    words("purpose"),
    Column("proposed_by", BigInteger),  # NULL once that member erased everything
    moment("proposed_at"),
    Column("slice_spec", Text, server_default="", nullable=False),
    Column("licence", Text, server_default="", nullable=False),
    Column("expires_on", Date),
    Column("exclusive", Boolean, server_default=false(), nullable=False),
    Column("inclusion", Text, server_default="not_objecting", nullable=False),
    Column("split", Text, server_default="equal", nullable=False),
    Column("cap_cents", BigInteger),
    Column("floor_cents", BigInteger, server_default="0", nullable=False),
    Column("opt_out_ms", BigInteger, server_default="259200000", nullable=False),
    Column("state", Text, server_default="open", nullable=False),
    moment("opt_out_until", nullable=True),
    PrimaryKeyConstraint("guild_id", "offer_id"),
    of("guild"),
    CheckConstraint("price_cents >= 0", name="price"),
    CheckConstraint("length(currency) = 3", name="currency"),
    CheckConstraint("inclusion IN ('yes', 'not_objecting')", name="inclusion"),
    CheckConstraint("split IN ('equal', 'contribution')", name="split"),
    CheckConstraint("cap_cents >= 0 AND floor_cents >= 0 AND opt_out_ms >= 0", name="bounds"),
    CheckConstraint(
        "state IN ('draft', 'open', 'failed', 'opt_out', 'built', 'delivered', 'paid', 'closed', 'withdrawn')",
        name="state",
    ),
)
# What Tutti has to see to by itself: votes that ended, windows that end.
Index(
    "ix_offer_waiting",
    offer.c.guild_id,
    offer.c.state,
    offer.c.opt_out_until,
    **where(offer.c.state.in_(["open", "opt_out"])),
)
Index("ix_offer_proposed_by", offer.c.guild_id, offer.c.proposed_by, **where(offer.c.proposed_by.is_not(None)))
