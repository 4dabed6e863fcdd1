"""What one user sees of the sandbox's world, as the JSON that the page draws.

Discord's own payloads pass through as they are, with three things added or changed: every text with markdown gets its
HTML beside it (`html`), names are filled in as they are called in that server, and addresses of this sandbox become
paths. Ids are text: JavaScript's numbers do not hold 64 bits.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.events import (
    BotPresence,
    ChannelOpened,
    CommandsChanged,
    Event,
    InteractionAnswered,
    InteractionFailed,
    InteractionSent,
    LocaleChosen,
    MessageChanged,
    MessageGone,
    MessageShown,
    ModalOpened,
    Typing,
)
from bot.sandbox.locales import LOCALES
from bot.sandbox.markdown import render
from bot.sandbox.permissions import SEND_MESSAGES, VIEW_CHANNEL, Role
from bot.sandbox.world import Channel, Guild, Message, Payload, World

COMMAND = 2
"""The type of an interaction that ran a command."""

PAGE_OF_MESSAGES = 60
"""How many messages a channel shows at first, and how many more at a time when scrolling up."""


@dataclass(frozen=True, slots=True)
class NamesThere:
    """What mentions are called in one guild, or (None) in direct messages."""

    world: World
    guild_id: int | None

    def user(self, user_id: int) -> str | None:
        """The nick or display name."""
        return self.world.display_name(user_id, self.guild_id) if user_id in self.world.users else None

    def role(self, role_id: int) -> tuple[str, str] | None:
        """Name and colour of one of this guild's roles."""
        role = None if self.guild_id is None else self.world.guilds[self.guild_id].roles.get(role_id)
        return (role.name, _colour(role)) if role else None

    def channel(self, channel_id: int) -> str | None:
        """The name of a channel of this guild; others stay unknown, as on Discord."""
        channel = self.world.channels.get(channel_id)
        return channel.name if channel and channel.guild_id == self.guild_id else None


