"""A migrated store for each test. Every promise runs on every engine named here; PostgreSQL joins by its URL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import Store, migrate, open_store

ENGINES = ["sqlite"]


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, to be copied: that is quicker than migrating for each test."""
    path = tmp_path_factory.mktemp("migrated") / "tutti.sqlite3"
    asyncio.run(migrate(sqlite_url(path)))
    return path


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """Where this test's database is; migrated."""
    assert request.param == "sqlite"
    return sqlite_url(Path(shutil.copy(migrated, tmp_path / "tutti.sqlite3")))


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = open_store(url)
    yield opened
    await opened.close()
