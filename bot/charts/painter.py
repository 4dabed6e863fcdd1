"""The way from rows to a PNG: the figure is built in a worker process, and drawn by a browser that stays open."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import ParamSpec

from bot.charts.browser import Browser, BrowserGone, NotDrawn
from bot.errors import PictureError, WorkerLost
from bot.workers import Workers

P = ParamSpec("P")

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""Programs looked for on PATH, the lightest first."""

_RELOAD_AFTER = 200
_MOST_WAITING = 32
_TRY_AGAIN_S = 60

_log = logging.getLogger(__name__)


def find_browser(configured: str = "") -> str | None:
    """The Chromium to draw with: the configured program if there is one, else the first of `BROWSERS` on PATH.

    A configured program that is not there is no browser: another one would be a surprise.
    """
    if configured:
        return shutil.which(configured)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


class Painter:
    """Draws pictures, one at a time, by a browser that starts with the first and is replaced when it dies.

    Every way in which a picture can fail ends in a `PictureError` with a sentence for the card.

    Args:
        workers: build the figures.
        browser_path: the setting of that name.
        timeout_s: the longest that starting, waiting for a turn, or drawing may each take.
    """

    def __init__(self, workers: Workers, browser_path: str = "", timeout_s: float = 20) -> None:
        self._workers = workers
        self._browser_path = browser_path
        self._timeout_s = timeout_s
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._browser: Browser | None = None
        self._drawn = 0
        self._not_before = 0.0
        self._closed = False

    async def png(self, figure: Callable[P, str], *args: P.args, **kwargs: P.kwargs) -> bytes:
        """The PNG of `figure(*args, **kwargs)`.

        Args:
            figure: a top-level function that gives plotly's JSON; its arguments are picklable.
            args: passed to it.
            kwargs: passed to it.

        Raises:
            PictureError: no browser, or it would not start, took too long, or died twice at this picture.
        """
        self._check()
        if self._waiting >= _MOST_WAITING:
            raise PictureError("No picture: too many are being drawn at this moment.")
        self._waiting += 1
        try:
            built = await self._workers.run(figure, *args, **kwargs)
            return await self._paint(built)
        except WorkerLost as error:
            raise PictureError("No picture: the process that prepared it was lost.") from error
        finally:
            self._waiting -= 1

    async def warm(self) -> None:
        """Start the browser, so that the first picture need not wait for it. Failing is left to that picture."""
        try:
            self._check()
            async with self._in_turn():
                await self._running()
        except PictureError as error:
            _log.info("not warmed: %s", error)

    async def close(self) -> None:
        """End the browser. No process and no file is left, and later pictures are refused."""
        self._closed = True
        async with self._turn:
            browser, self._browser = self._browser, None
            if browser is not None:
                await browser.close()

    def _check(self) -> str:
        if self._closed:
            raise PictureError("No picture: I am shutting down.")
        path = find_browser(self._browser_path)
        if path is None:
            raise PictureError(
                f"No picture: BROWSER_PATH names no program ({Path(self._browser_path).name})."
                if self._browser_path
                else "No picture: this machine has no Chromium to draw it with."
            )
        return path

    async def _paint(self, figure: str) -> bytes:
        async with self._in_turn():
            for _ in range(2):  # a browser that was killed, even while it was idle, costs one restart and no picture
                try:
                    return await self._draw(await self._running(), figure)
                except BrowserGone:
                    _log.warning("the browser died at a picture")
                    await self._discard()
            raise PictureError("No picture: the browser that draws it keeps failing.")

    async def _draw(self, browser: Browser, figure: str) -> bytes:
        try:
            async with asyncio.timeout(self._timeout_s):
                if self._drawn and self._drawn % _RELOAD_AFTER == 0:
                    await browser.reload()
                image = await browser.draw(figure)
        except NotDrawn as error:
            _log.exception("a figure was not drawn")
            raise PictureError("No picture: it could not be drawn.") from error
        except TimeoutError as error:
            await self._discard()
            raise PictureError("No picture: drawing it took too long.") from error
        self._drawn += 1
        return image

    async def _running(self) -> Browser:
        if self._browser is not None and self._browser.gone:
            await self._discard()
        if self._browser is None:
            self._browser = await self._start(self._check())
        return self._browser

    async def _start(self, path: str) -> Browser:
        clock = asyncio.get_running_loop().time
        if clock() < self._not_before:
            raise PictureError("No picture: the browser that draws it would not start.")
        try:
            async with asyncio.timeout(self._timeout_s):
                return await Browser.start(path)
        except (BrowserGone, NotDrawn, TimeoutError) as error:
            self._not_before = clock() + _TRY_AGAIN_S  # each attempt can take seconds; a card must not wait for that
            _log.exception("the browser %s would not start", path)
            raise PictureError("No picture: the browser that draws it would not start.") from error

    async def _discard(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.kill()

    @contextlib.asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(self._turn.acquire(), self._timeout_s)
        except TimeoutError as error:
            raise PictureError("No picture: too many are being drawn at this moment.") from error
        try:
            yield
        finally:
            self._turn.release()
