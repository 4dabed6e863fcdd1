"""The table of the ledger: double entry, written once."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, PrimaryKeyConstraint, Table

from storage.columns import id_column, metadata, moment, number, of, words
from storage.dialect import where

ledger_line = Table(
    "ledger_line",
    metadata,
    id_column("guild_id"),
    id_column("line"),
    number("entry"),  # a line's transaction; lines of one add up to 0
    number("offer_id"),
    words("posting"),
    words("account"),
    number("cents"),
    words("currency"),
    moment("at"),
    words("reference"),
    Column("member_id", BigInteger),  # NULL once that member erased everything; the only column that may change
    words("note"),
    Column("reverses", BigInteger),
    PrimaryKeyConstraint("guild_id", "line"),
    of("offer", "offer_id"),
    CheckConstraint("posting IN ('price', 'receipt', 'shortfall', 'split', 'payout', 'release')", name="posting"),
    CheckConstraint("account IN ('buyer', 'held', 'pot', 'owed')", name="account"),
    CheckConstraint("(account = 'owed') = (reference <> '')", name="reference"),
    CheckConstraint("account = 'owed' OR member_id IS NULL", name="whose"),
    CheckConstraint("cents <> 0 AND line > 0 AND entry > 0 AND reverses < entry", name="line"),
    CheckConstraint("length(note) <= 200", name="note"),
)
Index(None, ledger_line.c.guild_id, ledger_line.c.entry)
# Balances are read from this index alone.
Index(
    "ix_ledger_line_balance",
    ledger_line.c.guild_id,
    ledger_line.c.offer_id,
    ledger_line.c.account,
    ledger_line.c.reference,
    ledger_line.c.posting,
    ledger_line.c.cents,
)
Index(
    "ix_ledger_line_member",
    ledger_line.c.guild_id,
    ledger_line.c.member_id,
    **where(ledger_line.c.member_id.is_not(None)),
)
# The price is written once.
Index(
    "uq_ledger_line_price",
    ledger_line.c.guild_id,
    ledger_line.c.offer_id,
    unique=True,
    **where((ledger_line.c.posting == "price") & (ledger_line.c.account == "buyer") & ledger_line.c.reverses.is_(None)),
)
