"""One upload through the page: parts arrive, become files, are read as one upload, and end the link.

Parts of files come in order, each with its place; what has arrived is on disk, so that a lost connection, a reloaded
page or a restarted bot costs one part. Nothing is stored before all that was announced is here and hashes to what the
page said.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from aiohttp import StreamReader

from bot.errors import PartsMissing, TooLarge, UserError
from bot.services import Services
from bot.usecases.upload_export import SentFile, Stage, Uploaded, limits_of, upload_export
from bot.web.links import OpenLink

log = logging.getLogger(__name__)

PART_BYTES = 4 * 1024 * 1024
"""What a part holds, but the last of a file."""
MOST_FILES = 2000
_WRITE_BYTES = 1024 * 1024
_SILENCE_S = 60
_HOLDER = "holder"


class State(StrEnum):
    """How far a link is."""

    OPEN = "open"
    READING = "reading"
    DONE = "done"


class OutOfStep(Exception):
    """A part that does not continue what is here.

    Attributes:
        received: bytes of the file that are here, from which to go on.
    """

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(received)


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that the page is about to send.

    Attributes:
        digest: SHA-256 (hex) over the SHA-256 digests of its parts of `PART_BYTES`; the file's id.
        name: its path as the member has it.
        size: bytes.
    """

    digest: str
    name: str
    size: int


class Upload:
    """What becomes of one link. One per link and process; the parts and the holder outlive the process.

    Attributes:
        stage: while reading, how far it is.
        trouble: the sentence on why the last attempt stored nothing, or "".
        uploaded: when done.
    """

    def __init__(self, services: Services, link: OpenLink) -> None:
        self.link = link
        self.state = State.OPEN
        self.stage = Stage("Waiting for your files", 0.0)
        self.trouble = ""
        self.uploaded: Uploaded | None = None
        self.alive_until = link.grant.expires_at
        self.task: asyncio.Task[None] | None = None
        self._services = services
        self._files: tuple[Announced, ...] = ()
        self._writing = asyncio.Lock()
        self._turn = 0
        self._holder: str | None = None

    # -- whose it is ---------------------------------------------------------------------------------------------

    async def held_by(self, secret: str | None) -> bool:
        """Whether this browser may go on: nobody has begun yet, or it is the one that did."""
        holder = await self._holder_digest()
        return holder is None or (secret is not None and hmac.compare_digest(holder, _sha256(secret)))

    async def hold(self) -> str | None:
        """Bind the link to a browser, at its first step; the secret for that browser, or None if it is bound."""
        async with self._writing:
            if await self._holder_digest() is not None:
                return None
            secret = secrets.token_urlsafe(24)
            self._holder = _sha256(secret)
            await asyncio.to_thread((self.link.folder / _HOLDER).write_text, self._holder)
            return secret

    async def _holder_digest(self) -> str | None:
        if self._holder is None:
            self._holder = await asyncio.to_thread(_text_or_none, self.link.folder / _HOLDER)
        return self._holder

    # -- files ---------------------------------------------------------------------------------------------------

    async def announce(self, files: Sequence[Announced]) -> dict[str, int]:
        """Say what will be sent: all of it, each time. Parts of other files are deleted.

        Returns:
            bytes that are here already, per digest.

        Raises:
            TooLarge: more than may be sent at once.
        """
        limit = limits_of(self._services.settings).sent_bytes
        if sum(file.size for file in files) > limit:
            raise TooLarge("what may be sent at once", f"{self._services.settings.max_upload_mb:,} MiB")
        if len(files) > MOST_FILES:
            advice = "Pack them into a ZIP and send that."
            raise TooLarge("files sent by themselves", f"{MOST_FILES:,}", advice)
        async with self._writing:
            self._turn += 1
            self._files = tuple({file.digest: file for file in files}.values())
            self._touch()
            return await asyncio.to_thread(_tidy, self.link.folder, self._files)

    def announced(self, digest: str) -> Announced | None:
        """The announced file with this digest."""
        return next((file for file in self._files if file.digest == digest), None)

    async def receive(self, file: Announced, offset: int, length: int, pieces: AsyncIterator[bytes]) -> int:
        """Append a part to its file. What arrives before a connection breaks is kept.

        Args:
            offset: where the part begins; must be the end of what is here.
            length: bytes of the part.

        Returns:
            bytes of the file that are here now.

        Raises:
            OutOfStep: the part begins elsewhere, or a later attempt took over.
        """
        async with self._writing:
            self._turn += 1  # an attempt that still waits on a dead connection writes no more
            turn = self._turn
            out = await asyncio.to_thread(_open_at, self._path(file), offset)
        waiting = bytearray()
        end = offset
        try:
            async for piece in pieces:
                waiting += piece
                if end + len(waiting) > min(offset + length, file.size):
                    waiting.clear()
                    raise OutOfStep(end)
                if len(waiting) >= _WRITE_BYTES:
                    end += await self._write(out, waiting, turn, end)
        finally:
            try:
                end += await self._write(out, waiting, turn, end)
            finally:
                await asyncio.to_thread(out.close)
        return end

    async def _write(self, out: BinaryIO, waiting: bytearray, turn: int, end: int) -> int:
        async with self._writing:
            if turn != self._turn or self.state is not State.OPEN:
                raise OutOfStep(end)
            written = len(waiting)
            await asyncio.to_thread(_append, out, bytes(waiting))
            waiting.clear()
            self._touch()
            return written

    # -- reading -------------------------------------------------------------------------------------------------

    async def finish(self, time_zone: str | None) -> None:
        """Begin to read what was sent; `state`, `stage` and `trouble` say what becomes of it.

        Raises:
            PartsMissing: not all of it is here, or it is not what the page announced.
        """
        async with self._writing:
            if self.state is not State.OPEN:
                return
            for file in self._files:
                if not await asyncio.to_thread(_is_whole, self._path(file), file):
                    raise PartsMissing(file.name)
            self.state = State.READING
            self.stage = Stage("Fetching your files", 0.0)
            self.trouble = ""
        self.task = asyncio.create_task(self._read(time_zone))

    async def _read(self, time_zone: str | None) -> None:
        reading = asyncio.ensure_future(self._store(time_zone))
        try:
            await asyncio.wait({reading})
        finally:
            reading.cancel()
        error = reading.exception()
        if error is None:
            self.uploaded = reading.result()
            self.state = State.DONE
            self._touch()
            await self.link.end()
            return
        self.trouble = _words_for(error)
        self._files = ()
        self.state = State.OPEN
        self._touch()

    async def _store(self, time_zone: str | None) -> Uploaded:
        grant = self.link.grant
        files = [SentFile(file.name, file.size, partial(self._hand_over, file)) for file in self._files]
        return await upload_export(
            self._services, grant.guild_id, grant.member_id, self.link.display_name, files, time_zone, self._show
        )

    async def _hand_over(self, file: Announced) -> Path:
        return self._path(file)

    async def _show(self, stage: Stage) -> None:
        self.stage = stage

    # -- its time ------------------------------------------------------------------------------------------------

    def over(self, now: datetime) -> bool:
        """Whether the page has been silent for as long as a link lives, and nothing is being read."""
        return self.state is not State.READING and now >= self.alive_until

    def _touch(self) -> None:
        alive = timedelta(minutes=self._services.settings.upload_link_minutes)
        self.alive_until = max(self.alive_until, self._services.clock.now() + alive)

    def _path(self, file: Announced) -> Path:
        return self.link.folder / f"{file.digest}.part"


