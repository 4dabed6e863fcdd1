"""The tables of sales: the log of an offer, who left it, packages with their rosters, links, and consent records.

What an offer says stands in `storage/tables.py`, the money in `storage/ledger_tables.py`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from storage.columns import id_column, metadata, moment, number, of, words
from storage.dialect import CLUSTERED, where

# Written once: a trigger refuses every change but that who did it is forgotten.
offer_step = Table(
    "offer_step",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    id_column("seq"),
    moment("at"),
    words("step"),
    Column("by_id", BigInteger),  # NULL: Tutti itself, or somebody who erased everything since
    words("details"),
    PrimaryKeyConstraint("guild_id", "offer_id", "seq"),
    of("offer", "offer_id"),
    CheckConstraint("seq > 0", name="seq"),
    **CLUSTERED,
)
Index("ix_offer_step_by", offer_step.c.guild_id, offer_step.c.by_id, **where(offer_step.c.by_id.is_not(None)))

# Who confirmed a step that cannot be taken back, and of what: the same step on a package built anew is another subject.
offer_confirmation = Table(
    "offer_confirmation",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    words("step"),
    words("subject"),
    id_column("member_id"),  # a moderator, who need not be known here as a member; erased by hand
    moment("at"),
    PrimaryKeyConstraint("guild_id", "offer_id", "step", "subject", "member_id"),
    of("offer", "offer_id"),
    Index(None, "guild_id", "member_id"),
    **CLUSTERED,
)

offer_opt_out = Table(
    "offer_opt_out",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    id_column("member_id"),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "offer_id", "member_id"),
    of("offer", "offer_id"),
    of("member", "member_id"),
    Index(None, "guild_id", "member_id"),
    **CLUSTERED,
)

sale_setting = Table(
    "sale_setting",
    metadata,
    id_column("guild_id"),
    Column("two_moderators", Boolean, nullable=False),
    PrimaryKeyConstraint("guild_id"),
    of("guild"),
)

package = Table(
    "package",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    id_column("build"),
    moment("built_at"),
    Column("digest", LargeBinary, nullable=False),
    words("slice_spec"),
    Column("slice_hash", LargeBinary, nullable=False),
    Column("consent_root", LargeBinary, nullable=False),
    number("contributors"),
    number("suppressed"),
    Column("cells", LargeBinary, nullable=False),
    Column("archive", LargeBinary),  # NULL once it was cleared
    PrimaryKeyConstraint("guild_id", "offer_id", "build"),
    of("offer", "offer_id"),
    CheckConstraint("build > 0 AND contributors > 0 AND suppressed >= 0", name="counts"),
    CheckConstraint("length(digest) = 32 AND length(slice_hash) = 32 AND length(consent_root) = 32", name="digests"),
)

package_member = Table(
    "package_member",
    metadata,
    id_column("guild_id"),
    id_column("offer_id"),
    id_column("build"),
    id_column("member_id"),
    Column("digest", LargeBinary, nullable=False),
    number("plays"),
    PrimaryKeyConstraint("guild_id", "offer_id", "build", "member_id"),
    of("package", "offer_id", "build"),
    of("member", "member_id"),
    Index(None, "guild_id", "member_id"),
    CheckConstraint("length(digest) = 32 AND plays >= 0", name="part"),
    **CLUSTERED,
)

delivery_link = Table(
    "delivery_link",
    metadata,
    id_column("guild_id"),
    Column("token_digest", LargeBinary, nullable=False),
    number("offer_id"),
    number("build"),
    Column("issued_by", BigInteger),
    moment("issued_at"),
    moment("expires_at"),
    moment("revoked_at", nullable=True),
    PrimaryKeyConstraint("guild_id", "token_digest"),
    of("package", "offer_id", "build"),
    Index(None, "guild_id", "offer_id", "build"),
    CheckConstraint("length(token_digest) = 32 AND expires_at > issued_at", name="link"),
)
Index(
    "ix_delivery_link_by",
    delivery_link.c.guild_id,
    delivery_link.c.issued_by,
    **where(delivery_link.c.issued_by.is_not(None)),
)

# One download of a package by its buyer. Written once; of whoever fetched it nothing is kept.
download = Table(
    "download",
    metadata,
    id_column("guild_id"),
    Column("token_digest", LargeBinary, nullable=False),
    id_column("seq"),
    moment("at"),
    PrimaryKeyConstraint("guild_id", "token_digest", "seq"),
    of("delivery_link", "token_digest"),
)

# What ties a member to their consent records, and nothing else does: with this row a record becomes nobody's.
consent_key = Table(
    "consent_key",
    metadata,
    id_column("guild_id"),
    id_column("member_id"),
    words("kind"),
    words("record_id"),
    words("subject"),
    Column("salt", LargeBinary, nullable=False),
    PrimaryKeyConstraint("guild_id", "member_id", "kind"),
    of("member", "member_id"),
    CheckConstraint("kind IN ('compare', 'narrate', 'pool', 'tag')", name="kind"),
    CheckConstraint("length(salt) = 32", name="salt"),
    **CLUSTERED,
)

# What a package's root stands on: salted leaves that name nobody. With them a member who has their salt finds their own
# consent under the root; they stay when a member erases everything, and are nobody's then.
consent_leaves = Table(
    "consent_leaves",
    metadata,
    id_column("guild_id"),
    Column("root", LargeBinary, nullable=False),
    Column("leaves", LargeBinary, nullable=False),  # 32 bytes each, ascending
    PrimaryKeyConstraint("guild_id", "root"),
    of("guild"),
    CheckConstraint("length(root) = 32 AND length(leaves) % 32 = 0", name="digests"),
)
