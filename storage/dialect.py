"""Everything in which SQLite and PostgreSQL differ: engines, how a transaction begins, upserts, and erased bytes.

The rest of `storage/` is the same SQL on both. SQLite (aiosqlite) is what runs by default. For PostgreSQL no driver is
installed; its statements are compiled in tests, and docs/storage.md says what has run against a server.
"""

from __future__ import annotations

import itertools
import json
import math
import operator
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    String,
    Subquery,
    Table,
    cast,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.types import TypeEngine

from bot.errors import SettingsError

BUSY_TIMEOUT_MS = 10_000
SCRUB_AT_ONCE_BYTES = 512 * 1024 * 1024
"""A larger file is rewritten at the next start instead of at once: rewriting takes about 0.6 s per 100 MB."""

CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""Table arguments: rows stored in the primary key's own tree. Not for tables with blobs, which it would slow down."""

_BEGIN = "tutti_begin"
"""Execution option that says how SQLite begins: the SQL, or "" where PRAGMA and VACUUM need no transaction."""


def bytewise() -> TypeEngine[str]:
    """Text compared byte by byte, so that a range of keys is a prefix. SQLite's default, asked of PostgreSQL."""
    return String().with_variant(String(collation="C"), "postgresql")


def where(condition: ColumnElement[bool]) -> dict[str, Any]:
    """Index arguments: only rows for which this holds."""
    return {"sqlite_where": condition, "postgresql_where": condition}


def database_file(url: str) -> Path | None:
    """Where an SQLite database is kept; None for a database that is no file of ours.

    Raises:
        SettingsError: not a URL for SQLite or PostgreSQL, or SQLite in memory: each connection would see another one.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        return None
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise SettingsError(
            f"DATABASE_URL must name an SQLite file or a PostgreSQL database, not {parsed.render_as_string()}."
        )
    return Path(str(parsed.database))


def make_engine(url: str, *, migrating: bool = False) -> AsyncEngine:
    """An engine whose connections keep the promises of `docs/storage.md`. Connects when first used.

    Args:
        url: of SQLAlchemy; see `database_file` for what is refused.
        migrating: leave foreign keys unchecked while tables are rebuilt; the migration checks them before it commits.
    """
    parsed = _parsed(url)
    if database_file(url) is None:
        return create_async_engine(parsed)
    engine = create_async_engine(
        parsed.set(drivername="sqlite+aiosqlite"),
        # None: the driver begins nothing by itself, so that BEGIN below is real, also around DDL and SELECT.
        # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions
        connect_args={"isolation_level": None},
        pool_size=4,
        max_overflow=4,
    )

    _keep_promises(engine.sync_engine, migrating=migrating)
    return engine


def make_step_engines(url: str) -> tuple[Engine, Engine] | None:
    """Engines for transactions that run whole in a thread beside the event loop, one that reads and one that writes.

    aiosqlite hands each call to the connection's thread and waits for its answer on the loop, four calls a statement:
    most of what a short transaction takes. What runs in a thread as a whole waits for one answer. The connections keep
    the same promises, and the writing one takes the write lock when it begins. None for PostgreSQL, whose drivers have
    no such thread.
    """
    parsed = _parsed(url)
    if database_file(url) is None:
        return None
    reading, writing = (
        # One connection, used by one thread at a time, though not always the one that opened it.
        create_engine(
            parsed.set(drivername="sqlite+pysqlite"),
            connect_args={"isolation_level": None, "check_same_thread": False},
            pool_size=1,
            max_overflow=0,
        )
        for _ in range(2)
    )
    for engine in (reading, writing):
        _keep_promises(engine)
    return reading, writing.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def _keep_promises(engine: Engine, *, migrating: bool = False) -> None:
    """Prepare each connection of SQLite's, and begin its transactions for real."""

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",  # a commit is on the disk when it returns: an acknowledged ballot survives a power cut
            f"foreign_keys={'OFF' if migrating else 'ON'}",
            "secure_delete=ON",
            "temp_store=MEMORY",  # sorting must not spill names into files
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)


