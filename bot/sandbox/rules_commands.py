"""What Discord demands of a command that is registered.

Source:
    Discord's documentation, "Application Commands"; its OpenAPI description for lengths and counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.sandbox.problems import BodyFaults, Json
from bot.sandbox.shapes import Anything, ByType, Flag, Form, Many, Number, Path, Shape, Snowflake, Text, Whole

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)

MAX_CHARACTERS, MAX_GLOBAL = 8000, 100

_WORD = re.compile(r"[-_'\w]{1,32}")
_LOCALES: dict[str, Shape] = {"name_localizations": Anything(), "description_localizations": Anything()}


class _Name:
    """A chat command's or option's name: letters of any script, digits, - and _, and no capitals."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        Text(1, 32).check(value, at, faults)
        if isinstance(value, str) and value and (not _WORD.fullmatch(value) or value != value.lower()):
            faults.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _choices(value: Shape) -> Shape:
    return Many(Form({"name": Text(1, 100), "value": value}, {"name_localizations": Anything()}), 0, 25)


_BASE: dict[str, Shape] = {"type": Whole(1, 11), "name": _Name(), "description": Text(1, 100)}
_PLAIN: dict[str, Shape] = {**_LOCALES, "required": Flag()}
_TYPED: dict[str, Shape] = {**_PLAIN, "autocomplete": Flag()}
_ARGUMENTS: dict[int, Shape] = {
    STRING: Form(
        _BASE,
        {**_TYPED, "choices": _choices(Text(1, 100)), "min_length": Whole(0, 6000), "max_length": Whole(1, 6000)},
    ),
    INTEGER: Form(_BASE, {**_TYPED, "choices": _choices(Whole()), "min_value": Whole(), "max_value": Whole()}),
    NUMBER: Form(_BASE, {**_TYPED, "choices": _choices(Number()), "min_value": Number(), "max_value": Number()}),
    CHANNEL: Form(_BASE, {**_PLAIN, "channel_types": Many(Whole())}),
    **{kind: Form(_BASE, _PLAIN) for kind in (BOOLEAN, USER, ROLE, MENTIONABLE, ATTACHMENT)},
}
_SUBCOMMAND = Form(_BASE, {**_PLAIN, "options": Many(ByType(_ARGUMENTS), 0, 25)})
_GROUP = Form(_BASE, {**_PLAIN, "options": Many(ByType({SUBCOMMAND: _SUBCOMMAND}), 0, 25)})
_SETTINGS: dict[str, Shape] = {
    **_LOCALES,
    "id": Snowflake(),
    "type": Whole(1, 4),
    "default_member_permissions": Snowflake(),
    "dm_permission": Flag(),
    "default_permission": Flag(),
    "nsfw": Flag(),
    "contexts": Many(Whole(0, 2), 1),
    "integration_types": Many(Whole(0, 1), 1),
    "handler": Anything(),
}
_CHAT = Form(
    {"name": _Name(), "description": Text(1, 100)},
    {**_SETTINGS, "options": Many(ByType({SUBCOMMAND: _SUBCOMMAND, GROUP: _GROUP, **_ARGUMENTS}), 0, 25)},
)
_CONTEXT_MENU = Form({"name": Text(1, 32)}, {**_SETTINGS, "description": Text(0, 0), "options": Many(Anything(), 0, 0)})


def check_command(command: Json, at: Path = ()) -> None:
    """Refuse a command that Discord would not register.

    Raises:
        Problem: 50035.
    """
    faults = BodyFaults()
    note_command(command, at, faults)
    faults.answer()


def check_commands(commands: Json, most: int = MAX_GLOBAL) -> None:
    """Refuse a bulk registration.

    Raises:
        Problem: 50035, for any of them, for two of one name and type, or for too many.
    """
    faults = BodyFaults()
    Many(Anything(), 0, most).check(commands, (), faults)
    faults.answer()
    seen: set[tuple[Any, Any]] = set()
    for index, command in enumerate(commands):
        note_command(command, (index,), faults)
        if isinstance(command, dict):
            key = (command.get("type") or 1, command.get("name"))
            if key in seen:
                message = "Application command names must be unique"
                faults.add((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
            seen.add(key)
    faults.answer()


def note_command(command: Json, at: Path, faults: BodyFaults) -> None:
    """Note what is wrong with one command."""
    kind = command.get("type") if isinstance(command, dict) else None
    (_CHAT if kind in (None, 1) else _CONTEXT_MENU).check(command, at, faults)
    if isinstance(command, dict):
        _note_options(command.get("options"), (*at, "options"), faults)
        if characters(command) > MAX_CHARACTERS:
            message = f"Command exceeds maximum size ({MAX_CHARACTERS})"
            faults.add(at, "APPLICATION_COMMAND_TOO_LARGE", message)


def characters(node: Json) -> int:
    """How many of the 8,000 characters a command takes: names, descriptions and choices' values, all the way down."""
    if not isinstance(node, Mapping):
        return 0
    own = sum(len(node[name]) for name in ("name", "description", "value") if isinstance(node.get(name), str))
    inner = [*(node.get("options") or []), *(node.get("choices") or [])]
    return own + sum(characters(child) for child in inner)


def _note_options(options: Json, at: Path, faults: BodyFaults) -> None:
    if not isinstance(options, list):
        return
    names: set[Any] = set()
    optional_seen = False
    for index, option in enumerate(options):
        if not isinstance(option, dict):
            continue
        place = (*at, index)
        if option.get("name") in names:
            faults.add((*place, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name must be unique")
        names.add(option.get("name"))
        if option.get("type") in (SUBCOMMAND, GROUP):
            _note_options(option.get("options"), (*place, "options"), faults)
            if any(isinstance(o, dict) and o.get("type") not in (SUBCOMMAND, GROUP) for o in options):
                message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
                faults.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
            continue
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            faults.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        if option.get("autocomplete") and option.get("choices"):
            message = "Autocomplete options cannot have choices"
            faults.add((*place, "choices"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES_INVALID", message)
