"""Interactions: delivered once, answered within three seconds, followed up for fifteen minutes.

An interaction lives in memory alone: one that is open when the sandbox stops is lost, as its token would be.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.events import InteractionFailed, InteractionSent
from bot.sandbox.faults import Faults
from bot.sandbox.problems import already_acknowledged, token_expired, unknown
from bot.sandbox.wire import channel_json, member_json, user_json
from bot.sandbox.world import Payload, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
"""Interaction types."""

SILENT = "The application did not respond"
BROKEN = "Something went wrong. Try again."
"""What Discord's client says to the member: of a command or component, and of a modal."""

_EVENT_KINDS = {COMMAND: "command", COMPONENT: "component", MODAL: "modal"}


@dataclass(slots=True)
class Interaction:
    """One interaction and what became of it.

    Attributes:
        kind: Discord's type, see above.
        name: the command with its subcommands, or the `custom_id`.
        message_id: the message whose component was used, also for a modal that it opened.
        data: Discord's `data`.
        response_type: of the first answer; 0 while there is none.
        original_id: the message that is `@original` for follow-ups.
        message_ids: every message that this interaction made or changed, in order.
        modal: what it opened.
        choices: an autocomplete's answer.
        failed: what the member was told, or "".
        opener: of a modal's submission, the interaction that opened the modal.
        late: delivered only when it is too late (a planned fault).
        expired: its token is over.
    """

    id: int
    token: str
    kind: int
    user_id: int
    channel_id: int
    guild_id: int | None
    name: str
    data: Payload
    message_id: int | None = None
    response_type: int = 0
    original_id: int | None = None
    message_ids: list[int] = field(default_factory=list)
    modal: Payload | None = None
    choices: list[Payload] | None = None
    failed: str = ""
    opener: Interaction | None = None
    late: bool = False
    expired: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the first answer came, or could not come any more."""

    def touched(self, message_id: int) -> None:
        """Remember a message that this interaction made or changed."""
        if message_id not in self.message_ids:
            self.message_ids.append(message_id)


class Interactions:
    """The interactions of the last fifteen minutes, and those whose form is still open.

    Args:
        world: where they happen.
        faults: may hold one back, or deliver it twice.
        deliver: sends INTERACTION_CREATE to the shard of a guild (None: of direct messages).
        answer_within_s: how long the first answer may take.
        token_lives_s: how long follow-ups may come.
    """

    def __init__(
        self,
        world: World,
        faults: Faults,
        deliver: Callable[[int | None, Payload], None],
        answer_within_s: float,
        token_lives_s: float,
    ) -> None:
        self._world = world
        self._faults = faults
        self._deliver = deliver
        self._answer_within_s = answer_within_s
        self._token_lives_s = token_lives_s
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._timers: set[asyncio.TimerHandle] = set()
        faults.expire = self.expire

    def get(self, interaction_id: int) -> Interaction | None:
        """An interaction by its id."""
        return self._by_id.get(interaction_id)

    def begin(
        self,
        kind: int,
        user_id: int,
        channel_id: int,
        name: str,
        data: Payload,
        message_id: int | None = None,
        opener: Interaction | None = None,
    ) -> Interaction:
        """Make an interaction and deliver it. `opener` is what opened the modal that this one submits."""
        channel = self._world.channels[channel_id]
        interaction = Interaction(
            self._world.snowflakes.next(),
            # Real tokens are long; a bot that puts one into a custom_id or a short column should notice here.
            "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(150),
            kind,
            user_id,
            channel_id,
            channel.guild_id,
            name,
            data,
            message_id,
            opener=opener,
        )
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        if kind in _EVENT_KINDS:
            event = InteractionSent(user_id, interaction.id, channel_id, _EVENT_KINDS[kind], name, message_id)
            self._world.emit(event)
        interaction.late = self._faults.is_late()
        twice = self._faults.is_twice()
        self._after(self._answer_within_s, self._give_up, interaction)
        self._after(self._token_lives_s, self._end_token, interaction)
        if not interaction.late:
            for _ in range(2 if twice else 1):
                self._deliver(interaction.guild_id, self.payload(interaction))
        return interaction

    def awaiting(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that a first answer is for.

        Raises:
            Problem: 10062 for one that is unknown or too old, 40060 for one that has its first answer.
        """
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token or interaction.failed:
            raise unknown("interaction")
        if interaction.response_type:
            raise already_acknowledged()
        return interaction

    def open(self, token: str) -> Interaction:
        """The interaction that a follow-up is for.

        Raises:
            Problem: 10015 before the first answer, 50027 for a token that is over or not one of ours.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.expired:
            raise token_expired()
        if not interaction.response_type:
            raise unknown("Webhook")
        return interaction

    def expire(self, interaction_id: int | None) -> None:
        """End the token of one interaction, or of all."""
        for interaction in self._by_id.values():
            if interaction_id in (None, interaction.id):
                interaction.expired = True

    def close(self) -> None:
        """Forget every deadline."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def payload(self, interaction: Interaction) -> Payload:
        """The INTERACTION_CREATE of an interaction."""
        world = self._world
        user = world.users[interaction.user_id]
        channel = world.channels[interaction.channel_id]
        payload: Payload = {
            "id": str(interaction.id),
            "application_id": str(world.application.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel_json(world, channel),
            "locale": user.locale,
            "attachment_size_limit": user.attachment_limit,
            "app_permissions": str(world.permissions(world.application.bot_user_id, channel.id)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": str(channel.guild_id or 0)},
            "context": 0 if channel.guild_id else 1,
        }
        if channel.guild_id is None:
            payload["user"] = user_json(user)
        else:
            guild = world.guilds[channel.guild_id]
            permissions = str(world.permissions(user.id, channel.id))
            payload["channel"]["permissions"] = permissions
            payload["guild_id"] = str(guild.id)
            payload["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            payload["guild_locale"] = guild.locale
            payload["member"] = member_json(world, guild.members[user.id]) | {"permissions": permissions}
        if interaction.message_id and (message := world.message(interaction.message_id)):
            payload["message"] = message.payload
        return payload

    def _after(self, seconds: float, what: Callable[[Interaction], None], interaction: Interaction) -> None:
        def run() -> None:
            self._timers.discard(timer)
            what(interaction)

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.response_type:
            return
        interaction.failed = BROKEN if interaction.kind == MODAL else SILENT
        interaction.done.set()
        if interaction.kind in _EVENT_KINDS:
            who = interaction.user_id
            self._world.emit(InteractionFailed(who, interaction.id, interaction.channel_id, interaction.failed))
        if interaction.late:
            self._deliver(interaction.guild_id, self.payload(interaction))

    def _end_token(self, interaction: Interaction) -> None:
        interaction.expired = True
        self._by_token.pop(interaction.token, None)
        if interaction.modal is None:  # a form may be sent however long it was open
            self._by_id.pop(interaction.id, None)


def may_answer(interaction: Interaction, response_type: int) -> bool:
    """Whether Discord allows this first answer to this kind of interaction."""
    if interaction.kind == AUTOCOMPLETE:
        return response_type == 8
    if response_type in (6, 7):
        return interaction.message_id is not None and interaction.kind in (COMPONENT, MODAL)
    if response_type == 9:
        return interaction.kind in (COMMAND, COMPONENT)
    return response_type in (4, 5)
