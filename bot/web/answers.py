"""Pages of answers: whoever has the address sees the answer as it is now, with a figure that can be pointed at."""

from __future__ import annotations

import asyncio
import gzip
from http import HTTPStatus

from aiohttp import web

from bot.charts.plotly_js import NAME as PLOTLY_NAME
from bot.charts.plotly_js import plotly_js
from bot.errors import BadAnswerLink, UserError
from bot.services import Services
from bot.usecases.open_in_browser import answer_grant, open_answer
from bot.web.answer_view import answer_view
from bot.web.view import spoken

ANSWERS_AT_ONCE = 2
"""Whoever has an address can load its page again and again; answers on Discord are not to wait behind that."""

_FOR_GOOD = "public, max-age=31536000, immutable"


class AnswerApi:
    """The routes of answers' pages, but for the pages themselves."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._turns = asyncio.Semaphore(ANSWERS_AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """All but the page itself."""
        return [web.get("/answer/{token}/answer", self._answer), web.get(f"/page/{PLOTLY_NAME}", _plotly)]

    async def check(self, request: web.Request) -> None:
        """Whether this address has a page.

        Raises:
            BadAnswerLink: it has none, or none any more.
        """
        await answer_grant(self._services, request.match_info["token"])

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            grant = await answer_grant(self._services, request.match_info["token"])
            async with self._turns:
                opened = await open_answer(self._services, grant)
        except BadAnswerLink as error:
            return web.json_response({"trouble": spoken(str(error))}, status=status_of(error))
        except UserError as error:
            return web.json_response({"trouble": spoken(str(error))}, status=HTTPStatus.CONFLICT)
        return web.json_response(answer_view(opened) | {"ends_at": grant.expires_at.isoformat()})


def status_of(error: BadAnswerLink) -> HTTPStatus:
    """What a browser is told of an address without a page."""
    return HTTPStatus.GONE if error.over else HTTPStatus.NOT_FOUND


async def _plotly(request: web.Request) -> web.Response:
    packed = await asyncio.to_thread(plotly_js)
    headers = {"Cache-Control": _FOR_GOOD, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        script = await asyncio.to_thread(gzip.decompress, packed)
        return web.Response(body=script, content_type="text/javascript", charset="utf-8", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return web.Response(body=packed, content_type="text/javascript", charset="utf-8", headers=headers)
