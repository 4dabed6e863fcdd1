"""What Discord's client lists after `/`, and what it does not let a member send."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.options import ListedCommand, Refused, fill, listed, nested, resolve, typed
from bot.sandbox.permissions import MANAGE_GUILD, USE_APPLICATION_COMMANDS, Overwrite
from bot.sandbox.world import Channel, World
from tests.sandbox.conftest import small_world


def command(*options: dict[str, Any]) -> ListedCommand:
    return ListedCommand("recap", "x", options, 1)


def option(name: str, kind: int, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": "x", **more}


def registered(name: str, **more: Any) -> dict[str, Any]:
    empty = {"type": 1, "description": "x", "options": [], "contexts": None, "dm_permission": True}
    return {"id": "1", "name": name, **empty, "default_member_permissions": None, **more}


@pytest.mark.parametrize(
    ("kind", "bounds", "given", "taken"),
    [
        (3, {}, "word", "word"),
        (3, {"choices": [{"name": "One", "value": "1"}]}, "1", "1"),
        (4, {"min_value": 1, "max_value": 9}, "7", 7),
        (4, {}, -3, -3),
        (5, {}, True, True),
        (5, {}, "false", False),
        (10, {"max_value": 2}, "1.5", 1.5),
        (6, {}, 12345, "12345"),
    ],
)
def test_an_option_takes_what_it_is_for(kind, bounds, given, taken):
    assert fill(command(option("o", kind, **bounds)), {"o": given}, []) == {"o": taken}


@pytest.mark.parametrize(
    ("kind", "bounds", "given", "why"),
    [
        (3, {"choices": [{"name": "One", "value": "1"}]}, "2", "Choose one of One"),
        (3, {"max_length": 3}, "four", "Must be between 0 and 3"),
        (3, {"min_length": 3}, "no", "Must be between 3 and 6000"),
        (3, {"required": True}, "", "required"),
        (4, {}, "1.5", "valid integer"),
        (4, {"min_value": 1, "max_value": 9}, 10, "at least 1 and at most 9"),
        (10, {}, "x", "valid number"),
        (5, {}, "perhaps", "True or False"),
        (11, {}, "file.zip", "takes a file"),
    ],
)
def test_an_option_refuses_what_it_is_not_for(kind, bounds, given, why):
    with pytest.raises(Refused, match=why):
        fill(command(option("o", kind, **bounds)), {"o": given}, [])


def test_a_required_option_or_file_cannot_be_left_out():
    with pytest.raises(Refused, match="artist: This option is required"):
        fill(command(option("artist", 3, required=True)), {}, [])
    upload = command(option("file", 11, required=True))
    with pytest.raises(Refused, match="file: This option is required"):
        fill(upload, {}, [])
    assert fill(upload, {}, ["file"]) == {}


def test_an_option_that_is_not_there_is_refused():
    with pytest.raises(Refused, match="no option “when”"):
        fill(command(), {"when": "now"}, [])


def test_options_are_sent_in_the_commands_order_inside_their_subcommand():
    filled = typed(command(option("a", 3), option("b", 4)), {"b": 1, "a": "x"})
    assert nested("sale group propose", filled) == [
        {
            "name": "group",
            "type": 2,
            "options": [
                {
                    "name": "propose",
                    "type": 1,
                    "options": [{"name": "a", "type": 3, "value": "x"}, {"name": "b", "type": 4, "value": 1}],
                }
            ],
        }
    ]


class Place:
    """A small world with one command, as Ada (a moderator) and Bo find it."""

    def __init__(self, **command: Any) -> None:
        self.world: World = small_world()
        self.world.commands[None] = {1: registered("recap", **command)}
        self.general: Channel = next(iter(self.world.channels.values()))

    def user(self, name: str) -> int:
        return next(user.id for user in self.world.users.values() if user.display_name == name)

    def names(self, who: str, channel: Channel | None = None) -> list[str]:
        return [c.name for c in listed(self.world, self.user(who), channel or self.general)]

    def direct(self, who: str) -> Channel:
        return self.world.direct_channel(self.user(who))


def test_a_command_for_moderators_is_listed_for_moderators():
    place = Place(default_member_permissions=str(MANAGE_GUILD))
    assert (place.names("Ada"), place.names("Bo")) == (["recap"], [])


def test_a_command_for_nobody_is_for_administrators():
    assert Place(default_member_permissions="0").names("Ada") == []


def test_who_may_use_no_commands_has_none_listed():
    place = Place()
    bo = place.user("Bo")
    place.general.overwrites[bo] = Overwrite(deny=USE_APPLICATION_COMMANDS, for_member=True)
    assert (place.names("Ada"), place.names("Bo")) == (["recap"], [])


@pytest.mark.parametrize(
    ("settings", "in_guild", "direct"),
    [
        ({}, ["recap"], ["recap"]),
        ({"dm_permission": False}, ["recap"], []),
        ({"contexts": [0]}, ["recap"], []),
        ({"contexts": [1]}, [], ["recap"]),
    ],
)
def test_contexts_say_where_a_command_is(settings, in_guild, direct):
    place = Place(**settings)
    assert place.names("Ada") == in_guild
    assert place.names("Ada", place.direct("Ada")) == direct


def test_subcommands_are_listed_by_their_whole_name():
    inner = [{"name": "propose", "type": 1, "description": "Offer", "options": []}]
    assert Place(options=inner).names("Ada") == ["recap propose"]


def test_context_menus_are_not_listed():
    assert Place(type=2).names("Ada") == []


def test_what_an_id_stands_for_is_sent_along():
    place = Place()
    resolved: dict[str, Any] = {}
    ada = str(place.user("Ada"))
    resolve(place.world, place.general, 6, ada, resolved)
    resolve(place.world, place.general, 7, str(place.general.id), resolved)
    assert resolved["users"][ada]["global_name"] == "Ada"
    assert "user" not in resolved["members"][ada]
    assert resolved["channels"][str(place.general.id)]["name"] == "general"
    with pytest.raises(Refused, match="no such role"):
        resolve(place.world, place.general, 8, ada, resolved)
