"""What a member can do: run a command, press, choose, fill in a form, write. For the page and for the pilot.

Each refusal that Discord's own client would make before anything is sent is a `Refused` with a sentence for the
member. What is sent returns at once with the interaction's id; what comes of it arrives as events (`World.subscribe`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.world import Channel, Message

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

OptionValue = str | int | float | bool
"""A command option as typed: users, roles and channels by id (int, or str of digits)."""


class Refused(Exception):  # noqa: N818 - a refusal is no error of ours
    """Discord's client would not let this member do it; the text says why, as shown beside the composer."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a member attaches."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class ListedCommand:
    """One line of the list that typing `/` opens.

    Attributes:
        name: with its subcommands, e.g. "sale propose".
        description: of the innermost (sub)command.
        options: Discord's option objects of that one: `name`, `type` (3 text, 4 whole number, 5 yes/no, 6 user,
            7 channel, 8 role, 9 mentionable, 10 number, 11 attachment), `required`, `choices`, `autocomplete`,
            `min_value`, `max_value`, `min_length`, `max_length`, `description`.
        command_id: of the whole command.
    """

    name: str
    description: str
    options: tuple[dict[str, Any], ...]
    command_id: int


class Actions:
    """A member's hands. One object per sandbox: `sandbox.actions`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def commands(self, user_id: int, channel_id: int) -> list[ListedCommand]:
        """The commands that this member may use in this channel, by name."""
        raise NotImplementedError

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
        raise NotImplementedError

    async def autocomplete(
        self, user_id: int, channel_id: int, name: str, options: Mapping[str, OptionValue], focused: str
    ) -> list[Choice]:
        """The bot's suggestions for the option `focused`, whose text so far is `options[focused]`.

        Raises:
            Refused: no such command or option, or the bot gave no suggestions in time ("Loading options failed").
        """
        raise NotImplementedError

    async def press(self, user_id: int, message_id: int, custom_id: str) -> int:
        """Press a button; returns the interaction's id.

        Raises:
            Refused: the message is not visible to this member or has no such button, or it is disabled or a link.
        """
        raise NotImplementedError

    async def choose(self, user_id: int, message_id: int, custom_id: str, values: Sequence[str]) -> int:
        """Choose in a select menu; `values` are option values, or ids of users, roles, channels.

        Raises:
            Refused: as for `press`, and too few, too many or unknown values.
        """
        raise NotImplementedError

    async def submit(
        self,
        user_id: int,
        interaction_id: int,
        values: Mapping[str, str | bool | Sequence[str]],
        files: Mapping[str, Sequence[SentFile]] | None = None,
    ) -> int:
        """Submit the modal that `interaction_id` opened; returns the new interaction's id.

        Args:
            user_id: who fills it in.
            interaction_id: what opened it (`ModalOpened.interaction_id`).
            values: by `custom_id`: text for text inputs, a list of values for selects and checkbox groups, one value
                for radio groups, True or False for checkboxes.
            files: by `custom_id` of a file upload.

        Raises:
            Refused: no such modal is open, a required field is empty, a text or file out of its bounds.
        """
        raise NotImplementedError

    async def send_message(
        self, user_id: int, channel_id: int, content: str, files: Sequence[SentFile] = ()
    ) -> Message:
        """Write a message.

        Raises:
            Refused: empty, longer than 2,000 characters, or no permission to write here.
        """
        raise NotImplementedError

    def dismiss(self, user_id: int, message_id: int) -> None:
        """Take an ephemeral message off the one member's screen. The bot is not told, as on Discord.

        Raises:
            Refused: it is not an ephemeral message of this member's.
        """
        raise NotImplementedError

    def direct_channel(self, user_id: int) -> Channel:
        """The member's direct messages with the bot, opened when first asked for."""
        return self._sandbox.world.direct_channel(user_id)
