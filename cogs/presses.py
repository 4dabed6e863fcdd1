"""Buttons and menus that answer for as long as their message stands, through restarts.

A card's button carries what it does in its `custom_id`: `action:argument:argument`. One dynamic item hears all of them
and calls the method that a cog marked with `@pressed(action)`; nothing about a button lives in this process. Every
button that no cog knows, from an older version or a forged one, gets a sentence instead of silence. A menu is heard
just so, and `chosen` says what was chosen in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Self, TypeVar

import discord
from discord import ui
from discord.ext import commands

from bot.client import Press, TuttiClient
from bot.errors import UserError
from cogs.failures import tell

Method = TypeVar("Method", bound=Callable[..., Any])


class StaleButton(UserError):
    """A button that this version does not know."""

    def __init__(self) -> None:
        super().__init__("That button is from an older version of Tutti. Nothing was done; run the command again.")


def pressed(action: str) -> Callable[[Method], Method]:
    """Mark a cog's method as what buttons with this action do: `async (self, interaction, *arguments: str)`."""

    def mark(method: Method) -> Method:
        method.__pressed__ = action  # type: ignore[attr-defined]  # read back by `add_presses` alone
        return method

    return mark


def add_presses(client: TuttiClient, cog: commands.Cog) -> None:
    """Let the marked methods of this cog hear their buttons.

    Raises:
        ValueError: two cogs claim one action.
    """
    for name in dir(cog):
        method: Press = getattr(cog, name)
        action = getattr(method, "__pressed__", None)
        if action is None:
            continue
        if action in client.presses:
            raise ValueError(f"two cogs hear buttons named {action!r}")
        client.presses[action] = method


def chosen(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """The values that were chosen in the menu that this interaction is of; empty for a button."""
    found: Any = interaction.data or {}
    return tuple(found.get("values", ()))


class _AnyButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"[a-z_]+(:[^:]*)*"):
    """Every button of ours, and every menu."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003
        /,
    ) -> Self:
        """Called by discord.py for each press."""
        return cls(item)  # type: ignore[arg-type]  # of a menu too: nothing here reads what a button alone has

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Find who hears it."""
        action, *arguments = self.custom_id.split(":")
        try:
            press = interaction.client.presses.get(action)
            if press is None:
                raise StaleButton
            await press(interaction, *arguments)
        except Exception as error:  # noqa: BLE001 - the outermost frame of a press; `tell` sorts it
            await tell(interaction, error)


async def setup(client: TuttiClient) -> None:
    """Hear the buttons of every message, also of those posted before this start."""
    client.add_dynamic_items(_AnyButton)
