"""`/pool`: whether my listening is in the pool, and how I leave it or one sale."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.sales.leave_sale import LEAVABLE, join_pool, leave_pool, leave_sale, pool_standing
from bot.usecases.sales.offer_status import suggest_offers
from cogs.presses import add_presses, pressed
from cogs.render.offers import left_card, pool_card


class Pool(commands.Cog):
    """A member's own place in the pool. Every answer here is seen by that member alone."""

    group = app_commands.Group(name="pool", description="Your listening in the pool", guild_only=True)

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services

    @group.command()
    async def status(self, interaction: Interaction) -> None:
        """See whether you pool your listening here, and which sales you are in."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show(interaction)

    @group.command()
    async def join(self, interaction: Interaction) -> None:
        """Pool your listening here: you vote on offers from now on, and share in what is sold."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._join(interaction)

    @group.command()
    @app_commands.describe(sale="Leave this sale alone and stay in the pool; the whole pool if left out")
    async def leave(self, interaction: Interaction, sale: int | None = None) -> None:
        """Leave the pool, or one sale. It holds for every package that is not delivered yet."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._leave(interaction, sale)

    @leave.autocomplete("sale")
    async def _sales(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        found = await suggest_offers(self.services, guild_of(interaction), typed, LEAVABLE)
        return [app_commands.Choice(name=words, value=offer_id) for words, offer_id in found]

    @pressed("join_pool")
    async def pressed_join(self, interaction: Interaction) -> None:
        """Join from the card."""
        await interaction.response.defer()
        await self._join(interaction)

    @pressed("leave_pool")
    async def pressed_leave(self, interaction: Interaction) -> None:
        """Leave from the card."""
        await interaction.response.defer()
        await self._leave(interaction, None)

    async def _show(self, interaction: Interaction) -> None:
        standing = await pool_standing(self.services, guild_of(interaction), interaction.user.id)
        await interaction.edit_original_response(**pool_card(standing).edited())

    async def _join(self, interaction: Interaction) -> None:
        me = interaction.user
        await join_pool(self.services, guild_of(interaction), me.id, me.display_name)
        await self._show(interaction)

    async def _leave(self, interaction: Interaction, sale: int | None) -> None:
        guild_id, me = guild_of(interaction), interaction.user
        if sale is None:
            await leave_pool(self.services, guild_id, me.id, me.display_name)
            left = None
        else:
            left = await leave_sale(self.services, guild_id, sale, me.id)
        # What keeps sales builds packages anew that hold somebody who has left.
        self.client.dispatch("pool_left", guild_id)
        standing = await pool_standing(self.services, guild_id, me.id)
        await interaction.edit_original_response(**left_card(left, standing).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Pool(client)
    await client.add_cog(cog)
    add_presses(client, cog)
