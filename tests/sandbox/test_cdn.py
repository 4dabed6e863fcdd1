from __future__ import annotations

import time

import aiohttp
import pytest

from bot.sandbox import cdn
from bot.sandbox.cdn import avatar_png, safe_name, sniff
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Attachment
from tests.sandbox.small_bot import png

JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00" + b"\xff\xc0\x00\x11\x08\x00\x02\x00\x03" + b"\x00" * 12


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (png(3, 2), "chart.bin", ("image/png", 3, 2)),
        (b"GIF89a\x03\x00\x02\x00", "x", ("image/gif", 3, 2)),
        (JPEG, "x", ("image/jpeg", 3, 2)),
        (b"PK\x03\x04", "my_spotify_data", ("application/zip", None, None)),
        (b"{}", "a.json", ("application/json; charset=utf-8", None, None)),
        (b"?", "x", ("application/octet-stream", None, None)),
    ],
)
def test_a_file_is_known_by_its_content(content, name, expected):
    assert sniff(content, name) == expected


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("chart.png", "chart.png"),
        ("my data (1).zip", "my_data_1_.zip"),
        ("../../etc/passwd", "passwd"),
        ("音楽", "unknown"),
    ],
)
def test_a_name_keeps_only_what_discord_keeps(name, kept):
    assert safe_name(name) == kept


@pytest.fixture
async def kept(sandbox: Sandbox) -> Attachment:
    return await sandbox.cdn.keep("chart.png", png(), 1)


async def get(url: str) -> tuple[int, bytes, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read(), answer.headers.get("Content-Type", "")


async def test_an_address_gives_the_file(sandbox: Sandbox, kept: Attachment):
    assert await get(sandbox.cdn.url(kept)) == (200, png(), "image/png")


async def test_an_address_without_its_signature_gives_nothing(sandbox: Sandbox, kept: Attachment):
    url = sandbox.cdn.url(kept)
    assert (await get(url.partition("?")[0]))[0] == 404
    assert (await get(url.replace("hm=", "hm=0")))[0] == 404


async def test_an_address_is_over_after_a_day(sandbox: Sandbox, kept: Attachment, monkeypatch: pytest.MonkeyPatch):
    url = sandbox.cdn.url(kept)
    tomorrow = time.time() + cdn.LIVES_S + 1
    monkeypatch.setattr(cdn.time, "time", lambda: tomorrow)
    assert (await get(url))[0] == 404
    fresh = sandbox.cdn.refreshed({"attachments": [{"url": url}]})
    assert (await get(fresh["attachments"][0]["url"]))[0] == 200


async def test_a_page_that_somebody_uploaded_is_not_run(sandbox: Sandbox):
    page = await sandbox.cdn.keep("evil.html", b"<script>alert(1)</script>", 1)
    async with aiohttp.ClientSession() as session, session.get(sandbox.cdn.url(page)) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_forgotten_file_is_gone_from_disk(sandbox: Sandbox, kept: Attachment):
    path, url = sandbox.cdn.path_of(kept.id), sandbox.cdn.url(kept)
    assert path.read_bytes() == png()
    sandbox.cdn.forget(kept.id)
    assert not path.exists()
    assert (await get(url))[0] == 404


async def test_an_avatar_has_its_users_colour(sandbox: Sandbox):
    status, content, kind = await get(f"{sandbox.url}/avatars/5/3ba55d.png?size=128")
    assert (status, kind) == (200, "image/png")
    assert sniff(content, "") == ("image/png", 128, 128)
    assert content != avatar_png("5865f2")
