"""A slash command as a member fills it in: which ones are listed, what each option takes, and what is sent for it.

Discord's client refuses what does not fit before anything reaches the bot; so does this, with `Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.sandbox import rules_commands as kinds
from bot.sandbox.permissions import USE_APPLICATION_COMMANDS
from bot.sandbox.problems import Json
from bot.sandbox.wire import channel_json, member_json, role_json, user_json
from bot.sandbox.world import Channel, Payload, World

OptionValue = str | int | float | bool
"""A command option as typed: users, roles and channels by id (int, or str of digits)."""


class Refused(Exception):
    """Discord's client would not let this member do it; the text says why, as shown beside the composer."""


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
    options: tuple[Payload, ...]
    command_id: int


def listed(world: World, user_id: int, channel: Channel) -> list[ListedCommand]:
    """The commands that a user may use in a channel, by name."""
    own = world.application.bot_user_id
    has = world.permissions(user_id, channel.id)
    if not has & USE_APPLICATION_COMMANDS or not world.can_see(own, channel.id):
        return []
    found: dict[str, ListedCommand] = {}
    for command in [*world.commands[None].values(), *world.commands.get(channel.guild_id, {}).values()]:
        if command["type"] == 1 and _usable(command, has, channel.guild_id is None):
            for leaf in _leaves(command, command["name"], int(command["id"])):
                found[leaf.name] = leaf
    return [found[name] for name in sorted(found)]


def fill(command: ListedCommand, options: Mapping[str, OptionValue], attached: Iterable[str]) -> dict[str, OptionValue]:
    """The options of a command, each as its type.

    Args:
        command: what is run.
        options: as typed, by name.
        attached: names of attachment options that have a file.

    Raises:
        Refused: one is unknown, missing or does not fit.
    """
    known = {option["name"]: option for option in command.options}
    attached = set(attached)
    for name in [*options, *attached]:
        if name not in known:
            raise Refused(f"/{command.name} has no option “{name}”.")
    filled: dict[str, OptionValue] = {}
    for name, option in known.items():
        is_file = option["type"] == kinds.ATTACHMENT
        if is_file and name in options:
            raise Refused(f"{name}: this option takes a file.")
        if option.get("required") and name not in (attached if is_file else options):
            raise Refused(f"{name}: This option is required. Specify a value.")
        if name in options:
            filled[name] = _fitted(option, options[name])
    return filled


def nested(name: str, options: list[Payload]) -> list[Payload]:
    """The `options` of an interaction: inside its subcommand, where there is one."""
    inner = name.split(" ")[1:]
    for depth, part in enumerate(reversed(inner)):
        options = [{"name": part, "type": kinds.GROUP if depth else kinds.SUBCOMMAND, "options": options}]
    return options


def resolve(world: World, channel: Channel, kind: int, value: str, resolved: Payload) -> None:
    """Put what an id stands for into `resolved`.

    Raises:
        Refused: nothing of that kind is in this place.
    """
    number = int(value) if value.isdigit() else 0
    guild = world.guilds[channel.guild_id] if channel.guild_id else None
    if kind in (kinds.USER, kinds.MENTIONABLE) and number in world.users:
        resolved.setdefault("users", {})[value] = user_json(world.users[number])
        if guild is not None and number in guild.members:
            member = member_json(world, guild.members[number])
            del member["user"]
            member["permissions"] = str(world.permissions(number, channel.id))
            resolved.setdefault("members", {})[value] = member
    elif kind in (kinds.ROLE, kinds.MENTIONABLE) and guild is not None and number in guild.roles:
        resolved.setdefault("roles", {})[value] = role_json(guild.roles[number])
    elif kind == kinds.CHANNEL and (there := world.channels.get(number)) and there.guild_id == channel.guild_id:
        found = channel_json(world, there) | {"permissions": str(world.permissions(number, there.id))}
        resolved.setdefault("channels", {})[value] = found
    else:
        raise Refused(f"There is no such {_NOUNS[kind]} here.")


_NOUNS = {kinds.USER: "user", kinds.CHANNEL: "channel", kinds.ROLE: "role", kinds.MENTIONABLE: "user or role"}


def _usable(command: Payload, has: int, direct: bool) -> bool:
    if direct:
        return 1 in command["contexts"] if command["contexts"] is not None else bool(command["dm_permission"])
    if command["contexts"] is not None and 0 not in command["contexts"]:
        return False
    needed = command["default_member_permissions"]
    if needed is None:
        return True
    # "0" stands for administrators alone; they have every bit.
    bits = int(needed) or 1 << 3
    return has & bits == bits


def _leaves(node: Payload, name: str, command_id: int) -> Iterable[ListedCommand]:
    inner = [option for option in node.get("options") or [] if option["type"] in (kinds.SUBCOMMAND, kinds.GROUP)]
    if not inner:
        yield ListedCommand(name, node["description"], tuple(node.get("options") or ()), command_id)
    for option in inner:
        yield from _leaves(option, f"{name} {option['name']}", command_id)


def _fitted(option: Payload, value: OptionValue) -> OptionValue:
    name, kind = option["name"], option["type"]
    if kind == kinds.BOOLEAN:
        if str(value).lower() not in ("true", "false"):
            raise Refused(f"{name}: Choose True or False.")
        return str(value).lower() == "true"
    if kind in (kinds.USER, kinds.CHANNEL, kinds.ROLE, kinds.MENTIONABLE):
        return str(value)
    fitted = _text(option, str(value)) if kind == kinds.STRING else _number(option, value)
    choices = option.get("choices")
    if choices and fitted not in [choice["value"] for choice in choices]:
        raise Refused(f"{name}: Choose one of {', '.join(choice['name'] for choice in choices)}.")
    return fitted


def _text(option: Payload, value: str) -> str:
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not value and option.get("required"):
        raise Refused(f"{option['name']}: This option is required. Specify a value.")
    if not least <= len(value) <= most:
        raise Refused(f"{option['name']}: Must be between {least} and {most} in length.")
    return value


def _number(option: Payload, value: OptionValue) -> int | float:
    whole = option["type"] == kinds.INTEGER
    try:
        number: int | float = int(str(value)) if whole else float(value)
    except ValueError:
        raise Refused(f"{option['name']}: Input a valid {'integer' if whole else 'number'}.") from None
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        bounds = [f"at least {least}"] * (least is not None) + [f"at most {most}"] * (most is not None)
        raise Refused(f"{option['name']}: Input a number of {' and '.join(bounds)}.")
    return number


def typed(command: ListedCommand, values: Mapping[str, OptionValue]) -> list[Json]:
    """Option values with their types, in the command's own order."""
    return [
        {"name": option["name"], "type": option["type"], "value": values[option["name"]]}
        for option in command.options
        if option["name"] in values
    ]
