"""Polls of every method and conduct, rolls of members whom Tutti never met, results of every kind, delegations."""

from __future__ import annotations

import hashlib
import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from storage.dialect import freeze, refuse_rows, thaw

revision = "0013"
down_revision = "0012"

REBUILT = ("ballot", "ballot_log", "roll", "poll_result", "poll")
"""Children first. SQLite cannot change a CHECK, so they are made anew and filled again."""

PROMISED = (
    "guild_id", "poll_id", "offer_id", "question", "method", "options", "quorum_part", "quorum_whole",
    "threshold_part", "threshold_whole", "audience", "role_ids", "member_days", "account_days", "weights", "secret",
    "live", "changeable", "early_close", "extension_ms", "remind", "delegation", "topic", "created_at", "opens_at",
)  # fmt: skip
RESULT = (
    "guild_id", "poll_id", "closed_at", "electorate", "ballots", "votes", "passed", "reason", "tally", "log_entries",
    "log_head", "log_root",
)  # fmt: skip


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table in ("ballot_log", "poll_result"):
        for statement in thaw(dialect, table):
            op.execute(statement)
    for table in REBUILT:
        op.execute(f"CREATE TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608 - the names above
    for table in REBUILT:
        op.drop_table(table)
    _poll()
    _roll()
    _ballot_log()
    _ballot()
    _poll_result()
    _fill()
    for table in REBUILT:
        op.drop_table(f"{table}_before")
    _delegations()
    _make_final(dialect)


def _key(table: str, *columns: str) -> list[sa.Column[int] | sa.PrimaryKeyConstraint]:
    names = ["guild_id", *columns]
    return [
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names),
        sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
    ]


def _of(table: str, parent: str, *columns: str) -> sa.ForeignKeyConstraint:
    names = ["guild_id", *columns]
    return sa.ForeignKeyConstraint(
        names, [f"{parent}.{name}" for name in names], name=op.f(f"fk_{table}_{parent}"), ondelete="CASCADE"
    )


def _number(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable, server_default=default and sa.text(default))


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _poll() -> None:
    op.create_table(
        "poll",
        *_key("poll", "poll_id"),
        _number("offer_id", nullable=True),
        _words("question"),
        _words("method"),
        _words("options"),
        *(_number(name) for name in ("quorum_part", "quorum_whole", "threshold_part", "threshold_whole")),
        _words("audience"),
        _words("role_ids"),
        _number("member_days"),
        _number("account_days"),
        _words("weights"),
        *(_flag(name) for name in ("secret", "live", "changeable", "early_close")),
        _number("extension_ms"),
        _flag("remind"),
        _flag("delegation"),
        _words("topic"),
        _number("electorate"),
        _number("votes"),
        _number("created_by", nullable=True),
        _number("created_at"),
        _number("opens_at", nullable=True),
        _number("opened_at", nullable=True),
        _number("closes_at"),
        _number("extended_from", nullable=True),
        _words("state"),
        *(_number(name, nullable=True) for name in ("closed_at", "channel_id", "message_id")),
        *(_number(name, nullable=True) for name in ("reminded_at", "announced_at")),
        _of("poll", "guild"),
        _of("poll", "offer", "offer_id"),
        _check("poll", "method", "method IN ('yes_no', 'single', 'approval', 'runoff', 'schulze', 'score')"),
        _check("poll", "audience", "audience IN ('pool', 'everyone', 'roles')"),
        _check("poll", "quorum", "0 <= quorum_part AND quorum_part <= quorum_whole AND quorum_whole > 0"),
        _check("poll", "threshold", "0 <= threshold_part AND threshold_part < threshold_whole"),
        _check("poll", "electorate", "(state = 'scheduled') = (electorate = 0) AND 0 <= electorate"),
        _check("poll", "votes", "electorate <= votes"),
        _check("poll", "deadline", "created_at < closes_at AND opens_at < closes_at"),
        _check("poll", "extension", "extended_from < closes_at"),
        _check("poll", "state", "state IN ('scheduled', 'open', 'closed')"),
        _check("poll", "opened", "(state = 'scheduled') = (opened_at IS NULL)"),
        _check("poll", "closed", "(state = 'closed') = (closed_at IS NOT NULL)"),
        _check("poll", "message", "message_id IS NULL OR channel_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_poll_guild_id_offer_id"), "poll", ["guild_id", "offer_id"])
    for name, column, condition in (
        ("scheduled", "poll_id", "state = 'scheduled'"),
        ("open", "closes_at", "state = 'open'"),
        ("unannounced", "poll_id", "state = 'closed' AND announced_at IS NULL"),
    ):
        where = sa.text(condition)
        op.create_index(f"ix_poll_{name}", "poll", ["guild_id", column], sqlite_where=where, postgresql_where=where)


