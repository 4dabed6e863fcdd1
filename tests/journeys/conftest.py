"""The real bot in a sandbox, and members who act in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import make_client, open_services
from bot.charts.painter import find_browser
from bot.client import TuttiClient
from bot.sandbox.pilot import MemberPilot, Pilot, SeenMessage
from bot.sandbox.redirect import discord_at
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import sample_world
from bot.services import Services
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock

OPENAPI = Path(__file__).parents[3] / "shared" / "reference" / "discord-openapi.json"


@dataclass
class House:
    """A sandbox with Tutti in it."""

    sandbox: Sandbox
    services: Services
    client: TuttiClient
    clock: HeldClock

    def member(self, name: str, guild: str = "Friends", channel: str | None = None) -> MemberPilot:
        return Pilot(self.sandbox, patience_s=60).member(name, guild, channel)

    async def upload(self, member: MemberPilot, *files: bytes | Path, time_zone: str = "UTC") -> SeenMessage:
        """Hand over exports and wait for the receipt (or the refusal)."""
        return await member.command("upload", until=is_finished, file=list(files), time_zone=time_zone)

    async def agree(self, member: MemberPilot, *uses: str) -> None:
        """Switch consents on with the buttons of /privacy."""
        card = await member.command("privacy")
        for use in uses:
            card = await member.press(card, f"{use}: off")


def is_finished(message: SeenMessage) -> bool:
    """Whether an upload's card is past its progress."""
    return "░" not in message.text and "█" not in message.text


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """No browser, so that no test pays for pictures that it does not look at."""
    return Settings(_env_file=None, data_dir=tmp_path / "data", browser_path="/nowhere/chromium")


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """One pool for all journeys: its processes take seconds to import pandas."""
    pool = Workers(2)
    yield pool
    pool.close()


@pytest.fixture
async def house(settings: Settings, clock: HeldClock, workers: Workers) -> AsyncIterator[House]:
    async with open_house(settings, clock, workers) as opened:
        yield opened


@pytest.fixture
async def drawing_house(settings: Settings, clock: HeldClock, workers: Workers) -> AsyncIterator[House]:
    """The same with a browser that draws."""
    if find_browser() is None:
        pytest.skip("no Chromium on this machine: `make test` as root installs one")
    async with open_house(settings.model_copy(update={"browser_path": ""}), clock, workers) as opened:
        yield opened


@asynccontextmanager
async def open_house(
    settings: Settings, clock: HeldClock, workers: Workers, sandbox: Sandbox | None = None
) -> AsyncIterator[House]:
    """The bot, ready, in a sandbox of its own or in one that stands already."""
    async with _place(settings, sandbox) as place, open_services(settings, clock, workers) as services:
        with discord_at(place.url):
            client = make_client(services, guild_ready_timeout=0.05)
            running = asyncio.create_task(client.run_until_closed(place.token))
            ready = asyncio.create_task(client.wait_until_ready())
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
            try:
                yield House(place, services, client, clock)
            finally:
                await client.close()
                await running


@asynccontextmanager
async def _place(settings: Settings, sandbox: Sandbox | None) -> AsyncIterator[Sandbox]:
    if sandbox is not None:
        yield sandbox
        return
    openapi = OPENAPI if OPENAPI.is_file() else None
    async with Sandbox(sample_world(), data_dir=settings.data_dir / "world", openapi=openapi) as opened:
        yield opened
