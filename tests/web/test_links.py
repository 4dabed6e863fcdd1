"""Which links work, for whom and for how long."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import NoUploadPage
from bot.model.upload_links import KEY_BYTES, new_grant, sign, verify
from bot.usecases.issue_upload_link import issue_upload_link
from bot.usecases.link_key import link_key
from bot.workers import Workers
from tests.clock import START
from tests.journeys.exports import extended
from tests.web.conftest import ADA, BO, GUILD, Site, open_site
from tests.web.sender import sender

EXPORT = {"my_spotify_data.zip": extended(("2024-02-03 21:00", "Ada Band", "One", 3))}
KEY = bytes(KEY_BYTES)


def test_a_signed_grant_is_read_back_whole():
    grant = new_grant(2**63, 2**62 + 1, START)
    assert verify(sign(grant, KEY), KEY) == grant


def test_no_single_character_of_a_link_can_be_changed():
    token = sign(new_grant(GUILD, ADA, START), KEY)
    for at, character in enumerate(token):
        other = "A" if character != "A" else "B"
        assert verify(token[:at] + other + token[at + 1 :], KEY) is None, at


@pytest.mark.parametrize("token", ["", "A", "ä" * 86, "A" * 86, "A" * 5000, "../../etc/passwd", "A" * 85 + "="])
def test_anything_else_is_no_grant(token: str):
    assert verify(token, KEY) is None


def test_another_key_reads_nothing():
    assert verify(sign(new_grant(GUILD, ADA, START), KEY), b"x" * KEY_BYTES) is None


async def test_the_key_is_made_once_and_for_the_bots_user_alone(site: Site):
    first = link_key(site.services.settings)
    assert len(first) == KEY_BYTES
    assert link_key(site.services.settings) == first
    path = site.services.settings.data_dir / "upload-links.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.glob("upload-links.key*")] == [path.name]


async def test_without_an_address_there_are_no_links(site: Site):
    off = replace(site.services, settings=site.services.settings.model_copy(update={"public_url": ""}))
    with pytest.raises(NoUploadPage, match="not set up an upload page"):
        await issue_upload_link(off, GUILD, ADA, "Ada", "Friends")


async def test_a_link_that_was_never_made_gets_a_page_that_says_so(site: Site):
    async with sender(f"{site.url}/upload/nonsense") as browser:
        status, page = await browser.opened()
        assert status == 404
        assert "not one of mine" in page
        assert "/upload link:True" in page


async def test_a_link_ends_after_half_an_hour_and_what_it_held_is_deleted(site: Site):
    link = await site.link()
    async with sender(link) as browser:
        assert (await browser.opened())[0] == 200
        site.clock.advance(minutes=29)
        assert (await browser.opened())[0] == 200
        site.clock.advance(minutes=1)
        status, page = await browser.opened()
        assert status == 410
        assert "The time of this link is over" in page
        assert (await browser.announce(EXPORT))[0] == 410
    await site.swept()
    assert site.folders == []


async def test_an_upload_under_way_keeps_its_link_alive(site: Site):
    async with sender(await site.link()) as browser:
        site.clock.advance(minutes=29)
        await browser.announce(EXPORT)
        site.clock.advance(minutes=29)
        assert (await browser.upload(EXPORT))["state"] == "done"


async def test_a_newer_link_of_the_same_member_here_ends_the_older_one_and_no_other(site: Site):
    old, bos, elsewhere = await site.link(), await site.link(BO, "Bo"), await site.link(guild_id=GUILD + 1)
    async with sender(old) as ada, sender(bos) as bo, sender(elsewhere) as abroad:
        assert (await ada.opened())[0] == 200
        new = await site.link()
        assert (await ada.opened())[0] == 410
        assert (await bo.opened())[0] == 200
        assert (await abroad.opened())[0] == 200
    async with sender(new) as again:
        assert (await again.opened())[0] == 200


async def test_once_used_a_link_takes_no_more_files_and_shows_others_nothing(site: Site):
    link = await site.link()
    async with sender(link) as browser, sender(link) as other:
        assert (await browser.upload(EXPORT))["state"] == "done"
        assert (await browser.announce(EXPORT))[0] == 409
        status, page = await other.opened()
        assert status == 410
        assert "Read 1 listen" not in page
        assert "trouble" in await other.state()
        assert "receipt" not in await other.state()
        assert "Read 1 listen" in (await browser.state())["receipt"]["headline"]
    assert site.folders == []


async def test_the_browser_that_began_is_the_only_one_that_goes_on(site: Site):
    link = await site.link()
    async with sender(link) as browser, sender(link) as other:
        await browser.announce(EXPORT)
        status, answer = await other.announce(EXPORT)
        assert status == 410
        assert "in use in another browser" in answer["trouble"]
        assert (await browser.upload(EXPORT))["state"] == "done"


async def test_a_used_link_stays_used_over_a_restart(tmp_path: Path, workers: Workers):
    async with open_site(tmp_path, workers) as before, sender(await before.link()) as browser:
        await browser.upload(EXPORT)
        token = browser.link.rpartition("/")[2]
    async with open_site(tmp_path, workers) as after, sender(f"{after.url}/upload/{token}") as browser:
        status, page = await browser.opened()
        assert status == 410
        assert "was used already" in page
