"""The page's door into the sandbox: headers, what a user is told, what a user does."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.sandbox.page_api import CONTENT_SECURITY_POLICY
from bot.sandbox.permissions import VIEW_CHANNEL, Overwrite
from bot.sandbox.server import Sandbox
from bot.sandbox.world import EPHEMERAL, Message
from tests.sandbox.small_bot import SmallBot


@pytest.fixture
async def web(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


def user_id(sandbox: Sandbox, name: str) -> int:
    return next(user.id for user in sandbox.world.users.values() if user.display_name == name)


def channel_id(sandbox: Sandbox, name: str) -> int:
    return next(channel.id for channel in sandbox.world.channels.values() if channel.name == name)


async def do(
    web: aiohttp.ClientSession, action: str, body: object, *files: tuple[str, str, bytes]
) -> tuple[int, dict[str, str]]:
    """Post as the page does; `files` are (part, file name, content)."""
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("body", json.dumps(body))
    for part, name, content in files:
        form.add_field(part, io.BytesIO(content), filename=name)
    async with web.post(f"/page/do/{action}", data=form) as answer:
        return answer.status, await answer.json()


class Eyes:
    """An open page: what one user is told, in order."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, world: dict[str, object]) -> None:
        self.socket = socket
        self.world = world

    async def until(self, kind: str) -> dict[str, object]:
        while True:
            told = await self.socket.receive_json(timeout=5)
            if told["type"] == kind:
                return told

    async def look(self, channel: int, before: str | None = None) -> dict[str, object]:
        await self.socket.send_json({"open": str(channel)} | ({"before": before} if before else {}))
        return await self.until("history")


@asynccontextmanager
async def eyes(web: aiohttp.ClientSession, name: str) -> AsyncIterator[Eyes]:
    async with web.ws_connect("/page/live", params={"as": name}) as socket:
        yield Eyes(socket, await socket.receive_json(timeout=5))


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/theme.css", "/page/icon.svg"])
async def test_every_part_of_the_page_carries_its_policy(web, path):
    async with web.get(path) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_lets_nothing_in_from_elsewhere():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "script-src 'self'" in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/page/..%2fserver.py", "/page/page_api.py", "/page/none.js", "/page/index.html"])
async def test_nothing_but_the_pages_own_files_is_served(web, path):
    async with web.get(path) as answer:
        assert answer.status == 404


async def test_another_sites_page_may_not_listen(web):
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await web.ws_connect("/page/live", headers={"Origin": "https://elsewhere.example"})
    assert refused.value.status == 403


