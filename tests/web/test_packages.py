"""Where a buyer fetches a package: a page that downloads nothing by itself, and a file whose every fetch is logged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from bot.model.sales import Offer
from bot.usecases.sales.deliver_package import issue_download
from tests.storage.sales import LATER, MOD, delivered
from tests.web.conftest import Site

DAYS = 7


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def sold(site: Site) -> Offer:
    """An offer whose package the buyer may fetch, whose bytes are the word "package"."""
    offer = await delivered(site.services.store)
    site.clock.advance(seconds=(LATER - site.clock.now()).total_seconds() + 1)
    return offer


async def link(site: Site, offer: Offer) -> str:
    return (await issue_download(site.services, offer.guild_id, offer.offer_id, MOD, DAYS)).address


async def downloads(site: Site, offer: Offer) -> int:
    return len(await site.services.store.packages.downloads(offer.guild_id, offer.offer_id))


async def test_the_page_leads_to_the_file_and_is_no_download(site: Site, web: aiohttp.ClientSession, sold: Offer):
    address = await link(site, sold)
    async with web.get(address) as page:
        text = await page.text()
        assert page.status == 200
    assert f'href="{address.rsplit("/", 1)[1]}/file"' in text
    assert await downloads(site, sold) == 0
    async with web.get(f"{address}/file") as file:
        assert (file.status, file.content_type, await file.read()) == (200, "application/zip", b"package")
        assert "tutti-package-" in file.headers["Content-Disposition"]
        assert file.headers["Cache-Control"] == "no-store"
    assert await downloads(site, sold) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "{address}x/file",
        "{site}/package/1/none/file",
        "{site}/package/x²/none/file",
        "{site}/package/9999999999999999999/none/file",
        "{address}%ED%A0%80/file",
    ],
)
async def test_an_address_that_is_not_whole_says_so(site: Site, web: aiohttp.ClientSession, sold: Offer, broken: str):
    address = broken.format(address=await link(site, sold), site=site.url)
    async with web.get(address) as page:
        assert page.status == 410
        assert "This link leads to no package" in await page.text()
    assert await downloads(site, sold) == 0


async def test_a_link_ends_after_its_days_and_with_the_next_one(site: Site, web: aiohttp.ClientSession, sold: Offer):
    first = await link(site, sold)
    second = await link(site, sold)
    async with web.get(f"{first}/file") as page:
        assert page.status == 410
    site.clock.advance(seconds=timedelta(days=DAYS).total_seconds())
    async with web.get(f"{second}/file") as page:
        assert page.status == 410
    assert await downloads(site, sold) == 0


async def test_looking_whether_the_file_is_there_is_no_download(site: Site, web: aiohttp.ClientSession, sold: Offer):
    address = await link(site, sold)
    async with web.head(f"{address}/file") as page:
        assert page.status == 405
    assert await downloads(site, sold) == 0
