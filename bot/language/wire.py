"""The wire under the `openai` client: no environment, no redirects, no compression, and a bound on every body.

Imported on first use, in a thread: `openai` takes most of a second to load.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import openai

from bot.errors import LanguageError
from bot.language.endpoint import Endpoint

MAX_BODY_BYTES = 256 * 1024
"""An answer is a few hundred words; 30 MB were accepted without this bound."""

FAILURES = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    OSError,
    ValueError,
    ExceptionGroup,  # from connecting to several addresses at once, such as a port above 65535
)
"""What a call can raise besides our own: the SDK wraps most of it, and lets some through."""


class _BoundedStream(httpx2.AsyncByteStream):
    """A body that stops at `MAX_BODY_BYTES`, also one that belongs to an error, which the SDK reads whole."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._stream:
            seen += len(chunk)
            if seen > MAX_BODY_BYTES:
                raise LanguageError("too_large")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class BoundedTransport(httpx2.AsyncHTTPTransport):
    """Plain HTTP whose responses are bounded and never unpacked (256 KiB of gzip can be 256 MB)."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, and bound what comes back.

        Raises:
            LanguageError: "too_large", while the body is read.
        """
        request.headers["Accept-Encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            del response.headers["Content-Encoding"]  # undecoded it is no JSON, which is what such a service deserves
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - an async transport gives no other
        response.stream = _BoundedStream(response.stream)
        return response


def never_connected(error: openai.APIConnectionError) -> bool:
    """Whether the service cannot have seen the request."""
    return isinstance(error.__cause__, httpx2.ConnectError)


def open_client(endpoint: Endpoint) -> openai.AsyncOpenAI:
    """An SDK client that neither retries nor redirects and asks the environment for nothing."""
    http = httpx2.AsyncClient(
        transport=BoundedTransport(trust_env=False),
        trust_env=False,
        follow_redirects=False,  # a redirect would carry prompt and key to a place that nobody set
        timeout=endpoint.timeout_s,
    )
    client = openai.AsyncOpenAI(
        api_key=endpoint.key,
        base_url=endpoint.base_url,
        timeout=endpoint.timeout_s,
        max_retries=0,
        http_client=http,
    )
    client.organization = None
    client.project = None
    _ = client.chat.completions  # the SDK loads its resources on first touch; better here, in a thread
    return client
