"""A headless Chromium with one page, on which plotly.js turns figures into PNGs.

It is spoken to by the DevTools protocol over a pair of pipes, by asyncio alone. Kaleido does the same with threads, and
was measured: 242 ms a picture instead of about 100, since it reloads its page after each; 2.0 s during which the event
loop stood still after the browser was killed, since it joins those threads on the loop; and no word at all when only
the page's own process dies, so that each picture ran into its timeout.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import itertools
import json
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any, Self

import plotly

SCALE = 2
"""Pixels of the PNG per pixel of the figure: sharp on a phone."""

_LONGEST_MESSAGE = 64 * 2**20
_CLOSING_S = 3

# Chromium reads commands on file 3 and answers on file 4, until file 3 ends: it cannot outlive this process, even one
# that was killed. The shell clears the profile away in that case too.
_LAUNCH = 'profile=$1; shift; "$@" 3<&0 4>&1 </dev/null >/dev/null; rm -rf "$profile"'
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name resolves: the page can reach nothing but files
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--mute-audio",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
_PAGE = """<!doctype html><meta charset="utf-8"><title>Tutti</title><body><script src="{plotly_js}"></script><script>
const draw = (figure, scale) => Plotly.toImage(JSON.parse(figure), {{format: "png", scale, imageDataOnly: true}});
</script>"""
_LOADED = """document.readyState === "complete" ? typeof Plotly
: new Promise(loaded => addEventListener("load", () => loaded(typeof Plotly)))"""


class BrowserGone(Exception):
    """The browser, or its page's process, has died or could not be started."""


class NotDrawn(Exception):
    """The page refused a figure; the browser is well."""


class Browser:
    """One running Chromium. Made by `start`; of no use after `BrowserGone` or `close`."""

    def __init__(self, process: asyncio.subprocess.Process, profile: Path) -> None:
        self._process = process
        self._profile = profile
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._gone = False
        self._session = ""
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, path: str) -> Self:
        """Start the program at `path` and load plotly.js from its package; takes 1 to 2 seconds.

        A normal user's browser keeps its sandbox, where the kernel allows it one; root's cannot have any.

        Raises:
            BrowserGone: it ended at once, or is no Chromium.
        """
        if os.geteuid() != 0:
            with contextlib.suppress(BrowserGone):
                return await cls._start(path)
        return await cls._start(path, "--no-sandbox")

    @classmethod
    async def _start(cls, path: str, *more: str) -> Self:
        profile = _make_profile()
        try:
            process = await asyncio.create_subprocess_exec(
                *("/bin/sh", "-c", _LAUNCH, "sh", str(profile), path, *_FLAGS, *more, f"--user-data-dir={profile}"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LONGEST_MESSAGE,
                start_new_session=True,  # Ctrl-C is for the bot, and the whole group can be killed at once
            )
        except BaseException as error:
            shutil.rmtree(profile, ignore_errors=True)
            if isinstance(error, OSError):
                raise BrowserGone(str(error)) from error
            raise
        browser = cls(process, profile)
        try:
            await browser._open_page((profile / "page.html").as_uri())
        except BaseException:  # a cancelled start too must leave nothing behind
            await browser.kill()
            raise
        return browser

    @property
    def process_id(self) -> int:
        """Of the leader of the browser's process group."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether it has died or was closed."""
        return self._gone

    async def draw(self, figure: str) -> bytes:
        """The PNG of a figure, `SCALE` times as many pixels as its layout's width and height.

        Args:
            figure: plotly's JSON.

        Raises:
            NotDrawn: the figure is not one.
            BrowserGone: the browser died at it.
        """
        image = await self._evaluate(f"draw({json.dumps(figure)}, {SCALE})")
        try:
            return base64.b64decode(image, validate=True)
        except (binascii.Error, TypeError) as error:
            raise NotDrawn("the page gave no image") from error

    async def reload(self) -> None:
        """Load the page anew, and so let go of whatever drawing has left behind in it.

        Raises:
            BrowserGone: the browser died at it.
        """
        await self._open_page((self._profile / "page.html").as_uri())

    async def close(self) -> None:
        """End the browser and remove its profile. No process and no file is left. May be called twice."""
        with contextlib.suppress(BrowserGone, NotDrawn, TimeoutError):
            async with asyncio.timeout(_CLOSING_S):
                await self._command("Browser.close", page=False)
                await self._process.wait()
        await self.kill()

    async def kill(self) -> None:
        """End the browser at once and remove its profile. May be called twice."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        with contextlib.suppress(TimeoutError):  # both wait for the pipe's end, which an escaped program could hold
            async with asyncio.timeout(_CLOSING_S):
                await self._process.wait()
                await self._reader
        self._reader.cancel()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await asyncio.to_thread(shutil.rmtree, self._profile, ignore_errors=True)

    async def _open_page(self, address: str) -> None:
        if not self._session:
            target = await self._command("Target.createTarget", page=False, url="about:blank")
            attached = await self._command(
                "Target.attachToTarget", page=False, targetId=target["targetId"], flatten=True
            )
            self._session = attached["sessionId"]
            await self._command("Inspector.enable")  # tells of the page's crash
        await self._command("Page.navigate", url=address)
        if await self._evaluate(_LOADED) != "object":
            raise BrowserGone("plotly.js was not loaded")

    async def _evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page's JSON holds
        answer = await self._command("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise NotDrawn(str(answer["result"].get("description", "the page threw"))[:500])
        return answer["result"].get("value")

    async def _command(self, method: str, *, page: bool = True, **params: object) -> dict[str, Any]:
        if self._gone or self._process.stdin is None:
            raise BrowserGone("it has ended")
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": self._session} if page else {})
        answered: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\0")
            await self._process.stdin.drain()
            answer = await answered
        except ConnectionError as error:
            raise BrowserGone("it has ended") from error
        finally:
            self._waiting.pop(number, None)
        if "error" in answer:
            raise NotDrawn(str(answer["error"].get("message", "the browser refused"))[:500])
        result: dict[str, Any] = answer["result"]
        return result

    async def _read(self) -> None:
        """Hand each answer to who waits for it, until the browser or its page ends."""
        stdout = self._process.stdout
        # ValueError: a program that speaks something else.
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            while stdout is not None:
                message = json.loads((await stdout.readuntil(b"\0"))[:-1])
                if not isinstance(message, dict):
                    break
                answered = self._waiting.get(message.get("id", 0))
                if answered is not None and not answered.done():
                    answered.set_result(message)
                if message.get("method") in ("Inspector.targetCrashed", "Inspector.detached"):
                    self._give_up()
        self._give_up()

    def _give_up(self) -> None:
        self._gone = True
        for answered in self._waiting.values():
            if not answered.done():
                answered.set_exception(BrowserGone("it died"))


def _make_profile() -> Path:
    profile = Path(tempfile.mkdtemp(prefix="tutti-browser-"))
    plotly_js = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    (profile / "page.html").write_text(_PAGE.format(plotly_js=plotly_js.as_uri()), "utf-8")
    return profile
