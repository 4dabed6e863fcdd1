"""`/sale propose`: put an offer for the pool's listening to the vote of those whose listening it is.

The vote is a poll like any other: its card, its ballots and its close are kept by `cogs/poll_desk.py` and
`cogs/poll_ballots.py`, which hear of it by the event `poll_opened`.
"""

from __future__ import annotations

from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import BadProposal, NotAllowed
from bot.usecases.propose_sale import Draft, propose_sale
from cogs.forms import Form
from cogs.presses import add_presses, pressed
from cogs.render.sale import draft_card, proposed_card


class Sale(commands.Cog):
    """Offers."""

    group = app_commands.Group(
        name="sale",
        description="Offers for the pool's listening",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services = client.services
        self._drafts: dict[tuple[int, int], Draft] = {}  # a rejected form, so that nothing has to be typed twice

    @group.command()
    @app_commands.checks.has_permissions(manage_guild=True)
    async def propose(self, interaction: Interaction) -> None:
        """Put an offer for the pool's listening to a vote of its contributors."""
        await interaction.response.send_modal(OfferForm(self, Draft()))

    @pressed("correct_offer")
    async def correct(self, interaction: Interaction) -> None:
        """Open the form again with what stood in it."""
        if not interaction.permissions.manage_guild:
            raise NotAllowed("members who may Manage Server")
        draft = self._drafts.get((guild_of(interaction), interaction.user.id), Draft())
        await interaction.response.send_modal(OfferForm(self, draft))

    async def take(self, interaction: Interaction, draft: Draft) -> None:
        """A form was sent: open the poll and post its card, or say what to correct."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, key = guild_of(interaction), (guild_of(interaction), interaction.user.id)
        try:
            shown = await propose_sale(
                self.services,
                guild_id,
                cast("int", interaction.channel_id),
                interaction.user.id,
                interaction.user.display_name,
                draft,
            )
        except BadProposal as error:
            self._drafts[key] = draft
            await interaction.edit_original_response(**draft_card(str(error)).edited())
            return
        self._drafts.pop(key, None)
        self.client.dispatch("poll_opened", guild_id, shown.poll.poll_id)
        await interaction.edit_original_response(**proposed_card(shown).edited())


class OfferForm(Form, title="Propose a sale"):
    """What the group votes on. Five fields are all that a form can have, so the vote's rules share one."""

    def __init__(self, sale: Sale, draft: Draft) -> None:
        super().__init__(timeout=None)
        self._sale = sale
        self.buyer = ui.TextInput[Any](default=draft.buyer, placeholder="Solo AI, Berlin", max_length=100)
        self.price = ui.TextInput[Any](default=draft.price, placeholder="$55,000", max_length=40)
        self.what = ui.TextInput[Any](
            default=draft.slice,
            style=discord.TextStyle.paragraph,
            placeholder="Artist preferences: plays per artist and month, 2024 and 2025, no single members",
            max_length=600,
        )
        self.purpose = ui.TextInput[Any](
            default=draft.purpose,
            style=discord.TextStyle.paragraph,
            placeholder="Training a recommender; not resold; deleted after two years",
            max_length=600,
        )
        self.rules = ui.TextInput[Any](default=draft.rules, style=discord.TextStyle.paragraph, max_length=200)
        for text, description, field in (
            ("Buyer", "Who buys", self.buyer),
            ("Price", "For everything, with its currency; contributors share it equally", self.price),
            ("What is sold", "Which slice of the pooled listening", self.what),
            ("Purpose", "What the buyer may do with it", self.purpose),
            ("Rules of the vote", "When it closes, how many must vote, how many of yes and no must be yes", self.rules),
        ):
            self.add_item(ui.Label(text=text, description=description, component=field))

    async def sent(self, interaction: Interaction) -> None:
        """The form is filled in."""
        await self._sale.take(
            interaction,
            Draft(self.buyer.value, self.price.value, self.what.value, self.purpose.value, self.rules.value),
        )


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Sale(client)
    await client.add_cog(cog)
    add_presses(client, cog)
