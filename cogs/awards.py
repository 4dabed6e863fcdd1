"""`/awards`: an evening's awards among those present."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.replying import reply


class Awards(commands.Cog):
    """Who stands out, and by what."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(period="For example 2024, last 90 days; everything if left out")
    async def awards(self, interaction: Interaction, period: app_commands.Range[str, 1, 32] = "all time") -> None:
        """The evening's awards: Raincloud, Owl, Superfan, Deep Cut, Marathon and more, each with its number."""
        await reply(self.services, interaction, Asked("awards", period))

    @awards.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        words = await suggest_member_periods(self.services, guild_of(interaction), interaction.user.id, None, typed)
        return [app_commands.Choice(name=each, value=each) for each in words if len(each) <= 32]


async def setup(client: TuttiClient) -> None:
    """Add the command."""
    await client.add_cog(Awards(client.services))
