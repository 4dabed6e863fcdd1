"""The tables of votes. What a poll promised its voters is final: triggers of the migration refuse to change it.

A roll holds an id and a number of votes and no name: members whom Tutti never met can be on it. So do delegations and
declined reminders. None of them hangs on `member`; `storage/members.py` erases them by hand.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import id_column, metadata, moment, number, of, words
from storage.dialect import CLUSTERED, where


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


poll = Table(
    "poll",
    metadata,
    id_column("guild_id"),
    id_column("poll_id"),
    Column("offer_id", BigInteger),
    words("question"),
    words("method"),
    words("options"),  # JSON: [[label, description], ...]
    number("quorum_part"),  # fractions as two integers: 2/3 has no exact decimal
    number("quorum_whole"),
    number("threshold_part"),
    number("threshold_whole"),
    words("audience"),
    words("role_ids"),  # JSON: [role id, ...]
    number("member_days"),
    number("account_days"),
    words("weights"),  # JSON: [[role id, votes], ...]
    _flag("secret"),
    _flag("live"),
    _flag("changeable"),
    _flag("early_close"),
    number("extension_ms"),
    _flag("remind"),
    _flag("delegation"),
    words("topic"),
    number("electorate"),  # stays when a member on the roll erases everything
    number("votes"),
    Column("created_by", BigInteger),  # NULL once that member erased everything
    moment("created_at"),
    moment("opens_at", nullable=True),
    moment("opened_at", nullable=True),
    moment("closes_at"),
    moment("extended_from", nullable=True),
    words("state"),
    moment("closed_at", nullable=True),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    moment("reminded_at", nullable=True),
    moment("announced_at", nullable=True),
    PrimaryKeyConstraint("guild_id", "poll_id"),
    of("guild"),
    of("offer", "offer_id"),
    CheckConstraint("method IN ('yes_no', 'single', 'approval', 'runoff', 'schulze', 'score')", name="method"),
    CheckConstraint("audience IN ('pool', 'everyone', 'roles')", name="audience"),
    CheckConstraint("0 <= quorum_part AND quorum_part <= quorum_whole AND quorum_whole > 0", name="quorum"),
    CheckConstraint("0 <= threshold_part AND threshold_part < threshold_whole", name="threshold"),
    CheckConstraint("(state = 'scheduled') = (electorate = 0) AND 0 <= electorate", name="electorate"),
    CheckConstraint("electorate <= votes", name="votes"),
    CheckConstraint("created_at < closes_at AND opens_at < closes_at", name="deadline"),  # holds without opens_at
    CheckConstraint("extended_from < closes_at", name="extension"),
    CheckConstraint("state IN ('scheduled', 'open', 'closed')", name="state"),
    CheckConstraint("(state = 'scheduled') = (opened_at IS NULL)", name="opened"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name="message"),
)
Index(None, poll.c.guild_id, poll.c.offer_id)
# SQLite reads these where a query spells the state as a constant, never as a parameter.
Index("ix_poll_scheduled", poll.c.guild_id, poll.c.poll_id, **where(poll.c.state == "scheduled"))
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
    id_column("guild_id"),
    id_column("poll_id"),
    id_column("member_id"),
    number("votes"),
    PrimaryKeyConstraint("guild_id", "poll_id", "member_id"),
    of("poll", "poll_id"),
    Index(None, "guild_id", "member_id"),
    CheckConstraint("votes > 0", name="votes"),
    **CLUSTERED,
)

ballot_log = Table(
    "ballot_log",
    metadata,
    id_column("guild_id"),
    id_column("poll_id"),
    id_column("seq"),
    Column("commitment", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("superseded_by", BigInteger),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("choice", Text),  # this, the nonce and the votes are filled in at close, for counted ballots
    Column("nonce", LargeBinary),
    Column("votes", BigInteger, nullable=False, server_default=text("1")),
    PrimaryKeyConstraint("guild_id", "poll_id", "seq"),
    UniqueConstraint("guild_id", "poll_id", "commitment"),
    of("poll", "poll_id"),
    CheckConstraint("seq > 0 AND superseded_by > seq", name="order"),
    CheckConstraint("length(commitment) = 32 AND length(chain) = 32", name="digests"),
    CheckConstraint("(choice IS NULL) = (nonce IS NULL)", name="opening"),
    CheckConstraint("choice IS NULL OR superseded_by IS NULL", name="counted"),
    CheckConstraint("votes > 0", name="votes"),
)

ballot = Table(
    "ballot",
    metadata,
    id_column("guild_id"),
    id_column("poll_id"),
    id_column("member_id"),
    words("choice"),  # in the form of the poll's method
    Column("nonce", LargeBinary, nullable=False),
    number("seq"),
    moment("cast_at"),
    PrimaryKeyConstraint("guild_id", "poll_id", "member_id"),
    UniqueConstraint("guild_id", "poll_id", "seq"),
    of("roll", "poll_id", "member_id"),
    of("ballot_log", "poll_id", "seq"),
    Index(None, "guild_id", "member_id"),
    CheckConstraint("length(choice) BETWEEN 1 AND 200", name="choice"),
    **CLUSTERED,
)

poll_result = Table(
    "poll_result",
    metadata,
    id_column("guild_id"),
    id_column("poll_id"),
    moment("closed_at"),
    number("electorate"),
    number("ballots"),
    number("votes"),
    Column("passed", Boolean, nullable=False),
    words("reason"),
    words("tally"),  # JSON: the rest of `Conclusion`, by its names
    number("log_entries"),
    Column("log_head", LargeBinary, nullable=False),
    Column("log_root", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "poll_id"),
    of("poll", "poll_id"),
    CheckConstraint("0 <= ballots AND ballots <= electorate AND ballots <= votes", name="counts"),
    CheckConstraint("ballots <= log_entries AND length(log_head) = 32 AND length(log_root) = 32", name="log"),
)

# Who lets whom vote for them: in one poll, or (`poll_id` 0) in polls of a topic.
delegation = Table(
    "delegation",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    id_column("poll_id"),
    words("topic"),
    number("delegate_id"),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "member_id", "poll_id", "topic"),
    of("guild"),
    Index(None, "guild_id", "poll_id", "topic"),
    Index(None, "guild_id", "delegate_id"),
    CheckConstraint("(poll_id = 0) = (topic <> '')", name="scope"),
    CheckConstraint("member_id <> delegate_id", name="other"),
    **CLUSTERED,
)

# Members who want no reminders of polls that they have not voted in.
reminders_off = Table(
    "reminders_off",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    moment("since"),
    PrimaryKeyConstraint("guild_id", "member_id"),
    of("guild"),
    **CLUSTERED,
)
