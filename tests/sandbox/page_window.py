"""A browser window on the sandbox's page, as one member has it. For the page's journeys."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox.server import Sandbox

DESKTOP, PHONE = (1280, 800), (390, 844)

# Only how long a failing test waits before it says so; on a busy machine a browser can take its time.
expect.set_options(timeout=15_000)


def browser_path() -> str:
    """A Chromium of this machine, or "" where there is none."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return os.environ.get("BROWSER_PATH") or next((found for name in names if (found := shutil.which(name))), "")


@asynccontextmanager
async def headless() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        yield browser
        await browser.close()


class Window:
    """What one member sees, and their hands. `complaints` is what the browser's console said of errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.box = page.locator("#message-box")
        self.messages = page.locator("li.message")
        self.last = self.messages.last
        self.entry = page.locator(".entry")
        self.form = page.get_by_role("dialog")
        self.keys = page.keyboard

    async def pick(self, command: str) -> None:
        """Choose a command in the composer, without running it."""
        await self.box.fill(f"/{command}")
        await self.page.get_by_role("option", name=f"/{command}", exact=False).first.click()
        await expect(self.entry).to_be_visible()

    async def run(self, command: str) -> None:
        """Run a command that needs no options."""
        await self.pick(command)
        await self.entry.get_by_role("button", name="Run the command").click()

    async def write(self, words: str) -> None:
        await self.box.fill(words)
        await self.box.press("Enter")

    def chip(self, option: str) -> Locator:
        """The field of an option."""
        return self.entry.locator(f'[data-option="{option}"] input').first

    async def active(self) -> str:
        """What the keyboard is on: its words or its label."""
        return await self.page.evaluate(
            "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
        )


@asynccontextmanager
async def window(
    browser: Browser,
    sandbox: Sandbox,
    name: str,
    channel: str = "general",
    size: tuple[int, int] = DESKTOP,
    scheme: str = "dark",
) -> AsyncIterator[Window]:
    """The page, open as a member in a channel of "Friends"; it must not have complained when it is closed."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce", locale="en-US"
    )
    context.set_default_timeout(20_000)
    page = Window(await context.new_page())
    await page.page.goto(f"{sandbox.url}/?as={name}&guild=Friends&channel={channel}")
    await page.page.wait_for_selector(f'html[data-channel="{channel}"]')
    yield page
    await context.close()
    assert page.complaints == []
