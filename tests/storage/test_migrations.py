import asyncio
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.errors import SettingsError
from bot.model.polls import Choice
from storage import migrate, open_store
from storage.tables import metadata
from tests.storage.builders import ADA, GUILD, plays, upload
from tests.storage.conftest import sqlite_url
from tests.storage.votes import cast, open_poll


def schema(path: Path) -> dict[str, list[str]]:
    """Every table and index as SQLite keeps it, its parts sorted: the order of constraints says nothing, and a column
    that was added later shares another's line."""
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        ).fetchall()
    connection.close()
    return {
        name: sorted(part.strip() for part in re.split(r"\n|,(?![^(]*\))", sql) if part.strip())
        for name, sql in found
        if name not in ("alembic_version", "sqlite_stat1")
    }


def test_the_migrations_lead_to_the_tables_as_they_are_declared(migrated: Path, tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path / 'declared.sqlite3'}")
    metadata.create_all(engine)
    engine.dispose()
    assert schema(migrated) == schema(tmp_path / "declared.sqlite3")


def test_alembic_would_add_nothing(migrated: Path):
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


async def test_a_second_and_a_third_start_find_everything(tmp_path: Path):
    url = sqlite_url(tmp_path / "new" / "folder" / "tutti.sqlite3")
    for _ in range(2):
        await migrate(url)
        store = open_store(url)
        await upload(store, GUILD, ADA, plays("A", "B"))
        poll = await open_poll(store, ADA)
        await cast(store, poll, ADA, Choice.YES, poll.poll_id)
        await store.close()
    await migrate(url)
    store = open_store(url)
    about = await store.listening.stored_about(GUILD, ADA)
    assert (about.listens, about.ballots, len(about.sources)) == (2, 2, 1)
    await store.close()


async def test_two_processes_that_start_at_once_wait_for_each_other(tmp_path: Path):
    url = sqlite_url(tmp_path / "tutti.sqlite3")
    start = f"import asyncio, storage; asyncio.run(storage.migrate({url!r}))"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", start) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    assert "ballot" in schema(tmp_path / "tutti.sqlite3")


async def test_a_step_that_fails_changes_nothing(tmp_path: Path):
    path = tmp_path / "tutti.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE track (in_the_way INTEGER)")
    connection.close()
    with pytest.raises(Exception, match="already exists"):
        await migrate(sqlite_url(path))
    assert list(schema(path)) == ["track"]


async def test_the_file_is_for_its_owner_alone(tmp_path: Path):
    path = tmp_path / "tutti.sqlite3"
    await migrate(sqlite_url(path))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "mysql://h/x", "tutti.sqlite3"])
async def test_other_databases_are_refused_with_a_sentence(url: str):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        await migrate(url)
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        open_store(url)


def test_a_password_in_the_address_is_not_repeated():
    with pytest.raises(SettingsError) as refused:
        open_store("mysql://bot:hunter2@h/x")
    assert "hunter2" not in str(refused.value)
