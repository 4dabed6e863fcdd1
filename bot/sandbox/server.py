"""The sandbox: a Discord on this machine that unmodified discord.py logs in to. One aiohttp application on loopback.

REST under `/api/v10`, the gateway at `/gateway`, attachments and avatars where Discord's CDN has them
(`/attachments/...`, `/avatars/...`), and the page (`bot/sandbox/page_api.py`) at `/`.
"""

from __future__ import annotations

import asyncio
import errno
import importlib
import importlib.util
import ipaddress
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.errors import SettingsError
from bot.sandbox.actions import Actions
from bot.sandbox.cdn import LIVES_S, Cdn
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Messages
from bot.sandbox.openapi import OpenApi
from bot.sandbox.problems import Json
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.rest import Rest
from bot.sandbox.rest_application import ApplicationApi
from bot.sandbox.rest_channels import ChannelApi
from bot.sandbox.rest_interactions import InteractionApi
from bot.sandbox.snapshot import Snapshot
from bot.sandbox.world import Message, World
from bot.sandbox.worlds import sample_world
from bot.settings import Settings

_PORTS_TRIED = 50
_BACKLOG = 1024
"""Connections that may wait: hundreds of answers at once open one each, and a full queue costs them a second."""
_REQUEST_LIMIT = 600 * 1024 * 1024
"""What the page may send at once, in bytes; a bot's requests have their own limit (`rules.MAX_REQUEST`)."""


