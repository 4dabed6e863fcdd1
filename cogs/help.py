"""`/help`: what there is."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient
from cogs.presses import add_presses, pressed
from cogs.render.help import family_card, help_card


class Help(commands.Cog):
    """What Tutti can do, in members' words."""

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What Tutti can do, and how to begin."""
        await interaction.response.send_message(**help_card().fresh(), ephemeral=True)

    @pressed("help")
    async def family(self, interaction: Interaction, family: str) -> None:
        """Show the commands of a family in place of the page."""
        await interaction.response.edit_message(**family_card(family).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Help()
    await client.add_cog(cog)
    add_presses(client, cog)
