"""The gateway: how sessions begin, go on after a break, and what each is told."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from bot.sandbox.gateway import (
    DIRECT_MESSAGES,
    GUILD_MEMBERS,
    GUILD_MESSAGES,
    GUILDS,
    HEARTBEAT,
    IDENTIFY,
    INVALID_SESSION,
    RECONNECT,
    REQUEST_MEMBERS,
    RESUME,
)
from bot.sandbox.pilot import Pilot
from bot.sandbox.server import Sandbox
from tests.sandbox.small_bot import SmallBot, connected


class Socket:
    """One connection, spoken by hand."""

    def __init__(self, sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.sandbox = sandbox
        self.socket = socket

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def next(self) -> dict[str, object]:
        message = await self.socket.receive(timeout=5)
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return json.loads(message.data)

    async def until(self, name: str) -> dict[str, object]:
        while (packet := await self.next())["t"] != name:
            pass
        return packet

    async def closed(self) -> int:
        """The code that the connection is closed with."""
        while (await self.socket.receive(timeout=5)).type is aiohttp.WSMsgType.TEXT:
            pass
        return self.socket.close_code

    async def identify(self, intents: int = GUILDS, **more: object) -> dict[str, object]:
        await self.send(IDENTIFY, {"token": self.sandbox.token, "intents": intents, "properties": {}, **more})
        return (await self.until("READY"))["d"]


class Sockets:
    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def open(self, query: str = "?v=10&encoding=json") -> Socket:
        socket = Socket(self.sandbox, await self.session.ws_connect(f"{self.sandbox.url}/gateway{query}"))
        if "compress" not in query:
            assert (await socket.next())["op"] == 10
        return socket


@pytest.fixture
async def sockets(sandbox: Sandbox) -> AsyncIterator[Sockets]:
    async with aiohttp.ClientSession() as session:
        yield Sockets(sandbox, session)


async def test_a_heartbeat_is_acknowledged(sockets: Sockets):
    socket = await sockets.open()
    await socket.send(HEARTBEAT, None)
    assert (await socket.next())["op"] == 11


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"token": "x"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": -1}, 4013),
        ({"intents": GUILDS | GUILD_MEMBERS}, 4014),
    ],
)
async def test_an_identify_that_discord_refuses(sockets: Sockets, wrong, code):
    socket = await sockets.open()
    await socket.send(IDENTIFY, {"token": sockets.sandbox.token, "intents": GUILDS, **wrong})
    assert await socket.closed() == code


async def test_what_is_no_packet_closes_the_connection(sockets: Sockets):
    early, garbled, empty, odd, twice = [await sockets.open() for _ in range(5)]
    await early.send(REQUEST_MEMBERS, {})
    await garbled.socket.send_str("{")
    await empty.send(IDENTIFY, None)
    await odd.identify()
    await odd.send(99, None)
    await twice.identify()
    await twice.send(IDENTIFY, {"token": sockets.sandbox.token, "intents": GUILDS})
    assert [await s.closed() for s in (early, garbled, empty, odd, twice)] == [4003, 4002, 4002, 4001, 4005]


async def test_more_than_120_packets_a_minute_close_the_connection(sockets: Sockets):
    socket = await sockets.open()
    for _ in range(121):
        await socket.send(HEARTBEAT, None)
    assert await socket.closed() == 4008


async def test_each_shard_has_its_guilds_and_the_first_has_direct_messages(sockets: Sockets, pilot: Pilot):
    shards = [await sockets.open(), await sockets.open()]
    served = []
    for number, socket in enumerate(shards):
        ready = await socket.identify(GUILDS | DIRECT_MESSAGES, shard=[number, 2])
        assert ready["shard"] == [number, 2]
        served += [(int(guild["id"]) >> 22) % 2 == number for guild in ready["guilds"]]
    assert served == [True, True]
    await pilot.member("Ada").in_direct_messages().say("psst")
    assert (await shards[0].until("MESSAGE_CREATE"))["d"]["content"] == "psst"


async def test_without_the_privileged_intent_a_guild_shows_the_bot_alone(sockets: Sockets):
    socket = await sockets.open()
    await socket.identify()
    guild = (await socket.until("GUILD_CREATE"))["d"]
    assert guild["member_count"] == 3
    assert [member["user"]["username"] for member in guild["members"]] == ["Tutti"]


async def test_members_can_be_asked_for_by_id_and_by_name(sockets: Sockets):
    socket = await sockets.open()
    await socket.identify()
    guild = (await socket.until("GUILD_CREATE"))["d"]
    ada = next(user.id for user in sockets.sandbox.world.users.values() if user.display_name == "Ada")
    await socket.send(REQUEST_MEMBERS, {"guild_id": guild["id"], "user_ids": [str(ada), "1"], "nonce": "n"})
    by_id = (await socket.until("GUILD_MEMBERS_CHUNK"))["d"]
    assert [member["user"]["id"] for member in by_id["members"]] == [str(ada)]
    assert (by_id["not_found"], by_id["nonce"]) == (["1"], "n")
    await socket.send(REQUEST_MEMBERS, {"guild_id": guild["id"], "query": "b", "limit": 5})
    by_name = (await socket.until("GUILD_MEMBERS_CHUNK"))["d"]
    assert [member["user"]["global_name"] for member in by_name["members"]] == ["Bo"]


async def test_all_members_at_once_need_the_privileged_intent(sockets: Sockets):
    sockets.sandbox.world.application.privileged_intents = True
    guild_id = str(next(iter(sockets.sandbox.world.guilds)))
    plain, privileged = await sockets.open(), await sockets.open()
    await plain.identify()
    await privileged.identify(GUILDS | GUILD_MEMBERS)
    everybody = {"guild_id": guild_id, "query": "", "limit": 0, "nonce": "all"}
    for socket in (plain, privileged):
        await socket.send(REQUEST_MEMBERS, everybody)
        await socket.send(REQUEST_MEMBERS, {**everybody, "query": "ada", "nonce": "one"})
    assert (await plain.until("GUILD_MEMBERS_CHUNK"))["d"]["nonce"] == "one"
    chunk = (await privileged.until("GUILD_MEMBERS_CHUNK"))["d"]
    assert (chunk["nonce"], len(chunk["members"])) == ("all", 3)


async def test_a_resumed_session_gets_what_it_missed_in_order(sockets: Sockets, pilot: Pilot):
    first = await sockets.open()
    ready = await first.identify(GUILDS | GUILD_MESSAGES)
    while (last := await first.next())["t"] != "GUILD_CREATE" or last["d"]["name"] != "Others":
        pass
    sockets.sandbox.faults.drop_gateway()
    assert await first.closed() == 4000
    ada = pilot.member("Ada")
    said = [(await ada.say(text)).id for text in ("one", "two")]
    second = await sockets.open()
    await second.send(RESUME, {"token": sockets.sandbox.token, "session_id": ready["session_id"], "seq": last["s"]})
    missed = [await second.until("MESSAGE_CREATE"), await second.until("MESSAGE_CREATE")]
    assert [int(packet["d"]["id"]) for packet in missed] == said
    assert [packet["s"] for packet in missed] == [last["s"] + 1, last["s"] + 2]
    assert (await second.until("RESUMED"))["s"] == last["s"] + 3


async def test_a_session_that_is_gone_cannot_be_resumed(sockets: Sockets):
    socket = await sockets.open()
    await socket.send(RESUME, {"token": sockets.sandbox.token, "session_id": "gone", "seq": 1})
    answer = await socket.next()
    assert (answer["op"], answer["d"]) == (INVALID_SESSION, False)


async def test_a_client_that_says_goodbye_ends_its_session(sockets: Sockets):
    first = await sockets.open()
    ready = await first.identify()
    with sockets.sandbox.world.subscribe() as events:
        await first.socket.close(code=1000)
        assert not (await events.get()).online
    second = await sockets.open()
    await second.send(RESUME, {"token": sockets.sandbox.token, "session_id": ready["session_id"], "seq": 1})
    assert (await second.next())["op"] == INVALID_SESSION


async def test_packets_are_compressed_as_one_stream_where_it_is_asked_for(sockets: Sockets):
    socket = await sockets.open("?v=10&encoding=json&compress=zlib-stream")
    inflate = zlib.decompressobj()

    async def packet() -> dict[str, object]:
        message = await socket.socket.receive(timeout=5)
        assert message.data.endswith(b"\x00\x00\xff\xff")
        return json.loads(inflate.decompress(message.data))

    assert (await packet())["op"] == 10
    await socket.send(IDENTIFY, {"token": sockets.sandbox.token, "intents": GUILDS})
    assert [(await packet())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]


async def test_shards_are_asked_to_come_back(sockets: Sockets):
    socket = await sockets.open()
    await socket.identify()
    sockets.sandbox.gateway.ask_to_reconnect()
    while (packet := await socket.next())["op"] != RECONNECT:
        pass
    assert packet["d"] is None


async def test_discord_py_goes_on_after_a_dropped_gateway(sandbox: Sandbox, pilot: Pilot, bot: SmallBot):
    resumed = bot.loop.create_task(bot.wait_for("resumed", timeout=5))
    sandbox.faults.drop_gateway()
    await pilot.member("Ada").say("meanwhile")
    await resumed
    assert (await pilot.member("Ada").command("hello")).text == "Hello"
    assert [text for kind, text in bot.seen if kind == "message"] == [""]  # Discord hides what is not for the bot


@pytest.fixture
def identify_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(self, shard_id, *, initial=False):
        """Before all but the first IDENTIFY discord.py waits five seconds, for Discord's sake."""

    monkeypatch.setattr(SmallBot, "before_identify_hook", at_once)


@pytest.mark.usefixtures("identify_at_once")
async def test_discord_py_starts_afresh_where_its_session_is_gone(sandbox: Sandbox, pilot: Pilot, bot: SmallBot):
    ready = bot.loop.create_task(bot.wait_for("shard_ready", timeout=5))
    sandbox.faults.drop_gateway(resumable=False)
    await ready
    assert (await pilot.member("Ada").command("hello")).text == "Hello"


@pytest.mark.usefixtures("identify_at_once")
async def test_discord_py_in_two_shards_serves_both_guilds(sandbox: Sandbox, pilot: Pilot):
    async with connected(sandbox, SmallBot(shard_count=2)) as bot:
        assert {guild.shard_id for guild in bot.guilds} == {0, 1}
        for guild, name in (("Friends", "Ada"), ("Others", "Cy")):
            assert (await pilot.member(name, guild=guild).command("hello")).text == "Hello"


async def test_discord_py_hears_of_an_intent_that_it_may_not_have(sandbox: Sandbox):
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with connected(sandbox, SmallBot(intents=discord.Intents.all())):
            pass
