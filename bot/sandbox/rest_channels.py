"""REST about guilds, channels and the messages in them, with the bot's own permissions."""

from __future__ import annotations

import time

from bot.sandbox import permissions as may
from bot.sandbox.events import Typing
from bot.sandbox.messages import Messages
from bot.sandbox.problems import (
    Json,
    Problem,
    missing_access,
    missing_permissions,
    old_edits,
    unknown,
)
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.rest import Call, Endpoint
from bot.sandbox.snowflakes import made_at
from bot.sandbox.wire import channel_json, guild_json, member_json, role_json
from bot.sandbox.world import Channel, Guild, Message, Payload, World

_CHANNEL, _GUILD = "/channels/{channel_id}", "/guilds/{guild_id}"
_MESSAGE = f"{_CHANNEL}/messages/{{message_id}}"
_HOUR_S = 3600
_MEMBERS_MOST = 1000
"""Members on one page of the list."""


class ChannelApi:
    """See the module."""

    def __init__(self, world: World, messages: Messages, limits: RateLimits) -> None:
        self._world = world
        self._messages = messages
        self._limits = limits
        self._own = world.application.bot_user_id

    def endpoints(self) -> list[Endpoint]:
        """What is answered here."""
        return [
            Endpoint("GET", _CHANNEL, self._show_channel),
            Endpoint("POST", f"{_CHANNEL}/typing", self._type),
            Endpoint("GET", f"{_CHANNEL}/messages", self._history),
            Endpoint("POST", f"{_CHANNEL}/messages", self._send),
            Endpoint("POST", f"{_CHANNEL}/messages/bulk-delete", self._delete_many),
            Endpoint("GET", _MESSAGE, self._show),
            Endpoint("PATCH", _MESSAGE, self._edit),
            Endpoint("DELETE", _MESSAGE, self._delete),
            Endpoint("GET", _GUILD, self._show_guild),
            Endpoint("GET", f"{_GUILD}/channels", self._channels),
            Endpoint("GET", f"{_GUILD}/roles", self._roles),
            Endpoint("GET", f"{_GUILD}/members", self._members),
            Endpoint("GET", f"{_GUILD}/members/search", self._search),
            Endpoint("GET", f"{_GUILD}/members/{{user_id}}", self._member),
        ]

    # -- messages ---------------------------------------------------------------------------------------------------

    async def _send(self, call: Call) -> Json:
        needed = may.SEND_MESSAGES | (may.ATTACH_FILES if call.body.files else 0)
        channel = self._channel(call, needed)
        if channel.guild_id is None and not self._takes_messages(channel):
            raise Problem(403, 50007, "Cannot send messages to this user")
        message = await self._messages.create(channel.id, self._own, call.body)
        return self._answer(message)

    async def _edit(self, call: Call) -> Json:
        message = self._message(call)
        if int(message.payload["author"]["id"]) != self._own:
            raise Problem(403, 50005, "Cannot edit a message authored by another user")
        if time.time() - made_at(message.id).timestamp() > _HOUR_S and (
            wait_s := self._limits.edit_old(message.channel_id)
        ):
            raise old_edits(wait_s)
        return self._answer(await self._messages.edit(message, call.body))

    async def _delete(self, call: Call) -> Json:
        message = self._message(call)
        foreign = int(message.payload["author"]["id"]) != self._own
        if foreign and not self._permissions(message.channel_id) & may.MANAGE_MESSAGES:
            raise missing_permissions()
        self._messages.delete(message)

    async def _delete_many(self, call: Call) -> Json:
        channel = self._channel(call, may.MANAGE_MESSAGES)
        for message_id in call.body.json.get("messages", []):
            if message := self._world.messages[channel.id].get(int(message_id)):
                self._messages.delete(message)

    async def _show(self, call: Call) -> Json:
        return self._answer(self._message(call))

    async def _history(self, call: Call) -> Json:
        channel = self._channel(call)
        if not self._permissions(channel.id) & may.READ_MESSAGE_HISTORY:
            return []
        limit = min(max(int(call.query("limit", "50")), 1), 100)
        before, after, around = (int(call.query(name, "0")) for name in ("before", "after", "around"))
        public = [m for m in self._world.messages[channel.id].values() if m.visible_to is None]
        if before:
            chosen = [m for m in public if m.id < before][-limit:]
        elif after:
            chosen = [m for m in public if m.id > after][:limit]
        elif around:
            older = [m for m in public if m.id <= around][-(limit // 2 + 1) :]
            newer = [m for m in public if m.id > around][: limit - len(older)]
            chosen = older + newer
        else:
            chosen = public[-limit:]
        return [self._answer(message) for message in reversed(chosen)]

    async def _type(self, call: Call) -> Json:
        channel = self._channel(call, may.SEND_MESSAGES)
        self._world.emit(Typing(channel.id, self._own))

    def _message(self, call: Call) -> Message:
        channel = self._channel(call)
        message = self._world.messages[channel.id].get(call.number("message_id"))
        # An ephemeral message is reached through its interaction alone.
        if message is None or message.visible_to is not None:
            raise unknown("Message")
        return message

    def _answer(self, message: Message) -> Payload:
        return self._messages.fresh(message)

    # -- guilds and channels ----------------------------------------------------------------------------------------

    async def _show_channel(self, call: Call) -> Json:
        return channel_json(self._world, self._channel(call))

    async def _show_guild(self, call: Call) -> Json:
        guild = self._guild(call)
        counts: Payload = {}
        if call.query("with_counts") in ("1", "true", "True"):
            counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
        return guild_json(guild) | counts

    async def _channels(self, call: Call) -> Json:
        guild = self._guild(call)
        return [channel_json(self._world, c) for c in self._world.visible_channels(self._own, guild.id)]

    async def _roles(self, call: Call) -> Json:
        return [role_json(role) for role in self._guild(call).roles.values()]

    async def _member(self, call: Call) -> Json:
        guild = self._guild(call)
        member = guild.members.get(call.number("user_id"))
        if member is None:
            raise unknown("Member" if call.number("user_id") in self._world.users else "User")
        return member_json(self._world, member)

    async def _members(self, call: Call) -> Json:
        guild = self._guild(call)
        if not self._world.application.privileged_intents:
            raise missing_access()
        limit, after = call.whole("limit", 1, least=1, most=_MEMBERS_MOST), call.whole("after", 0, least=0)
        later = sorted(user_id for user_id in guild.members if user_id > after)
        return [member_json(self._world, guild.members[user_id]) for user_id in later[:limit]]

    async def _search(self, call: Call) -> Json:
        guild = self._guild(call)
        query = call.query("query").lower()
        limit = min(max(int(call.query("limit", "1")), 1), 1000)
        found = [
            member
            for member in guild.members.values()
            if self._world.display_name(member.user_id, guild.id).lower().startswith(query)
        ]
        return [member_json(self._world, member) for member in found[:limit]]

    def _channel(self, call: Call, needed: int = 0) -> Channel:
        channel = self._world.channels.get(call.number("channel_id"))
        if channel is None:
            raise unknown("Channel")
        has = self._permissions(channel.id)
        if not has & may.VIEW_CHANNEL:
            raise missing_access()
        if has & needed != needed:
            raise missing_permissions()
        return channel

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.number("guild_id"))
        if guild is None or self._own not in guild.members:
            raise unknown("Guild")
        return guild

    def _permissions(self, channel_id: int) -> int:
        return self._world.permissions(self._own, channel_id)

    def _takes_messages(self, channel: Channel) -> bool:
        """Whether the other end of a direct message shares a guild with the bot, and has not closed them."""
        return any(
            self._own in guild.members and user_id in guild.members and not self._world.users[user_id].closed
            for user_id in channel.recipient_ids
            if user_id != self._own
            for guild in self._world.guilds.values()
        )
