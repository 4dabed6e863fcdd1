"""The REST API's way of answering: token, faults, rate limits, body, checks, answer. What is answered: `rest_*.py`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.bodies import Body, read_body
from bot.sandbox.faults import Faults
from bot.sandbox.openapi import OpenApi
from bot.sandbox.problems import BodyFaults, Json, Problem, not_found, unauthorized
from bot.sandbox.ratelimits import VIA, RateLimits
from bot.sandbox.shapes import Whole
from bot.sandbox.world import World

PREFIX = "/api/v10"

_INTERACTIONS = "/interactions/"
_MAJOR = ("channel_id", "guild_id", "webhook_token")
"""Path parameters that have buckets of their own."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read and allowed."""

    request: web.Request
    body: Body

    def number(self, name: str) -> int:
        """A path parameter that is an id.

        Raises:
            Problem: it is none.
        """
        text = self.request.match_info[name]
        if not text.isdigit():
            raise Problem(400, 50035, "Invalid Form Body")
        return int(text)

    def text(self, name: str) -> str:
        """A path parameter as it is."""
        return self.request.match_info[name]

    def query(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.request.query.get(name, default)

    def whole(self, name: str, default: int, *, least: int, most: int | None = None) -> int:
        """A query parameter that is a whole number within bounds.

        Raises:
            Problem: 50035 for anything else.
        """
        text = self.query(name)
        if not text:
            return default
        faults = BodyFaults()
        given = int(text) if text.isascii() and text.removeprefix("-").isdigit() else text
        Whole(least, most).check(given, (name,), faults)
        faults.answer()
        return int(given)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route. `answer` returns JSON, or None for 204.

    Attributes:
        path: without the prefix; parameters are named as in Discord's OpenAPI description.
        needs_token: whether the bot's token must be sent; interaction routes carry their own.
    """

    method: str
    path: str
    answer: Callable[[Call], Awaitable[Json]]
    needs_token: bool = True


class Rest:
    """Turns endpoints into routes of aiohttp."""

    def __init__(self, world: World, faults: Faults, limits: RateLimits, openapi: OpenApi | None) -> None:
        self._world = world
        self._faults = faults
        self._limits = limits
        self._openapi = openapi

    def routes(self, endpoints: Sequence[Endpoint]) -> list[web.RouteDef]:
        """Routes for endpoints, and Discord's 404 for every other path of the API."""
        made = [web.route(e.method, PREFIX + e.path, self._answering(e)) for e in endpoints]
        return [*made, web.route("*", "/api/{rest:.*}", _nowhere)]

    def _answering(self, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            headers: dict[str, str] = {}
            try:
                if (refused := self._refused(request)) is not None:
                    return refused
                if endpoint.needs_token and request.headers.get("Authorization") != self._authorization():
                    raise unauthorized()
                if not endpoint.path.startswith(_INTERACTIONS):
                    major = "+".join(request.match_info[name] for name in _MAJOR if name in request.match_info)
                    verdict = self._limits.take(endpoint.method, endpoint.path, major)
                    headers = verdict.headers
                    if verdict.retry_after_s:
                        return _limited(verdict.retry_after_s, verdict.everywhere, headers)
                body = await read_body(request)
                if self._openapi is not None:
                    self._openapi.check(endpoint.method, endpoint.path, body.json)
                return _reply(await endpoint.answer(Call(request, body)), headers)
            except Problem as problem:
                return _refusal(problem, headers)

        return answer

    def _authorization(self) -> str:
        return f"Bot {self._world.application.token}"

    def _refused(self, request: web.Request) -> web.Response | None:
        refusal = self._faults.refusal(request.method, request.path.removeprefix(PREFIX))
        if refusal is None:
            return None
        if refusal.status == 429:
            retry_after_s = refusal.retry_after_s
            headers = {"Retry-After": f"{retry_after_s:.3f}", "X-RateLimit-Scope": "user", **VIA}
            return _limited(retry_after_s, refusal.everywhere, headers)
        return _json({"message": f"{refusal.status}: Service Unavailable", "code": 0}, refusal.status, {})


async def _nowhere(_request: web.Request) -> web.Response:
    return _refusal(not_found(), {})


def _limited(retry_after_s: float, everywhere: bool, headers: dict[str, str]) -> web.Response:
    body = {"message": "You are being rate limited.", "retry_after": round(retry_after_s, 3), "global": everywhere}
    return _json(body, 429, headers)


def _refusal(problem: Problem, headers: dict[str, str]) -> web.Response:
    if problem.retry_after_s is not None:
        headers = headers | VIA | {"Retry-After": f"{problem.retry_after_s:.3f}"}
    return _json(problem.body(), problem.status, headers)


def _reply(answer: Json, headers: dict[str, str]) -> web.Response:
    return web.Response(status=204, headers=headers) if answer is None else _json(answer, 200, headers)


def _json(body: Json, status: int, headers: dict[str, str]) -> web.Response:
    # Exactly this type: with a charset behind it, discord.py takes the body for text and cannot log in.
    headers = headers | {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)
