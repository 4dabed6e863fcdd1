"""`/sale propose`: put an offer for the pool's listening to the vote of those whose listening it is.

Casting and closing are transactions in storage; what stands here is the card in the channel. It shows how many have
voted, never how, until the poll closes; it is edited at most once in `_EDIT_EVERY`, so that its changes do not line up
with the log and stay far from Discord's limit on edits of old messages. What a restart interrupted is taken up again: a
poll whose card was never posted gets it, an overdue poll closes, a result that was not announced is.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import BadProposal, NotAllowed
from bot.model.polls import Choice, Poll
from bot.usecases.cast_ballot import cast_ballot
from bot.usecases.close_polls import announced, close_overdue, outcome_of, unannounced
from bot.usecases.propose_sale import Draft, PollOnShow, place_card, poll_on_show, polls_without_card, propose_sale
from cogs.forms import Form
from cogs.presses import add_presses, pressed
from cogs.render.sale import ballot_card, closed_card, draft_card, how_card, poll_card, proposed_card, result_card

log = logging.getLogger(__name__)

_EDIT_EVERY = timedelta(seconds=10)


class Sale(commands.Cog):
    """Offers, votes on them, and their closing."""

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
        self._opened = asyncio.Event()
        self._edits: dict[tuple[int, int], asyncio.Task[None]] = {}
        self._closing: asyncio.Task[None] | None = None

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
        link = await self._post(shown)
        self._opened.set()
        await interaction.edit_original_response(**proposed_card(shown, link).edited())

    @pressed("vote")
    async def vote(self, interaction: Interaction, poll_id: str, choice: str) -> None:
        """Take a ballot; its receipt goes to the voter alone, after the ballot is safe on disk."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        counted = await cast_ballot(self.services, guild_id, int(poll_id), interaction.user.id, Choice(choice))
        self._edit_soon(guild_id, counted.poll.poll_id)
        await interaction.edit_original_response(**ballot_card(counted).edited())

    @pressed("how_vote")
    async def how(self, interaction: Interaction, poll_id: str) -> None:
        """Say what this vote promises, and what it does not."""
        shown = await poll_on_show(self.services, guild_of(interaction), int(poll_id))
        await interaction.response.send_message(**how_card(shown).fresh(), ephemeral=True)

    async def cog_load(self) -> None:
        """Start what closes polls."""
        self._closing = asyncio.create_task(self._close_in_time(), name="close polls in time")

    async def cog_unload(self) -> None:
        """Stop it, and wait for no edit: what is stored is complete."""
        tasks = [task for task in (self._closing, *self._edits.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _close_in_time(self) -> None:
        await self.client.wait_until_ready()
        while True:
            self._opened.clear()
            next_deadline = await close_overdue(self.services)
            for shown in await polls_without_card(self.services):
                await self._or_later(self._post(shown))
            for poll in await unannounced(self.services):
                await self._or_later(self._announce(poll))
            await self.services.woken_or_at(self._opened, next_deadline)

    async def _or_later(self, posting: Awaitable[Any]) -> None:
        # A channel that is gone or closed to us must not hold up the other servers; the next round tries again.
        try:
            await posting
        except discord.HTTPException as error:
            log.warning("a poll's card or result could not be posted: %s", error)

    def _channel(self, poll: Poll) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(cast("int", poll.channel_id), guild_id=poll.guild_id)

    async def _post(self, shown: PollOnShow) -> str:
        """Post a poll's card, remember where it is, and return its address."""
        poll = shown.poll
        message = await self._channel(poll).send(**poll_card(shown).fresh())
        await place_card(self.services, poll, message.id)
        return message.jump_url

    async def _announce(self, poll: Poll) -> None:
        """Post the result and take the buttons off the card."""
        edit = self._edits.pop((poll.guild_id, poll.poll_id), None)
        if edit is not None:
            edit.cancel()
        outcome = await outcome_of(self.services, poll)
        channel = self._channel(poll)
        message = await channel.send(**result_card(outcome).fresh())
        await announced(self.services, poll)
        if poll.message_id is not None:
            with contextlib.suppress(discord.NotFound):  # the card was deleted; the result stands by itself
                await channel.get_partial_message(poll.message_id).edit(
                    **closed_card(outcome, message.jump_url).edited()
                )

    def _edit_soon(self, guild_id: int, poll_id: int) -> None:
        """Show the new turnout on the card, with everything else that happens in `_EDIT_EVERY`."""
        key = (guild_id, poll_id)
        if key not in self._edits:
            self._edits[key] = asyncio.create_task(self._edit(*key), name=f"edit poll {poll_id}")

    async def _edit(self, guild_id: int, poll_id: int) -> None:
        await self.services.clock.sleep_until(self.services.clock.now() + _EDIT_EVERY)
        self._edits.pop((guild_id, poll_id), None)
        shown = await poll_on_show(self.services, guild_id, poll_id)
        if shown.poll.message_id is None or not shown.open:
            return
        message = self._channel(shown.poll).get_partial_message(shown.poll.message_id)
        await self._or_later(message.edit(**poll_card(shown).edited()))


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
