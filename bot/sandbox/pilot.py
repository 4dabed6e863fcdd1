"""A pilot for tests: act as a member, wait for the bot's complete answer, and read what that member can see.

    pilot = Pilot(sandbox)
    ada = pilot.member("Ada", guild="Friends")
    card = await ada.command("breakup")
    why = await ada.press(card, "Why?")
    assert why.ephemeral and "formula" in why.text

What Discord's client would refuse raises `Refused`; a bot that does not answer raises `NoAnswer`, with what did come.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from bot.sandbox.actions import Choice, Refused
from bot.sandbox.bodies import SentFile
from bot.sandbox.events import Event
from bot.sandbox.forms import FieldValue, fields
from bot.sandbox.interactions import Interaction
from bot.sandbox.options import ListedCommand, OptionValue
from bot.sandbox.seen import Button, Modal, SeenMessage, Select
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel

__all__ = ["MemberPilot", "Modal", "NoAnswer", "Pilot", "Refused", "SeenMessage"]

PATIENCE_S = 10.0
"""How long a complete answer may take; a bot's work on a slow machine, not Discord's three seconds."""

GivenFile = Path | bytes | SentFile
"""A file to send: by path, or as bytes (then called "upload.zip" where nothing says otherwise)."""


Answer = SeenMessage | Modal
Found = TypeVar("Found")


class NoAnswer(AssertionError):
    """The bot did not answer as awaited; the text shows what did come."""


class Pilot:
    """Members of a sandbox, ready to act.

    Args:
        sandbox: open.
        patience_s: how long each answer may take.
    """

    def __init__(self, sandbox: Sandbox, patience_s: float = PATIENCE_S) -> None:
        self.sandbox = sandbox
        self.patience_s = patience_s

    def member(self, name: str, guild: str | None = None, channel: str | None = None) -> MemberPilot:
        """A member by display name.

        Args:
            name: as others read it, e.g. "Ada"; the beginning is enough if it is the only one.
            guild: the server to act in; None for the first that the member is in.
            channel: its channel to act in; None for the first.

        Raises:
            LookupError: no such member, guild or channel.
        """
        world = self.sandbox.world
        places = [g for g in world.guilds.values() if guild in (None, g.name)]
        for place in places:
            names = {user_id: world.display_name(user_id, place.id) for user_id in place.members}
            found = [u for u, shown in names.items() if shown == name] or [
                u for u, shown in names.items() if shown.startswith(name)
            ]
            if len(found) == 1:
                return MemberPilot(self, found[0], place.id, self._channel(place.id, channel))
        raise LookupError(f"no single member “{name}” in {[g.name for g in places]}")

    def _channel(self, guild_id: int, name: str | None) -> Channel:
        channels = [c for c in self.sandbox.world.channels.values() if c.guild_id == guild_id]
        for channel in sorted(channels, key=lambda c: c.position):
            if name is None or channel.name == name.removeprefix("#"):
                return channel
        raise LookupError(f"no channel “{name}” in {[c.name for c in channels]}")


class MemberPilot:
    """One member in one channel. Made by `Pilot.member`."""

    def __init__(self, pilot: Pilot, user_id: int, guild_id: int, channel: Channel) -> None:
        self.user_id = user_id
        self.guild_id = guild_id
        self.channel = channel
        self._pilot = pilot
        self._sandbox = pilot.sandbox
        self._world = pilot.sandbox.world
        self._actions = pilot.sandbox.actions

    def at(self, channel: str) -> MemberPilot:
        """The same member in another channel of the guild."""
        return MemberPilot(self._pilot, self.user_id, self.guild_id, self._find(channel))

    def in_direct_messages(self) -> MemberPilot:
        """The same member, writing to the bot alone."""
        return MemberPilot(self._pilot, self.user_id, self.guild_id, self._actions.direct_channel(self.user_id))

    # -- acting -----------------------------------------------------------------------------------------------------

    async def command(
        self,
        name: str,
        *,
        until: Callable[[SeenMessage], bool] | None = None,
        **options: OptionValue | GivenFile | Sequence[GivenFile],
    ) -> Answer:
        """Run a command and wait for its answer.

        Args:
            name: with its subcommands, e.g. "sale propose".
            until: the answer counts as complete when this is true of it; without it, once it is not "thinking".
            **options: by option name. A path, bytes or a `SentFile` is attached; a list of them fills the attachment
                options from this name on (`file`, `file2`, ...) in the command's order.

        Returns:
            The message, or the modal where the command opens one.

        Raises:
            Refused: Discord's client would not send it.
            NoAnswer: nothing complete came in time.
        """
        plain: dict[str, OptionValue] = {}
        files: dict[str, SentFile] = {}
        for option, value in options.items():
            if isinstance(value, str | int | float | bool):
                plain[option] = value
            else:
                files |= self._attached(name, option, value)
        start = lambda: self._actions.run_command(self.user_id, self.channel.id, name, plain, files)  # noqa: E731
        return await self._answer(f"/{name}", start, until)

    def choose_locale(self, locale: str) -> None:
        """Read Discord in another language from now on, by Discord's code: "es-ES"."""
        self._actions.choose_locale(self.user_id, locale)

    async def autocomplete(self, name: str, option: str, text: str = "", **others: OptionValue) -> list[Choice]:
        """The suggestions for `option` of the command `name` when `text` is typed.

        Raises:
            Refused: the option has none, or they did not come in time.
        """
        return await self._actions.autocomplete(self.user_id, self.channel.id, name, {**others, option: text}, option)

    async def press(
        self, message: SeenMessage, button: str, *, until: Callable[[SeenMessage], bool] | None = None
    ) -> Answer:
        """Press a button of a message, by label or `custom_id`, and wait for what comes of it.

        Returns:
            The message that the press brought or changed, or the modal that it opened.
        """
        custom_id = _named(self.latest(message).buttons, button, "button")
        start = lambda: self._actions.press(self.user_id, message.id, custom_id)  # noqa: E731
        return await self._answer(f"the button “{button}”", start, until)

    async def choose(
        self,
        message: SeenMessage,
        select: str,
        values: Sequence[str],
        *,
        until: Callable[[SeenMessage], bool] | None = None,
    ) -> Answer:
        """Choose in a select menu, found by placeholder or `custom_id`. `values` are options' labels or values."""
        found = self.latest(message).selects
        custom_id = _named(found, select, "select menu")
        options = next(s for s in found if s.custom_id == custom_id).options
        picked = [options.get(value, value) for value in values]
        start = lambda: self._actions.choose(self.user_id, message.id, custom_id, picked)  # noqa: E731
        return await self._answer(f"the menu “{select}”", start, until)

    async def submit(
        self,
        modal: Modal,
        values: Mapping[str, FieldValue] | None = None,
        files: Mapping[str, Sequence[GivenFile]] | None = None,
        *,
        until: Callable[[SeenMessage], bool] | None = None,
    ) -> Answer:
        """Fill in a modal and send it; fields by label or `custom_id`. Choices by their values."""
        by_name = {}
        for field, label in fields(modal.payload):
            by_name[label] = by_name[field["custom_id"]] = field["custom_id"]
        given = {_field(by_name, name): value for name, value in (values or {}).items()}
        uploads = {_field(by_name, name): [_sent(f) for f in sent] for name, sent in (files or {}).items()}
        start = lambda: self._actions.submit(self.user_id, modal.interaction_id, given, uploads)  # noqa: E731
        return await self._answer(f"the form “{modal.title}”", start, until)

    async def say(self, content: str, files: Sequence[GivenFile] = ()) -> SeenMessage:
        """Write a message."""
        sent = [_sent(file) for file in files]
        message = await self._actions.send_message(self.user_id, self.channel.id, content, sent)
        return self._seen(message.id)

    def dismiss(self, message: SeenMessage) -> None:
        """Take an ephemeral message off this member's screen."""
        self._actions.dismiss(self.user_id, message.id)

    # -- reading ----------------------------------------------------------------------------------------------------

    def commands(self) -> list[ListedCommand]:
        """What typing `/` lists for this member here."""
        return self._actions.commands(self.user_id, self.channel.id)

    def sees(self, channel: str | None = None) -> list[SeenMessage]:
        """Every message that this member sees in a channel (None: this one), oldest first."""
        there = self.channel if channel is None else self._find(channel)
        messages = self._world.visible_messages(there.id, self.user_id)
        return [SeenMessage(message, self._sandbox) for message in messages]

    def latest(self, message: SeenMessage) -> SeenMessage:
        """The message as it is now.

        Raises:
            NoAnswer: this member does not see it (any more).
        """
        return self._seen(message.id)

    async def wait_until(
        self, wanted: Callable[[SeenMessage], bool], channel: str | None = None, patience_s: float | None = None
    ) -> SeenMessage:
        """The newest message in a channel of which `wanted` is true, as soon as there is one.

        Raises:
            NoAnswer: there was none in time; the text shows what this member sees instead.
        """

        def find() -> SeenMessage | None:
            return next((message for message in reversed(self.sees(channel)) if wanted(message)), None)

        try:
            return await self._watch(find, patience_s)
        except TimeoutError:
            seen = "\n".join(repr(message) for message in self.sees(channel)[-5:]) or "nothing"
            raise NoAnswer(f"what was awaited did not come; the last that {self.name} sees:\n{seen}") from None

    @property
    def name(self) -> str:
        """As others read it."""
        return self._world.display_name(self.user_id, self.guild_id)

    # -- waiting ----------------------------------------------------------------------------------------------------

    async def _answer(
        self,
        what: str,
        start: Callable[[], Awaitable[int]],
        until: Callable[[SeenMessage], bool] | None,
    ) -> Answer:
        with self._world.subscribe() as events:
            interaction_id = await start()
            interaction = self._sandbox.interactions.get(interaction_id)
            assert interaction is not None  # noqa: S101 - it was made a moment ago
            # A component's own message is its answer only once it has changed.
            before = self._world.message(interaction.message_id) if interaction.message_id else None

            def find() -> Answer | None:
                if interaction.modal is not None:
                    return Modal(interaction_id, interaction.modal)
                for message_id in reversed(interaction.message_ids):
                    message = self._world.message(message_id)
                    if message is None or message.thinking or (message is before):
                        continue
                    seen = SeenMessage(message, self._sandbox)
                    if until is None or until(seen):
                        return seen
                if interaction.failed:
                    raise NoAnswer(f"{what} by {self.name}: {interaction.failed}.")
                return None

            try:
                return await self._watch(find, None, events)
            except TimeoutError:
                raise NoAnswer(f"{what} by {self.name} had no complete answer: {self._story(interaction)}") from None

    async def _watch(
        self,
        find: Callable[[], Found | None],
        patience_s: float | None,
        events: asyncio.Queue[Event] | None = None,
    ) -> Found:
        async with asyncio.timeout(patience_s or self._pilot.patience_s):
            if events is None:
                with self._world.subscribe() as own:
                    return await _first(find, own)
            return await _first(find, events)

    def _story(self, interaction: Interaction) -> str:
        if not interaction.response_type:
            return "it was not acknowledged."
        messages = [self._world.message(message_id) for message_id in interaction.message_ids]
        shown = [repr(SeenMessage(message, self._sandbox)) for message in messages if message is not None]
        return f"acknowledged with type {interaction.response_type}; " + ("\n".join(shown) or "no message came.")

    # -- finding ----------------------------------------------------------------------------------------------------

    def _seen(self, message_id: int) -> SeenMessage:
        message = self._world.message(message_id)
        if message is None or message.visible_to not in (None, self.user_id):
            raise NoAnswer(f"{self.name} does not see that message any more.")
        return SeenMessage(message, self._sandbox)

    def _find(self, channel: str) -> Channel:
        return self._pilot._channel(self.guild_id, channel)  # noqa: SLF001 - its own pilot

    def _attached(self, command: str, option: str, value: GivenFile | Sequence[GivenFile]) -> dict[str, SentFile]:
        if isinstance(value, Path | bytes | SentFile):
            return {option: _sent(value)}
        listed = next((c for c in self.commands() if c.name == command), None)
        slots = [o["name"] for o in listed.options if o["type"] == 11] if listed else []
        slots = slots[slots.index(option) :] if option in slots else []
        if len(value) > len(slots):
            raise Refused(f"/{command} takes {len(slots)} files from “{option}” on.")
        return {slot: _sent(file) for slot, file in zip(slots, value, strict=False)}


async def _first(find: Callable[[], Found | None], events: asyncio.Queue[Event]) -> Found:
    while (found := find()) is None:
        await events.get()
    return found


def _sent(file: GivenFile) -> SentFile:
    if isinstance(file, Path):
        return SentFile(file.name, file.read_bytes())
    return file if isinstance(file, SentFile) else SentFile("upload.zip", file)


def _named(things: Sequence[Button] | Sequence[Select], name: str, noun: str) -> str:
    for thing in things:
        if name in (thing.custom_id, thing.label) and thing.custom_id:
            return thing.custom_id
    raise Refused(f"no {noun} “{name}” among {[thing.label or thing.custom_id for thing in things]}")


def _field(by_name: Mapping[str, str], name: str) -> str:
    if name not in by_name:
        raise Refused(f"no field “{name}” among {sorted(by_name)}")
    return by_name[name]