async def test_another_sites_page_may_not_act(web, sandbox):
    form = aiohttp.FormData({"body": json.dumps({"user": "1", "channel": "1", "content": "x"})})
    async with web.post("/page/do/send", data=form, headers={"Origin": "https://elsewhere.example"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("name", ["Bo", "bo", "BO"])
async def test_who_is_acted_as_is_found_by_name(web, sandbox, name):
    async with eyes(web, name) as bo:
        assert bo.world["me"] == str(user_id(sandbox, "Bo"))


async def test_nobody_of_that_name_is_the_first_member(web, sandbox):
    async with eyes(web, "Nobody") as someone:
        assert someone.world["me"] == str(user_id(sandbox, "Ada"))


async def test_a_user_is_told_of_their_own_servers_only(web):
    async with eyes(web, "Ada") as ada, eyes(web, "Bo") as bo:
        assert [guild["name"] for guild in ada.world["guilds"]] == ["Friends"]
        assert [guild["name"] for guild in bo.world["guilds"]] == ["Friends", "Others"]
        assert [(guild["name"], len(guild)) for guild in ada.world["elsewhere"]] == [("Others", 2)]  # id and name


async def test_what_one_writes_the_other_reads_at_once(web, sandbox):
    async with eyes(web, "Bo") as bo:
        ada, music = user_id(sandbox, "Ada"), channel_id(sandbox, "music")
        status, _ = await do(web, "send", {"user": str(ada), "channel": str(music), "content": "**hello**"})
        told = await bo.until("message")
        assert status == 200
        assert told["message"]["html"] == "<strong>hello</strong>"
        assert told["message"]["author"] == str(ada)


async def test_an_ephemeral_message_reaches_nobody_else(web, sandbox, bot: SmallBot):
    async with eyes(web, "Ada") as ada, eyes(web, "Bo") as bo:
        music = channel_id(sandbox, "music")
        me = str(user_id(sandbox, "Ada"))
        await do(web, "run", {"user": me, "channel": str(music), "name": "hello", "options": {}})
        seen = await ada.until("message")
        assert seen["message"]["ephemeral"]
        await do(web, "send", {"user": me, "channel": str(music), "content": "and now for all"})
        assert (await bo.until("message"))["message"]["html"] == "and now for all"
        assert [m["html"] for m in (await bo.look(music))["messages"]] == ["and now for all"]
        assert [m["html"] for m in (await ada.look(music))["messages"]] == ["Hello", "and now for all"]


async def test_a_channel_that_a_member_may_not_see_is_not_told_of(web, sandbox):
    music = channel_id(sandbox, "music")
    bo = user_id(sandbox, "Bo")
    sandbox.world.channels[music].overwrites[bo] = Overwrite(deny=VIEW_CHANNEL, for_member=True)
    async with eyes(web, "Bo") as hidden:
        assert "music" not in json.dumps(hidden.world["guilds"])
        general = channel_id(sandbox, "general")
        ada = str(user_id(sandbox, "Ada"))
        await do(web, "send", {"user": ada, "channel": str(music), "content": "secret"})
        await do(web, "send", {"user": ada, "channel": str(general), "content": "open"})
        assert (await hidden.until("message"))["message"]["html"] == "open"
        await hidden.socket.send_json({"open": str(music)})
        assert (await hidden.look(general))["channel"] == str(general)  # and nothing came for the hidden one


async def test_history_comes_in_pages(web, sandbox):
    music = channel_id(sandbox, "music")
    for number in range(70):
        await sandbox.actions.send_message(user_id(sandbox, "Ada"), music, f"n{number}")
    async with eyes(web, "Ada") as ada:
        latest = await ada.look(music)
        assert [latest["messages"][0]["html"], latest["messages"][-1]["html"], latest["more"]] == ["n10", "n69", True]
        older = await ada.look(music, latest["messages"][0]["id"])
        assert [m["html"] for m in older["messages"]] == [f"n{number}" for number in range(10)]
        assert not older["more"]


async def test_the_commands_of_a_channel_come_with_it(web, sandbox, bot: SmallBot):
    async with eyes(web, "Bo") as bo, eyes(web, "Ada") as ada:
        names = [command["name"] for command in (await bo.look(channel_id(sandbox, "music")))["commands"]]
        assert "whoknows" in names
        assert "sale propose" not in names  # for those who manage the server
        assert "sale propose" in str((await ada.look(channel_id(sandbox, "music")))["commands"])


async def test_suggestions_come_from_the_bot(web, sandbox, bot: SmallBot):
    wish = {"user": str(user_id(sandbox, "Ada")), "channel": str(channel_id(sandbox, "music")), "name": "whoknows"}
    status, answer = await do(web, "suggest", wish | {"options": {"artist": "bj"}, "focused": "artist"})
    assert (status, answer) == (200, {"choices": [{"name": "Björk", "value": "Björk"}]})


async def test_a_files_bytes_reach_the_command(web, sandbox, bot: SmallBot):
    wish = {"user": str(user_id(sandbox, "Ada")), "channel": str(channel_id(sandbox, "music")), "name": "upload"}
    async with eyes(web, "Ada") as ada:
        await do(web, "run", wish | {"options": {"note": "hi"}}, ("file:file", "a.zip", b"12345"))
        told = await ada.until("message")
        while told["message"]["thinking"]:
            told = await ada.until("message")
        assert told["message"]["html"] == "a.zip: [5] hi"


async def test_a_refusal_is_a_sentence_for_the_user(web, sandbox):
    wish = {"user": str(user_id(sandbox, "Ada")), "channel": str(channel_id(sandbox, "music"))}
    status, answer = await do(web, "send", wish | {"content": " "})
    assert (status, answer) == (400, {"refused": "Write something first."})


async def test_a_file_over_the_members_limit_is_refused_before_it_is_read_whole(web, sandbox):
    for user in sandbox.world.users.values():
        user.attachment_limit = 1 << 20
    wish = {"user": str(user_id(sandbox, "Ada")), "channel": str(channel_id(sandbox, "music")), "content": "x"}
    status, answer = await do(web, "send", wish, ("file", "large.zip", b"x" * (2 << 20)))
    assert (status, answer["refused"]) == (400, "Your files are too powerful. Max file size: 1 MiB.")


async def test_an_eleventh_file_is_refused(web, sandbox):
    wish = {"user": str(user_id(sandbox, "Ada")), "channel": str(channel_id(sandbox, "music")), "content": "x"}
    status, answer = await do(web, "send", wish, *[("file", f"{n}.txt", b"x") for n in range(11)])
    assert (status, answer) == (400, {"refused": "You can only upload 10 files at a time!"})


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("send", {"user": "1"}),
        ("send", {"user": "one", "channel": "2", "content": "x"}),
        ("run", {"user": "1", "channel": "2", "name": "x", "options": {"a": []}}),
        ("press", {"user": "1", "message": "2", "custom_id": 3}),
        ("dismiss", ["not", "an", "object"]),
    ],
)
async def test_what_is_no_wish_of_the_page_is_refused(web, action, body):
    status, answer = await do(web, action, body)
    assert status == 400
    assert answer["refused"].startswith("The page sent something odd")


