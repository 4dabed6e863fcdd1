"""Direct messages of a member whom several servers know: about which of them, and how to change it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.pilot import MemberPilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import build_world
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.test_ask import ADA, BO

MINE = "how many plays do i have?"


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    """Ada is in both servers, Bo in the first."""
    world = build_world({"Friends": (("Ada", "Bo"), 1, ("general",)), "Choir": (("Ada", "Cleo"), 1, ("general",))})
    async with Sandbox(world, data_dir=settings.data_dir / "world") as opened:
        yield opened


@pytest.fixture
async def house(settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox) -> AsyncIterator[House]:
    """Ada has other listening in each of the servers."""
    async with open_house(settings, clock, workers, place) as opened:
        await opened.upload(opened.member("Ada", "Friends"), ADA)
        await opened.upload(opened.member("Ada", "Choir"), BO)
        yield opened


def direct(house: House) -> MemberPilot:
    return house.member("Ada", "Friends").in_direct_messages()


def labels(card: SeenMessage) -> list[str]:
    assert all(len(button.custom_id) <= 100 for button in card.buttons)
    return [button.label for button in card.buttons]


async def choose(house: House, server: str) -> SeenMessage:
    ada = direct(house)
    await ada.say(MINE)
    card = await ada.wait_until(lambda message: "more than one server" in message.text)
    assert labels(card) == ["Friends", "Choir"]
    answered = await ada.press(card, server)
    assert isinstance(answered, SeenMessage)
    return answered


@pytest.mark.parametrize(("server", "plays"), [("Friends", 26), ("Choir", 29)])
async def test_the_server_is_asked_back_and_answers_the_question(house: House, server: str, plays: int):
    answered = await choose(house, server)
    assert f"{plays} plays" in answered.text
    assert f"About {server}" in answered.text


async def test_the_next_question_is_about_the_same_server_and_says_so(house: House):
    await choose(house, "Choir")
    house.clock.advance(minutes=20)
    ada = direct(house)
    await ada.say("how many plays do i have in 2024?")
    card = await ada.wait_until(lambda message: "in 2024" in message.text and "About Choir" in message.text)
    assert "29 plays" in card.text


async def test_another_server_can_be_chosen_on_the_answer(house: House):
    answered = await choose(house, "Choir")
    ada = direct(house)
    servers = await ada.press(answered, "Another server")
    assert isinstance(servers, SeenMessage)
    other = await ada.press(servers, "Friends")
    assert isinstance(other, SeenMessage)
    assert "26 plays" in other.text
    assert "About Friends" in other.text


async def test_what_is_asked_back_is_about_the_server_that_was_chosen(house: House):
    await choose(house, "Choir")
    house.clock.advance(seconds=1)
    ada = direct(house)
    await ada.say("who has the best music taste?")
    card = await ada.wait_until(lambda message: "more than one way" in message.text)
    assert "About Choir" in card.text


async def test_one_server_is_not_asked_about(house: House):
    bo = house.member("Bo", "Friends")
    await house.upload(bo, BO)
    own = bo.in_direct_messages()
    await own.say(MINE)
    card = await own.wait_until(lambda message: "29 plays" in message.text)
    assert card.buttons == ()


async def test_a_server_that_was_left_is_not_answered_about(house: House):
    ada = direct(house)
    await ada.say(MINE)
    card = await ada.wait_until(lambda message: "more than one server" in message.text)
    choir = house.member("Ada", "Choir")
    await house.services.store.members.erase(choir.guild_id, choir.user_id)
    servers = await ada.press(card, "Choir")
    assert isinstance(servers, SeenMessage)
    assert "29 plays" not in servers.text
