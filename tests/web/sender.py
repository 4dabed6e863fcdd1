"""The page's side of the wire, without a page: what it would send, one request at a time."""

from __future__ import annotations

import hashlib
import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.web.upload import PART_BYTES


def digest_of(content: bytes) -> str:
    parts = [content[at : at + PART_BYTES] for at in range(0, len(content), PART_BYTES)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


class Sender:
    """One browser, with its cookies, on one link."""

    def __init__(self, session: aiohttp.ClientSession, link: str) -> None:
        self.session = session
        self.link = link

    async def announce(self, files: Mapping[str, bytes]) -> tuple[int, Any]:
        wanted = [{"digest": digest_of(content), "name": name, "size": len(content)} for name, content in files.items()]
        return await self.post("files", {"files": wanted})

    async def put(self, content: bytes, start: int, end: int, body: bytes | None = None) -> tuple[int, Any]:
        headers = {"Content-Range": f"bytes {start}-{end - 1}/{len(content)}"}
        data = io.BytesIO(content[start:end] if body is None else body)
        url = f"{self.link}/files/{digest_of(content)}"
        async with self.session.put(url, data=data, headers=headers) as response:
            return response.status, await response.json()

    async def post(self, path: str, body: object) -> tuple[int, Any]:
        async with self.session.post(f"{self.link}/{path}", json=body) as response:
            return response.status, await response.json()

    async def state(self) -> Any:
        async with self.session.get(f"{self.link}/state") as response:
            return await response.json()

    async def opened(self) -> tuple[int, str]:
        async with self.session.get(self.link) as response:
            return response.status, await response.text()

    async def upload(self, files: Mapping[str, bytes], time_zone: str = "") -> Any:
        """All of it, until it is read; the state then."""
        assert (await self.announce(files))[0] == 200
        for content in files.values():
            assert (await self.put(content, 0, len(content)))[0] == 200
        status, answer = await self.post("finish", {"time_zone": time_zone})
        assert status == 202, answer
        return await self.read()

    async def read(self) -> Any:
        while (now := await self.state())["state"] == "reading":
            pass
        return now


@asynccontextmanager
async def sender(link: str) -> AsyncIterator[Sender]:
    # Cookies of an address without a name are kept by a jar that is told so.
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Sender(session, link)
