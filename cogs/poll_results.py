"""What the buttons under results, lists of delegations and reminders do."""

from __future__ import annotations

from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.services import Services
from bot.usecases.close_polls import seal_of
from bot.usecases.polls.delegate_vote import delegations_of, revoke_delegation
from bot.usecases.polls.list_polls import ballots_csv, find_poll, public_ballots
from bot.usecases.polls.remind_undecided import want_reminders
from bot.usecases.polls.verify_receipt import export_log
from cogs.presses import add_presses, pressed
from cogs.render.poll_results import ballots_card, ballots_file_card, check_card, delegations_card, log_card
from cogs.render.polls import quiet_card


class PollResults(commands.Cog):
    """Hands out what a poll left behind."""

    def __init__(self, client: TuttiClient) -> None:
        self.services: Services = client.services

    @pressed("poll_log")
    async def log(self, interaction: Interaction, poll_id: str, form: str) -> None:
        """Hand out a poll's log."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        name, content = await export_log(self.services, guild_id, int(poll_id), form)
        poll = await find_poll(self.services, guild_id, int(poll_id))
        await interaction.edit_original_response(**log_card(poll, name, content).edited())

    @pressed("poll_check")
    async def check(self, interaction: Interaction, poll_id: str) -> None:
        """Say how a result is checked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        poll = await find_poll(self.services, guild_id, int(poll_id))
        seal = await seal_of(self.services, poll)
        await interaction.edit_original_response(**check_card(poll, seal).edited())

    @pressed("poll_ballots")
    async def ballots(self, interaction: Interaction, poll_id: str, page: str) -> None:
        """Who chose what in a public poll; from the result a card of one's own, in it the next page."""
        public = await public_ballots(self.services, guild_of(interaction), int(poll_id))
        card = ballots_card(public, int(page))
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.response.edit_message(**card.edited())
        else:
            await interaction.response.send_message(**card.fresh(), ephemeral=True)

    @pressed("ballots_file")
    async def ballots_file(self, interaction: Interaction, poll_id: str) -> None:
        """Who chose what in a public poll, as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        public = await public_ballots(self.services, guild_of(interaction), int(poll_id))
        await interaction.edit_original_response(**ballots_file_card(public.poll, ballots_csv(public)).edited())

    @pressed("revoke_vote")
    async def revoke(self, interaction: Interaction, poll_id: str, *topic: str) -> None:
        """Take a delegation back."""
        guild_id, member_id = guild_of(interaction), interaction.user.id
        await revoke_delegation(self.services, guild_id, member_id, int(poll_id) or None, ":".join(topic))
        given = await delegations_of(self.services, guild_id, member_id)
        await interaction.response.edit_message(**delegations_card(given).edited())

    @pressed("no_reminders")
    async def no_reminders(self, interaction: Interaction, guild_id: str) -> None:
        """Pressed under a reminder, in direct messages."""
        await want_reminders(self.services, int(guild_id), interaction.user.id, wanted=False)
        await interaction.response.send_message(**quiet_card(False).fresh(), ephemeral=True)


async def setup(client: TuttiClient) -> None:
    """Hear the buttons, also of results posted before this start."""
    cog = PollResults(client)
    await client.add_cog(cog)
    add_presses(client, cog)
