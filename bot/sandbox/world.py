"""The state of a Discord: guilds, people, channels, messages, commands and attachments.

Everything that has a shape of its own at Discord and is shown as it is (messages, commands) is kept as Discord's own
JSON dict; everything that rules are computed from (roles, members, channels) is a dataclass. A message's dict is never
changed in place: an edit puts a new one, so that an event keeps showing what was true when it happened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.events import (
    ChannelOpened,
    CommandsChanged,
    Event,
    LocaleChosen,
    MessageChanged,
    MessageGone,
    MessageShown,
)
from bot.sandbox.locales import USUAL
from bot.sandbox.permissions import ALL, VIEW_CHANNEL, Overwrite, Role, permissions_in
from bot.sandbox.snowflakes import Snowflakes

Payload = dict[str, Any]
"""JSON in Discord's own shape."""

TEXT, DM = 0, 1
"""Channel types."""

LOADING, EPHEMERAL, COMPONENTS_V2 = 1 << 7, 1 << 6, 1 << 15
"""Message flags."""

DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024
"""What a member without Nitro may upload, in bytes."""


@dataclass(slots=True)
class User:
    """A person, or the bot.

    Attributes:
        name: the unique, lower-case user name.
        display_name: what others read, unless a guild has a nick.
        colour: of the avatar, as "#rrggbb".
        attachment_limit: the largest file that this user may upload, in bytes.
        closed: takes no direct messages from members of a server ("Privacy Settings" on Discord).
        locale: the language in which they read Discord, which bots are told with every interaction.
    """

    id: int
    name: str
    display_name: str
    colour: str
    bot: bool = False
    attachment_limit: int = DEFAULT_ATTACHMENT_LIMIT
    closed: bool = False
    locale: str = USUAL


@dataclass(slots=True)
class Member:
    """A user in a guild. `role_ids` leaves out @everyone, as Discord does."""

    user_id: int
    nick: str | None = None
    role_ids: list[int] = field(default_factory=list)
    joined_at: str = "2024-01-01T00:00:00+00:00"


@dataclass(slots=True)
class Guild:
    """A server. The role whose id is the guild's own is @everyone.

    Attributes:
        locale: its preferred language, which community servers can choose.
    """

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role]
    members: dict[int, Member] = field(default_factory=dict)
    locale: str = USUAL


