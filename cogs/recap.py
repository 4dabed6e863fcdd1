"""`/recap`: a member's listening over any period, from the whole history."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.recap_member import recap_member
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.presses import add_presses, pressed
from cogs.render.recap import recap_card


class Recap(commands.Cog):
    """One member's listening, looked back on."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(
        member="Whose listening; yours if left out",
        period="For example 2024, February 2024, last 90 days; everything if left out",
    )
    async def recap(
        self,
        interaction: Interaction,
        member: discord.Member | None = None,
        period: app_commands.Range[str, 1, 60] = "all time",
    ) -> None:
        """Look back on listening: top artists, tracks and albums, months and hours. Any period, not only a year."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        about = member or interaction.user
        outlook = await recap_member(
            self.services, guild_of(interaction), interaction.user.id, about.id, period, about.display_name
        )
        await interaction.edit_original_response(**recap_card(outlook).edited())

    @recap.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        words = await suggest_member_periods(
            self.services,
            guild_of(interaction),
            interaction.user.id,
            getattr(interaction.namespace.member, "id", None),
            typed,
        )
        return [app_commands.Choice(name=each, value=each) for each in words]

    @pressed("post_recap")
    async def post(self, interaction: Interaction, member_id: str, period: str) -> None:
        """Show the recap to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        outlook = await recap_member(self.services, guild_of(interaction), interaction.user.id, int(member_id), period)
        await interaction.edit_original_response(**recap_card(outlook, public=True).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Recap(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)