def make_file(path: Path) -> None:
    """The database's file, readable by its owner alone, with the folders above it. An existing one stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions take SQLite's write lock when they begin.

    A transaction that reads first and writes later could otherwise fail half-way: SQLite refuses to make a reader a
    writer once somebody else has written.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


async def begin_writing(connection: AsyncConnection, guild_id: int) -> None:
    """Wait until no other process writes for this guild; until the transaction ends. SQLite waits at BEGIN already."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:guild_id)"), {"guild_id": guild_id})


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say ON CONFLICT, which both engines spell alike."""
    return _insert(connection.dialect.name, table)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@lru_cache
def replace_rows(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that puts its row in the place of the one with the same primary key. Made once: making it is slow."""
    statement = _insert(dialect, table)
    changed = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)


def pairs_table(connection: AsyncConnection, pairs: Sequence[tuple[int, str]]) -> Subquery:
    """Pairs as a table with columns `number` and `text`, to be joined with an index on both.

    SQLite would not use that index for `(a, b) IN (VALUES ...)`; and as one JSON parameter it is always the same
    statement, which SQLAlchemy compiles once.
    """
    packed = json.dumps(pairs, ensure_ascii=False)
    number: ColumnElement[Any]
    words: ColumnElement[Any]
    if connection.dialect.name == "postgresql":
        each = func.json_array_elements(cast(packed, JSON)).table_valued("value").c.value
        number, words = cast(each.op("->>")(0), BigInteger), each.op("->>")(1)
    else:
        each = func.json_each(packed).table_valued("value").c.value
        number, words = func.json_extract(each, "$[0]"), func.json_extract(each, "$[1]")
    return select(number.label("number"), words.label("text")).subquery()


def freeze(dialect: str, table: str, *columns: str, unless: str = "", name: str = "") -> tuple[str, ...]:
    """Statements for triggers that refuse to change these columns of a row. Rows may still go with their guild.

    Args:
        dialect: "sqlite" or "postgresql".
        table: whose rows.
        columns: what stays as it is.
        unless: SQL over OLD and NEW: a change for which this holds is let through.
        name: of the trigger, where a table has several.
    """
    named = name or f"{table}_is_final"
    if dialect == "sqlite":
        # SQLite looks at which columns an UPDATE names, not at whether their values differ.
        return _guard(dialect, table, named, f"UPDATE OF {', '.join(columns)}", f"({unless or 'false'}) IS NOT TRUE")
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return _guard(dialect, table, named, "UPDATE", f"({changed}) AND ({unless or 'false'}) IS NOT TRUE")


def refuse_rows(dialect: str, table: str, name: str, when: str) -> tuple[str, ...]:
    """Statements for a trigger that refuses new rows of a table while a condition over NEW holds."""
    return _guard(dialect, table, name, "INSERT", when)


def thaw(dialect: str, table: str, name: str = "") -> tuple[str, ...]:
    """Statements that take away what `freeze` or `refuse_rows` made, so that a migration can make the table anew."""
    named = name or f"{table}_is_final"
    if dialect == "sqlite":
        return (f"DROP TRIGGER {named}",)
    return (f"DROP TRIGGER {named} ON {table}", f"DROP FUNCTION {named}()")


def _guard(dialect: str, table: str, name: str, event: str, refused: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        refusal = f"SELECT RAISE(ABORT, '{table} is final');"
        return (f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} BEGIN {refusal} END",)
    raised = f"RAISE EXCEPTION '{table} is final' USING ERRCODE = 'integrity_constraint_violation'"
    refusal = f"IF {refused} THEN {raised}; END IF; RETURN NEW;"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refusal} END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