class Sandbox:
    """A Discord on loopback; an async context manager that listens while it is open.

    Args:
        world: the people and places; with `data_dir`, what was stored there wins over it.
        host: an address of this machine's own; nothing else is listened on.
        port: 0 takes any free one; one that is taken gives the next free one.
        data_dir: where the world and its attachments outlive a restart; None keeps them only while open.
        openapi: Discord's OpenAPI description, for checking every request body against it.
        generous_limits: a thousand times Discord's rate limits, for tests that are not about them.
        answer_within_s: how long a bot has for its first answer to an interaction.
        token_lives_s: how long follow-ups to an interaction may come.

    Raises:
        SettingsError: `host` is not on loopback, or a stored world or the description cannot be read.

    Attributes:
        world: see there; everything that happened is in it.
        actions: a member's hands.
        faults: what is to go wrong, for tests.
        gateway: who is connected.
        interactions: every interaction and what became of it.
    """

    def __init__(
        self,
        world: World,
        host: str = "127.0.0.1",
        port: int = 0,
        data_dir: Path | None = None,
        openapi: Path | None = None,
        *,
        generous_limits: bool = False,
        answer_within_s: float = 3.0,
        token_lives_s: float = 900.0,
    ) -> None:
        _check_loopback(host)
        self.host = host
        self.port = port
        self._data_dir = data_dir
        self._snapshot = Snapshot(data_dir)
        self.world = self._snapshot.load() or world
        self.faults = Faults()
        self.limits = RateLimits(generous_limits)
        self.gateway = Gateway(self.world, self.faults)
        self.interactions = Interactions(
            self.world, self.faults, self._deliver_interaction, answer_within_s, token_lives_s
        )
        self.cdn = Cdn(self.world, self._snapshot.secret, self.faults)
        self.messages = Messages(self.world, self.cdn)
        self.actions = Actions(self.world, self.messages, self.interactions, self.cdn)
        self._snapshot.follow(self.world)
        self.app = web.Application(middlewares=[self._own_host_only], client_max_size=_REQUEST_LIMIT)
        self.app.add_routes(self._routes(_openapi(openapi)))
        self._runner: web.AppRunner | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._refresh: asyncio.TimerHandle | None = None

    @property
    def url(self) -> str:
        """Where it listens, e.g. "http://127.0.0.1:8800"; no slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def token(self) -> str:
        """The token that the bot logs in with."""
        return self.world.application.token

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            self.port = await self._listen(self._runner)
        except (OSError, SettingsError):
            await self._runner.cleanup()
            raise
        self.cdn.folder = self._folder() / "attachments"
        self.cdn.base = self.url
        self.gateway.url = self.url.replace("http", "ws", 1) + "/gateway"
        self._refresh_addresses()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._refresh is not None:
            self._refresh.cancel()
        self.interactions.close()
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self._snapshot.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _folder(self) -> Path:
        if self._data_dir is not None:
            return self._data_dir
        self._temporary = tempfile.TemporaryDirectory(prefix="sandbox-")
        return Path(self._temporary.name)

    async def _listen(self, runner: web.AppRunner) -> int:
        wanted = [self.port] if not self.port else range(self.port, min(self.port + _PORTS_TRIED, 65536))
        for port in wanted:
            try:
                await web.TCPSite(runner, self.host, port, backlog=_BACKLOG).start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                continue
            listening: int = runner.addresses[0][1]
            return listening
        raise SettingsError(f"No free port from {self.port} on {self.host} for the sandbox. Choose another.")

    def _routes(self, openapi: OpenApi | None) -> list[web.RouteDef]:
        rest = Rest(self.world, self.faults, self.limits, openapi)
        endpoints = [
            *ApplicationApi(self.world, lambda: self.gateway.url).endpoints(),
            *ChannelApi(self.world, self.messages, self.limits).endpoints(),
            *InteractionApi(self.world, self.messages, self.interactions).endpoints(),
        ]
        return [
            *rest.routes(endpoints),
            web.get("/gateway", self.gateway.serve),
            web.get("/gateway/", self.gateway.serve),
            *self.cdn.routes(),
            *self._page_routes(),
        ]

    def _page_routes(self) -> list[web.RouteDef]:
        if importlib.util.find_spec("bot.sandbox.page_api") is None:
            return []
        routes: list[web.RouteDef] = importlib.import_module("bot.sandbox.page_api").routes(self)
        return routes

    def _deliver_interaction(self, guild_id: int | None, payload: Json) -> None:
        self.gateway.deliver(guild_id, "INTERACTION_CREATE", payload)

    def _refresh_addresses(self) -> None:
        """Sign the addresses of all attachments anew: the old ones are of another port, or soon too old to load."""
        for there in self.world.messages.values():
            for message in there.values():
                if message.payload["attachments"]:
                    fresh = self.messages.fresh(message)
                    there[message.id] = Message(message.id, message.channel_id, fresh, message.visible_to)
        self._refresh = asyncio.get_running_loop().call_later(LIVES_S / 2, self._refresh_addresses)

    @web.middleware
    async def _own_host_only(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuse what another site's page sends here by the member's browser: anybody could act as anybody."""
        origin = request.headers.get("Origin")
        names = {self.host, "localhost", "127.0.0.1", "[::1]"}
        own = {f"{name}:{self.port}" for name in names}
        if request.host not in own or (origin is not None and origin.partition("://")[2] not in own):
            raise web.HTTPForbidden(text="The sandbox answers only to this machine.")
        return await handler(request)


def _check_loopback(host: str) -> None:
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise SettingsError(f"The sandbox has no passwords and listens on this machine alone: {host} is not loopback.")


def _openapi(path: Path | None) -> OpenApi | None:
    if path is None:
        return None
    try:
        return OpenApi(path)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read as Discord's OpenAPI description.") from error


def open_sandbox(settings: Settings) -> Sandbox:
    """The sandbox of `tutti sandbox`: the sample members' servers, kept in DATA_DIR/discord.

    Raises:
        SettingsError: see `Sandbox`.
    """
    place = Sandbox(
        sample_world(),
        settings.sandbox_host,
        settings.sandbox_port,
        settings.data_dir / "discord",
        Path(settings.sandbox_openapi) if settings.sandbox_openapi else None,
    )
    place.world.application.privileged_intents = settings.server_members_intent
    return place