async def pieces_of(content: StreamReader) -> AsyncIterator[bytes]:
    """What a request's body brings, as it arrives; ends with TimeoutError when nothing has come for a minute."""
    while True:
        async with asyncio.timeout(_SILENCE_S):
            piece = await content.read(_WRITE_BYTES)
        if not piece:
            return
        yield piece


def fingerprint(path: Path) -> str:
    """SHA-256 (hex) over the SHA-256 digests of a file's parts of `PART_BYTES`: what a page can make part by part."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(PART_BYTES):
            whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _is_whole(path: Path, file: Announced) -> bool:
    if path.is_file() and path.stat().st_size == file.size and fingerprint(path) == file.digest:
        return True
    if path.is_file() and path.stat().st_size >= file.size:
        path.unlink()  # all of it is here, and it is something else: to be sent again
    return False


def _tidy(folder: Path, files: Sequence[Announced]) -> dict[str, int]:
    kept = {f"{file.digest}.part" for file in files}
    for part in folder.glob("*.part"):
        if part.name not in kept:
            part.unlink()
    return {file.digest: _size(folder / f"{file.digest}.part", file.size) for file in files}


def _size(path: Path, announced: int) -> int:
    if not path.is_file():
        path.touch(mode=0o600)
    size = path.stat().st_size
    if size > announced:
        path.unlink()
        path.touch(mode=0o600)
        return 0
    return size


def _open_at(path: Path, offset: int) -> BinaryIO:
    received = path.stat().st_size if path.is_file() else 0
    if received != offset:
        raise OutOfStep(received)
    return path.open("ab", buffering=0)


def _append(out: BinaryIO, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[out.write(left) :]  # unbuffered: it may take less than it is given


def _text_or_none(path: Path) -> str | None:
    return path.read_text() if path.is_file() else None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _words_for(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    incident = secrets.token_hex(2).upper()
    log.error("incident %s", incident, exc_info=error)
    return f"Something broke on our side (incident {incident}). Nothing was stored. Please send the files again."
