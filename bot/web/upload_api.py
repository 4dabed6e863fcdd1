"""What the upload page asks for and sends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal, TypeVar

import msgspec
from aiohttp import web

from bot.errors import BadLink, NothingStored, UnknownTimeZone, UserError
from bot.model.members import Consent, Consents
from bot.services import Services
from bot.usecases.about_member import about_member
from bot.usecases.choose_consent import choose_consent
from bot.usecases.suggest_time_zones import is_time_zone
from bot.web.links import open_link, read_grant
from bot.web.upload import MOST_FILES, PART_BYTES, Announced, OutOfStep, State, Upload, pieces_of
from bot.web.view import spoken, state_view, uses_view

_COOKIE = "upload"
_UNKNOWN_ZONE = "UTC"
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class FileToSend(msgspec.Struct, forbid_unknown_fields=True):
    """A file that the page announces."""

    digest: Digest
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    size: Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]


class FilesToSend(msgspec.Struct, forbid_unknown_fields=True):
    """All that the page is going to send."""

    files: Annotated[list[FileToSend], msgspec.Meta(max_length=MOST_FILES)]


class Finish(msgspec.Struct, forbid_unknown_fields=True):
    """All is sent. `time_zone` "" keeps what is stored."""

    time_zone: Annotated[str, msgspec.Meta(max_length=60)]


class Choice(msgspec.Struct, forbid_unknown_fields=True):
    """One use of the member's listening, on or off."""

    use: Literal["compare", "narrate", "pool", "tag"]
    given: bool


Body = TypeVar("Body", FilesToSend, Finish, Choice)


class UploadApi:
    """The uploads under way, and the routes of their pages."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._uploads: dict[str, Upload] = {}

    def routes(self) -> list[web.RouteDef]:
        """All but the page itself."""
        return [
            web.get("/upload/{token}/state", self._said(self._state)),
            web.post("/upload/{token}/files", self._said(self._announce)),
            web.put("/upload/{token}/files/{digest}", self._said(self._receive)),
            web.post("/upload/{token}/finish", self._said(self._finish)),
            web.post("/upload/{token}/consents", self._said(self._choose)),
        ]

    async def upload_of(self, request: web.Request) -> Upload:
        """The upload that this request's link and browser belong to.

        Raises:
            BadLink: the link does not work, or works for another browser alone.
        """
        grant = await read_grant(self._services, request.match_info["token"])
        upload = self._uploads.get(grant.nonce)
        if upload is None:
            link = await open_link(self._services, grant)
            upload = self._uploads.setdefault(grant.nonce, Upload(self._services, link))
        if upload.over(self._services.clock.now()):
            raise BadLink("The time of this link is over.", over=True)
        if not await upload.held_by(request.cookies.get(_COOKIE)):
            raise BadLink("This link is in use in another browser, or was used there.", over=True)
        if upload.state is State.OPEN and not await upload.link.still_works():
            self._uploads.pop(grant.nonce, None)
            raise BadLink("A newer link took the place of this one.", over=True)
        return upload

    def in_use(self) -> frozenset[str]:
        """Names of the folders of uploads under way."""
        return frozenset(upload.link.grant.folder for upload in self._uploads.values())

    def forget_silent(self, now: datetime) -> None:
        """Forget uploads whose page has been silent for as long as a link lives."""
        self._uploads = {nonce: upload for nonce, upload in self._uploads.items() if not upload.over(now)}

    async def close(self) -> None:
        """End what is being read; nothing of it is stored."""
        tasks = [upload.task for upload in self._uploads.values() if upload.task is not None]
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _said(
        self, answer: Callable[[web.Request, Upload], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answered(request: web.Request) -> web.Response:
            try:
                return await answer(request, await self.upload_of(request))
            except BadLink as error:
                return _trouble(HTTPStatus.GONE if error.over else HTTPStatus.NOT_FOUND, str(error))
            except UserError as error:
                return _trouble(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
            except OutOfStep as error:
                return _json({"received": error.received}, HTTPStatus.CONFLICT)
            except TimeoutError:
                return _trouble(HTTPStatus.REQUEST_TIMEOUT, "Nothing came for a minute.")

        return answered

    async def _state(self, _: web.Request, upload: Upload) -> web.Response:
        if upload.state is State.READING:
            return _json(state_view(upload, self._services.settings, "", Consents()))
        grant = upload.link.grant
        member = (await about_member(self._services, grant.guild_id, grant.member_id)).member
        chosen = "" if member is None or member.time_zone == _UNKNOWN_ZONE else member.time_zone
        consents = member.consents if member else Consents()
        return _json(state_view(upload, self._services.settings, chosen, consents))

    async def _announce(self, request: web.Request, upload: Upload) -> web.Response:
        wanted = await _body(request, FilesToSend)
        if upload.state is not State.OPEN:
            return _trouble(HTTPStatus.CONFLICT, "This link has taken its files already.")
        received = await upload.announce([Announced(file.digest, file.name, file.size) for file in wanted.files])
        # Not before: an answer that refuses would not bring the browser its secret.
        secret = await upload.hold()
        response = _json({"received": received})
        if secret is not None:
            secure = self._services.settings.public_url.startswith("https:")
            # Without a Path of its own, the browser keeps it for this link's addresses alone.
            response.headers["Set-Cookie"] = (
                f"{_COOKIE}={secret}; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
            )
        return response

    async def _receive(self, request: web.Request, upload: Upload) -> web.Response:
        file = upload.announced(request.match_info["digest"])
        if file is None or upload.state is not State.OPEN:
            return _trouble(HTTPStatus.NOT_FOUND, "This file was not announced.")
        placed = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
        if placed is None:
            return _trouble(HTTPStatus.BAD_REQUEST, "A part must say where in its file it belongs.")
        first, last, size = map(int, placed.groups())
        if size != file.size or not first <= last < size or last - first >= PART_BYTES:
            return _trouble(HTTPStatus.BAD_REQUEST, "This is no part of the file that was announced.")
        received = await upload.receive(file, first, last - first + 1, pieces_of(request.content))
        return _json({"received": received})

    async def _finish(self, request: web.Request, upload: Upload) -> web.Response:
        zone = (await _body(request, Finish)).time_zone.strip() or None
        if zone is not None and not is_time_zone(zone):
            raise UnknownTimeZone(zone)
        await upload.finish(zone)
        return _json(state_view(upload, self._services.settings, "", Consents()), HTTPStatus.ACCEPTED)

    async def _choose(self, request: web.Request, upload: Upload) -> web.Response:
        choice = await _body(request, Choice)
        if upload.state is not State.DONE:
            raise NothingStored
        grant = upload.link.grant
        consents = await choose_consent(
            self._services,
            grant.guild_id,
            grant.member_id,
            upload.link.display_name,
            Consent(choice.use),
            choice.given,
        )
        return _json({"uses": uses_view(consents)})


async def _body(request: web.Request, shape: type[Body]) -> Body:
    try:
        return msgspec.json.decode(await request.read(), type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        words = "The page and the bot do not understand one another. Reload the page."
        raise web.HTTPBadRequest(
            text=msgspec.json.encode({"trouble": words}).decode(), content_type="application/json"
        ) from error


def _json(content: object, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    return web.Response(body=msgspec.json.encode(content), status=status, content_type="application/json")


def _trouble(status: HTTPStatus, words: str) -> web.Response:
    return _json({"trouble": spoken(words)}, status)
