"""Handing over files in parts, as the page does it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from yarl import URL

from bot.model.members import Consents
from bot.web.upload import PART_BYTES
from bot.workers import Workers
from tests.journeys.exports import extended
from tests.web.conftest import ADA, GUILD, Site, open_site, until
from tests.web.sender import Sender, digest_of, sender

EXPORT = extended(
    ("2023-02-03 21:00", "Ada Band", "One", 3),
    ("2024-02-03 21:03", "Ada Band", "Two", 4),
)
FILES = {"my_spotify_data.zip": EXPORT}


async def test_an_upload_gives_the_same_receipt_as_discord_does(site: Site):
    async with sender(await site.link()) as browser:
        done = await browser.upload(FILES, "Europe/Berlin")
    receipt = done["receipt"]
    assert receipt["headline"] == "Read 2 listens"
    assert receipt["span"] == "3 February 2023 to 3 February 2024, 0 hours"
    assert receipt["by_year"] == [{"year": 2023, "listens": 1}, {"year": 2024, "listens": 1}]
    assert [file["words"] for file in receipt["files"]] == ["extended streaming history · 2 rows, 2 kept"]
    assert receipt["time_zone"] == "Europe/Berlin"
    member = await site.services.store.members.member(GUILD, ADA)
    assert member is not None
    assert (member.display_name, member.time_zone) == ("Ada", "Europe/Berlin")


async def test_consents_are_off_and_can_be_switched_afterwards(site: Site):
    async with sender(await site.link()) as browser:
        early, _ = await browser.post("consents", {"use": "compare", "given": True})
        assert early == 422
        done = await browser.upload(FILES)
        assert [use["given"] for use in done["uses"]] == [False, False, False, False]
        _, answer = await browser.post("consents", {"use": "pool", "given": True})
        assert [use["given"] for use in answer["uses"]] == [False, False, True, False]
    member = await site.services.store.members.member(GUILD, ADA)
    assert member is not None
    assert member.consents == Consents(pool=True)


async def test_parts_go_on_where_they_stopped_and_nothing_else_fits(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce(FILES)
        assert await browser.put(EXPORT, 0, 100) == (200, {"received": 100})
        assert await browser.put(EXPORT, 0, 100) == (409, {"received": 100})
        assert await browser.put(EXPORT, 200, 300) == (409, {"received": 100})
        assert await browser.announce(FILES) == (200, {"received": {digest_of(EXPORT): 100}})
        assert (await browser.put(EXPORT, 100, len(EXPORT)))[0] == 200
        await browser.post("finish", {"time_zone": ""})
        assert (await browser.read())["state"] == "done"


@asynccontextmanager
async def begun(site: Site, browser: Sender, content: bytes, sent: int) -> AsyncIterator[asyncio.StreamWriter]:
    """A connection that has sent the first bytes of the only part, and stays open."""
    cookie = browser.session.cookie_jar.filter_cookies(URL(f"{browser.link}/files/x"))["upload"].value
    _, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rpartition(":")[2]))
    head = (
        f"PUT {browser.link.removeprefix(site.url)}/files/{digest_of(content)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: upload={cookie}\r\nContent-Length: {len(content)}\r\n"
        f"Content-Range: bytes 0-{len(content) - 1}/{len(content)}\r\n\r\n"
    )
    writer.write(head.encode() + content[:sent])
    await writer.drain()
    yield writer
    writer.close()


BIG = bytes(range(256)) * 12_000


def part_of(site: Site, content: bytes) -> Path:
    return next(site.services.settings.data_dir.glob("upload-links/*")) / f"{digest_of(content)}.part"


async def test_a_broken_connection_costs_only_what_had_not_arrived(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce({"big": BIG})
        half = len(BIG) // 2
        part = part_of(site, BIG)
        async with begun(site, browser, BIG, half):
            await until(lambda: part.stat().st_size > 0)
        # What the broken connection still held in its buffers may be gone; what was written is not.
        status, answer = await browser.announce({"big": BIG})
        received = answer["received"][digest_of(BIG)]
        assert (status, 0 < received <= half) == (200, True)
        assert (await browser.put(BIG, received, len(BIG)))[1] == {"received": len(BIG)}
        assert part.read_bytes() == BIG


async def test_a_connection_that_hangs_writes_no_more_once_another_goes_on(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce({"big": BIG})
        sent = len(BIG) * 2 // 3
        async with begun(site, browser, BIG, sent) as hanging:
            part = part_of(site, BIG)
            await until(lambda: part.stat().st_size > 0)
            _, answer = await browser.announce({"big": BIG})
            received = answer["received"][digest_of(BIG)]
            hanging.write(BIG[sent:])
            await hanging.drain()
            assert (await browser.put(BIG, received, len(BIG)))[0] == 200
        assert part.read_bytes() == BIG


async def test_what_was_sent_is_still_there_after_a_restart(tmp_path: Path, workers: Workers):
    async with open_site(tmp_path, workers) as before, sender(await before.link()) as browser:
        await browser.announce(FILES)
        await browser.put(EXPORT, 0, 100)
        cookies = browser.session.cookie_jar.filter_cookies(URL(f"{browser.link}/state"))
        token, port = browser.link.rpartition("/")[2], int(before.url.rpartition(":")[2])
    async with open_site(tmp_path, workers, port) as after, sender(f"{after.url}/upload/{token}") as again:
        again.session.cookie_jar.update_cookies(cookies, URL(f"{again.link}/state"))
        assert await again.announce(FILES) == (200, {"received": {digest_of(EXPORT): 100}})
        assert (await again.put(EXPORT, 100, len(EXPORT)))[0] == 200
        await again.post("finish", {"time_zone": ""})
        assert (await again.read())["receipt"]["headline"] == "Read 2 listens"


async def test_nothing_is_read_before_all_of_it_is_here(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce(FILES)
        await browser.put(EXPORT, 0, 100)
        status, answer = await browser.post("finish", {"time_zone": ""})
        assert status == 422
        assert answer["trouble"].startswith("my_spotify_data.zip did not arrive whole. Nothing was stored.")
    assert await site.services.store.members.member(GUILD, ADA) is None


async def test_what_is_not_what_was_announced_is_not_read(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce(FILES)
        await browser.put(EXPORT, 0, len(EXPORT), body=EXPORT[:-1] + b"?")
        assert (await browser.post("finish", {"time_zone": ""}))[0] == 422
        assert await browser.announce(FILES) == (200, {"received": {digest_of(EXPORT): 0}})


async def test_more_than_the_limit_is_refused_before_it_is_sent(tmp_path: Path, workers: Workers):
    async with open_site(tmp_path, workers, max_upload_mb=1) as site, sender(await site.link()) as browser:
        status, answer = await browser.announce({"big": bytes(2**20 + 1)})
        assert status == 422
        assert "1 MiB" in answer["trouble"]
        assert (await browser.announce({"fits": bytes(2**20)}))[0] == 200


async def test_a_part_cannot_bring_more_than_it_says_or_than_a_part_holds(site: Site):
    content = bytes(PART_BYTES + 10)
    async with sender(await site.link()) as browser:
        await browser.announce({"big": content})
        assert (await browser.put(content, 0, PART_BYTES + 1))[0] == 400
        assert (await browser.put(content, 0, 10, body=bytes(20)))[0] == 409
        status, answer = await browser.announce({"big": content})
        assert (status, answer["received"][digest_of(content)]) == (200, 0)


async def test_a_file_that_holds_no_history_gets_a_sentence_and_the_link_still_works(site: Site):
    async with sender(await site.link()) as browser:
        refused = await browser.upload({"holiday.txt": b"sun and sea"})
        assert refused["state"] == "open"
        assert "no listening history in holiday.txt" in refused["trouble"]
        assert "`" not in refused["trouble"]
        assert (await browser.upload(FILES))["receipt"]["headline"] == "Read 2 listens"


async def test_files_no_longer_wanted_are_deleted(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce(FILES)
        await browser.put(EXPORT, 0, 100)
        await browser.announce({})
        folder = next(site.services.settings.data_dir.glob("upload-links/*"))
        assert list(folder.glob("*.part")) == []


async def test_an_unknown_time_zone_is_refused_and_costs_nothing(site: Site):
    async with sender(await site.link()) as browser:
        await browser.announce(FILES)
        await browser.put(EXPORT, 0, len(EXPORT))
        assert (await browser.post("finish", {"time_zone": "Middle/Earth"}))[0] == 422
        await browser.post("finish", {"time_zone": ""})
        assert (await browser.read())["state"] == "done"


async def test_a_body_in_another_shape_gets_a_sentence(site: Site):
    async with sender(await site.link()) as browser:
        for body in ({}, [], {"files": [{"digest": "../../x", "name": "a", "size": 1}]}, {"files": [], "more": 1}):
            status, answer = await browser.post("files", body)
            assert status == 400
            assert "Reload the page" in answer["trouble"]


async def test_another_sites_page_cannot_send_here(site: Site):
    async with sender(await site.link()) as browser:
        for origin, status in (("https://evil.example", 403), (site.url, 200)):
            headers = {"Origin": origin}
            async with browser.session.post(f"{browser.link}/files", json={"files": []}, headers=headers) as response:
                assert response.status == status


async def test_every_answer_is_strict_and_kept_by_nobody(site: Site):
    link = await site.link()
    async with aiohttp.ClientSession() as session:
        for path in (link, f"{link}/state", f"{site.url}/page/main.js", f"{site.url}/upload/x", f"{site.url}/nowhere"):
            async with session.get(path) as response:
                policy = response.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert response.headers["Cache-Control"] == "no-store"
                assert response.headers["Referrer-Policy"] == "no-referrer"
                assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_only_the_pages_own_files_are_served(site: Site):
    async with aiohttp.ClientSession() as session:
        for name, status in (
            ("style.css", 200),
            ("index.html", 404),
            ("..%2Fserver.py", 404),
            ("%2Fetc%2Fpasswd.js", 404),
            ("x.js", 404),
        ):
            async with session.get(f"{site.url}/page/{name}") as response:
                assert response.status == status, name
