"""The page's own door into the sandbox: its files, a WebSocket that tells one user what happens, and what users do.

Every answer carries a strict Content-Security-Policy: scripts, styles, pictures and connections come from here and
nowhere else. That no other site may call it by a member's browser is the server's care, for all of the sandbox.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from weakref import WeakSet

import msgspec
from aiohttp import BodyPartReader, WSCloseCode, WSMsgType, web

from bot.sandbox.actions import Actions, OptionValue, Refused, SentFile
from bot.sandbox.page_view import View
from bot.sandbox.world import Payload

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

PAGE = Path(__file__).parent / "page"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_ASSET = re.compile(r"[a-z_]+\.(?:js|css|svg)")

MOST_FILES = 10
"""Files in one message, as on Discord."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(sandbox: Sandbox) -> list[web.RouteDef]:
    """The page at `/`, its files under `/page/`, the WebSocket at `/page/live`, and `/page/do/{action}`."""
    page = _Page(sandbox)
    sandbox.app.on_shutdown.append(page.close)
    return [
        web.get("/", page.dressed(page.index)),
        web.get("/page/live", page.dressed(page.live)),
        web.get("/page/{name}", page.dressed(page.asset)),
        web.post("/page/do/{action}", page.dressed(page.act)),
    ]


# -- what the page sends -------------------------------------------------------------------------------------------

Id = Annotated[str, msgspec.Meta(pattern=r"^\d{1,20}$")]


class Send(msgspec.Struct, forbid_unknown_fields=True):
    """Write a message; files in the form's `file` parts."""

    user: Id
    channel: Id
    content: str


class Run(msgspec.Struct, forbid_unknown_fields=True):
    """Run a command; a file option's file is the form part named `file:<option>`."""

    user: Id
    channel: Id
    name: str
    options: dict[str, str | int | float | bool]


class Suggest(msgspec.Struct, forbid_unknown_fields=True):
    """Ask for an option's suggestions."""

    user: Id
    channel: Id
    name: str
    options: dict[str, str | int | float | bool]
    focused: str


class Press(msgspec.Struct, forbid_unknown_fields=True):
    """Press a button."""

    user: Id
    message: Id
    custom_id: str


class Choose(msgspec.Struct, forbid_unknown_fields=True):
    """Choose in a select menu."""

    user: Id
    message: Id
    custom_id: str
    values: list[str]


class Submit(msgspec.Struct, forbid_unknown_fields=True):
    """Submit a form; an upload's files are the form parts named `file:<custom_id>`."""

    user: Id
    interaction: Id
    values: dict[str, str | bool | list[str]]


class Dismiss(msgspec.Struct, forbid_unknown_fields=True):
    """Take an ephemeral message off the screen."""

    user: Id
    message: Id


class Direct(msgspec.Struct, forbid_unknown_fields=True):
    """Open the direct messages with the bot."""

    user: Id


class Locale(msgspec.Struct, forbid_unknown_fields=True):
    """Read Discord in another language."""

    user: Id
    locale: str


class _Open(msgspec.Struct, forbid_unknown_fields=True):
    """Over the WebSocket: look into a channel, or at its messages before one."""

    open: Id
    before: Id | None = None


class _Form(msgspec.Struct):
    body: bytes
    files: dict[str, list[SentFile]]


Body = TypeVar("Body")


# -- what becomes of it --------------------------------------------------------------------------------------------


def _read(form: _Form, shape: type[Body]) -> Body:
    return msgspec.json.decode(form.body, type=shape)


async def _send(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Send)
    files = form.files.get("file", [])
    message = await actions.send_message(int(said.user), int(said.channel), said.content, files)
    return {"message": str(message.id)}


async def _run(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Run)
    attached = {name.removeprefix("file:"): files[0] for name, files in form.files.items()}
    interaction = await actions.run_command(int(said.user), int(said.channel), said.name, said.options, attached)
    return {"interaction": str(interaction)}


async def _suggest(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Suggest)
    options: Mapping[str, OptionValue] = said.options
    choices = await actions.autocomplete(int(said.user), int(said.channel), said.name, options, said.focused)
    return {"choices": [{"name": choice.name, "value": choice.value} for choice in choices]}


async def _press(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Press)
    return {"interaction": str(await actions.press(int(said.user), int(said.message), said.custom_id))}


async def _choose(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Choose)
    return {"interaction": str(await actions.choose(int(said.user), int(said.message), said.custom_id, said.values))}


async def _submit(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Submit)
    files = {name.removeprefix("file:"): sent for name, sent in form.files.items()}
    return {"interaction": str(await actions.submit(int(said.user), int(said.interaction), said.values, files))}


async def _dismiss(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Dismiss)
    actions.dismiss(int(said.user), int(said.message))
    return {}


async def _direct(actions: Actions, form: _Form) -> Payload:
    return {"channel": str(actions.direct_channel(int(_read(form, Direct).user)).id)}


async def _locale(actions: Actions, form: _Form) -> Payload:
    said = _read(form, Locale)
    actions.choose_locale(int(said.user), said.locale)
    return {}


