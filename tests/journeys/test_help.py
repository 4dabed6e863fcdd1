"""`/help`, and rules that hold for all commands together."""

from __future__ import annotations

from cogs.render.help import COMMANDS
from tests.journeys.conftest import House


async def test_help_names_every_command_and_no_other(house: House):
    there = {command.name for command in house.member("Ada").commands()}
    assert set(COMMANDS) == there
    card = await house.member("Farid").command("help")
    assert card.ephemeral
    for name in there:
        assert f"`/{name}`" in card.text


async def test_only_moderators_are_offered_what_only_they_can_do(house: House):
    assert "sale propose" in {command.name for command in house.member("Ada").commands()}
    assert "sale propose" not in {command.name for command in house.member("Bo").commands()}
