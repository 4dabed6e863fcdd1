from __future__ import annotations

import socket

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.sandbox.server import Sandbox, open_sandbox
from bot.settings import Settings
from tests.sandbox.conftest import small_world


async def test_a_taken_port_gives_the_next_free_one():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with Sandbox(small_world(), port=port) as sandbox:
            assert port < sandbox.port <= port + 50


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org"])  # noqa: S104 - what must be refused
def test_only_this_machine_is_listened_to(host):
    with pytest.raises(SettingsError, match="loopback"):
        Sandbox(small_world(), host=host)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Origin": "{own}"}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
async def test_other_sites_in_the_same_browser_are_refused(sandbox: Sandbox, headers, status):
    sent = {name: value.format(own=sandbox.url) for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sandbox.url}/api/v10/users/@me", headers=sent) as answer,
    ):
        assert answer.status == status


async def test_the_sandbox_of_the_command_line_has_the_sample_members_and_is_kept(tmp_path):
    settings = Settings(data_dir=tmp_path, sandbox_port=0)
    async with open_sandbox(settings) as sandbox:
        assert [guild.name for guild in sandbox.world.guilds.values()] == ["Friends", "The Collective"]
    assert (tmp_path / "discord" / "world.json").exists()