_ACTIONS: dict[str, Callable[[Actions, _Form], Awaitable[Payload]]] = {
    "send": _send,
    "run": _run,
    "suggest": _suggest,
    "press": _press,
    "choose": _choose,
    "submit": _submit,
    "dismiss": _dismiss,
    "direct": _direct,
    "locale": _locale,
}


class _Page:
    """The handlers, bound to one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._sockets: WeakSet[web.WebSocketResponse] = WeakSet()

    def dressed(self, handler: Handler) -> Handler:
        """Put the page's headers on every answer of a handler."""

        async def answer(request: web.Request) -> web.StreamResponse:
            response = await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return answer

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return web.FileResponse(PAGE / "index.html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """One of the page's scripts, styles and drawings."""
        name = request.match_info["name"]
        if not _ASSET.fullmatch(name) or not (PAGE / name).is_file():
            raise web.HTTPNotFound
        return web.FileResponse(PAGE / name)

    # -- live --------------------------------------------------------------------------------------------------

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Tell one user what happens: the world first, then each event in order."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self._sockets.add(socket)
        world = self._sandbox.world
        view = View(world, self._who(request.query.get("as", "")), self._sandbox.url)
        with world.subscribe() as events:
            await socket.send_json(view.everything(), dumps=_dumps)
            telling = asyncio.create_task(self._tell(socket, view, events))
            try:
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        await self._look(socket, view, message.data)
            finally:
                telling.cancel()
                with suppress(asyncio.CancelledError):
                    await telling
        return socket

    async def _tell(self, socket: web.WebSocketResponse, view: View, events: asyncio.Queue[Any]) -> None:
        while True:
            shown = view.of(await events.get())
            if shown is None:
                continue
            try:
                await socket.send_json(shown, dumps=_dumps)
            except ConnectionError:  # the reader left; the loop that receives ends with it
                return

    async def _look(self, socket: web.WebSocketResponse, view: View, asked: str) -> None:
        try:
            wish = msgspec.json.decode(asked, type=_Open)
        except msgspec.DecodeError:
            await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"not understood")
            return
        channel_id = int(wish.open)
        if not view.sees(channel_id):
            return
        shown = view.history(channel_id, None if wish.before is None else int(wish.before))
        commands = self._sandbox.actions.commands(view.user_id, channel_id)
        shown["commands"] = [
            {"name": command.name, "description": command.description, "options": command.options}
            for command in commands
        ]
        await socket.send_json(shown, dumps=_dumps)

    def _who(self, wanted: str) -> int:
        """The user meant by an id or by any of their names; the first member there is where nobody fits."""
        world = self._sandbox.world
        members = {member_id for guild in world.guilds.values() for member_id in guild.members}
        people = [user for user in world.users.values() if user.id in members and not user.bot]
        folded = wanted.casefold()
        for user in people:
            if wanted == str(user.id) or folded in (user.name.casefold(), user.display_name.casefold()):
                return user.id
        for guild in self._sandbox.world.guilds.values():
            for member in guild.members.values():
                if member.nick and member.nick.casefold() == folded:
                    return member.user_id
        return people[0].id

    async def close(self, _app: web.Application) -> None:
        """Hang up on every open page, so that the server need not wait for them."""
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the sandbox stops")

    # -- doing -------------------------------------------------------------------------------------------------

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do what a user did; a refusal comes back as 400 with its sentence."""
        action = _ACTIONS.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        try:
            return web.json_response(await action(self._sandbox.actions, await self._form(request)), dumps=_dumps)
        except Refused as refusal:
            return web.json_response({"refused": str(refusal)}, status=400)
        except msgspec.DecodeError as error:
            return web.json_response({"refused": f"The page sent something odd: {error}"}, status=400)

    async def _form(self, request: web.Request) -> _Form:
        """A form's `body` (JSON) and its files, each read in pieces and never past what Discord lets a user send."""
        if request.content_type != "multipart/form-data":
            raise web.HTTPUnsupportedMediaType
        limit = max(user.attachment_limit for user in self._sandbox.world.users.values())
        form = _Form(b"{}", {})
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise Refused("A form inside a form cannot be read.")
            if part.name == "body":
                form.body = await _bytes_of(part, limit)
                continue
            form.files.setdefault(part.name or "", []).append(
                SentFile(part.filename or "file", await _bytes_of(part, limit))
            )
            if sum(map(len, form.files.values())) > MOST_FILES:
                raise Refused(f"You can only upload {MOST_FILES} files at a time!")
        return form


async def _bytes_of(part: BodyPartReader, limit: int) -> bytes:
    read = bytearray()
    while chunk := await part.read_chunk(1 << 18):
        read += chunk
        if len(read) > limit:
            raise Refused(f"Your files are too powerful. Max file size: {limit // (1 << 20)} MiB.")
    return bytes(read)


def _dumps(answer: object) -> str:
    return msgspec.json.encode(answer).decode()
