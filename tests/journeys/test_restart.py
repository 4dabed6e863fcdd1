"""The bot stops, politely or not, and members go on where they were."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.pilot import Modal, Pilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import sample_world
from bot.settings import Settings
from bot.workers import Workers
from storage.tables import daybook
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended
from tests.journeys.polls import FRIENDS, opened, result_of

PIZZA = "Pizza?"
POOL = {"who": "pool contributors", "closes": "in 2 hours"}


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    async with Sandbox(sample_world(), data_dir=settings.data_dir / "world") as opened:
        yield opened


async def ask(house: House) -> SeenMessage:
    """A vote of those who pool, which all six friends do."""
    for name in FRIENDS:
        await house.agree(house.member(name), "Pool for sales")
    return await opened(house.member("Ada", channel="votes"), PIZZA, "", **POOL)


async def vote(house: House, name: str, card: SeenMessage, side: str) -> SeenMessage:
    receipt = await house.member(name, channel="votes").press(card, side)
    assert isinstance(receipt, SeenMessage)
    return receipt


async def test_buttons_posted_before_a_restart_answer_after_it(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        card = await ask(before)
        await vote(before, "Bo", card, "Yes")
    async with open_house(settings, clock, workers, place) as after:
        receipt = await vote(after, "Chidi", card, "No")
        assert "Your ballot: No" in receipt.text


async def test_a_poll_that_ran_out_while_the_bot_was_away_closes_at_the_start(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        card = await ask(before)
        for name in FRIENDS:
            await vote(before, name, card, "Yes")
    clock.advance(hours=5)
    async with open_house(settings, clock, workers, place) as after:
        result = await result_of(after.member("Ada", channel="votes"), PIZZA)
        assert "6 of 6 voted (100 %); yes 6, no 0, abstain 0" in result.text


async def test_a_form_left_open_over_a_restart_is_answered(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        form = await before.member("Ada", channel="votes").command("poll create")
        assert isinstance(form, Modal)
    async with open_house(settings, clock, workers, place) as after:
        answer = await after.member("Ada", channel="votes").submit(form, {"Question": PIZZA})
        assert "I was restarted while that form was open" in answer.text


async def start_bot(settings: Settings, place: Sandbox, token: str) -> asyncio.subprocess.Process:
    environment = os.environ | {
        "DISCORD_TOKEN": token,
        "DISCORD_API_URL": place.url,
        "DATA_DIR": str(settings.data_dir),
        "BROWSER_PATH": "/nowhere/chromium",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def bot_process(settings: Settings, place: Sandbox) -> AsyncIterator[asyncio.subprocess.Process]:
    """`tutti run` as an operator starts it, at the sandbox."""
    process = await start_bot(settings, place, place.token)
    assert process.stderr is not None
    try:
        async with asyncio.timeout(60):
            while b"ready as" not in (line := await process.stderr.readline()):
                assert line, "the bot ended before it was ready"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.kill
async def test_what_was_acknowledged_before_a_kill_is_there_after_it(settings: Settings, place: Sandbox):
    ada = Pilot(place, patience_s=60).member("Ada", "Friends", "votes")
    finished = lambda message: "Your history here" in message.text  # noqa: E731
    async with bot_process(settings, place) as process:
        await ada.command("upload", until=finished, file=extended(("2024-01-01 01:00", "Radio Ghost", "One", 3)))
        await ada.press(await ada.command("privacy"), "Pool for sales: off")
        card = await opened(ada, PIZZA, "", **POOL)
        receipt = await ada.press(card, "Yes")
        assert "Your ballot: Yes" in receipt.text
        process.send_signal(signal.SIGKILL)
        await process.wait()
    async with bot_process(settings, place):
        about = await ada.command("privacy")
        assert "**1** listens" in about.text
        assert "Pool for sales: on" in [button.label for button in about.buttons]
        again = await ada.press(ada.latest(card), "No")
        assert "It replaces your earlier ballot" in again.text


@pytest.mark.kill
async def test_ctrl_c_stops_cleanly(settings: Settings, place: Sandbox):
    async with bot_process(settings, place) as process:
        process.send_signal(signal.SIGINT)
        _, said = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 0
        assert b"Traceback" not in said
        assert b"Stopped." in said


@pytest.mark.kill
async def test_a_refused_token_ends_with_one_clear_sentence(settings: Settings, place: Sandbox):
    process = await start_bot(settings, place, "not.a.token")
    _, said = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert b"Traceback" not in said
    assert said.decode().splitlines()[-1].startswith("Error: Discord refused DISCORD_TOKEN. Copy the token again")


async def test_a_history_stored_by_an_earlier_version_gets_its_daybook_beside_everything_else(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        ada = before.member("Ada")
        await before.upload(ada, extended(("2024-01-01 01:00", "Kraftwerk", "Numbers", 3)))
        made = await before.services.store.listening.own_daybook(ada.guild_id, ada.user_id, ["days", "2024"])
        async with before.services.store._database.writing(ada.guild_id) as connection:
            await connection.execute(daybook.delete())
    async with open_house(settings, clock, workers, place) as after:
        await asyncio.gather(*after.client.chores)
        anew = await after.services.store.listening.own_daybook(ada.guild_id, ada.user_id, ["days", "2024"])
        assert set(made) == {"coverage", "days", "2024"}
        assert anew == made
