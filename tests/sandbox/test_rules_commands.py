"""Commands that Discord would not register."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.problems import Problem
from bot.sandbox.rules_commands import characters, check_command, check_commands


def command(name: str = "recap", *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "What it does", "options": list(options), **more}


def option(name: str = "artist", kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "What it is", **more}


def faults(body: Any, *place: str | int) -> list[str]:
    with pytest.raises(Problem) as refused:
        check_command(body)
    assert refused.value.code == 50035
    node = refused.value.errors
    for step in place:
        node = node[str(step)]
    return [fault["code"] for fault in node["_errors"]]


@pytest.mark.parametrize("name", ["recap", "who-knows", "r_2", "名前", "ümläut", "x" * 32])
def test_names_that_discord_takes(name):
    check_command(command(name))


@pytest.mark.parametrize("name", ["Recap", "who knows", "re.cap", "🎵"])
def test_names_that_discord_refuses(name):
    assert faults(command(name), "name") == ["APPLICATION_COMMAND_INVALID_NAME"]
    assert faults(command("x", option(name)), "options", 0, "name") == ["APPLICATION_COMMAND_INVALID_NAME"]


def test_a_name_is_neither_empty_nor_longer_than_32():
    assert faults(command(""), "name") == ["BASE_TYPE_BAD_LENGTH"]
    assert "BASE_TYPE_BAD_LENGTH" in faults(command("x" * 33), "name")


def test_a_context_menu_may_have_capitals_and_spaces():
    check_command({"name": "Show Recap", "type": 2})


def test_a_description_has_one_to_a_hundred_characters():
    assert faults({**command(), "description": ""}, "description") == ["BASE_TYPE_BAD_LENGTH"]
    assert faults({**command(), "description": "x" * 101}, "description") == ["BASE_TYPE_BAD_LENGTH"]
    assert faults({"name": "recap"}, "description") == ["BASE_TYPE_REQUIRED"]


def test_25_options_are_the_most():
    many = [option(f"o{n}") for n in range(26)]
    check_command(command("x", *many[:25]))
    assert faults(command("x", *many), "options") == ["BASE_TYPE_MAX_LENGTH"]


def test_25_choices_are_the_most():
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    assert faults(command("x", option(choices=choices)), "options", 0, "choices") == ["BASE_TYPE_MAX_LENGTH"]


def test_choices_and_autocomplete_exclude_one_another():
    both = option(choices=[{"name": "a", "value": "a"}], autocomplete=True)
    place = ("options", 0, "choices")
    assert faults(command("x", both), *place) == ["APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES_INVALID"]


def test_required_options_come_first():
    late = command("x", option("a"), option("b", required=True))
    assert faults(late, "options", 1) == ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]


def test_options_have_different_names():
    assert faults(command("x", option(), option()), "options", 1, "name") == [
        "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"
    ]


def test_a_command_with_subcommands_has_nothing_else():
    mixed = command("x", option("sub", 1), option("word", 3))
    assert faults(mixed, "options", 0) == ["APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"]


def test_a_field_of_another_option_type_is_refused():
    assert faults(command("x", option(kind=11, min_length=3)), "options", 0, "min_length") == ["UNKNOWN_FIELD"]


def test_a_command_has_eight_thousand_characters_in_all():
    choices = [{"name": "n" * 100, "value": "v" * 100} for _ in range(25)]
    one = option("word", description="d" * 96, choices=choices)  # 4 + 96 + 25 x 200 = 5,100
    fits = command("x", one)
    assert characters(fits) == 1 + len("What it does") + 5100
    check_command(fits)
    assert faults(command("x", one, {**one, "name": "word2"})) == ["APPLICATION_COMMAND_TOO_LARGE"]


def test_a_hundred_commands_are_the_most_and_their_names_differ():
    check_commands([command(f"c{n}") for n in range(100)])
    with pytest.raises(Problem):
        check_commands([command(f"c{n}") for n in range(101)])
    with pytest.raises(Problem) as refused:
        check_commands([command("a"), command("a")])
    assert refused.value.errors["1"]["name"]["_errors"][0]["code"] == "APPLICATION_COMMANDS_DUPLICATE_NAME"
    check_commands([command("a"), {"name": "a", "type": 2}])
