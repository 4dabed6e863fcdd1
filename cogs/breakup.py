"""`/breakup`: whose breakup playlists, or stretches of listening, are most intense."""

from __future__ import annotations

from typing import Literal

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.explain_breakup import explain_breakup
from bot.usecases.rank_breakups import Scope, rank_breakups
from cogs.presses import add_presses, pressed
from cogs.render.breakup import breakup_card, evidence_card, why_card


class Breakup(commands.Cog):
    """The first question that the group asked."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(of="Playlists by their titles and tracks, or the saddest four weeks of listening")
    async def breakup(self, interaction: Interaction, of: Literal["playlists", "listening"] = "playlists") -> None:
        """Whose breakup playlists are most intense?"""
        await interaction.response.defer(ephemeral=True, thinking=True)
        ranking = await rank_breakups(self.services, guild_of(interaction), Scope(of))
        await interaction.edit_original_response(**breakup_card(ranking).edited())

    @pressed("breakup")
    async def other(self, interaction: Interaction, scope: str) -> None:
        """Show the other ranking in the same card."""
        await interaction.response.defer()
        ranking = await rank_breakups(self.services, guild_of(interaction), Scope(scope))
        await interaction.edit_original_response(**breakup_card(ranking).edited())

    @pressed("post_breakup")
    async def post(self, interaction: Interaction, scope: str) -> None:
        """Show the ranking to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        ranking = await rank_breakups(self.services, guild_of(interaction), Scope(scope))
        await interaction.edit_original_response(**breakup_card(ranking, public=True).edited())

    @pressed("evidence_breakup")
    async def evidence(self, interaction: Interaction, scope: str) -> None:
        """Show everyone's evidence, to the presser."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        ranking = await rank_breakups(self.services, guild_of(interaction), Scope(scope), drawn=False)
        await interaction.edit_original_response(**evidence_card(ranking).edited())

    @pressed("why_breakup")
    async def why(self, interaction: Interaction, scope: str) -> None:
        """Show the formula."""
        await interaction.response.send_message(**why_card(explain_breakup(), Scope(scope)).fresh(), ephemeral=True)


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Breakup(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)
