"""A model service on loopback, on raw sockets: it records what it was sent and plays the faults it was given."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

MODEL = "liar-1"
KEY = "sk-made-up-0123456789"


def completion(content: Any, *, finish: str = "stop", tokens: int | None = 100, **message: Any) -> dict[str, Any]:
    """A Chat Completions body with this content."""
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
    }
    if tokens is not None:
        body["usage"] = {"prompt_tokens": tokens - 10, "completion_tokens": 10, "total_tokens": tokens}
    return body


def http(body: Any, status: int = 200, headers: str = "", content_type: str = "application/json") -> bytes:
    """A whole response; `body` is bytes, text, or JSON values."""
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(raw)}\r\n{headers}\r\n"
    return head.encode() + raw


def complaint(message: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """An error body as services write it."""
    return {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}


class Fault:
    """What happens on the wire besides whole responses."""


@dataclass
class Hang(Fault):
    """Reads the request and says nothing."""


@dataclass
class Drip(Fault):
    """Sends one byte of a long answer every so often, for ever."""

    every_s: float = 0.01


@dataclass
class Reset(Fault):
    """Sends these bytes and cuts the line."""

    first: bytes = b""


@dataclass
class Flood(Fault):
    """Sends that many bytes, as a success or as an error."""

    size: int = 30_000_000
    status: int = 200


Turn = bytes | dict[str, Any] | Fault | Callable[[dict[str, Any]], "bytes | dict[str, Any] | Fault"]


@dataclass
class Seen:
    """One request as it arrived."""

    head: str
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)


@dataclass
class Liar:
    """Plays its turns in order, and the last one again and again.

    Use as `async with Liar([...]) as liar`; `liar.url` is its base URL, `liar.asked` is set by the first request.
    """

    turns: Sequence[Turn]
    seen: list[Seen] = field(default_factory=list)
    sent_bytes: int = 0

    async def __aenter__(self) -> Self:
        self._calls = 0
        self.asked = asyncio.Event()
        self._lines: set[asyncio.Task[Any]] = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for line in list(self._lines):
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def everything(self) -> bytes:
        """All bytes that ever arrived."""
        return b"\n".join(seen.head.encode() + seen.raw for seen in self.seen)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._lines.add(task)
        task.add_done_callback(self._lines.discard)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client went, or the liar was put away; asyncio would report a cancelled line as an error
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        seen = Seen(head, await reader.readexactly(length))
        self.seen.append(seen)
        self.asked.set()
        turn = self.turns[min(self._calls, len(self.turns) - 1)]
        self._calls += 1
        if callable(turn):
            turn = turn(seen.body)
        if isinstance(turn, Fault):
            await self._play(turn, writer)
            return False
        writer.write(http(turn) if isinstance(turn, dict) else turn)
        await writer.drain()
        return True

    async def _play(self, fault: Fault, writer: asyncio.StreamWriter) -> None:
        match fault:
            case Hang():
                await asyncio.Event().wait()
            case Drip(every_s):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n")
                while True:
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(every_s)
            case Reset(first):
                writer.write(first)
                await writer.drain()
                writer.transport.abort()
            case Flood(size, status):
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {size}\r\n\r\n".encode())
                while self.sent_bytes < size:
                    writer.write(b" " * 65536)
                    self.sent_bytes += 65536
                    await writer.drain()
