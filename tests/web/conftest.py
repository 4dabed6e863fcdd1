"""The web server with real services behind it, without a Discord: links are made by the use case itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import open_services
from bot.services import Services
from bot.settings import Settings
from bot.usecases.issue_upload_link import issue_upload_link
from bot.web.server import listen, serve
from bot.workers import Workers
from tests.clock import HeldClock

GUILD, ADA, BO = 11, 1001, 1002


@dataclass
class Site:
    """The upload page's server, listening on loopback."""

    services: Services
    clock: HeldClock
    url: str

    async def link(self, member_id: int = ADA, name: str = "Ada", guild_id: int = GUILD, guild: str = "Friends") -> str:
        return (await issue_upload_link(self.services, guild_id, member_id, name, guild)).url

    async def swept(self) -> None:
        """Wait until the folders of links that are over have been looked for."""
        await until(lambda: self.folders == [])

    @property
    def folders(self) -> list[str]:
        """Names of what is kept for links that still work."""
        return sorted(path.name for path in (self.services.settings.data_dir / "upload-links").iterdir())


@asynccontextmanager
async def open_site(data_dir: Path, workers: Workers, port: int = 0, **changes: object) -> AsyncIterator[Site]:
    settings = Settings(_env_file=None, data_dir=data_dir, browser_path="/nowhere/chromium", web_port=port, **changes)
    listening = listen(settings)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = settings.model_copy(update={"public_url": url})
    clock = HeldClock()
    async with open_services(settings, clock, workers) as services, serve(services, listening):
        yield Site(services, clock, url)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """One pool for all: its processes take seconds to import pandas."""
    pool = Workers(1)
    yield pool
    pool.close()


@pytest.fixture
async def site(tmp_path: Path, workers: Workers) -> AsyncIterator[Site]:
    async with open_site(tmp_path / "data", workers) as opened:
        yield opened


async def until(true: Callable[[], bool], patience_s: float = 30) -> None:
    """Wait until `true()` holds."""
    async with asyncio.timeout(patience_s):
        while not true():  # noqa: ASYNC110 - the file system tells nobody
            await asyncio.sleep(0.01)
