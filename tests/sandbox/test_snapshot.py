from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.sandbox.permissions import VIEW_CHANNEL, Overwrite
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import RestClient, rest_client
from tests.sandbox.small_bot import png


def kept(folder: Path) -> Sandbox:
    return Sandbox(small_world(), data_dir=folder, generous_limits=True)


async def post_chart(rest: RestClient) -> int:
    components = [{"type": 12, "items": [{"media": {"url": "attachment://chart.png"}}]}]
    body = {"flags": 1 << 15, "components": components}
    sent = await rest("POST", f"/channels/{rest.channel().id}/messages", body, files={"chart.png": png()})
    return int(sent.json["id"])


def everything(world: World) -> dict[str, object]:
    """What a world consists of, apart from addresses and message contents."""
    return {
        "application": world.application,
        "users": world.users,
        "guilds": world.guilds,
        "channels": world.channels,
        "messages": {channel_id: list(there) for channel_id, there in world.messages.items()},
        "commands": world.commands,
        "attachments": world.attachments,
    }


async def test_a_world_comes_back_as_it_was(tmp_path: Path):
    async with kept(tmp_path) as before, rest_client(before) as rest:
        await post_chart(rest)
        await rest("PUT", rest.commands_path, [{"name": "recap", "description": "x"}])
        before.world.direct_channel(rest.user("Bo").id)
        rest.channel("music").overwrites[rest.user("Bo").id] = Overwrite(deny=VIEW_CHANNEL, for_member=True)
        before.world.snowflakes.last += 1 << 40  # as if the clock had since been set back
    async with kept(tmp_path) as after:
        assert everything(after.world) == everything(before.world)
        assert after.world.snowflakes.next() > before.world.snowflakes.last


async def test_a_picture_loads_after_a_restart_on_another_port(tmp_path: Path):
    async with kept(tmp_path) as before, rest_client(before) as rest:
        message_id = await post_chart(rest)
    async with kept(tmp_path) as after, aiohttp.ClientSession() as session:
        url = after.world.message(message_id).payload["components"][0]["items"][0]["media"]["url"]
        assert url.startswith(after.url)
        async with session.get(url) as answer:
            assert await answer.read() == png()


async def test_what_discord_would_not_keep_is_not_kept(tmp_path: Path):
    async with kept(tmp_path) as sandbox, rest_client(sandbox) as rest:
        await rest.answer(rest.interaction(), {"type": 4, "data": {"content": "psst", "flags": 64}})
        await rest.answer(rest.interaction(), {"type": 5})
    assert "psst" not in (tmp_path / "world.json").read_text(encoding="utf-8")
    async with kept(tmp_path) as sandbox:
        assert not any(sandbox.world.messages.values())


async def test_a_change_is_written_soon_without_closing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.sandbox.snapshot._DELAY_S", 0)
    async with kept(tmp_path) as sandbox, rest_client(sandbox) as rest:
        message_id = await post_chart(rest)
        while sandbox._snapshot._writing is None:
            await rest("GET", "/users/@me")
        await sandbox._snapshot._writing
        stored = json.loads((tmp_path / "world.json").read_text(encoding="utf-8"))
        assert [payload["id"] for payload in stored["messages"]] == [str(message_id)]


async def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path):
    (tmp_path / "world.json").write_text('{"version": 99}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"world\.json"):
        kept(tmp_path)
    assert (tmp_path / "world.json").read_text(encoding="utf-8") == '{"version": 99}'


async def test_without_a_folder_nothing_is_kept():
    async with Sandbox(small_world()) as sandbox, rest_client(sandbox) as rest:
        attachment = rest.world.attachments
        await post_chart(rest)
        path = sandbox.cdn.path_of(next(iter(attachment)))
        assert path.exists()
    assert not path.exists()