@dataclass(slots=True)
class Channel:
    """A text channel of a guild, or a direct message between one member and the bot.

    Attributes:
        guild_id: None for a direct message.
        recipient_ids: both ends of a direct message; empty in a guild.
        overwrites: permissions allowed or denied here, by role or member id.
    """

    id: int
    type: int
    name: str
    guild_id: int | None = None
    position: int = 0
    topic: str = ""
    recipient_ids: tuple[int, ...] = ()
    overwrites: dict[int, Overwrite] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One state of one message.

    Attributes:
        payload: Discord's message object: `author`, `content`, `components`, `attachments`, `flags`, `timestamp`,
            `edited_timestamp`, `interaction_metadata` (`user` and `name` of who used which command), ...
        visible_to: the only member who sees it (ephemeral), or None.
    """

    id: int
    channel_id: int
    payload: Payload
    visible_to: int | None = None

    @property
    def thinking(self) -> bool:
        """A deferred answer that has not come yet ("is thinking...")."""
        return bool(self.payload["flags"] & LOADING)


@dataclass(slots=True)
class Attachment:
    """A file that somebody sent. Its bytes are kept by the sandbox's CDN.

    Attributes:
        width: pixels, for a picture that could be recognised; else None.
        description: the alt text, or None.
        ephemeral: belongs to one member's interaction alone.
        title: the name as it was, without its ending, where Discord had to change it.
    """

    id: int
    channel_id: int
    filename: str
    size: int
    content_type: str
    width: int | None = None
    height: int | None = None
    description: str | None = None
    ephemeral: bool = False
    title: str | None = None


@dataclass(slots=True)
class Application:
    """The bot's registration: what the developer portal would hold.

    Attributes:
        privileged_intents: presences, the list of members and the text of messages are switched on there.
    """

    id: int
    name: str
    bot_user_id: int
    owner_id: int
    token: str
    description: str = ""
    privileged_intents: bool = False


class World:
    """Everything there is. One application, any number of guilds.

    Args:
        application: the bot's registration; its user must be among `users`.
        guilds, users, channels: the start; the world takes them over.
    """

    def __init__(
        self, application: Application, users: list[User], guilds: list[Guild], channels: list[Channel]
    ) -> None:
        self.application = application
        self.users = {user.id: user for user in users}
        self.guilds = {guild.id: guild for guild in guilds}
        self.channels = {channel.id: channel for channel in channels}
        self.messages: dict[int, dict[int, Message]] = {channel.id: {} for channel in channels}
        """Channel id -> message id -> message, oldest first."""
        self.commands: dict[int | None, dict[int, Payload]] = {None: {}}
        """Guild id (None: everywhere) -> command id -> Discord's command object."""
        self.attachments: dict[int, Attachment] = {}
        self.online = False
        """Whether the bot is connected."""
        self.snowflakes = Snowflakes(max([*self.users, *self.guilds, *self.channels], default=0))
        self._subscribers: set[asyncio.Queue[Event]] = set()
        self._listeners: list[Callable[[Event], None]] = []

    # -- who sees what ---------------------------------------------------------------------------------------------

    def permissions(self, user_id: int, channel_id: int) -> int:
        """The permission bits of a user in a channel: 0 for a guild's channel that the user is no member of."""
        channel = self.channels[channel_id]
        if channel.guild_id is None:
            return ALL if user_id in channel.recipient_ids else 0
        guild = self.guilds[channel.guild_id]
        member = guild.members.get(user_id)
        if member is None:
            return 0
        return permissions_in(guild.id, guild.owner_id, guild.roles, user_id, member.role_ids, channel.overwrites)

    def can_see(self, user_id: int, channel_id: int) -> bool:
        """Whether a user may see a channel at all."""
        return bool(self.permissions(user_id, channel_id) & VIEW_CHANNEL)

    def visible_channels(self, user_id: int, guild_id: int | None) -> list[Channel]:
        """The channels of a guild that a user may see, in order; None: the user's direct messages."""
        there = [channel for channel in self.channels.values() if channel.guild_id == guild_id]
        seen = [channel for channel in there if self.can_see(user_id, channel.id)]
        return sorted(seen, key=lambda channel: (channel.position, channel.id))

    def visible_messages(self, channel_id: int, user_id: int) -> list[Message]:
        """What a user sees in a channel, oldest first; others' ephemeral messages are left out."""
        if not self.can_see(user_id, channel_id):
            return []
        return [m for m in self.messages[channel_id].values() if m.visible_to in (None, user_id)]

    def message(self, message_id: int) -> Message | None:
        """A message by its id alone, wherever it is."""
        for there in self.messages.values():
            if message_id in there:
                return there[message_id]
        return None

    def display_name(self, user_id: int, guild_id: int | None) -> str:
        """The nick in a guild, or the display name."""
        user = self.users[user_id]
        if guild_id is not None and (member := self.guilds[guild_id].members.get(user_id)) and member.nick:
            return member.nick
        return user.display_name

    # -- changes, each with its event --------------------------------------------------------------------------------

    def show(self, message: Message) -> None:
        """Put a new message into its channel."""
        self.messages[message.channel_id][message.id] = message
        self.emit(MessageShown(message, message.visible_to))

    def change(self, message: Message) -> None:
        """Put the new state of a message in the old one's place."""
        self.messages[message.channel_id][message.id] = message
        self.emit(MessageChanged(message, message.visible_to))

    def remove(self, message: Message) -> None:
        """Take a message away."""
        del self.messages[message.channel_id][message.id]
        self.emit(MessageGone(message.channel_id, message.id, message.visible_to))

    def set_commands(self, guild_id: int | None, commands: Mapping[int, Payload]) -> None:
        """Replace the commands of a guild, or (None) those of everywhere."""
        self.commands[guild_id] = dict(commands)
        self.emit(CommandsChanged(guild_id))

    def choose_locale(self, user_id: int, locale: str) -> None:
        """Let a user read Discord in another language."""
        self.users[user_id].locale = locale
        self.emit(LocaleChosen(user_id))

    def direct_channel(self, user_id: int) -> Channel:
        """The direct message between a user and the bot; opened when first asked for."""
        ends = (user_id, self.application.bot_user_id)
        for channel in self.channels.values():
            if channel.type == DM and set(channel.recipient_ids) == set(ends):
                return channel
        channel = Channel(self.snowflakes.next(), DM, "", recipient_ids=ends)
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        self.emit(ChannelOpened(channel.id))
        return channel

    # -- who is told -------------------------------------------------------------------------------------------------

    def emit(self, event: Event) -> None:
        """Tell every listener, then every subscriber, in order."""
        for listener in self._listeners:
            listener(event)
        for queue in self._subscribers:
            queue.put_nowait(event)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Call `listener` with every event from now on, before the change's author goes on."""
        self._listeners.append(listener)

    @contextmanager
    def subscribe(self) -> Iterator[asyncio.Queue[Event]]:
        """A queue that receives every event from now until the `with` block ends."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._subscribers.add(queue)
        try:
            yield queue
        finally:
            self._subscribers.discard(queue)
