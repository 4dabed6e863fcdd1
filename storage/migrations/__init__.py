"""How the tables came to be, step by step (Alembic). `migrate` runs at every start.

A new step: change `storage/tables.py`, write `versions/NNNN_what.py` after the last one by hand, and run
`tests/storage/test_migrations.py`, which compares the two. Steps only lead forward.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage import dialect
from storage.database import Database


async def migrate(url: str) -> None:
    """Bring the database at this SQLAlchemy URL to the present tables, creating it where there is none.

    All missing steps and their records are one transaction: a start reaches the present or changes nothing, and of two
    processes that start at once one waits for the other. (Within one process, call it once at a time: Alembic keeps its
    state in a module.) Afterwards an erasure whose bytes were left in the files, because the process was killed or the
    file was large, is completed.

    Raises:
        SettingsError: neither an SQLite file nor PostgreSQL.
    """
    file = dialect.database_file(url)
    if file is not None:
        dialect.make_file(file)
    engine = dialect.for_writing(dialect.make_engine(url, migrating=True))
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()
    database = Database(url)
    try:
        await database.scrub()
    finally:
        await database.close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
