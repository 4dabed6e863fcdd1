"""The page of an answer in a real browser: figures to point at, tables to sort, and nothing runs but our scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.charts.theme import COLOURS, Theme
from bot.usecases.comparisons import COMPARISONS
from bot.workers import Workers
from tests.sandbox.page_window import DESKTOP, PHONE, browser_path, headless
from tests.web.answered import ASKED, BO_NAME, address, move_in, plays_of_all, withdraw
from tests.web.conftest import BO, Site, open_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not browser_path(), reason="no Chromium here: set BROWSER_PATH or install chromium-headless-shell"
    ),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with headless() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def site(tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    monkeypatch.setitem(COMPARISONS, ASKED.what, plays_of_all)
    async with open_site(tmp_path / "data", workers) as opened:
        await move_in(opened)
        yield opened


@pytest_asyncio.fixture(loop_scope="module", params=[DESKTOP])
async def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The answer's page; its browser must not have complained, or asked anybody else, when it is closed."""
    context = await browser.new_context(
        viewport={"width": request.param[0], "height": request.param[1]}, color_scheme="dark", reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    opened = await context.new_page()
    complaints: list[str] = []
    hosts: set[str] = set()
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    await opened.goto(await address(site))
    await expect(opened.get_by_role("heading", name="Plays of all")).to_be_visible()
    await expect(opened.locator("#paper .barlayer path")).to_have_count(2)
    yield opened
    await context.close()
    assert [said for said in complaints if "Failed to load resource" not in said] == []
    assert hosts - {""} == {urlsplit(site.url).netloc}


async def test_pointing_at_a_bar_says_whose_it_is_and_how_much(page: Page):
    await page.locator("#paper .barlayer path").first.hover(force=True)  # plotly.js lays its own surface on top
    await expect(page.locator("#paper .hoverlayer")).to_contain_text("Ada3 plays")


async def test_names_are_text_wherever_they_stand(page: Page):
    await expect(page.get_by_role("cell", name=BO_NAME)).to_be_visible()
    await expect(page.locator("#verdict")).to_contain_text(f"last is {BO_NAME}.")
    await expect(page.locator("main img")).to_have_count(1)  # the header's own
    assert await page.title() == "Plays of all · Tutti"


async def test_a_press_on_a_heading_sorts_the_rows(page: Page):
    names = page.locator("tbody td:nth-child(2)")
    await expect(names).to_have_text(["Ada", BO_NAME])
    heading = page.get_by_role("columnheader", name="plays in all")
    await heading.get_by_role("button").click()
    await expect(heading).to_have_attribute("aria-sort", "descending")
    await expect(names).to_have_text(["Ada", BO_NAME])
    await heading.get_by_role("button").click()
    await expect(heading).to_have_attribute("aria-sort", "ascending")
    await expect(names).to_have_text([BO_NAME, "Ada"])


async def test_what_is_not_known_is_not_nothing(page: Page):
    await expect(page.locator("tbody tr").first.locator("td").last).to_have_text("–")


async def test_the_ground_follows_the_system(page: Page):
    ground = page.locator("#paper .main-svg").first
    dark, light = (COLOURS[theme].ground for theme in (Theme.DARK, Theme.LIGHT))
    await expect(ground).to_have_css("background-color", rgb(dark))
    await page.emulate_media(color_scheme="light")
    await expect(ground).to_have_css("background-color", rgb(light))


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


async def test_the_picture_can_be_saved(page: Page):
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as PNG").click()
    saved = await (await saving.value).path()
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert (await saving.value).suggested_filename == "Plays-of-all.png"


@pytest.mark.parametrize("page", [PHONE], indirect=True)
async def test_on_a_phone_letters_stay_large_and_only_the_picture_moves_sideways(page: Page):
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame, paper = page.locator("#frame"), page.locator("#paper")
    assert await frame.evaluate("each => each.scrollWidth > each.clientWidth")
    await page.get_by_role("button", name="Smaller").click()
    await expect(page.get_by_role("button", name="Smaller")).to_be_disabled()
    box, whole = await paper.bounding_box(), await frame.bounding_box()
    assert box is not None
    assert whole is not None
    assert box["width"] <= whole["width"] + 1


async def test_a_page_that_is_loaded_again_shows_nobody_who_withdrew(page: Page, site: Site):
    await withdraw(site, BO)
    await page.reload()
    await expect(page.get_by_role("heading", name="There is nothing to show")).to_be_visible()
    assert "Bo" not in await page.locator("body").inner_text()
