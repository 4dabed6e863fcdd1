"""What a member can do: run a command, press, choose, fill in a form, write. For the page and for the pilot.

Each refusal that Discord's own client would make before anything is sent is a `Refused` with a sentence for the
member. What is sent returns at once with the interaction's id; what comes of it arrives as events (`World.subscribe`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox import permissions as may
from bot.sandbox import rules_components as kinds
from bot.sandbox.bodies import Body, SentFile
from bot.sandbox.cdn import Cdn
from bot.sandbox.forms import FieldValue, answer, check_form, fields
from bot.sandbox.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interactions
from bot.sandbox.locales import LOCALES
from bot.sandbox.messages import Messages
from bot.sandbox.options import ListedCommand, OptionValue, Refused, fill, listed, nested, resolve, typed
from bot.sandbox.wire import attachment_json
from bot.sandbox.world import Attachment, Channel, Message, Payload, World

__all__ = ["Actions", "Choice", "ListedCommand", "OptionValue", "Refused", "SentFile"]

_ENTITY_KINDS = {kinds.USER_SELECT: 6, kinds.ROLE_SELECT: 8, kinds.MENTIONABLE_SELECT: 9, kinds.CHANNEL_SELECT: 7}
"""Select type -> the option type that names the same thing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


class Actions:
    """A member's hands. One object per sandbox: `sandbox.actions`."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions, cdn: Cdn) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions
        self._cdn = cdn

    def commands(self, user_id: int, channel_id: int) -> list[ListedCommand]:
        """The commands that this member may use in this channel, by name."""
        return listed(self._world, user_id, self._channel(user_id, channel_id))

    async def run_command(
        self,
        user_id: int,
        channel_id: int,
        name: str,
        options: Mapping[str, OptionValue] | None = None,
        attachments: Mapping[str, SentFile] | None = None,
    ) -> int:
        """Run a slash command.

        Args:
            user_id: who runs it.
            channel_id: where.
            name: with its subcommands, e.g. "sale propose".
            options: by option name; attachment options stay out of it.
            attachments: by option name.

        Returns:
            The interaction's id.

        Raises:
            Refused: unknown command, missing or ill-formed option, missing permission, file too large.
        """
        channel = self._channel(user_id, channel_id)
        command = self._command(user_id, channel, name)
        files = attachments or {}
        values = fill(command, options or {}, files)
        resolved: Payload = {}
        for option in command.options:
            if option["type"] in (6, 7, 8, 9) and option["name"] in values:
                resolve(self._world, channel, option["type"], str(values[option["name"]]), resolved)
        kept = await self._keep(user_id, channel_id, list(files.values()), resolved)
        values |= {option: str(attachment.id) for option, attachment in zip(files, kept, strict=True)}
        data = self._command_data(command, channel, nested(name, typed(command, values)))
        if resolved:
            data["resolved"] = resolved
        return self._interactions.begin(COMMAND, user_id, channel_id, name, data).id

    async def autocomplete(
        self, user_id: int, channel_id: int, name: str, options: Mapping[str, OptionValue], focused: str
    ) -> list[Choice]:
        """The bot's suggestions for the option `focused`, whose text so far is `options[focused]`.

        Raises:
            Refused: no such command or option, or the bot gave no suggestions in time ("Loading options failed").
        """
        channel = self._channel(user_id, channel_id)
        command = self._command(user_id, channel, name)
        option = next((o for o in command.options if o["name"] == focused and o.get("autocomplete")), None)
        if option is None:
            raise Refused(f"/{name} has no suggestions for “{focused}”.")
        # While it is typed, even a number is text.
        sent = typed(command, {**options, focused: str(options.get(focused, ""))})
        for entry in sent:
            if entry["name"] == focused:
                entry["focused"] = True
        data = self._command_data(command, channel, nested(name, sent))
        interaction = self._interactions.begin(AUTOCOMPLETE, user_id, channel_id, name, data)
        await interaction.done.wait()
        if interaction.choices is None:
            raise Refused("Loading options failed")
        return [Choice(choice["name"], choice["value"]) for choice in interaction.choices]

    async def press(self, user_id: int, message_id: int, custom_id: str) -> int:
        """Press a button; returns the interaction's id.

        Raises:
            Refused: the message is not visible to this member or has no such button, or it is disabled or a link.
        """
        message, button = self._component(user_id, message_id, custom_id, (kinds.BUTTON,))
        data = {"custom_id": custom_id, "component_type": kinds.BUTTON, "id": button["id"]}
        return self._interactions.begin(COMPONENT, user_id, message.channel_id, custom_id, data, message.id).id

    async def choose(self, user_id: int, message_id: int, custom_id: str, values: Sequence[str]) -> int:
        """Choose in a select menu; `values` are option values, or ids of users, roles, channels.

        Raises:
            Refused: as for `press`, and too few, too many or unknown values.
        """
        message, select = self._component(user_id, message_id, custom_id, kinds.SELECTS)
        least = 1 if select.get("min_values") is None else select["min_values"]
        most = select.get("max_values") or 1
        if not least <= len(values) <= most:
            raise Refused(f"Choose {least} to {most} of these." if least < most else f"Choose {least} of these.")
        picked = [str(value) for value in values]
        data: Payload = {"custom_id": custom_id, "component_type": select["type"], "id": select["id"]}
        data["values"] = picked
        if select["type"] == kinds.STRING_SELECT:
            allowed = {option["value"] for option in select["options"]}
            if unknown := [value for value in picked if value not in allowed]:
                raise Refused(f"“{unknown[0]}” is not one of the choices.")
        else:
            data["resolved"] = self._resolved(message.channel_id, select["type"], picked)
        return self._interactions.begin(COMPONENT, user_id, message.channel_id, custom_id, data, message.id).id

    async def submit(
        self,
        user_id: int,
        interaction_id: int,
        values: Mapping[str, FieldValue],
        files: Mapping[str, Sequence[SentFile]] | None = None,
    ) -> int:
        """Submit the modal that `interaction_id` opened; returns the new interaction's id.

        Args:
            user_id: who fills it in.
            interaction_id: what opened it (`ModalOpened.interaction_id`).
            values: by `custom_id`: text for text inputs, a list of values for selects and checkbox groups, one value
                for radio groups, True or False for checkboxes. A field left out keeps what the bot put there.
            files: by `custom_id` of a file upload.

        Raises:
            Refused: no such modal is open, a required field is empty, a text or file out of its bounds.
        """
        opener = self._interactions.get(interaction_id)
        if opener is None or opener.modal is None or opener.user_id != user_id:
            raise Refused("This form is not open any more.")
        modal, given = opener.modal, files or {}
        check_form(modal, values, given)
        resolved: Payload = {}
        ids: dict[str, list[int]] = {}
        for custom_id, uploads in given.items():
            kept = await self._keep(user_id, opener.channel_id, uploads, resolved)
            ids[custom_id] = [attachment.id for attachment in kept]
        for field, _ in fields(modal):
            if field["type"] in kinds.ENTITY_SELECTS:
                picked = answer(field, values.get(field["custom_id"]), ())["values"]
                for key, found in self._resolved(opener.channel_id, field["type"], picked).items():
                    resolved.setdefault(key, {}).update(found)
        data: Payload = {
            "custom_id": modal["custom_id"],
            "components": [_submitted(component, values, ids) for component in modal["components"]],
            "resolved": resolved,
        }
        # A form is sent once; if nothing answers, Discord keeps it open.
        sent = self._interactions.begin(
            MODAL, user_id, opener.channel_id, modal["custom_id"], data, opener.message_id, opener
        )
        return sent.id

    async def send_message(
        self, user_id: int, channel_id: int, content: str, files: Sequence[SentFile] = ()
    ) -> Message:
        """Write a message.

        Raises:
            Refused: empty, longer than 2,000 characters, or no permission to write here.
        """
        channel = self._channel(user_id, channel_id)
        needed = may.SEND_MESSAGES | (may.ATTACH_FILES if files else 0)
        if self._world.permissions(user_id, channel.id) & needed != needed:
            raise Refused("You do not have permission to send messages in this channel.")
        content = content.strip()
        if not content and not files:
            raise Refused("Write something first.")
        if len(content) > 2000:
            raise Refused("Your message is too long: 2,000 characters at most.")
        self._check_sizes(user_id, files)
        return await self._messages.create(channel.id, user_id, Body({"content": content}, dict(enumerate(files))))

    def dismiss(self, user_id: int, message_id: int) -> None:
        """Take an ephemeral message off the one member's screen. The bot is not told, as on Discord.

        Raises:
            Refused: it is not an ephemeral message of this member's.
        """
        message = self._world.message(message_id)
        if message is None or message.visible_to != user_id:
            raise Refused("Only messages that only you can see can be dismissed.")
        self._world.remove(message)

    def direct_channel(self, user_id: int) -> Channel:
        """The member's direct messages with the bot, opened when first asked for."""
        return self._world.direct_channel(user_id)

    def choose_locale(self, user_id: int, locale: str) -> None:
        """Let a member read Discord in another language.

        Raises:
            Refused: Discord does not speak it.
        """
        if locale not in LOCALES:
            raise Refused("Discord does not speak this language.")
        self._world.choose_locale(user_id, locale)

    # -- looking up -------------------------------------------------------------------------------------------------

    def _channel(self, user_id: int, channel_id: int) -> Channel:
        channel = self._world.channels.get(channel_id)
        if channel is None or not self._world.can_see(user_id, channel_id):
            raise Refused("You do not have access to this channel.")
        return channel

    def _command(self, user_id: int, channel: Channel, name: str) -> ListedCommand:
        for command in listed(self._world, user_id, channel):
            if command.name == name:
                return command
        raise Refused(f"There is no command /{name} here that you may use.")

    def _command_data(self, command: ListedCommand, channel: Channel, options: list[Payload]) -> Payload:
        data: Payload = {
            "id": str(command.command_id),
            "name": command.name.split(" ")[0],
            "type": 1,
            "options": options,
        }
        if channel.guild_id and command.command_id in self._world.commands.get(channel.guild_id, {}):
            data["guild_id"] = str(channel.guild_id)
        return data

    def _component(
        self, user_id: int, message_id: int, custom_id: str, wanted: Sequence[int]
    ) -> tuple[Message, Payload]:
        message = self._world.message(message_id)
        if message is None or message.visible_to not in (None, user_id):
            raise Refused("This message is not there any more.")
        self._channel(user_id, message.channel_id)
        for component, _ in kinds.walk(message.payload["components"]):
            if component.get("custom_id") == custom_id and component["type"] in wanted:
                if component.get("disabled"):
                    raise Refused("This is switched off.")
                return message, component
        raise Refused(f"This message has nothing called “{custom_id}” to use.")

    def _resolved(self, channel_id: int, select: int, ids: Sequence[str]) -> Payload:
        resolved: Payload = {}
        for value in ids:
            resolve(self._world, self._world.channels[channel_id], _ENTITY_KINDS[select], value, resolved)
        return resolved

    # -- files ------------------------------------------------------------------------------------------------------

    async def _keep(
        self, user_id: int, channel_id: int, files: Sequence[SentFile], resolved: Payload
    ) -> list[Attachment]:
        self._check_sizes(user_id, files)
        kept = [await self._cdn.keep(file.name, file.content, channel_id, ephemeral=True) for file in files]
        for attachment in kept:
            described = attachment_json(attachment, self._cdn.url(attachment))
            resolved.setdefault("attachments", {})[str(attachment.id)] = described
        return kept

    def _check_sizes(self, user_id: int, files: Sequence[SentFile]) -> None:
        limit = self._world.users[user_id].attachment_limit
        for file in files:
            if len(file.content) > limit:
                raise Refused(f"Your files are too powerful! {file.name} is over {limit // 1024**2} MB.")


def _submitted(component: Payload, values: Mapping[str, FieldValue], ids: Mapping[str, Sequence[int]]) -> Payload:
    def of(field: Payload) -> Payload:
        return answer(field, values.get(field["custom_id"]), ids.get(field["custom_id"], ()))

    base = {"type": component["type"], "id": component["id"]}
    if component["type"] == kinds.LABEL:
        return base | {"component": of(component["component"])}
    if component["type"] == kinds.ROW:
        return base | {"components": [of(field) for field in component["components"]]}
    return base
