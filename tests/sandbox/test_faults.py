"""Bad days on demand, and that unmodified discord.py meets them as it would on Discord."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.faults import Faults
from bot.sandbox.pilot import NoAnswer, Pilot
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import RestClient
from tests.sandbox.small_bot import SmallBot, connected


@pytest.fixture
def ada(pilot: Pilot):
    return pilot.member("Ada")


def test_a_plan_meets_its_requests_and_only_so_many():
    faults = Faults()
    faults.fail(502, times=2, method="POST", path="/channels/*/messages")
    asked = [("GET", "/channels/1/messages"), ("POST", "/users/@me"), *[("POST", "/channels/1/messages")] * 3]
    answers = [faults.refusal(method, path) for method, path in asked]
    assert [answer and answer.status for answer in answers] == [None, None, 502, 502, None]


async def test_discord_py_waits_out_a_rate_limit(sandbox: Sandbox, ada, bot: SmallBot):
    sandbox.faults.rate_limit(times=2, retry_after_s=0.01, path="/webhooks/*")
    assert (await ada.command("upload", file=b"abc")).text == "upload.zip: [3] "


async def test_a_rate_limit_everywhere_says_so(sandbox: Sandbox, rest: RestClient):
    sandbox.faults.rate_limit(retry_after_s=0.5, everywhere=True)
    limited = await rest("GET", "/users/@me")
    assert (limited.status, limited.json["global"], limited.json["retry_after"]) == (429, True, 0.5)
    assert (limited.headers["Retry-After"], "Via" in limited.headers) == ("0.500", True)
    assert (await rest("GET", "/users/@me")).status == 200


async def test_a_servers_error_reaches_the_bot(sandbox: Sandbox, ada, bot: SmallBot):
    channel = bot.get_channel(ada.channel.id)
    sandbox.faults.fail(503)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("x")
    await channel.send("y")
    assert [message.text for message in ada.sees()] == ["y"]


async def test_a_late_interaction_can_no_longer_be_answered():
    async with Sandbox(small_world(), answer_within_s=0.5) as sandbox, connected(sandbox) as bot:
        ada = Pilot(sandbox).member("Ada")
        failures = []

        @bot.tree.error
        async def note(_interaction, error):
            failures.append(error.original)

        arrived = bot.loop.create_task(bot.wait_for("interaction", timeout=5))
        sandbox.faults.deliver_late()
        with pytest.raises(NoAnswer, match="did not respond"):
            await ada.command("hello")
        await arrived
        await ada.command("hello")  # by now the late one has met its refusal
        assert [error.code for error in failures] == [10062]


async def test_an_interaction_may_come_twice_and_is_answered_once(sandbox: Sandbox, ada, bot: SmallBot):
    failures = []

    @bot.tree.error
    async def note(_interaction, error):
        failures.append(error.original)

    sandbox.faults.deliver_twice()
    await ada.command("hello")
    await ada.command("hello")
    first, again, _ = [number for kind, number in bot.seen if kind == "interaction"]
    assert first == again
    assert [error.code for error in failures] == [40060]
    assert len(ada.sees()) == 2


async def test_a_token_can_end_before_its_time(sandbox: Sandbox, ada, bot: SmallBot):
    await ada.command("card")
    interaction = sandbox.interactions.get(next(number for kind, number in bot.seen if kind == "interaction"))
    sandbox.faults.expire_tokens()
    webhook = discord.Webhook.partial(bot.application_id, interaction.token, client=bot)
    with pytest.raises(discord.HTTPException) as refused:
        await webhook.send("late", wait=True)
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_a_download_can_be_refused(sandbox: Sandbox, ada, bot: SmallBot):
    failures = []

    @bot.tree.error
    async def note(interaction, error):
        failures.append(error.original)
        await interaction.edit_original_response(content="could not fetch it")

    sandbox.faults.refuse_downloads(status=404)
    assert (await ada.command("upload", file=b"abc")).text == "could not fetch it"
    assert isinstance(failures[0], discord.NotFound)
