"""`/payouts` and `/earnings`: the money of sales, for whoever keeps the books and for everyone who is owed.

Tutti moves no money: moderators write down what came in and who was paid.
"""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.collective.statements import MOST_BYTES
from bot.errors import BadPaidFile, LedgerRefused
from bot.model.sales import OfferState
from bot.services import Services
from bot.usecases.sales.keep_books import (
    earnings,
    mark_one_paid,
    mark_paid,
    money_came,
    payout_file,
    release_share,
    take_back,
)
from bot.usecases.sales.offer_status import suggest_offers
from cogs.render.payouts import books_card, earnings_card, marked_card, payouts_card

_WITH_BOOKS = (OfferState.BUILT, OfferState.DELIVERED, OfferState.PAID)


class Payouts(commands.Cog):
    """Books, payouts and statements."""

    group = app_commands.Group(
        name="payouts",
        description="The money of sales, for moderators",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command(name="earnings")
    async def statement(self, interaction: Interaction) -> None:
        """See what you earned by sales here: what is paid, and what is still open."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await earnings(self.services, guild_of(interaction), interaction.user.id)
        await interaction.edit_original_response(**earnings_card(found).edited())

    @group.command()
    @app_commands.describe(offer="Which offer", amount="In its currency, such as 55000 or $55,000", note="From where")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def received(
        self,
        interaction: Interaction,
        offer: int,
        amount: app_commands.Range[str, 1, 40],
        note: app_commands.Range[str, 1, 150] = "",
    ) -> None:
        """Write down money that came from the buyer. With the last cent it is divided among the contributors."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, me = guild_of(interaction), interaction.user.id
        books = await money_came(self.services, guild_id, offer, me, amount, note)
        await interaction.edit_original_response(**books_card(books).edited())

    @group.command()
    @app_commands.describe(
        offer="Which offer", amount="What will not come", reason="Why, such as “bank fee”; all see it"
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def missing(
        self,
        interaction: Interaction,
        offer: int,
        amount: app_commands.Range[str, 1, 40],
        reason: app_commands.Range[str, 3, 150],
    ) -> None:
        """Write down a part of the price that will never come, so that the rest can be divided."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, me = guild_of(interaction), interaction.user.id
        books = await money_came(self.services, guild_id, offer, me, amount, reason, missing=True)
        await interaction.edit_original_response(**books_card(books).edited())

    @group.command(name="list")
    @app_commands.describe(offer="Which offer")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def listed(self, interaction: Interaction, offer: int) -> None:
        """Get the open shares as a file for whoever pays them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        books, content = await payout_file(self.services, guild_of(interaction), offer)
        await interaction.edit_original_response(**payouts_card(books, content).edited())

    @group.command()
    @app_commands.describe(
        offer="Which offer",
        file="The file of /payouts list, with who was paid",
        member="One contributor who was paid all that is open",
        reference="Or their payout reference",
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def paid(
        self,
        interaction: Interaction,
        offer: int,
        file: discord.Attachment | None = None,
        member: discord.Member | None = None,
        reference: app_commands.Range[str, 8, 20] | None = None,
    ) -> None:
        """Mark contributors as paid: all in a file, or one of them. The last cent closes the sale."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, me = guild_of(interaction), interaction.user.id
        if file is not None:
            if file.size > MOST_BYTES:
                raise BadPaidFile(f"That file is larger than {MOST_BYTES // 1024 // 1024} MB.")
            card = marked_card(await mark_paid(self.services, guild_id, offer, me, await file.read()))
        else:
            who = member.id if member is not None else reference
            if who is None:
                raise LedgerRefused("say who was paid: a file, a member or a reference.")
            card = books_card(await mark_one_paid(self.services, guild_id, offer, me, who))
        await interaction.edit_original_response(**card.edited())

    @group.command()
    @app_commands.describe(offer="Which offer", entry="Its number, as the books say", note="Why")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def undo(
        self,
        interaction: Interaction,
        offer: int,
        entry: app_commands.Range[int, 1],
        note: app_commands.Range[str, 3, 150],
    ) -> None:
        """Take an entry of the books back: money that did not come, a payment that was not made."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        books = await take_back(self.services, guild_of(interaction), offer, entry, note)
        await interaction.edit_original_response(**books_card(books).edited())

    @group.command()
    @app_commands.describe(offer="Which offer", reference="Of a share whose owner erased everything a year ago")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def release(self, interaction: Interaction, offer: int, reference: app_commands.Range[str, 8, 20]) -> None:
        """Divide a share that nobody claimed for a year among the others."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        books = await release_share(self.services, guild_of(interaction), offer, reference)
        await interaction.edit_original_response(**books_card(books).edited())

    @received.autocomplete("offer")
    @missing.autocomplete("offer")
    @listed.autocomplete("offer")
    @paid.autocomplete("offer")
    @undo.autocomplete("offer")
    @release.autocomplete("offer")
    async def _offers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        found = await suggest_offers(self.services, guild_of(interaction), typed, _WITH_BOOKS)
        return [app_commands.Choice(name=words, value=offer_id) for words, offer_id in found]


async def setup(client: TuttiClient) -> None:
    """Add the commands."""
    await client.add_cog(Payouts(client.services))
