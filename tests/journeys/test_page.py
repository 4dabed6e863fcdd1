"""The main job by hand: members use the page in a real browser, and the real bot answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.conftest import House
from tests.journeys.exports import HEARTBREAK, extended
from tests.journeys.sales import FRIENDS, RULES, draft, fill_pool
from tests.sandbox.page_window import PHONE, browser_path, headless, window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not browser_path(), reason="no Chromium here: set BROWSER_PATH or install chromium-headless-shell"
    ),
]

MINE = extended(("2024-02-03 21:00", "Radio Ghost", "One", 60), ("2024-02-04 21:00", "Radio Ghost", "Two", 60))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with headless() as opened:
        yield opened


async def test_a_member_uploads_agrees_and_asks_in_the_page(drawing_house: House, browser: Browser, tmp_path: Path):
    paths = [tmp_path / "my_spotify_data.zip", tmp_path / "playlists.zip"]
    for path, export in zip(paths, (MINE, HEARTBREAK), strict=True):
        path.write_bytes(export)
    bo = drawing_house.member("Bo")
    await drawing_house.upload(bo, extended(("2024-02-03 21:00", "Radio Ghost", "One", 30)), HEARTBREAK)
    await drawing_house.agree(bo, "Compare me")
    async with window(browser, drawing_house.sandbox, "Ada") as ada:
        await ada.pick("upload")
        async with ada.page.expect_file_chooser() as choosing:
            await ada.entry.get_by_role("button", name="file: The ZIP that your service sent you").click()
        await (await choosing.value).set_files(paths)
        await ada.entry.get_by_role("button", name="Run the command").click()
        await expect(ada.page.get_by_text("Read 2 listens and 1 playlist")).to_be_visible()
        await ada.page.get_by_role("button", name="Compare me: off").click()
        await expect(ada.page.get_by_role("button", name="Compare me: on")).to_be_visible()
        await ada.run("breakup")
        await expect(ada.last).to_contain_text("Whose breakup playlists are most intense?")
        await expect(ada.last).to_contain_text("Only you can see this")
        picture = ada.last.locator(".gallery img")
        await expect(picture).to_have_js_property("naturalWidth", 2000)
        await expect(picture).to_have_attribute("alt", re.compile("Ada"))
        assert ada.complaints == []


async def test_a_sale_is_proposed_voted_on_by_all_six_and_closed_in_the_page(house: House, browser: Browser):
    await fill_pool(house)
    await draft(house)
    async with window(browser, house.sandbox, "Ada", "votes") as ada:
        await ada.page.get_by_role("button", name="Open the vote").click()
        await ada.form.get_by_label("Rules of the vote").fill(RULES)
        await ada.form.get_by_role("button", name="Submit").click()
        await expect(ada.page.get_by_role("heading", name="Shall we sell this to Solo AI?")).to_be_visible()
        for name, choice in zip(FRIENDS, ("Yes", "Yes", "Yes", "No", "Yes", "Abstain"), strict=True):
            async with window(browser, house.sandbox, name, "votes", PHONE) as voter:
                await voter.page.get_by_role("button", name=choice, exact=True).click()
                await expect(voter.last).to_contain_text(f"Your ballot: {choice}")
        house.clock.advance(hours=3)
        await expect(ada.page.get_by_role("heading", name="The sale to Solo AI passed")).to_be_visible()
        await expect(ada.last).to_contain_text(
            "6 of 6 voted (100 %); yes 4, no 1, abstain 1; passes: 80 % of 5 > 66.7 %"
        )
        assert ada.complaints == []
