"""The sandbox: a Discord on this machine that unmodified discord.py logs in to. One aiohttp application on loopback.

REST under `/api/v10`, the gateway at `/gateway`, attachments and avatars where Discord's CDN has them
(`/attachments/...`, `/avatars/...`), and the page (`bot/sandbox/page_api.py`) at `/`.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.actions import Actions
from bot.sandbox.world import World


class Sandbox:
    """A Discord on loopback; an async context manager that listens while it is open.

    Args:
        world: the people and places; with `data_dir`, what was stored there wins over it.
        port: 0 takes a free one.
        data_dir: where the world and its attachments outlive a restart; None keeps them only while open.
        openapi: Discord's OpenAPI description, for checking every request body against it.
    """

    def __init__(
        self,
        world: World,
        host: str = "127.0.0.1",
        port: int = 0,
        data_dir: Path | None = None,
        openapi: Path | None = None,
    ) -> None:
        self.world = world
        self.host = host
        self.port = port
        self.data_dir = data_dir
        self.openapi = openapi
        self.actions = Actions(self)
        self.app = web.Application()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens, e.g. "http://127.0.0.1:8800"; no slash at the end."""
        return f"http://{self.host}:{self.port}"

    @property
    def token(self) -> str:
        """The token that the bot logs in with."""
        return self.world.application.token

    async def __aenter__(self) -> Self:
        self.app.add_routes(self._page_routes())
        self._runner = web.AppRunner(self.app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def _page_routes(self) -> list[web.RouteDef]:
        try:
            page_api = importlib.import_module("bot.sandbox.page_api")
        except ModuleNotFoundError:
            return []
        routes: list[web.RouteDef] = page_api.routes(self)
        return routes