@dataclass(frozen=True, slots=True)
class View:
    """One user's eyes.

    Attributes:
        origin: the sandbox's own address, e.g. "http://127.0.0.1:8800"; it is cut off addresses.
    """

    world: World
    user_id: int
    origin: str

    # -- places ----------------------------------------------------------------------------------------------------

    def everything(self) -> Payload:
        """Servers with their channels, roles and members, direct messages, and everybody there is.

        `elsewhere` names the servers that the user is not in: who sits before the page can act as their members too.
        """
        world = self.world
        mine = [guild for guild in world.guilds.values() if self.user_id in guild.members]
        others = [guild for guild in world.guilds.values() if self.user_id not in guild.members]
        return {
            "type": "world",
            "me": str(self.user_id),
            "locale": world.users[self.user_id].locale,
            "locales": [{"code": code, "name": name} for code, name in LOCALES.items()],
            "bot": {"id": str(world.application.bot_user_id), "online": world.online, "name": world.application.name},
            "users": {
                str(user.id): {
                    "name": user.name,
                    "display": user.display_name,
                    "colour": user.colour,
                    "bot": user.bot,
                    "limit": user.attachment_limit,
                    "guilds": [str(guild.id) for guild in world.guilds.values() if user.id in guild.members],
                }
                for user in world.users.values()
            },
            "guilds": [self._guild(guild) for guild in mine],
            "elsewhere": [{"id": str(guild.id), "name": guild.name} for guild in others],
            "direct": [self._channel(channel) for channel in world.visible_channels(self.user_id, None)],
        }

    def _guild(self, guild: Guild) -> Payload:
        return {
            "id": str(guild.id),
            "name": guild.name,
            "owner": str(guild.owner_id),
            "roles": [
                {"id": str(role.id), "name": role.name, "colour": _colour(role), "position": role.position}
                for role in guild.roles.values()
            ],
            "members": [
                {"id": str(member.user_id), "nick": member.nick, "roles": [str(r) for r in member.role_ids]}
                for member in guild.members.values()
            ],
            "channels": [self._channel(channel) for channel in self.world.visible_channels(self.user_id, guild.id)],
        }

    def _channel(self, channel: Channel) -> Payload:
        others = [str(r) for r in channel.recipient_ids if r != self.user_id]
        return {
            "id": str(channel.id),
            "guild": None if channel.guild_id is None else str(channel.guild_id),
            "name": channel.name,
            "topic": channel.topic,
            "with": others[0] if others else None,
            "writable": bool(self.world.permissions(self.user_id, channel.id) & SEND_MESSAGES),
        }

    def sees(self, channel_id: int) -> bool:
        """Whether this user may look into a channel."""
        known = channel_id in self.world.channels
        return known and bool(self.world.permissions(self.user_id, channel_id) & VIEW_CHANNEL)

    # -- messages --------------------------------------------------------------------------------------------------

    def history(self, channel_id: int, before: int | None = None) -> Payload:
        """The latest messages of a channel, or those before a message; `more` says whether there are older ones."""
        seen = self.world.visible_messages(channel_id, self.user_id) if self.sees(channel_id) else []
        if before is not None:
            seen = [message for message in seen if message.id < before]
        return {
            "type": "history",
            "channel": str(channel_id),
            "before": None if before is None else str(before),
            "more": len(seen) > PAGE_OF_MESSAGES,
            "messages": [self.message(message) for message in seen[-PAGE_OF_MESSAGES:]],
        }

    def message(self, message: Message) -> Payload:
        """A message, dressed for the page."""
        payload = message.payload
        guild_id = self.world.channels[message.channel_id].guild_id
        names = NamesThere(self.world, guild_id)
        everyone = bool(payload.get("mention_everyone"))
        mentioned = {str(user.get("id")) for user in payload.get("mentions") or []}
        return {
            "id": str(message.id),
            "channel": str(message.channel_id),
            "author": str(payload["author"]["id"]),
            "at": payload.get("timestamp"),
            "edited": payload.get("edited_timestamp"),
            "html": render(payload.get("content") or "", names, mentions_everyone=everyone),
            "components": [self._component(part, names) for part in payload.get("components") or []],
            "embeds": [self._embed(embed, names) for embed in payload.get("embeds") or []],
            "attachments": [self._file(attachment) for attachment in payload.get("attachments") or []],
            "ephemeral": message.visible_to is not None,
            "thinking": message.thinking,
            "pings": everyone or str(self.user_id) in mentioned,
            "used": self._used(payload),
            "answers": self._answered(payload, names),
        }

    def _used(self, payload: Payload) -> Payload | None:
        """Who ran which command, for the line over an answer; an answer to a button carries none."""
        metadata = payload.get("interaction_metadata") or {}
        if metadata.get("type") != COMMAND or not metadata.get("name"):
            return None
        return {"user": str(metadata["user"]["id"]), "name": metadata["name"]}

    def _answered(self, payload: Payload, names: NamesThere) -> Payload | None:
        """The message that this one replies to, or whose button it answers, in its first words."""
        original = payload.get("referenced_message")
        pressed = (payload.get("interaction_metadata") or {}).get("interacted_message_id")
        if original is None and pressed and pressed != payload.get("id"):
            message = self.world.message(int(pressed))
            original = message.payload if message and message.visible_to in (None, self.user_id) else None
        if not original:
            return None
        text = _first_words(original)
        return {
            "id": str(original["id"]),
            "author": str(original["author"]["id"]),
            "html": render(text, names, blocks=False) if text else "<em>Click to see attachment</em>",
        }

    def component(self, component: Payload, guild_id: int | None) -> Payload:
        """A component of a form, with everything in it."""
        return self._component(component, NamesThere(self.world, guild_id))

    def _component(self, component: Payload, names: NamesThere) -> Payload:
        shown = dict(component)
        if isinstance(component.get("content"), str):
            shown["html"] = render(component["content"], names)
        for one in ("accessory", "component"):
            if component.get(one):
                shown[one] = self._component(component[one], names)
        if component.get("components"):
            shown["components"] = [self._component(part, names) for part in component["components"]]
        for medium in ("media", "file"):
            if component.get(medium):
                shown[medium] = self._file(component[medium])
        if component.get("items"):
            shown["items"] = [{**item, "media": self._file(item["media"])} for item in component["items"]]
        return shown

    def _embed(self, embed: Payload, names: NamesThere) -> Payload:
        shown = dict(embed)
        if embed.get("title"):
            shown["title_html"] = render(embed["title"], names, blocks=False)
        if embed.get("description"):
            shown["html"] = render(embed["description"], names)
        shown["fields"] = [
            {
                "name_html": render(field.get("name", ""), names, blocks=False),
                "html": render(field.get("value", ""), names),
                "inline": bool(field.get("inline")),
            }
            for field in embed.get("fields") or []
        ]
        for medium in ("image", "thumbnail"):
            if embed.get(medium):
                shown[medium] = self._file(embed[medium])
        return shown

    def _file(self, file: Payload) -> Payload:
        """An attachment or a medium, with its address as a path where it is this sandbox's own."""
        url = str(file.get("url") or "")
        return {**file, "url": url.removeprefix(self.origin) if url.startswith(self.origin + "/") else url}

    # -- what happens ----------------------------------------------------------------------------------------------

    def of(self, event: Event) -> Payload | None:
        """An event as this user notices it; None where it is not theirs to notice."""
        if isinstance(event, MessageShown | MessageChanged):
            message = event.message
            if event.visible_to not in (None, self.user_id) or not self.sees(message.channel_id):
                return None
            return {"type": "message", "new": isinstance(event, MessageShown), "message": self.message(message)}
        if isinstance(event, MessageGone):
            if event.visible_to not in (None, self.user_id) or not self.sees(event.channel_id):
                return None
            return {"type": "gone", "channel": str(event.channel_id), "id": str(event.message_id)}
        if isinstance(event, InteractionSent | InteractionAnswered | InteractionFailed | ModalOpened):
            return self._interaction(event) if event.user_id == self.user_id else None
        if isinstance(event, LocaleChosen):
            return self.everything() if event.user_id == self.user_id else None
        return self._elsewhere(event)

    def _interaction(self, event: InteractionSent | InteractionAnswered | InteractionFailed | ModalOpened) -> Payload:
        shown: Payload = {"interaction": str(event.interaction_id)}
        if isinstance(event, InteractionAnswered):
            return {**shown, "type": "answered", "response": event.response_type}
        shown["channel"] = str(event.channel_id)
        if isinstance(event, InteractionFailed):
            return {**shown, "type": "failed", "why": event.why}
        if isinstance(event, ModalOpened):
            guild_id = self.world.channels[event.channel_id].guild_id
            parts = [self.component(part, guild_id) for part in event.modal.get("components") or []]
            return {**shown, "type": "modal", "title": event.modal.get("title", ""), "components": parts}
        message = None if event.message_id is None else str(event.message_id)
        return {**shown, "type": "sent", "kind": event.kind, "name": event.name, "message": message}

    def _elsewhere(self, event: CommandsChanged | ChannelOpened | Typing | BotPresence) -> Payload | None:
        if isinstance(event, CommandsChanged):
            return {"type": "commands"}
        if isinstance(event, BotPresence):
            return {"type": "presence", "online": event.online}
        if not self.sees(event.channel_id):
            return None
        if isinstance(event, Typing):
            return {"type": "typing", "channel": str(event.channel_id), "user": str(event.user_id)}
        return self.everything()


def _first_words(message: Payload) -> str:
    """The first line that a message shows, without the mark of a heading; "" for one without words."""
    texts = [message.get("content") or ""]
    parts = list(message.get("components") or [])
    while parts and not texts[-1]:
        part = parts.pop(0)
        texts.append(str(part.get("content") or ""))
        parts = [*(part.get("components") or []), *parts]
    return texts[-1].strip().split("\n")[0].lstrip("#-> ")[:200]


def _colour(role: Role) -> str:
    return f"#{role.colour:06x}" if role.colour else ""
