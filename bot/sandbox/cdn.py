"""Discord's CDN: attachments under signed, expiring addresses, and avatars painted in their user's colour.

Files lie on disk, one per attachment, named by its id alone: a name that a member chose never becomes a path.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import mimetypes
import re
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.problems import Json
from bot.sandbox.world import Attachment, Payload, World

LIVES_S = 24 * 3600
"""How long an attachment's address works, as on Discord."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Cdn:
    """Keeps and serves the bytes of attachments.

    Args:
        world: where attachments are registered.
        secret: signs addresses; the same after a restart.
        faults: may refuse a download.
    """

    def __init__(self, world: World, secret: bytes, faults: Faults) -> None:
        self.base = ""
        """The sandbox's own address, known once it listens."""
        self.folder = Path()
        """Where bytes are kept, known then too."""
        self._world = world
        self._secret = secret
        self._faults = faults

    async def keep(
        self,
        name: str,
        content: bytes,
        channel_id: int,
        description: str | None = None,
        ephemeral: bool = False,
    ) -> Attachment:
        """Store a file as a new attachment."""
        attachment_id = self._world.snowflakes.next()
        kind, width, height = sniff(content, name)
        filename = safe_name(name)
        attachment = Attachment(
            attachment_id,
            channel_id,
            filename,
            len(content),
            kind,
            width,
            height,
            description,
            ephemeral,
            None if filename == name else Path(name).stem,
        )
        await asyncio.to_thread(self._write, attachment_id, content)
        self._world.attachments[attachment_id] = attachment
        return attachment

    def forget(self, attachment_id: int) -> None:
        """Drop an attachment and its bytes."""
        self._world.attachments.pop(attachment_id, None)
        self.path_of(attachment_id).unlink(missing_ok=True)

    def path_of(self, attachment_id: int) -> Path:
        """Where the bytes of an attachment are."""
        return self.folder / str(attachment_id)

    def url(self, attachment: Attachment) -> str:
        """An address of an attachment that works from now for a day."""
        kind = "ephemeral-attachments" if attachment.ephemeral else "attachments"
        path = f"/{kind}/{attachment.channel_id}/{attachment.id}/{quote(attachment.filename)}"
        issued = int(time.time())
        expires = issued + LIVES_S
        return f"{self.base}{path}?ex={expires:x}&is={issued:x}&hm={self._signature(path, expires)}&"

    def refreshed(self, payload: Payload) -> Payload:
        """A copy of a message's payload with a fresh address for each of its attachments."""
        fresh: Payload = _replaced(payload, self._fresh_url)
        return fresh

    def routes(self) -> list[web.RouteDef]:
        """What the CDN serves."""
        return [
            web.get(r"/{kind:(ephemeral-)?attachments}/{channel_id:\d+}/{attachment_id:\d+}/{filename}", self._serve),
            web.get(r"/avatars/{user_id:\d+}/{colour:[0-9a-f]{6}}.{format:png|webp|jpg}", _serve_avatar),
            web.get(r"/embed/avatars/{colour:\d}.png", _serve_avatar),
        ]

    def _write(self, attachment_id: int, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path_of(attachment_id).write_bytes(content)

    def _signature(self, path: str, expires: int) -> str:
        return hmac.new(self._secret, f"{path}:{expires:x}".encode(), hashlib.sha256).hexdigest()

    def _fresh_url(self, text: str) -> str:
        # Any port: the sandbox may have listened elsewhere when this address was made.
        match = re.match(r"http://[^/]+/(?:ephemeral-)?attachments/\d+/(\d+)/", text)
        attachment = self._world.attachments.get(int(match[1])) if match else None
        return self.url(attachment) if attachment else text

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if status := self._faults.refused_download():
            return web.Response(status=status, text="This content is no longer available.")
        attachment = self._world.attachments.get(int(request.match_info["attachment_id"]))
        path = quote(request.path)
        try:
            expires = int(request.query.get("ex", ""), 16)
        except ValueError:
            expires = 0
        signed = hmac.compare_digest(request.query.get("hm", ""), self._signature(path, expires))
        if attachment is None or not signed or expires < time.time():
            return web.Response(status=404, text="This content is no longer available.")
        # The name and type are the member's: never let a browser run it as a page.
        shown = attachment.content_type.startswith(("image/", "video/", "audio/"))
        disposition = "inline" if shown and "svg" not in attachment.content_type else "attachment"
        headers = {
            "Content-Type": attachment.content_type,
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(attachment.filename)}",
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(self.path_of(attachment.id), headers=headers)


def _replaced(value: Json, change: Callable[[str], str]) -> Json:
    if isinstance(value, dict):
        return {key: _replaced(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value


def safe_name(name: str) -> str:
    """The name that Discord gives an attachment: letters, digits, dots, dashes and underscores."""
    return _UNSAFE.sub("_", Path(name).name).strip("_") or "unknown"


def sniff(content: bytes, name: str) -> tuple[str, int | None, int | None]:
    """Media type, and width and height in pixels where the content is a picture that we know.

    By content first: what discord.py uploads says of itself only `application/octet-stream`.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return "image/png", width, height
    if content[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", content[6:10])
        return "image/gif", width, height
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", *_jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", None, None
    if content.startswith(b"PK\x03\x04"):
        return "application/zip", None, None
    guessed, _ = mimetypes.guess_type(name)
    if guessed and (guessed.startswith("text/") or guessed == "application/json"):
        return f"{guessed}; charset=utf-8", None, None
    return guessed or "application/octet-stream", None, None


def _jpeg_size(content: bytes) -> tuple[int | None, int | None]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None, None


def avatar_png(colour: str, size: int = 128) -> bytes:
    """A person's outline on a square of a colour ("3ba55d"), as a PNG."""
    back = bytes.fromhex(colour)
    figure = bytes(round(c + (255 - c) * 0.75) for c in back)
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            dx, head, body = x - size / 2, y - size * 0.38, y - size * 1.02
            inside = dx * dx + head * head < (size * 0.18) ** 2 or dx * dx + body * body < (size * 0.38) ** 2
            rows += figure if inside else back
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")]
    out = bytearray(b"\x89PNG\r\n\x1a\n")
    for name, data in chunks:
        out += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return bytes(out)


_AVATARS: dict[str, bytes] = {}
_BLURPLE = "5865f2"


async def _serve_avatar(request: web.Request) -> web.Response:
    colour = request.match_info["colour"]
    colour = colour if len(colour) == len(_BLURPLE) else _BLURPLE
    if colour not in _AVATARS:
        _AVATARS[colour] = avatar_png(colour)
    return web.Response(body=_AVATARS[colour], content_type="image/png", headers={"Cache-Control": "max-age=86400"})
