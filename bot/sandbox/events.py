"""What happens in the sandbox's world, as seen from outside: by the page, the pilot and the tests.

Everything that a member could notice is one of these, in the order in which it happened (`World.subscribe`). Who may
notice it is said by `visible_to` (a member, or None for everyone who sees the channel) or by `user_id` (that member).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.world import Message


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message appeared. A deferred answer appears with flag 128 ("is thinking...") and changes later."""

    message: Message
    visible_to: int | None


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """A message was edited, or the answer that it was waiting for arrived. `message` is its new state."""

    message: Message
    visible_to: int | None


@dataclass(frozen=True, slots=True)
class MessageGone:
    """A message was deleted, or dismissed by the one member who saw it."""

    channel_id: int
    message_id: int
    visible_to: int | None


@dataclass(frozen=True, slots=True)
class InteractionSent:
    """A member ran a command, pressed, chose or submitted; the bot has three seconds to answer.

    Attributes:
        kind: "command", "component" or "modal" (autocomplete is silent).
        name: the command with its subcommands, or the `custom_id`.
        message_id: the message whose component was used, or None.
    """

    user_id: int
    interaction_id: int
    channel_id: int
    kind: str
    name: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class InteractionAnswered:
    """The bot's first answer to an interaction.

    Attributes:
        response_type: Discord's: 4 message, 5 thinking, 6 silence for now, 7 the message itself changes, 9 modal.
    """

    user_id: int
    interaction_id: int
    response_type: int


@dataclass(frozen=True, slots=True)
class InteractionFailed:
    """No answer came in time; Discord's client says `why` to this member, in red."""

    user_id: int
    interaction_id: int
    channel_id: int
    why: str


@dataclass(frozen=True, slots=True)
class ModalOpened:
    """A form opened for one member. Answer it with `Actions.submit(user_id, interaction_id, ...)`, or let it be.

    Attributes:
        modal: Discord's own dict: `title`, `custom_id`, and `components` with ids: labels (type 18) around one
            `component` each, text displays (10), or action rows (1) around one text input (4).
    """

    user_id: int
    interaction_id: int
    channel_id: int
    modal: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    """The bot registered, changed or removed commands, everywhere (None) or in one guild."""

    guild_id: int | None


@dataclass(frozen=True, slots=True)
class ChannelOpened:
    """A channel that was not there before, such as a first direct message."""

    channel_id: int


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody started to type; Discord shows it for ten seconds."""

    channel_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class BotPresence:
    """The bot connected (its first shard is ready) or is gone (its last shard left)."""

    online: bool


@dataclass(frozen=True, slots=True)
class LocaleChosen:
    """A member reads Discord in another language from now on; nobody else notices."""

    user_id: int


Event = (
    MessageShown
    | MessageChanged
    | MessageGone
    | InteractionSent
    | InteractionAnswered
    | InteractionFailed
    | ModalOpened
    | CommandsChanged
    | ChannelOpened
    | Typing
    | BotPresence
    | LocaleChosen
)
