"""A ranked poll of forty members, from the form to the rounds."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import pytest

from bot.charts.painter import find_browser
from bot.sandbox.pilot import MemberPilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House
from tests.journeys.polls import COLLECTIVE, open_town, opened, place_with_members, result_of

GUILD = "The Collective"
RECORDS = ("Blue", "OK Computer", "Hounds of Love", "Vespertine", "Mezzanine")


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    async with place_with_members(settings, generous=True) as opened_place:
        yield opened_place


@pytest.fixture
async def town(settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox) -> AsyncIterator[House]:
    async with open_town(settings, clock, workers, place) as house:
        yield house


@pytest.fixture
def moderator(town: House) -> MemberPilot:
    return town.member("Marisol", GUILD, "votes")


def tap(record: str) -> str:
    """The button that ranks a record next."""
    return f"{RECORDS.index(record) + 1} {record}"


async def rank(town: House, name: str, card: SeenMessage, order: list[str]) -> SeenMessage:
    """A member taps these records in order, and casts."""
    member = town.member(name, GUILD, "votes")
    ranking = await member.press(card, "Rank them")
    for record in order:
        ranking = await member.press(ranking, tap(record))
    receipt = await member.press(ranking, "Cast")
    assert isinstance(receipt, SeenMessage)
    return receipt


def orders(members: int) -> list[list[str]]:
    """A ranking for each of so many members, of one record up to all, the first ones liked best."""
    numbers = random.Random(3)
    liked = [sorted(RECORDS, key=lambda each: numbers.random() * (1 + RECORDS.index(each))) for _ in range(members)]
    return [each[: numbers.randint(1, len(each))] for each in liked]


@pytest.mark.parametrize(("method", "words"), [("runoff", "in round"), ("schulze", "duel")])
async def test_forty_members_rank_records(town: House, moderator: MemberPilot, method: str, words: str):
    card = await opened(moderator, "Which record?", "\n".join(RECORDS), method=method, quorum="50 %")
    assert "40 members" in card.text
    voters = list(zip(COLLECTIVE, orders(36), strict=False))
    for group in (voters[start : start + 9] for start in range(0, 36, 9)):
        await asyncio.gather(*(rank(town, name, card, order) for name, order in group))
    town.clock.advance(days=3)
    result = await result_of(moderator, "Which record?")
    assert "36 of 40 voted (90 %)" in result.text
    assert "🏆 Blue" in result.text
    assert words in result.text


async def test_a_ranking_is_undone_cleared_and_begun_from_the_ballot_that_stands(town: House, moderator: MemberPilot):
    card = await opened(moderator, "Which record?", "\n".join(RECORDS), method="runoff")
    joy = town.member("Joy", GUILD, "votes")
    ranking = await joy.press(card, "Rank them")
    assert not next(button for button in ranking.buttons if button.label == "1 Blue").disabled
    ranking = await joy.press(ranking, tap("Blue"))
    assert next(button for button in ranking.buttons if button.label == "✓ 1. Blue").disabled
    ranking = await joy.press(ranking, tap("Vespertine"))
    ranking = await joy.press(ranking, "Undo")
    assert "Vespertine**" not in ranking.text
    ranking = await joy.press(ranking, "Clear")
    assert next(button for button in ranking.buttons if button.label == "Cast").disabled
    ranking = await joy.press(ranking, tap("Mezzanine"))
    receipt = await joy.press(ranking, "Cast")
    assert "Your ballot: 1. Mezzanine" in receipt.text
    again = await joy.press(card, "Rank them")
    assert "This is how your ballot stands now." in again.text
    assert "1\\. **Mezzanine**" in again.text


async def test_the_same_tap_twice_ranks_once(town: House, moderator: MemberPilot):
    card = await opened(moderator, "Which record?", "\n".join(RECORDS), method="runoff")
    joy = town.member("Joy", GUILD, "votes")
    ranking = await joy.press(card, "Rank them")
    await asyncio.gather(joy.press(ranking, tap("Blue")), joy.press(ranking, tap("Blue")))
    assert "1\\. **Blue**\n-#" in joy.latest(ranking).text


async def test_twenty_five_options_with_long_names_are_ranked(town: House, moderator: MemberPilot):
    many = "\n".join(f"{'A rather long name of a thing'} {number} | {'said at length ' * 5}" for number in range(1, 26))
    card = await opened(moderator, "What do we do next? " * 9, many, method="schulze")
    joy = town.member("Joy", GUILD, "votes")
    ranking = await joy.press(card, "Rank them")
    for number in range(25, 0, -1):
        ranking = await joy.press(ranking, f"{number} A rather long name of a thing {number}")
    assert "All are ranked." in ranking.text
    receipt = await joy.press(ranking, "Cast")
    assert "Your ballot: 1. A rather long name of a thing 25" in receipt.text


@pytest.mark.browser
@pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine: `make test` as root installs one")
async def test_a_runoffs_result_has_its_picture(settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox):
    drawing = settings.model_copy(update={"browser_path": ""})
    async with open_town(drawing, clock, workers, place) as town:
        moderator = town.member("Marisol", GUILD, "votes")
        card = await opened(moderator, "Which record?", "\n".join(RECORDS), method="runoff")
        for name, order in zip(COLLECTIVE, orders(8), strict=False):
            await rank(town, name, card, order)
        clock.advance(days=3)
        (picture,) = (await result_of(moderator, "Which record?")).images
        assert picture.alt.startswith("Result of a runoff: Which record? 8 of 40 voted (20 %). Stacked bars; round 1:")
