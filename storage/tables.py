"""The tables. `guild_id` leads every primary key and every index, and every row goes with its guild.

What belongs to a member goes with the member: each such table has a foreign key to `member` with ON DELETE CASCADE.
Moments are milliseconds since 1970 in UTC, `*_ms` that are no moments are durations. docs/storage.md draws the whole.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

from storage.dialect import CLUSTERED, bytewise, where

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """An aware moment as milliseconds since 1970, rounded down; exact, without a float on the way."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The moment, in UTC."""
    return _EPOCH + milliseconds * _MILLISECOND


class Moment(TypeDecorator[datetime]):
    """An aware datetime kept as an integer, so that both engines compare and order it alike. Naive ones are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else from_ms(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, autoincrement=False)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=nullable)


def _of(parent: str, *columns: str, ondelete: str | None = "CASCADE") -> ForeignKeyConstraint:
    """Rows that go with a row of `parent`, named by `guild_id` and these columns, which both tables call alike."""
    names = ["guild_id", *columns]
    return ForeignKeyConstraint(names, [f"{parent}.{name}" for name in names], ondelete=ondelete)


def _named(noun: str) -> ForeignKeyConstraint:
    """A name of the catalogue. It is removed when nobody uses it; until then the database refuses."""
    return _of(noun, f"{noun}_id", ondelete=None)


# --- who -------------------------------------------------------------------------------------------------------------

guild = Table(
    "guild",
    metadata,
    _id("guild_id"),
    _text("time_zone"),  # IANA; what a new member's clock is until they choose
    PrimaryKeyConstraint("guild_id"),
)

# Ids that are given once and never again: a button or a suggestion from before cannot come to mean something else.
counter = Table(
    "counter",
    metadata,
    _id("guild_id"),
    _text("noun"),
    _number("last_id"),
    _number("swept_id"),  # catalogue: names up to here are used by a member; later ones are checked at the next sweep
    PrimaryKeyConstraint("guild_id", "noun"),
    _of("guild"),
    CheckConstraint("noun IN ('artist', 'album', 'track', 'source', 'offer', 'poll')", name="noun"),
    CheckConstraint("0 <= swept_id AND swept_id <= last_id", name="swept"),
    **CLUSTERED,
)

member = Table(
    "member",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    _text("display_name"),
    _text("time_zone"),
    _moment("joined_at"),  # when Tutti first met the member here
    PrimaryKeyConstraint("guild_id", "member_id"),
    _of("guild"),
    **CLUSTERED,
)

_CONSENT_KIND = "kind IN ('compare', 'narrate', 'pool')"

consent = Table(
    "consent",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    _text("kind"),
    Column("given", Boolean, nullable=False),
    _moment("at"),
    PrimaryKeyConstraint("guild_id", "member_id", "kind"),
    _of("member", "member_id"),
    CheckConstraint(_CONSENT_KIND, name="kind"),
    **CLUSTERED,
)
Index(None, consent.c.guild_id, consent.c.kind, consent.c.member_id, **where(consent.c.given == true()))

consent_log = Table(
    "consent_log",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    _id("seq"),
    _text("kind"),
    Column("given", Boolean, nullable=False),
    _moment("at"),
    PrimaryKeyConstraint("guild_id", "member_id", "seq"),
    _of("member", "member_id"),
    CheckConstraint(_CONSENT_KIND, name="kind"),
    **CLUSTERED,
)

# An erasure whose bytes may still be in the files. Rows go when the files were rewritten.
scrub_due = Table(
    "scrub_due",
    metadata,
    _id("guild_id"),
    _moment("since"),
    PrimaryKeyConstraint("guild_id"),
    _of("guild"),
)

# --- the catalogue: names as this guild's members spell them ---------------------------------------------------------

artist = Table(
    "artist",
    metadata,
    _id("guild_id"),
    _id("artist_id"),
    _text("key"),
    Column("search", bytewise(), nullable=False),
    _text("name"),
    PrimaryKeyConstraint("guild_id", "artist_id"),
    UniqueConstraint("guild_id", "key"),
    _of("guild"),
    Index(None, "guild_id", "search"),
    **CLUSTERED,
)


def _titles(noun: str) -> Table:
    """Albums or tracks: a title belongs to an artist, or to nobody where no artist is named."""
    table = Table(
        noun,
        metadata,
        _id("guild_id"),
        _id(f"{noun}_id"),
        Column("artist_id", BigInteger),
        _text("key"),
        _text("name"),
        PrimaryKeyConstraint("guild_id", f"{noun}_id"),
        UniqueConstraint("guild_id", "artist_id", "key"),
        _of("guild"),
        _named("artist"),
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
    _id("guild_id"),
    _id("member_id"),
    _id("source_id"),
    _text("kind"),
    _text("digest"),
    _moment("uploaded_at"),
    _number("listens"),
    _moment("first_at", nullable=True),
    _moment("last_at", nullable=True),
    Column("blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "source_id"),
    UniqueConstraint("guild_id", "member_id", "digest"),
    _of("member", "member_id"),
    CheckConstraint("listens >= 0", name="listens"),
)

history = Table(
    "history",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    _number("listens"),
    _moment("first_at", nullable=True),
    _moment("last_at", nullable=True),
    _number("played_ms"),
    _number("music_ms"),
    Column("blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id"),
    _of("member", "member_id"),
    CheckConstraint("listens >= 0 AND 0 <= music_ms AND music_ms <= played_ms", name="sums"),
)


def _scored() -> CheckConstraint:
    return CheckConstraint("score BETWEEN 0 AND 100", name="score")  # holds for NULL: "not enough listening"


playlist = Table(
    "playlist",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    _id("playlist_id"),
    _number("source_id"),
    _text("title"),
    Column("modified_on", Date),
    _number("tracks"),
    Column("score", Float),
    _text("detail"),
    Column("version", Integer, nullable=False),
    Column("tracks_blob", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "playlist_id"),
    _of("member", "member_id"),
    _of("source", "member_id", "source_id"),
    Index(None, "guild_id", "member_id", "source_id"),
    CheckConstraint("tracks >= 0", name="tracks"),
    _scored(),
)

stretch = Table(
    "stretch",
    metadata,
    _id("guild_id"),
    _id("member_id"),
    Column("score", Float),
    _text("detail"),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id"),
    _of("member", "member_id"),
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
        _id("guild_id"),
        _id("member_id"),
        _id(f"{noun}_id"),
        _number("plays"),
        _number("ms"),
        Column("first_at", BigInteger),  # plain integers: thousands are written per upload
        Column("last_at", BigInteger),
        PrimaryKeyConstraint("guild_id", "member_id", f"{noun}_id"),
        _of("member", "member_id"),
        _named(noun),
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
    _id("guild_id"),
    _id("member_id"),
    Column("month", Integer, nullable=False),  # year * 100 + month, on the member's own clock
    Column("hour", Integer, nullable=False),
    _number("plays"),
    _number("ms"),
    PrimaryKeyConstraint("guild_id", "member_id", "month", "hour"),
    _of("member", "member_id"),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    CheckConstraint("month % 100 BETWEEN 1 AND 12", name="month"),
    CheckConstraint("plays > 0 AND ms >= 0", name="sums"),
    **CLUSTERED,
)

# Sums of member_artist over the members who agreed to be compared, and nobody else: exact at every commit.
guild_artist = Table(
    "guild_artist",
    metadata,
    _id("guild_id"),
    _id("artist_id"),
    _number("listeners"),
    _number("plays"),
    _number("ms"),
    PrimaryKeyConstraint("guild_id", "artist_id"),
    _of("guild"),
    _named("artist"),
    CheckConstraint("listeners >= 0 AND plays >= listeners AND ms >= 0", name="sums"),
    **CLUSTERED,
)
Index("ix_guild_artist_by_time", guild_artist.c.guild_id, guild_artist.c.ms.desc(), guild_artist.c.artist_id)

# --- votes -----------------------------------------------------------------------------------------------------------

offer = Table(
    "offer",
    metadata,
    _id("guild_id"),
    _id("offer_id"),
    _text("buyer"),
    _number("price_cents"),
    _text("currency"),
    _text("slice_words"),
    _text("purpose"),
    Column("proposed_by", BigInteger),  # NULL once that member erased everything
    _moment("proposed_at"),
    PrimaryKeyConstraint("guild_id", "offer_id"),
    _of("guild"),
    CheckConstraint("price_cents >= 0", name="price"),
    CheckConstraint("length(currency) = 3", name="currency"),
)

poll = Table(
    "poll",
    metadata,
    _id("guild_id"),
    _id("poll_id"),
    Column("offer_id", BigInteger),
    _text("question"),
    _number("quorum_part"),  # fractions as two integers: 2/3 has no exact decimal
    _number("quorum_whole"),
    _number("threshold_part"),
    _number("threshold_whole"),
    _number("electorate"),  # stays when a member on the roll erases everything
    _moment("opened_at"),
    _moment("closes_at"),
    _text("state"),
    _moment("closed_at", nullable=True),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    _moment("announced_at", nullable=True),
    PrimaryKeyConstraint("guild_id", "poll_id"),
    _of("guild"),
    _of("offer", "offer_id"),
    CheckConstraint("0 <= quorum_part AND quorum_part <= quorum_whole AND quorum_whole > 0", name="quorum"),
    CheckConstraint("0 <= threshold_part AND threshold_part < threshold_whole", name="threshold"),
    CheckConstraint("electorate > 0", name="electorate"),
    CheckConstraint("closes_at > opened_at", name="deadline"),
    CheckConstraint("state IN ('open', 'closed')", name="state"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name="message"),
)
Index(None, poll.c.guild_id, poll.c.offer_id)
Index("ix_poll_open", poll.c.guild_id, poll.c.closes_at, **where(poll.c.state == "open"))
Index(
    "ix_poll_unannounced",
    poll.c.guild_id,
    poll.c.poll_id,
    **where((poll.c.state == "closed") & poll.c.announced_at.is_(None)),
)

roll = Table(
    "roll",
    metadata,
    _id("guild_id"),
    _id("poll_id"),
    _id("member_id"),
    PrimaryKeyConstraint("guild_id", "poll_id", "member_id"),
    _of("poll", "poll_id"),
    _of("member", "member_id"),
    Index(None, "guild_id", "member_id"),
    **CLUSTERED,
)

ballot_log = Table(
    "ballot_log",
    metadata,
    _id("guild_id"),
    _id("poll_id"),
    _id("seq"),
    Column("commitment", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("superseded_by", BigInteger),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("choice", Text),  # this and the nonce are filled in at close, for counted ballots
    Column("nonce", LargeBinary),
    PrimaryKeyConstraint("guild_id", "poll_id", "seq"),
    UniqueConstraint("guild_id", "poll_id", "commitment"),
    _of("poll", "poll_id"),
    CheckConstraint("seq > 0 AND superseded_by > seq", name="order"),
    CheckConstraint("length(commitment) = 32 AND length(chain) = 32", name="digests"),
    CheckConstraint("(choice IS NULL) = (nonce IS NULL)", name="opening"),
    CheckConstraint("choice IS NULL OR superseded_by IS NULL", name="counted"),
)

ballot = Table(
    "ballot",
    metadata,
    _id("guild_id"),
    _id("poll_id"),
    _id("member_id"),
    _text("choice"),
    Column("nonce", LargeBinary, nullable=False),
    _number("seq"),
    _moment("cast_at"),
    PrimaryKeyConstraint("guild_id", "poll_id", "member_id"),
    UniqueConstraint("guild_id", "poll_id", "seq"),
    _of("roll", "poll_id", "member_id"),
    _of("ballot_log", "poll_id", "seq"),
    Index(None, "guild_id", "member_id"),
    CheckConstraint("choice IN ('yes', 'no', 'abstain')", name="choice"),
    **CLUSTERED,
)

poll_result = Table(
    "poll_result",
    metadata,
    _id("guild_id"),
    _id("poll_id"),
    _moment("closed_at"),
    _number("electorate"),
    _number("yes"),
    _number("no"),
    _number("abstain"),
    Column("passed", Boolean, nullable=False),
    _text("reason"),
    _number("log_entries"),
    Column("log_head", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "poll_id"),
    _of("poll", "poll_id"),
    CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0 AND yes + no + abstain <= electorate", name="counts"),
    CheckConstraint("yes + no + abstain <= log_entries AND length(log_head) = 32", name="log"),
)


def of_member(table: Table, guild_id: int, member_id: int) -> ColumnElement[bool]:
    """The table's rows of one member."""
    return (table.c.guild_id == guild_id) & (table.c.member_id == member_id)


def same_member(left: Table, right: Table) -> ColumnElement[bool]:
    """Rows of both tables that are about the same member of the same guild."""
    return (left.c.guild_id == right.c.guild_id) & (left.c.member_id == right.c.member_id)
