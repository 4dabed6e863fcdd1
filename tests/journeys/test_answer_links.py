"""The button that opens an answer in the browser: on private and posted cards, and only where there are pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.model.answer_links import AnswerGrant
from bot.sandbox.pilot import SeenMessage
from bot.settings import Settings
from bot.usecases.open_in_browser import answer_grant
from tests.journeys.conftest import House
from tests.journeys.test_taste import settled

OPEN = "Open in the browser"


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Of a bot that has pages, which nobody opens here."""
    address = getattr(request, "param", "https://tutti.example.org")
    return Settings(_env_file=None, data_dir=tmp_path / "data", browser_path="/nowhere/chromium", public_url=address)


async def grant_on(house: House, card: SeenMessage) -> AnswerGrant:
    address = urlsplit(card.button(OPEN).url)
    assert (address.netloc, address.path.split("/")[1]) == ("tutti.example.org", "answer")
    return await answer_grant(house.services, address.path.split("/")[2])


async def test_a_private_card_opens_as_its_asker_and_a_posted_one_as_the_channel(house: House):
    await settled(house)
    ada = house.member("Ada")
    card = await ada.command("affinity")
    own = await grant_on(house, card)
    assert (own.guild_id, own.asker_id, own.public) == (ada.guild_id, ada.user_id, False)
    assert own.asked.what == "affinity"
    posted = await ada.press(card, "Post here")
    assert await grant_on(house, posted) == replace(own, public=True)


@pytest.mark.parametrize("settings", [""], indirect=True)
async def test_a_bot_without_pages_offers_none(house: House):
    await settled(house)
    card = await house.member("Ada").command("affinity")
    assert OPEN not in [button.label for button in card.buttons]