def _roll() -> None:
    op.create_table(
        "roll",
        *_key("roll", "poll_id", "member_id"),
        _number("votes"),
        _of("roll", "poll", "poll_id"),
        _check("roll", "votes", "votes > 0"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_roll_guild_id_member_id"), "roll", ["guild_id", "member_id"])


def _ballot_log() -> None:
    op.create_table(
        "ballot_log",
        *_key("ballot_log", "poll_id", "seq"),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        _number("superseded_by", nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(), nullable=True),
        _number("votes", default="1"),
        sa.UniqueConstraint(
            "guild_id", "poll_id", "commitment", name=op.f("uq_ballot_log_guild_id_poll_id_commitment")
        ),
        _of("ballot_log", "poll", "poll_id"),
        _check("ballot_log", "order", "seq > 0 AND superseded_by > seq"),
        _check("ballot_log", "digests", "length(commitment) = 32 AND length(chain) = 32"),
        _check("ballot_log", "opening", "(choice IS NULL) = (nonce IS NULL)"),
        _check("ballot_log", "counted", "choice IS NULL OR superseded_by IS NULL"),
        _check("ballot_log", "votes", "votes > 0"),
    )


def _ballot() -> None:
    op.create_table(
        "ballot",
        *_key("ballot", "poll_id", "member_id"),
        _words("choice"),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        _number("seq"),
        _number("cast_at"),
        sa.UniqueConstraint("guild_id", "poll_id", "seq", name=op.f("uq_ballot_guild_id_poll_id_seq")),
        _of("ballot", "roll", "poll_id", "member_id"),
        _of("ballot", "ballot_log", "poll_id", "seq"),
        _check("ballot", "choice", "length(choice) BETWEEN 1 AND 200"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ballot_guild_id_member_id"), "ballot", ["guild_id", "member_id"])


def _poll_result() -> None:
    op.create_table(
        "poll_result",
        *_key("poll_result", "poll_id"),
        *(_number(name) for name in ("closed_at", "electorate", "ballots", "votes")),
        _flag("passed"),
        _words("reason"),
        _words("tally"),
        _number("log_entries"),
        sa.Column("log_head", sa.LargeBinary(), nullable=False),
        sa.Column("log_root", sa.LargeBinary(), nullable=False),
        _of("poll_result", "poll", "poll_id"),
        _check("poll_result", "counts", "0 <= ballots AND ballots <= electorate AND ballots <= votes"),
        _check("poll_result", "log", "ballots <= log_entries AND length(log_head) = 32 AND length(log_root) = 32"),
    )


def _fill() -> None:
    """Every poll until now asked the pool by yes or no, secretly, and let ballots be changed."""
    op.execute(
        "INSERT INTO poll (guild_id, poll_id, offer_id, question, method, options, quorum_part, quorum_whole,"
        " threshold_part, threshold_whole, audience, role_ids, member_days, account_days, weights, secret, live,"
        " changeable, early_close, extension_ms, remind, delegation, topic, electorate, votes, created_by, created_at,"
        " opened_at, closes_at, state, closed_at, channel_id, message_id, announced_at)"
        " SELECT p.guild_id, p.poll_id, p.offer_id, question, 'yes_no', '[]', quorum_part, quorum_whole,"
        " threshold_part, threshold_whole, 'pool', '[]', 0, 0, '[]', true, false, true, false, 0, false, false, '',"
        " electorate, electorate, o.proposed_by, opened_at, opened_at, closes_at, state, closed_at, channel_id,"
        " message_id, announced_at FROM poll_before p"
        " LEFT JOIN offer o ON o.guild_id = p.guild_id AND o.offer_id = p.offer_id"
    )
    op.execute(
        "INSERT INTO roll (guild_id, poll_id, member_id, votes) SELECT guild_id, poll_id, member_id, 1 FROM roll_before"
    )
    log = "guild_id, poll_id, seq, commitment, chain, superseded_by, withdrawn, choice, nonce"
    op.execute(f"INSERT INTO ballot_log ({log}) SELECT {log} FROM ballot_log_before")  # noqa: S608 - the line above
    cast = "guild_id, poll_id, member_id, choice, nonce, seq, cast_at"
    op.execute(f"INSERT INTO ballot ({cast}) SELECT {cast} FROM ballot_before")  # noqa: S608 - the line above
    _fill_results()


def _fill_results() -> None:
    connection = op.get_bind()
    entries = connection.execute(
        sa.text("SELECT guild_id, poll_id, commitment FROM ballot_log ORDER BY guild_id, poll_id, seq")
    )
    roots = {poll: _root([row[2] for row in rows]) for poll, rows in groupby(entries, key=lambda row: tuple(row[:2]))}
    filling = sa.text(
        "INSERT INTO poll_result VALUES (:guild_id, :poll_id, :closed_at, :electorate, :ballots, :ballots, :passed,"
        " :reason, :tally, :log_entries, :log_head, :log_root)"
    ).bindparams(sa.bindparam("passed", type_=sa.Boolean()))
    for row in connection.execute(sa.text("SELECT * FROM poll_result_before")).mappings().all():
        tally = {
            "counts": [["yes", row["yes"]], ["no", row["no"]]],
            "abstain": row["abstain"],
            "winners": ["yes"] if row["passed"] else [],
            "rounds": [],
            "duels": [],
            "delegated": 0,
        }
        given = {name: row[name] for name in RESULT if name in row}
        given["ballots"] = row["yes"] + row["no"] + row["abstain"]
        given["log_root"] = roots.get((row["guild_id"], row["poll_id"]), _root([]))
        connection.execute(filling, {**given, "passed": bool(row["passed"]), "tally": json.dumps(tally)})


def _root(leaves: list[bytes]) -> bytes:
    """RFC 9162's Merkle root, as the bot made it when this step was written."""
    if not leaves:
        return hashlib.sha256().digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + level[-1:] * (
            len(level) % 2
        )
    return level[0]


def _delegations() -> None:
    op.create_table(
        "delegation",
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in ("guild_id", "member_id")),
        sa.Column("poll_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _words("topic"),
        _number("delegate_id"),
        _number("at"),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "poll_id", "topic", name=op.f("pk_delegation")),
        _of("delegation", "guild"),
        _check("delegation", "scope", "(poll_id = 0) = (topic <> '')"),
        _check("delegation", "other", "member_id <> delegate_id"),
        sqlite_with_rowid=False,
    )
    for columns in (["guild_id", "poll_id", "topic"], ["guild_id", "delegate_id"]):
        op.create_index(op.f(f"ix_delegation_{'_'.join(columns)}"), "delegation", columns)
    op.create_table(
        "reminders_off",
        *_key("reminders_off", "member_id"),
        _number("since"),
        _of("reminders_off", "guild"),
        sqlite_with_rowid=False,
    )


def _make_final(dialect: str) -> None:
    """What a poll promised stays: its terms, its roll, its log and its result. One late quorum may move a deadline."""
    for statement in (
        *freeze(dialect, "ballot_log", "guild_id", "poll_id", "seq", "commitment", "chain"),
        *freeze(dialect, "poll_result", *RESULT),
        *freeze(dialect, "poll", *PROMISED),
        *freeze(
            dialect, "poll", "closes_at", "extended_from", name="poll_deadline_is_final",
            unless="OLD.state = 'open' AND OLD.extended_from IS NULL AND NEW.extended_from = OLD.closes_at",
        ),
        *freeze(
            dialect, "poll", "state", "electorate", "votes", "opened_at", "closed_at", name="poll_state_is_final",
            unless="OLD.state = 'scheduled' AND NEW.state = 'open' OR OLD.state = 'open' AND NEW.state = 'closed'"
            " AND NEW.electorate = OLD.electorate AND NEW.votes = OLD.votes AND NEW.opened_at = OLD.opened_at",
        ),
        *freeze(dialect, "roll", "guild_id", "poll_id", "member_id", "votes"),
        *refuse_rows(
            dialect, "roll", "roll_is_fixed",
            "(SELECT state FROM poll WHERE guild_id = NEW.guild_id AND poll_id = NEW.poll_id) <> 'scheduled'",
        ),
    ):  # fmt: skip
        op.execute(statement)
