"""Keeps a world across restarts: one JSON file, written whole and atomically, beside a folder of attachments.

A file and not a database: a sandbox's world is small (a few thousand messages), it is read once at start, and a file
can be looked at, copied and deleted. It is written half a second after something happened (some seconds, of a world of
hundreds of members), and at the end; a sandbox that is killed loses at most that.

What Discord itself would not keep is not kept: ephemeral messages, and answers that were still "thinking".
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import time
from dataclasses import asdict
from pathlib import Path

from bot.errors import SettingsError
from bot.sandbox.events import Event, Typing
from bot.sandbox.locales import USUAL
from bot.sandbox.permissions import Overwrite, Role
from bot.sandbox.problems import Json
from bot.sandbox.snowflakes import made_at
from bot.sandbox.world import Application, Attachment, Channel, Guild, Member, Message, Payload, User, World

VERSION = 1
_DELAY_S = 0.5
_IDLE_FOR = 50
"""It is left alone for so many times as long as reading it took."""
_UPLOADS_LIVE_S = 24 * 3600
"""How long a file stays that no message shows, such as a command's attachment: as long as its address works."""


class Snapshot:
    """The world's place on disk.

    Args:
        folder: made when something is first written; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.secret = secrets.token_bytes(32)
        """Signs addresses of attachments; kept with the world, so that they work after a restart."""
        self._path = folder / "world.json" if folder else None
        self._world: World | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._delay_s = _DELAY_S
        self._writing: asyncio.Task[None] | None = None

    def load(self) -> World | None:
        """The stored world, or None where nothing is stored.

        Raises:
            SettingsError: the file is not one of ours.
        """
        if self._path is None or not self._path.exists():
            return None
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if stored["version"] != VERSION:
                raise KeyError(stored["version"])
            self.secret = bytes.fromhex(stored["secret"])
            return _world(stored)
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self._path} is not a sandbox's world that I can read. Move it away to start with a fresh one."
            raise SettingsError(message) from error

    def follow(self, world: World) -> None:
        """Write `world` soon after each of its changes."""
        if self._path is not None:
            self._world = world
            world.listen(self._changed)

    async def close(self) -> None:
        """Write what is not yet written."""
        if self._timer is not None:
            self._timer.cancel()
        if self._writing is not None:
            await self._writing
        self._write()

    def _changed(self, event: Event) -> None:
        if not isinstance(event, Typing) and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._delay_s, self._start)

    def _start(self) -> None:
        self._timer = None
        self._writing = asyncio.create_task(self._write_after(self._writing))

    async def _write_after(self, earlier: asyncio.Task[None] | None) -> None:
        if earlier is not None:
            await earlier  # one writer at a time, or an older world could land last
        # Text here and file there: the world must not change while it is read.
        began = time.perf_counter()
        text = self._text()
        # A world of hundreds of members takes a while to read, and nothing moves meanwhile: it is written less often.
        self._delay_s = max(_DELAY_S, _IDLE_FOR * (time.perf_counter() - began))
        await asyncio.to_thread(self._write, text)

    def _text(self) -> str:
        if self._world is None:
            return ""
        return json.dumps(_stored(self._world) | {"secret": self.secret.hex()}, ensure_ascii=False)

    def _write(self, text: str | None = None) -> None:
        if self._path is not None and self._world is not None:
            _write(self._path, self._text() if text is None else text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _stored(world: World) -> Payload:
    kept = [
        message.payload
        for messages in world.messages.values()
        for message in messages.values()
        if message.visible_to is None and not message.thinking
    ]
    return {
        "version": VERSION,
        "last_id": world.snowflakes.last,
        "application": asdict(world.application),
        "users": [asdict(user) for user in world.users.values()],
        "guilds": [
            asdict(guild) | {"roles": [asdict(r) for r in guild.roles.values()], "members": _members(guild)}
            for guild in world.guilds.values()
        ],
        "channels": [
            asdict(channel) | {"overwrites": {str(k): asdict(v) for k, v in channel.overwrites.items()}}
            for channel in world.channels.values()
        ],
        "messages": kept,
        "commands": [[guild_id, list(commands.values())] for guild_id, commands in world.commands.items()],
        "attachments": [asdict(attachment) for attachment in world.attachments.values()],
    }


def _members(guild: Guild) -> list[Payload]:
    return [asdict(member) for member in guild.members.values()]


def _world(stored: Json) -> World:
    guilds = []
    for entry in stored["guilds"]:
        roles = {role["id"]: Role(**role) for role in entry["roles"]}
        members = {member["user_id"]: Member(**member) for member in entry["members"]}
        locale = entry.get("locale", USUAL)  # older files have none
        guilds.append(Guild(entry["id"], entry["name"], entry["owner_id"], roles, members, locale))
    channels = []
    for entry in stored["channels"]:
        overwrites = {int(key): Overwrite(**value) for key, value in entry["overwrites"].items()}
        plain = entry | {"overwrites": overwrites, "recipient_ids": tuple(entry["recipient_ids"])}
        channels.append(Channel(**plain))
    users = [User(**user) for user in stored["users"]]
    world = World(Application(**stored["application"]), users, guilds, channels)
    world.snowflakes.last = max(world.snowflakes.last, stored["last_id"])
    for payload in stored["messages"]:
        message = Message(int(payload["id"]), int(payload["channel_id"]), payload)
        world.messages[message.channel_id][message.id] = message
    for guild_id, commands in stored["commands"]:
        world.commands[guild_id] = {int(command["id"]): command for command in commands}
    shown = {int(a["id"]) for m in stored["messages"] for a in m["attachments"]}
    for entry in stored["attachments"]:
        attachment = Attachment(**entry)
        if attachment.id in shown or time.time() - made_at(attachment.id).timestamp() < _UPLOADS_LIVE_S:
            world.attachments[attachment.id] = attachment
    return world