_DISTINCT = {
    "guild_id": 20, "member_id": 1_000, "artist_id": 10_000, "album_id": 30_000, "track_id": 100_000, "key": 100_000,
    "search": 10_000, "poll_id": 20, "offer_id": 20, "source_id": 3, "playlist_id": 20, "digest": 3, "kind": 3,
    "seq": 1_000, "commitment": 1_000, "month": 60, "hour": 24, "noun": 6, "part": 20, "topic": 3, "delegate_id": 1_000,
}  # fmt: skip
"""How many values a column takes where those before it in an index are given; others take a thousand."""
_PARTIAL = 20
"""One row in so many is in an index of some rows only. Were it all of them, SQLite would rather read the table."""


def suggest_plans(connection: Connection) -> None:
    """Tell SQLite how selective the indexes are, as ANALYZE would on a database with many guilds and members.

    Without statistics it takes `guild_id = ?` for nearly unique, reads the whole guild by the primary key and leaves
    the right index alone: removing 10,000 names took 3.5 s instead of 0.1, also in the checks of foreign keys, which no
    hint in a query reaches. Real statistics would say of a database with one guild that `guild_id` tells nothing, and
    differ from start to start. Connections opened from now on plan by these.
    https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table
    """
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes sqlite_stat1 where there is none
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    schema = connection.exec_driver_sql("SELECT name, type FROM sqlite_schema").all()
    named = {row.name for row in schema}
    for table in [row.name for row in schema if row.type == "table"]:
        indexes = {}
        for _, name, _, origin, partial in connection.exec_driver_sql(f"PRAGMA index_list({table})").all():
            columns = connection.exec_driver_sql(f"PRAGMA index_info({name})").all()
            indexes[name] = (origin, partial, [_DISTINCT.get(column[2], 1_000) for column in columns])
        rows = max((math.prod(kinds) for origin, _, kinds in indexes.values() if origin == "pk"), default=1)
        for name, (_, partial, kinds) in indexes.items():
            held = max(rows // _PARTIAL, 1) if partial else rows
            per_prefix = (max(held // count, 1) for count in itertools.accumulate(kinds, operator.mul))
            figures = " ".join(map(str, [held, *per_prefix]))
            # A table without rowid is its own primary key's index, and that goes by the table's name.
            index = name if name in named else table
            connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, figures))


def check_foreign_keys(connection: Connection) -> None:
    """Refuse to commit a migration that left rows without their parents. PostgreSQL checks as it goes.

    Raises:
        RuntimeError: names the table.
    """
    if connection.dialect.name == "sqlite":
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan is not None:
            raise RuntimeError(f"a row of {orphan[0]} has lost its {orphan[2]}")


async def rewrite(engine: AsyncEngine, *, at_most_bytes: int | None) -> bool:
    """Make the files hold the bytes of living rows and nothing else.

    `secure_delete` zeroes what it deletes, and yet copies stay behind: when SQLite moves cells between pages to keep a
    tree balanced, their old bytes are left in the gaps of the pages. Only VACUUM writes every page anew;
    the checkpoint then empties the log. The caller keeps other writers out.

    Args:
        engine: for SQLite; on PostgreSQL there is nothing to do.
        at_most_bytes: do nothing for a larger file; None is no limit.

    Returns:
        Whether it was done. False too where a reader of the old pages outlived the busy timeout.
    """
    if engine.dialect.name != "sqlite":
        return True  # PostgreSQL's autovacuum does it in its own time; see docs/storage.md
    async with engine.execution_options(**{_BEGIN: ""}).connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        page_bytes = (await connection.exec_driver_sql("PRAGMA page_size")).scalar_one()
        if at_most_bytes is not None and pages * page_bytes > at_most_bytes:
            return False
        try:
            await connection.exec_driver_sql("PRAGMA temp_store=FILE")  # the copy could be larger than memory
            await connection.exec_driver_sql("VACUUM")
        finally:
            await connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
        checkpoint = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        return bool(checkpoint[0] == 0)  # busy, pages in the log, pages moved


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise SettingsError("DATABASE_URL is no database address.") from error
