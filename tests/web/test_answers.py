"""What stands behind the address of an answer's page, for whom and for how long."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.charts.plotly_js import NAME
from bot.usecases.comparisons import COMPARISONS
from bot.usecases.open_in_browser import answer_link
from tests.web.answered import ASKED, BO_NAME, address, move_in, plays_of_all, withdraw
from tests.web.conftest import ADA, BO, GUILD, Site


@pytest.fixture(autouse=True)
def comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMPARISONS, ASKED.what, plays_of_all)


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def told(web: aiohttp.ClientSession, url: str) -> tuple[int, dict[str, Any]]:
    async with web.get(f"{url}/answer") as response:
        return response.status, await response.json()


async def test_the_page_is_told_the_answer_as_plain_text_and_numbers(site: Site, web: aiohttp.ClientSession):
    await move_in(site)
    status, answer = await told(web, await address(site))
    assert status == 200
    assert answer["title"] == "Plays of all"
    assert answer["verdict"] == [
        [{"text": "Ada", "look": "strong"}, {"text": f" leads; last is {BO_NAME}.", "look": "plain"}]
    ]
    (table,) = answer["tables"]
    assert [column["heading"] for column in table["columns"]] == ["place", "member", "plays_in_all", "skipped", "share"]
    assert [[cell["sort"] for cell in row] for row in table["rows"]] == [
        [1, "Ada", 3, 0, None],
        [2, BO_NAME, 1, 0, None],
    ]
    assert [cell["words"] for cell in table["rows"][0][3:]] == [
        [{"text": "0 %", "look": "plain"}],
        [],
    ]  # nothing, unknown
    assert answer["why"]["formula"] == "plays = listens"


async def test_the_figure_comes_for_both_grounds_and_says_what_its_marks_are(site: Site, web: aiohttp.ClientSession):
    await move_in(site)
    _, answer = await told(web, await address(site))
    dark, light = answer["figures"]["dark"], answer["figures"]["light"]
    assert dark["data"][0]["customdata"][0] == "<b>Ada</b><br>3 plays"
    assert "<img" not in dark["data"][0]["customdata"][1]
    assert (
        dark["layout"]["template"]["layout"]["paper_bgcolor"] != light["layout"]["template"]["layout"]["paper_bgcolor"]
    )
    assert answer["alt"]


async def test_an_answer_without_a_picture_has_none(site: Site, web: aiohttp.ClientSession):
    await move_in(site)
    _, answer = await told(web, await address(site, replace(ASKED, option="worded")))
    assert (answer["figures"], answer["alt"]) == ({}, "")


async def test_it_asks_again_so_that_nobody_who_withdrew_is_shown(site: Site, web: aiohttp.ClientSession):
    await move_in(site)
    url = await address(site)
    assert (await told(web, url))[0] == 200
    await withdraw(site, BO)
    status, answer = await told(web, url)
    assert status == 409
    assert list(answer) == ["trouble"]
    assert "Bo" not in str(answer)


async def test_the_address_on_a_posted_card_shows_nothing_once_its_asker_has_withdrawn(
    site: Site, web: aiohttp.ClientSession
):
    await move_in(site)
    asked = replace(ASKED, members=(ADA, BO))  # the asker sees their own without agreeing; the channel does not
    posted, own = await address(site, asked, public=True), await address(site, asked)
    assert (await told(web, posted))[0] == 200
    await withdraw(site, ADA)
    assert (await told(web, own))[0] == 200
    status, answer = await told(web, posted)
    assert status == 410
    assert "has withdrawn" in answer["trouble"]


async def test_it_works_for_a_day(site: Site, web: aiohttp.ClientSession):
    await move_in(site)
    url = await address(site)
    site.clock.advance(hours=23)
    assert (await told(web, url))[0] == 200
    site.clock.advance(hours=2)
    status, answer = await told(web, url)
    assert (status, "is over" in answer["trouble"]) == (410, True)
    async with web.get(url) as page:
        assert page.status == 410
        assert "is over" in await page.text()


@pytest.mark.parametrize("token", ["x", "A" * 120])
async def test_what_was_not_signed_here_is_no_page(site: Site, web: aiohttp.ClientSession, token: str):
    async with web.get(f"{site.url}/answer/{token}") as page:
        assert page.status == 404
        assert "not one of mine" in await page.text()
    assert (await told(web, f"{site.url}/answer/{token}"))[0] == 404


async def test_a_comparison_that_is_gone_is_said_so(
    site: Site, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    await move_in(site)
    url = await address(site)
    monkeypatch.delitem(COMPARISONS, ASKED.what)
    status, answer = await told(web, url)
    assert status == 409
    assert answer["trouble"]


async def test_the_page_may_run_nothing_but_its_own_scripts(site: Site, web: aiohttp.ClientSession):
    async with web.get(await address(site)) as page:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'" in policy
        assert "style-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert f'src="../page/{NAME}"' in await page.text()


async def test_plotly_comes_from_here_packed_and_may_be_kept(site: Site, web: aiohttp.ClientSession):
    url = f"{site.url}/page/{NAME}"
    async with web.get(url) as script:
        assert (await script.text()).lstrip().startswith("/**\n* plotly.js")
        assert "immutable" in script.headers["Cache-Control"]
        assert script.headers["X-Content-Type-Options"] == "nosniff"
    async with aiohttp.ClientSession(auto_decompress=False) as plain:
        async with plain.get(url, headers={"Accept-Encoding": "gzip"}) as packed:
            assert len(gzip.decompress(await packed.read())) > 3 * len(await packed.read())
        async with plain.get(url, headers={"Accept-Encoding": "identity"}) as unpacked:
            assert (await unpacked.read()).lstrip().startswith(b"/**\n* plotly.js")


async def test_without_an_address_of_its_own_the_bot_offers_no_page(site: Site):
    off = replace(site.services, settings=site.services.settings.model_copy(update={"public_url": ""}))
    assert await answer_link(off, GUILD, ADA, ASKED, public=False) is None
