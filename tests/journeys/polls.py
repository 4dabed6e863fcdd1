"""What journeys of polls have in common: a server whose members the bot may list, and polls opened in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.sandbox.options import OptionValue
from bot.sandbox.pilot import MemberPilot, Modal, SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import COLLECTIVE_MEMBERS, sample_world
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import OPENAPI, House, open_house

FRIENDS = ("Ada", "Bo", "Chidi", "Dana", "Emi", "Farid")
COLLECTIVE = COLLECTIVE_MEMBERS
CITIES = "Oslo | cold and bright\nRome | warm\nLima"


@asynccontextmanager
async def place_with_members(settings: Settings, *, generous: bool = False) -> AsyncIterator[Sandbox]:
    """A sandbox whose application may list members."""
    openapi = OPENAPI if OPENAPI.is_file() else None
    folder = settings.data_dir / "world"
    async with Sandbox(sample_world(), data_dir=folder, openapi=openapi, generous_limits=generous) as place:
        place.world.application.privileged_intents = True
        yield place


@asynccontextmanager
async def open_town(settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox) -> AsyncIterator[House]:
    """The bot in it, with the intent."""
    listing = settings.model_copy(update={"server_members_intent": True})
    async with open_house(listing, clock, workers, place) as house:
        yield house


async def drafted(
    ada: MemberPilot, question: str = "Where do we meet?", typed: str = CITIES, **options: OptionValue
) -> SeenMessage:
    """Fill in the form of `/poll create`: the preview, or what is to be corrected."""
    fields = {"Question": question, "Options": typed}
    form = await ada.command("poll create", **options)
    assert isinstance(form, Modal), form
    return await ada.submit(form, fields)


async def opened(
    ada: MemberPilot, question: str = "Where do we meet?", typed: str = CITIES, **options: OptionValue
) -> SeenMessage:
    """Open a poll; its card in the channel."""
    preview = await drafted(ada, question, typed, **options)
    made = await ada.press(preview, "Schedule it" if "opens" in options else "Open it")
    assert isinstance(made, SeenMessage)
    assert "Poll " in made.text, made
    number = made.text.split()[1]
    return await ada.wait_until(lambda message: not message.ephemeral and is_of(message, number))


def is_of(message: SeenMessage, number: str) -> bool:
    """Whether a message is the card of the poll with this number."""
    return any(button.custom_id == f"how_vote:{number}" for button in message.buttons)


async def result_of(member: MemberPilot, question: str = "Where do we meet?") -> SeenMessage:
    """The result, once it is posted."""
    return await member.wait_until(lambda message: question in message.text and "log head" in message.text)


def receipt_in(message: SeenMessage) -> str:
    """The line to copy."""
    return next(line for line in message.text.splitlines() if line.startswith("tutti-1 "))


def voter(town: House, name: str) -> MemberPilot:
    """A friend in #votes."""
    return town.member(name, channel="votes")


async def press(town: House, name: str, card: SeenMessage, button: str) -> SeenMessage:
    """A friend presses a button of a card; what they are answered."""
    answer = await voter(town, name).press(card, button)
    assert isinstance(answer, SeenMessage)
    return answer


async def in_time(town: House, member: MemberPilot, wanted: Callable[[SeenMessage], bool]) -> SeenMessage:
    """What a member sees after some seconds of the held clock: it goes on for as long as it takes."""
    waiting = asyncio.create_task(member.wait_until(wanted))
    while not waiting.done():
        town.clock.advance(seconds=1)
        await asyncio.wait({waiting}, timeout=0.02)
    return waiting.result()


def labels(message: SeenMessage) -> list[str]:
    """Of its buttons."""
    return [button.label for button in message.buttons]
