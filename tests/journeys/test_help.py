"""`/help`, and rules that hold for all commands together."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.pilot import SeenMessage
from cogs.render.exports import HOW_TO
from cogs.render.help import COMMANDS, FAMILIES
from tests.journeys.conftest import House


async def test_help_names_every_command_and_no_other(house: House):
    there = {command.name for command in house.member("Ada").commands()}
    assert set(COMMANDS) == there
    card = await house.member("Farid").command("help")
    assert card.ephemeral
    for name in there:
        assert f"`/{name}`" in card.text


@pytest.mark.parametrize("family", [family for family, commands in FAMILIES.items() if commands])
async def test_each_family_of_commands_has_a_page(house: House, family: str):
    farid = house.member("Farid")
    page = await farid.press(await farid.command("help"), family)
    assert isinstance(page, SeenMessage)
    for name, what in FAMILIES[family].items():
        assert f"**`/{name}`** {what}" in page.text
    assert len(page.text) < 4000


async def test_only_moderators_are_offered_what_only_they_can_do(house: House):
    assert "payouts list" in {command.name for command in house.member("Ada").commands()}
    assert "payouts list" not in {command.name for command in house.member("Bo").commands()}


@pytest.mark.parametrize("service", HOW_TO)
async def test_upload_help_says_how_to_get_each_export(house: House, service: str):
    card = await house.member("Farid").command("upload", help=service)
    assert card.ephemeral
    assert f"Your export from {service}" in card.text


def test_the_documentation_tells_of_every_service_that_upload_help_does():
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text()
    assert [service for service in HOW_TO if f"\n## {service}\n" not in page and f"| {service} |" not in page] == []
