"""`/privacy`: what is stored about me, what I agreed to, its records, and erasing all of it."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.members import Consent
from bot.services import Services
from bot.usecases.about_member import about_member
from bot.usecases.choose_consent import choose_consent
from bot.usecases.download_consents import download_consents
from bot.usecases.erase_member import erase_member, unpaid_shares
from bot.usecases.spending import spending
from cogs.presses import add_presses, pressed
from cogs.render.cards import Card
from cogs.render.privacy import confirm_card, consent_card, erased_card, kept_card, privacy_card, records_card


class Privacy(commands.Cog):
    """A member's own data. Every answer here is seen by that member alone."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """See what Tutti stores about you here, change what you agreed to, or erase it all."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await self._card(guild_of(interaction), interaction.user.id)
        await interaction.edit_original_response(**card.edited())

    @pressed("agree")
    async def agree(self, interaction: Interaction, kind: str, given: str, card: str) -> None:
        """Switch one use of the presser's own listening on or off; the card shows its new state."""
        await interaction.response.defer()
        me = interaction.user
        guild_id = guild_of(interaction)
        consents = await choose_consent(self.services, guild_id, me.id, me.display_name, Consent(kind), given == "on")
        if Consent(kind) is Consent.POOL and given != "on":
            interaction.client.dispatch("pool_left", guild_id)  # packages that hold them are built anew
        if card == "privacy":
            fresh = await self._card(guild_id, me.id)
        else:
            fresh = consent_card(consents)
        await interaction.edit_original_response(**fresh.edited())

    @pressed("records")
    async def records(self, interaction: Interaction) -> None:
        """Give the presser the records of what they agreed to, as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        content = await download_consents(self.services, guild_of(interaction), interaction.user.id)
        await interaction.edit_original_response(**records_card(content).edited())

    @pressed("erase")
    async def erase(self, interaction: Interaction, step: str) -> None:
        """Ask once more, then erase, or keep."""
        await interaction.response.defer()
        if step == "ask":
            card = confirm_card(await unpaid_shares(self.services, guild_of(interaction), interaction.user.id))
        elif step == "confirm":
            card = erased_card(await erase_member(self.services, guild_of(interaction), interaction.user.id))
            interaction.client.dispatch("pool_left", guild_of(interaction))
        else:
            card = kept_card()
        await interaction.edit_original_response(**card.edited())

    async def _card(self, guild_id: int, member_id: int) -> Card:
        about = await about_member(self.services, guild_id, member_id)
        return privacy_card(about, await spending(self.services, guild_id))


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Privacy(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)
