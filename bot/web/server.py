"""The web server next to the bot: one aiohttp application, behind a proxy that has the certificate.

    GET  /upload/{token}                 the page, or a page that says why the link does not work
    GET  /upload/{token}/state           where the upload is; its receipt
    POST /upload/{token}/files           what will be sent, and what of it is here already
    PUT  /upload/{token}/files/{digest}  a part, with `Content-Range`
    POST /upload/{token}/finish          read it
    POST /upload/{token}/consents        switch one use on or off, after the upload
    GET  /answer/{token}                 the page of an answer, or a page that says why the link does not work
    GET  /answer/{token}/answer          the answer as it is now
    GET  /package/{guild}/{secret}       a page from which a buyer fetches a package
    GET  /package/{guild}/{secret}/file  the package, or a page that says why the link does not work
    GET  /page/{name}                    the pages' own scripts and styles

Every answer carries a strict Content-Security-Policy, is kept in no cache and tells no referrer. Requests are not
logged: the address is the key.
"""

from __future__ import annotations

import asyncio
import errno
import html
import ipaddress
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.charts.plotly_js import NAME as PLOTLY_NAME
from bot.errors import BadAnswerLink, BadLink, BadPackageLink, SettingsError, UserError
from bot.services import Services
from bot.settings import Settings
from bot.usecases.issue_upload_link import links_folder
from bot.web.answers import AnswerApi, status_of
from bot.web.links import sweep
from bot.web.packages import PackageApi
from bot.web.upload_api import UploadApi
from bot.web.view import spoken

log = logging.getLogger(__name__)

PAGE = Path(__file__).parent / "page"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ANSWER_POLICY = "; ".join(
    (
        # plotly.js writes style attributes into its drawing, and makes an image of it to be saved.
        CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' data: blob:"),
        "style-src-attr 'unsafe-inline'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_PORTS_TRIED = 50
_SWEEP_EVERY = timedelta(minutes=1)
_REQUEST_BYTES = 1024 * 1024
"""The most in a request that is not a part of a file: 2,000 names fit."""


def listen(settings: Settings, *, next_free: bool = False) -> socket.socket:
    """The socket at WEB_HOST and WEB_PORT, not yet served: its port is known before the first link is made.

    Args:
        next_free: whether a taken port gives the next free one.

    Raises:
        SettingsError: it cannot be had.
    """
    host, port = settings.web_host, settings.web_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in range(port, min(port + (_PORTS_TRIED if next_free and port else 1), 65536)):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, tried))
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise SettingsError(
                f"WEB_HOST and WEB_PORT: cannot listen on {host}:{tried} ({error.strerror})."
            ) from error
        return listening
    raise SettingsError(f"WEB_PORT: port {port} of {host} is taken. Choose another, or end what uses it.")


def check_public_url(url: str) -> None:
    """Browsers open ZIPs and hash only on pages that came safely.

    Raises:
        SettingsError: not https, and not this machine itself; or no address at all.
    """
    parts = urlsplit(url)
    try:
        local = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        local = False
    if (
        not parts.hostname
        or parts.query
        or parts.fragment
        or not (parts.scheme == "https" or (local and parts.scheme == "http"))
    ):
        raise SettingsError(
            "PUBLIC_URL must be an address such as https://tutti.example.org: members hand over private files there, "
            "and their browsers clean them only on pages that came by https."
        )


@asynccontextmanager
async def serve(services: Services, listening: socket.socket) -> AsyncIterator[None]:
    """The server on this socket, while it is entered.

    Raises:
        SettingsError: PUBLIC_URL is no address that works.
    """
    check_public_url(services.settings.public_url)
    api = UploadApi(services)
    # A worker of the page waits for its next part and not for us: one second is enough to end.
    runner = web.AppRunner(make_app(services, api), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    sweeping = asyncio.create_task(_sweep_again_and_again(services, api))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        await runner.cleanup()
        await api.close()


def make_app(services: Services, api: UploadApi) -> web.Application:
    """The application, with every route."""
    app = web.Application(middlewares=[_dressed, _own_origin(services.settings)], client_max_size=_REQUEST_BYTES)
    answers = AnswerApi(services)
    pages = [web.get("/upload/{token}", _page(api)), web.get("/answer/{token}", _answer_page(answers))]
    packages = PackageApi(services)
    pages += [
        web.get("/package/{guild}/{secret}", _package_page),
        # Without HEAD: a program that only looks is no download, and aiohttp would run the whole of one for it.
        web.get("/package/{guild}/{secret}/file", _package_file(packages), allow_head=False),
    ]
    app.add_routes([*pages, *api.routes(), *answers.routes(), web.get("/page/{name}", _asset)])
    return app


@web.middleware
async def _dressed(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers.update(_HEADERS)
        raise
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _own_origin(settings: Settings) -> Middleware:
    public = urlsplit(settings.public_url)

    @web.middleware
    async def own_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what another site's page sends here by the member's browser."""
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{public.scheme}://{public.netloc}":
            raise web.HTTPForbidden(text="Only the upload page itself may send here.")
        return await handler(request)

    return own_origin


def _page(api: UploadApi) -> Handler:
    async def page(request: web.Request) -> web.StreamResponse:
        try:
            await api.upload_of(request)
        except BadLink as error:
            return await _refused(HTTPStatus.GONE if error.over else HTTPStatus.NOT_FOUND, error)
        return web.Response(text=await _text("index.html"), content_type="text/html")

    return page


def _answer_page(answers: AnswerApi) -> Handler:
    async def page(request: web.Request) -> web.StreamResponse:
        try:
            await answers.check(request)
        except BadAnswerLink as error:
            return await _refused(status_of(error), error)
        shell = (await _text("answer.html")).replace("{{plotly}}", PLOTLY_NAME)
        headers = {"Content-Security-Policy": ANSWER_POLICY}
        return web.Response(text=shell, content_type="text/html", headers=headers)

    return page


async def _package_page(request: web.Request) -> web.StreamResponse:
    file = f"{quote(request.match_info['secret'], safe='')}/file"
    return web.Response(text=(await _text("package.html")).replace("{{file}}", file), content_type="text/html")


def _package_file(packages: PackageApi) -> Handler:
    async def file(request: web.Request) -> web.StreamResponse:
        try:
            return await packages.file(request)
        except BadPackageLink as error:
            # One step deeper than other pages: its styles are one step farther up.
            return await _refused(HTTPStatus.GONE, error, up="../../../")

    return file


async def _refused(status: HTTPStatus, error: UserError, up: str = "../") -> web.Response:
    words = html.escape(spoken(str(error)))
    page = (await _text("refused.html")).replace("{{words}}", words).replace("../page/", f"{up}page/")
    return web.Response(status=status, text=page, content_type="text/html")


async def _asset(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    suffix = Path(name).suffix
    if suffix not in _TYPES or "/" in name or name.startswith(".") or not (PAGE / name).is_file():
        raise web.HTTPNotFound(text="There is nothing here.")
    return web.Response(text=await _text(name), content_type=_TYPES[suffix], charset="utf-8")


async def _text(name: str) -> str:
    return await asyncio.to_thread((PAGE / name).read_text, encoding="utf-8")


async def _sweep_again_and_again(services: Services, api: UploadApi) -> None:
    while True:
        now = services.clock.now()
        api.forget_silent(now)
        try:
            await asyncio.to_thread(sweep, links_folder(services.settings), now, api.in_use())
        except OSError:
            # A disk that refuses today is asked again in a minute; links still expire by their own date.
            log.exception("links that are over could not be deleted")
        await services.clock.sleep_until(now + _SWEEP_EVERY)
