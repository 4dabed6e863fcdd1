"""`/settings`: what holds for the whole server. For moderators."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.server_clock import server_clock, set_server_clock
from bot.usecases.suggest_time_zones import suggest_time_zones
from cogs.render.settings import settings_card


class ServerSettings(commands.Cog):
    """A server's own choices."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(time_zone="Where the clocks of new members run, until they choose their own")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction, time_zone: str | None = None) -> None:
        """See and change what holds for the whole server."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        if time_zone is not None:
            await set_server_clock(self.services, guild_of(interaction), time_zone)
        clock = await server_clock(self.services, guild_of(interaction))
        await interaction.edit_original_response(**settings_card(clock, changed=time_zone is not None).edited())

    @settings.autocomplete("time_zone")
    async def _time_zones(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in suggest_time_zones(typed)]


async def setup(client: TuttiClient) -> None:
    """Add the command."""
    await client.add_cog(ServerSettings(client.services))
