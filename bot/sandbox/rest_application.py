"""REST about the bot itself: who it is, where the gateway is, and the commands that it registers."""

from __future__ import annotations

import copy
from collections.abc import Callable

from bot.sandbox.problems import Json, Problem, missing_access, unknown
from bot.sandbox.rest import Call, Endpoint
from bot.sandbox.rules_commands import check_command, check_commands
from bot.sandbox.wire import application_json, channel_json, own_user_json, user_json
from bot.sandbox.world import Payload, World

_APPLICATION = "/applications/{application_id}"
_GLOBAL = f"{_APPLICATION}/commands"
_GUILD = f"{_APPLICATION}/guilds/{{guild_id}}/commands"

Key = tuple[int, str]


class ApplicationApi:
    """See the module."""

    def __init__(self, world: World, gateway_url: Callable[[], str]) -> None:
        self._world = world
        self._gateway_url = gateway_url

    def endpoints(self) -> list[Endpoint]:
        """What is answered here."""
        both = [
            endpoint
            for path in (_GLOBAL, _GUILD)
            for endpoint in (
                Endpoint("GET", path, self._list),
                Endpoint("POST", path, self._create),
                Endpoint("PUT", path, self._replace_all),
                Endpoint("GET", f"{path}/{{command_id}}", self._show),
                Endpoint("PATCH", f"{path}/{{command_id}}", self._update),
                Endpoint("DELETE", f"{path}/{{command_id}}", self._delete),
            )
        ]
        return [
            Endpoint("GET", "/users/@me", self._me),
            Endpoint("GET", "/users/@me/guilds", self._guilds),
            Endpoint("POST", "/users/@me/channels", self._open_direct),
            Endpoint("GET", "/users/{user_id}", self._user),
            Endpoint("GET", "/oauth2/applications/@me", self._application),
            Endpoint("GET", "/applications/@me", self._application),
            Endpoint("GET", "/gateway", self._gateway, needs_token=False),
            Endpoint("GET", "/gateway/bot", self._gateway),
            *both,
        ]

    async def _me(self, _call: Call) -> Json:
        return own_user_json(self._world)

    async def _user(self, call: Call) -> Json:
        user = self._world.users.get(call.number("user_id"))
        if user is None:
            raise unknown("User")
        return user_json(user)

    async def _application(self, _call: Call) -> Json:
        return application_json(self._world)

    async def _gateway(self, _call: Call) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self._gateway_url(), "shards": 1, "session_start_limit": limit}

    async def _guilds(self, _call: Call) -> Json:
        own = self._world.application.bot_user_id
        return [
            {"id": str(g.id), "name": g.name, "icon": None, "owner": False, "permissions": "0", "features": []}
            for g in self._world.guilds.values()
            if own in g.members
        ]

    async def _open_direct(self, call: Call) -> Json:
        try:
            user_id = int(call.body.json["recipient_id"])
        except (KeyError, TypeError, ValueError) as error:
            raise Problem(400, 50035, "Invalid Form Body") from error
        user = self._world.users.get(user_id)
        if user is None:
            raise unknown("User")
        if user.bot:
            raise Problem(400, 50007, "Cannot send messages to this user")
        return channel_json(self._world, self._world.direct_channel(user_id))

    # -- commands ---------------------------------------------------------------------------------------------------

    async def _list(self, call: Call) -> Json:
        return list(self._commands(call).values())

    async def _show(self, call: Call) -> Json:
        return self._command(call)

    async def _create(self, call: Call) -> Json:
        check_command(call.body.json)
        commands = self._commands(call)
        by_key = {_key(command): command for command in commands.values()}
        command = self._registered(call, call.body.json, by_key)
        self._world.set_commands(self._guild_id(call), commands | {int(command["id"]): command})
        return command

    async def _replace_all(self, call: Call) -> Json:
        sent = call.body.json or []
        check_commands(sent)
        by_key = {_key(command): command for command in self._commands(call).values()}
        now = [self._registered(call, command, by_key) for command in sent]
        self._world.set_commands(self._guild_id(call), {int(command["id"]): command for command in now})
        return now

    async def _update(self, call: Call) -> Json:
        before = self._command(call)
        asked = {name: value for name, value in before.items() if name not in _SERVER_FIELDS}
        check_command(asked | call.body.json)
        after = self._registered(call, asked | call.body.json, {})
        after["id"] = before["id"]
        self._world.set_commands(self._guild_id(call), self._commands(call) | {int(before["id"]): after})
        return after

    async def _delete(self, call: Call) -> Json:
        command = self._command(call)
        left = {number: c for number, c in self._commands(call).items() if number != int(command["id"])}
        self._world.set_commands(self._guild_id(call), left)

    def _commands(self, call: Call) -> dict[int, Payload]:
        if call.number("application_id") != self._world.application.id:
            raise unknown("Application")
        return self._world.commands.get(self._guild_id(call), {})

    def _command(self, call: Call) -> Payload:
        command = self._commands(call).get(call.number("command_id"))
        if command is None:
            raise unknown("application command")
        return command

    def _guild_id(self, call: Call) -> int | None:
        if "guild_id" not in call.request.match_info:
            return None
        guild = self._world.guilds.get(call.number("guild_id"))
        if guild is None or self._world.application.bot_user_id not in guild.members:
            raise missing_access()
        return guild.id

    def _registered(self, call: Call, sent: Payload, known: dict[Key, Payload]) -> Payload:
        """A command as Discord keeps it; one of the same name and type keeps its id."""
        guild_id = self._guild_id(call)
        known_one = known.get(_key(sent))
        allowed = sent.get("default_member_permissions")
        command = {
            "id": known_one["id"] if known_one else str(self._world.snowflakes.next()),
            "application_id": str(self._world.application.id),
            "version": str(self._world.snowflakes.next()),
            "type": sent.get("type") or 1,
            "name": sent["name"],
            "name_localizations": sent.get("name_localizations"),
            "description": sent.get("description") or "",
            "description_localizations": sent.get("description_localizations"),
            "options": copy.deepcopy(sent.get("options") or []),
            "default_member_permissions": None if allowed is None else str(allowed),
            "dm_permission": guild_id is None and sent.get("dm_permission") is not False,
            "contexts": sent.get("contexts"),
            "integration_types": sent.get("integration_types") or [0],
            "nsfw": bool(sent.get("nsfw")),
        }
        if guild_id is not None:
            command["guild_id"] = str(guild_id)
        return command


_SERVER_FIELDS = ("id", "application_id", "version", "guild_id")


def _key(command: Payload) -> Key:
    return command.get("type") or 1, command["name"]
