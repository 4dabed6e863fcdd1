"""`/whoknows`: who really spends the most time on an artist."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.suggest_artists import suggest_artists
from bot.usecases.who_knows import who_knows
from cogs.presses import add_presses, pressed
from cogs.render.whoknows import whoknows_card, why_card


class WhoKnows(commands.Cog):
    """Members side by side on one artist."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(artist="An artist that somebody here has played")
    async def whoknows(self, interaction: Interaction, artist: app_commands.Range[str, 1, 100]) -> None:
        """Who here really spends the most time on an artist?"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        answer = await who_knows(self.services, guild_of(interaction), artist)
        await interaction.edit_original_response(**whoknows_card(answer).edited())

    @whoknows.autocomplete("artist")
    async def _artists(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = await suggest_artists(self.services, guild_of(interaction), typed)
        return [app_commands.Choice(name=name[:100], value=name[:100]) for name in names]

    @pressed("post_whoknows")
    async def post(self, interaction: Interaction, artist_id: str) -> None:
        """Show the answer to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        answer = await who_knows(self.services, guild_of(interaction), int(artist_id))
        await interaction.edit_original_response(**whoknows_card(answer, public=True).edited())

    @pressed("why_whoknows")
    async def why(self, interaction: Interaction) -> None:
        """Say how the numbers are made."""
        await interaction.response.send_message(**why_card().fresh(), ephemeral=True)


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = WhoKnows(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)
