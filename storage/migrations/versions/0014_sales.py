"""The life of offers, packages and who is in them, links to them, the ledger, and keys of consent records."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import freeze

revision = "0014"
down_revision = "0013"

FINAL = {
    "offer_step": ("guild_id", "offer_id", "seq", "at", "step", "details"),
    "package": (
        "guild_id", "offer_id", "build", "built_at", "digest", "slice_spec", "slice_hash", "consent_root",
        "contributors", "suppressed", "cells",
    ),
    "download": ("guild_id", "token_digest", "seq", "at"),
    "ledger_line": (
        "guild_id", "line", "entry", "offer_id", "posting", "account", "cents", "currency", "at", "reference", "note",
        "reverses",
    ),
}  # fmt: skip


def upgrade() -> None:
    _offers()
    _steps()
    _packages()
    _links()
    _ledger()
    _consent_keys()
    dialect = op.get_bind().dialect.name
    for table, columns in FINAL.items():
        for statement in freeze(dialect, table, *columns):
            op.execute(statement)


def _offers() -> None:
    """More terms and a state. SQLite cannot add a CHECK: the table is made anew, row by row.

    An offer of before has the state that its vote led to, with the window that all have unless they say otherwise.
    """
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute("CREATE TABLE offer_before AS SELECT * FROM offer")
    if postgresql:
        op.drop_constraint("fk_poll_offer", "poll")
    op.drop_table("offer")
    op.create_table(
        "offer",
        _id("guild_id"),
        _id("offer_id"),
        _words("buyer"),
        _number("price_cents"),
        _words("currency"),
        _words("slice_words"),
        _words("purpose"),
        sa.Column("proposed_by", sa.BigInteger(), nullable=True),
        _number("proposed_at"),
        sa.Column("slice_spec", sa.Text(), server_default="", nullable=False),
        sa.Column("licence", sa.Text(), server_default="", nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("exclusive", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("inclusion", sa.Text(), server_default="not_objecting", nullable=False),
        sa.Column("split", sa.Text(), server_default="equal", nullable=False),
        sa.Column("cap_cents", sa.BigInteger(), nullable=True),
        sa.Column("floor_cents", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("opt_out_ms", sa.BigInteger(), server_default="259200000", nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("opt_out_until", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_offer_currency")),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_offer_price")),
        sa.CheckConstraint("inclusion IN ('yes', 'not_objecting')", name=op.f("ck_offer_inclusion")),
        sa.CheckConstraint("split IN ('equal', 'contribution')", name=op.f("ck_offer_split")),
        sa.CheckConstraint("cap_cents >= 0 AND floor_cents >= 0 AND opt_out_ms >= 0", name=op.f("ck_offer_bounds")),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'failed', 'opt_out', 'built', 'delivered', 'paid', 'closed', 'withdrawn')",
            name=op.f("ck_offer_state"),
        ),
        sa.ForeignKeyConstraint(["guild_id"], ["guild.guild_id"], name=op.f("fk_offer_guild"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", name=op.f("pk_offer")),
    )
    op.execute(
        """
        INSERT INTO offer (
            guild_id, offer_id, buyer, price_cents, currency, slice_words, purpose, proposed_by, proposed_at, state,
            opt_out_until
        )
        SELECT
            b.guild_id, b.offer_id, b.buyer, b.price_cents, b.currency, b.slice_words, b.purpose, b.proposed_by,
            b.proposed_at, CASE WHEN r.passed THEN 'opt_out' WHEN r.poll_id IS NOT NULL THEN 'failed' ELSE 'open' END,
            CASE WHEN r.passed THEN r.closed_at + 259200000 END
        FROM offer_before b
        LEFT JOIN poll p ON p.guild_id = b.guild_id AND p.offer_id = b.offer_id
        LEFT JOIN poll_result r ON r.guild_id = p.guild_id AND r.poll_id = p.poll_id
        """
    )
    op.drop_table("offer_before")
    if postgresql:
        op.create_foreign_key(
            "fk_poll_offer", "poll", "offer", ["guild_id", "offer_id"], ["guild_id", "offer_id"], ondelete="CASCADE"
        )
    waiting = sa.text("state IN ('open', 'opt_out')")
    op.create_index(
        "ix_offer_waiting", "offer", ["guild_id", "state", "opt_out_until"],
        sqlite_where=waiting, postgresql_where=waiting,
    )  # fmt: skip
    _index_of_known("ix_offer_proposed_by", "offer", "proposed_by")


def _steps() -> None:
    op.create_table(
        "offer_step",
        _id("guild_id"),
        _id("offer_id"),
        _id("seq"),
        _number("at"),
        _words("step"),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        _words("details"),
        sa.CheckConstraint("seq > 0", name=op.f("ck_offer_step_seq")),
        _of("offer_step", "offer", "offer_id"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", "seq", name=op.f("pk_offer_step")),
        sqlite_with_rowid=False,
    )
    _index_of_known("ix_offer_step_by", "offer_step", "by_id")
    op.create_table(
        "offer_confirmation",
        _id("guild_id"),
        _id("offer_id"),
        _words("step"),
        _words("subject"),
        _id("member_id"),
        _number("at"),
        _of("offer_confirmation", "offer", "offer_id"),
        sa.PrimaryKeyConstraint(
            "guild_id", "offer_id", "step", "subject", "member_id", name=op.f("pk_offer_confirmation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_offer_confirmation_guild_id_member_id"), "offer_confirmation", ["guild_id", "member_id"])
    op.create_table(
        "offer_opt_out",
        _id("guild_id"),
        _id("offer_id"),
        _id("member_id"),
        _number("at"),
        _of("offer_opt_out", "offer", "offer_id"),
        _of("offer_opt_out", "member", "member_id"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", "member_id", name=op.f("pk_offer_opt_out")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_offer_opt_out_guild_id_member_id"), "offer_opt_out", ["guild_id", "member_id"])
    op.create_table(
        "sale_setting",
        _id("guild_id"),
        sa.Column("two_moderators", sa.Boolean(), nullable=False),
        _of("sale_setting", "guild"),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_sale_setting")),
    )


def _packages() -> None:
    op.create_table(
        "package",
        _id("guild_id"),
        _id("offer_id"),
        _id("build"),
        _number("built_at"),
        _blob("digest"),
        _words("slice_spec"),
        _blob("slice_hash"),
        _blob("consent_root"),
        _number("contributors"),
        _number("suppressed"),
        _blob("cells"),
        sa.Column("archive", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("build > 0 AND contributors > 0 AND suppressed >= 0", name=op.f("ck_package_counts")),
        sa.CheckConstraint(
            "length(digest) = 32 AND length(slice_hash) = 32 AND length(consent_root) = 32",
            name=op.f("ck_package_digests"),
        ),
        _of("package", "offer", "offer_id"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", "build", name=op.f("pk_package")),
    )
    op.create_table(
        "package_member",
        _id("guild_id"),
        _id("offer_id"),
        _id("build"),
        _id("member_id"),
        _blob("digest"),
        _number("plays"),
        sa.CheckConstraint("length(digest) = 32 AND plays >= 0", name=op.f("ck_package_member_part")),
        _of("package_member", "package", "offer_id", "build"),
        _of("package_member", "member", "member_id"),
        sa.PrimaryKeyConstraint("guild_id", "offer_id", "build", "member_id", name=op.f("pk_package_member")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_package_member_guild_id_member_id"), "package_member", ["guild_id", "member_id"])


def _links() -> None:
    op.create_table(
        "delivery_link",
        _id("guild_id"),
        _blob("token_digest"),
        _number("offer_id"),
        _number("build"),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        _number("issued_at"),
        _number("expires_at"),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("length(token_digest) = 32 AND expires_at > issued_at", name=op.f("ck_delivery_link_link")),
        _of("delivery_link", "package", "offer_id", "build"),
        sa.PrimaryKeyConstraint("guild_id", "token_digest", name=op.f("pk_delivery_link")),
    )
    op.create_index(
        op.f("ix_delivery_link_guild_id_offer_id_build"), "delivery_link", ["guild_id", "offer_id", "build"]
    )
    _index_of_known("ix_delivery_link_by", "delivery_link", "issued_by")
    op.create_table(
        "download",
        _id("guild_id"),
        _blob("token_digest"),
        _id("seq"),
        _number("at"),
        _of("download", "delivery_link", "token_digest"),
        sa.PrimaryKeyConstraint("guild_id", "token_digest", "seq", name=op.f("pk_download")),
    )


def _ledger() -> None:
    op.create_table(
        "ledger_line",
        _id("guild_id"),
        _id("line"),
        _number("entry"),
        _number("offer_id"),
        _words("posting"),
        _words("account"),
        _number("cents"),
        _words("currency"),
        _number("at"),
        _words("reference"),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        _words("note"),
        sa.Column("reverses", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "posting IN ('price', 'receipt', 'shortfall', 'split', 'payout', 'release')",
            name=op.f("ck_ledger_line_posting"),
        ),
        sa.CheckConstraint("account IN ('buyer', 'held', 'pot', 'owed')", name=op.f("ck_ledger_line_account")),
        sa.CheckConstraint("(account = 'owed') = (reference <> '')", name=op.f("ck_ledger_line_reference")),
        sa.CheckConstraint("account = 'owed' OR member_id IS NULL", name=op.f("ck_ledger_line_whose")),
        sa.CheckConstraint(
            "cents <> 0 AND line > 0 AND entry > 0 AND reverses < entry", name=op.f("ck_ledger_line_line")
        ),
        sa.CheckConstraint("length(note) <= 200", name=op.f("ck_ledger_line_note")),
        _of("ledger_line", "offer", "offer_id"),
        sa.PrimaryKeyConstraint("guild_id", "line", name=op.f("pk_ledger_line")),
    )
    op.create_index(op.f("ix_ledger_line_guild_id_entry"), "ledger_line", ["guild_id", "entry"])
    op.create_index(
        "ix_ledger_line_balance",
        "ledger_line",
        ["guild_id", "offer_id", "account", "reference", "posting", "cents"],
    )
    _index_of_known("ix_ledger_line_member", "ledger_line", "member_id")
    written_once = sa.text("posting = 'price' AND account = 'buyer' AND reverses IS NULL")
    op.create_index(
        "uq_ledger_line_price", "ledger_line", ["guild_id", "offer_id"],
        unique=True, sqlite_where=written_once, postgresql_where=written_once,
    )  # fmt: skip


def _consent_keys() -> None:
    op.create_table(
        "consent_key",
        _id("guild_id"),
        _id("member_id"),
        _words("kind"),
        _words("record_id"),
        _words("subject"),
        _blob("salt"),
        sa.CheckConstraint("kind IN ('compare', 'narrate', 'pool', 'tag')", name=op.f("ck_consent_key_kind")),
        sa.CheckConstraint("length(salt) = 32", name=op.f("ck_consent_key_salt")),
        _of("consent_key", "member", "member_id"),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "kind", name=op.f("pk_consent_key")),
        sqlite_with_rowid=False,
    )


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _blob(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _of(table: str, parent: str, *columns: str) -> sa.ForeignKeyConstraint:
    names = ["guild_id", *columns]
    parents = [f"{parent}.{name}" for name in names]
    return sa.ForeignKeyConstraint(names, parents, name=op.f(f"fk_{table}_{parent}"), ondelete="CASCADE")


def _index_of_known(name: str, table: str, column: str) -> None:
    known = sa.text(f"{column} IS NOT NULL")
    op.create_index(name, table, ["guild_id", column], sqlite_where=known, postgresql_where=known)
