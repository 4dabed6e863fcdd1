"""`/help`: what there is."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient
from cogs.render.help import help_card


class Help(commands.Cog):
    """What Tutti can do, in members' words."""

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What Tutti can do, and how to begin."""
        await interaction.response.send_message(**help_card().fresh(), ephemeral=True)


async def setup(client: TuttiClient) -> None:
    """Add the command."""
    await client.add_cog(Help())
