"""Speaks REST to a sandbox without discord.py, to send what discord.py never would."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.sandbox.interactions import COMMAND, Interaction
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel, User


@dataclass(frozen=True)
class Answer:
    status: int
    json: object
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return self.json["code"]

    def fault(self, *place: str | int) -> str:
        """The code of the first fault at a place of a 50035."""
        node = self.json["errors"]
        for step in place:
            node = node[str(step)]
        return node["_errors"][0]["code"]


class RestClient:
    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.world = sandbox.world
        self._session = session

    async def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        files: dict[str, bytes] | None = None,
        token: str | None = None,
        **query: str,
    ) -> Answer:
        """One request with the bot's token, or another; `files` make it a form, by name."""
        headers = {"Authorization": f"Bot {self.sandbox.token if token is None else token}"}
        data: object = None
        if files:
            data = aiohttp.FormData(quote_fields=False)
            data.add_field("payload_json", json.dumps(body))
            for index, (name, content) in enumerate(files.items()):
                data.add_field(
                    f"files[{index}]", io.BytesIO(content), filename=name, content_type="application/octet-stream"
                )
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body), "application/json"
        url = f"{self.sandbox.url}/api/v10{path}"
        async with self._session.request(method, url, data=data, headers=headers, params=query) as response:
            text = await response.text()
            parsed = json.loads(text) if response.headers.get("Content-Type") == "application/json" else text
            return Answer(response.status, parsed, dict(response.headers))

    # -- the world, by name -----------------------------------------------------------------------------------------

    def user(self, name: str) -> User:
        return next(user for user in self.world.users.values() if user.display_name == name)

    def channel(self, name: str = "general", guild: str = "Friends") -> Channel:
        guild_id = next(g.id for g in self.world.guilds.values() if g.name == guild)
        return next(c for c in self.world.channels.values() if c.guild_id == guild_id and c.name == name)

    @property
    def commands_path(self) -> str:
        return f"/applications/{self.world.application.id}/commands"

    def interaction(self, kind: int = COMMAND, message_id: int | None = None, who: str = "Ada") -> Interaction:
        """An interaction that has just been sent, with a text option in focus where it is an autocomplete."""
        data = {"options": [{"name": "artist", "type": 3, "value": "b", "focused": True}]}
        channel_id = self.channel().id
        return self.sandbox.interactions.begin(kind, self.user(who).id, channel_id, "hello", data, message_id)

    async def answer(self, interaction: Interaction, body: object, **more: object) -> Answer:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        return await self("POST", path, body, with_response="1", **more)

    def webhook(self, interaction: Interaction, tail: str = "") -> str:
        return f"/webhooks/{self.world.application.id}/{interaction.token}{tail}"


@asynccontextmanager
async def rest_client(sandbox: Sandbox) -> AsyncIterator[RestClient]:
    async with aiohttp.ClientSession() as session:
        yield RestClient(sandbox, session)