async def test_an_unknown_action_is_not_there(web):
    async with web.post("/page/do/reboot", data=aiohttp.FormData({"body": "{}"})) as answer:
        assert answer.status == 404


async def test_a_socket_that_talks_nonsense_is_closed(web):
    async with eyes(web, "Ada") as ada:
        await ada.socket.send_str("nonsense")
        assert (await ada.socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE


async def test_an_answer_to_a_button_names_the_card_that_it_was_on(web, sandbox):
    music, ada = channel_id(sandbox, "music"), user_id(sandbox, "Ada")
    world = sandbox.world
    card = await sandbox.actions.send_message(user_id(sandbox, "Bo"), music, "## The card\nmore")
    answer = dict(card.payload) | {
        "id": str(world.snowflakes.next()),
        "content": "Because.",
        "flags": EPHEMERAL,
        "interaction_metadata": {
            "type": 3,
            "name": "why",
            "user": {"id": str(ada)},
            "interacted_message_id": str(card.id),
        },
    }
    async with eyes(web, "Ada") as eyes_of_ada:
        world.show(Message(int(answer["id"]), music, answer, ada))
        told = (await eyes_of_ada.until("message"))["message"]
        assert told["answers"]["html"] == "The card"
        assert told["used"] is None


async def test_a_member_chooses_a_language_and_nobody_else_hears_of_it(web, sandbox: Sandbox):
    async with eyes(web, "Ada") as ada, eyes(web, "Bo") as bo:
        assert ada.world["locale"] == "en-US"
        assert {"code": "ja", "name": "日本語"} in ada.world["locales"]
        status, _ = await do(web, "locale", {"user": str(user_id(sandbox, "Ada")), "locale": "ja"})
        assert status == 200
        assert (await ada.until("world"))["locale"] == "ja"
        await do(web, "locale", {"user": str(user_id(sandbox, "Bo")), "locale": "de"})
        assert (await bo.until("world"))["locale"] == "de"  # the first that Bo is told


async def test_a_language_that_discord_does_not_speak_is_refused(web, sandbox: Sandbox):
    status, said = await do(web, "locale", {"user": str(user_id(sandbox, "Ada")), "locale": "tlh"})
    assert (status, said) == (400, {"refused": "Discord does not speak this language."})
