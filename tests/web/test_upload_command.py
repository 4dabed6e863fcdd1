"""The way from Discord to the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.bodies import SentFile
from bot.sandbox.pilot import Modal
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, is_finished, open_house
from tests.journeys.exports import extended

ADDRESS = "http://127.0.0.1:9/tutti"
EXPORT = SentFile("my_spotify_data.zip", extended(("2024-02-03 21:00", "Ada Band", "One", 3)))


@pytest.fixture
async def house(tmp_path: Path, workers: Workers, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    address = getattr(request, "param", ADDRESS)
    settings = Settings(_env_file=None, data_dir=tmp_path, browser_path="/nowhere/chromium", public_url=address)
    async with open_house(settings, HeldClock(), workers) as opened:
        yield opened


async def test_a_member_gets_a_link_that_nobody_else_sees(house: House):
    card = await house.member("Ada").command("upload", link=True)
    assert card.ephemeral
    assert re.search(rf"\[Open the page\]\({ADDRESS}/upload/[\w-]{{86}}\)", card.text)
    assert house.member("Bo").sees() == []


async def test_where_discord_does_not_hand_over_a_file_the_page_is_offered(house: House):
    house.sandbox.faults.refuse_downloads()
    card = await house.member("Ada").command("upload", until=is_finished, file=EXPORT)
    assert "Discord would not hand me my_spotify_data.zip" in card.text
    assert f"{ADDRESS}/upload/" in card.text


async def test_the_form_says_what_discord_takes_and_where_the_rest_goes(house: House):
    form = await house.member("Ada").command("upload")
    assert isinstance(form, Modal)
    assert "Up to ten files of 10 MB" in str(form)
    assert "/upload link:True" in str(form)


@pytest.mark.parametrize("house", [""], indirect=True)
async def test_without_a_page_there_is_a_sentence_and_no_link(house: House):
    ada = house.member("Ada")
    card = await ada.command("upload", link=True)
    assert "not set up an upload page" in card.text
    assert "/upload/" not in card.text
    assert "link:True" not in str(await ada.command("upload"))
