"""Reading the body of a request: JSON, or a form with `payload_json` and `files[n]`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.sandbox.problems import Json, Problem, too_large
from bot.sandbox.rules import MAX_FILES, check_size


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with its name, as somebody sends it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries.

    Attributes:
        json: the parsed payload; an empty dict where there is none.
        files: by the n of `files[n]`.
    """

    json: Json
    files: dict[int, SentFile] = field(default_factory=dict)


async def read_body(request: web.Request) -> Body:
    """The body of a request.

    Raises:
        Problem: 40005 for more than 25 MiB, 50109 for what is no JSON.
    """
    if request.content_length:
        check_size(request.content_length)
    if request.content_type.startswith("multipart/"):
        return await _read_form(request)
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise too_large() from error
    check_size(len(raw))  # one that came in chunks announced no length
    return Body(_parse(raw) if raw else {})


async def _read_form(request: web.Request) -> Body:
    payload: Json = {}
    files: dict[int, SentFile] = {}
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        raw = bytes(await part.read(decode=True))
        total += len(raw)
        check_size(total)
        if part.name == "payload_json":
            payload = _parse(raw)
        elif part.name and part.name.startswith("files[") and part.name.endswith("]"):
            files[int(part.name[6:-1])] = SentFile(part.filename or "unknown", raw)
    if len(files) > MAX_FILES:
        raise Problem(400, 30015, f"Maximum number of attachments in a message reached ({MAX_FILES})")
    return Body(payload, files)


def _parse(raw: bytes) -> Json:
    try:
        return json.loads(raw)
    except ValueError as error:
        raise Problem(400, 50109, "The request body contains invalid JSON.") from error
