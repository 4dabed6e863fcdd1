"""What all forms (Discord's modals) share: who sent it, and where their failures become words."""

from __future__ import annotations

from typing import Any, cast

import discord
from discord import ui

from bot.client import Interaction
from cogs.failures import tell


class Form(ui.Modal):
    """A form whose `sent` is called with what was filled in."""

    async def sent(self, interaction: Interaction) -> None:
        """The form was sent."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py."""
        await self.sent(cast("Interaction", interaction))

    async def on_error(  # type: ignore[override]  # discord.py's own classes disagree here
        self, interaction: discord.Interaction[Any], error: Exception
    ) -> None:
        """Called by discord.py: say what went wrong."""
        await tell(interaction, error)
